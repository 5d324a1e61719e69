"""What answers to a flow that carries a submission."""

from atelier_cli.errors import NoInputError
from atelier_cli.flows.world import Fixtures
from atelier_cli.operations.calling import read_text
from atelier_cli.operations.carry_submissions import Said
from atelier_cli.operations.fixtures import fixtures_of
from atelier_cli.operations.project import open_files
from atelier_cli.operations.settings import Project


def said_of(project: Project, assume: tuple[str, ...]) -> Said:
    """What a flow may ask of the world: the fixtures of the project, and what is assumed."""
    try:
        fixtures = fixtures_of(open_files(project))
    except NoInputError:
        fixtures = Fixtures()
    return Said(fixtures, assume, read_text)
