"""Values and conditions of an action's rows, read once: what is left to do for each submission is to resolve them."""

from dataclasses import dataclass
from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.condition.evaluate import evaluate_read
from atelier_cli.language.condition.parse import Condition
from atelier_cli.language.condition.subject import NO_SUBJECT, Subject
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import Type
from atelier_cli.language.values.resolve import resolve_node
from atelier_cli.language.values.syntax import Node
from atelier_cli.language.verdict import Verdict


@dataclass(frozen=True, slots=True)
class CompiledValue:
    """A value where a type is expected."""

    #: As the row writes it.
    said: Any
    node: Node
    type: Type
    #: Every path that it reads: a root and the names below it.
    reads: frozenset[NamePath]

    def resolve(self, scope: Scope) -> Any:
        """What it stands for, as its type holds it; null where it reads something that is not given.

        Raises EvaluationError where it stands for nothing, or for something of another type.
        """
        value, problems = coerce(resolve_node(self.node, scope, self.type), self.type.or_null())
        if problems:
            raise EvaluationError("wrong-type", problems[0].message, None)
        return value

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters that it reads."""
        return named(self.reads, "parameters")


@dataclass(frozen=True, slots=True)
class CompiledCondition:
    """A condition over the fields of a subject."""

    #: As the row writes it.
    said: Any
    read: Condition
    #: The type of the subject.
    subject: Type
    reads: frozenset[NamePath]

    def verdict(self, scope: Scope, record: Any = None, before: Any = NO_SUBJECT.before) -> Verdict:
        """TRUE, FALSE, or UNEVALUABLE; `record` is the subject, and `before` what it was before a plan changed it."""
        return evaluate_read(self.read, scope, Subject(record, self.subject, before))

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters that it reads."""
        return named(self.reads, "parameters")


def named(reads: frozenset[NamePath], root: str) -> frozenset[str]:
    """The names that stand below a root among the paths."""
    return frozenset(path[1] for path in reads if path[0] == root and len(path) > 1)
