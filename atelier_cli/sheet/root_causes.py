"""Of all that pydantic says of a document, the mistakes: what only follows from another one is left out."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from atelier_cli import names
from atelier_cli.diagnostics import Path
from atelier_cli.frozen import frozen
from atelier_cli.sheet.shape import keys_at

#: What is said of an item that is a word where a mapping or a list belongs: who writes one so, writes all so.
_SHAPES = {"dict_type", "list_type", "model_type", "model_attributes_type"}


@frozen
class Cause:
    """A mistake, and what else there is to say of it."""

    problem: ErrorDetails
    #: Of a key that is not known, those that the mapping lacks: one of them may have been meant.
    lacking: tuple[str, ...] = ()
    #: How many items behind it in its list have the same mistake.
    alike: int = 0


def root_causes(problems: list[ErrorDetails], model: type[BaseModel]) -> list[Cause]:
    """The mistakes that the problems of a document come down to, in their order."""
    unknown = _by_holder(problems, "extra_forbidden")
    misspelt = {_meant(one["loc"], model) for some in unknown.values() for one in some}
    missing = _by_holder((one for one in problems if one["loc"] not in misspelt), "missing")
    renamed = {holder for holder in unknown if holder in missing and _is_one(unknown[holder], missing[holder], model)}
    alike = _alike(problems)
    causes = []
    for problem in problems:
        location, holder = problem["loc"], problem["loc"][:-1]
        match problem["type"]:
            case "missing" if location in misspelt or holder in renamed:
                continue
            case "extra_forbidden" if holder in renamed:
                if problem is unknown[holder][0]:
                    causes.append(Cause(problem, tuple(str(one["loc"][-1]) for one in missing[holder])))
            case _ if (kind := _kind(problem)) in alike:
                first, *others = alike[kind]
                if problem is first:
                    causes.append(Cause(problem, alike=len(others)))
            case _:
                causes.append(Cause(problem))
    return causes


def _by_holder(problems: Iterable[ErrorDetails], kind: str) -> dict[Path, list[ErrorDetails]]:
    """The problems of a kind by the mapping that they are about."""
    found: dict[Path, list[ErrorDetails]] = {}
    for problem in problems:
        if problem["type"] == kind:
            found.setdefault(problem["loc"][:-1], []).append(problem)
    return found


def _meant(location: Path, model: type[BaseModel]) -> Path:
    """The place of the key that an unknown one was probably meant to be: that it is missing is the same mistake."""
    return (*location[:-1], names.suggest(str(location[-1]), keys_at(model, location[:-1])))


def _is_one(unknown: list[ErrorDetails], missing: list[ErrorDetails], model: type[BaseModel]) -> bool:
    """Whether a mapping has another key in place of the one that it lacks, or is altogether of another kind."""
    known = keys_at(model, missing[0]["loc"][:-1])
    if any(names.suggest(str(one["loc"][-1]), known) for one in unknown):
        return False
    return len(unknown) == len(missing) == 1 or missing[0]["input"].keys().isdisjoint(known)


def _alike(problems: list[ErrorDetails]) -> Mapping[Any, list[ErrorDetails]]:
    """The items of lists that have the same mistake, where there are several in one."""
    found: dict[Any, list[ErrorDetails]] = {}
    for problem in problems:
        if problem["type"] in _SHAPES and isinstance(problem["loc"][-1], int):
            found.setdefault(_kind(problem), []).append(problem)
    return {kind: some for kind, some in found.items() if len(some) > 1}


def _kind(problem: ErrorDetails) -> tuple[Path, str, type[Any]]:
    return problem["loc"][:-1], problem["type"], type(problem["input"])
