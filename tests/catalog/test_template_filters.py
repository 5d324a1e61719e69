"""Lint knows the very filters and tests that words are rendered with."""

from atelier_cli.catalog.template_filters import FILTERS, TESTS
from atelier_cli.notify.sandbox import Sandbox


def test_the_filters_and_tests_are_those_of_the_sandbox() -> None:
    sandbox = Sandbox(lambda _: None, escape=False)
    assert sandbox.filters.keys() == FILTERS
    assert {name for name in sandbox.tests if name.isidentifier()} == TESTS
