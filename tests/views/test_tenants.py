"""What keeps tenants apart is told in one line of a narrow screen."""

import pytest

from atelier_cli.views.tenants import boundary


@pytest.mark.parametrize(
    ("database", "said"),
    [
        ("postgresql://clerk@localhost/city", "every row is of one plane"),
        ("postgres://clerk@localhost/city", "every row is of one plane"),
        ("sqlite:///city.db", "no boundary between tenants"),
    ],
)
def test_the_boundary_is_that_of_the_database(database: str, said: str) -> None:
    line = boundary(database)
    assert line.startswith(said)
    assert len(line) <= 80
