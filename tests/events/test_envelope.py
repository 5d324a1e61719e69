"""The envelope holds what CloudEvents 1.0 asks for."""

from datetime import UTC, datetime

from atelier_cli.events.envelope import cloud_event

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_says_what_the_standard_asks_for() -> None:
    event = cloud_event(
        id="1", type="request.logged", source="/lisbon/service-desk", org="lisbon", time=NOW, key="k", data={"a": 1}
    )
    assert event == {
        "specversion": "1.0",
        "id": "1",
        "type": "request.logged",
        "source": "/lisbon/service-desk",
        "time": "2026-11-22T09:00:00Z",
        "datacontenttype": "application/json",
        "orgid": "lisbon",
        "idempotencykey": "k",
        "data": {"a": 1},
    }


def test_names_its_subject_if_it_has_one() -> None:
    event = cloud_event(id="1", type="t", source="/s", org="o", time=NOW, key="k", data=None, subject="report/42")
    assert event["subject"] == "report/42"
    assert event["data"] is None
