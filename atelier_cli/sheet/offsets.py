"""Where each character of a scalar's value stands in the text."""


def offsets(text: str, start: int, end: int) -> list[int]:
    """The index in the text of each character of the value of the scalar at `start`, and of its end."""
    if text[start : start + 1] in ("'", '"'):
        start, end = start + 1, end - 1
    return list(range(start, end + 1))
