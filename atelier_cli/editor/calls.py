"""What can be called in an expression: the functions, methods and macros, each with what it takes and gives."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from atelier_cli.language.expression.checking.overloads import WORDS
from atelier_cli.language.expression.kinds import kind_of_type
from atelier_cli.language.expression.library import FUNCTIONS_BY_NAME, METHODS_BY_NAME, Overload
from atelier_cli.language.expression.parse import MACROS
from atelier_cli.language.types import Type


@dataclass(frozen=True, slots=True)
class Call:
    """One way to call something."""

    name: str
    #: What is given to it, without what it is called on.
    parameters: tuple[str, ...]
    #: All of it, as `string.contains(string): boolean`.
    text: str


def _calls(overloads: Iterable[Overload], *, is_method: bool) -> tuple[Call, ...]:
    return tuple(
        Call(one.name, tuple(words), f"{on}{one.name}({', '.join(words)}): {WORDS[one.result]}")
        for one in overloads
        for on, words in [_parts([WORDS[kind] for kind in one.parameters], is_method=is_method)]
    )


def _parts(words: list[str], *, is_method: bool) -> tuple[str, list[str]]:
    return (f"{words[0]}.", words[1:]) if is_method else ("", words)


def _macros() -> Iterator[tuple[str, tuple[Call, ...]]]:
    for name, (_, forms) in MACROS.items():
        yield (
            name,
            tuple(
                Call(name, tuple(form[form.index("(") + 1 : -1].split(", ")), f"list.{form}")
                for form in forms.split(" or ")
            ),
        )


_HAS = Call("has", ("member",), "has(member): boolean")
#: The ways to call each function, and each method, by name.
FUNCTIONS: Mapping[str, tuple[Call, ...]] = {
    "has": (_HAS,),
    **{name: _calls(found, is_method=False) for name, found in FUNCTIONS_BY_NAME.items()},
}
METHODS: Mapping[str, tuple[Call, ...]] = {
    **{name: _calls(found, is_method=True) for name, found in METHODS_BY_NAME.items()},
    **dict(_macros()),
}


def methods_of(type: Type) -> Iterator[Call]:  # the field's own word
    """What can be called on a value of a type, one way each; nothing on a record, whose names are its members."""
    kind = kind_of_type(type)
    for overloads in METHODS_BY_NAME.values():
        fitting = [one for one in overloads if one.parameters[0] == kind]
        if fitting and kind != "map":
            yield _calls(fitting, is_method=True)[0]
    if kind == "list":
        yield from (METHODS[name][0] for name in MACROS)
