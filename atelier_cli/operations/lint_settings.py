"""The settings of `atelier lint`: the table `[lint]` of `atelier.toml`."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from atelier_cli.diagnostics import Severity

_STRICT = ConfigDict(extra="forbid", frozen=True, defer_build=True)
_RULES = "Rules and categories; `atelier rules` lists them."
Severities = dict[str, Severity]


class PathSettings(BaseModel):
    """What holds for the files that a pattern matches."""

    model_config = _STRICT

    ignore: list[str] = Field(default_factory=list, description=f"{_RULES} They are off in these files.")
    severity: Severities = Field(default_factory=dict, description="How severe rules are in these files.")


def _spelt_out(said: Any) -> Any:
    """A list of rules is short for the table that ignores them."""
    return {"ignore": said} if isinstance(said, list) else said


class LintSettings(BaseModel):
    """What `atelier lint` goes by."""

    model_config = _STRICT

    profile: Literal["minimal", "standard", "strict"] = Field(
        "standard",
        description="Which rules are on: `minimal` has the errors, `strict` also what not everybody wants to be told.",
    )
    select: list[str] = Field(default_factory=list, description=f"{_RULES} Only these are on, whatever the profile.")
    ignore: list[str] = Field(default_factory=list, description=f"{_RULES} These are off.")
    severity: Severities = Field(
        default_factory=dict,
        description="How severe rules are; a rule that is named here is on.",
        examples=[{"alias-spelling": "warning"}],
    )
    per_path: dict[str, Annotated[PathSettings, BeforeValidator(_spelt_out, list[str] | PathSettings)]] = Field(
        default_factory=dict,
        alias="per-path",
        description="By pattern, beside the configuration: rules that are off in these files, or a table of settings.",
        examples=[{"sheets/legacy/**": ["alias-spelling"]}],
    )
    cache: bool = Field(
        True,  # noqa: FBT003  # a default
        description="Whether what was found is kept in `.atelier/cache`, for as long as it stays true.",
    )
    baseline: str | None = Field(
        None, description="The file of known findings; beside the configuration.", examples=["lint-baseline.json"]
    )
