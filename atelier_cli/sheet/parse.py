"""Parses a document: finds out what kind of file it is and reads it into the models of the language."""

import re
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from atelier_cli import names
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Path, Place, Severity
from atelier_cli.frozen import frozen
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.models.fixtures import FixturesFile
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import VocabularyFile
from atelier_cli.sheet.proposals import proposing
from atelier_cli.sheet.prune import NOTHING, names_in, original, prune
from atelier_cli.sheet.root_causes import root_causes
from atelier_cli.sheet.shape import without_tags
from atelier_cli.sheet.spelling import canonical_sheet
from atelier_cli.sheet.structure import finding

Model = Sheet | VocabularyFile | FixturesFile
#: The top key that tells what a file is, and the model it is read into.
KINDS: dict[str, type[Model]] = {"identity": Sheet, "vocabulary": VocabularyFile, "fixtures": FixturesFile}
#: The keys by which other parts of a project call an item.
_NAMING = frozenset(("key", "id", "entity_type", "field_key", "rel_code", "reverse_code", "code", "name"))
#: The name behind one of these keys, in text that could not be read.
_NAMED = re.compile(rf"\b(?:{'|'.join(sorted(_NAMING))})[\"']?: *[\"']?([\w.-]+)")
#: After so many rounds of leaving broken parts out, a file is given up.
_ROUNDS = 16


@frozen
class Parsed:
    """A document, and what could be read of it: broken parts are left out, and reported."""

    document: Document
    #: None where the file is of no known kind, or too broken.
    model: Model | None
    diagnostics: tuple[Diagnostic, ...] = ()
    #: Names that broken parts would have declared: a reference to one of them is not a finding.
    suspects: frozenset[str] = frozenset()
    #: How nodes moved from the document to the model, earliest first.
    moves: tuple[dict[Path, Path], ...] = ()
    #: The mappings and lists in the document that a broken part was left out of: what they say is not all they say.
    broken: frozenset[Path] = frozenset()
    #: What was left out, or what an item was left out of, where nobody can tell the name it would have declared.
    gaps: frozenset[Path] = frozenset()

    def place(
        self, path: Path, part: Literal["key", "value"] = "value", within: tuple[int, int] | None = None
    ) -> Place:
        """The place in the document of a path into the model."""
        for moved in reversed(self.moves):
            path = original(path, moved)
        return Place(self.document.name, path, part, within)


def parse(document: Document) -> Parsed:
    """What the document says, in the models of the language."""
    if document.problems or not isinstance(document.data, dict):
        # Behind a fault of syntax there is no data, but there may be names that other files refer to.
        broken = frozenset((*names_in([document.data], _NAMING), *_NAMED.findall(document.text)))
        return Parsed(document, None, document.problems, broken)
    for key, model in KINDS.items():
        if key in document.data:
            return _read(document, model)
    return Parsed(document, None, (_unknown_kind(document),), frozenset(names_in([document.data], _NAMING)))


def _read(document: Document, model: type[Model]) -> Parsed:
    data: Any = document.data
    findings: list[Diagnostic] = []
    moves: list[dict[Path, Path]] = []
    removed: list[Any] = []
    broken: set[Path] = set()
    gaps: set[Path] = set()
    if model is Sheet:
        data, notes = canonical_sheet(data, document.name)
        findings.extend(notes.diagnostics)
        moves.append(notes.moved)
    for round_ in range(_ROUNDS):
        try:
            read = model.model_validate(data)
        except ValidationError as error:
            problems = error.errors(include_url=False)
            if round_ == 0:  # what comes up later comes of leaving things out
                findings.extend(_found(problems, model, data, document, moves))
            parts = [_broken_part(problem, model) for problem in problems]
            probe = Parsed(document, None, moves=tuple(moves))
            broken.update(probe.place(part[:-1]).path for part in parts if part)
            gaps.update(probe.place(gap).path for gap in _gaps(data, problems, parts))
            data, moved, cut = prune(data, parts)
            removed.extend(cut)
            # What stands under a misspelt key may be a name, even where the key is not known to name anything.
            removed.extend(problem["input"] for problem in problems if problem["type"] == "extra_forbidden")
            moves.append(moved)
            if data is NOTHING:
                break
        else:
            suspects = frozenset(names_in([removed], _NAMING))
            went = tuple(one for one in moves if one)
            return Parsed(document, read, tuple(findings), suspects, went, frozenset(broken), frozenset(gaps))
    return Parsed(document, None, tuple(findings), frozenset(names_in([document.data], _NAMING)))


def _found(
    problems: list[ErrorDetails], model: type[BaseModel], data: Any, document: Document, moves: list[dict[Path, Path]]
) -> Iterator[Diagnostic]:
    probe = Parsed(document, None, moves=tuple(moves))
    propose = proposing(model, data)
    for cause in root_causes(problems, model):
        yield finding(cause, model, probe.place, propose)


def _gaps(data: Any, problems: list[ErrorDetails], parts: list[Path]) -> Iterator[Path]:
    """Where a part is left out that has no name, or not one that can be read."""
    for problem, part in zip(problems, parts, strict=True):
        if problem["type"] == "extra_forbidden" or not part:
            continue
        left_out = _at(data, part)
        if not (isinstance(left_out, dict) and any(isinstance(left_out.get(key), str) for key in _NAMING)):
            yield part if isinstance(part[-1], str) else part[:-1]


def _at(data: Any, path: Path) -> Any:
    """The node at a path; None where there is none."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _broken_part(problem: ErrorDetails, model: type[BaseModel]) -> Path:
    """The smallest part to leave out so that the problem is gone."""
    path = without_tags(model, problem["loc"])
    if problem["type"] == "missing":
        path = path[:-1]
    return path


def _unknown_kind(document: Document) -> Diagnostic:
    first = next(iter(document.data), None)
    meant = names.suggest(str(first), KINDS)
    if meant:
        place = Place(document.name, (str(first),), "key")
        return Diagnostic(
            "unknown-key",
            Severity.ERROR,
            f"unknown key `{first}`",
            place,
            help=f"did you mean `{meant}`?",
            fixes=(Fix(f"rename to `{meant}`", safe=False, edits=(Edit(place, meant),)),),
        )
    return Diagnostic(
        "missing-key",
        Severity.ERROR,
        "the sheet has no `identity`",
        Place(document.name),
        help="add `identity:` with a `code` and a `name`; a vocabulary starts with `vocabulary:`",
    )
