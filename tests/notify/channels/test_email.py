"""E-mail, to a real server: what arrives, and what the server's replies mean."""

import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from atelier_cli.notify.channels import email
from atelier_cli.notify.channels.protocol import SendError
from atelier_cli.notify.directory import Person
from atelier_cli.notify.outside import MailServer, Outside
from tests.support.deliveries import NOW, delivery
from tests.support.receivers import MailBox, mail_server

LOGIN = {"security": "starttls", "user": "ana", "password": "secret"}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def certified(authority: trustme.CA) -> ssl.SSLContext:
    """What a server shows of itself."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def outside(port: int, **said: str) -> Outside:
    server = MailServer("127.0.0.1", port, "desk@example.org", "none", timeout=5)
    return Outside("lisbon", _nobody, email=replace(server, **said))


def _nobody(_: object) -> None: ...


def test_arrives_whole() -> None:
    with mail_server() as box:
        email.send(
            delivery(subject="Já está ✓", body_text="Obrigado 😀\n", body_html="<p>é</p>"), outside(box.port), NOW
        )
    (message,) = box.messages
    assert (message["from"], message["to"], message["subject"]) == ("desk@example.org", "rui@example.org", "Já está ✓")
    assert message["message-id"] == "<d-1@lisbon.atelier>"
    assert message["auto-submitted"] == "auto-generated"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == ["Obrigado 😀"]
    assert html.get_content().strip() == "<p>é</p>"


def test_sent_again_it_has_the_same_id() -> None:
    with mail_server() as box:
        for _ in range(2):
            email.send(delivery(), outside(box.port), NOW)
    assert len({message["message-id"] for message in box.messages}) == 1


def test_logs_in_once_nobody_can_listen(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with mail_server(certified(authority)) as box:
        email.send(delivery(), outside(box.port, **LOGIN), NOW)
        assert len(box.messages) == 1
        with pytest.raises(SendError, match="535") as caught:
            email.send(delivery(), outside(box.port, **{**LOGIN, "password": "wrong"}), NOW)
        assert "wrong" not in str(caught.value)


def test_logs_in_to_nobody_whom_it_cannot_trust(authority: trustme.CA) -> None:
    with mail_server(certified(authority)) as box, pytest.raises(SendError, match="certificate") as caught:
        email.send(delivery(), outside(box.port, **LOGIN), NOW)
    assert not caught.value.final
    assert not box.messages


@pytest.mark.parametrize(
    ("to", "arrange", "final"),
    [
        ("nobody@example.org", lambda _: None, True),
        ("rui@example.org", lambda box: box.answers.append("452 full"), False),
        ("rui@example.org", lambda box: box.answers.append("554 spam"), True),
        ("rui@example.org\r\nBcc: all@example.org", lambda _: None, True),
    ],
)
def test_a_refusal_is_final_or_not(to: str, arrange: Callable[[MailBox], None], final: bool) -> None:  # noqa: FBT001  # a parameter of the table
    with mail_server() as box:
        arrange(box)
        with pytest.raises(SendError) as caught:
            email.send(delivery(recipient=to), outside(box.port), NOW)
    assert caught.value.final is final
    assert not box.messages


@pytest.mark.parametrize(
    "to",
    [
        "", "@", "rui@", "rui@example.org, all@example.org", "rui@example.org,", "all: rui@example.org;",
        "Rui <all@example.org>", "rui@example.org all@example.org", "ru i@example.org", "\0@example.org",
    ],
)  # fmt: skip
def test_what_is_not_the_address_of_one_is_no_address(to: str) -> None:
    """Whoever writes the field that a rule reads does not write to others."""
    with mail_server() as box, pytest.raises(SendError, match="is no e-mail address") as caught:
        email.send(delivery(recipient=to), outside(box.port), NOW)
    assert caught.value.final
    assert not box.recipients


def test_letters_of_any_script_make_an_address() -> None:
    with mail_server() as box:
        for to in ("josé@example.org", "rui@città.example"):
            email.send(delivery(recipient=to), outside(box.port), NOW)
    assert len(box.messages) == 2


@pytest.mark.parametrize(
    "said", [{"sender": ""}, {"sender": "desk@"}, {"host": "a" * 64 + ".example"}, {"host": "mail..example"}]
)
def test_settings_that_make_no_sense_are_told(said: dict[str, str]) -> None:
    with mail_server() as box, pytest.raises(SendError, match=said.get("host") or "notify.email") as caught:
        email.send(delivery(), outside(box.port, **said), NOW)
    assert not caught.value.final


def test_a_server_that_is_not_there_is_tried_again_later() -> None:
    with mail_server() as box:
        port = box.port
    with pytest.raises(SendError, match=str(port)) as caught:
        email.send(delivery(), outside(port), NOW)
    assert not caught.value.final


def test_never_speaks_in_the_clear_when_it_should_not() -> None:
    with mail_server() as box, pytest.raises(SendError):
        email.send(delivery(), outside(box.port, security="starttls"), NOW)
    assert not box.messages


def test_without_a_server_says_what_to_set() -> None:
    with pytest.raises(SendError, match=r"\[notify.email\]"):
        email.send(delivery(), Outside("lisbon", _nobody), NOW)


def test_reaches_those_who_have_an_address() -> None:
    assert email.recipient(Person("rui", "rui@example.org")) == "rui@example.org"
    assert email.recipient(Person("rui", None)) is None
