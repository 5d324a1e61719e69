"""How much one file may ask for: its size, its nesting, and what its aliases may repeat."""

from atelier_cli.frozen import frozen


@frozen
class Limits:
    """The bounds within which a file is read; what exceeds one of them is refused with a finding."""

    #: Bytes of UTF-8.
    size: int = 16 * 1024 * 1024
    #: Characters of one line: no editor shows more, and no finding can point into it.
    line: int = 500_000
    #: Mappings and lists within one another, aliases followed.
    depth: int = 64
    #: Nodes that all aliases together repeat, aliases within them followed.
    repeated: int = 100_000
    #: Characters of one number: Python refuses to print an integer of 4,300 digits.
    digits: int = 1_000
