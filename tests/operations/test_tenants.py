"""Tenants are created once, under a name of their own."""

import pytest

from atelier_cli.errors import RefusedError, UsageError
from atelier_cli.operations.tenants import create_tenant, list_planes, show
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.protocol import Store


def test_a_new_tenant_is_listed_and_empty(store: Store) -> None:
    created = create_tenant(store, "lisbon")
    assert created.kind == "tenant"
    assert list_planes(store) == (created,)
    shown = show(store, "lisbon")
    assert (shown.counts, shown.applications) == ({}, ())


def test_a_name_is_given_once(store: Store) -> None:
    create_tenant(store, "lisbon")
    with pytest.raises(RefusedError, match="there is a tenant plane `lisbon` already"):
        create_tenant(store, "lisbon")
    with pytest.raises(RefusedError, match="there is a system plane `system` already"):
        create_tenant(store, "system")


@pytest.mark.parametrize("name", ["", "Lisbon", "new york", "a_b", "template_x", "-a", "ção", "lisbon\n", "x" * 64])
def test_a_name_is_kebab_case(name: str) -> None:
    store = MemoryStore()
    with pytest.raises(UsageError):
        create_tenant(store, name)
    assert list_planes(store) == ()


def test_an_unknown_tenant() -> None:
    store = MemoryStore()
    create_tenant(store, "lisbon")
    with pytest.raises(RefusedError) as raised:
        show(store, "lisbom")
    assert raised.value.remedy == "did you mean `lisbon`?"
