"""Durations: `1h30m` as CEL writes them, ISO 8601 as the rest of the language does, and their range."""

import re
from datetime import timedelta

from atelier_cli.language.durations import parse_duration
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.timestamps import SECOND, decimals
from atelier_cli.language.expression.values import Duration, Timestamp

#: Ten thousand years, the range of protobuf's durations.
_MOST = 315_576_000_000 * SECOND + SECOND - 1
#: The range of a difference of two instants, an int64 of nanoseconds: 292 years.
_MOST_DIFFERENCE = 2**63 - 1
_UNITS = {"h": 3600 * SECOND, "m": 60 * SECOND, "s": SECOND, "ms": 1_000_000, "us": 1_000, "ns": 1}
_PART = re.compile(r"([0-9]*)(?:\.([0-9]*))?(ms|us|ns|h|m|s)")
_LONGEST = 100


def duration(nanoseconds: int) -> Duration:
    """The span, or an error beyond ten thousand years."""
    if not -_MOST <= nanoseconds <= _MOST:
        raise EvaluationError("out-of-range", "the duration is longer than ten thousand years")
    return Duration(nanoseconds)


def duration_of_timedelta(span: timedelta) -> Duration:
    return duration((span // timedelta(microseconds=1)) * 1000)


def difference(left: Timestamp, right: Timestamp) -> Duration:
    """The span between two instants, or an error beyond what 64 bits of nanoseconds hold, as in CEL."""
    between = left.nanoseconds - right.nanoseconds
    if abs(between) > _MOST_DIFFERENCE:
        raise EvaluationError("out-of-range", "the two timestamps are more than 292 years apart")
    return Duration(between)


def parse_span(text: str) -> Duration:
    """The span that `1h30m`, `-1.5s` or `P3DT4H` says; months and years are no exact spans."""
    if "P" in text:
        calendar = parse_duration(text)
        if calendar is not None and not calendar.months:
            return duration_of_timedelta(calendar.rest)
        raise _unreadable(text)
    body = text[1:] if text[:1] in {"+", "-"} else text
    total = 0 if body == "0" else _sum_of_parts(body, text)
    return duration(-total if text[:1] == "-" else total)


def format_span(value: Duration) -> str:
    """Seconds with as many groups of three decimals as there are: `5400s`, `-1.500s`."""
    whole, rest = divmod(abs(value.nanoseconds), SECOND)
    return f"{'-' if value.nanoseconds < 0 else ''}{whole}{decimals(rest)}s"


def iso_span(value: Duration) -> str:
    """The span in ISO 8601, in seconds: `PT5400S`."""
    whole, rest = divmod(abs(value.nanoseconds), SECOND)
    return f"{'-' if value.nanoseconds < 0 else ''}PT{whole}{decimals(rest)}S"


def _sum_of_parts(body: str, text: str) -> int:
    total = at = 0
    while at < len(body) or not body:
        found = _PART.match(body, at) if len(text) <= _LONGEST else None
        if found is None or not (found[1] or found[2]):
            raise _unreadable(text)
        unit = _UNITS[found[3]]
        fraction = found[2] or ""
        total += int(found[1] or 0) * unit + int(fraction or 0) * unit // 10 ** len(fraction)
        at = found.end()
    return total


def _unreadable(text: str) -> EvaluationError:
    return EvaluationError("bad-conversion", f"expected a duration such as 1h30m or PT1H30M, found {text[:40]!r}")
