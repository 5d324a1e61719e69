"""A signed webhook: the message as a CloudEvent, to the address that the settings name.

The address is looked up once, and what was looked up is what is connected to. Unless the settings say so, it must be
one of the public internet; redirections are not followed.
"""

import ipaddress
import json
import socket
from collections.abc import Iterable, Mapping
from datetime import datetime

import httpx

from atelier_cli.events.envelope import CONTENT_TYPE, cloud_event
from atelier_cli.events.signature import key_for, sign
from atelier_cli.notify.channels.protocol import SendError
from atelier_cli.notify.directory import Person
from atelier_cli.notify.outside import Endpoint, Outside
from atelier_cli.rows.audit import Delivery
from atelier_cli.rows.record import Record

_TYPE = "atelier.notification"
#: Replies that may be others later: time-out, too early, too many requests, and the troubles of the server itself.
_PASSING = frozenset({408, 425, 429, *range(500, 600)})


def recipient(person: Person) -> str | None:
    return person.key or person.email


def records(_delivery: Delivery, _id: str, _at: datetime) -> tuple[Record, ...]:
    return ()


def send(delivery: Delivery, outside: Outside, at: datetime) -> None:
    endpoint = outside.webhook
    if endpoint is None:
        raise SendError("there is no address to post to: set `[notify.webhook]`")
    event = cloud_event(
        id=delivery.id,
        type=_TYPE,
        source=f"/{outside.org}/{delivery.rule}",
        org=outside.org,
        time=delivery.created_at,
        key=delivery.id,
        data={
            "recipient": delivery.recipient,
            "subject": delivery.subject,
            "text": delivery.body_text,
            "html": delivery.body_html,
        },
    )
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    post(endpoint, delivery.id, outside.org, body, at)


def post(endpoint: Endpoint, id_: str, org: str, body: bytes, at: datetime) -> None:
    """Posts a signed CloudEvent; raises `SendError`."""
    headers = {"content-type": CONTENT_TYPE, **sign(key_for(endpoint.secret, org), id_, at, body)}
    try:
        url = httpx.URL(endpoint.url)
        addresses = _addresses(url, private=endpoint.private)
        with httpx.Client(timeout=endpoint.timeout, follow_redirects=False, trust_env=False) as client:
            reply = _first_reply(client, url, addresses, headers, body)
    # Python raises a UnicodeError for a name that can be no host.
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        raise SendError(f"{_without_secrets(endpoint)}: {str(error) or type(error).__name__}") from error
    if not reply.is_success:
        final = reply.status_code not in _PASSING
        raise SendError(f"{_without_secrets(endpoint)} answers {reply.status_code}", final=final)


def _without_secrets(endpoint: Endpoint) -> str:
    """The address without a name, a password and a query, which may say a secret: what went wrong is kept."""
    start, _, rest = endpoint.url.partition("://")
    where = rest.partition("?")[0].partition("#")[0]
    host, slash, path = where.partition("/")
    return f"{start}://{host.rpartition('@')[2]}{slash}{path}"


def _addresses(url: httpx.URL, *, private: bool) -> list[str]:
    """The addresses of the host, of which none may be private unless that is allowed."""
    if url.scheme not in {"https", "http"} or not url.host:
        raise SendError(f"`{url.scheme}://{url.host}` is no address of the web", final=True)
    port = url.port or {"https": 443, "http": 80}[url.scheme]
    found = [str(info[4][0]) for info in socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)]
    inside = [one for one in found if not ipaddress.ip_address(one).is_global]
    if inside and not private:
        raise SendError(f"`{url.host}` is {inside[0]}, which is not public: allow it with `private = true`", final=True)
    return found


def _first_reply(
    client: httpx.Client, url: httpx.URL, addresses: Iterable[str], headers: Mapping[str, str], body: bytes
) -> httpx.Response:
    """The reply of the first address that can be connected to; the certificate is to be that of the name."""
    failure: httpx.ConnectError | httpx.ConnectTimeout = httpx.ConnectError("the name has no address")
    for address in addresses:
        try:
            return client.post(
                url.copy_with(host=address),
                content=body,
                headers={**headers, "host": url.netloc.decode("ascii")},
                extensions={"sni_hostname": url.host},
            )
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failure = error
    raise failure
