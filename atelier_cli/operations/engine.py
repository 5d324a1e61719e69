"""What the actions of a project run on."""

from atelier_cli.clock import Clock
from atelier_cli.ids import Ids
from atelier_cli.operations import planes
from atelier_cli.operations.installation_key import key_of
from atelier_cli.operations.settings import Project
from atelier_cli.operations.submit_action import Engine
from atelier_cli.rows.plane import Plane
from atelier_cli.store.protocol import Store


def engine_of(project: Project, store: Store, clock: Clock, ids: Ids) -> Engine:
    """What actions of a project run on; raises as `key_of` does."""
    return Engine(store, clock, ids, key_of(project.settings.database, project.root))


def plane_of(store: Store, tenant: str | None) -> Plane:
    """The tenant of that name, or the only one; raises `RefusedError` where it cannot be told which."""
    with store.transaction() as transaction:
        return planes.tenant(transaction.planes(), tenant)
