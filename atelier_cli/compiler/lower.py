"""Lowers parsed files to the rows of the two planes they belong to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from atelier_cli.compiler import actions, entities, flows, identity, notifications, vocabulary
from atelier_cli.compiler.items import Writer
from atelier_cli.language.steps import STEPS
from atelier_cli.rows.row import Row
from atelier_cli.rows.row_set import RowSet, row_set
from atelier_cli.rows.vocabulary import StepKind
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import VocabularyFile
from atelier_cli.sheet.parse import Parsed

#: The passes over a sheet; their order is that of the blocks, the set of rows puts the classes in theirs.
PASSES = (identity.lower, notifications.lower, entities.lower, actions.lower, flows.lower)
#: The owner of what Atelier itself supplies.
PACKAGED = "atelier"


@dataclass(frozen=True, slots=True)
class Lowered:
    """The rows of the named files, by the plane they belong to; without those derived from them."""

    vocabulary: RowSet
    template: RowSet


def lower(files: Iterable[Parsed]) -> Lowered:
    """The rows that the files say; files that could not be read say none."""
    rows = [row for parsed in files for row in lower_file(parsed)]
    return Lowered(
        row_set(row for row in rows if row.PLANE == "vocabulary"),
        row_set(row for row in rows if row.PLANE == "template"),
    )


def owner_of(parsed: Parsed) -> str:
    """The code of the application or vocabulary that a file describes; empty where it is neither."""
    match parsed.model:
        case Sheet(identity=identity):
            return identity.code
        case VocabularyFile(vocabulary=described):
            return described.code
        case _:
            return ""


def step_kinds() -> Iterator[StepKind]:
    """The rows of the step kinds, which are generated from the language."""
    for order, (kind, step) in enumerate(STEPS.items(), 1):
        schema = step.With.model_json_schema()
        yield StepKind(
            address=(kind,), owner=PACKAGED, order=order, code=kind, label=step.LABEL, input_schema=schema
        )  # fmt: skip


def lower_file(parsed: Parsed) -> Iterator[Row]:
    """The rows that one file says, in the order of its blocks."""
    model = parsed.model
    if isinstance(model, VocabularyFile):
        yield from vocabulary.lower(model.vocabulary, Writer(parsed, model.vocabulary.code))
        if model.vocabulary.code == PACKAGED:
            yield from step_kinds()
    elif isinstance(model, Sheet):
        write = Writer(parsed, model.identity.code)
        for lower_block in PASSES:
            yield from lower_block(model, write)
