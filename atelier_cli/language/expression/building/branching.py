"""`&&`, `||`, `!` and `?:`: an error on one side of the first two counts only when the other side does not decide."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.expression.building.builder import Builder, Evaluate
from atelier_cli.language.expression.errors import EvaluationError, Span
from atelier_cli.language.expression.syntax import Conditional, Logic, Unary
from atelier_cli.language.expression.values import kind_of


def build_logic(node: Logic, builder: Builder) -> Evaluate:
    decisive = node.operator == "||"
    terms = tuple((builder.of(term), term.span) for term in node.terms)

    def evaluate(scope: Mapping[str, Any]) -> Any:
        failure: EvaluationError | None = None
        for term, span in terms:
            try:
                value = term(scope)
            except EvaluationError as error:
                failure = failure or error
                continue
            if value is decisive:
                return decisive
            if value is not (not decisive):
                failure = failure or not_bool(value, span)
        if failure is not None:
            raise failure
        return not decisive

    return evaluate


def build_not(node: Unary, builder: Builder) -> Evaluate:
    operand, span = builder.of(node.operand), node.operand.span

    def evaluate(scope: Mapping[str, Any]) -> bool:
        value = operand(scope)
        if value is True:
            return False
        if value is False:
            return True
        raise not_bool(value, span)

    return evaluate


def build_conditional(node: Conditional, builder: Builder) -> Evaluate:
    test, then, otherwise = builder.of(node.test), builder.of(node.then), builder.of(node.otherwise)
    span = node.test.span

    def evaluate(scope: Mapping[str, Any]) -> Any:
        value = test(scope)
        if value is True:
            return then(scope)
        if value is False:
            return otherwise(scope)
        raise not_bool(value, span)

    return evaluate


def not_bool(value: Any, span: Span) -> EvaluationError:
    return EvaluationError("no-such-overload", f"expected true or false, found {kind_of(value)}", span)
