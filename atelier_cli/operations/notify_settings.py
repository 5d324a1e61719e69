"""The settings of notifications: the `[notify]` table."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Table(BaseModel):
    # Built once, as a part of all settings: each of them alone would cost every command as much again.
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Secret(_Table):
    """Where a secret is: never the secret itself."""

    env: str | None = Field(None, description="The environment variable that holds it.", examples=["SMTP_PASSWORD"])
    file: str | None = Field(None, description="The file that holds it, beside the configuration.")

    @model_validator(mode="after")
    def _one_of_both(self) -> "Secret":
        if (self.env is None) == (self.file is None):
            raise ValueError("expected either `env` or `file`")
        return self


class EmailSettings(_Table):
    """The server that takes e-mail."""

    host: str = Field(description="The server's name.", examples=["smtp.example.org"])
    port: Annotated[int, Field(ge=1, le=65535)] = Field(587, description="Its port.")
    sender: str = Field(description="Whom the messages come from.", examples=["Service desk <desk@example.org>"])
    security: Literal["starttls", "tls", "none"] = Field("starttls", description="How the connection is protected.")
    user: str | None = Field(None, description="As whom to log in; without, nobody does.")
    password: Secret | None = Field(None, description="Where the password is.")


class WebhookSettings(_Table):
    """Where messages are posted to."""

    url: str = Field(description="The address.", examples=["https://hooks.example.org/atelier"])
    secret: Secret = Field(description="Where the secret is that both sides share.")
    private: bool = Field(default=False, description="Whether the address may be in a private network.")


class NotifySettings(_Table):
    """How notifications go out; the inbox and the console need nothing."""

    email: EmailSettings | None = Field(None, description="The channel `email`.")
    webhook: WebhookSettings | None = Field(None, description="The channel `webhook`.")
