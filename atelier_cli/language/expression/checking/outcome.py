"""What a check finds of a part of an expression: its type, and what is not null once it has a value."""

from atelier_cli.frozen import frozen
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.types import ANY, Type

#: Paths whose values are not null.
Facts = frozenset[NamePath]
NO_FACTS: Facts = frozenset()


@frozen
class Outcome:
    """The type of a part and the facts that hold when it is true and when it is false.

    Of a part that is neither, both sets are the same. A part that is faulty is of type `any`, so that nothing is
    reported that only follows from its fault.
    """

    type: Type
    holds: Facts = NO_FACTS
    fails: Facts = NO_FACTS

    @property
    def known(self) -> Facts:
        """What is not null whatever the value."""
        return self.holds & self.fails


UNKNOWN = Outcome(ANY)
