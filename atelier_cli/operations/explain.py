"""Explains a word of the language or a rule, from its own documentation."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from textwrap import dedent
from typing import Any

from atelier_cli import names, resources
from atelier_cli.diagnostics import Severity
from atelier_cli.errors import UsageError
from atelier_cli.frozen import frozen
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.operators import COMBINATORS, OPERATORS
from atelier_cli.language.operators.synonyms import SYNONYMS
from atelier_cli.language.steps import STEPS
from atelier_cli.language.type_words import TYPE_WORDS
from atelier_cli.language.values import MODES
from atelier_cli.language.values.slots import SLOTS
from atelier_cli.operations.explain_key import explain_key
from atelier_cli.rules import RULES
from atelier_cli.sheet.key_places import key_places
from atelier_cli.sheet.models.vocabulary import Surface, VocabularyFile
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read


@frozen
class Explanation:
    """What a word means."""

    word: str
    #: What the word names: "rule", "operator", "nesting", "function", "step kind", "value", "type", "surface" or "key".
    kind: str
    #: The first sentence.
    summary: str
    #: The whole of it, in Markdown, the summary first.
    text: str
    #: Of a rule.
    severity: Severity | None = None


def explain(word: str) -> Explanation:
    """What the word means; a value may be written as in a sheet, as `$parameters.due_on` or `{$expr}`.

    What else it names, a type or a key, is said at the end. Raises `UsageError` for a word that names nothing.
    """
    wanted = _root(word)
    tables = _tables()
    of_key = explain_key(wanted.removesuffix(":"))
    found = [_explained(wanted, table) for table in tables if wanted in table.entries]
    if found:
        others = [f"## As a {other.kind}\n\n{other.text}" for other in found[1:]]
        keys = [_section("As a key", of_key)] if of_key else []
        return replace(found[0], text="\n\n".join([found[0].text, *others, *keys]))
    if of_key:
        return Explanation(wanted.removesuffix(":"), "key", _first(of_key), _section("Stands", of_key))
    meant = SYNONYMS.get(wanted) or names.suggest(wanted, {known for table in tables for known in table.entries})
    meant = meant or names.suggest(wanted, key_places())
    remedy = f"did you mean `{meant}`?" if meant else "`atelier explain` lists the words, `atelier rules` the rules"
    raise UsageError(f"there is no word and no rule `{word}`", remedy)


def words() -> tuple[Explanation, ...]:
    """All words of the language, by what they name; neither the rules nor the keys are among them."""
    return tuple(_explained(word, table) for table in _tables()[1:] for word in sorted(table.entries))


def rules() -> tuple[Explanation, ...]:
    """All rules, by name."""
    return tuple(_explained(name, _RULES) for name in sorted(RULES))


@frozen
class _Table:
    """A table of parts that can be explained."""

    kind: str
    entries: Mapping[str, Any]
    #: Further sections about an entry, made from what its module says.
    more: Callable[[str, Any], Iterable[str]]
    #: What an entry says of itself.
    said: Callable[[Any], str] = lambda part: _markdown(part.__doc__ or "")


def _explained(word: str, table: _Table) -> Explanation:
    part = table.entries[word]
    text = "\n\n".join((table.said(part), *table.more(word, part)))
    summary = " ".join(text.partition("\n\n")[0].split())
    return Explanation(word, table.kind, summary, text, getattr(part, "SEVERITY", None))


_REFERENCE = re.compile(r"\{?\$([a-z]+)")
_EXAMPLE = re.compile(r"^Examples?:\n((?:(?: {4}.*)?\n?)+)", re.MULTILINE)


def _root(word: str) -> str:
    """The word that tells a mode of value, where one is written as in a sheet."""
    found = _REFERENCE.match(word)
    return found[1] if found else word


def _markdown(docstring: str) -> str:
    """The docstring with its example as Markdown shows one."""

    def fenced(found: re.Match[str]) -> str:
        lines = dedent(found[1]).strip().splitlines()
        return "\n".join(("## Example", "", "```yaml", *(line.strip("`") for line in lines), "```"))

    return _EXAMPLE.sub(fenced, docstring.strip()).strip()


def _section(heading: str, lines: Iterable[str]) -> str:
    return "\n".join((f"## {heading}", "", *(f"- {line}" for line in lines)))


def _nothing(_word: str, _part: Any) -> Iterable[str]:
    return ()


def _of_operator(_word: str, operator: Any) -> Iterable[str]:
    yield _section("The right side", [operator.RIGHT])


def _of_function(_word: str, function: Any) -> Iterable[str]:
    yield _section("Arguments", (f"`{name}`: {type}" for name, type in function.ARGS.items()))
    yield _section("Returns", [str(function.RETURNS)])


def _of_step(_word: str, kind: Any) -> Iterable[str]:
    lines = []
    for name, field in kind.With.model_fields.items():
        needed = " (required)" if field.is_required() else ""
        lines.append(f"`{field.alias or name}`{needed}: {field.description}")
    yield _section("Keys of `with`", lines)


def _of_mode(word: str, mode: Any) -> Iterable[str]:
    yield _section("Written", [f"`{mode.FORM}`"])
    yield _section("May stand in", (str(slot) for slot, modes in SLOTS.items() if word in modes))


def _of_type(entry: tuple[str, str]) -> str:
    holds, example = entry
    return f"{holds}\n\n## Example\n\n```yaml\n{example}\n```"


def _of_surface(surface: Surface) -> str:
    takes = ", ".join(f"`{source}`" for source in surface.accepted_sources)
    shows = f"{surface.label}: offers actions of kind {takes} to {surface.audience}, shown as `{surface.presentation}`."
    return f"{shows}\n\n## Example\n\n```yaml\nplacements:\n  - {{surface: {surface.code}}}\n```"


@cache
def _surfaces() -> Mapping[str, Surface]:
    """The surfaces that every project has; a vocabulary adds its own."""
    read_ = parse(read(resources.base_vocabulary().read_bytes(), "base.yaml"))
    model = read_.model
    return {one.code: one for one in model.vocabulary.surfaces} if isinstance(model, VocabularyFile) else {}


def _first(lines: Iterable[str]) -> str:
    """What the first of the lines about a key says, without where it stands."""
    return next(iter(lines)).partition(": ")[2].partition(" As in ")[0]


_RULES = _Table("rule", RULES, _nothing)
#: Looked through in this order.
_TABLES = (
    _RULES,
    _Table("operator", OPERATORS, _of_operator),
    _Table("nesting", COMBINATORS, _nothing),
    _Table("function", FUNCTIONS, _of_function),
    _Table("step kind", STEPS, _of_step),
    _Table("value", MODES, _of_mode),
    _Table("type", TYPE_WORDS, _nothing, _of_type),
)


def _tables() -> tuple[_Table, ...]:
    return (*_TABLES, _Table("surface", _surfaces(), _nothing, _of_surface))
