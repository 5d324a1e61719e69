"""What is known where the rows of an action stand, and where their problems are gathered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from atelier_cli.actions.compiled import CompiledCondition, CompiledValue
from atelier_cli.actions.compiling import compile_condition, compile_value
from atelier_cli.actions.entities.ontology import EntityKind, Ontology
from atelier_cli.diagnostics import Path
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.problems import Problem, below
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, Type, object_of
from atelier_cli.language.values.slots import Slot


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The names that an action's values read, with what has been found so far."""

    names: Names
    ontology: Ontology
    #: The type that the action acts on; None where the vocabulary does not have it.
    target: EntityKind | None
    faults: list[Problem] = field(default_factory=list)
    #: Every path that something of the action reads.
    paths: set[NamePath] = field(default_factory=set)

    def add(self, path: Path, problems: Iterable[Problem]) -> None:
        self.faults.extend(below(path, problems))

    def fault(self, rule: str, message: str, path: Path, hint: str = "") -> None:
        self.faults.append(Problem(rule, message, path, help=hint))

    def value(self, said: Any, slot: Slot, path: Path, expected: Type = ANY) -> CompiledValue:
        """The value that stands at the path; what is wrong with it, and what it reads, is noted."""
        found, problems = compile_value(said, slot, self.names, expected)
        self.add(path, problems)
        self.paths.update(found.reads)
        return found

    def condition(
        self, said: Any, slot: Slot, path: Path, subject: Type | None = None, at: NamePath | None = ("entity",)
    ) -> CompiledCondition | None:
        """The condition that stands at the path, over the target or another subject; None where there is none."""
        if said is None:
            return None
        over = self.names.roots["entity"] if subject is None else subject
        found, problems = compile_condition(said, slot, self.names, over, at)
        self.add(path, problems)
        self.paths.update(found.reads)
        return found

    @property
    def parameters(self) -> Mapping[str, Type]:
        """The types of the parameters."""
        return self.names.roots["parameters"].fields or {}

    def limited(self, root: str, known: Mapping[str, Type]) -> "Surroundings":
        """The same where a root has these members only; its problems are noted here."""
        roots = {**self.names.roots, root: object_of(known)}
        return replace(self, names=replace(self.names, roots=roots))

    def apart(self) -> "Surroundings":
        """The same with problems of its own."""
        return replace(self, faults=[])
