"""Reads the case files of tests: YAML whose dates, as in sheets, stay text."""

from pathlib import Path
from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """Scalars of YAML 1.2's core schema, but for `yes` and `no`, which no case file writes."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # a safe loader


def stems(folder: Path) -> list[str]:
    """The names of the case files of a folder, without the ending; what begins with `_` is shared by them."""
    return sorted(file.stem for file in folder.glob("*.yaml") if not file.stem.startswith("_"))
