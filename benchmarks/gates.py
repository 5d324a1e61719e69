"""How many gates are evaluated in a second, compiled once; beside a bare Python function that compares the same."""

from collections.abc import Iterator
from typing import cast

from measure import Figure, cpu

from atelier_cli.language.expression.compile import compile_expression
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.syntax import Expression

#: 500,000 evaluations a second.
_BUDGET_SECONDS = 1 / 500_000


def measure(quick: bool) -> Iterator[Figure]:  # noqa: FBT001  # the one question of every benchmark
    times = 20_000 if quick else 500_000
    scope = {"context": {"fit": {"score": 0.86}}}
    tree, _ = parse("context.fit.score >= 0.7")
    evaluate = compile_expression(cast("Expression", tree))

    def gates() -> None:
        for _ in range(times):
            evaluate(scope)

    def floor() -> None:
        for _ in range(times):
            _bare(scope)

    one = cpu(gates) / times
    yield Figure("a gate, `context.fit.score >= 0.7`", one, "the same in Python", cpu(floor) / times)
    yield Figure("the same", one, "500,000 a second", _BUDGET_SECONDS, 1)


def _bare(scope: dict[str, dict[str, dict[str, float]]]) -> bool:
    return scope["context"]["fit"]["score"] >= 0.7
