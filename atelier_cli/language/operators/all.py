"""Every one of the conditions holds; of none at all, TRUE.

Example:
    `{all: [{field: work, operator: eq, value: debris}, {field: bulky, operator: eq, value: true}]}`
"""

from collections.abc import Iterable

from atelier_cli.language.verdict import Verdict, conjunction

TAKES_LIST = True


def combine(verdicts: Iterable[Verdict]) -> Verdict:
    return conjunction(verdicts)
