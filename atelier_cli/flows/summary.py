"""Says in a line what happened at a step."""

from collections.abc import Callable, Mapping
from typing import Any

from atelier_cli.flows.report import StepReport


def summary(report: StepReport) -> str:
    """What happened at a step, in a line: lower case, no final period."""
    said = _SUMMARIES[report.kind](report, report.detail)
    failures = report.detail.get("failures")
    if not failures:
        return said
    last = failures[-1]
    tries = f" after {len(failures)} attempts" if len(failures) > 1 else ""
    return f"{said}{', ' if said else ''}fails{tries}: {last['code']}, {last['message']}"


def _gate(_report: StepReport, detail: Mapping[str, Any]) -> str:
    result = detail.get("result")
    text = " ".join(str(detail["expression"]).split())
    return text if result is None else f"{text} is {str(result).lower()}"


def _skill(report: StepReport, detail: Mapping[str, Any]) -> str:
    return f"`{detail['skill']}` {_answers(report)}"


def _action(report: StepReport, detail: Mapping[str, Any]) -> str:
    if report.proves == "checked":
        return f"`{detail['action']}` is there and takes this payload; it is not run"
    return f"`{detail['action']}` {_answers(report)}"


def _answers(report: StepReport) -> str:
    if report.proves in {"previewed", "applied"}:
        return f"is {report.proves}" if "output" in report.detail else "is refused"
    if "output" in report.detail:
        return {"fixture": "answers as its fixture says", "example": "answers with an example"}.get(
            report.proves, "answers as assumed"
        )
    return "is asked" if "from" in report.detail else "is not asked"


def _task(_report: StepReport, detail: Mapping[str, Any]) -> str:
    waits = f"waits for {detail['assignee']}"
    if detail.get("expired"):
        return f"{waits}, and the time is up"
    refused = [one["message"] for one in detail.get("refused", ())]
    decisions = [f"{one['decision']} by {one['by']}" for one in detail.get("decisions", ())]
    return ", ".join([waits, *(f"{one} as assumed" for one in decisions), *refused])


def _wait(_report: StepReport, detail: Mapping[str, Any]) -> str:
    waits = f"waits for {detail['event_type']}"
    if "output" in detail:
        how = {"fixture": "as its fixture says", "example": "as an example"}.get(detail["from"], "as assumed")
        return f"{waits}, which comes {how}"
    told = [f"the {detail['from']} event does not match: {detail['unmatched']}"] if "unmatched" in detail else []
    return ", ".join([waits, *told, *(["the time is up"] if detail.get("expired") else [])])


_SUMMARIES: dict[str, Callable[[StepReport, Mapping[str, Any]], str]] = {
    "gate": _gate,
    "sage_skill": _skill,
    "product_action": _action,
    "human_task": _task,
    "event_wait": _wait,
}
