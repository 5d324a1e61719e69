"""The exceptions Atelier raises itself: few, and each knows the exit code it ends in.

A mistake in a person's sheet is never one of these: it is a `Diagnostic`.
"""

from typing import ClassVar


class AtelierError(Exception):
    """A command cannot go on; `remedy` says what the person can do about it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class RefusedError(AtelierError):
    """What was asked for is understood and not allowed in the present state."""


class NoInputError(AtelierError):
    """No file, row or flow matches what was named."""

    exit_code = 3


class UsageError(AtelierError):
    """The command line or the configuration does not make sense."""

    exit_code = 64


class OutputError(AtelierError):
    """What there is to say cannot be written to where it should go."""


class UnavailableError(AtelierError):
    """The database, or a lock in it, cannot be had now."""

    exit_code = 69
