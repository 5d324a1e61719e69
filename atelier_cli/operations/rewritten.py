"""Files before and after, and how they are written: apart from what changes them, of which a run seldom needs all."""

from pathlib import Path

from atelier_cli.frozen import frozen
from atelier_cli.operations.rewrite import rewrite


@frozen
class Rewritten:
    """A file before and after."""

    name: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def write_files(files: tuple[Rewritten, ...]) -> None:
    """Writes the files that are changed, each as a whole.

    Raises `RefusedError` where one cannot be written; those before it are.
    """
    for file in files:
        if file.is_changed:
            rewrite(Path(file.name), file.before, file.after)
