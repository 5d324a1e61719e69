"""What a lint rule is: a module of this folder, named after the rule."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Protocol

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity


class Category(StrEnum):
    """What a rule is about: a word that stands for all its rules where rules are chosen."""

    #: What keeps a file from being read. Nothing else in it is checked then, so that these cannot be turned off.
    READING = "reading"
    STRUCTURE = "structure"
    REFERENCES = "references"
    TYPES = "types"
    ACTIONS = "actions"
    FLOWS = "flows"
    NOTIFICATIONS = "notifications"
    PLANES = "planes"
    STYLE = "style"
    #: What is said about `# atelier: ignore` and baselines.
    SUPPRESSIONS = "suppressions"


class Profile(StrEnum):
    """A choice of rules; each has those of the profiles before it."""

    #: Errors.
    MINIMAL = "minimal"
    STANDARD = "standard"
    #: What not everybody wants to be told.
    STRICT = "strict"


class Rule(Protocol):
    """A rule's module. Its docstring is its documentation: what, why, an example that fires, and what to write instead.

    A module that says `PROFILE = Profile.STRICT` is on in the profile `strict` only; errors are on in all profiles, and
    everything else in all but `minimal`.

    The examples stand in fenced blocks under `## Example` and `## Instead`; a test runs them. A block is a part of a
    sheet, or a whole file where its first line is a comment with the file's name.
    """

    __doc__: str | None
    __name__: str
    SEVERITY: Severity
    CATEGORY: Category

    @property
    def NODES(self) -> tuple[type[Any], ...]:  # noqa: N802  # a constant in the module
        """The models whose nodes `check` is called with; none for what is found elsewhere."""

    def check(self, node: Node[Any], catalog: Catalog, /) -> Iterator[Diagnostic]:
        """The findings at a node."""


def found_elsewhere(_node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    """The check of a rule whose findings come up while a file is read, a value is judged or a plan is made."""
    return iter(())


def profile(rule: Rule) -> Profile:
    """The least profile in which a rule is on."""
    otherwise = Profile.MINIMAL if rule.SEVERITY is Severity.ERROR else Profile.STANDARD
    return getattr(rule, "PROFILE", otherwise)
