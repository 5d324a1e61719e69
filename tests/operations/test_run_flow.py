"""The dry run of a tenant's flow: who is meant, what is refused, and that nothing is written."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.errors import NoInputError, RefusedError, UsageError
from atelier_cli.flows.report import DryRun
from atelier_cli.flows.world import Fixtures
from atelier_cli.operations.fixtures import fixtures_of
from atelier_cli.operations.project import open_files
from atelier_cli.operations.run_flow import Request, dry_run_flow, list_flows
from atelier_cli.operations.settings import Project, Settings
from atelier_cli.plan.plan import Plan
from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.flow import Flow
from atelier_cli.rows.plane import SYSTEM, Plane, StoredPlane, StoredRow, plane
from atelier_cli.rows.row import Row
from tests.support.flows import lowered, municipality

CLOCK = FixedClock(datetime(2026, 11, 22, 9, tzinfo=UTC))
LISBON = plane("lisbon", "tenant")


class Frozen:
    """A store of given rows that fails whoever wants to write."""

    def __init__(self, *planes: tuple[Plane, dict[type[Row], dict[Any, Row]]]) -> None:
        self.known = {one.id: (one, rows) for one, rows in planes}

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator["Frozen"]:
        assert not write, "a dry run asks for a transaction that writes"
        yield self

    def planes(self) -> tuple[Plane, ...]:
        return tuple(one for one, _ in self.known.values())

    def read(self, asked: Plane) -> StoredPlane:
        _, rows = self.known.get(asked.id, (asked, {}))
        stored = {
            row_class: {address: StoredRow("id", row, "hash", number=3) for address, row in rows[row_class].items()}
            for row_class in INSERTION_ORDER
            if row_class in rows
        }
        return StoredPlane(asked, stored)

    def get(self, _plane: Plane, _record_class: object, _keys: object) -> dict[Any, Any]:
        return {}  # nobody is known

    def count(self, _copy: object) -> int:
        raise AssertionError("a dry run counts nothing")

    def apply(self, _plan: Plan) -> None:
        raise AssertionError("a dry run writes")

    def close(self) -> None:
        raise AssertionError("whoever opened the store closes it")


def lisbon(*others: Plane) -> Frozen:
    rows = municipality()
    return Frozen(
        (SYSTEM, rows.vocabulary.by_class),
        (plane("template_municipality", "template"), rows.template.by_class),
        (LISBON, rows.template.by_class),
        *((one, {}) for one in others),
    )


def run(store: Frozen, fixtures: Fixtures | None = None, **request: Any) -> DryRun:
    return dry_run_flow(store, fixtures or Fixtures(), Request(**request), CLOCK)


def refusal(kind: type[Exception], store: Frozen, **request: Any) -> str:
    with pytest.raises(kind) as caught:
        run(store, **request)
    return f"{caught.value.message}: {caught.value.remedy}"  # type: ignore[attr-defined]  # all of ours have both


def test_that_a_flow_is_found_by_its_key_alone_and_with_its_application() -> None:
    short, full = run(lisbon(), flow="removal-review"), run(lisbon(), flow="trees/removal-review", tenant="lisbon")

    assert short == full
    assert (short.flow, short.tenant, short.version, short.status) == ("trees/removal-review", "lisbon", 3, "succeeded")


def test_that_the_report_is_json() -> None:
    report = asdict(run(lisbon(), flow="opportunity-to-proposal", assume=("task.sign-off=rejected",)))

    assert json.loads(json.dumps(report)).keys() == report.keys()


def test_that_the_project_s_fixtures_answer(tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "a.yaml").write_text("fixtures:\n  skills: {assess_tree: {risk: low, confidence: 0.1}}\n")
    (folder / "b.yaml").write_text("fixtures:\n  events: {catalyst.objection.filed: {notice_id: x, grounds: y}}\n")
    fixtures = fixtures_of(open_files(Project(tmp_path, Settings())))

    report = run(lisbon(), fixtures, flow="removal-review")

    assert fixtures.events == {"catalyst.objection.filed": {"notice_id": "x", "grounds": "y"}}
    assert [step.proves for step in report.steps][:2] == ["fixture", "evaluated"]
    assert report.context["assessment"] == {"risk": "low", "confidence": 0.1}


def test_that_broken_fixtures_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "a.yaml").write_text("fixtures:\n  skill: {}\n")

    with pytest.raises(RefusedError, match="cannot be read"):
        fixtures_of(open_files(Project(tmp_path, Settings())))


def test_the_list_of_flows() -> None:
    names = [flow.name for flow in list_flows(lisbon())]

    assert names == sorted(names)
    assert "grants/opportunity-to-proposal" in names
    assert len(names) == 7


def test_that_without_a_name_there_must_be_one_flow() -> None:
    assert refusal(UsageError, lisbon()).startswith(
        "`lisbon` has several flows: name one: grants/opportunity-to-proposal"
    )

    sheet = {"flows": [{"key": "one", "label": "One", "steps": [{"id": "g", "kind": "gate", "with": GATE}]}]}
    rows = lowered(sheet, {})
    assert run(Frozen((SYSTEM, rows.vocabulary.by_class), (LISBON, rows.template.by_class))).flow == "app/one"


GATE = {"expression": "1 < 2", "onPass": "end", "onFail": "halt"}


def test_that_a_misspelt_flow_is_suggested() -> None:
    assert refusal(NoInputError, lisbon(), flow="removal-reveiw") == (
        "`lisbon` has no flow `removal-reveiw`: did you mean `removal-review`?"
    )


@pytest.mark.parametrize(("change", "state"), [({"status": "retired"}, "retired"), ({"is_active": False}, "inactive")])
def test_that_a_flow_that_is_switched_off_does_not_run(change: dict[str, Any], state: str) -> None:
    rows = dict(municipality().template.by_class)
    address = ("trees", "removal-review")
    rows[Flow] = {**rows[Flow], address: replace(rows[Flow][address], **change)}
    store = Frozen((SYSTEM, municipality().vocabulary.by_class), (LISBON, rows))

    assert refusal(RefusedError, store, flow="removal-review").startswith(f"the flow `removal-review` is {state}")
    assert "trees/removal-review" not in [flow.name for flow in list_flows(store)]


def test_that_the_tenant_must_be_clear() -> None:
    assert refusal(RefusedError, Frozen()).startswith("there is no tenant: make one")
    assert refusal(RefusedError, lisbon(plane("porto", "tenant"))) == (
        "there are several tenants: name one with --tenant: lisbon, porto"
    )
    assert refusal(RefusedError, lisbon(), tenant="lisbno") == "there is no plane `lisbno`: did you mean `lisbon`?"
    assert refusal(RefusedError, lisbon(), tenant="municipality").startswith("`municipality` is a template")


def test_that_a_tenant_without_rows_is_not_provisioned_whatever_the_template_has() -> None:
    store = lisbon(plane("porto", "tenant"))

    assert refusal(RefusedError, store, tenant="porto", flow="removal-review").startswith(
        "`porto` is not provisioned: it has no rows"
    )
    with pytest.raises(RefusedError, match="not provisioned"):
        list_flows(store, "porto")


def test_that_the_input_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "input.json"
    file.write_text('{"tag": "T-1", "findings": "hollow"}')

    assert run(lisbon(), flow="removal-review", input=f"@{file}").input == {"tag": "T-1", "findings": "hollow"}
    assert refusal(UsageError, lisbon(), flow="removal-review", input="@nowhere.json") == (
        "nowhere.json cannot be read: check the path"
    )
    assert refusal(UsageError, lisbon(), flow="removal-review", input="{").startswith("the input is not JSON")


def test_that_a_flow_that_cannot_run_says_all_that_is_wrong_with_it() -> None:
    sheet = {
        "flows": [
            {
                "key": "bad",
                "label": "Bad",
                "steps": [
                    {"id": "a", "kind": "gate", "with": {"expression": "contxt.x >", "onPass": "b", "onFail": "halt"}},
                    {"id": "c", "kind": "sage_skill", "with": {"skill": "nobody", "input": {"x": "$parameters.x"}}},
                ],
            }
        ]
    }
    rows = lowered(sheet, {})

    report = run(Frozen((SYSTEM, rows.vocabulary.by_class), (LISBON, rows.template.by_class)))

    assert (report.status, report.steps) == ("not_started", ())
    assert [(one.where, one.message) for one in report.findings] == [
        ("steps.c.with.skill", "unknown skill `nobody`"),
        ("steps.a.with.onPass", "unknown step `b`"),
        ("steps.a.with.expression", "expected a value, found the end"),
        ("steps.c.with.input.x", "`$parameters.P` cannot stand in a flow"),
    ]
