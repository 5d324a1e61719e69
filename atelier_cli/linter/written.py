"""Diagnostics as JSON, to be read again by the same build of Atelier: fields in their order."""

from typing import Any

from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Label, Place, Position, Range, Severity


def written(one: Diagnostic) -> list[Any]:
    """The diagnostic as lists of plain values."""
    return [
        one.rule,
        one.severity.value,
        one.message,
        _place(one.place),
        one.annotation,
        [[_place(label.place), label.text] for label in one.labels],
        one.help,
        [[fix.title, fix.safe, [_edit(edit) for edit in fix.edits]] for fix in one.fixes],
    ]


def diagnostic_of(said: list[Any]) -> Diagnostic:
    """The diagnostic that was written so."""
    rule, severity, message, place, annotation, labels, help_, fixes = said
    return Diagnostic(
        rule,
        Severity(severity),
        message,
        _place_of(place),
        annotation,
        tuple(Label(_place_of(where), text) for where, text in labels),
        help_,
        tuple(Fix(title, safe, tuple(map(_edit_of, edits))) for title, safe, edits in fixes),
    )


def _place(place: Place) -> list[Any]:
    found = place.range
    range_ = None if found is None else [found.start.line, found.start.column, found.end.line, found.end.column]
    return [place.source, place.path, place.part, place.within, range_]


def _place_of(said: list[Any]) -> Place:
    source, path, part, within, range_ = said
    found = None if range_ is None else Range(Position(*range_[:2]), Position(*range_[2:]))
    return Place(source, tuple(path), part, None if within is None else tuple(within), found)


def _edit(edit: Edit) -> list[Any]:
    return [_place(edit.place), edit.replacement, edit.to, edit.adds]


def _edit_of(said: list[Any]) -> Edit:
    place, replacement, to, adds = said
    return Edit(_place_of(place), replacement, None if to is None else tuple(to), adds)
