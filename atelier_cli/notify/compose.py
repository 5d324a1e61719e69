"""Composes the deliveries of an event: for each rule about it, each recipient, each channel."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from atelier_cli.ids import Ids
from atelier_cli.language.condition.evaluate import evaluate
from atelier_cli.language.condition.subject import Subject
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.verdict import Verdict
from atelier_cli.notify.channels import CHANNELS
from atelier_cli.notify.directory import Directory, Person
from atelier_cli.notify.resolvers import RESOLVERS
from atelier_cli.notify.resolvers.protocol import Found
from atelier_cli.notify.rules import Rules
from atelier_cli.notify.sandbox import RenderError
from atelier_cli.notify.words import Words
from atelier_cli.rows.audit import Delivery, Outbox
from atelier_cli.rows.notification import NotificationRule

_NO_WORDS = Words("", "", None)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What an event is told in: the organisation, its people, and its settings."""

    #: The organisation as its messages call it.
    organisation: str
    directory: Directory
    #: The settings of each application: what `$config` reads in the filter of a rule.
    settings: Mapping[str, Mapping[str, Any]]
    #: What the payload of the event is declared as.
    payload_type: Type = ANY


@dataclass(frozen=True, slots=True)
class _Draft:
    """A delivery that is being made."""

    channel: str
    recipient: str
    words: Words = _NO_WORDS
    error: str | None = None


def compose(event: Outbox, rules: Rules, occasion: Occasion, at: datetime, ids: Ids) -> tuple[Delivery, ...]:
    """The deliveries of an event, each recipient of a rule once a channel.

    What cannot be told is a delivery that is dead from the start, with the reason: nobody is left out in silence.
    """
    found: list[Delivery] = []
    for rule in rules.about(event.type):
        drafts = {(one.channel, one.recipient): one for one in _drafts(rule, event, rules, occasion, at)}
        found.extend(_delivery(one, rule, event, at, ids.new()) for one in drafts.values())
    return tuple(found)


def _drafts(rule: NotificationRule, event: Outbox, rules: Rules, occasion: Occasion, at: datetime) -> Iterator[_Draft]:
    payload: Mapping[str, Any] = event.payload if isinstance(event.payload, Mapping) else {}
    try:
        if not _applies(rule, payload, occasion, at):
            return
    except EvaluationError as error:
        yield from _dead(rule, rule.recipients_resolver, f"the filter of the rule: {error}")
        return
    found = _recipients(rule, payload, occasion.directory)
    for problem in found.problems:
        yield from _dead(rule, rule.recipients_resolver, problem)
    if not found.people:
        return
    try:
        words = rules.templates[rule.address[0]].words(rule.template, payload, occasion.organisation)
    except (RenderError, KeyError) as error:
        yield from _dead(rule, rule.recipients_resolver, f"the template `{rule.template}`: {error}")
        return
    for person in found.people:
        yield from _to(person, rule, words)


def _applies(rule: NotificationRule, payload: Mapping[str, Any], occasion: Occasion, at: datetime) -> bool:
    if rule.filter is None:
        return True
    roots = {"now": at, "today": at.date(), "config": occasion.settings.get(rule.address[0], {})}
    return evaluate(rule.filter, Scope(roots), Subject(payload, occasion.payload_type)) is Verdict.TRUE


def _recipients(rule: NotificationRule, payload: Mapping[str, Any], directory: Directory) -> Found:
    kind, _, name = rule.recipients_resolver.partition(":")
    resolver = RESOLVERS.get(kind)
    if resolver is None:
        return Found(problems=(f"nobody knows whom `{rule.recipients_resolver}` means",))
    return resolver.find(name, payload, directory)


def _to(person: Person, rule: NotificationRule, words: Words) -> Iterator[_Draft]:
    for channel in rule.channels:
        known = CHANNELS.get(channel)
        reached_by = None if known is None else known.recipient(person)
        if reached_by is not None:
            yield _Draft(channel, reached_by, words)
        else:
            reason = "there is no such channel" if known is None else f"cannot be reached by `{channel}`"
            yield _Draft(channel, person.key or person.email or "", words, reason)


def _dead(rule: NotificationRule, recipient: str, reason: str) -> Iterator[_Draft]:
    for channel in rule.channels:
        yield _Draft(channel, recipient, error=reason)


def _delivery(draft: _Draft, rule: NotificationRule, event: Outbox, at: datetime, id_: str) -> Delivery:
    return Delivery(
        id=id_,
        outbox_id=event.id,
        rule="/".join(rule.address),
        channel=draft.channel,
        recipient=draft.recipient,
        subject=draft.words.subject,
        body_text=draft.words.body_text,
        body_html=draft.words.body_html,
        state="pending" if draft.error is None else "dead",
        attempts=0,
        due_at=at,
        created_at=at,
        sent_at=None,
        error=draft.error,
    )
