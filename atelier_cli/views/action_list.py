"""Lists actions: which of them a caller may do, and what speaks against the others."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from atelier_cli.actions.availability import Available
from atelier_cli.views.cells import cells, cut, printable
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted
from atelier_cli.views.wrapping import wrapped

_INDENT = "    "
#: A column is at most so wide.
_WIDEST = 44


def names_of(actions: Sequence[Available]) -> dict[str, str]:
    """What each action is called, by its code: `APP/KEY`, or `APP/MODEL:KEY` where two models share a key."""
    short = {one.code: _short(one.code) for one in actions}
    counts = Counter(short.values())
    return {code: name if counts[name] == 1 else code for code, name in short.items()}


def list_text(actions: Sequence[Available], width: int, paint: Paint) -> str:
    """The actions, each with a mark: `✓` may be done, `✗` not, `…` on a target perhaps.

    Below it stands why not, and which gates are judged later.
    """
    names = names_of(actions)
    wide = min(max((len(name) for name in names.values()), default=0), _WIDEST)
    return "\n".join(
        line for one in _by_name(actions, names) for line in _action(one, names[one.code], wide, width, paint)
    )


def _by_name(actions: Sequence[Available], names: Mapping[str, str]) -> list[Available]:
    return sorted(actions, key=lambda one: names[one.code])


def list_note(actions: Sequence[Available], who: str, target: str | None) -> str:
    """How many there are, in a line."""
    allowed = sum(one.allowed for one in actions)
    what = f"on {target}" if target else "without a target"
    needing = sum(map(_needs_target, actions))
    rest = f"; {needing:,} {'needs' if needing == 1 else 'need'} one" if needing else ""
    return f"{who} sees {counted(len(actions), 'action')}, and may do {allowed:,} of them {what}{rest}"


def _action(one: Available, name: str, wide: int, width: int, paint: Paint) -> Iterator[str]:
    needs = _needs_target(one)
    mark = paint("✓", "good") if one.allowed else paint("…", "faint") if needs else paint("✗", "error")
    kind = "" if one.kind == "detail" else f"  {paint(f'[{one.kind}]', 'info')}"
    room = width - max(wide, len(name)) - 4 - (len(one.kind) + 4 if kind else 0)
    label = cut(printable(one.label), max(room, 8))
    space = " " * (wide - cells(name))
    yield f"{mark} {paint(name, 'title')}{space}  {label}{kind}"
    if needs:
        yield paint(f"{_INDENT}needs a target", "faint")
    for error in () if needs else one.errors:
        yield from (f"{_INDENT}{line}" for line in wrapped(printable(error.message), width - len(_INDENT)))
    pending = [criterion.key for criterion in one.criteria if criterion.result == "pending"]
    if pending:
        yield paint(cut(f"{_INDENT}judged later: {', '.join(pending)}", width), "faint")


def _needs_target(one: Available) -> bool:
    """Whether nothing but a target is missing, as far as can be told without one."""
    return bool(one.errors) and all(error.code == "missing_target" for error in one.errors)


def _short(code: str) -> str:
    application, _, rest = code.partition("/")
    return f"{application}/{rest.partition(':')[2]}"
