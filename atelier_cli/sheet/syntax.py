"""Says what is wrong with text that is not YAML: libyaml's words say where it gave up, not what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of syntax: indices into the text, what was found, and what to try."""

    start: int
    end: int
    message: str
    remedy: str = ""
    #: What was opened and not closed, if that is the fault.
    opened: int | None = None
    opened_text: str = ""


def explain(error: Exception, text: str, reached: int) -> Fault:
    """The fault behind an error of libyaml's parser in a text of which it had read so much."""
    mark = getattr(error, "problem_mark", None)
    at = min(reached if mark is None else mark.index, len(text))
    return Fault(at, at + 1, getattr(error, "problem", None) or "not YAML")
