"""What may be wrong with an expression, and how bad each kind is."""

from dataclasses import dataclass
from types import MappingProxyType

from atelier_cli.diagnostics import Severity


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding about a stretch of an expression's text."""

    #: Offsets in code points, the end not included.
    start: int
    end: int
    #: A key of `KINDS`; the caller's rule has the same name.
    kind: str
    message: str
    #: What to write in place of the stretch, or the empty string.
    suggestion: str = ""


KINDS = MappingProxyType(
    {
        "expression-syntax": Severity.ERROR,  # the text is not an expression
        "expression-limit": Severity.ERROR,  # too long or too deeply nested
        "unknown-name": Severity.ERROR,  # no such root or member here
        "unknown-function": Severity.ERROR,
        "unknown-value": Severity.ERROR,  # compared with a word that its enum does not have
        "wrong-operand": Severity.ERROR,  # an operator cannot take these types
        "wrong-argument": Severity.ERROR,  # a function cannot take these types, or this many
        "wrong-type": Severity.ERROR,  # the result is not of the type that is expected here
        "bad-literal": Severity.ERROR,  # a pattern, timestamp or number in quotes that cannot be read
        "duplicate-key": Severity.ERROR,  # a map names a key twice
        "nullable-operand": Severity.WARNING,  # may be null here, which stops the evaluation
    }
)
