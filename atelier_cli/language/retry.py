"""How a failed step is tried again, as a sheet says it."""

from typing import Annotated, Literal

from pydantic import Field

from atelier_cli.language.words import Duration, Model


class Retry(Model):
    """How often, and how long after one another, a failed step is tried again."""

    max_attempts: Annotated[int, Field(ge=1, le=100)] = Field(3, description="The most attempts, the first included.")
    initial: Duration = Field("PT1S", description="The time before the second attempt.")
    factor: Annotated[float, Field(ge=1, strict=False)] = Field(2.0, description="By how much the time grows.")
    max_interval: Duration = Field("PT1H", description="The longest time between attempts.")
    jitter: Literal["full", "none"] = Field("full", description="Whether the time is drawn up to its full length.")
    retry_on: list[str] = Field(default_factory=list, description="The error codes to retry on; none means all.")
