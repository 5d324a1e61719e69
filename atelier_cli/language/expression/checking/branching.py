"""`&&`, `||`, `!` and `?:`: what each side may take for granted."""

from functools import reduce

from atelier_cli.language.expression.checking.checker import Checker
from atelier_cli.language.expression.checking.joining import join
from atelier_cli.language.expression.checking.outcome import NO_FACTS, UNKNOWN, Facts, Outcome
from atelier_cli.language.expression.kinds import alike, kind_of_type
from atelier_cli.language.expression.syntax import Binary, Conditional, Expression, Has, Literal, Logic, Unary
from atelier_cli.language.types import BOOLEAN


def check_logic(node: Logic, checker: Checker) -> Outcome:
    """A chain: each term matters only where those before it do not decide, nor a question that comes after it."""
    holds = node.operator == "&&"
    found: list[Outcome] = []
    here = checker
    for term, asked in zip(node.terms, _asked_later(node.terms, holds, checker), strict=True):
        outcome = condition(term, here.knowing(asked), f"`{node.operator}`")
        found.append(outcome)
        here = here.knowing(outcome.holds if holds else outcome.fails)
    # Of a true `&&`, and of a false `||`, every term is as the whole; else at least one is.
    true, false = [one.holds for one in found], [one.fails for one in found]
    both, either = (true, false) if holds else (false, true)
    every, some = frozenset().union(*both), reduce(frozenset.__and__, either)
    return Outcome(BOOLEAN, every, some) if holds else Outcome(BOOLEAN, some, every)


def check_not(node: Unary, checker: Checker) -> Outcome:
    found = condition(node.operand, checker, "`!`")
    return Outcome(found.type, found.fails, found.holds)


def check_conditional(node: Conditional, checker: Checker) -> Outcome:
    test = condition(node.test, checker, "`?:`")
    then, otherwise = checker.knowing(test.holds).of(node.then), checker.knowing(test.fails).of(node.otherwise)
    if not alike(then.type, otherwise.type):
        message = f"`?:` gives either {then.type} or {otherwise.type}, expected one type"
        checker.report("wrong-operand", message, node.otherwise.span)
        return UNKNOWN
    holds = (test.holds | then.holds) & (test.fails | otherwise.holds)
    fails = (test.holds | then.fails) & (test.fails | otherwise.fails)
    return Outcome(join(then.type, otherwise.type), holds, fails)


def condition(node: Expression, checker: Checker, what: str, rule: str = "wrong-operand") -> Outcome:
    """The outcome of a part that has to be true or false."""
    found = checker.of(node)
    kind = kind_of_type(found.type)
    if kind not in {"bool", "any"}:
        checker.report(rule, f"{what} expected boolean, found {found.type}", node.span)
        return UNKNOWN
    if not found.type.nullable:
        return found
    more = checker.needed(node, found)
    return Outcome(BOOLEAN, found.holds | more, found.fails | more)


def _asked_later(terms: tuple[Expression, ...], holds: bool, checker: Checker) -> list[Facts]:  # noqa: FBT001  # which
    """For each term what those after it ask for: where that is null they decide, and an error before is absorbed."""
    after = [NO_FACTS]
    for term in reversed(terms[1:]):
        asked = _questions(term, holds, checker)
        after.append(after[-1] | asked if asked else after[-1])
    return after[::-1]


def _questions(node: Expression, holds: bool, checker: Checker) -> Facts:  # noqa: FBT001  # which of two
    """The paths of which one that is null makes a term false (or true, with `holds` false), and no error."""
    match node:
        case Has(select) if holds:
            path = checker.path(select)
        case Binary("!=" | "==" as sign, operand, Literal(None)) if holds == (sign == "!="):
            path = checker.path(operand)
        case Binary("!=" | "==" as sign, Literal(None), operand) if holds == (sign == "!="):
            path = checker.path(operand)
        case Unary("!", operand):
            return _questions(operand, not holds, checker)
        case Logic(operator, terms) if holds == (operator == "&&"):
            return frozenset().union(*(_questions(term, holds, checker) for term in terms))
        case _:
            return NO_FACTS
    return NO_FACTS if path is None else frozenset({path})
