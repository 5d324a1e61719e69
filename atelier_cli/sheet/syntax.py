"""Says what is wrong with text that is not YAML: libyaml says where it gave up, not what a person should do."""

import re
from collections.abc import Callable
from dataclasses import replace

from atelier_cli.frozen import frozen

_TEXT_IN_QUOTES = "put it in quotes if it is a text"
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
#: libyaml looks no further for the `:` of a key.
_LONGEST_KEY = 1024
_WORD = re.compile(r"[^\s,\[\]{}:#][^\s,\[\]{}:]*")


@frozen
class Fault:
    """A fault of syntax: indices into the text, what was found, and what to try."""

    start: int
    end: int
    message: str
    remedy: str
    #: The index of what was opened before and goes on here, and what that is.
    opened: int | None = None
    opening: str = ""


@frozen
class _Stop:
    """Where libyaml gave up, and the start of what it was in."""

    text: str
    at: int
    opened: int

    @property
    def character(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        return max(self.text.rfind("\n", 0, self.at), self.text.rfind("\r", 0, self.at)) + 1

    @property
    def before(self) -> str:
        """The line up to here."""
        return self.text[self.line_start : self.at]

    @property
    def above(self) -> str:
        """The last line above that is not blank."""
        return (self.text[: self.line_start].rstrip().splitlines() or [""])[-1]

    @property
    def word(self) -> str:
        """What stands here, to quote it."""
        found = _WORD.match(self.text, self.at)
        return found[0][:40] if found else self.character

    def fault(self, message: str, remedy: str, start: int | None = None, end: int | None = None) -> Fault:
        """The fault at a stretch of the text; by default at the word or the character here."""
        start = self.at if start is None else start
        return Fault(start, start + max(1, len(self.word)) if end is None else end, message, remedy)


def explain(problem: str, text: str, at: int, opened: int | None = None) -> Fault:
    """The fault that libyaml calls `problem`, found at an index while it was in what started at another."""
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        return Fault(*conflict.span(), "found the mark of a merge conflict", "resolve the conflict")
    stop = _Stop(text, min(at, len(text)), at if opened is None else opened)
    say = _FAULTS.get(problem)
    return stop.fault(problem, "") if say is None else say(stop)


def _character(stop: _Stop) -> Fault:
    if stop.character == "\t":
        return _tab(stop)
    shown = "a backtick" if stop.character == "`" else f"`{stop.character}`"
    return stop.fault(f"a value cannot start with {shown}", "put it in quotes", end=stop.at + 1)


def _tab(stop: _Stop) -> Fault:
    return stop.fault("found a tab, expected spaces as indentation", "put spaces in its place", end=stop.at + 1)


def _second_colon(stop: _Stop) -> Fault:
    key = stop.line_start + len(stop.before) - len(stop.before.lstrip(" -"))
    if stop.at - key > _LONGEST_KEY:
        message = f"a key is longer than {_LONGEST_KEY:,} characters"
        return stop.fault(message, "shorten it", key, key + 1)
    if re.search(r":\s", stop.before):
        remedy = "put the value in quotes if it is a text, else start it on a line of its own"
        return stop.fault("found a second `:` in one line", remedy, end=stop.at + 1)
    above = stop.above.strip()
    if above and not re.search(r":(?:\s|$)", above):
        return _no_colon(_Stop(stop.text, stop.at, stop.text.rindex(above, 0, stop.line_start)))
    message = f"`{stop.text[key : stop.at].strip()}` is indented more than the line above, which has a value already"
    return stop.fault(message, "indent it like its siblings", key, stop.at)


def _no_colon(stop: _Stop) -> Fault:
    found = re.compile(r"[^\r\n#]*").match(stop.text, stop.opened)
    key = found[0].strip() if found else ""
    end = stop.opened + max(1, len(key))
    if ":" in key:
        colon = stop.opened + key.index(":")
        return stop.fault("expected a blank after `:`", "put a blank after it", colon, colon + 1)
    return stop.fault(f"expected `:` after `{key[:40]}`", "add it, or indent the text below its key", stop.opened, end)


def _no_key(stop: _Stop) -> Fault:
    before = stop.before.rstrip()
    if stop.character == ":":
        return stop.fault("expected a key before `:`, found none", "add it", end=stop.at + 1)
    if stop.character in ("]", "}"):
        return _closes_nothing(stop)
    if before.lstrip(" -?"):
        after = {'"': "a closed quote", "'": "a closed quote", "]": "a closed bracket", "}": "a closed bracket"}
        remedy = "put the whole value in quotes"
        if before[-1] in "'\"":
            remedy += "; a quote within is written " + ("`''`" if before[-1] == "'" else '`\\"`')
        return stop.fault(f"found text behind {after.get(before[-1], 'a value')}", remedy)
    if stop.character == "-":
        return stop.fault("found a list item, expected a key", "indent it like the other items, or below its key")
    return _odd_indentation(stop)


def _odd_indentation(stop: _Stop) -> Fault:
    return stop.fault(f"`{stop.word}` is indented like nothing above it", "indent it like its siblings")


def _no_item(stop: _Stop) -> Fault:
    message = f"expected the next `- ` of a list, found `{stop.word}`"
    fault = stop.fault(message, "indent it like its siblings, or put `- ` before it")
    return replace(fault, opened=stop.opened, opening="the list starts here")


def _closes_nothing(stop: _Stop) -> Fault:
    return stop.fault(f"`{stop.character}` closes nothing", f"remove it; {_TEXT_IN_QUOTES}", end=stop.at + 1)


def _open_quote(stop: _Stop) -> Fault:
    quote = stop.text[stop.opened]
    return stop.fault("the quote is never closed", f"close it with `{quote}`", stop.opened, stop.opened + 1)


def _open_bracket(stop: _Stop) -> Fault:
    bracket = stop.text[stop.opened]
    closing = "]" if bracket == "[" else "}"
    owner = _Stop(stop.text, stop.opened, 0)
    outside = len(stop.before) - len(stop.before.lstrip()) <= len(owner.before) - len(owner.before.lstrip())
    if not stop.text[stop.at :].strip() or (stop.line_start > stop.opened and outside and stop.character == ":"):
        message = f"the bracket `{bracket}` is never closed"
        return stop.fault(message, f"close it with `{closing}`", stop.opened, stop.opened + 1)
    remedy = "put a comma between the items; a text with brackets, `: ` or `, ` in it needs quotes"
    key = stop.before.strip()
    if stop.character == ":" and key and stop.line_start > stop.opened:
        fault = stop.fault(
            f"expected `,` or `{closing}` before `{key}`", remedy, stop.at - len(stop.before.lstrip()), stop.at
        )
    else:
        fault = stop.fault(f"expected `,` or `{closing}`, found `{stop.word}`", remedy)
    return replace(fault, opened=stop.opened, opening="the bracket opens here")


def _no_value(stop: _Stop) -> Fault:
    if not stop.text[stop.at :].strip():
        return stop.fault("the file ends within brackets", "close them", end=stop.at)
    if stop.character in ("]", "}") and stop.before.rstrip().endswith((":", "-")):
        return _closes_nothing(stop)
    return stop.fault(f"expected a value, found `{stop.word}`", _TEXT_IN_QUOTES)


def _no_name(stop: _Stop) -> Fault:
    mark = stop.text[stop.opened]
    what = "an alias" if mark == "*" else "an anchor"
    return stop.fault(f"`{mark}` starts {what}, expected its name", _TEXT_IN_QUOTES, stop.opened, stop.opened + 1)


def _tag(stop: _Stop) -> Fault:
    return stop.fault("`!` starts a tag, expected one that is known", _TEXT_IN_QUOTES, stop.opened, stop.opened + 1)


def _escape(stop: _Stop) -> Fault:
    shown = stop.text[stop.at : stop.at + 2]
    remedy = "write `\\\\` for a backslash, or put the text in single quotes"
    return stop.fault(f"unknown escape `{shown}`", remedy, end=stop.at + 2)


def _digits(stop: _Stop) -> Fault:
    return stop.fault("expected a hexadecimal digit in the escape", "write `\\x41`, `\\u0041` or `\\U00000041`")


def _no_character(stop: _Stop) -> Fault:
    start, digits = stop.at - 2, 4 if stop.text[stop.at - 1] == "u" else 8
    shown = stop.text[start : stop.at + digits]
    remedy = "write the character itself, or `\\U` and eight digits"
    return stop.fault(f"the escape `{shown}` is no character", remedy, start, stop.at + digits)


def _behind_header(stop: _Stop) -> Fault:
    mark = stop.text[stop.opened]
    remedy = f"start the text on the next line; a text that starts with `{mark}` needs quotes"
    return stop.fault(f"`{mark}` starts a text block, found `{stop.word}` behind it", remedy)


def _item_on_line(stop: _Stop) -> Fault:
    remedy = f"start it on the next line; {_TEXT_IN_QUOTES}"
    return stop.fault("a list cannot start on the line of its key", remedy, end=stop.at + 1)


def _question(stop: _Stop) -> Fault:
    return stop.fault("`?` cannot stand here", _TEXT_IN_QUOTES, end=stop.at + 1)


def _behind_document(stop: _Stop) -> Fault:
    if stop.character in ("]", "}"):
        return _closes_nothing(stop)
    if stop.above.startswith("..."):
        return stop.fault("found text behind `...`, which ends a file", "remove the `...`")
    if not stop.before.strip():
        return stop.fault(f"`{stop.word}` is indented less than the first line", "indent it like its siblings")
    return stop.fault("found text behind the end", _TEXT_IN_QUOTES)


def _directive(stop: _Stop) -> Fault:
    return stop.fault("`%` starts a directive that is not known", _TEXT_IN_QUOTES, stop.opened, stop.opened + 1)


def _version(stop: _Stop) -> Fault:
    return stop.fault("expected YAML 1.2, found another version", "remove the line", end=stop.at + 5)


#: By libyaml's words.
_FAULTS: dict[str, Callable[[_Stop], Fault]] = {
    "found character that cannot start any token": _character,
    "found a tab character that violates indentation": _tab,
    "found a tab character where an indentation space is expected": _tab,
    "mapping values are not allowed in this context": _second_colon,
    "could not find expected ':'": _no_colon,
    "did not find expected key": _no_key,
    "did not find expected '-' indicator": _no_item,
    "found unexpected end of stream": _open_quote,
    "found unexpected document indicator": _open_quote,
    "did not find expected ',' or ']'": _open_bracket,
    "did not find expected ',' or '}'": _open_bracket,
    "did not find expected node content": _no_value,
    "did not find expected alphabetic or numeric character": _no_name,
    "found undefined tag handle": _tag,
    "did not find expected whitespace or line break": _tag,
    "did not find expected '!'": _tag,
    "did not find expected tag URI": _tag,
    "found unknown escape character": _escape,
    "did not find expected hexdecimal number": _digits,
    "found invalid Unicode character escape code": _no_character,
    "did not find expected comment or line break": _behind_header,
    "block sequence entries are not allowed in this context": _item_on_line,
    "mapping keys are not allowed in this context": _question,
    "did not find expected <document start>": _behind_document,
    "found unexpected non-alphabetical character": _directive,
    "found unknown directive name": _directive,
    "could not find expected directive name": _directive,
    "found incompatible YAML document": _version,
}
