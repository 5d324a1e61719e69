"""The text as a key: lower case, without accents, words joined by dashes.

Example:
    `{$function: slug, args: {text: $parameters.trade_name}}`
"""

import re
import unicodedata

from atelier_cli.language.types import STRING

ARGS = {"text": STRING}
RETURNS = STRING


#: Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "þ": "th",
        "ð": "d",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
_OTHER = re.compile(r"[^a-z0-9]+")


def call(text: str) -> str:
    """What has no Latin letters comes out empty."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return _OTHER.sub("-", "".join(one for one in plain if not unicodedata.combining(one))).strip("-")
