"""The refusals that every store makes with the same words."""

from atelier_cli.diagnostics import Severity
from atelier_cli.errors import RefusedError
from atelier_cli.plan.mutation import Delete, Insert, Mutation, Update
from atelier_cli.plan.plan import Change, Copy, Plan
from atelier_cli.rows.record import Key, Record, key_of
from atelier_cli.rows.row import Row, row_class_name


class TakenError(RefusedError):
    """A record cannot be written, since another has its key, or what must be unique of it."""

    def __init__(self, mutation: Mutation, columns: tuple[str, ...]) -> None:
        what, plane = named(mutation), mutation.plane.key
        super().__init__(f"cannot write {what} in `{plane}`: another has the same {' and '.join(columns)}", _AGAIN)
        self.mutation = mutation
        self.record_class = record_class_of(mutation)
        #: The columns that the records would have in common.
        self.columns = columns


class StaleError(RefusedError):
    """A record is not as who changes it took for granted: it is another by now, or has gone, or is still needed."""

    def __init__(self, mutation: Mutation, reason: str) -> None:
        verb = _VERBS[type(mutation)]
        super().__init__(f"cannot {verb} {named(mutation)} in `{mutation.plane.key}`: {reason}", _AGAIN)
        self.mutation = mutation
        self.record_class = record_class_of(mutation)
        self.reason = reason


def record_class_of(mutation: Mutation) -> type[Record]:
    """The class of the record that a mutation is of."""
    return type(mutation.record) if isinstance(mutation, Insert) else mutation.record_class


def named(mutation: Mutation) -> str:
    """The record that a mutation is of, as a person reads it."""
    key = key_of(mutation.record) if isinstance(mutation, Insert) else mutation.key
    return f"the {record_name(record_class_of(mutation))} `{'/'.join(key)}`"


def record_name(record_class: type[Record]) -> str:
    """The name of a record class in messages: `entity link` for `EntityLink`."""
    name = record_class.__name__
    return "".join(f" {c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


def gone(record_class: type[Record], key: Key) -> RefusedError:
    """The refusal to go on after a record that is not there any more."""
    return RefusedError(f"the {record_name(record_class)} `{'/'.join(key)}` is not there any more", "start again")


def check(plan: Plan) -> None:
    """Raises `ValueError` for a plan with errors: whoever made it has to show them, not to apply it."""
    if any(one.severity is Severity.ERROR for one in plan.diagnostics):
        raise ValueError("a plan with errors cannot be applied")
    for mutation in plan.mutations:
        _check_mutation(mutation)


def _check_mutation(mutation: Mutation) -> None:
    record_class = record_class_of(mutation)
    if record_class.APPEND_ONLY and not isinstance(mutation, Insert):
        raise ValueError(f"what is in {record_class.TABLE} stays as it is")
    if isinstance(mutation, Update) and (not mutation.values or not set(record_class.KEY).isdisjoint(mutation.values)):
        raise ValueError(f"an update of {record_class.TABLE} has to change something, and not the key")


def cannot(changes: list[Change], reason: str) -> RefusedError:
    """The refusal of changes of one kind and class, for a reason."""
    first = changes[0]
    what = row_class_name(type(first.row)).replace("_", " ")
    which = f"the {what} `{'/'.join(first.row.address)}`" if len(changes) == 1 else f"{len(changes)} rows of {what}"
    return RefusedError(f"cannot {first.action} {which} in `{first.plane.key}`: {reason}", _REMEDIES[first.action])


def leaves(copy: Copy, row: Row, target: type[Row]) -> RefusedError:
    """The refusal of a copy of which a row refers to one of `target` that is not copied along."""
    what, where = (row_class_name(one).replace("_", " ") for one in (copy.row_class, target))
    return RefusedError(
        f"the {what} `{'/'.join(row.address)}` of `{copy.source.key}` refers to {_a(where)} that is not copied along",
        f"import the sheets of `{copy.source.key}` again, then fork",
    )


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


#: Why a database refuses a change.
MISSING = "it refers to a row that is not there"
IN_USE = "other rows refer to it"
TAKEN = "there is a row with that key or id already"
MOVED = "it is not there any more"

#: Why it refuses a mutation.
CHANGED = "it was changed in the meantime"
NO_RECORD = "what it refers to is not there"
NEEDED = "other records refer to it"

_AGAIN = "try again"
_VERBS = {Insert: "add", Update: "change", Delete: "delete"}
_REMEDIES = {
    "add": "make the plan again",
    "update": "make the plan again",
    "delete": "delete or change what refers to it first",
}
