"""Geometry on the sphere of the earth: which area holds a point, and how far apart two points are."""

import itertools
import math
from collections.abc import Sequence
from typing import Any

from atelier_cli.language.geojson import Point

#: The mean radius of the earth in metres (IUGG).
EARTH_RADIUS = 6_371_008.8


def holds(area: Any, point: Point) -> bool:
    """Whether a well-formed area holds a point; its boundary, and that of its holes, belongs to it."""
    if isinstance(area, list | tuple):
        west, south, east, north = area
        x, y = point
        # A box whose west lies east of its east spans the antimeridian (RFC 7946, 5.2).
        across: bool = west <= x <= east if west <= east else x >= west or x <= east
        return across and bool(south <= y <= north)
    polygons = [area["coordinates"]] if area["type"] == "Polygon" else area["coordinates"]
    return any(_in_polygon(polygon, point) for polygon in polygons)


def distance(a: Point, b: Point) -> float:
    """Metres between two points along a great circle, by the haversine formula on a sphere."""
    (ax, ay), (bx, by) = a, b
    north, east = math.radians(by - ay), math.radians(bx - ax)
    chord = math.sin(north / 2) ** 2 + math.cos(math.radians(ay)) * math.cos(math.radians(by)) * math.sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, chord)))


def _in_polygon(rings: Sequence[Any], point: Point) -> bool:
    outer, *holes = rings
    if any(_on_boundary(ring, point) for ring in rings):
        return True
    return _crossings(outer, point) % 2 == 1 and not any(_crossings(hole, point) % 2 == 1 for hole in holes)


def _crossings(ring: Sequence[Any], point: Point) -> int:
    """How many edges a ray from the point to the east crosses: odd inside (ray casting)."""
    x, y = point
    count = 0
    for (ax, ay, *_), (bx, by, *_) in itertools.pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            count += 1
    return count


def _on_boundary(ring: Sequence[Any], point: Point) -> bool:
    x, y = point
    return any(
        (bx - ax) * (y - ay) == (by - ay) * (x - ax)
        and min(ax, bx) <= x <= max(ax, bx)
        and min(ay, by) <= y <= max(ay, by)
        for (ax, ay, *_), (bx, by, *_) in itertools.pairwise(ring)
    )
