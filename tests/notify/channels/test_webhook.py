"""Webhooks, to a real server: what arrives is signed, and nothing goes where it should not."""

import json
import socket
from dataclasses import replace
from typing import Any

import pytest

from atelier_cli.events.signature import is_signed, key_for
from atelier_cli.notify.channels import webhook
from atelier_cli.notify.channels.protocol import SendError
from atelier_cli.notify.outside import Endpoint, Outside
from tests.support.deliveries import NOW, delivery
from tests.support.receivers import web_server

SECRET = b"shared"


def outside(url: str, *, private: bool = True) -> Outside:
    return Outside("lisbon", _nobody, webhook=Endpoint(url, SECRET, private=private, timeout=5))


def _nobody(_: object) -> None: ...


def test_arrives_signed_as_a_cloud_event() -> None:
    with web_server() as hook:
        webhook.send(delivery(recipient="rui", subject="é"), outside(f"http://localhost:{hook.port}/in?a=1"), NOW)
    ((path, headers, body),) = hook.requests
    assert path == "/in?a=1"
    assert headers["host"] == f"localhost:{hook.port}"
    assert headers["content-type"] == "application/cloudevents+json"
    assert is_signed([key_for(SECRET, "lisbon")], headers, body, NOW)
    event = json.loads(body)
    assert (event["id"], event["idempotencykey"], event["orgid"]) == ("d-1", "d-1", "lisbon")
    assert event["data"] == {"recipient": "rui", "subject": "é", "text": "It is done.\n", "html": None}


def test_sent_again_it_has_the_same_id() -> None:
    with web_server() as hook:
        for _ in range(2):
            webhook.send(delivery(), outside(f"http://127.0.0.1:{hook.port}"), NOW)
    assert {headers["webhook-id"] for _, headers, _ in hook.requests} == {"d-1"}


@pytest.mark.parametrize(
    ("status", "final"), [(500, False), (503, False), (429, False), (400, True), (404, True), (302, True)]
)
def test_an_answer_is_final_or_not(status: int, final: bool) -> None:  # noqa: FBT001  # a parameter of the table
    with web_server() as hook:
        hook.answers.append(status)
        with pytest.raises(SendError, match=str(status)) as caught:
            webhook.send(delivery(), outside(f"http://127.0.0.1:{hook.port}"), NOW)
    assert caught.value.final is final
    assert len(hook.requests) == 1  # a redirection is not followed


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0", "[::ffff:127.0.0.1]"],  # noqa: S104  # an address to refuse
)
def test_does_not_post_inside_unless_it_may(host: str) -> None:
    with web_server() as hook, pytest.raises(SendError, match="not public") as caught:
        webhook.send(delivery(), outside(f"http://{host}:{hook.port}", private=False), NOW)
    assert caught.value.final
    assert not hook.requests


def test_connects_to_the_very_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere when it is looked up again leads nowhere."""
    asked: list[str] = []
    look_up = socket.getaddrinfo

    def rebinding(host: Any, port: Any, *args: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        asked.append(name)
        if name == "rebound.example":
            name = "127.0.0.1" if asked.count(name) == 1 else "127.0.0.2"
        return look_up(name, port, *args, **more)

    with web_server() as hook:
        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        webhook.post(Endpoint(f"http://rebound.example:{hook.port}", SECRET, private=True), "1", "lisbon", b"{}", NOW)
    assert hook.requests[0][1]["host"] == f"rebound.example:{hook.port}"
    assert asked.count("rebound.example") == 1


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "http://", "nonsense"])
def test_posts_to_the_web_alone(url: str) -> None:
    with pytest.raises(SendError):
        webhook.send(delivery(), outside(url), NOW)


def test_a_server_that_is_not_there_is_tried_again_later() -> None:
    with web_server() as hook:
        port = hook.port
    with pytest.raises(SendError) as caught:
        webhook.send(delivery(), outside(f"http://127.0.0.1:{port}"), NOW)
    assert not caught.value.final


@pytest.mark.parametrize("host", ["a..example", "a" * 64 + ".example"])
def test_a_host_that_is_none_is_told(host: str) -> None:
    with pytest.raises(SendError, match=host):
        webhook.send(delivery(), outside(f"https://{host}/in"), NOW)


def test_what_an_address_keeps_secret_is_not_told() -> None:
    with web_server() as hook:
        hook.answers.append(500)
        port = hook.port
        with pytest.raises(SendError, match=str(port)) as answered:
            webhook.send(delivery(), outside(f"http://ana:hunter2@127.0.0.1:{port}/in?key=hunter3"), NOW)
    with pytest.raises(SendError, match=str(port)) as missed:
        webhook.send(delivery(), outside(f"http://ana:hunter2@127.0.0.1:{port}/in?key=hunter3"), NOW)
    assert "hunter" not in str(answered.value) + str(missed.value)


def test_without_an_address_says_what_to_set() -> None:
    with pytest.raises(SendError, match=r"\[notify.webhook\]"):
        webhook.send(delivery(), replace(outside(""), webhook=None), NOW)
