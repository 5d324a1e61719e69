"""What a sheet may not hold though YAML allows it, and what is no YAML: one finding each, in a person's words."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from typing import Any, NoReturn

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import CollectionEndEvent, CollectionStartEvent, MappingStartEvent

from atelier_cli import names
from atelier_cli.diagnostics import Diagnostic, Label, Path, Place, Severity
from atelier_cli.sheet.lines import line_starts, stretch
from atelier_cli.sheet.scalars import CORE, TooManyDigitsError
from atelier_cli.sheet.syntax import explain

#: The stubs of PyYAML know little of its events.
Event = Any

#: A file with so many findings is not read on.
_MOST = 10_000
#: libyaml's own bound lies further out, but it looks ahead, as far as the end of a line.
_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"
#: What may follow the name of an anchor or alias.
_AFTER_NAME = frozenset(" \t\r\n,[]{}")
#: A tag, behind the anchor that may stand before it.
_TAG = re.compile(r"(?:&[^\s,\[\]{}]+\s+)?(!(?:<[^>\s]*>|[^\s,\[\]{}]*))")


class RefusedError(Exception):
    """There is no reading on; the reason stands among the refusals."""


class Refusals:
    """The findings of a reading, in the order in which it comes to them."""

    def __init__(self, name: str, text: str) -> None:
        self.found: list[Diagnostic] = []
        self._name, self._text = name, text

    def syntax(self, error: Exception, reached: int, depth: int) -> None:
        """Text that is not YAML; `reached` is how far it was, for an error that does not say."""
        # What has no mark is a tag whose escapes are no UTF-8: PyYAML cannot decode it.
        problem = getattr(error, "problem", None) or "the tag is no text"
        marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
        at, opened = (None if mark is None else mark.index for mark in marks)
        at = max(self._text.find("!", reached), reached) if at is None else at
        if problem == _LIBYAML_TOO_DEEP:
            self._too_deep(_one_too_many(self._text[:at], depth), depth)
            return
        fault = explain(problem, self._text, at, opened)
        labels = () if fault.opened is None else (self._label(fault.opened, fault.opening),)
        self._add("syntax", fault.message, (fault.start, fault.end), labels=labels, remedy=fault.remedy)

    def empty(self) -> None:
        self._add("empty-file", "the file is empty", (0, 0), remedy="a sheet starts with `identity:`")

    def not_a_mapping(self, event: Event, data: Any) -> None:
        if data is None and event.start_mark.index == event.end_mark.index:
            self.empty()
            return
        what = "a list" if isinstance(data, list) else "a single value"
        start = event.start_mark.index
        remedy = "a sheet is a mapping: it starts with `identity:`"
        self._add("not-a-mapping", f"expected a mapping, found {what}", (start, start + 1), remedy=remedy)

    def second_document(self, event: Event) -> None:
        start = event.start_mark.index
        message = "expected one document, found a second"
        self._add("too-many-documents", message, (start, start + 3), remedy="move it to a file of its own")

    def too_deep(self, event: Event, limit: int) -> NoReturn:
        self._too_deep(event.start_mark.index, limit)
        raise RefusedError

    def _too_deep(self, index: int, limit: int) -> None:
        message = f"more than {limit} mappings and lists within one another"
        self._add("too-deep", message, (index, index + 1), remedy="nest less deeply")

    def alias_bomb(self, event: Event, limit: int) -> NoReturn:
        message = f"the aliases up to here repeat more than {limit:,} values"
        self._add("alias-bomb", message, _span(event), remedy="write out what is meant, or repeat less")
        raise RefusedError

    def alias(self, event: Event, anchors: Iterable[str], path: Path) -> None:
        """An alias of no anchor, or of one that it lies in."""
        anchors = set(anchors)
        if event.anchor in anchors:
            message = f"`*{event.anchor}` stands within what it repeats"
            self._add("recursive-alias", message, _span(event), path, remedy="write out what is meant")
            return
        meant = names.suggest(event.anchor, anchors)
        remedy = f"did you mean `*{meant}`?" if meant else f"mark what it repeats with `&{event.anchor}`, further up"
        self._add("unknown-alias", f"no anchor `&{event.anchor}` stands before this", _span(event), path, remedy=remedy)

    def key(self, event: Event, key: Any, path: Path) -> None:
        """A key that is not a text."""
        start, end = _span(event)
        if isinstance(key, dict | list):
            if start > 0 and self._text.startswith("{{", start - 1):
                message = "expected a value, found `{{`, which is a mapping within a mapping"
                self._add(
                    "complex-key", message, (start - 1, start + 1), path, remedy="put it in quotes if it is a text"
                )
                raise RefusedError
            message = f"expected a text as key, found {'a mapping' if isinstance(key, dict) else 'a list'}"
            self._add("complex-key", message, (start, start + 1), path, remedy="write a text before the `:`")
        elif start == end:
            self._add(
                "non-text-key", "expected a key before `:`, found none", (start, start + 1), path, remedy="add it"
            )
        else:
            message = f"expected a text as key, found `{_cut(self._text[start:end])}`"
            self._add("non-text-key", message, (start, end), path, remedy="put it in quotes")

    def question_mark(self, index: int) -> None:
        """A `?` right before a text, which is part of it in YAML 1.2 and was none before."""
        message = "`?` stands right before a text within brackets"
        self._add("syntax", message, (index, index + 1), remedy="put the text in quotes")

    def name(self, event: Event, sign: str, path: Path) -> None:
        """A name of an anchor or alias that YAML 1.2 reads on where libyaml stopped."""
        start = self._text.index(sign + event.anchor, event.start_mark.index)
        end = start + len(sign + event.anchor)
        if end < len(self._text) and self._text[end] not in _AFTER_NAME:
            message = f"expected a blank after `{sign}{event.anchor}`, found `{self._text[end]}`"
            self._add("syntax", message, (end, end + 1), path, remedy="names hold letters, digits, `-` and `_` only")

    def duplicate(self, event: Event, key: str, path: Path, *, placed: bool) -> None:
        """A key that stands there already; `placed` says whether its mapping has a place in the data."""
        where = (*path, key) if placed else path
        labels = (Label(Place(self._name, where, "key"), "first here"),) if placed else ()
        message = f"the key `{_cut(key)}` stands twice in one mapping"
        self._add("duplicate-key", message, _span(event), where, labels=labels, remedy="remove one of the two")

    def number(self, event: Event, error: Exception, path: Path) -> None:
        if isinstance(error, TooManyDigitsError):
            message = f"a number of {len(event.value):,} characters"
        else:
            message = f"expected a number, found `{_cut(event.value)}`, which JSON and databases cannot hold"
        self._add("wrong-number", message, _span(event), path, remedy="put it in quotes if it is a text")

    def nul(self, event: Event, path: Path) -> None:
        message = "found an escaped NUL character, which databases cannot hold"
        self._add("nul-character", message, _span(event), path, remedy="remove it")

    def collection_tag(self, event: Event, path: Path) -> None:
        """A tag on a mapping or a list: nothing but what it is anyway."""
        kind = "map" if isinstance(event, MappingStartEvent) else "seq"
        if event.tag in {"!", CORE + kind}:
            return
        if event.tag in {CORE + name for name in ("str", "int", "float", "bool", "null", "map", "seq")}:
            what = "a mapping" if kind == "map" else "a list"
            self._tag("wrong-tag", f"the tag `{_short(event.tag)}` does not fit {what}", event, path)
        else:
            self._tag("unknown-tag", f"unknown tag `{_short(event.tag)}`", event, path)

    def scalar_tag(self, event: Event, error: Exception, path: Path) -> None:
        if isinstance(error, KeyError):
            self._tag("unknown-tag", f"unknown tag `{_short(event.tag)}`", event, path)
        else:
            self._tag("wrong-tag", f"the tag `{_short(event.tag)}` does not fit `{_cut(event.value)}`", event, path)

    def _tag(self, rule: str, message: str, event: Event, path: Path) -> None:
        start, end = _span(event)
        found = _TAG.match(self._text, start)
        self._add(rule, message, found.span(1) if found else (start, end), path, remedy="remove the tag")

    def _add(
        self, rule: str, message: str, span: tuple[int, int], path: Path = (), *,
        labels: tuple[Label, ...] = (), remedy: str,
    ) -> None:  # fmt: skip
        if len(self.found) == _MOST:
            raise RefusedError
        place = Place(self._name, path, range=stretch(self._starts, *span))
        self.found.append(Diagnostic(rule, Severity.ERROR, message, place, labels=labels, help=remedy))

    def _label(self, index: int, text: str) -> Label:
        return Label(Place(self._name, range=stretch(self._starts, index, index + 1)), text)

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self._text)


def _one_too_many(text: str, limit: int) -> int:
    """Where the collection starts that is one too many; its end where there is none in the text."""
    following: Callable[[], Event] = CParser(text).get_event
    depth = 0
    with suppress(YAMLError):
        while event := following():
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > limit:
                return int(event.start_mark.index)
    return len(text)


def _span(event: Event) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _short(tag: str) -> str:
    """A tag as it is mostly written."""
    return tag.replace(CORE, "!!", 1) if tag.startswith(CORE) else tag


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
