"""The caller has one of the roles: apply rules say so, which are derived at import, and no gate asks again.

Example:
    `{criteria_type: role_access, config: {roles: [director]}}`
"""

from pydantic import Field

from atelier_cli.actions.criteria import protocol
from atelier_cli.actions.criteria.protocol import Around, Compiled
from atelier_cli.language.problems import Problems


class Config(protocol.Config):
    roles: list[str] = Field(min_length=1)


def compile(_config: Config, _around: Around) -> tuple[Compiled, Problems]:  # noqa: A001  # what is done to criteria
    return (), ()
