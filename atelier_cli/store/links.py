"""The foreign keys of a row class: which column points at which class, and in which plane."""

from atelier_cli.rows import INSERTION_ORDER, ROW_CLASSES
from atelier_cli.rows.row import Reference, Row, parent_column, references


def points_into_vocabulary(row_class: type[Row], target: type[Row]) -> bool:
    """Whether a reference from the one class to the other leaves the plane of its row for the system plane."""
    return row_class.PLANE == "template" and target.PLANE == "vocabulary"


def target_of(reference: Reference) -> type[Row]:
    return ROW_CLASSES[reference.target]


def _links(row_class: type[Row]) -> dict[str, type[Row]]:
    parent = parent_column(row_class)
    own = {} if row_class.PARENT is None or parent is None else {parent: row_class.PARENT}
    return own | {reference.column: target_of(reference) for reference in references(row_class)}


def _rewired(row_class: type[Row]) -> dict[str, type[Row]]:
    found = LINKS[row_class].items()
    return {column: target for column, target in found if not points_into_vocabulary(row_class, target)}


#: The class that each foreign key of a class points at, by column; the parent's first.
LINKS: dict[type[Row], dict[str, type[Row]]] = {row_class: _links(row_class) for row_class in INSERTION_ORDER}
#: Those that stay within the plane: the copy of a row points at the copies of what the row points at.
REWIRED: dict[type[Row], dict[str, type[Row]]] = {row_class: _rewired(row_class) for row_class in INSERTION_ORDER}
