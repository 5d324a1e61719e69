"""Reads an expression: a parser by recursive descent that goes on after a fault.

The grammar is that of CEL's specification without bytes, unsigned integers and messages. A fault is reported once, at
the token where the text stops making sense; the parser then reads on at the next place that does.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Literal as Choice
from typing import TypeVar

from atelier_cli.language.expression.errors import Span
from atelier_cli.language.expression.limits import MAX_DEPTH, MAX_FRAMES, MAX_INT, MAX_PROBLEMS, MAX_TEXT
from atelier_cli.language.expression.problems import Problem
from atelier_cli.language.expression.quotes import quote
from atelier_cli.language.expression.syntax import (
    Binary,
    Broken,
    Call,
    Conditional,
    Expression,
    Has,
    Index,
    ListNode,
    Literal,
    Logic,
    Macro,
    MapNode,
    Name,
    Select,
    Unary,
    depth,
)
from atelier_cli.language.expression.tokens import RESERVED, Token, tokenize

Item = TypeVar("Item")

#: How tightly the operators with two operands bind; all group to the left.
PRECEDENCE = {
    "||": 1, "&&": 2,
    "==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "in": 3,
    "+": 4, "-": 4, "*": 5, "/": 5, "%": 5,
}  # fmt: skip
#: The numbers of arguments each macro takes, and how it is written.
MACROS: dict[str, tuple[tuple[int, ...], str]] = {
    "all": ((2,), "all(variable, condition)"),
    "exists": ((2,), "exists(variable, condition)"),
    "exists_one": ((2,), "exists_one(variable, condition)"),
    "filter": ((2,), "filter(variable, condition)"),
    "map": ((2, 3), "map(variable, value) or map(variable, condition, value)"),
}
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
#: Words that other languages write for operators.
_WORDS = {"and": "&&", "AND": "&&", "or": "||", "OR": "||"}


@lru_cache(maxsize=1024)
def parse(text: str) -> tuple[Expression | None, tuple[Problem, ...]]:
    """The tree of a text and what is wrong with it; None for a text too long, too deep or empty.

    A tree that comes with problems may hold `Broken` nodes: it can be checked further, not compiled.
    """
    if len(text) > MAX_TEXT:
        return None, (
            _limit(MAX_TEXT, len(text), f"the expression has {len(text)} characters, at most {MAX_TEXT} fit"),
        )
    tokens, problems = tokenize(text)
    if len(tokens) == 1:
        problems = problems or [Problem(0, len(text), "expression-syntax", "expected an expression, found nothing")]
        return None, tuple(problems)
    parser = _Parser(tokens, problems)
    try:
        tree = parser.whole()
    except _TooDeepError as too_deep:
        return None, (*problems, too_deep.problem)
    if depth(tree) > MAX_DEPTH:
        return None, (*problems, _limit(*tree.span, _TOO_DEEP))
    return tree, tuple(sorted(problems)[:MAX_PROBLEMS])


_TOO_DEEP = "the expression is nested too deeply"


class _TooDeepError(Exception):
    def __init__(self, token: Token) -> None:
        super().__init__(_TOO_DEEP)
        self.problem = _limit(token.start, token.end, _TOO_DEEP)


def _limit(start: int, end: int, message: str) -> Problem:
    return Problem(start, end, "expression-limit", message)


class _Parser:
    """A cursor over the tokens; every method reads one construct and moves past it."""

    def __init__(self, tokens: list[Token], problems: list[Problem]) -> None:
        self.tokens = tokens
        self.problems = problems
        self.at = 0
        self.level = 0
        #: The token of the last fault: one fault a token, or every construct around it would complain too.
        self.faulty = -1

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def span_from(self, start: int) -> Span:
        return start, max(start, self.tokens[self.at - 1].end if self.at else start)

    def advance(self) -> Token:
        token = self.tokens[self.at]
        if token.kind != "end":
            self.at += 1
        return token

    def take(self, kind: str) -> bool:
        if self.token.kind != kind:
            return False
        self.advance()
        return True

    def fault(self, message: str, suggestion: str = "") -> None:
        """Reports the present token, unless it has been."""
        if self.at != self.faulty:
            self.faulty = self.at
            self.problems.append(Problem(self.token.start, self.token.end, "expression-syntax", message, suggestion))

    def expect(self, kind: str, where: str) -> bool:
        if self.take(kind):
            return True
        self.fault(f"expected {kind} {where}, found {_shown(self.token)}")
        return False

    def deeper(self, frames: int) -> None:
        """Counts the Python frames that reading one level takes at most: Python's own limit is never met."""
        self.level += frames
        if self.level > MAX_FRAMES:
            raise _TooDeepError(self.token)

    # -- the grammar, loosest first ------------------------------------------------------------------------------

    def whole(self) -> Expression:
        parts = [self.expression()]
        while self.token.kind != "end":
            self.fault(f"expected an operator or the end, found {_shown(self.token)}")
            if not self._starts_operand():
                self.advance()
            if self.token.kind != "end":
                self.faulty = self.at  # the rest is read for its own faults, not for standing there
                parts.append(self.expression())
        return parts[0] if len(parts) == 1 else Broken(tuple(parts), self.span_from(parts[0].span[0]))

    def expression(self) -> Expression:
        self.deeper(7)
        start = self.token.start
        test = self.binary(1)
        if self.take("?"):
            test = self._conditional(test, start)
        self.level -= 7
        return test

    def _conditional(self, test: Expression, start: int) -> Expression:
        """What follows `test ?`."""
        self.deeper(1)
        inner = self.token.start
        then = self.binary(1)
        if self.token.kind == "?":
            self.fault("a condition inside a condition needs parentheses")
            self.advance()
            then = self._conditional(then, inner)
        closed = self.expect(":", "between the two values of ?")
        otherwise = self.expression() if closed else Broken((), self.span_from(self.token.start))
        self.level -= 1
        return Conditional(test, then, otherwise, self.span_from(start))

    def binary(self, least: int) -> Expression:
        start = self.token.start
        left = self.unary()
        while True:
            operator = self._operator()
            binding = PRECEDENCE.get(operator.kind, 0)
            if binding < least:
                return left
            self.advance()
            self.deeper(2)
            right = self.binary(binding + 1)
            self.level -= 2
            left = self._joined(operator, left, right, start)

    def _operator(self) -> Token:
        """The present token, read as the operator it was meant to be."""
        token = self.token
        meant = _WORDS.get(token.text) if token.kind == "name" else None
        if meant is None:
            return token
        self.fault(f"unknown operator {token.text}", meant)
        return Token(meant, token.start, token.end, token.text)

    def _joined(self, operator: Token, left: Expression, right: Expression, start: int) -> Expression:
        span = self.span_from(start)
        match operator.kind:
            case "&&" | "||" as sign:
                chained = isinstance(left, Logic) and left.operator == sign and left.span[0] == start
                terms = left.terms if chained and isinstance(left, Logic) else (left,)
                return Logic(sign, (*terms, right), span)
            case sign:
                return Binary(sign, left, right, span, (operator.start, operator.end))

    def unary(self) -> Expression:
        token = self.token
        if token.kind == "-" and self.tokens[self.at + 1].kind in {"int", "double"}:
            self.advance()
            return self.members(self._number(self.advance(), token.start), token.start)
        match token.kind:
            case "!" | "-" as sign:
                self.deeper(1)
                self.advance()
                operand = self.unary()
                self.level -= 1
                return Unary(sign, operand, self.span_from(token.start))
        if token.text == "not" and token.kind == "name" and self._starts_operand(1):
            self.fault("unknown operator not", "!")
            self.advance()
            start = self.token.start
            return Unary("!", self.members(self.primary(), start), self.span_from(token.start))
        return self.members(self.primary(), token.start)

    def members(self, operand: Expression, start: int) -> Expression:
        while True:
            if self.take("."):
                operand = self._member(operand, start)
            elif self.take("["):
                index = self.expression()
                self._close("[", "after the index")
                operand = Index(operand, index, self.span_from(start))
            else:
                return operand

    def _member(self, operand: Expression, start: int) -> Expression:
        token = self.token
        if token.kind not in {"name", "quoted"}:
            self.fault(f"expected a member name after the dot, found {_shown(token)}")
            if token.kind in {"in", "true", "false", "null"}:
                self.advance()
            return Broken((operand,), self.span_from(start))
        self.advance()
        if token.kind == "name" and self.token.kind == "(":
            return self._call(token, operand, start)
        return Select(operand, token.text, self.span_from(start), (token.start, token.end))

    def primary(self) -> Expression:  # noqa: PLR0911  # one branch a token
        token = self.token
        if token.kind in {"int", "double", "string", "true", "false", "null"}:
            return self._literal(self.advance())
        if token.kind == "name":
            return self._name(self.advance())
        if token.kind == "(":
            self.advance()
            inner = self.expression()
            self._close("(", "after the expression")
            return inner
        if token.kind == "[":
            return self._list(self.advance())
        if token.kind == "{":
            return self._map(self.advance())
        if token.kind == "." and self.tokens[self.at + 1].kind == "name":
            self.advance()
            return self._name(self.advance(), absolute=True)
        self.fault(f"expected a value, found {_shown(token)}", self._unquoted(token))
        if token.kind in {"quoted", "."}:
            self.advance()
        return Broken((), (token.start, token.start))

    @staticmethod
    def _unquoted(token: Token) -> str:
        return quote(token.text) if token.kind == "quoted" else ""

    # -- the tightest: literals, names, calls, collections -------------------------------------------------------

    def _literal(self, token: Token) -> Expression:
        span = (token.start, token.end)
        if token.kind in {"int", "double"}:
            return self._number(token, token.start)
        if token.kind == "string":
            return Literal(str(token.value), "string", span)
        if token.kind == "null":
            return Literal(None, "null", span)
        return Literal(token.kind == "true", "bool", span)

    def _number(self, token: Token, start: int) -> Literal:
        """A number with the minus sign before it: the least int has no positive counterpart."""
        span = (start, token.end)
        negative = start != token.start
        if token.kind == "double":
            value = float(token.value)
            return Literal(-value if negative else value, "double", span)
        whole = int(token.value)
        if whole > MAX_INT + negative:
            self.problems.append(Problem(*span, "expression-syntax", "the integer does not fit into 64 bits"))
            whole = 0
        return Literal(-whole if negative else whole, "int", span)

    def _name(self, token: Token, *, absolute: bool = False) -> Expression:
        start = token.start - absolute
        if self.token.kind == "(":
            return self._call(token, None, start)
        if token.text in RESERVED:
            self.problems.append(
                Problem(token.start, token.end, "expression-syntax", f"{token.text} is a reserved word")
            )
            return Broken((), self.span_from(start))
        return Name(token.text, self.span_from(start), absolute)

    def _call(self, function: Token, target: Expression | None, start: int) -> Expression:
        self.advance()
        arguments = self._items("(", self.expression, trailing=False)
        span = self.span_from(start)
        if function.text == "has" and target is None:
            return self._has(function, arguments, span)
        if function.text in MACROS and target is not None:
            return self._macro(function, target, arguments, span)
        return Call(function.text, target, tuple(arguments), span, (function.start, function.end))

    def _has(self, function: Token, arguments: list[Expression], span: Span) -> Expression:
        if len(arguments) == 1 and isinstance(arguments[0], Select):
            return Has(arguments[0], span)
        if not any(isinstance(argument, Broken) for argument in arguments):
            place = arguments[0].span if len(arguments) == 1 else (function.start, span[1])
            self.problems.append(Problem(*place, "wrong-argument", "has() takes one member, as in has(context.score)"))
        return Broken(tuple(arguments), span)

    def _macro(self, function: Token, target: Expression, arguments: list[Expression], span: Span) -> Expression:
        counts, usage = MACROS[function.text]
        if len(arguments) not in counts:
            message = f"expected {usage}, found {len(arguments)} argument{'' if len(arguments) == 1 else 's'}"
            self.problems.append(Problem(function.start, span[1], "wrong-argument", message))
            return Broken((target,), span)
        variable = arguments[0]
        if not isinstance(variable, Name) or variable.absolute:
            if not isinstance(variable, Broken):
                message = f"expected a name for the variable of {function.text}()"
                self.problems.append(Problem(*variable.span, "wrong-argument", message))
            return Broken((target,), span)
        plain = function.text == "map" and len(arguments) == 2
        condition = None if plain else arguments[1]
        body = arguments[-1] if function.text == "map" else None
        name = _macro_name(function.text)
        return Macro(name, target, variable.name, condition, body, span, variable.span)

    def _list(self, opening: Token) -> Expression:
        return ListNode(tuple(self._items("[", self.expression)), self.span_from(opening.start))

    def _map(self, opening: Token) -> Expression:
        return MapNode(tuple(self._items("{", self._entry)), self.span_from(opening.start))

    def _entry(self) -> tuple[Expression, Expression]:
        key = self.expression()
        if not self.expect(":", "between key and value") and not self._starts_operand():
            return key, Broken((), self.span_from(key.span[0]))
        return key, self.expression()

    def _items(self, opener: str, read: Callable[[], Item], *, trailing: bool = True) -> list[Item]:
        """The items up to the closing bracket, and past it."""
        items: list[Item] = []
        closer = _CLOSERS[opener]
        if trailing and self.token.kind == "," and self.tokens[self.at + 1].kind == closer:
            self.advance()
        while self.token.kind not in {closer, "end"}:
            items.append(read())
            if self.token.kind not in {",", closer}:
                self.fault(f"expected , or {closer}, found {_shown(self.token)}")
                self._skip(closer)
            if not self.take(","):
                break
            if not trailing and self.token.kind == closer:
                self.fault(f"expected a value, found {_shown(self.token)}")
        self._close(opener, "at the end")
        return items

    # -- recovery -------------------------------------------------------------------------------------------------

    def _close(self, opener: str, where: str) -> None:
        closer = _CLOSERS[opener]
        if not self.expect(closer, where):
            self._skip(closer, stop_at_comma=False)
            self.take(closer)

    def _skip(self, closer: str, *, stop_at_comma: bool = True) -> None:
        """Moves to the closing bracket, or comma, that belongs to the present bracket, over whole inner brackets."""
        inner: list[str] = []
        start = self.at
        while self.token.kind != "end":
            kind = self.token.kind
            if not inner and (kind == closer or (kind == "," and stop_at_comma)):
                return
            if kind in _CLOSERS:
                inner.append(_CLOSERS[kind])
            elif inner and kind == inner[-1]:
                inner.pop()
            elif kind in _CLOSERS.values():
                break  # the bracket of something further out
            self.advance()
        if self.token.kind == "end" and not stop_at_comma:
            self.at = start  # nothing closes it: what follows is better read than skipped
        self.faulty = self.at

    def _starts_operand(self, ahead: int = 0) -> bool:
        kind = self.tokens[min(self.at + ahead, len(self.tokens) - 1)].kind
        return kind in {"name", "int", "double", "string", "true", "false", "null", "(", "[", "{", "!"}


def _macro_name(word: str) -> Choice["all", "exists", "exists_one", "filter", "map"]:
    match word:
        case "all" | "exists" | "exists_one" | "filter":
            return word
        case _:
            return "map"


def _shown(token: Token) -> str:
    if token.kind == "end":
        return "the end"
    return token.text if len(token.text) <= 30 else f"{token.text[:29]}…"
