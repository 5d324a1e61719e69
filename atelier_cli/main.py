"""The command line: loads the command that is called, and turns whatever it ends in into an exit code.

A command's module is loaded by name only when the command is called, so that `atelier lint` never pays for a database:
the one place where something is imported inside a function.
"""

import gc
import importlib
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from keyword import iskeyword
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command, get_install_completion_arguments

from atelier_cli import __version__, names
from atelier_cli.commands import COMMANDS, GROUPS
from atelier_cli.errors import AtelierError, OutputError
from atelier_cli.views.failures import show_bug, show_failure, show_usage
from atelier_cli.views.replay import replay
from atelier_cli.views.terminal import Level, Terminal, terminal

USAGE, BUG, INTERRUPTED, BROKEN_PIPE = 64, 70, 130, 141
#: The shell sets it when it asks how a command line may go on.
_COMPLETION = "_ATELIER_COMPLETE"
#: What typer raises for a command line that makes no sense; it has no public name.
_UsageError: type[Any] = typer.BadParameter.__mro__[1]


class Commands(TyperGroup):
    """The commands that start with the same words; they are listed from the table, and loaded when called."""

    def __init__(self, words: str, about: str, **more: Any) -> None:
        start = f"{words} " if words else ""
        lines = {**GROUPS, **COMMANDS}
        following = [name.removeprefix(start).split()[0] for name in COMMANDS if name.startswith(start)]
        listed = {word: TyperCommand(word, help=lines[start + word].rstrip(".")) for word in following}
        super().__init__(
            name=words or "atelier",
            help=about,
            commands=dict(listed),
            rich_markup_mode=None,
            context_settings=_SETTINGS,
            **more,
        )
        self.start = start

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        word, *rest = args
        if word not in self.commands:
            meant = names.suggest(word, self.commands)
            what = f"no option `{word}`" if word.startswith("-") else f"no command `{self.start}{word}`"
            ctx.fail(f"{what}; did you mean `{self.start}{meant}`?" if meant else what)
        words = self.start + word
        return word, Commands(words, GROUPS[words]) if words in GROUPS else load(words), rest

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            ctx.ensure_object(Terminal).complain(ctx.get_help())
            raise typer.Exit(USAGE)
        return super().parse_args(ctx, args)


def load(words: str) -> TyperCommand:
    """The command of those words, from its module."""
    name = words.replace(" ", "_")
    name = f"{name}_" if iskeyword(name) else name
    gc.disable()  # what is loaded stays: to look through it for rubbish again and again is a tenth of the start
    module = importlib.import_module(f"atelier_cli.commands.{name}")
    gc.freeze()
    gc.enable()
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    declare = app.command(words.rpartition(" ")[2], context_settings=_SETTINGS, epilog=_examples(module.EXAMPLES))
    declare(getattr(module, name))
    command: Any = get_command(app)
    command.params.extend(_common_options())
    return command  # type: ignore[no-any-return]  # typer has no public type for it


def run(arguments: Sequence[str], screen: Terminal) -> int:
    """The exit code of a command line; what the command has to say is on the screen by then."""
    screen.arguments = tuple(arguments)
    try:
        known = replay(arguments, screen) if screen.arguments[:1] == _RECORDED else None
        return _invoke(arguments, screen) if known is None else known
    except typer.Exit as end:
        return end.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except OutputError as error:
        _drop_output()
        return _failed(error, arguments, screen)
    except Exception as error:  # noqa: BLE001  # whatever comes up to here ends in an exit code
        return _failed(error, arguments, screen)


def _drop_output() -> None:
    """What is still held back goes nowhere: the interpreter flushes once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(error: Exception, arguments: Sequence[str], screen: Terminal) -> int:
    if isinstance(error, AtelierError):
        show_failure(error, screen)
        return error.exit_code
    if isinstance(error, _UsageError):
        context: Any = error.ctx
        usage, path = (context.get_usage(), context.command_path) if context else ("", "atelier")
        message = error.format_message().rstrip(".")
        show_usage(message[:1].lower() + message[1:], usage, f"{path} --help", screen)
        return USAGE
    screen.traceback |= "--traceback" in arguments  # the command may have failed before its options were read
    show_bug(error, shlex.join(["atelier", *arguments]), screen)
    return BUG


def _invoke(arguments: Sequence[str], screen: Terminal) -> int:
    group = Commands("", "Check sheets, turn them into rows, give the rows to tenants, and run what they say.")
    group.epilog = _EXIT_CODES
    group.params = [
        _flag(["--version"], "Show the version.", _show_version, first=True),
        *_common_options(),
        *get_install_completion_arguments(),
    ]
    if _COMPLETION in os.environ:
        group.main(list(arguments), "atelier")
    with group.make_context("atelier", list(arguments), obj=screen) as context:
        code = group.invoke(context)
    screen.flush()
    return code if isinstance(code, int) else 0


def main() -> None:
    """Runs the command line of this process and ends it."""
    # Nobody else's code is wanted in it: to look for some in every installed package takes time at each start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.exit(run(sys.argv[1:], terminal()))


def _examples(examples: Sequence[tuple[str, str]]) -> str:
    """The examples as the last part of a help text: each beside what it is for, or below it where that is too wide."""
    keep_lines = "\b"
    width = max(len(command) for command, _ in examples)
    lines = [f"  {command:<{width}}  {what}" for command, what in examples]
    if max(map(len, lines)) > _HELP_WIDTH:
        lines = [line for command, what in examples for line in (f"  # {what}", f"  {command}")]
    return "\n".join([keep_lines, "Examples:", *lines])


def _common_options() -> list[TyperOption]:
    """The options that every command has."""
    return [
        _flag(["--quiet", "-q"], "Say nothing beside the data.", lambda screen: setattr(screen, "level", Level.QUIET)),
        _flag(["--verbose", "-v"], "Say more.", lambda screen: setattr(screen, "level", Level.VERBOSE)),
        _flag(["--traceback"], "Show where a bug happened.", lambda screen: setattr(screen, "traceback", True)),
    ]


def _show_version(screen: Terminal) -> None:
    screen.write(f"atelier {__version__}")
    raise typer.Exit


def _flag(spellings: list[str], about: str, turn_on: Callable[[Terminal], None], *, first: bool = False) -> TyperOption:
    """An option without a value that does something to the terminal; `first` looks at it before all others."""
    return TyperOption(
        param_decls=spellings,
        is_flag=True,
        is_eager=first,
        default=False,
        expose_value=False,
        help=about,
        callback=lambda context, _, value: turn_on(context.ensure_object(Terminal)) if value else None,
    )


_EXIT_CODES = """\b
Exit codes:
  0   clean, done, nothing to do
  1   findings, refused, a failed run
  2   changes: plan, diff, fmt --check, export --check, db status
  3   no input matched
  64  usage, or the configuration
  69  the database or its lock cannot be had
  70  a bug in Atelier
"""
#: How wide an example may be beside the margin of a help text of 80 columns.
_HELP_WIDTH = 76
#: The command whose runs are recorded.
_RECORDED = ("lint",)
_SETTINGS = {"help_option_names": ["--help", "-h"]}
