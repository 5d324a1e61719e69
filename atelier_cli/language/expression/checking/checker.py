"""What the check of a node needs to know: what can be read there, what is not null there, and where to report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from atelier_cli.frozen import frozen
from atelier_cli.language.expression.checking.outcome import Facts, Outcome
from atelier_cli.language.expression.errors import Span
from atelier_cli.language.expression.paths import NamePath, is_absolute, path_of
from atelier_cli.language.expression.problems import KINDS
from atelier_cli.language.expression.syntax import Expression, Name
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import Names
from atelier_cli.language.types import Type

#: As much of an expression as a message repeats.
_SHOWN = 60


@frozen
class Checker:
    check: "Callable[[Expression, Checker], Outcome]"
    text: str
    names: Names
    #: Where problems are gathered.
    problems: list[Problem]
    #: Where the text could not be read.
    faults: tuple[Span, ...]
    #: The variables of the macros around the node: under which name facts know them, and their types.
    variables: Mapping[str, tuple[str, Type]]
    #: The paths that are not null at the node.
    known: Facts

    def of(self, node: Expression) -> Outcome:
        return self.check(node, self)

    def in_turn(self, nodes: Sequence[Expression]) -> list[Outcome]:
        """The outcomes of operands that all have to have a value: each is judged knowing that those before it have."""
        found: list[Outcome] = []
        here = self
        for node in nodes:
            outcome = here.of(node)
            found.append(outcome)
            here = here.knowing(outcome.known | self.filled(node, outcome))
        return found

    def knowing(self, facts: Facts) -> "Checker":
        return self if facts <= self.known else replace(self, known=self.known | facts)

    def binding(self, variable: str, type: Type) -> "Checker":
        """The checker of a macro's inner parts, where the variable can be read."""
        name = f"{variable}#{len(self.variables)}"
        return replace(self, variables={**self.variables, variable: (name, type)})

    def path(self, node: Expression) -> NamePath | None:
        """The path that a node reads, with the variables of macros told apart from roots."""
        path = path_of(node)
        if path is None or path[0] not in self.variables or is_absolute(node):
            return path
        return (self.variables[path[0]][0], *path[1:])

    def filled(self, node: Expression, outcome: Outcome) -> Facts:
        """The fact that a node is not null, where it may be and can be told by its path."""
        path = self.path(node) if outcome.type.nullable else None
        return frozenset() if path is None else frozenset({path})

    def needed(self, node: Expression, outcome: Outcome) -> Facts:
        """What is known once a node has a value that is not null; says so where it may be null and must not be."""
        if not outcome.type.nullable or outcome.type.name == "null":
            return outcome.known
        message = f"`{self.shown(node)}` may be null here, which stops the evaluation"
        self.report("nullable-operand", message, node.span, ask_first(node, self.text))
        return outcome.known | self.filled(node, outcome)

    def is_faulty(self, node: Expression) -> bool:
        """Whether a node was not read as it is written."""
        start, end = node.span
        return any(start <= fault < end for fault, _ in self.faults)

    def shown(self, node: Expression) -> str:
        return shown(node, self.text)

    def report(self, kind: str, message: str, span: Span, help_: str = "") -> None:
        self.problems.append(Problem(kind, message, within=span, help=help_, severity=KINDS[kind]))


def shown(node: Expression, text: str) -> str:
    """The text of a node on one line, shortened."""
    found = " ".join(text[slice(*node.span)].split())
    return found if len(found) <= _SHOWN else f"{found[: _SHOWN - 1]}…"


def ask_first(node: Expression, text: str) -> str:
    """How to ask whether a node is null."""
    if path_of(node) is None:
        return "let it give something else than null"
    question = f"{shown(node, text)} != null" if isinstance(node, Name) else f"has({shown(node, text)})"
    return f"ask first: `{question} && ...`, or `{question} ? ... : ...`"
