"""Splits the text of an expression into tokens; what is no token is reported, and skipped or read as what was meant."""

import re
from typing import NamedTuple

from atelier_cli.language.expression.limits import MAX_INT
from atelier_cli.language.expression.problems import Problem
from atelier_cli.language.expression.quotes import bad_escapes, unescape

KEYWORDS = frozenset({"true", "false", "null", "in"})
RESERVED = frozenset(
    {"as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
     "namespace", "return", "var", "void", "while"}
)  # fmt: skip


class Token(NamedTuple):
    #: `name`, `quoted` (a member in backquotes), `int`, `double`, `string`, `end`; else the keyword or sign itself.
    kind: str
    start: int
    end: int
    text: str
    #: Of a number or a string.
    value: int | float | str = ""


_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n\f]+|//[^\n]*)
  | (?P<pair>&&|\|\||[=!<>]=(?!=))[ ]*
  | (?P<double>[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
  | (?P<int>0x[0-9a-fA-F]+|[0-9]+)
  | (?P<open>(?:[rR][bB]?|[bB][rR]?)?(?:\"{3}|'{3}|["']))
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)[ ]*
  | `(?P<quoted>[A-Za-z0-9_.\-/\x20]+)`
  | (?P<meant>===|!==|<>|=|&(?!&)|\|(?!\|))
  | (?P<sign>[=!<>]=|[-+*/%<>!?:.,()\[\]{}])
    """,
    re.VERBOSE,
)
_MEANT = {"===": "==", "!==": "!=", "<>": "!=", "=": "==", "&": "&&", "|": "||"}
_BODIES = {
    ("'", False): r"(?:[^\\'\n\r]|\\.)*+'",
    ('"', False): r'(?:[^\\"\n\r]|\\.)*+"',
    ("'''", False): r"(?:[^\\]|\\.)*?'''",
    ('"""', False): r'(?:[^\\]|\\.)*?"""',
    ("'", True): r"[^'\n\r]*'",
    ('"', True): r'[^"\n\r]*"',
    ("'''", True): r".*?'''",
    ('"""', True): r'.*?"""',
}
_CLOSINGS = {key: re.compile(body, re.DOTALL) for key, body in _BODIES.items()}
_LINE = re.compile(r"[^\n\r]*")
_STRANGE = re.compile(r"[^ \t\r\n\f0-9A-Za-z_\"'`&|=!<>+*/%?:.,()\[\]{}-]+|.", re.DOTALL)


def tokenize(text: str) -> tuple[list[Token], list[Problem]]:
    """The tokens of a text, the last of them `end`, and what was no token."""
    tokens: list[Token] = []
    problems: list[Problem] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            at = _skip_strange(text, at, problems)
            continue
        group, start, at = found.lastgroup, at, found.end()
        if group == "space":
            continue
        if group in {"name", "pair", "sign"}:
            word = found[group]
            kind = "name" if group == "name" and word not in KEYWORDS else word
            tokens.append(Token(kind, start, start + len(word), word))
        elif group == "open":
            at = _string(text, found, tokens, problems)
        elif group in {"int", "double"}:
            at = _number(text, found, tokens, problems)
        elif group == "meant":
            meant = _MEANT[found.group()]
            problems.append(_syntax(start, at, f"unknown operator {found.group()}", meant))
            tokens.append(Token(meant, start, at, found.group()))
        else:
            tokens.append(Token("quoted", start, at, found["quoted"]))
    tokens.append(Token("end", len(text), len(text), ""))
    return tokens, problems


def _string(text: str, found: re.Match[str], tokens: list[Token], problems: list[Problem]) -> int:
    """Reads on from an opening quote; the offset behind the literal."""
    prefix = found.group().rstrip("'\"").lower()
    mark = found.group()[len(prefix) :]
    closing = _CLOSINGS[mark, "r" in prefix].match(text, found.end())
    if closing is None:
        line = _LINE.match(text, found.end())
        end = line.end() if line and len(mark) == 1 else len(text)
        problems.append(_syntax(found.start(), end, f"the string has no closing {mark}"))
        tokens.append(Token("string", found.start(), end, text[found.start() : end]))
        return end
    end = closing.end()
    body = text[found.end() : end - len(mark)]
    if "b" in prefix:
        problems.append(
            _syntax(found.start(), end, "bytes are not part of the language", text[found.end() - len(mark) : end])
        )
    if "r" not in prefix:
        problems.extend(
            _syntax(found.end() + start, found.end() + stop, complaint) for start, stop, complaint in bad_escapes(body)
        )
    value = body.replace("\r\n", "\n").replace("\r", "\n")  # a line break in the text is one character
    value = value if "r" in prefix else unescape(value)
    tokens.append(Token("string", found.start(), end, text[found.start() : end], value))
    return end


def _number(text: str, found: re.Match[str], tokens: list[Token], problems: list[Problem]) -> int:
    start, end, digits = found.start(), found.end(), found.group()
    if found.lastgroup == "double":
        tokens.append(Token("double", start, end, digits, float(digits)))
        return end
    if text[end : end + 1] in {"u", "U"} and not text[end + 1 : end + 2].isidentifier():
        problems.append(_syntax(start, end + 1, "unsigned integers are not part of the language", digits))
        end += 1
    # Digits beyond int64 are not converted: Python refuses to read thousands of them.
    value = MAX_INT + 2 if len(digits) > 40 else int(digits, 16 if digits.startswith("0x") else 10)
    tokens.append(Token("int", start, end, digits, value))
    return end


def _skip_strange(text: str, at: int, problems: list[Problem]) -> int:
    found = _STRANGE.match(text, at)
    end = found.end() if found else at + 1
    strange = text[at:end]
    if strange == "$":
        problems.append(_syntax(at, end, "names in expressions are written without $"))
    else:
        problems.append(_syntax(at, end, f"unexpected {strange!r}"))
    return end


def _syntax(start: int, end: int, message: str, suggestion: str = "") -> Problem:
    return Problem(start, end, "expression-syntax", message, suggestion)
