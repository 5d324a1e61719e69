"""Signatures after Standard Webhooks: the standard's own example, and all that must not pass."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from atelier_cli.events.signature import ID, SIGNATURE, TIMESTAMP, is_signed, key_for, sign

#: The example of the standard's reference implementations.
KEY = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
AT = datetime.fromtimestamp(1614265330, UTC)
BODY = b'{"test": 2432232314}'
HEADERS = {
    ID: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    TIMESTAMP: "1614265330",
    SIGNATURE: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


def test_signs_as_the_standard_says() -> None:
    assert sign(KEY, HEADERS[ID], AT, BODY) == HEADERS
    assert is_signed([KEY], HEADERS, BODY, AT)


@pytest.mark.parametrize(
    ("headers", "body", "now"),
    [
        (HEADERS, b'{"test": 2432232315}', AT),
        ({**HEADERS, ID: "msg_other"}, BODY, AT),
        ({**HEADERS, TIMESTAMP: "1614265331"}, BODY, AT),
        ({**HEADERS, TIMESTAMP: "soon"}, BODY, AT),
        ({**HEADERS, TIMESTAMP: "9" * 400}, BODY, AT),
        ({**HEADERS, SIGNATURE: HEADERS[SIGNATURE].replace("v1,", "v2,")}, BODY, AT),
        ({**HEADERS, SIGNATURE: "v1,"}, BODY, AT),
        ({**HEADERS, SIGNATURE: "v1,é"}, BODY, AT),
        ({}, BODY, AT),
        (HEADERS, BODY, AT + timedelta(minutes=5, seconds=1)),
        (HEADERS, BODY, AT - timedelta(minutes=5, seconds=1)),
    ],
)
def test_refuses(headers: dict[str, str], body: bytes, now: datetime) -> None:
    assert not is_signed([KEY], headers, body, now)


def test_takes_the_old_and_the_new_secret_while_they_rotate() -> None:
    old, new = key_for(b"old", "lisbon"), key_for(b"new", "lisbon")
    headers = sign(old, "1", AT, BODY)
    assert is_signed([new, old], headers, BODY, AT)
    assert not is_signed([new], headers, BODY, AT)
    both = {**headers, SIGNATURE: f"v1,AAAA {headers[SIGNATURE]}"}
    assert is_signed([old], both, BODY, AT)


def test_no_key_signs_for_two_organisations() -> None:
    headers = sign(key_for(b"secret", "lisbon"), "1", AT, BODY)
    assert not is_signed([key_for(b"secret", "porto")], headers, BODY, AT)
