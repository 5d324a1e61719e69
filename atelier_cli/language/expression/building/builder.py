"""What a node needs to be built: how to build its parts, and which names are variables of macros."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from atelier_cli.frozen import frozen
from atelier_cli.language.expression.syntax import Expression

#: From the values of the roots to the value of the expression; raises EvaluationError.
Evaluate = Callable[[Mapping[str, Any]], Any]


@frozen
class Builder:
    build: "Callable[[Expression, Builder], Evaluate]"
    #: The variables of the macros around the node, and the keys under which a scope holds them.
    variables: Mapping[str, str]

    def of(self, node: Expression) -> Evaluate:
        return self.build(node, self)

    def binding(self, variable: str) -> tuple[str, "Builder"]:
        """A key no root has, and the builder that reads the variable from it."""
        key = f"{variable}#{len(self.variables)}"
        return key, replace(self, variables={**self.variables, variable: key})

    @property
    def in_macro(self) -> bool:
        return bool(self.variables)
