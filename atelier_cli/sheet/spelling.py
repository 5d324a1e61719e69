"""Rewrites the other spellings that sheets use to the canonical ones, and remembers where each thing stood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Path, Place, Severity
from atelier_cli.language.steps import STEPS

#: The words of `execution_mode`, and those of `kind`.
_MODES = {"engine": "detail", "workflow": "async"}
_PRESENTATION = ("icon", "color", "activity_template")
_COMBINATORS = ("all", "any", "none")
#: What a step has besides the keys of its `with`; and `input`, which a skill's step must not have outside of it.
_STEP_KEYS = frozenset(
    ("id", "kind", "with", "save_as", "next", "retry", "on_error", "on_timeout", "on_rejected", "order", "is_active",
     "renamed_from", "input")
)  # fmt: skip


@dataclass(slots=True)
class Canonical:
    """A document's data in canonical spelling."""

    source: str
    #: Where a node of the canonical data stood in the document, for the nodes that moved.
    moved: dict[Path, Path] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    #: What makes the document itself canonical, findings or not.
    fixes: list[Fix] = field(default_factory=list)

    def fix(self, title: str, *edits: Edit) -> tuple[Fix, ...]:
        """Notes edits that keep what the sheet means."""
        self.fixes.append(Fix(title, safe=True, edits=edits))
        return (self.fixes[-1],)

    def place(self, path: Path) -> Place:
        """The place of a key in the document."""
        return Place(self.source, path, "key")

    def renamed(self, found: Path, expected: Path, spelling: str, *edits: Edit) -> None:
        """Notes that the node at `found` is canonically at `expected`, there `spelling`; `edits` put it there."""
        self.moved[expected] = found
        self.diagnostics.append(
            Diagnostic(
                "alias-spelling",
                Severity.INFO,
                f"`{found[-1]}` is another spelling of `{spelling}`",
                self.place(found),
                help=f"write `{spelling}`",
                fixes=self.fix(f"write `{spelling}`", *edits),
            )
        )

    def conflict(self, found: Path, expected: Path) -> None:
        """Reports two spellings of one thing that disagree."""
        self.diagnostics.append(
            Diagnostic(
                "conflicting-spelling",
                Severity.ERROR,
                f"`{found[-1]}` and `{'.'.join(str(key) for key in expected[len(found) - 1 :])}` say different things",
                self.place(found),
                help=f"remove `{found[-1]}`",
            )
        )


def canonical_sheet(data: Mapping[str, Any], source: str) -> tuple[dict[str, Any], Canonical]:
    """The sheet's data in canonical spelling; the data itself is left as it is."""
    notes = Canonical(source)
    sheet = dict(data)
    _items(sheet, "entities", (), _entity, notes)
    _items(sheet, "actions", (), _action, notes)
    _items(sheet, "flows", (), _flow, notes)
    rules = sheet.get("notifications")
    if isinstance(rules, dict) and "rules" in rules:
        sheet["notifications"] = rules = dict(rules)
        _items(rules, "rules", ("notifications",), _notification_rule, notes)
    return sheet, notes


def _items(parent: dict[str, Any], key: str, path: Path, canonical: Any, notes: Canonical) -> None:
    items = parent.get(key)
    if isinstance(items, list):
        parent[key] = [
            canonical(item, (*path, key, i), notes) if isinstance(item, dict) else item for i, item in enumerate(items)
        ]


def _rename(item: dict[str, Any], old: str, new: str, path: Path, notes: Canonical, *edits: Edit) -> dict[str, Any]:
    """The item with its key `old` called `new`; the order of the keys is kept. `edits` change its value besides."""
    if old not in item:
        return item
    found, expected = (*path, old), (*path, new)
    if new in item and item[new] != item[old]:
        notes.conflict(found, expected)
    else:
        place = notes.place(found)
        edits = (Edit(place, None),) if new in item else (Edit(place, new), *edits)
        notes.renamed(found, expected, new, *edits)
    if new in item:
        notes.moved.pop(expected, None)
        return {key: value for key, value in item.items() if key != old}
    return {new if key == old else key: value for key, value in item.items()}


def _entity(item: dict[str, Any], path: Path, notes: Canonical) -> dict[str, Any]:
    return _rename(item, "is_visible", "visible", path, notes)


def _action(item: dict[str, Any], path: Path, notes: Canonical) -> dict[str, Any]:
    if "execution_mode" in item:
        mode = item["execution_mode"]
        known = _MODES.get(mode, mode) if isinstance(mode, str) else mode
        edits = () if known == mode else (Edit(Place(notes.source, (*path, "execution_mode")), known),)
        item = _rename({**item, "execution_mode": known}, "execution_mode", "kind", path, notes, *edits)
    for word in _PRESENTATION:
        if word in item:
            item = _into_presentation(item, word, path, notes)
    item = dict(item)
    _items(item, "parameters", path, _parameter, notes)
    _items(item, "submission_criteria", path, _criteria, notes)
    _items(item, "edits", path, _conditional, notes)
    _items(item, "creates", path, _conditional, notes)
    _items(item, "side_effects", path, _side_effect, notes)
    return item


def _into_presentation(item: dict[str, Any], word: str, path: Path, notes: Canonical) -> dict[str, Any]:
    presentation = item.get("presentation", {})
    rest = {key: value for key, value in item.items() if key != word}
    if not isinstance(presentation, dict):
        return rest
    found, expected = (*path, word), (*path, "presentation", word)
    if word in presentation and presentation[word] != item[word]:
        notes.conflict(found, expected)
    else:
        to = None if word in presentation else expected
        notes.renamed(found, expected, f"presentation.{word}", Edit(notes.place(found), None, to))
    if word in presentation:
        notes.moved.pop(expected, None)
        return rest
    return {**rest, "presentation": {**presentation, word: item[word]}}


def _parameter(item: dict[str, Any], path: Path, notes: Canonical) -> dict[str, Any]:
    for outer, inner in (("visibility", "when"), ("values_from", "filter")):
        holder = item.get(outer)
        if isinstance(holder, dict) and inner in holder:
            condition = _condition(holder[inner], (*path, outer, inner), notes)
            if condition is not holder[inner]:
                item = {**item, outer: {**holder, inner: condition}}
    return item


def _criteria(item: dict[str, Any], path: Path, notes: Canonical) -> dict[str, Any]:
    config = item.get("config")
    if item.get("criteria_type") == "field" and isinstance(config, dict) and "op" in config:
        return {**item, "config": _rename(config, "op", "operator", (*path, "config"), notes)}
    return item


def _conditional(item: dict[str, Any], path: Path, notes: Canonical) -> dict[str, Any]:
    if "when" not in item:
        return item
    condition = _condition(item["when"], (*path, "when"), notes)
    return item if condition is item["when"] else {**item, "when": condition}


def _side_effect(item: dict[str, Any], path: Path, notes: Canonical) -> dict[str, Any]:
    if item.get("type") == "notification":
        notes.diagnostics.append(
            Diagnostic(
                "alias-spelling",
                Severity.INFO,
                "`type: notification` says nothing: every side effect is one",
                notes.place((*path, "type")),
                help="remove it",
                fixes=notes.fix("remove it", Edit(notes.place((*path, "type")), None)),
            )
        )
        item = {key: value for key, value in item.items() if key != "type"}
    return _rename(item, "event_type", "event", path, notes)


def _notification_rule(item: dict[str, Any], path: Path, notes: Canonical) -> dict[str, Any]:
    if "filter" not in item:
        return item
    condition = _condition(item["filter"], (*path, "filter"), notes)
    return item if condition is item["filter"] else {**item, "filter": condition}


def _condition(condition: Any, path: Path, notes: Canonical) -> Any:
    """The condition with `op` called `operator`, at every depth; the very same object where nothing changes."""
    if not isinstance(condition, dict):
        return condition
    found = _rename(condition, "op", "operator", path, notes) if "op" in condition else condition
    for key, inner, where in _nested(found, path):
        canonical = [_condition(one, (*where, i), notes) for i, one in enumerate(inner)]
        if any(new is not old for new, old in zip(canonical, inner, strict=True)):
            found = {**found, key: canonical}
    if "not" in found:
        inner = _condition(found["not"], (*path, "not"), notes)
        if inner is not found["not"]:
            found = {**found, "not": inner}
    return found


def _nested(condition: dict[str, Any], path: Path) -> Iterator[tuple[str, list[Any], Path]]:
    for key in _COMBINATORS:
        inner = condition.get(key)
        if isinstance(inner, list):
            yield key, inner, (*path, key)


def _flow(item: dict[str, Any], path: Path, notes: Canonical) -> dict[str, Any]:
    item = dict(item)
    _items(item, "steps", path, _step, notes)
    return item


def _step(item: dict[str, Any], path: Path, notes: Canonical) -> dict[str, Any]:
    """The step with the keys of its kind's `with` moved there from the step itself."""
    kind = STEPS.get(item["kind"]) if isinstance(item.get("kind"), str) else None
    given = item.get("with", {})
    if kind is None or not isinstance(given, dict):
        return item
    shape = {name if f.alias is None else f.alias for name, f in kind.With.model_fields.items()}
    loose = [key for key in item if key in shape and key not in _STEP_KEYS]
    if not loose:
        return item
    inner = dict(given)
    for key in loose:
        if key in inner and inner[key] != item[key]:
            notes.conflict((*path, key), (*path, "with", key))
        elif key in inner:
            notes.fix("remove it", Edit(notes.place((*path, key)), None))
        else:
            notes.moved[*path, "with", key] = (*path, key)
            notes.fix(f"write `with.{key}`", Edit(notes.place((*path, key)), None, (*path, "with", key)))
            inner[key] = item[key]
    rest = {key: value for key, value in item.items() if key not in loose}
    return {**rest, "with": inner}
