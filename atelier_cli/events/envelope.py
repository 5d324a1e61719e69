"""The envelope of an event on the wire: CloudEvents 1.0 in JSON, with the extensions `orgid` and `idempotencykey`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

#: The media type of an event as a body.
CONTENT_TYPE = "application/cloudevents+json"


def cloud_event(  # the attributes of the standard
    *,
    id: str,  # the standard's word
    type: str,  # the standard's word
    source: str,
    org: str,
    time: datetime,
    key: str,
    data: Any,
    subject: str | None = None,
) -> Mapping[str, Any]:
    """The event as JSON holds it; `source` is a URI reference, `key` what makes two deliveries one event."""
    said = {
        "specversion": "1.0",
        "id": id,
        "type": type,
        "source": source,
        "subject": subject,
        "time": time.isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "orgid": org,
        "idempotencykey": key,
        "data": data,
    }
    return {name: value for name, value in said.items() if name != "subject" or value is not None}
