"""Strategies for hypothesis: actions on the reports of `acting.py`, states of a report, callers, and what they give."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

ROLES = ("clerk", "director", "citizen", "auditor")
#: People of the desk, one of them without a role, one inactive, and somebody unknown.
CALLERS = ("ana", "dora", "cid", "ada", "zoe", "old", "nobody")

_TEXTS = st.sampled_from(["", "x", "felled", "Hole", "far too long to be a note"])
_NUMBERS = st.sampled_from([0, 1, 2, 40, -3])
_DAYS = st.sampled_from(["2026-11-01", "2026-11-22", "2026-12-24"])
_VALUES: dict[str, st.SearchStrategy[Any]] = {"text": _TEXTS, "count": _NUMBERS, "day": _DAYS, "sure": st.booleans()}
_TYPES = {"text": "string", "count": "integer", "day": "date", "sure": "boolean"}


@dataclass(frozen=True)
class Case:
    """An action, the report that it acts on, who calls it, and what they give."""

    action: dict[str, Any]
    report: dict[str, Any]
    by: str
    given: dict[str, Any]
    with_target: bool


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def _seldom(draw: st.DrawFn, strategy: st.SearchStrategy[Any]) -> Any:
    """Once in a while what the strategy gives, else None: most actions are to be applied."""
    return draw(strategy) if draw(st.integers(0, 5)) == 5 else None


@st.composite
def _parameter(draw: st.DrawFn, key: str) -> dict[str, Any]:
    said: dict[str, Any] = {"key": key, "label": key, "type": _TYPES[key]}
    if _seldom(draw, st.just("required")):
        said["required"] = True
    defaults: dict[str, list[Any]] = {
        "text": ["x", "$entity.title", "$user.id", {"$expr": "string(1 / entity.visits)"}],
        "count": [1, "$entity.visits", "$config.days"],
        "day": ["$today", "$entity.due_on"],
        "sure": [True, False],
    }
    default = draw(_maybe(st.sampled_from(defaults[key])))
    if default is not None:
        said["default"] = default
    constraints: dict[str, list[dict[str, Any]]] = {
        "text": [{"min_length": 1}, {"max_length": 5}, {"one_of": ["x", "felled"]}],
        "count": [{"min": 0}, {"max": "$entity.visits"}, {"min": 1, "max": 2}],
        "day": [{"not_before": "$today"}, {"not_after": "$entity.due_on"}],
        "sure": [{"one_of": [True]}],
    }
    constraint = _seldom(draw, st.sampled_from(constraints[key]))
    if constraint is not None:
        said["constraints"] = constraint
    shown = _seldom(draw, st.sampled_from(["hidden", "when"]))
    if key != "sure" and shown is not None:
        when = {"when": {"field": "sure", "operator": "eq", "value": True}}
        said["visibility"] = when if shown == "when" else shown
    if _seldom(draw, st.just("sensitive")):
        said["sensitive"] = True
    return said


_CONFIGS: list[tuple[str, dict[str, Any]]] = [
    ("field", {"subject": "entity", "field": "status", "operator": "eq", "value": "open"}),
    ("field", {"subject": "entity", "field": "visits", "operator": "gte", "value": 1}),
    ("field", {"subject": "entity", "field": "due_on", "operator": "lt", "value": "$today"}),
    ("field", {"subject": "entity", "field": "note", "operator": "changed"}),
    ("field", {"subject": "user", "field": "roles", "operator": "includes", "value": "clerk"}),
    ("field", {"subject": "parameters", "field": "count", "operator": "gt", "value": "$entity.visits"}),
    ("expression", {"expression": "entity.reporter != user.id"}),
    ("expression", {"expression": "1 / entity.visits > 0"}),
    ("expression", {"expression": "parameters.sure || parameters.count == 1"}),
    ("reachable", {"from": "user", "path": ["districts>", "reports>"]}),
]


@st.composite
def _criteria(draw: st.DrawFn) -> list[dict[str, Any]]:
    chosen = draw(st.lists(st.sampled_from(_CONFIGS), max_size=2, unique_by=repr))
    found = []
    for number, (type_, config) in enumerate(chosen):
        kept = dict(config)
        if type_ != "reachable" and (config.get("operator") == "changed" or draw(st.booleans())):
            kept["enforcement"] = "classify"
        found.append({"key": f"c{number}", "criteria_type": type_, "config": kept, "message": f"no {number}"})
    if _seldom(draw, st.just("role_access")):
        roles = draw(st.lists(st.sampled_from(ROLES), min_size=1, unique=True))
        found.append({"key": "roles", "criteria_type": "role_access", "config": {"roles": roles}})
    return found


_EDITS: list[dict[str, Any]] = [
    {"field": "status", "value": "closed"},
    {"field": "status", "value": "archived"},
    {"field": "note", "value": "$parameters.text"},
    {"field": "note", "value": "felled"},
    {"field": "visits", "op": "increment", "value": "$parameters.count"},
    {"field": "visits", "op": "clear"},
    {"field": "labels", "op": "add_unique", "value": "$parameters.text"},
    {"field": "due_on", "value": "$parameters.day"},
    {"field": "closed_at", "value": "$now"},
    {"field": "reference", "value": "$parameters.text"},
    {"field": "reporter", "value": "$user.id"},
    {"field": "title", "value": "Hole"},
]
_WHENS: list[dict[str, Any]] = [
    {"left": "$parameters.sure", "operator": "eq", "value": True},
    {"field": "status", "operator": "eq", "value": "open"},
    {"left": "$parameters.text", "operator": "is_not_null"},
]
_CREATES: list[dict[str, Any]] = [
    {"key": "one", "entity_type": "work_order", "fields": {"title": "$parameters.text", "report": "$entity.id"}},
    {
        "key": "two",
        "entity_type": "work_order",
        "fields": {"title": "again", "report": "r2", "follows": "$created.one.id"},
    },
]
_EFFECTS: list[dict[str, Any]] = [
    {"event": "report.noted", "payload_aliases": {"note": "$parameters.text"}},
    {"event": "report.closed", "payload_aliases": {"report": "$entity.id", "resolution": "$parameters.text"}},
    {"event": "report.noted", "when_parameter": "sure", "when_equals": True, "payload_aliases": {}},
]


@st.composite
def actions(draw: st.DrawFn) -> dict[str, Any]:
    """An action whose definition is valid."""
    roles = st.lists(st.sampled_from(ROLES), max_size=3, unique=True)
    edits = [dict(one) for one in draw(st.lists(st.sampled_from(_EDITS), max_size=3, unique_by=repr))]
    for one in edits:
        when = draw(_maybe(st.sampled_from(_WHENS)))
        if when is not None:
            one["when"] = when
    number = draw(st.integers(0, len(_CREATES)))
    granted = draw(roles) if _seldom(draw, st.just("any")) else ["clerk", "director"]
    said: dict[str, Any] = {
        "key": "act",
        "label": "Act",
        "target_model": "report",
        "permissions_policy": {
            "view": draw(roles) if _seldom(draw, st.just("any")) else granted,
            "apply": granted,
            "edit": draw(roles),
        },
        "parameters": [draw(_parameter(key)) for key in _TYPES],
        "submission_criteria": draw(_criteria()),
        "edits": edits,
        "creates": [dict(one) for one in _CREATES[:number]],
        "side_effects": [dict(one) for one in draw(st.lists(st.sampled_from(_EFFECTS), max_size=2, unique_by=repr))],
    }
    if _seldom(draw, st.just("bulk")):
        mode = draw(st.sampled_from(["atomic", "per_item", "stop_on_error"]))
        said |= {"kind": "bulk", "bulk": {"mode": mode}}
    return said


_REPORTS = st.fixed_dictionaries(
    {
        "title": st.just("Hole"),
        "status": st.sampled_from(["open", "open", "closed", "archived"]),
        "note": _maybe(_TEXTS),
        "visits": _maybe(_NUMBERS),
        "due_on": _maybe(_DAYS),
        "labels": _maybe(st.just(["x"])),
    }
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """An action, a report, a caller who may and one who may not, and values of which some are wrong."""
    action = draw(actions())
    granted = action["permissions_policy"]["apply"]
    holders = [
        one for one, role in zip(CALLERS, ("clerk", "director", "citizen", "auditor"), strict=False) if role in granted
    ]
    by = (
        draw(st.sampled_from(holders))
        if holders and not _seldom(draw, st.just("any"))
        else draw(st.sampled_from(CALLERS))
    )
    given: dict[str, Any] = {}
    for key, values in _VALUES.items():
        if draw(st.integers(0, 3)):
            given[key] = draw(values)
    if _seldom(draw, st.just("wrong")):
        given |= {draw(st.sampled_from([*_VALUES, "strange"])): draw(st.sampled_from([[], "no day", 1.5, None]))}
    report = {name: value for name, value in draw(_REPORTS).items() if value is not None}
    return Case(action, report, by, given, not _seldom(draw, st.just("without")))
