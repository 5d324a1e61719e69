"""Finds the data that Atelier ships: inside the installed package, or at the top of the checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """The folder that holds `schemas`, `sheets` and `provisioning`."""
    packaged = _PACKAGE / "data"
    return packaged if packaged.is_dir() else _PACKAGE.parent


def schemas() -> Path:
    return data_folder() / "schemas"


def template_sheets() -> Path:
    return data_folder() / "sheets"


def vocabulary() -> Path:
    return data_folder() / "provisioning" / "vocabulary"


def migrations() -> Path:
    return data_folder() / "provisioning" / "migrations"


def notification_layout() -> Path:
    """The layouts that notifications fill in: `base.txt` and `base.html`."""
    return data_folder() / "provisioning" / "notification"


def first_project() -> Path:
    """The files that `atelier init` starts a project with."""
    return data_folder() / "provisioning" / "project"


def example_data() -> Path:
    """The people and things of a small city, to load into a tenant of the municipality: `people` and `entities`."""
    return data_folder() / "provisioning" / "municipality"


def base_vocabulary() -> Path:
    """The vocabulary that every project has: what Atelier itself supplies."""
    return vocabulary() / "base.yaml"
