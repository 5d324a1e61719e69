"""The one exception of evaluation."""


class EvaluationError(Exception):
    """A value, a function or an expression has no result for these inputs: the message says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
