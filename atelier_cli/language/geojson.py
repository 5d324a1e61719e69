"""GeoJSON (RFC 7946): which shapes and areas are well formed."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

#: Longitude and latitude in degrees.
Point = tuple[float, float]


def fault_of(geometry: Any) -> str | None:
    """What keeps a value from being a GeoJSON geometry; None where nothing does."""
    if not isinstance(geometry, Mapping):
        return "expected a GeoJSON geometry: an object with `type` and `coordinates`"
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        if not _is_list(parts):
            return "expected `geometries`, a list, in a GeometryCollection"
        # Collections in collections are discouraged by RFC 7946, and would nest without bound.
        if any(isinstance(part, Mapping) and part.get("type") == "GeometryCollection" for part in parts):
            return "expected no GeometryCollection inside another"
        return next((fault for fault in map(fault_of, parts) if fault), None)
    if not isinstance(kind, str) or kind not in _COORDINATES:
        return f"expected a `type` of {', '.join(_COORDINATES)} or GeometryCollection, found {kind!r}"
    is_right, expected = _COORDINATES[kind]
    return None if is_right(geometry.get("coordinates")) else f"expected the coordinates of a {kind}: {expected}"


def point_of(geometry: Any) -> Point | None:
    """Longitude and latitude of a GeoJSON point; None for anything else."""
    if isinstance(geometry, Mapping) and geometry.get("type") == "Point" and fault_of(geometry) is None:
        longitude, latitude, *_ = geometry["coordinates"]
        return float(longitude), float(latitude)
    return None


def fault_of_area(area: Any) -> str | None:
    """What keeps a value from being an area: a Polygon, a MultiPolygon, or a box [west, south, east, north]."""
    if _is_list(area):
        if not _is_box(area):
            return "expected a box of four numbers, [west, south, east, north] in degrees"
        return None
    if isinstance(area, Mapping) and area.get("type") in {"Polygon", "MultiPolygon"}:
        return fault_of(area)
    return "expected an area: a GeoJSON Polygon or MultiPolygon, or a box [west, south, east, north]"


def _is_list(value: Any) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, list | tuple)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < math.inf


def _is_position(value: Any) -> bool:
    return (
        _is_list(value) and 2 <= len(value) <= 3 and all(map(_is_number, value))
        and -180 <= value[0] <= 180 and -90 <= value[1] <= 90
    )  # fmt: skip


def _is_box(value: Any) -> bool:
    return len(value) == 4 and _is_position(value[:2]) and _is_position(value[2:]) and value[1] <= value[3]


def _is_line(value: Any) -> bool:
    return _is_list(value) and len(value) >= 2 and all(map(_is_position, value))


def _is_positions(value: Any) -> bool:
    return _is_list(value) and all(map(_is_position, value))


def _is_polygon(value: Any) -> bool:
    return _is_list(value) and len(value) >= 1 and all(map(_is_ring, value))


def _is_ring(value: Any) -> bool:
    return _is_line(value) and len(value) >= 4 and list(value[0]) == list(value[-1])


def _is_lines(value: Any) -> bool:
    return _is_list(value) and all(map(_is_line, value))


def _is_polygons(value: Any) -> bool:
    return _is_list(value) and all(map(_is_polygon, value))


_COORDINATES = {
    "Point": (_is_position, "[longitude, latitude] in degrees"),
    "MultiPoint": (_is_positions, "a list of [longitude, latitude]"),
    "LineString": (_is_line, "a list of two or more [longitude, latitude]"),
    "MultiLineString": (_is_lines, "a list of lines of two or more [longitude, latitude]"),
    "Polygon": (_is_polygon, "a list of rings, each closed and of four or more [longitude, latitude]"),
    "MultiPolygon": (_is_polygons, "a list of polygons, each a list of closed rings"),
}
