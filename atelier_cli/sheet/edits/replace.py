"""Changes that write another text into a scalar, all of it or a part."""

from atelier_cli.sheet.edits.changes import Change
from atelier_cli.sheet.layout.quote import escaped, is_plain, is_shown, quote
from atelier_cli.sheet.layout.tree import Node
from atelier_cli.sheet.offsets import characters


def replace(text: str, node: Node, value: str, *, indent: int, in_brackets: bool) -> Change:
    """The change that makes a scalar, or an alias, say the value; `indent` is where the collection around it stands."""
    if node.style in {"|", ">"} and "\n" in value.rstrip("\n"):
        block = _block(node, value, indent)
        if block is not None:
            return Change(node.start, node.end, block)
    end = node.end - text[node.start : node.end].endswith("\n")
    blank = " " if node.is_empty and text[: node.start][-1:] not in {" ", "\n", "["} else ""
    return Change(node.start, end, blank + quote(value, node.style, in_brackets=in_brackets))


def replace_part(
    text: str, node: Node, within: tuple[int, int], part: str, *, indent: int, in_brackets: bool
) -> Change | None:
    """The change that makes a part of a scalar say something else; the rest stays as it is written."""
    value = node.value
    start, end = within
    if node.kind != "scalar" or not 0 <= start <= end <= len(value):
        return None
    after = value[:start] + part + value[end:]
    written = characters(text, node.start, node.end, value)
    said = _in_style(part, after, node, in_brackets=in_brackets)
    if said is None or end > len(written) or (start == end and start >= len(written)):
        return replace(text, node, after, indent=indent, in_brackets=in_brackets)
    first = written[start][1]
    return Change(first, written[end - 1][2] if end > start else first, said)


def _in_style(part: str, whole: str, node: Node, *, in_brackets: bool) -> str | None:
    """The part as it is written within the scalar; None where the scalar's style cannot say the whole."""
    if node.style == '"':
        return escaped(part)
    if not is_shown(part):
        return None
    if node.style == "'":
        return part.replace("'", "''")
    one_line = " ".join(whole.split())
    return part if node.style or is_plain(one_line, in_brackets=in_brackets) else None


def _block(node: Node, value: str, indent: int) -> str | None:
    """The value as literal lines; None where they could not say it."""
    lines = value.rstrip("\n").split("\n")
    if not lines[0] or lines[0][0] in " \t" or not all(map(is_shown, lines)):
        return None
    ends = len(value) - len(value.rstrip("\n"))
    written = [line for line in node.raw.split("\n")[1:] if line.strip()]
    pad = " " * min((len(line) - len(line.lstrip(" ")) for line in written), default=indent + 2)
    body = "\n".join(f"{pad}{line}" if line else "" for line in lines)
    chomping = "-" if not ends else "" if ends == 1 else "+"
    return f"|{chomping}\n{body}\n" + "\n" * (ends - 1)
