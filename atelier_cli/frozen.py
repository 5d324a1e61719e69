"""Declares frozen data: what `dataclass(frozen=True, slots=True)` does, in a fifth of the time.

That compiles seven functions for every class, which would be a third of the start of `atelier lint`. Here one is, the
rest is shared. The fields are those of a dataclass, so that `replace`, `fields` and patterns take both.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

ClassT = TypeVar("ClassT", bound=type[Any])


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: ClassT) -> ClassT:
    """The class with slots for its fields, which are given to it by place or by name, compared, and never changed."""
    cls.__doc__ = cls.__doc__ or ""  # else the signature would be worked out for it
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    own = fields(made)
    made.__init__ = _init(made, own)
    made.__eq__, made.__hash__ = _comparison(own)
    made.__repr__ = _repr
    made.__setattr__ = made.__delattr__ = _refuse
    made.__getstate__, made.__setstate__ = _state, _restore
    return made  # type: ignore[no-any-return]  # the class itself, made again with its slots


def _init(made: type[Any], own: tuple[Field[Any], ...]) -> Callable[..., None]:
    """Sets each slot: through its descriptor, which knows nothing of `__setattr__`."""
    scope: dict[str, Any] = {"MISSING": MISSING}
    parameters, lines = [], []
    for one in own:
        scope[f"set_{one.name}"] = getattr(made, one.name).__set__
        default = one.default_factory if one.default is MISSING else one.default
        scope[f"default_{one.name}"] = default
        value = one.name if one.init else f"default_{one.name}"
        if one.default_factory is not MISSING:
            called = f"default_{one.name}()"
            value = f"{called} if {one.name} is MISSING else {one.name}" if one.init else called
        if one.init:
            preset = "" if default is MISSING else f"=default_{one.name}"
            parameters.append(f"{one.name}{preset if one.default_factory is MISSING else '=MISSING'}")
        lines.append(f"    set_{one.name}(self, {value})\n")
    source = f"def __init__(self, {', '.join(parameters)}):\n{''.join(lines) or '    pass'}"
    exec(source, scope)  # noqa: S102  # made of the names of fields
    made_init: Callable[..., None] = scope["__init__"]
    return made_init


def _comparison(own: tuple[Field[Any], ...]) -> tuple[Callable[[Any, Any], bool], Callable[[Any], int]]:
    compared = _values([one.name for one in own if one.compare])
    hashed = _values([one.name for one in own if (one.compare if one.hash is None else one.hash)])

    def is_equal(self: Any, other: Any) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hash_of(self: Any) -> int:
        return hash(hashed(self))

    return is_equal, hash_of


def _values(names: list[str]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _repr(self: Any) -> str:
    said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({said})"


def _refuse(self: Any, name: str, *_value: Any) -> None:
    raise FrozenInstanceError(f"cannot change {name!r} of {self.__class__.__qualname__}, which is frozen")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
