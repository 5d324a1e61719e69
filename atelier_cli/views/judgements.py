"""Shows what was judged of an action: its gates, and what speaks against it."""

from collections.abc import Iterator, Sequence

from atelier_cli.actions.report import CriterionResult, Error, Report
from atelier_cli.views.cells import cells, printable
from atelier_cli.views.terminal import Paint
from atelier_cli.views.wrapping import wrapped

_INDENT = "  "
#: The mark of each result, which is read without colour too, and its style.
MARKS = {"valid": ("✓", "good"), "invalid": ("✗", "error"), "unevaluable": ("?", "warning"), "pending": ("…", "faint")}


def criteria_lines(gates: Sequence[CriterionResult], width: int, paint: Paint) -> Iterator[str]:
    """Each gate with its mark; its message where it does not pass."""
    names = max(cells(printable(one.key)) for one in gates)
    for one in gates:
        mark, style = MARKS[one.result]
        # The key stands before it already.
        message = one.message.removeprefix(f"`{one.key}` ")
        told = {"invalid": message or "does not hold", "unevaluable": message or "cannot be judged"}
        reads = f"reads `{one.parameter}`" if one.parameter is not None and one.result == "pending" else ""
        text = told.get(one.result, reads)
        line = f"{_INDENT}{paint(mark, style)} {printable(one.key):<{names}}"
        first, *rest = wrapped(printable(text), width - names - 6)
        faint = one.result in {"valid", "pending"}
        yield f"{line}  {paint(first, 'faint') if faint else first}".rstrip()
        for more in rest:
            yield f"{_INDENT}  {'':<{names}}  {more}"


def error_lines(error: Error, report: Report, width: int, paint: Paint, hint: str) -> Iterator[str]:
    """An error: its code and message, the place that it is about, and what to do about it."""
    lead = f"error[{error.code}]"
    first, *rest = wrapped(printable(error.message), width - len(lead) - 2)
    yield f"{paint(lead, 'error')}{paint(f': {first}', 'title')}"
    for line in rest:
        yield f"{_INDENT}{paint(line, 'title')}"
    yield f" {paint('-->', 'frame')} {printable(_place(error, report))}"
    if hint:
        first, *rest = wrapped(printable(hint), width - 6)
        yield f"{paint('help', 'info')}: {first}"
        yield from (f"{_INDENT * 3}{line}" for line in rest)


def _place(error: Error, report: Report) -> str:
    """The place in words: the pointer says it exactly."""
    _, root, *steps = (*error.at.split("/"), "")
    name = ".".join(step.replace("~1", "/").replace("~0", "~") for step in steps if step)
    number = int(name) if name.isdigit() else -1
    match root:
        case "parameters" if name:
            return f"parameter {name}"
        case "criteria" if 0 <= number < len(report.criteria):
            return f"gate {report.criteria[number].key}"
        case "items" if report.items is not None and 0 <= number < len(report.items):
            return f"item {number + 1}, {report.items[number].target}"
        case "targets" if number >= 0:
            return f"target {number + 1}"
        case "caller":
            return "the caller: --as"
        case _:
            return f"{root} {name}".strip()
