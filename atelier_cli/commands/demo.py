"""`atelier demo`: shows the whole way from sheets to entities and previews, in a throw-away folder."""

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption
from atelier_cli.operations.demo_project import demo_project
from atelier_cli.views.envelope import envelope
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier demo", "in a folder that is gone afterwards"),
    ("atelier demo --keep city", "and keep the folder, to go on from there"),
)
_STEPS = (
    ("The sheets of a municipality are checked", "lint sheets"),
    ("They become rows of a template", "import sheets"),
    ("A tenant gets a copy of them", "fork --template municipality --tenant lisbon --create"),
    ("The tenant gets people", "people load data/people.yaml"),
    ("And what they look after", "entities load data/entities.yaml"),
    ("This is known of a pothole", "entities show pothole_report/pothole-3"),
    (
        "An action is previewed: what it would change, and announce",
        "run action triage --as bruno --target pothole_report/pothole-1 --param crew=roads-north --preview",
    ),
    (
        "One of its flows is previewed: nothing is written, nobody is asked",
        "run flow opportunity-to-proposal --dry-run",
    ),
)
_NEXT = (
    "atelier run action triage --as bruno --target pothole_report/pothole-1 --param crew=roads-north",
    "atelier notices list --as bruno",
    "atelier actions list --as carla --target pothole_report/pothole-1",
)


def demo(
    context: typer.Context,
    *,
    keep: Annotated[Path | None, typer.Option(help="Keep the folder, here.", metavar="DIR", show_default=False)] = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """Show lint, import, fork, entities, and previews of an action and a flow on the packaged sheets of a municipality.

    Every command is printed and really run; the exit code is that of the first one that fails.
    """
    terminal = context.ensure_object(Terminal)
    started = time.monotonic()
    ran: list[dict[str, object]] = []
    codes: list[int] = []
    with _folder(keep) as folder:
        demo_project(folder)
        for title, command in _STEPS:
            if format is Format.TEXT:
                terminal.write(f"\n{terminal.paint(f'# {title}', 'faint')}")
                terminal.write(terminal.paint(f"$ atelier {command}", "title"))
                terminal.flush()
            done = _run(command, folder, capture=format is Format.JSON)
            ran.append({"command": f"atelier {command}", "exit_code": done.returncode, "output": done.stdout or ""})
            codes.append(done.returncode)
            if done.returncode:
                break
    if format is Format.JSON:
        terminal.write(envelope(steps=ran, kept=None if keep is None else keep.as_posix()))
    where = f"; it is all in {keep}" if keep is not None else ""
    terminal.note(f"\n{len(ran)} commands in {time.monotonic() - started:.1f} s{where}")
    if format is Format.TEXT and not any(codes):
        there = "atelier demo --keep city && cd city" if keep is None else f"cd {shlex.quote(str(keep))}"
        terminal.note("\n".join(["", "Now try:", *(f"  {command}" for command in (there, *_NEXT))]))
    return next((code for code in codes if code), 0)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="atelier-demo-") as folder:
        yield Path(folder)


def _run(command: str, folder: Path, *, capture: bool) -> subprocess.CompletedProcess[str]:
    """Runs a command as a process of its own, without settings from the environment: the demo has its own database."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ATELIER_")}
    return subprocess.run(  # noqa: S603  # the commands are written above
        [sys.executable, "-m", "atelier_cli", *shlex.split(command)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE if capture else None,
        text=True,
        check=False,
    )
