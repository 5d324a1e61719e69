"""What each type of a field, a parameter or a setting holds, as a person asks for it; a test reads the examples."""

from collections.abc import Mapping

#: By type: what it holds, and a value of it.
TYPE_WORDS: Mapping[str, tuple[str, str]] = {
    "string": ("A short text, on one line.", "Main Street 3"),
    "text": ("A text of any length.", "The lamp flickers at night."),
    "integer": ("A whole number.", "3"),
    "decimal": (
        "An exact number; a field can fix how many digits stand after the point.",
        '"12.50"',
    ),
    "number": ("A number, kept as binary floating point: for what is measured, not for money.", "0.7"),
    "boolean": ("True or false; `yes` and `on` are words.", "true"),
    "date": ("A day, without a time zone.", "2026-11-22"),
    "datetime": ("An instant, with an offset from UTC; it is kept in UTC.", '"2026-11-22T09:00:00Z"'),
    "time": ("A time of the day, without a time zone.", '"09:30"'),
    "duration": ("A stretch of time, as ISO 8601 writes it: days, or hours, minutes and seconds.", "P3D"),
    "enum": ("One of some words, the `choices` of a field, or what a parameter is `one_of`.", "open"),
    "list": ("A list; a field can say of what type its items are.", "[climate, water]"),
    "entity": ("An entity, by its id; a parameter says of which `object_type`.", "7b1e4e0a"),
    "user": ("A person who uses the product, by the key.", "ana"),
    "role": ("A role of a vocabulary.", "director"),
    "email": ("An e-mail address.", "ana@example.org"),
    "phone": ("A telephone number: digits, with blanks, brackets or hyphens, and a plus.", '"+351 210 000 000"'),
    "url": ("The address of a page: `http` or `https`.", "https://example.org/"),
    "money": ("An amount, exact as a decimal; the currency is the organisation's.", '"12.50"'),
    "geometry": ("A shape on the map, in GeoJSON: longitude first.", "{type: Point, coordinates: [-9.14, 38.71]}"),
    "geo_point": ("A point on the map, in GeoJSON: longitude first.", "{type: Point, coordinates: [-9.14, 38.71]}"),
    "address": ("A postal address: a text, or its parts by name.", "{street: Main Street 3, city: Lisbon}"),
    "file": (
        "A file that was uploaded: its name, its type, its size in bytes.",
        "{name: plan.pdf, content_type: application/pdf, size: 1024}",
    ),
    "json": ("Any value; a field can describe it by a JSON Schema.", "{a: [1, 2]}"),
}
