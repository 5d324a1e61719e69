"""Small words of output."""


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `8 files`, `1,204 entities`; `info` has no plural."""
    if number == 1 or noun == "info":
        return f"{number:,} {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"
