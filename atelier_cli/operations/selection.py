"""Which rules `atelier lint` goes by, and how severe they are in which file: the settings, and what was asked for."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from atelier_cli import names
from atelier_cli.diagnostics import Severity
from atelier_cli.errors import UsageError
from atelier_cli.frozen import frozen
from atelier_cli.linter import ALWAYS_ON, Weigh
from atelier_cli.operations.globs import matches
from atelier_cli.operations.lint_settings import LintSettings
from atelier_cli.operations.settings import Project
from atelier_cli.rules import RULES
from atelier_cli.rules.protocol import Category, Profile, Rule, profile

#: What a list of rules may say for all of them.
_CATEGORIES = frozenset(map(str, Category))


@frozen
class Asked:
    """What a command line asks for; each word is a rule or a category."""

    #: Only these; then neither the profile nor what the settings select and ignore counts.
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile | None = None


@frozen
class Selection:
    """The rules to go by, and how severe a finding is in a file."""

    rules: Mapping[str, Rule]
    weigh: Weigh


def selection(project: Project, asked: Asked) -> Selection:
    """The rules that the settings and a command line ask for; what keeps a file from being read is always on.

    Raises `UsageError` for a word that is no rule.
    """
    settings = project.settings.lint
    _check(project, asked)
    chosen = frozenset(_chosen(settings, asked)) | ALWAYS_ON

    @cache
    def found_in(file: str) -> Callable[[str, Severity], Severity | None]:
        path = Path(os.path.relpath(file, project.root)).as_posix()
        here = [said for pattern, said in settings.per_path.items() if matches(path, pattern)]
        off = {rule for said in here for rule in RULES if _names(said.ignore, rule)}
        severities = settings.severity.copy()
        for said in here:
            severities.update(said.severity)

        def weigh(rule: str, severity: Severity) -> Severity | None:
            return severities.get(rule, severity) if rule in chosen and rule not in off else None

        return weigh

    return Selection(
        {name: rule for name, rule in RULES.items() if name in chosen},
        lambda rule, file, severity: found_in(file)(rule, severity),
    )


def _chosen(settings: LintSettings, asked: Asked) -> Iterable[str]:
    select, ignore, named = settings.select, [*settings.ignore, *asked.ignore], list(settings.severity)
    if asked.select:
        select, ignore, named = list(asked.select), list(asked.ignore), []
    elif asked.profile is not None:
        select = []
    least = [*Profile].index(asked.profile or Profile(settings.profile))
    for name, rule in RULES.items():
        # A rule's own name says more than that of its category, and what is off more than what is on.
        if name in ignore:
            continue
        by_name = name in select or name in named
        by_category = rule.CATEGORY not in ignore and (
            rule.CATEGORY in select if select else [*Profile].index(profile(rule)) <= least
        )
        if by_name or by_category:
            yield name


def _names(words: Iterable[str], rule: str) -> bool:
    return any(word in {rule, RULES[rule].CATEGORY} for word in words)


def _check(project: Project, asked: Asked) -> None:
    """Refuses words that are no rules, and to turn off what cannot be."""
    settings, where = project.settings.lint, f"{project.config}: `lint."
    lists = [
        ("`--select`", asked.select, True),
        ("`--ignore`", asked.ignore, False),
        (f"{where}select`", settings.select, True),
        (f"{where}ignore`", settings.ignore, False),
    ]
    levels = [(f"{where}severity`", settings.severity)]
    for pattern, said in settings.per_path.items():
        lists.append((f'{where}per-path."{pattern}"`', said.ignore, False))
        levels.append((f'{where}per-path."{pattern}".severity`', said.severity))
    for origin, words, on in lists:
        for word in words:
            _check_word(origin, word, {*RULES, *_CATEGORIES}, off=not on)
    for origin, severities in levels:
        for rule in severities:
            _check_word(origin, rule, RULES, off=True)


def _check_word(origin: str, word: str, known: Iterable[str], *, off: bool) -> None:
    if word not in known:
        meant = names.suggest(word, known)
        what = "rule or category" if Category.STYLE in known else "rule"
        remedy = f"did you mean `{meant}`?" if meant else "`atelier rules` lists the rules"
        raise UsageError(f"{origin}: there is no {what} `{word}`", remedy)
    if off and (word in ALWAYS_ON or word == Category.READING):
        raise UsageError(
            f"{origin}: `{word}` cannot be changed: it keeps a file from being read, and the rest from being checked",
            "mend the file, or leave it out",
        )
