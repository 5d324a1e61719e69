"""Entity types and values for them, as hypothesis makes them up."""

from typing import Any

from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=6)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9).map(str)
DEGREES = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list)
POINTS = st.builds(lambda place: {"type": "Point", "coordinates": place}, DEGREES)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
DATETIMES = st.sampled_from(["2026-11-22T09:00:00Z", "2026-11-22T10:00:00+01:00", "2026-01-01T00:00:00.25Z"])
CHOICES = ["a", "b", "c"]

#: By type: values of it as JSON.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": TEXT,
    "text": TEXT,
    "integer": st.integers(-(2**53), 2**53),
    "decimal": DECIMALS | st.integers(-1000, 1000),
    "money": DECIMALS | st.floats(-1000, 1000).map(lambda amount: round(amount, 2)),
    "number": NUMBERS | st.integers(-1000, 1000),
    "boolean": st.booleans(),
    "date": st.dates().map(str),
    "datetime": DATETIMES,
    "time": st.times().map(str),
    "duration": st.sampled_from(["P3D", "PT36H", "P1Y", "P12M", "-PT0.5S"]),
    "enum": st.sampled_from(CHOICES),
    "list": st.lists(TEXT, max_size=3),
    "role": st.just("clerk"),
    "email": st.sampled_from(["ana@example.org", "bo@example.org"]),
    "phone": st.just("+351 210 000 000"),
    "url": st.just("https://example.org/x?y=1"),
    "geometry": POINTS,
    "geo_point": POINTS,
    "address": st.just("1 Main Street") | st.just({"street": "Main Street", "city": None}),
    "file": st.builds(lambda size: {"name": "a", "content_type": "text/plain", "size": size}, st.integers(0, 9)),
    "json": JSONS,
}
#: Types whose values can be unique.
LOOKED_UP = (
    "string",
    "integer",
    "decimal",
    "number",
    "boolean",
    "date",
    "datetime",
    "time",
    "duration",
    "enum",
    "email",
)


def field_type(name: str) -> dict[str, Any]:
    match name:
        case "enum":
            return {"type": "enum", "choices": [{"value": choice} for choice in CHOICES]}
        case "list":
            return {"type": "list", "item": {"type": "string"}}
        case _:
            return {"type": name}


def every_type() -> list[dict[str, Any]]:
    """One entity type that has a field of each type."""
    fields = [{"field_key": name, "field_type": field_type(name)} for name in VALUES]
    return [{"entity_type": "thing", "schema": {"fields": fields}}]


@st.composite
def entity_types(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A few types with fields that may be unique, a parent, states and relations among them, and people."""
    count = draw(st.integers(1, 3))
    types = [_type(draw, number, count) for number in range(count)]
    user = {
        "fields": [_field("name", "string", required=True), _field("email", "email")],
        "unique_constraints": [["email"]],
    }
    return [*types, {"entity_type": "user", "schema": user}]


def _type(draw: st.DrawFn, number: int, count: int) -> dict[str, Any]:
    kinds = draw(st.lists(st.sampled_from(LOOKED_UP), min_size=1, max_size=3))
    fields = [_field(f"f{number}_{i}", kind, required=draw(st.booleans())) for i, kind in enumerate(kinds)]
    schema: dict[str, Any] = {"fields": fields}
    schema["relationships"] = [_relation(draw, f"r{number}_{i}", count) for i in range(draw(st.integers(0, 2)))]
    schema["unique_constraints"] = [[fields[0]["field_key"]]] if draw(st.booleans()) else []
    one = [relation["rel_code"] for relation in schema["relationships"] if relation["cardinality"].endswith("to_one")]
    if one and draw(st.booleans()):
        schema["unique_constraints"].append([fields[-1]["field_key"], one[0]])
    if number and draw(st.booleans()):
        schema["parent_code"] = f"t{number - 1}"
    elif draw(st.booleans()):
        fields.append(_field(f"s{number}", "enum"))
        schema["states"] = {"field": f"s{number}", "initial": "a", "transitions": {"a": ["b"], "b": ["a", "c"]}}
    return {"entity_type": f"t{number}", "schema": schema}


def _field(key: str, kind: str, *, required: bool = False) -> dict[str, Any]:
    return {"field_key": key, "field_type": field_type(kind), "required": required}


def _relation(draw: st.DrawFn, code: str, count: int) -> dict[str, Any]:
    return {
        "rel_code": code,
        "target_type_code": draw(st.sampled_from([*(f"t{number}" for number in range(count)), "user"])),
        "cardinality": draw(st.sampled_from(["many_to_one", "one_to_one", "one_to_many", "many_to_many"])),
        "required": draw(st.booleans()) and draw(st.booleans()),
        "reverse_code": f"{code}_back" if draw(st.booleans()) else None,
    }
