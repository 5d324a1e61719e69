"""Small words of output."""

#: Nouns that are the same for one and many.
_UNCHANGING = ("info", "criteria")


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `8 files`, `1,204 entities`."""
    if number == 1 or noun.endswith(_UNCHANGING):
        return f"{number:,} {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def listed(words: list[str]) -> str:
    """Words as a person lists them: `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
