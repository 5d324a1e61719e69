"""Writes a text as a YAML scalar of a style, broken and escaped as a person or a tool may do it."""

from random import Random

STYLES = ("plain", "single", "double", "literal", "folded")
#: By a character, how double quotes may hold it.
_ESCAPES = {"é": ("\\u00e9", "\\xe9", "é"), "😀": ("\\U0001F600", "😀"), '"': ('\\"',), "\\": ("\\\\",), "\n": ("\\n",)}


def scalar(text: str, style: str, choose: Random, indent: int) -> str:
    """The scalar, to stand behind a key; its further lines are indented. Words are never broken."""
    margin = " " * (indent + choose.randrange(3))
    match style:
        case "plain":
            return _broken(text, choose, margin)
        case "single":
            return f"'{_broken(text.replace(chr(39), chr(39) * 2), choose, margin)}'"
        case "double":
            return f'"{_in_double_quotes(text, choose, margin)}"'
        case "literal":
            lines = f"\n{margin}".join(text.split("\n")).replace(f"\n{margin}\n", "\n\n")
            return f"|{choose.choice(('', '-', '+'))}\n{margin}{lines}"
        case _:
            return f">{choose.choice(('', '-', '+'))}\n{margin}{_broken(text, choose, margin)}"


def _broken(text: str, choose: Random, margin: str) -> str:
    """The text with some of its spaces as line breaks, and its line breaks as two."""
    words = text.replace("\n", f" \n\n{margin}").split(" ")
    found = words[0]
    for word in words[1:]:
        if word.startswith("\n"):
            found += word
        else:
            found += (f"\n{margin}" if choose.randrange(4) == 0 else " ") + word
    return found


def _in_double_quotes(text: str, choose: Random, margin: str) -> str:
    found = ""
    for character in text:
        if character == " ":
            # A line may end at a space, which stays, or anywhere behind a backslash, where nothing does.
            found += choose.choice((" ", " ", " ", f"\n{margin}", f" \\\n{margin}"))
        else:
            found += choose.choice(_ESCAPES.get(character, (character,)))
    return found
