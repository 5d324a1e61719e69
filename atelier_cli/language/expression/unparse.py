"""Writes a tree back as text: `parse(unparse(tree))` gives an equal tree."""

import math
import re

from atelier_cli.language.expression.parse import PRECEDENCE
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
)
from atelier_cli.language.expression.tokens import KEYWORDS

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: How tightly what is written binds: a condition 0, operators as in `PRECEDENCE`, then signs, then all else.
_SIGN = 6
_TIGHT = 7


def unparse(node: Expression) -> str:
    """The shortest usual text of a tree; parentheses only where they are needed."""
    return _write(node)[0]


def _write(node: Expression) -> tuple[str, int]:  # noqa: PLR0911, PLR0912  # one branch a class
    match node:
        case Literal():
            return _literal(node), _TIGHT
        case Name(name, _, absolute):
            return f".{name}" if absolute else name, _TIGHT
        case Select(operand, member):
            return f"{_within(operand, _TIGHT)}.{_member(member)}", _TIGHT
        case Has(select):
            return f"has({unparse(select)})", _TIGHT
        case Index(operand, index):
            return f"{_within(operand, _TIGHT)}[{unparse(index)}]", _TIGHT
        case Call() | Macro():
            return _call(node), _TIGHT
        case ListNode(items):
            return f"[{', '.join(unparse(item) for item in items)}]", _TIGHT
        case MapNode(entries):
            return f"{{{', '.join(f'{unparse(key)}: {unparse(value)}' for key, value in entries)}}}", _TIGHT
        case Unary(operator, operand):
            return _unary(operator, operand), _SIGN
        case Binary(operator, left, right):
            binding = PRECEDENCE[operator]
            return f"{_within(left, binding)} {operator} {_within(right, binding + 1)}", binding
        case Logic(operator, terms):
            binding = PRECEDENCE[operator]
            return f" {operator} ".join(_within(term, binding + 1) for term in terms), binding
        case Conditional(test, then, otherwise):
            return f"{_within(test, 1)} ? {_within(then, 1)} : {unparse(otherwise)}", 0
        case Broken():
            raise ValueError("an expression with faults has no text but its own")


def _within(node: Expression, least: int) -> str:
    text, binding = _write(node)
    return text if binding >= least else f"({text})"


def _unary(operator: str, operand: Expression) -> str:
    """A minus before a number would become part of the number, also where the number only begins what follows."""
    text = _within(operand, _SIGN)
    return f"-({text})" if operator == "-" and text[:1].isdigit() else f"{operator}{text}"


def _call(node: Call | Macro) -> str:
    if isinstance(node, Call):
        before = "" if node.target is None else f"{_within(node.target, _TIGHT)}."
        return f"{before}{node.function}({', '.join(unparse(one) for one in node.arguments)})"
    parts = [node.variable, *(unparse(part) for part in (node.condition, node.body) if part is not None)]
    return f"{_within(node.target, _TIGHT)}.{node.macro}({', '.join(parts)})"


def _member(member: str) -> str:
    return member if _WORD.fullmatch(member) and member not in KEYWORDS else f"`{member}`"


def _literal(node: Literal) -> str:
    if node.kind == "string":
        return quote(str(node.value))
    if node.kind != "double":
        return {"None": "null", "True": "true", "False": "false"}.get(str(node.value), str(node.value))
    value = float(node.value or 0)
    if math.isinf(value):
        return "1e999" if value > 0 else "-1e999"
    return repr(value)
