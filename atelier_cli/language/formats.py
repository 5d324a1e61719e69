"""The formats that a text may be asked to have, by the names that JSON Schema gives them."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from atelier_cli.language.coerce import coerce
from atelier_cli.language.types import Type


class Format(NamedTuple):
    """A form that a text may have."""

    #: As a message calls it.
    noun: str
    fits: Callable[[str], bool]


_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _typed(name: str) -> Callable[[str], bool]:
    return lambda text: not coerce(text, Type(name))[1]


def _is_uri(text: str) -> bool:
    """Whether a text is a URI with a scheme; what the scheme asks for is not looked at (RFC 3986)."""
    try:
        return _URI.fullmatch(text) is not None and bool(urlsplit(text).scheme)
    except ValueError:
        return False


def _is_hostname(text: str) -> bool:
    """Labels of letters, digits and dashes, divided by dots (RFC 1123)."""
    return len(text) <= 253 and all(_LABEL.fullmatch(label) for label in text.split("."))


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    return fits


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "date": Format("a date such as 2026-11-22", _typed("date")),
        "time": Format("a time such as 09:30", _typed("time")),
        "date-time": Format("an instant such as 2026-11-22T09:00:00Z", _typed("datetime")),
        "duration": Format("a duration such as P3D", _typed("duration")),
        "email": Format("an e-mail address such as ana@example.org", _typed("email")),
        "uri": Format("an address such as https://example.org/", _is_uri),
        "hostname": Format("the name of a host such as example.org", _is_hostname),
        "ipv4": Format("an IPv4 address such as 192.0.2.1", _reads(ipaddress.IPv4Address)),
        "ipv6": Format("an IPv6 address such as 2001:db8::1", _reads(ipaddress.IPv6Address)),
        "uuid": Format("a UUID", lambda text: _UUID.fullmatch(text) is not None),
    }
)
