"""The metres between two points along a great circle, on a sphere of the earth's mean radius.

Example:
    `{$function: distance_m, args: {a: $entity.place, b: $parameters.stood_at}}`
"""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.geojson import point_of
from atelier_cli.language.geometry import distance
from atelier_cli.language.types import NUMBER, Type

ARGS = {"a": Type("geo_point"), "b": Type("geo_point")}
RETURNS = NUMBER


def call(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    here, there = point_of(a), point_of(b)
    if here is None or there is None:
        raise ValueError("coerce lets nothing through but points")
    return distance(here, there)
