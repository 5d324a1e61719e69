"""Not one of the conditions holds; of none at all, TRUE.

Example:
    `{none: [{field: work, operator: eq, value: debris}, {field: bulky, operator: eq, value: true}]}`
"""

from collections.abc import Iterable

from atelier_cli.language.verdict import Verdict, disjunction, negated

TAKES_LIST = True


def combine(verdicts: Iterable[Verdict]) -> Verdict:
    return negated(disjunction(verdicts))
