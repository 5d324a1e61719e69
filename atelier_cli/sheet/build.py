"""Builds plain data from libyaml's events, and notes where each node stands."""

import re
from bisect import bisect_left
from contextlib import suppress
from typing import Any

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from atelier_cli.diagnostics import Path
from atelier_cli.frozen import frozen
from atelier_cli.sheet.limits import Limits
from atelier_cli.sheet.refusals import Refusals, RefusedError
from atelier_cli.sheet.scalars import NotFiniteError, PlainScalars, Scalar, TooManyDigitsError, tagged
from atelier_cli.sheet.spans import Spans

#: The stubs of PyYAML know little of its events.
Event = Any
Collection = dict[str, Any] | list[Any]

#: A `?` that no blank follows, as the mark of a key must be.
_QUESTION = re.compile(r"\?(?=[^\s,\]}])")


@frozen
class _Anchor:
    """What an anchor marks."""

    data: Any
    number: int
    #: How many nodes it is, and how many collections within one another, aliases followed.
    size: int
    height: int


class Build:
    """A document in the making: `run` reads as far as it can, and leaves what it found in the attributes."""

    def __init__(self, text: str, limits: Limits, refusals: Refusals) -> None:
        self.spans = Spans()
        #: The document's root, once there is one.
        self.root: list[Any] = []
        # The last line of a file counts as ended, or the last line of a text block is read as less than it is.
        self._next = CParser(text if text.endswith("\n") else text + "\n").get_event
        self._text = text
        self._limits, self._refuse = limits, refusals
        self._plain = PlainScalars(limits.digits)
        #: By name; None for one whose node is still being read.
        self._anchors: dict[str, _Anchor | None] = {}
        #: How many nodes the aliases repeat so far.
        self._repeated = 0
        #: How many collections are open, the most that were since the innermost anchor, and how many have a path.
        self._depth = self._deepest = 0
        self._reachable: int | None = None

    def run(self) -> None:
        """Reads the stream; each node stands in its parent before it is filled, so that a fault loses nothing."""
        with suppress(RefusedError):
            try:
                self._stream()
            except (YAMLError, UnicodeError) as error:
                self._refuse.syntax(error, max(self.spans.ends, default=0), self._limits.depth)

    def _stream(self) -> None:
        self._next()
        if type(self._next()) is StreamEndEvent:
            self._refuse.empty()
            return
        first = self._next()
        if type(first) is ScalarEvent:
            self.root.append(self._scalar(first))
        else:
            self._fill(first, self.root, "")
        self._next()
        following = self._next()
        if type(following) is not StreamEndEvent:
            self._refuse.second_document(following)
        elif not isinstance(self.root[0], dict):
            self._refuse.not_a_mapping(first, self.root[0])
        self._question_marks()

    def _question_marks(self) -> None:
        """Refuses the `?` that libyaml takes for the mark of a key and YAML 1.2 for the start of a text."""
        starts = self.spans.starts
        for found in _QUESTION.finditer(self._text):
            number = bisect_left(starts, found.end())
            if number < len(starts) and starts[number] == found.end():
                self._refuse.question_mark(found.start())
                return

    def _mapping(self, data: dict[str, Any]) -> Event:
        """Reads the pairs of a mapping; returns the event that ends it."""
        following, scalar = self._next, self._scalar
        while type(event := following()) is not MappingEndEvent:
            key = self._key(event, data)
            event = following()
            if key is None:
                self._drop(event)
            elif type(event) is ScalarEvent:
                data[key] = scalar(event)
            else:
                self._fill(event, data, key)
        return event

    def _sequence(self, data: list[Any]) -> Event:
        """Reads the items of a list; returns the event that ends it."""
        following, scalar = self._next, self._scalar
        while type(event := following()) is not SequenceEndEvent:
            if type(event) is ScalarEvent:
                data.append(scalar(event))
            else:
                self._fill(event, data, "")
        return event

    def _fill(self, event: Event, parent: Collection, key: str) -> None:
        """Reads an alias or a collection into its parent: to the end of a list, under its key in a mapping."""
        aliased = type(event) is AliasEvent
        data: Any = self._alias(event) if aliased else {} if type(event) is MappingStartEvent else []
        if isinstance(parent, list):
            parent.append(data)
        else:
            parent[key] = data
        if not aliased:
            self._collection(event, data)

    def _collection(self, event: Event, data: Collection) -> None:
        """Reads what is in a collection, up to its end."""
        number = self._note(event)
        anchor, repeated, deepest = event.anchor, self._repeated, self._deepest
        self._depth += 1
        self._deepest = self._depth
        if event.tag is not None:
            self._refuse.collection_tag(event, self._path())
        if self._depth > self._limits.depth:
            self._refuse.too_deep(event, self._limits.depth)
        if anchor is not None:
            self._refuse.name(event, "&", self._path())
            self._anchors[anchor] = None
        end = self._mapping(data) if isinstance(data, dict) else self._sequence(data)
        self.spans.ends[number] = end.end_mark.index
        self.spans.after[number] = len(self.spans)
        self._depth -= 1
        if anchor is not None:
            size = len(self.spans) - number + self._repeated - repeated
            self._anchors[anchor] = _Anchor(data, number, size, self._deepest - self._depth)
        self._deepest = max(self._deepest, deepest)

    def _key(self, event: Event, data: dict[str, Any]) -> str | None:
        """The key that an event is; None for one that is refused."""
        number = len(self.spans)
        if type(event) is ScalarEvent:
            key: Any = self._scalar(event)
            if type(key) is str and key not in data:
                return key
        elif type(event) is AliasEvent:
            key = self._alias(event)
        else:
            key = self._aside(event)
        if type(key) is not str:
            self._refuse.key(event, key, self._path())
        elif key in data:
            self._refuse.duplicate(event, key, self._path(), placed=self._reachable is None)
        else:
            return key
        self.spans.dropped.add(number)
        return None

    def _drop(self, event: Event) -> None:
        """Reads past the value of a key that was refused; what is wrong in it is still found."""
        if type(event) is ScalarEvent:
            self._scalar(event)
        else:
            self._aside(event)

    def _aside(self, event: Event) -> Any:
        """What an alias or a collection says that gets no place in the data."""
        reachable = self._reachable
        if reachable is None:
            self._reachable = self._depth
        holder: list[Any] = []
        self._fill(event, holder, "")
        self._reachable = reachable
        return holder[0]

    def _alias(self, event: Event) -> Any:
        number = self._note(event)
        self._refuse.name(event, "*", self._path())
        anchor = self._anchors.get(event.anchor)
        if anchor is None:
            self._refuse.alias(event, self._anchors, self._path())
            return None
        self.spans.aliases[number] = anchor.number
        self._repeated += anchor.size
        self._deepest = max(self._deepest, self._depth + anchor.height)
        if self._repeated > self._limits.repeated:
            self._refuse.alias_bomb(event, self._limits.repeated)
        if self._deepest > self._limits.depth:
            self._refuse.too_deep(event, self._limits.depth)
        return anchor.data

    def _scalar(self, event: Event) -> Scalar:
        # Most nodes of a document come through here: each attribute of an event is read only where it matters.
        self.spans.starts.append(event.start_mark.index)
        self.spans.ends.append(event.end_mark.index)
        if event.tag is not None or event.anchor is not None:
            return self._marked(event)
        text: str = event.value
        if event.style == "":
            try:
                return self._plain[text]
            except (TooManyDigitsError, NotFiniteError) as error:
                self._refuse.number(event, error, self._path())
        elif event.style == '"' and "\0" in text:
            self._refuse.nul(event, self._path())
        return text

    def _marked(self, event: Event) -> Scalar:
        """The meaning of a scalar with a tag or an anchor."""
        number = len(self.spans) - 1
        text: str = event.value
        value: Scalar = text
        try:
            if event.tag is not None:
                value = tagged(event.tag, text, self._limits.digits)
            elif event.style == "":
                value = self._plain[text]
        except (TooManyDigitsError, NotFiniteError) as error:
            self._refuse.number(event, error, self._path())
        except (KeyError, ValueError) as error:
            self._refuse.scalar_tag(event, error, self._path())
        if "\0" in text:
            self._refuse.nul(event, self._path())
        if event.anchor is not None:
            self._refuse.name(event, "&", self._path())
            self._anchors[event.anchor] = _Anchor(value, number, 1, 0)
        return value

    def _note(self, event: Event) -> int:
        """Notes where a node starts and ends; returns its number."""
        self.spans.starts.append(event.start_mark.index)
        self.spans.ends.append(event.end_mark.index)
        return len(self.spans) - 1

    def _path(self) -> Path:
        """The path of the innermost open collection that has one: in each, what is read now stands last."""
        path: list[str | int] = []
        data: Any = self.root[0] if self.root else None
        for _ in range((self._depth if self._reachable is None else self._reachable) - 1):
            step = len(data) - 1 if isinstance(data, list) else next(reversed(data))
            path.append(step)
            data = data[step]
        return tuple(path)
