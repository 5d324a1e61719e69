"""Whether an International Bank Account Number has its form and its checksum (ISO 13616, ISO 7064 mod 97-10).

Example:
    `{$function: checksum_iban_ok, args: {iban: $parameters.iban}}`
"""

import re

from atelier_cli.language.types import BOOLEAN, STRING

ARGS = {"iban": STRING}
RETURNS = BOOLEAN


_FORM = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def call(iban: str) -> bool:
    """Spaces between the groups and small letters are allowed; whether the bank exists is not looked up."""
    plain = iban.replace(" ", "").upper()
    if _FORM.fullmatch(plain) is None:
        return False
    # Letters count from A = 10, as digits of base 36 do.
    return int("".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])) % 97 == 1
