"""The sandbox that words are rendered in: what a template may do, and how much of it.

Templates are rows that whoever has the right to edit them writes. They read what they are given and nothing else, call
no method that changes it, and can make no more text than a message holds.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateError, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

#: The most characters that a rendered text has, and any text on the way to it.
LONGEST = 200_000
#: The most turns that all ranges of one rendering have together.
_MOST_TURNS = 10_000
#: The greatest base and exponent of a power.
_MOST_POWER = 64


class RenderError(Exception):
    """A template cannot be rendered; says why, in words for whoever wrote it."""


class _Generator(CodeGenerator):
    """Compiles `~` into a call that the sandbox bounds."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  # named after the node
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment that fails on names that are not given, and on what would grow without measure."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, source: Callable[[str], str | None], *, escape: bool) -> None:
        super().__init__(
            loader=_Loader(source), undefined=StrictUndefined, autoescape=escape, trim_blocks=True, lstrip_blocks=True
        )
        self.globals.clear()
        # What pads makes any amount of text out of nothing, before it could be measured.
        padding = {"center", "indent", "format", "pprint", "wordwrap"}
        self.filters = {name: _bounded(filter_) for name, filter_ in self.filters.items() if name not in padding}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator != "+" and not (_is_number(left) and _is_number(right)):
            raise SecurityError(f"`{operator}` takes two numbers")
        if operator == "**" and (abs(left) > _MOST_POWER or abs(right) > _MOST_POWER):
            raise SecurityError("the power is too great")
        return _measured(super().call_binop(context, operator, left, right))

    def is_safe_callable(self, obj: Any) -> bool:
        # `"{}".format`, `"x".ljust` and the like: a text has filters, it needs no methods.
        return not isinstance(getattr(obj, "__self__", None), str | bytes) and super().is_safe_callable(obj)

    def wrap_str_format(self, value: Any) -> None:  # Jinja's shape
        """No text is formatted by its own method: a width makes any amount of it."""

    def joined(self, parts: Iterable[Any]) -> Any:
        return _measured(markup_join(parts) if self.autoescape else str_join(parts))


def render(sandbox: Sandbox, name: str, variables: Mapping[str, Any]) -> str:
    """The text of a template; raises `RenderError`."""
    try:
        return _whole(sandbox.get_template(name).generate({"range": _ranges(), **variables}))
    except TemplateNotFound as error:
        raise RenderError(f"there is no template `{error.name}`") from error
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise RenderError(f"{error.message}{f', in line {line}' if line else ''}") from error
    except RenderError:
        raise
    except Exception as error:  # what filters raise over odd values is theirs to choose
        raise RenderError(f"{type(error).__name__}: {error}") from error


def _whole(pieces: Iterable[str]) -> str:
    found: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST:
            raise RenderError(f"the text is longer than {LONGEST:,} characters")
        found.append(piece)
    return "".join(found)


def _ranges() -> Callable[..., range]:
    """A `range` whose calls share the turns of one rendering."""
    left = _MOST_TURNS

    def range_(*args: int) -> range:
        nonlocal left
        turns = range(*args)
        if len(turns) > left:
            raise SecurityError(f"there are more than {_MOST_TURNS:,} turns")
        left -= len(turns)
        return turns

    return range_


def _bounded(filter_: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(filter_)  # also what tells Jinja which arguments to pass
    def measured(*args: Any, **named: Any) -> Any:
        return _measured(filter_(*args, **named))

    return measured


def _measured(value: Any) -> Any:
    if isinstance(value, str | list | tuple) and len(value) > LONGEST:
        raise SecurityError(f"the text is longer than {LONGEST:,} characters")
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


class _Loader(BaseLoader):
    """Finds templates by asking for their source."""

    def __init__(self, source: Callable[[str], str | None]) -> None:
        self._source = source

    def get_source(self, environment: Any, template: str) -> tuple[str, None, Callable[[], bool]]:  # noqa: ARG002  # Jinja's shape
        found = self._source(template)
        if found is None:
            raise TemplateNotFound(template)
        return found, None, lambda: True
