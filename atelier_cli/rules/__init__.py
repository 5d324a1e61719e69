"""The lint rules, one module each. A new rule is a file and a line here."""

from atelier_cli.rules import duplicate_owner
from atelier_cli.rules.protocol import Rule

#: Every rule by its name, which is that of its file with hyphens.
RULES: dict[str, Rule] = {rule.__name__.rpartition(".")[2].replace("_", "-"): rule for rule in (duplicate_owner,)}
