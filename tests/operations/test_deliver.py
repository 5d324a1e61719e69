"""Delivering, on each kind of store: every message under one id, however often it is tried and whoever dies."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.errors import UsageError
from atelier_cli.events.outbox import promise
from atelier_cli.ids import FixedIds
from atelier_cli.notify import delivering
from atelier_cli.notify.delivering import CLAIM, Worker
from atelier_cli.notify.outside import Endpoint, MailServer, Outside
from atelier_cli.operations.deliver import deliver, ways_out
from atelier_cli.operations.settings import load
from atelier_cli.plan.mutation import Insert
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import Delivery, Notice, Outbox
from atelier_cli.store.protocol import Store
from tests.support.deliveries import NOW
from tests.support.notified_town import furnish
from tests.support.receivers import MailBox, WebHook, mail_server, web_server
from tests.support.rows import TENANT


@pytest.fixture
def worker(store: Store) -> Worker:
    """A worker of a tenant whose clerks are told of closed reports by every channel."""
    furnish(store)
    return Worker(store, TENANT, FixedClock(NOW), FixedIds(), lambda: 1.0)


@pytest.fixture
def mail() -> Iterator[MailBox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def hook() -> Iterator[WebHook]:
    with web_server() as found:
        yield found


@pytest.fixture
def shown() -> list[Delivery]:
    return []


@pytest.fixture
def outside(mail: MailBox, hook: WebHook, shown: list[Delivery]) -> Outside:
    server = MailServer("127.0.0.1", mail.port, "desk@example.org", "none", timeout=5)
    endpoint = Endpoint(f"http://127.0.0.1:{hook.port}/", b"secret", private=True, timeout=5)
    return Outside("lisbon", shown.append, server, endpoint)


def close_report(worker: Worker, key: str = "e-1") -> None:
    """Promises to tell that a report was closed."""
    event = promise(
        id=key, key=key, kind="notification", type="report.closed", application="desk",
        payload={"what": "The lamp"}, event_id=None, at=NOW,
    )  # fmt: skip
    with worker.store.transaction(write=True, shared=True) as transaction:
        transaction.apply(Plan(mutations=(Insert(TENANT, event),)))


def deliveries(worker: Worker) -> list[Delivery]:
    with worker.store.transaction() as transaction:
        return transaction.find(TENANT, Delivery, {}, order=("rule", "channel", "recipient"))


def later(worker: Worker, by: timedelta) -> Worker:
    return replace(worker, clock=FixedClock(worker.clock.now() + by))


def test_everybody_is_told_by_every_channel(
    worker: Worker, outside: Outside, mail: MailBox, hook: WebHook, shown: list[Delivery]
) -> None:
    """A69"""
    close_report(worker)
    found = deliver(worker, outside)
    assert found.counts == {"sent": 8}
    assert sorted(mail.recipients) == ["ana@example.org", "rui@example.org"]
    assert sorted(json.loads(body)["data"]["recipient"] for _, _, body in hook.requests) == ["ana", "rui"]
    assert sorted(one.recipient for one in shown) == ["ana", "rui"]
    with worker.store.transaction() as transaction:
        notices = transaction.find(TENANT, Notice, {}, order=("user_key",))
        (event,) = transaction.find(TENANT, Outbox, {})
    assert [(one.user_key, one.subject) for one in notices] == [("ana", "Done: The lamp"), ("rui", "Done: The lamp")]
    assert (event.state, event.done_at) == ("done", NOW)


def test_told_once_it_is_not_told_again(worker: Worker, outside: Outside, mail: MailBox) -> None:
    """A70"""
    close_report(worker)
    deliver(worker, outside)
    assert deliver(later(worker, timedelta(days=1)), outside).deliveries == ()
    assert len(mail.messages) == 2


def test_what_did_not_go_out_is_tried_again_when_it_is_due(worker: Worker, outside: Outside, mail: MailBox) -> None:
    """A71"""
    close_report(worker)
    mail.answers.extend(["451 later", "451 later"])
    assert deliver(worker, outside).counts == {"sent": 6, "pending": 2}
    assert deliver(worker, outside).deliveries == ()
    assert {one.error for one in deliveries(worker) if one.state == "pending"} == {"the mail server says 451: later"}
    assert deliver(later(worker, timedelta(seconds=10)), outside).counts == {"sent": 2}
    assert len(mail.messages) == 2


def test_what_will_never_go_out_is_dead_at_once(worker: Worker, outside: Outside, mail: MailBox) -> None:
    """A71"""
    close_report(worker)
    mail.answers.extend(["554 no", "554 no"])
    assert deliver(worker, outside).counts == {"sent": 6, "dead": 2}
    assert deliver(later(worker, timedelta(days=1)), outside).deliveries == ()


def test_what_never_goes_out_is_dead_in_the_end(worker: Worker) -> None:
    """A71"""
    close_report(worker)
    states = []
    for _ in range(14):
        states.append(deliver(worker, Outside("lisbon", lambda _: None)).counts)
        worker = later(worker, timedelta(hours=6))
    assert states[0] == {"sent": 4, "pending": 4}
    assert states[11] == {"dead": 4}
    assert states[12] == {}
    assert {one.attempts for one in deliveries(worker) if one.state == "dead"} == {12}


def test_a_worker_that_died_before_it_sent_leaves_a_claim_that_runs_out(
    worker: Worker, outside: Outside, mail: MailBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A70"""
    close_report(worker)
    with monkeypatch.context() as patch:
        patch.setattr(delivering, "_sent", _dies)
        with pytest.raises(KeyboardInterrupt):
            deliver(worker, outside)
    assert not mail.messages
    assert deliver(worker, outside).counts == {"sent": 7}  # one is claimed
    assert deliver(later(worker, CLAIM), outside).counts == {"sent": 1}
    assert len(mail.messages) == 2


def test_a_worker_that_died_after_it_sent_sends_again_under_the_same_id(
    worker: Worker, outside: Outside, mail: MailBox, hook: WebHook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A70"""
    close_report(worker)
    with monkeypatch.context() as patch:
        patch.setattr(delivering, "_update", _dies_when_sent(delivering._update))
        for _ in range(8):
            with pytest.raises(KeyboardInterrupt):
                deliver(worker, outside)
    assert deliver(later(worker, CLAIM), outside).counts == {"sent": 8}
    assert len({message["message-id"] for message in mail.messages}) == 2
    assert len({headers["webhook-id"] for _, headers, _ in hook.requests}) == 2
    with worker.store.transaction() as transaction:
        assert len(transaction.find(TENANT, Notice, {})) == 2  # what is in the store itself is written once


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def _dies_when_sent(update: object) -> object:
    def dying(worker: Worker, record: object, values: dict[str, object]) -> object:
        if values.get("state") == "sent":
            raise KeyboardInterrupt
        return update(worker, record, values)  # type: ignore[operator]

    return dying


def test_whoever_was_told_late_does_not_mark_what_another_sent(worker: Worker, outside: Outside, mail: MailBox) -> None:
    """A worker slower than its claim finds that somebody else has sent the message, and leaves it so."""
    close_report(worker)
    delivering.take_up(worker)
    slow = next(one for one in deliveries(worker) if one.channel == "inbox")
    claimed = delivering._claimed(worker, slow)
    assert claimed is not None
    deliver(later(worker, CLAIM), outside)
    delivering._sent(worker, claimed, outside)
    with worker.store.transaction() as transaction:
        assert len(transaction.find(TENANT, Notice, {"user_key": slow.recipient})) == 1


def test_two_workers_do_not_send_the_same(worker: Worker, outside: Outside, mail: MailBox) -> None:
    close_report(worker)
    delivering.take_up(worker)
    (one, *_) = deliveries(worker)
    assert delivering._claimed(worker, one) is not None
    assert delivering._claimed(worker, one) is None


def test_an_event_that_nobody_has_a_rule_about_is_done(worker: Worker, outside: Outside) -> None:
    event = promise(
        id="e-1",
        key="e-1",
        kind="notification",
        type="report.opened",
        application="desk",
        payload={},
        event_id=None,
        at=NOW,
    )
    with worker.store.transaction(write=True, shared=True) as transaction:
        transaction.apply(Plan(mutations=(Insert(TENANT, event),)))
    assert deliver(worker, outside).deliveries == ()
    with worker.store.transaction() as transaction:
        assert transaction.find(TENANT, Outbox, {})[0].state == "done"


def test_the_settings_say_the_ways_out(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("shared\n")
    (tmp_path / "atelier.toml").write_text(
        "[notify.email]\nhost = 'smtp.example.org'\nsender = 'a@b.c'\nuser = 'ana'\npassword = {env = 'PASSWORD'}\n"
        "[notify.webhook]\nurl = 'https://example.org/in'\nsecret = {file = 'key'}\n"
    )
    found = ways_out(load(tmp_path, {}), "lisbon", lambda _: None, {"PASSWORD": "pw"})
    assert found.email == MailServer("smtp.example.org", 587, "a@b.c", "starttls", "ana", "pw")
    assert found.webhook == Endpoint("https://example.org/in", b"shared")
    with pytest.raises(UsageError, match="PASSWORD is not set"):
        ways_out(load(tmp_path, {}), "lisbon", lambda _: None, {})
    (tmp_path / "key").unlink()
    with pytest.raises(UsageError, match="cannot be read"):
        ways_out(load(tmp_path, {}), "lisbon", lambda _: None, {"PASSWORD": "pw"})
