"""Scopes: the names that can be read at a place, with their types when linting and their values when running."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import field
from typing import Any

from atelier_cli.frozen import frozen
from atelier_cli.language.types import (
    DATE,
    DATETIME,
    INTEGER,
    STRING,
    USER,
    Type,
    list_of,
    object_of,
)


@frozen
class Signature:
    """What a function takes and returns."""

    args: Mapping[str, Type]
    returns: Type
    #: Takes the arguments by name, each of its type, and raises EvaluationError where it has no result; None where
    #: nobody provides it, or nothing is to be run.
    call: Callable[..., Any] | None = None


@frozen
class Names:
    """The roots readable at a place and their types: what a check needs to know."""

    #: By root: `parameters`, `entity`, `now` and their like.
    roots: Mapping[str, Type]
    #: The members of an entity type, by its code: lets a check follow a reference. Returns None for an unknown type.
    members: Callable[[str], Mapping[str, Type] | None] = field(default=lambda _code: None)
    #: The entity type that one specialises, by its code; None where it stands alone.
    parent: Callable[[str], str | None] = field(default=lambda _code: None)
    #: The functions that a project declares beside the built-in ones.
    functions: Mapping[str, Signature] = field(default_factory=dict)
    #: What to do about a root that could be read here if the sheet said more, by its name.
    absent: Mapping[str, str] = field(default_factory=dict)
    #: What checks have found of what reads these very names: kept here, so that it goes with them.
    judged: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


NO_NAMES = Names({})


@frozen
class Scope:
    """The roots readable at a place and their values: what an evaluation needs to know."""

    #: Each value as JSON holds it, or as `coerce` returns it.
    roots: Mapping[str, Any]
    #: What is declared of them; a root without a type is taken as it is.
    names: Names = NO_NAMES


#: The caller of an action.
CALLER = object_of(
    {
        "id": STRING,
        "roles": list_of(Type("role")),
        "groups": list_of(STRING),
        "org": STRING,
        "attributes": Type("object"),
    }
)
#: Where an action was launched from.
SOURCE = object_of({"id": STRING.or_null(), "type": STRING.or_null(), "surface": STRING.or_null()})
#: The facts of a run.
RUN = object_of(
    {
        "id": STRING,
        "org_id": STRING,
        "flow": STRING,
        "version": INTEGER,
        "initiator": USER.or_null(),
        "started_at": DATETIME,
    }
)
#: The roots whose types are the same wherever they can be read.
FIXED_ROOTS: Mapping[str, Type] = {"user": CALLER, "source": SOURCE, "run": RUN, "now": DATETIME, "today": DATE}
