"""Which rules are gone by, and how severe what they find is in a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules import RULES
from atelier_cli.rules.protocol import Category, Profile, Rule, profile

#: How severe a finding of a rule is in a file, of which the rule says a severity; None where it is not wanted there.
Weigh = Callable[[str, str, Severity], Severity | None]

#: The rules whose findings cannot be ignored: what they find keeps a file from being read.
ALWAYS_ON = frozenset(name for name, rule in RULES.items() if rule.CATEGORY is Category.READING)
#: The rules that are gone by where nobody says which.
STANDARD = {name: rule for name, rule in RULES.items() if profile(rule) is not Profile.STRICT}


def as_found(_rule: str, _file: str, severity: Severity) -> Severity | None:
    """Every finding is wanted, as severe as its rule says."""
    return severity


def of_these(rules: Mapping[str, Rule], weigh: Weigh) -> Weigh:
    """The same for some rules; of the others only what keeps a file from being read is wanted."""
    return weigh if rules is RULES else partial(_weigh_these, rules, weigh)


def _weigh_these(rules: Mapping[str, Rule], weigh: Weigh, rule: str, file: str, severity: Severity) -> Severity | None:
    is_off = rule in RULES and rule not in rules and rule not in ALWAYS_ON
    return None if is_off else weigh(rule, file, severity)


def is_on(rule: str, file: str, weigh: Weigh) -> bool:
    """Whether a rule is gone by in a file: of one that is not, nobody knows what it would find."""
    return rule in RULES and weigh(rule, file, RULES[rule].SEVERITY) is not None


def weighed(diagnostics: Iterable[Diagnostic], weigh: Weigh) -> Iterator[Diagnostic]:
    """The diagnostics that are wanted, as severe as they are where they stand."""
    for one in diagnostics:
        severity = weigh(one.rule, one.place.source, one.severity)
        if severity is one.severity:
            yield one
        elif severity is not None:
            yield replace(one, severity=severity)
