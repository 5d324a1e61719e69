"""The refusals that every store makes with the same words."""

from atelier_cli.diagnostics import Severity
from atelier_cli.errors import RefusedError
from atelier_cli.plan.plan import Change, Copy, Plan
from atelier_cli.rows.row import Row, row_class_name


def check(plan: Plan) -> None:
    """Raises `ValueError` for a plan with errors: whoever made it has to show them, not to apply it."""
    if any(one.severity is Severity.ERROR for one in plan.diagnostics):
        raise ValueError("a plan with errors cannot be applied")


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

_REMEDIES = {
    "add": "make the plan again",
    "update": "make the plan again",
    "delete": "delete or change what refers to it first",
}
