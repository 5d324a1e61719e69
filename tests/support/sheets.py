"""Strategies for hypothesis: a vocabulary and a sheet over it, as plain data, with every construct of the language.

The names are few and the lists short, so that a sheet is quick to draw; what they say is type-correct, so that a drawn
project lints clean and can be imported.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]

_SNAKE = ("amount", "due_on", "note2", "owner_name", "state", "title", "weight_kg", "zone")
_KEBAB = ("check-in", "hand-over", "night-shift", "plan2", "review", "sign-off")
ROLES = ("clerk", "director", "engineer")

#: Text with all that YAML is apt to read as something else.
TEXTS = st.one_of(
    st.sampled_from(
        ["yes", "null", "~", "012", "1.0", "1e3", "0x1f", "12:30", "2026-01-31", "a: b", "- a", "# a", "é ✓ 😀", "'\"",
         " padded ", "one\ntwo\n", "one\n\n two", "trailing \nspace", "%", "@", "{a}", "[1]", "\ttab", "a #b", "|", ">"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=12),
).filter(lambda text: not text.startswith("$"))  # fmt: skip
LABELS = TEXTS.filter(lambda text: text.strip() != "")
_NUMBERS = st.one_of(
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0, 1, 1.0, -0.0, 1e22]),
)
#: Any JSON value.
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(TEXTS, inner, max_size=2)),
    max_leaves=4,
)
_MAPPINGS = st.dictionaries(TEXTS, JSON, max_size=2)
_SCHEMAS = st.sampled_from(
    [{}, {"type": "object", "properties": {"n": {"type": "number"}}}, {"type": "object", "additionalProperties": True}]
)

#: A literal of each type that a field may have.
LITERALS: dict[str, st.SearchStrategy[Any]] = {
    "string": TEXTS,
    "text": TEXTS,
    "integer": st.integers(-1000, 1000),
    "number": _NUMBERS,
    "decimal": st.integers(0, 9),
    "boolean": st.booleans(),
    "date": st.sampled_from(["2026-02-28", "1999-12-31"]),
    "datetime": st.sampled_from(["2026-02-28T12:00:00Z"]),
    "duration": st.sampled_from(["P3D", "PT1H"]),
    "email": st.just("ana@example.org"),
    "url": st.just("https://example.org/"),
    "json": _MAPPINGS,
}
_UNIQUE = ("string", "integer", "date", "email")
_UNSAID = ("time", "entity", "user", "role", "phone", "money", "geometry", "geo_point", "address", "file")


@dataclass(frozen=True)
class Drawn:
    """A vocabulary and a sheet that lint clean together."""

    vocabulary: dict[str, Any]
    sheet: dict[str, Any]


@st.composite
def projects(draw: Draw) -> Drawn:
    """A vocabulary and a sheet that uses it."""
    types = draw(_names(_SNAKE, 1, 2))
    fields = {f"{name}_record": draw(st.lists(_field(), min_size=1, max_size=3, unique_by=_key)) for name in types}
    flows = draw(_names(_KEBAB, 0, 2))
    settings = draw(st.lists(_setting(), max_size=2, unique_by=_key))
    blocks = draw(st.dictionaries(st.sampled_from(("views", "layers", "dashboard", "acl_rules")), JSON, max_size=1))
    sheet = {
        "identity": draw(_identity()),
        "settings": settings,
        "entities": [*draw(st.lists(_member(), max_size=1)), *(draw(_entity(c, f)) for c, f in fields.items())],
        "actions": [
            draw(_action(key, draw(st.sampled_from(sorted(fields))), fields)) for key in draw(_names(_SNAKE, 0, 2))
        ],
        "notifications": draw(_notifications()),
        "flows": [draw(_flow(key)) for key in flows],
        **{name: body for name, body in blocks.items() if body is not None},
    }
    return Drawn({"vocabulary": draw(_vocabulary())}, sheet)


def _key(item: dict[str, Any]) -> str:
    return str(next(item[name] for name in ("key", "field_key", "id", "code") if name in item))


def _names(pool: tuple[str, ...], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(pool), min_size=least, max_size=most, unique=True)


def _some(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with any of the optional keys."""
    return st.fixed_dictionaries({}, optional=optional)


def _place() -> st.SearchStrategy[dict[str, Any]]:
    return _some(order=st.integers(-1, 4), is_active=st.booleans())


def _roles() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ROLES), min_size=1, max_size=2)


@st.composite
def _vocabulary(draw: Draw) -> dict[str, Any]:
    artifact = _some(artifact=st.just({"kind": "letter", "id": "letter_id"}))
    action = {"code": "send_letter", **draw(_some(payload_schema=_SCHEMAS, effect=st.just("pure"))), **draw(artifact)}
    return {
        "code": "town-words",
        "roles": draw(st.permutations(ROLES)),
        "surfaces": [
            {"code": "desk", "label": draw(LABELS), "audience": "staff", "accepted_sources": ["bulk", "detail"]},
            {"code": "tool", "label": "Tool", "audience": "agent", "presentation": "tool", **draw(_place())},
        ],
        "events": [{"code": "case.closed", "label": draw(LABELS)}, {"code": "case_file.opened_late", "label": "Late"}],
        "event_types": [{"code": "post.letter_came.in", "product": "post", **draw(_place())}],
        "products": [{"code": "post", "label": "Post", "actions": [action], **draw(_place())}],
        "skills": [{"code": "write_letter", **draw(_some(input_schema=_SCHEMAS)), **draw(artifact)}],
        "functions": [{"name": "is_fair", "args": {"n": "number"}, "returns": "boolean"}],
        "entity_types": [
            {"entity_type": "person_file", "schema": draw(_some(display_name=LABELS, tenant_scoped=st.booleans()))}
        ],
    }  # fmt: skip


def _identity() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"code": st.just("town-hall"), "name": LABELS},
        optional={
            "description": TEXTS,
            "route_namespace": st.sampled_from(("town-hall", "hall")),
            "icon": TEXTS,
            "nav_order": st.integers(-5, 200),
            "is_active": st.booleans(),
            "features": _MAPPINGS,
        },
    )


@st.composite
def _setting(draw: Draw) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(LITERALS)))
    said = draw(_some(default_value=LITERALS[kind], value=LITERALS[kind]))
    return {"key": draw(st.sampled_from(_SNAKE)), "type": kind, **said, **draw(_place())}


def _member() -> st.SearchStrategy[dict[str, Any]]:
    said = _some(visible=st.booleans(), ordering=st.integers(0, 9), role_visibility=_roles(), presentation=_MAPPINGS)
    return st.builds(lambda said, place: {"entity_type": "person_file", **said, **place}, said, _place())


@st.composite
def _field(draw: Draw) -> dict[str, Any]:
    kind = draw(st.sampled_from((*sorted(LITERALS), *_UNSAID, "enum", "list")))
    said: dict[str, Any] = {"type": kind}
    if kind == "enum":
        said["choices"] = [{"value": "open"}, {"value": "shut", "label": draw(TEXTS)}]
    elif kind == "list":
        said |= draw(_some(item=st.just({"type": "decimal", "precision": 2})))
    elif kind == "json":
        said |= draw(_some(schema=st.just({"type": "object", "additionalProperties": True})))
    more = draw(_some(display_name=LABELS, indexed=st.booleans(), deprecated=st.booleans()))
    if kind in LITERALS:
        more |= draw(_some(default_value=LITERALS[kind], required=st.booleans()))
    return {"field_key": draw(st.sampled_from(_SNAKE)), "field_type": said, **more, **draw(_place())}


@st.composite
def _entity(draw: Draw, code: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    said = _some(display_name=LABELS, tenant_scoped=st.sampled_from((True,)))
    schema: dict[str, Any] = {"fields": fields, **draw(said)}
    schema |= draw(_some(parent_code=st.just("person_file")))
    if draw(st.booleans()):
        schema["relationships"] = [
            {"rel_code": "file", "target_type_code": "person_file", "cardinality": "many_to_one", **draw(_place())}
        ]
        first = fields[0]
        schema["unique_constraints"] = [[first["field_key"]]] if first["field_type"]["type"] in _UNIQUE else []
    enum = next((field["field_key"] for field in fields if field["field_type"]["type"] == "enum"), None)
    if enum is not None:
        schema["states"] = {"field": enum, "initial": "open", "transitions": {"shut": [], "open": ["shut"]}}
    return {"entity_type": code, "schema": schema, **draw(_place())}


def _value(kind: str) -> st.SearchStrategy[Any]:
    """A value of a type, in one of the modes that fit any slot of an action."""
    modes = {"date": ["$today", "$today+P3D"], "datetime": ["$now", "$now-PT1H"], "string": ["$user.id", "$$5"]}
    return st.one_of(LITERALS[kind], *map(st.just, modes.get(kind, ())), st.none())


@st.composite
def _action(draw: Draw, key: str, model: str, fields: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    editable = [field for field in fields[model] if field["field_type"]["type"] in LITERALS]
    edits = [edit for field in editable for edit in draw(_edits(field))]
    creates = [draw(_create(model, editable)) for _ in range(draw(st.integers(0, 2)))]
    kind = draw(st.sampled_from(("detail", "bulk")))
    effects = [draw(_effect(counted=bool(creates))) for _ in range(draw(st.integers(0, 2)))]
    return {
        "key": key,
        "target_model": model,
        "label": draw(LABELS),
        "kind": kind,
        **({"bulk": draw(_some(limit=st.just(40))) | {"mode": "per_item"}} if kind == "bulk" else {}),
        **draw(_some(status=st.sampled_from(("draft", "deprecated")), description=TEXTS)),
        **draw(_some(presentation=_some(icon=TEXTS, color=TEXTS))),
        "permissions_policy": draw(_some(view=_roles(), apply=_roles(), edit=_roles())),
        "parameters": draw(st.lists(_parameter(), max_size=2, unique_by=_key)),
        "submission_criteria": draw(st.lists(_criteria(), max_size=2)),
        "edits": edits,
        "creates": creates,
        "side_effects": effects,
        "placements": [{"surface": "desk", **draw(_place())}] * draw(st.integers(0, 2)),
        **draw(_place()),
    }


@st.composite
def _parameter(draw: Draw) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(LITERALS)))
    given = {
        "key": draw(st.sampled_from(_SNAKE)),
        "type": kind,
        **draw(_some(label=LABELS, help=TEXTS)),
        **draw(_place()),
    }
    given |= draw(_some(default=LITERALS[kind], required=st.booleans(), sensitive=st.booleans()))
    if not given.get("required") or given.get("default") is not None:
        given |= draw(_some(visibility=st.sampled_from(("visible", "hidden"))))
    if kind == "string" and "default" not in given:
        given |= draw(_some(values_from=st.just({"choices": ["a", {"value": "b", "label": "B"}, {"value": "c"}]})))
        given |= draw(_some(constraints=_some(max_length=st.integers(1, 99), pattern=st.just("[a-z]+"))))
    if kind == "integer":
        given |= draw(_some(constraints=_some(min=st.just(-1000), exclusive_max=st.just(1001))))
    return given


def _criteria() -> st.SearchStrategy[dict[str, Any]]:
    configs = st.one_of(
        st.tuples(st.just("role_access"), st.builds(lambda roles: {"roles": roles}, _roles())),
        st.tuples(st.just("expression"), st.just({"expression": "user.id != ''", "enforcement": "classify"})),
        st.tuples(st.just("function"), st.builds(lambda n: {"function": "is_fair", "args": {"n": n}}, _NUMBERS)),
        st.tuples(
            st.just("field"),
            st.just({"subject": "user", "field": "roles", "operator": "includes", "value": "clerk"}),
        ),
    )  # fmt: skip
    said = _some(message=TEXTS)
    return st.builds(
        lambda pair, said, at: {"criteria_type": pair[0], "config": pair[1], **said, **at}, configs, said, _place()
    )


@st.composite
def _edits(draw: Draw, field: dict[str, Any]) -> list[dict[str, Any]]:
    """One edit of a field, with a condition or without, two that exclude each other, or none."""
    whens = [{"when": {"left": "$user.id", "operator": operator, "value": "nobody"}} for operator in ("eq", "ne")]
    chosen = draw(st.sampled_from(([], [{}], whens[:1], whens)))
    return [draw(_edit(field)) | when for when in chosen]


@st.composite
def _edit(draw: Draw, field: dict[str, Any]) -> dict[str, Any]:
    if draw(st.integers(0, 4)) == 0 and not field.get("required"):
        return {"field": field["field_key"], "op": "clear", **draw(_place())}
    return {"field": field["field_key"], "value": draw(_given(field)), **draw(_place())}


def _given(field: dict[str, Any]) -> st.SearchStrategy[Any]:
    """A value for a field, which is there where the field needs one."""
    values = _value(field["field_type"]["type"])
    return values.filter(lambda value: value is not None) if field.get("required") else values


@st.composite
def _create(draw: Draw, model: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    said = {field["field_key"]: draw(_given(field)) for field in fields}
    return {"entity_type": model, "fields": said, **draw(_place())}


@st.composite
def _effect(draw: Draw, *, counted: bool) -> dict[str, Any]:
    payload = {"who": "$user.id", **({"made": "$created.1.id"} if counted else {}), **draw(_some(text=TEXTS))}
    return {"event": draw(st.sampled_from(("case.closed", "case_file.opened_late"))), "payload_aliases": payload}


@st.composite
def _notifications(draw: Draw) -> dict[str, Any]:
    templates = draw(_names(_KEBAB, 0, 2))
    more = _some(body_html=TEXTS, available_vars=st.just(["who", "made", "who"]))
    said = [
        {"key": k, "subject": draw(TEXTS), "body_text": draw(TEXTS), **draw(more), **draw(_place())} for k in templates
    ]
    rules = [
        {"key": key, "event": "case.closed", "recipients_resolver": "role:clerk", "template": key,
         "channels": ["inbox", "email"], **draw(_place())}
        for key in templates
    ]  # fmt: skip
    return {"templates": said, "rules": rules}


@st.composite
def _flow(draw: Draw, key: str) -> dict[str, Any]:
    trigger = st.sampled_from([{"kind": "manual"}, {"kind": "event", "event_type": "post.letter_came.in"}])
    steps = [
        {"id": "write", "kind": "sage_skill", "with": {"skill": "write_letter", "input": {}}, "save_as": "letter",
         **draw(_some(retry=_some(max_attempts=st.just(5), factor=st.sampled_from((2, 3.5)))))},
        {"id": "ask", "kind": "human_task", "with": {"assignee": "role:clerk", "description": draw(LABELS),
         **draw(_some(deadline=st.just("P3D"), approvals=st.just(2), form=_SCHEMAS))}, "on_rejected": "write"},
        {"id": "wait", "kind": "event_wait", "with": {"eventType": "post.letter_came.in", "broadcast": True}},
        {"id": "post_it", "kind": "product_action", "with": {"product": "post", "action": "send_letter", "payload": {}},
         **draw(_some(on_error=st.just("fail")))},
        {"id": "late", "kind": "gate", "with": {"expression": "true", "onPass": "end", "onFail": "halt"}},
    ]  # fmt: skip
    return {
        "key": key,
        "label": draw(LABELS),
        "steps": steps[: draw(st.integers(1, 5))],
        **draw(_some(trigger=trigger, description=TEXTS, input=_SCHEMAS, deadline=st.just("P9D"))),
        **draw(_place()),
    }
