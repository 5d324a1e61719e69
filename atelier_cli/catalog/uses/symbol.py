"""Symbols: what has a name in a project, told apart by what it is and what it belongs to."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from atelier_cli.diagnostics import Place
from atelier_cli.language.types import ANY, Type


class Kind(StrEnum):
    """What a symbol is; its text is what a message calls it."""

    APPLICATION = "application"
    ENTITY_TYPE = "entity type"
    FIELD = "field"
    CHOICE = "choice"
    RELATION = "relation"
    REVERSE = "reverse relation"
    ACTION = "action"
    PARAMETER = "parameter"
    CRITERION = "criterion"
    CREATE = "create"
    EDIT = "edit"
    EFFECT = "side effect"
    PLACEMENT = "placement"
    SETTING = "setting"
    FLOW = "flow"
    STEP = "step"
    SAVED = "saved output"
    TEMPLATE = "template"
    RULE = "notification rule"
    EVENT = "event"
    EVENT_TYPE = "event type"
    PRODUCT = "product"
    PRODUCT_ACTION = "product action"
    SKILL = "skill"
    FUNCTION = "function"
    ROLE = "role"
    SURFACE = "surface"
    #: What no file declares by itself: a member of a payload or an output, an argument, a root.
    MEMBER = "member"
    ARGUMENT = "argument"
    ROOT = "root"


class Symbol(NamedTuple):
    """Something that has a name."""

    kind: Kind
    #: What it belongs to: nothing for what the whole project knows, else the file, and the names around it.
    scope: tuple[str, ...]
    name: str


class Occurrence(NamedTuple):
    """A place where a symbol is named."""

    symbol: Symbol
    place: Place
    #: Whether the symbol is declared there.
    declares: bool = False
    #: What the symbol holds, as far as it is known there.
    type: Type = ANY
    #: Whose members may be named there; None where it is the symbols of this kind and scope.
    holder: Type | None = None
    #: Names that may stand there besides.
    words: Sequence[str] = ()
