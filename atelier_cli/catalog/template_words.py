"""The names that a template reads, and what is wrong with its brackets: the part of Jinja that a linter needs.

Only names that the template does not give itself count: not those of loops, of `set`, of filters and tests, nor the
attributes of something read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from atelier_cli.catalog.template_filters import FILTERS, TESTS
from atelier_cli.language.expression.errors import Span
from atelier_cli.language.problems import unknown


class Word(NamedTuple):
    """A name that is read, and where it stands."""

    text: str
    span: Span


class Fault(NamedTuple):
    """What keeps a template from being rendered, and where."""

    message: str
    span: Span
    #: What to try, if that is known.
    hint: str = ""


class Words(NamedTuple):
    words: tuple[Word, ...]
    faults: tuple[Fault, ...]


_OPENING = re.compile(r"\{\{|\{%|\{#")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_TOKEN = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[A-Za-z_]\w*|\d+(?:\.\d+)?|==|[^\s\w]")
_OWN = frozenset(
    ("and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None", "loop", "self",
     "super", "range", "dict", "cycler", "namespace", "joiner", "lipsum", "recursive", "caller", "varargs", "kwargs")
)  # fmt: skip
#: Statements that have an end, and those that stand between the two.
_BLOCKS = {"if", "for", "block", "filter", "macro", "call", "with", "raw", "autoescape"}
_BETWEEN = {"else": {"if", "for"}, "elif": {"if"}}
_SINGLE = {"set", "extends", "include", "import", "from", "do"}
#: Statements after whose word a name is given, not read.
_NAMING = {"block", "macro", "set", "for", "with", "endblock", "import"}


@lru_cache(maxsize=1024)
def template_words(text: str) -> Words:
    """What a template reads, and its faults."""
    if "{" not in text:
        return Words((), ())
    words: list[Word] = []
    given: set[str] = set()
    faults: list[Fault] = []
    open_: list[Word] = []
    for kind, start, end in _pieces(text, faults):
        tokens = [(found.group(), found.span()) for found in _TOKEN.finditer(text, start, end)]
        if kind == "{%" and tokens:
            tokens = _statement(tokens, open_, faults, given)
        words.extend(_read(tokens, faults))
    faults.extend(Fault(f"`{one.text}` has no `end{one.text}`", one.span) for one in open_)
    return Words(tuple(word for word in words if word.text not in given), tuple(faults))


Tokens = list[tuple[str, Span]]


def _pieces(text: str, faults: list[Fault]) -> Iterator[tuple[str, int, int]]:
    """The stretches between brackets, each with the bracket that opens it."""
    at = 0
    while found := _OPENING.search(text, at):
        closing = _CLOSING[found.group()]
        end = text.find(closing, found.end())
        if end < 0:
            faults.append(Fault(f"`{found.group()}` is not closed by `{closing}`", found.span()))
            return
        if found.group() == "{{" and not text[found.end() : end].strip():
            faults.append(Fault("expected a name between the brackets, found none", (found.start(), end + 2)))
        elif found.group() != "{#":
            yield found.group(), found.end(), end
        at = end + 2


def _statement(tokens: Tokens, open_: list[Word], faults: list[Fault], given: set[str]) -> Tokens:
    """What a statement reads, once it has opened or closed what it opens or closes."""
    tokens = tokens[1:] if tokens[0][0] in "-+" else tokens
    if not tokens:
        return []
    word, span = tokens[0]
    if word in _BLOCKS:
        open_.append(Word(word, span))
    elif word.startswith("end") and word[3:] in _BLOCKS:
        if not open_ or open_[-1].text != word[3:]:
            faults.append(Fault(f"`{word}` ends what was not begun", span))
        else:
            open_.pop()
    elif word in _BETWEEN:
        if not open_ or open_[-1].text not in _BETWEEN[word]:
            faults.append(Fault(f"`{word}` stands outside of what it belongs to", span))
    elif word not in _SINGLE:
        faults.append(Fault(f"unknown statement `{word}`", span))
        return []
    if word == "filter":
        return [("|", span), *tokens[1:]]
    return _after_names(word, tokens[1:], given)


def _after_names(word: str, tokens: Tokens, given: set[str]) -> Tokens:
    """The part of a statement that is read, without the names that it gives."""
    if word not in _NAMING:
        return tokens
    until = {"for": "in", "set": "=", "with": "="}.get(word, "")
    end = next((i for i, (token, _) in enumerate(tokens) if token == until), len(tokens))
    given.update(token for token, _ in tokens[:end] if token.isidentifier())
    return tokens[end + 1 :]


def _read(tokens: Tokens, faults: list[Fault]) -> Iterator[Word]:
    for i, (token, span) in enumerate(tokens):
        before = tokens[i - 1][0] if i else ""
        earlier = tokens[i - 2][0] if i > 1 else ""
        after = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        is_test = before == "is" or (before == "not" and earlier == "is")
        if not token.isidentifier():
            continue
        if before == "|" and token not in FILTERS:
            faults.append(_unknown("filter", token, span, FILTERS))
        if is_test and token not in TESTS and token.lower() not in TESTS | {"not"}:
            faults.append(_unknown("test", token, span, TESTS))
        if token in _OWN or before in {".", "|"} or is_test:
            continue
        if after != "=" or before not in {"(", ","}:
            yield Word(token, span)


def _unknown(what: str, word: str, span: Span, known: frozenset[str]) -> Fault:
    message, hint = unknown(what, word, known)
    return Fault(message, span, hint)
