"""The fixtures of a project: what skills, products and the bus answer in a dry run."""

from atelier_cli.errors import RefusedError
from atelier_cli.flows.world import Fixtures
from atelier_cli.operations.project import Files
from atelier_cli.sheet.models.fixtures import FixturesFile


def fixtures_of(files: Files) -> Fixtures:
    """What all fixtures files among the files say; of two answers for one thing the later file's stays.

    Raises `RefusedError` for a fixtures file that is broken: half of its answers would be missing.
    """
    found: list[FixturesFile] = []
    for parsed in files.all:
        data = parsed.document.data
        if isinstance(parsed.model, FixturesFile) and not parsed.diagnostics:
            found.append(parsed.model)
        elif isinstance(data, dict) and "fixtures" in data and "identity" not in data:
            name = parsed.document.name
            raise RefusedError(f"the fixtures in {name} cannot be read", f"see `atelier lint {name}`")
    return Fixtures(
        skills={code: answer for one in found for code, answer in one.fixtures.skills.items()},
        actions={name: answer for one in found for name, answer in one.fixtures.actions.items()},
        events={code: payload for one in found for code, payload in one.fixtures.events.items()},
    )
