"""The condition does not hold; what cannot be judged stays so.

Example:
    `{not: {field: reason, operator: eq, value: not_found}}`
"""

from collections.abc import Iterable

from atelier_cli.language.verdict import Verdict, conjunction, negated

TAKES_LIST = False


def combine(verdicts: Iterable[Verdict]) -> Verdict:
    return negated(conjunction(verdicts))
