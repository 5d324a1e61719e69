"""What is known of the editor that is spoken to: how it counts, and what it calls its files."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lsprotocol import types


class OpenFile(NamedTuple):
    """A file as the editor calls it, and the version that it says of it."""

    uri: str
    version: int | None = None


class Client(NamedTuple):
    """How an editor wants to be spoken to."""

    #: What its positions count: "utf-8", "utf-16" or "utf-32".
    encoding: str
    #: The files that it has or had open, by our names: it need not spell a URI as we would.
    files: Mapping[str, OpenFile]
    #: Whether it takes changes of files with the versions that they are meant for.
    takes_versions: bool = False

    def uri(self, name: str) -> str:
        """What the editor calls a file."""
        known = self.files.get(name)
        return known.uri if known is not None else Path(name).absolute().as_uri()

    def version(self, name: str) -> int | None:
        """The version of the text that was last seen of an open file."""
        known = self.files.get(name)
        return None if known is None else known.version


def path_of(uri: str) -> Path | None:
    """The file of a URI; None for one that is none, as that of a text which was never saved."""
    try:
        parts = urlsplit(uri)
        # Some editors encode the colon of a drive.
        path = url2pathname(parts.path.replace("%3A", ":").replace("%3a", ":"))
    except ValueError:
        return None
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"} or not path or "\0" in path:
        return None
    return Path(path) if Path(path).is_absolute() else None


def takes_versions(said: types.ClientCapabilities) -> bool:
    """Whether an editor takes changes of files with the versions that they are meant for."""
    edits = said.workspace.workspace_edit if said.workspace is not None else None
    return bool(edits is not None and edits.document_changes)


def watches(said: types.ClientCapabilities) -> bool:
    """Whether an editor can be asked to say when files change."""
    files = said.workspace.did_change_watched_files if said.workspace is not None else None
    return bool(files is not None and files.dynamic_registration)


def takes_snippets(said: types.ClientCapabilities) -> bool:
    """Whether an editor takes completions with places to fill in."""
    completion = said.text_document.completion if said.text_document is not None else None
    items = completion.completion_item if completion is not None else None
    return bool(items is not None and items.snippet_support)


def resolves_edits(said: types.ClientCapabilities) -> bool:
    """Whether an editor asks for the changes of an action once somebody has chosen it."""
    actions = said.text_document.code_action if said.text_document is not None else None
    asks = actions.resolve_support if actions is not None else None
    return bool(asks is not None and "edit" in asks.properties)
