"""The address of a node: by names, wherever it stands."""

import pytest

from atelier_cli.diagnostics import Path
from atelier_cli.sheet.address import address
from atelier_cli.sheet.reader import read

TEXT = b"""
actions:
  - key: close
    permissions_policy: {apply: [mayor, clerk]}
    submission_criteria: [{criteria_type: field}, {key: still-open}, {message: x}, 3]
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), ""),
        (("actions",), "actions"),
        (("actions", 0), "actions[close]"),
        (("actions", 0, "permissions_policy", "apply", 1), "actions[close].permissions_policy.apply[clerk]"),
        (("actions", 0, "submission_criteria", 0), "actions[close].submission_criteria[field]"),
        (("actions", 0, "submission_criteria", 1, "key"), "actions[close].submission_criteria[still-open].key"),
        (("actions", 0, "submission_criteria", 2), "actions[close].submission_criteria[]"),
        (("actions", 0, "submission_criteria", 3), "actions[close].submission_criteria[]"),
        (("actions", 7, "key"), "actions[].key"),
        (("nothing", "here"), "nothing.here"),
    ],
)
def test_an_address_goes_by_names(path: Path, expected: str) -> None:
    assert address(read(TEXT, "x"), path) == expected
