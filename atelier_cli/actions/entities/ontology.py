"""The ontology: the entity types of the vocabulary with all they have, ready to load, to check and to change entities.

What a type inherits, and how relations are seen from their target, is as lint has it (`catalog/entity_types.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.language.declared import ID, comes_from_one, field_type, leads_to_one, relation_type, reverse_type
from atelier_cli.language.scope import Names, Signature
from atelier_cli.language.types import Type
from atelier_cli.rows.plane import StoredRow
from atelier_cli.rows.vocabulary import EntityField, EntityRelationship, EntityType, Role

#: The type of people: each of its entities is a user too.
USER = "user"


@dataclass(frozen=True, slots=True)
class FieldKind:
    """A field that the entities of a type have."""

    key: str
    label: str
    #: What an expression reads where it holds something.
    type: Type
    #: What it may hold: the same, but of JSON, which its schema alone judges, anything.
    held: Type
    required: bool
    #: The value of a new entity that is given none, as the vocabulary writes it; None for no default.
    default: Any
    deprecated: bool
    #: Of decimals and amounts of money: how many digits may stand after the point.
    precision: int | None
    #: Of JSON, and of lists of it: the schema of its values.
    schema: Mapping[str, Any] | None
    #: The application or vocabulary that declares it: the default reads the settings of that application.
    owner: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from the entities of one type to those of another."""

    #: The id of its row, which links hold.
    id: str
    code: str
    #: The types at its ends, by code.
    source: str
    target: str
    #: Whether it leads from a source to one target at most.
    to_one: bool
    #: Whether it leads to a target from one source at most.
    from_one: bool
    required: bool
    #: Its name seen from the target.
    reverse: str | None


@dataclass(frozen=True, slots=True)
class UniqueConstraint:
    """Fields, and relations to one entity, whose values together no two entities of a type share."""

    #: The id and the code of the type that declares it; it holds for the types below it, too.
    type_id: str
    type_code: str
    names: tuple[str, ...]

    @property
    def key(self) -> str:
        return ",".join(self.names)


@dataclass(frozen=True, slots=True)
class StateMachine:
    """The states of an entity type and the legal moves between them."""

    field: str
    initial: str
    transitions: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EntityKind:
    """An entity type with its own members, those it inherits, and the relations that lead to it."""

    #: The id of its row, which entities hold.
    id: str
    code: str
    label: str
    #: The codes of the types that it inherits from, nearest first.
    ancestors: tuple[str, ...]
    fields: Mapping[str, FieldKind]
    relations: Mapping[str, Relation]
    #: Relations of other types that lead here and have a name on this side, by that name.
    reverse: Mapping[str, Relation]
    #: Relations that lead here, by the name that their own type gives them.
    backward: Mapping[str, Relation]
    #: What an expression can read of an entity, by name.
    members: Mapping[str, Type]
    uniques: tuple[UniqueConstraint, ...]
    states: StateMachine | None

    def is_a(self, code: str) -> bool:
        """Whether the type is that one or inherits from it."""
        return code in {self.code, *self.ancestors}

    def relation(self, name: str) -> tuple[Relation, bool] | None:
        """The relation of that name, and whether it leads away from here; None where the type has none."""
        if name in self.relations:
            return self.relations[name], True
        return (self.reverse[name], False) if name in self.reverse else None


@dataclass(frozen=True, slots=True)
class Ontology:
    """The active entity types, relations and roles of the vocabulary."""

    #: By code.
    kinds: Mapping[str, EntityKind]
    #: By id.
    by_id: Mapping[str, EntityKind]
    #: By id.
    relations: Mapping[str, Relation]
    #: The ids of the roles, by code.
    roles: Mapping[str, str]

    def ids_of(self, code: str) -> tuple[str, ...]:
        """The ids of a type and of all below it: what the entities of the type have as `type_id`."""
        return tuple(kind.id for kind in self.kinds.values() if kind.is_a(code))


def ontology(rows: Iterable[StoredRow]) -> Ontology:
    """The ontology that the rows of the vocabulary say; of others, and of inactive ones, nothing is taken."""
    drawn = _Drawn()
    for stored in rows:
        if stored.row.is_active:
            drawn.add(stored)
    kinds = {code: drawn.kind(code) for code in drawn.types}
    return Ontology(
        kinds=kinds,
        by_id={kind.id: kind for kind in kinds.values()},
        relations={one.id: one for each in drawn.relations.values() for one in each if one.source in kinds},
        roles=drawn.roles,
    )


def names_of(known: Ontology, roots: Mapping[str, Type], functions: Mapping[str, Signature] | None = None) -> Names:
    """The names that can be read where the given roots stand: what checks and expressions ask the language for."""
    kinds = known.kinds
    return Names(
        roots=roots,
        members=lambda code: kinds[code].members if code in kinds else None,
        parent=lambda code: next(iter(kinds[code].ancestors), None) if code in kinds else None,
        functions=functions or {},
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What single rows say, before types inherit from each other."""

    types: dict[str, tuple[str, EntityType]] = field(default_factory=dict)
    fields: dict[str, list[tuple[int, FieldKind]]] = field(default_factory=dict)
    relations: dict[str, list[Relation]] = field(default_factory=dict)
    #: The relations by the type they lead to.
    incoming: dict[str, list[Relation]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)

    def add(self, stored: StoredRow) -> None:
        match stored.row:
            case EntityType() as row:
                self.types[row.code] = (stored.id, row)
            case EntityField() as row:
                self.fields.setdefault(row.address[0], []).append((row.order, _field(row)))
            case EntityRelationship() as row:
                relation = _relation(stored.id, row)
                self.relations.setdefault(relation.source, []).append(relation)
                self.incoming.setdefault(relation.target, []).append(relation)
            case Role() as row:
                self.roles[row.code] = stored.id
            case _:
                pass

    def line(self, code: str) -> Iterator[str]:
        """The type and those it inherits from, nearest first; a circle ends where it closes."""
        seen: set[str] = set()
        at: str | None = code
        while at is not None and at in self.types and at not in seen:
            yield at
            seen.add(at)
            at = self.types[at][1].parent_code

    def kind(self, code: str) -> EntityKind:
        id_, row = self.types[code]
        line = tuple(self.line(code))
        fields: dict[str, FieldKind] = {}
        relations: dict[str, Relation] = {}
        reverse: dict[str, Relation] = {}
        backward: dict[str, Relation] = {}
        for one in reversed(line):
            in_order = sorted(self.fields.get(one, ()), key=lambda placed: placed[0])
            fields.update({kind.key: kind for _, kind in in_order})
            relations.update({relation.code: relation for relation in self.relations.get(one, ())})
            # Of two with one name the first that is declared stays.
            for relation in reversed(self.incoming.get(one, ())):
                backward[relation.code] = relation
                if relation.reverse is not None:
                    reverse[relation.reverse] = relation
        return EntityKind(
            id=id_,
            code=code,
            label=row.display_name,
            ancestors=line[1:],
            fields=fields,
            relations=relations,
            reverse=reverse,
            backward=backward,
            members=_members(fields, relations, reverse),
            uniques=tuple(self.uniques(line)),
            states=next(self.states(line), None),
        )

    def uniques(self, line: tuple[str, ...]) -> Iterator[UniqueConstraint]:
        for code in line:
            id_, row = self.types[code]
            for group in row.unique_constraints or ():
                yield UniqueConstraint(id_, code, tuple(group))

    def states(self, line: tuple[str, ...]) -> Iterator[StateMachine]:
        for code in line:
            said = self.types[code][1].states
            if said is not None:
                moves = {state: tuple(targets) for state, targets in said["transitions"].items()}
                yield StateMachine(said["field"], said["initial"], moves)


def _field(row: EntityField) -> FieldKind:
    said = row.field_type
    return FieldKind(
        key=row.field_key,
        label=row.display_name,
        type=_type(said),
        held=_type(said, takes_any_json=True),
        required=row.required,
        default=row.default_value,
        deprecated=row.deprecated,
        precision=_innermost(said).get("precision"),
        schema=_schema(said),
        owner=row.owner,
    )


def _type(said: Mapping[str, Any], *, takes_any_json: bool = False) -> Type:
    """The type that a `field_type` describes."""
    item = said.get("item")
    return field_type(
        said["type"],
        [choice["value"] for choice in said.get("choices", ())],
        None if item is None else _type(item, takes_any_json=takes_any_json),
        None if takes_any_json else said.get("schema"),
    )


def _schema(said: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if said["type"] == "json":
        return said.get("schema")
    inner = _schema(said["item"]) if said.get("item") is not None else None
    return None if inner is None else {"type": "array", "items": inner}


def _innermost(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a list, or a list of lists, is made of."""
    item = said.get("item")
    return said if item is None else _innermost(item)


def _relation(id_: str, row: EntityRelationship) -> Relation:
    return Relation(
        id=id_,
        code=row.rel_code,
        source=row.address[0],
        target=row.target_type_code,
        to_one=leads_to_one(row.cardinality),
        from_one=comes_from_one(row.cardinality),
        required=row.required,
        reverse=row.reverse_code,
    )


def _members(
    fields: Mapping[str, FieldKind], relations: Mapping[str, Relation], reverse: Mapping[str, Relation]
) -> dict[str, Type]:
    members = dict(ID)
    members.update({name: reverse_type(one.source, _cardinality(one)) for name, one in reverse.items()})
    members.update(
        {name: relation_type(one.target, _cardinality(one), required=one.required) for name, one in relations.items()}
    )
    members.update({key: one.type if one.required else one.type.or_null() for key, one in fields.items()})
    return members


def _cardinality(relation: Relation) -> str:
    return f"{'one' if relation.from_one else 'many'}_to_{'one' if relation.to_one else 'many'}"
