"""The files in `docs/entities.md` load as the page says."""

import re
from pathlib import Path

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.commands import COMMANDS
from atelier_cli.operations.load_entities import load_entities
from atelier_cli.operations.load_people import load_people
from atelier_cli.store.open import open_store
from tests.conftest import NOW
from tests.support.entities import municipal_town

PAGE = (Path(__file__).parents[1] / "docs" / "entities.md").read_text(encoding="utf-8")
FILES = re.findall(r"<!-- (load|people): (\S+?)(?: --type (\S+))? -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)


def test_the_files_of_the_page_load(tmp_path: Path) -> None:
    town = municipal_town(open_store("memory://", Path()))
    assert len(FILES) == 4

    # People come last on the page, and first in a tenant.
    for what, name, type_, text in sorted(FILES, key=lambda one: one[0] == "load"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        if what == "people":
            assert load_people(town, None, file, FixedClock(NOW), lambda _done, _total: None).findings == ()
        else:
            loaded = load_entities(
                town, None, file, FixedClock(NOW), lambda _done, _total: None, default_type=type_ or None
            )
            assert loaded.findings == ()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`?atelier (entities|people) (\w+)", PAGE))))
def test_the_commands_of_the_page_are_there(command: tuple[str, str]) -> None:
    assert " ".join(command) in COMMANDS
