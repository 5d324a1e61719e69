"""The settings of a project: from `atelier.toml`, or `[tool.atelier]` in `pyproject.toml`, and the environment."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from atelier_cli import names
from atelier_cli.errors import UsageError
from atelier_cli.operations.lint_settings import LintSettings
from atelier_cli.operations.notify_settings import NotifySettings

CONFIG_FILE = "atelier.toml"
#: The files that may hold settings, the first that does so counting, with the table that they are in.
CONFIG_FILES: Mapping[str, tuple[str, ...]] = {CONFIG_FILE: (), "pyproject.toml": ("tool", "atelier")}
_ENVIRONMENT_PREFIX = "ATELIER_"


class Settings(BaseModel):
    """What `atelier.toml` may say."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    database: str = Field(
        "sqlite:///.atelier/atelier.db",
        description="The database's URL; a relative file is beside the configuration.",
        examples=["postgresql://localhost/atelier"],
    )
    plane: str = Field(
        "template_municipality",
        description="The plane that sheets are imported into.",
        examples=["template_municipality"],
    )
    sheets: list[str] = Field(default_factory=lambda: ["sheets"], description="Files and folders of sheets.")
    vocabulary: list[str] = Field(
        default_factory=lambda: ["vocabulary"], description="Files and folders of vocabularies."
    )
    lint: LintSettings = Field(default_factory=LintSettings, description="What `atelier lint` goes by.")
    notify: NotifySettings = Field(default_factory=NotifySettings, description="How notifications go out.")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with settings; without a configuration file, the working directory with the defaults."""

    root: Path
    settings: Settings
    #: The file the settings come from; None where there is none.
    config: Path | None = None


def load(start: Path, environment: Mapping[str, str] = os.environ) -> Project:
    """The project that `start` lies in: its configuration is looked for upwards from there."""
    start = start.resolve()
    for folder in (start, *start.parents):
        for name, keys in CONFIG_FILES.items():
            said = _read(folder / name, keys)
            if said is not None:
                return Project(folder, _settings(said, environment, folder / name), folder / name)
    return Project(start, _settings({}, environment, None))


def _read(file: Path, keys: tuple[str, ...]) -> Any:
    """The table at `keys` of a TOML file; None where there is no such file or table."""
    if not file.is_file():
        return None
    try:
        said: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{file} cannot be read: {error}", "mend the file") from error
    for key in keys:
        said = said.get(key) if isinstance(said, dict) else None
    if said is not None and not isinstance(said, dict):
        raise UsageError(f"{file}: `{'.'.join(keys)}` is not a table", f"write `[{'.'.join(keys)}]`")
    return said


def _settings(said: dict[str, Any], environment: Mapping[str, str], file: Path | None) -> Settings:
    """The settings of a file, those in the environment over them; an empty variable is none."""
    origins = dict.fromkeys(said, f"{file}")
    for name, field in Settings.model_fields.items():
        variable = f"{_ENVIRONMENT_PREFIX}{name.upper()}"
        value = environment.get(variable)
        if value and field.annotation in {str, list[str]}:
            said = {**said, name: value.split(os.pathsep) if field.annotation == list[str] else value}
            origins[name] = variable
    try:
        return Settings.model_validate(said)
    except ValidationError as error:
        # A misspelt key is what a required one that is missing was meant to be.
        raise _refused(min(error.errors(), key=lambda one: one["type"] != "extra_forbidden"), origins) from error


def _refused(problem: ErrorDetails, origins: Mapping[str, str]) -> UsageError:
    key = ".".join(str(part) for part in problem["loc"])
    where = origins[str(problem["loc"][0])]
    if problem["type"] != "extra_forbidden":
        return UsageError(f"{where}: `{key}`: {problem['msg'].lower()}", "run `atelier schema config`")
    known = _known_beside(problem["loc"])
    meant = names.suggest(str(problem["loc"][-1]), known)
    return UsageError(
        f"{where}: unknown setting `{key}`",
        f"did you mean `{meant}`?" if meant else f"known settings: {names.alternatives(known)}",
    )


def _known_beside(key: tuple[int | str, ...]) -> list[str]:
    """The settings that may stand where a key does."""
    return [field.alias or name for name, field in _table_at(Settings, key[:-1]).model_fields.items()]


def _table_at(table: type[BaseModel], key: tuple[int | str, ...]) -> type[BaseModel]:
    """The model of the table that a key leads to."""
    for step in key:
        by_name = {field.alias or name: field for name, field in table.model_fields.items()}
        if step in by_name:
            table = next(_models(by_name[str(step)].annotation), table)
    return table


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a value of a type may be, or hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
