"""What the module of a type of criteria exposes, and what its questions are told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from atelier_cli.actions.judgement import Judgement
from atelier_cli.actions.reader import Reader
from atelier_cli.language.condition.subject import NO_SUBJECT
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.scope import Scope


@dataclass(frozen=True, slots=True)
class Situation:
    """What a criterion is asked about."""

    #: Its `entity` is the target before the action, which `$entity` reads.
    scope: Scope
    reader: Reader
    #: The target as the criterion compares it: before the action for a gate, after the plan for one that classifies.
    record: Any
    #: The target before the action where `record` is the one after; else nothing is known of a change.
    before: Any = NO_SUBJECT.before


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion, compiled."""

    judge: Callable[[Situation], Judgement]
    reads: frozenset[NamePath]

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters that it reads."""
        return frozenset(path[1] for path in self.reads if path[0] == "parameters" and len(path) > 1)
