"""What the module of a type of criteria exposes, and what its questions are told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from atelier_cli.actions.entities.ontology import Ontology
from atelier_cli.actions.judgement import Judgement
from atelier_cli.actions.reader import Reader
from atelier_cli.language.condition.subject import NO_SUBJECT
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.problems import Problems
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import ANY, Type

Enforcement = Literal["gate", "classify"]


class Config(BaseModel):
    """What a row says under `config`; nothing that it says is passed over."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, protected_namespaces=())


@dataclass(frozen=True, slots=True)
class Situation:
    """What a criterion is asked about."""

    #: Its `entity` is the target before the action, which `$entity` reads.
    scope: Scope
    reader: Reader
    #: The target as the criterion sees it: before the action for a gate, after the plan for one that classifies.
    record: Any
    #: The target before the action where `record` is the one after; else nothing is known of a change.
    before: Any = NO_SUBJECT.before


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion that is judged by itself."""

    judge: Callable[[Situation], Judgement]
    reads: frozenset[NamePath]
    enforcement: Enforcement = "gate"

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters that it reads."""
        return frozenset(path[1] for path in self.reads if path[0] == "parameters" and len(path) > 1)


@dataclass(frozen=True, slots=True)
class Demand:
    """A constraint of a parameter that a criterion amounts to."""

    parameter: str
    #: A word of the table of constraints.
    constraint: str
    #: A compiled value, or what the constraint needs that is none.
    bound: Any = None


#: A criterion that is judged, constraints that stand for it, or none where others see to it.
Compiled = Question | tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What is known where a criterion stands."""

    names: Names
    ontology: Ontology
    #: The code of the entity type that the action acts on.
    target_model: str

    @property
    def parameters(self) -> dict[str, Type]:
        """The types of the action's parameters."""
        return dict(self.names.roots.get("parameters", ANY).fields or {})


class CriteriaType(Protocol):
    """A module that compiles one type of criteria; its docstring says what is asked, and shows a criterion."""

    @property
    def Config(self) -> type[BaseModel]:  # noqa: N802  # a class of the module
        """What a row of the type says under `config`."""

    def compile(self, config: Any, around: Around, /) -> tuple[Compiled, Problems]:
        """The criterion, and what is wrong with it; paths start at its `config`."""
        ...
