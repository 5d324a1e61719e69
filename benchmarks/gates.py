"""How many gates are evaluated in a second, compiled once; beside a bare Python function that compares the same.

And what it costs to check one: to find its types once it is read, and to be told again what was found.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from measure import Figure, cpu

from atelier_cli.language.expression.check import typed
from atelier_cli.language.expression.compile import compile_expression
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.syntax import Expression
from atelier_cli.language.scope import Names
from atelier_cli.language.types import BOOLEAN, NUMBER, Type, object_of

#: 500,000 evaluations a second.
_BUDGET_SECONDS = 1 / 500_000
_FIT = object_of({"score": NUMBER, "late": BOOLEAN})
_NAMES = Names({"context": object_of({"fit": _FIT.or_null()}), "status": Type("enum", choices=("open", "closed"))})
#: A gate as they are: three conditions, one of which asks before it reads.
_GATE = "has(context.fit) && context.fit.score >= 0.7 && (status == 'open' || !context.fit.late)"


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
    yield from _checks(times // 20)


def _checks(times: int) -> Iterator[Figure]:
    def read() -> None:
        for _ in range(times):
            parse.__wrapped__(_GATE)

    def check() -> None:
        for _ in range(times):
            typed(_GATE, replace(_NAMES), BOOLEAN)

    def look_up() -> None:
        for _ in range(times):
            typed(_GATE, _NAMES, BOOLEAN)

    if typed(_GATE, _NAMES, BOOLEAN) != (BOOLEAN, ()):
        raise AssertionError("the gate has a fault")
    reading, checking = cpu(read) / times, cpu(check) / times
    yield Figure(f"the types of a gate of {len(_GATE)} characters", checking, "reading it", reading)
    yield Figure("the same, for the same names again", cpu(look_up) / times, "reading it", reading)


def _bare(scope: dict[str, dict[str, dict[str, float]]]) -> bool:
    return scope["context"]["fit"]["score"] >= 0.7
