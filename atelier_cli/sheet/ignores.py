"""The comments that ask a finding to be ignored: `# atelier: ignore[unknown-role] until=2027-01-31 it comes in May`."""

import re
from datetime import date
from enum import Enum, auto

from atelier_cli import names
from atelier_cli.diagnostics import Path, Place, Position, Range
from atelier_cli.frozen import frozen
from atelier_cli.sheet.comments import Comment
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.outline import Outline

#: What every ignore has in its text, with a small letter or a great one before it: a document without it is not
#: searched for comments.
_MARK = "telier:"
_NAME = "atelier"
#: One comment may hold several, each begun by a `#`.
_DIRECTIVE = re.compile(
    r"(?:^|(?<=\s))#+\s*(?P<name>[Aa]telier):\s*(?P<word>[\w-]+)(?P<rest>.*?)(?=\s+#+\s*[Aa]telier:|\Z)", re.DOTALL
)
_RULES = re.compile(r"\s*\[(?P<rules>[^\]\[#]*)\](?P<reason>.*)", re.DOTALL)
_RULE = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_UNTIL = re.compile(r"(?:^|(?<=\s))until=(?P<date>\S*?)[,.;]?(?=\s|$)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
#: What other linters call it.
_SYNONYMS = frozenset(("disable", "noqa", "suppress", "skip", "allow"))


class Scope(Enum):
    """What an ignore is about."""

    #: Findings that start on its line.
    LINE = auto()
    #: The node that follows, with all that is in it.
    NODE = auto()
    FILE = auto()


@frozen
class Name:
    """The name of a rule in an ignore."""

    text: str
    range: Range


@frozen
class Ignore:
    """A comment that asks for findings of some rules to be ignored."""

    source: str
    #: The comment, and what stands there or follows.
    range: Range
    path: Path
    scope: Scope
    #: From where up to where it applies, for a node.
    covered: Range
    #: What would have to go with it: the blanks before it, or the whole line.
    removal: Range
    rules: tuple[Name, ...] = ()
    reason: str = ""
    #: The last day on which it applies.
    until: date | None = None
    #: Why it cannot be understood; then it ignores nothing.
    fault: str = ""

    @property
    def place(self) -> Place:
        return Place(self.source, self.path, range=self.range)

    def place_of(self, name: Name) -> Place:
        return Place(self.source, self.path, range=name.range)

    def is_expired(self, today: date | None) -> bool:
        return self.until is not None and today is not None and today > self.until


def ignores(document: Document) -> tuple[Ignore, ...]:
    """The ignores of a document, in their order; none in one that cannot be read: its comments are a guess."""
    if document.problems or _MARK not in document.text:
        return ()
    outline = Outline(document)
    return tuple(
        _ignore(comment, directive, outline)
        for comment in document.comments
        for directive in _DIRECTIVE.finditer(comment.text)
        if _is_meant(directive["word"], directive["rest"])
    )


def _is_meant(word: str, rest: str) -> bool:
    """Whether the word after `atelier:` is `ignore`, or was probably meant to be."""
    lower = word.lower()
    return word == "ignore" or lower in _SYNONYMS or (names.suggest(lower, ("ignore",)) != "" and "[" in rest)


def _ignore(comment: Comment, directive: re.Match[str], outline: Outline) -> Ignore:
    document = outline.document
    start, end = comment.start + directive.start(), comment.start + directive.end()

    def stretch(first: int, last: int) -> Range:
        return Range(document.position(first), document.position(last))

    scope, path, covered = _covered(comment, outline)
    rules, reason, until, fault = _read(directive)
    return Ignore(
        document.name,
        stretch(start, end),
        path,
        scope,
        covered,
        stretch(*_removal(document.text, start, end)),
        tuple(Name(text, stretch(comment.start + first, comment.start + last)) for text, first, last in rules),
        reason,
        until,
        fault,
    )


def _covered(comment: Comment, outline: Outline) -> tuple[Scope, Path, Range]:
    """What a comment is about: its line, the node that follows, or the whole file."""
    document = outline.document
    here = document.position(comment.start)
    nothing = Range(here, here)
    before = document.line(here.line)[: here.column - 1].strip()
    if before.strip(" \t-"):
        return Scope.LINE, outline.before(comment.start), nothing
    path = outline.after(comment.start, is_item=bool(before))
    if path is None:
        return Scope.NODE, (), nothing
    if not path:
        return Scope.FILE, (), nothing
    first, last = (document.locate(Place(document.name, path, part)) for part in ("key", "value"))
    return Scope.NODE, path, Range(first.start, _with_comment(last.end, document))


def _with_comment(end: Position, document: Document) -> Position:
    """The end of a node, or of the comment behind it on its line."""
    line = document.line(end.line)
    commented = line[end.column - 1 :].lstrip(" \t,]}").startswith("#")
    return Position(end.line, len(line) + 1) if commented else end


_Read = tuple[list[tuple[str, int, int]], str, date | None, str]


def _read(directive: re.Match[str]) -> _Read:
    """The rules with where they stand in the comment, the reason, the last day, and what is wrong."""
    name, word = directive["name"], directive["word"]
    if name != _NAME:
        return [], "", None, f"expected `{_NAME}: ignore[rule]`, found `{name}: {word}`"
    if word != "ignore":
        return [], "", None, f"expected `ignore[rule]`, found `{word}`"
    found = _RULES.match(directive.string, directive.start("rest"), directive.end())
    if found is None:
        return [], "", None, "`ignore` does not say which rule: expected `ignore[rule]`"
    rules = [(one[0], *one.span()) for one in _RULE.finditer(directive.string, *found.span("rules"))]
    reason = found["reason"]
    fault = "" if rules else "`ignore[]` does not say which rule: expected `ignore[rule]`"
    limit = _UNTIL.search(reason)
    until = None
    if limit is not None:
        reason = reason[: limit.start()] + reason[limit.end() :]
        until = _date(limit["date"])
        fault = fault or ("" if until else f"expected `until=YYYY-MM-DD`, found `until={limit['date']}`")
        fault = fault or ("expected one `until`, found two" if _UNTIL.search(reason) else "")
    return rules, " ".join(reason.split()).lstrip(":-–— "), until, fault  # noqa: RUF001  # a dash people write


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _removal(text: str, start: int, end: int) -> tuple[int, int]:
    """What goes with a comment: the blanks before it, or where nothing else is on its line, the line."""
    blank = start
    while blank > 0 and text[blank - 1] in " \t":
        blank -= 1
    if blank > 0 and text[blank - 1] not in "\r\n":
        return blank, end
    line_end = re.compile(r"[ \t]*(?:\r\n?|\n|\Z)").match(text, end)
    return blank, end if line_end is None else line_end.end()
