"""Heeds the ignores of files: takes out the findings that they cover, and adds what is to be said of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from atelier_cli.diagnostics import Diagnostic
from atelier_cli.linter.finding import Finding, located, sort_key
from atelier_cli.linter.report import Suppressed
from atelier_cli.linter.weighing import ALWAYS_ON, Weigh, is_on, weighed
from atelier_cli.rules import (
    RULES,
    expired_ignore,
    malformed_ignore,
    unexplained_ignore,
    unknown_ignore,
    unused_ignore,
)
from atelier_cli.sheet.cover import Cover, Spot
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.ignores import Ignore, ignores

_UNUSED = "unused-ignore"


def heed_ignores(
    findings: list[Finding], documents: Iterable[Document], weigh: Weigh, today: date | None
) -> tuple[list[Finding], list[Suppressed]]:
    """The findings but for those that an ignore in their file covers, with what is to be said of the ignores."""
    documents = [*documents]
    said = {document.name: ignores(document) for document in documents}
    own: dict[str, list[Finding]] = {name: [] for name, found in said.items() if found}
    if not own:
        return findings, []
    left: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        own.get(finding.mark.source, left).append(finding)
    for document in (one for one in documents if one.name in own):
        locate = partial(_located_in, document, weigh)
        in_force = (one for one in said[document.name] if not one.fault and not one.is_expired(today))
        cover = Cover(tuple(in_force))
        found = sorted((*own[document.name], *locate(_of_themselves(said[document.name], today))), key=sort_key)
        _sift(found, cover, left, suppressed)
        # An ignore of unused ignores may cover what comes up only now; whether it is one itself is known after that.
        _sift(locate(_unused(cover, weigh, of_unused=False)), cover, left, suppressed)
        left.extend(locate(_unused(cover, weigh, of_unused=True)))
    return sorted(left, key=sort_key), sorted(suppressed, key=lambda one: sort_key(one.finding))


def _sift(found: Sequence[Finding], cover: Cover, left: list[Finding], suppressed: list[Suppressed]) -> None:
    spots = [Spot(one.mark.range.start, one.diagnostic.rule) for one in found]
    for one, ignore in zip(found, cover.covering(spots), strict=True):
        if ignore is None:
            left.append(one)
        else:
            suppressed.append(Suppressed(one, "comment", ignore.reason))


def _located_in(document: Document, weigh: Weigh, diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    return located(weighed(diagnostics, weigh), {document.name: document})


def _of_themselves(said: Iterable[Ignore], today: date | None) -> Iterator[Diagnostic]:
    """What is wrong with ignores, whatever they cover."""
    for ignore in said:
        if ignore.fault:
            yield malformed_ignore.report(ignore)
            continue
        if ignore.is_expired(today):
            yield expired_ignore.report(ignore)
        elif not ignore.reason:
            yield unexplained_ignore.report(ignore)
        yield from (unknown_ignore.report(ignore, name, RULES) for name in ignore.rules if name.text not in RULES)


def _unused(cover: Cover, weigh: Weigh, *, of_unused: bool) -> Iterator[Diagnostic]:
    """What is said of names in ignores that cover nothing: of those that are about unused ignores, or of the others."""
    for ignore, names in cover.unused():
        idle = [
            name for name in names if (name.text == _UNUSED) is of_unused and is_on(name.text, ignore.source, weigh)
        ]
        if idle:
            yield unused_ignore.report(ignore, idle, ALWAYS_ON)
