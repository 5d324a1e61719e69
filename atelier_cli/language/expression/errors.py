"""The one exception an evaluation raises."""

from typing import Self

from atelier_cli.diagnostics import Path
from atelier_cli.errors import AtelierError

#: Offsets in code points into the text of an expression, the end not included.
Span = tuple[int, int]


class EvaluationError(AtelierError):
    """An expression has no value for the values it was given.

    `code` is one of: no-such-overload, no-such-key, unknown-name, unknown-function, overflow, divide-by-zero,
    index-out-of-bounds, out-of-range, bad-conversion, bad-pattern, duplicate-key, limit, function-failed, wrong-type,
    invalid (the text itself has a fault that a check reports).
    """

    def __init__(self, code: str, message: str, span: Span | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.span = span
        #: From the top of the value that was resolved to the part that has no value.
        self.path: Path = ()

    def at(self, span: Span) -> Self:
        """Itself, placed at `span` unless it has a place already: the innermost one is the exact one."""
        if self.span is None:
            self.span = span
        return self

    def below(self, step: str | int) -> Self:
        """Itself, told relative to the whole that holds the part at `step`."""
        self.path = (step, *self.path)
        return self
