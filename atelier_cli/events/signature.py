"""Signatures of what goes over the wire, after Standard Webhooks.

Source: https://www.standardwebhooks.com: `webhook-signature` is `v1,` and the Base64 of the HMAC-SHA256 of
`id.timestamp.body`. The key is not the shared secret but its HMAC-SHA256 of the organisation, so that no key signs for
two organisations.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
#: How far the clocks of the two sides may differ.
TOLERANCE = timedelta(minutes=5)


def key_for(secret: bytes, org: str) -> bytes:
    """The key that signs for one organisation."""
    return hmac.digest(secret, org.encode(), hashlib.sha256)


def sign(key: bytes, id: str, at: datetime, body: bytes) -> Mapping[str, str]:  # the standard's word
    """The headers of a signed body; signed again with the same id, it is the same message."""
    timestamp = str(int(at.timestamp()))
    return {ID: id, TIMESTAMP: timestamp, SIGNATURE: f"v1,{_signature(key, id, timestamp, body)}"}


def is_signed(keys: Iterable[bytes], headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
    """Whether one of the keys has signed the body, not longer ago than the tolerance; header names in lower case."""
    id_, timestamp, said = headers.get(ID, ""), headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
    if not (id_ and timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _LONGEST):
        return False
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE.total_seconds():
        return False
    given = [one[3:].encode() for one in said.split() if one.startswith("v1,")]
    wanted = [_signature(key, id_, timestamp, body).encode() for key in keys]
    # Every pair is compared, whatever the first says: the time it takes tells nothing.
    return sum(hmac.compare_digest(one, other) for one in given for other in wanted) > 0


#: The most digits of a timestamp in seconds.
_LONGEST = 12


def _signature(key: bytes, id_: str, timestamp: str, body: bytes) -> str:
    signed = b".".join((id_.encode(), timestamp.encode(), body))
    return base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
