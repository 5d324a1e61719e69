"""The target can be reached from the caller along relations, hop by hop.

Example:
    `{criteria_type: reachable, config: {path: ["crews>", "reports>"]}}`
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from atelier_cli import names
from atelier_cli.actions.criteria import protocol
from atelier_cli.actions.criteria.protocol import Around, Compiled, Enforcement, Question, Situation
from atelier_cli.actions.entities.ontology import USER, EntityKind
from atelier_cli.actions.judgement import Judgement, of_verdict, unevaluable
from atelier_cli.actions.reader import Step
from atelier_cli.language.problems import Problem, Problems, unknown

#: The most links that are looked at; where they are not enough, nobody is let through.
BUDGET = 10_000


class Config(protocol.Config):
    from_: Literal["user"] = Field("user", alias="from")
    path: list[Annotated[str, Field(pattern=names.HOP)]] = Field(min_length=1)
    max_depth: Annotated[int, Field(ge=1, le=8)] = 8
    enforcement: Enforcement = "gate"


def compile(config: Config, around: Around) -> tuple[Compiled, Problems]:  # noqa: A001  # what is done to criteria
    steps: list[Step] = []
    problems = tuple(_follow(config, around, steps))

    def judge(situation: Situation) -> Judgement:
        caller, target = _id(situation.scope.roots.get("user")), _id(situation.record)
        if caller is None or target is None:
            return unevaluable("cannot be judged: there is no caller, or no target")
        found = situation.reader.reach(caller, steps, target, BUDGET)
        return of_verdict(found, "", "cannot be judged: there are too many ways from the caller to look at them all")

    return Question(judge, frozenset({("user", "id")}), config.enforcement), problems


def _id(record: Any) -> str | None:
    found = record.get("id") if isinstance(record, Mapping) else None
    return found if isinstance(found, str) else None


def _follow(config: Config, around: Around, steps: list[Step]) -> Iterator[Problem]:
    """What is wrong with the path; its steps are added to the list."""
    if len(config.path) > config.max_depth:
        message = f"the path is {len(config.path)} relations long, and `max_depth` is {config.max_depth}"
        yield Problem("wrong-path", message, ("max_depth",), help="allow as many, or shorten the path")
    kind = around.ontology.kinds.get(USER)
    for i, hop in enumerate(config.path):
        if kind is None:
            return
        found = _step(kind, hop)
        if found is None:
            known = kind.backward if hop.startswith("<") else {**kind.relations, **kind.reverse}
            message, hint = unknown("relation", hop.strip("<>"), known)
            yield Problem("unknown-relation", f"{message} of entity `{kind.code}`", ("path", i), help=hint)
            return
        step, code = found
        steps.append(step)
        kind = around.ontology.kinds.get(code)
    target = around.ontology.kinds.get(around.target_model)
    if kind is not None and target is not None and not kind.is_a(target.code) and not target.is_a(kind.code):
        message = f"the path leads to `{kind.code}`, and the action acts on `{target.code}`"
        yield Problem(
            "wrong-path", message, ("path", len(config.path) - 1), help=f"go on from there, or end at `{target.code}`"
        )


def _step(kind: EntityKind, hop: str) -> tuple[Step, str] | None:
    """The relations of a hop, and the code of the type that they lead to; None where the type has none of the name."""
    if hop.startswith("<"):
        back = kind.backward.get(hop[1:])
        return None if back is None else (Step((back.id,), forward=False), back.source)
    found = kind.relation(hop[:-1])
    if found is None:
        return None
    relation, forward = found
    return Step((relation.id,), forward), relation.target if forward else relation.source
