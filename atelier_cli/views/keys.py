"""Shows the keys of a row."""

from atelier_cli.rows.row import Row


def shown_keys(row: Row, version: str | None = None) -> list[str]:
    """The row's keys without the digest of a version, which says nothing to people.

    A version itself is called by `version`; without one, by the start of its digest.
    """
    keys = list(row.address)
    at, above = len(keys), type(row)
    while not above.VERSIONED:
        at -= len(above.KEY)
        if above.PARENT is None:
            return keys
        above = above.PARENT
    own = [keys[at - 1][:12] if version is None else version] if row.VERSIONED else []
    return [key for key in (*keys[: at - 1], *own, *keys[at:]) if key]
