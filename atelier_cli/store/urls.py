"""Reads the URLs of databases."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from atelier_cli.errors import UsageError

MEMORY, SQLITE, POSTGRESQL = "memory", "sqlite", "postgresql"
#: The schemes that people write, and the kind of database that each names.
_KINDS = {"memory": MEMORY, "sqlite": SQLITE, "postgresql": POSTGRESQL, "postgres": POSTGRESQL}
_SECRETS = {"password", "sslpassword", "passfile"}


def parse(url: str) -> tuple[str, URL]:
    """The kind of database, and the URL in its parts; raises `UsageError` for what is not the URL of one."""
    scheme, colon, _ = url.partition("://")
    kind = _KINDS.get(scheme.partition("+")[0])
    if not colon or kind is None:
        said = f"`{scheme}://`" if colon else "the `database` setting"  # the rest might hold a password
        raise UsageError(f"{said} is not the URL of a database", _EXAMPLES)
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"the `{scheme}` URL of the database cannot be read", _EXAMPLES) from error
    if kind == POSTGRESQL and "@" in (parts.database or ""):  # then half of a password was taken for the host
        raise UsageError(f"the `{scheme}` URL of the database has an `@` in an odd place", _ESCAPES)
    return kind, parts


def sqlite_file(url: URL, root: Path) -> Path:
    """The file that a SQLite URL names, a relative one below `root`; raises `UsageError` where it names none."""
    if not url.database or url.database == ":memory:" or url.host:
        raise UsageError(f"`{shown(url)}` names no file", "write `sqlite:///file`, or `memory://` to keep nothing")
    return root / url.database


def shown(url: URL) -> str:
    """The URL as a person may see it: without its passwords."""
    query = {key: "***" if key in _SECRETS else value for key, value in url.query.items()}
    return url.set(query=query).render_as_string(hide_password=True)


_ESCAPES = "in a name or password write `@` as `%40`, `/` as `%2F`, `:` as `%3A`"
_EXAMPLES = "write `sqlite:///file`, or `postgresql://user@host/database`"
