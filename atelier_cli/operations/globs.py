"""Patterns of paths: `*` and `?` stay within a folder, `**` goes through any number of them."""

import re
from functools import cache

_TOKEN = re.compile(r"(?P<folders>(?:^|(?<=/))\*\*/)|(?P<any>\*\*)|(?P<some>\*)|(?P<one>\?)|(?P<text>[^*?]+)")


def matches(path: str, pattern: str) -> bool:
    """Whether a path with slashes is one that the pattern means, or lies below one."""
    return _compiled(pattern).fullmatch(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    written = []
    for found in _TOKEN.finditer(pattern.removeprefix("./").rstrip("/")):
        match found.lastgroup:
            case "folders":
                written.append("(?:[^/]+/)*")
            case "any":
                written.append(".*")
            case "some":
                written.append("[^/]*")
            case "one":
                written.append("[^/]")
            case _:
                written.append(re.escape(found[0]))
    return re.compile("".join(written) + "(?:/.*)?", re.DOTALL)
