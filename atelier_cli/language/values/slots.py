"""Where values stand, and which modes may stand there: the one table that checks and documentation read."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Slot(StrEnum):
    """A place for a value; its text is what a message calls it."""

    SETTING = "a setting"
    FIELD_DEFAULT = "the default of a field"
    DEFAULT = "the default of a parameter"
    CONSTRAINT = "a constraint"
    VISIBILITY = "a visibility condition"
    OPTIONS = "the filter of a list of values"
    CRITERION = "a submission criterion"
    EDIT = "an edit"
    CREATE = "a create"
    EFFECT = "a side effect"
    FILTER = "the filter of a notification rule"
    FLOW = "a flow"


_EVERYWHERE = frozenset({"literal", "now", "today", "config", "function", "expr"})
_CALLER = _EVERYWHERE | {"user"}
_ACTION = _CALLER | {"parameters", "entity"}
_PLAN = _ACTION | {"source", "created"}

SLOTS: Mapping[Slot, frozenset[str]] = MappingProxyType(
    {
        Slot.SETTING: frozenset({"literal"}),
        Slot.FIELD_DEFAULT: _CALLER,
        # Its parameters are those before it.
        Slot.DEFAULT: _ACTION | {"source"},
        Slot.CONSTRAINT: _ACTION,
        Slot.VISIBILITY: _ACTION,
        Slot.OPTIONS: _ACTION,
        Slot.CRITERION: _ACTION,
        # The creates of an edit, a create and an effect are those before it.
        Slot.EDIT: _PLAN,
        Slot.CREATE: _PLAN,
        # What classifies is evaluated after the plan, so that only effects can read it.
        Slot.EFFECT: _PLAN | {"classification"},
        # A rule hears of an event when the action is long over: nobody calls.
        Slot.FILTER: _EVERYWHERE,
        # A run goes on when its caller has left; who started it is `$run.initiator`.
        Slot.FLOW: _EVERYWHERE | {"input", "context", "steps", "run", "event"},
    }
)
