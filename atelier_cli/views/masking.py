"""Takes secrets out of what is printed."""

import re

_STARS = "***"
#: The password of a URL: up to the last `@` of the word, so that one with `@` in it is covered whole.
_URL_PASSWORD = re.compile(r"(?<=://)([^\s:/@]*):\S*@")
#: A password among the parameters of a URL or of a connection string.
_PARAMETER = re.compile(r"(?i)\b((?:ssl)?password|passwd|secret|token|api_?key)=(?:'[^']*'|[^\s&'\"]+)")


def masked(text: str) -> str:
    """The text with every password in a URL or connection string replaced by stars."""
    return _PARAMETER.sub(rf"\1={_STARS}", _URL_PASSWORD.sub(rf"\1:{_STARS}@", text))
