"""Makes the project that `atelier demo` shows: the packaged template of a municipality."""

import shutil
from pathlib import Path

from atelier_cli import resources
from atelier_cli.errors import RefusedError
from atelier_cli.operations.file_access import file_access

_CONFIG = """\
database = "sqlite:///.atelier/atelier.db"
plane = "template_municipality"
"""


def demo_project(folder: Path) -> None:
    """Fills a folder, which must be empty or new, with the municipality: its sheets, vocabulary and example data."""
    with file_access(folder, "written"):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise RefusedError(f"{folder} is not empty", "name a new folder")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(resources.template_sheets() / "municipality", folder / "sheets")
        (folder / "vocabulary").mkdir()
        shutil.copy(resources.vocabulary() / "municipality.yaml", folder / "vocabulary")
        shutil.copytree(resources.example_data(), folder / "data")
        (folder / "atelier.toml").write_text(_CONFIG, encoding="utf-8")
