"""Runs the cases that files tell of actions: each as a preview and as an apply, with all that must hold for any.

A case says who asks (`by`), for what (`target`, or `targets`), with which parameters (`give`) and from where
(`through`, the key of a placement); `given` is what is different from the town before it. The rest is what is expected,
and all of it: see `told`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atelier_cli.actions.report import CriterionResult, Report
from atelier_cli.actions.request import Claim, Exit, Request
from atelier_cli.rows.audit import EditEvent, Outbox, Reply, Submission
from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.people import User
from tests.support.case_files import load, stems
from tests.support.city import City, Records

_ASKED = {"case", "by", "target", "targets", "give", "through", "given", "then"}
_EXPECTED = {"outcome", "edits", "creates", "emits", "undeliverable", "classified", "refused", "items"}


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a file."""

    application: str
    action: str
    said: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.application}/{self.action}: {self.said['case']}"

    @property
    def expected(self) -> dict[str, Any]:
        return {key: value for key, value in self.said.items() if key in _EXPECTED}

    @property
    def targets(self) -> tuple[str, ...]:
        one = self.said.get("target")
        return tuple(self.said.get("targets", ())) if one is None else (one,)

    def request(self, until: Exit) -> Request:
        return Request(
            until,
            f"{self.application}/{self.action}",
            Claim(self.said.get("by")),
            self.targets,
            self.said.get("give", {}),
            placement=self.said.get("through"),
        )


def cases_of(folder: Path) -> Iterator[Case]:
    """The cases of all files of the folder: each file is an application's, and has a list of cases for each action."""
    for stem in stems(folder):
        for action, cases in load(folder / f"{stem}.yaml").items():
            for said in cases:
                strange = said.keys() - _ASKED - _EXPECTED
                assert not strange, f"{stem}/{action}: {said.get('case')}: what is {strange}?"
                yield Case(stem, action, said)


def run(city: City, case: Case) -> None:
    """Runs the case; what is expected happens, and nothing besides."""
    if "given" in case.said:
        city.change(case.said["given"])
    before = city.records()
    preview = city.submit(case.request("preview"))
    assert city.records() == before, "a preview wrote something"
    report = city.submit(case.request("apply"))
    after = city.records()
    assert told(report) == case.expected
    _agree(preview, report)
    _audited(case, report, before, after)
    _stored(city, report, before, after)
    _promised(report, before, after)
    for step in case.said.get("then", ()):
        _carried(city, step)


def told(report: Report) -> dict[str, Any]:
    """What a report comes to, as cases write it; what is empty is left out.

    `edits` has each field with its value before and after, `creates` the fields that are not null, `emits` the payload
    of each event and `undeliverable` why one is not as it should be, `classified` what criteria said, and `refused` for
    each code what it is about: a parameter, or a criterion. The items of a bulk are each told in the same way.
    """
    words = {one["id"]: f"$created.{one['key']}.id" for one in report.plan["creates"]}
    said = {
        "outcome": report.outcome,
        "edits": {
            one["field"]: [_named(one["before"], words), _named(one["after"], words)] for one in report.plan["edits"]
        },
        "creates": {
            one["key"]: {
                "entity_type": one["entity_type"],
                **{name: _named(value, words) for name, value in one["fields"].items() if value is not None},
            }
            for one in report.plan["creates"]
        },
        "emits": {one["event"]: _named(one["payload"], words) for one in report.plan["effects"]},
        "undeliverable": {one["event"]: one["error"] for one in report.plan["effects"] if "error" in one},
        "classified": dict(report.classification),
        "refused": _refused(report),
        "items": [told(one) for one in report.items or ()],
    }
    if report.outcome == "rejected":
        del said["outcome"]
    return {key: value for key, value in said.items() if value}


def _named(value: Any, words: Mapping[str, str]) -> Any:
    """The value with `$created.KEY.id` in place of the ids that were drawn."""
    if isinstance(value, Mapping):
        return {name: _named(one, words) for name, one in value.items()}
    if isinstance(value, list):
        return [_named(one, words) for one in value]
    return words.get(value, value) if isinstance(value, str) else value


def _refused(report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    failed = {one.key: one for one in report.criteria if one.enforcement == "gate" and one.result != "valid"}
    for error in report.errors:
        about = [error.at]
        if error.code.startswith("gate_"):
            about = [key for key, one in failed.items() if _is_about(report, one, error.at)]
        elif error.at.startswith("/parameters/"):
            about = [error.at.removeprefix("/parameters/")]
        known = found.setdefault(error.code, [])
        known.extend(one for one in about if one not in known)
    return found


def _is_about(report: Report, one: CriterionResult, at: str) -> bool:
    where = f"/criteria/{report.criteria.index(one)}"
    return at == (where if one.parameter is None else f"/parameters/{one.parameter}")


def _agree(preview: Report, report: Report) -> None:
    """Both exits found the same, and the plan that was shown is the one that was applied."""
    for name in ("ok", "target", "etag", "parameters", "errors", "version"):
        assert getattr(preview, name) == getattr(report, name), name
    if report.outcome == "accepted":
        return
    assert preview.criteria == report.criteria
    assert preview.plan_digest == report.plan_digest
    assert _without_outcomes(told(preview)) == _without_outcomes(told(report))


def _without_outcomes(said: Mapping[str, Any]) -> dict[str, Any]:
    """What both exits say; what came of it only an apply can."""
    rest = {key: value for key, value in said.items() if key not in {"outcome", "items"}}
    return {**rest, "items": [_without_outcomes(one) for one in said.get("items", ())]}


def _audited(case: Case, report: Report, before: Records, after: Records) -> None:
    """There is an audit row for the apply, and one for each item, that says what the report says."""
    events = [one for key, one in after[EditEvent].items() if key not in before[EditEvent]]
    whole = [one for one in events if getattr(one, "parent_id", None) is None]
    assert len(whole) == 1
    assert len(events) == 1 + len(report.items or ())
    (event,) = whole
    assert isinstance(event, EditEvent)
    assert (event.outcome, event.actor_id) == (report.outcome, case.said.get("by"))
    assert [one["field"] for one in event.changes] == [one["field"] for one in report.plan["edits"]]
    assert [one["code"] for one in event.errors] == [one.code for one in report.errors]


def _stored(city: City, report: Report, before: Records, after: Records) -> None:
    """Entities hold what the report says of them; all others are what they were."""
    reports = [one for one in (report.items or (report,)) if one.outcome == "applied"]
    touched = set()
    for one in reports:
        for edit in one.plan["edits"]:
            id_ = edit["target"].partition("/")[2]
            touched.add(id_)
            assert _holds(city, after, id_, edit["field"]) == edit["after"], edit
        for made in one.plan["creates"]:
            touched.add(made["id"])
            for name, value in made["fields"].items():
                assert _holds(city, after, made["id"], name) == value, (made["key"], name)
    others = (EditEvent, Reply, Outbox, Submission, Entity, EntityLink, EntityUnique, User)
    assert all(after[one] == before[one] for one in after if one not in others)
    changed = {key[0] for key, one in after[Entity].items() if before[Entity].get(key) != one}
    assert changed == touched
    assert before[Entity].keys() <= after[Entity].keys()
    if not touched:
        assert all(after[one] == before[one] for one in (EntityLink, EntityUnique, User))


def _holds(city: City, records: Records, id_: str, name: str) -> Any:
    """What an entity holds in a field, or the entities that a relation leads to, as a report writes it."""
    entity = records[Entity][id_,]
    assert isinstance(entity, Entity)
    kind = city.ontology.by_id[entity.type_id]
    found = kind.relation(name)
    if found is None:
        return entity.properties.get(name)
    relation, away = found
    own, other, is_one = (1, 2, relation.to_one) if away else (2, 1, relation.from_one)
    ends = sorted(key[other] for key in records[EntityLink] if key[0] == relation.id and key[own] == id_)
    return (ends[0] if ends else None) if is_one else ends


def _promised(report: Report, before: Records, after: Records) -> None:
    """Each event that the report emits waits to be delivered, beside the one that tells other products; no more."""
    new = [one for key, one in after[Outbox].items() if key not in before[Outbox]]
    told_of = [
        (one.type, one.payload, one.state) for one in new if isinstance(one, Outbox) and one.kind == "notification"
    ]
    reports = report.items if report.items is not None else (report,)
    emitted = [
        (effect["event"], effect["payload"], "dead" if "error" in effect else "pending")
        for one in reports
        if one.outcome == "applied"
        for effect in one.plan["effects"]
    ]
    assert sorted(told_of, key=repr) == sorted(emitted, key=repr)
    others = sorted(one.kind for one in new if isinstance(one, Outbox) and one.kind != "notification")
    applied = sum(one.outcome == "applied" for one in reports)
    assert others == (["cloudevent", "submission"] if report.outcome == "accepted" else ["cloudevent"] * applied)
    submissions = len(after[Submission]) - len(before[Submission])
    assert submissions == (report.outcome == "accepted")


def _carried(city: City, step: Mapping[str, Any]) -> None:
    """Carries what was accepted last: `assume` is what people decide on the way, the rest is expected."""
    before = city.records()
    last = max(before[Submission], key=lambda key: int(key[0].rpartition("-")[2]))
    if "given" in step:
        city.change(step["given"])
        before = city.records()
    found = city.carry(last[0], tuple(step.get("assume", ())))
    after = city.records()
    said = {} if found.report is None else told(found.report)
    expected = {key: value for key, value in step.items() if key in _EXPECTED}
    assert (found.submission.state, said) == (step["state"], expected)
    if found.report is not None:
        _stored(city, found.report, before, after)
        if found.report.ok:
            notifications = [one for key, one in after[Outbox].items() if key not in before[Outbox]]
            assert len(notifications) == len(found.report.plan["effects"]) + 1
    else:
        assert after[Entity] == before[Entity]
