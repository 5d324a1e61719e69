"""What is there at a step, against walking every run of small flows."""

import sys
from collections import deque
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.catalog.assignment import always_there
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.uses.index import index
from atelier_cli.sheet import reader
from atelier_cli.sheet.models.flow import Flow
from atelier_cli.sheet.parse import parse
from tests.support.scaffold import CONTEXT, IDENTITY, findings

NAMES = ("a", "b", "c")
SIZE = 5
#: A step: its kind, the name it saves, the name it reads, and three targets.
Step = tuple[str, str, str | None, tuple[int, int, int]]

TARGETS = st.integers(0, SIZE)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["skill", "gate", "task"]),
        st.sampled_from(NAMES),
        st.sampled_from([None, *NAMES]),
        st.tuples(TARGETS, TARGETS, TARGETS),
    ),
    min_size=SIZE,
    max_size=SIZE,
)


def written(steps: list[Step]) -> str:
    lines = ["flows:", "  - key: flow", "    label: Flow", "    steps:"]
    for i, (kind, saved, read, to) in enumerate(steps):
        first, second, third = (f"s{target}" if target < SIZE else None for target in to)
        said = "Trees" if read is None else f"$context.{read}.text"
        match kind:
            case "skill":
                lines.append(
                    f"      - {{id: s{i}, kind: sage_skill, with: {{skill: draft_letter, input: {{topic: {said}}}}}, "
                    f"save_as: {saved}, next: {first or 'end'}, on_error: {second or 'fail'}}}"
                )
            case "task":
                lines.append(
                    f"      - {{id: s{i}, kind: human_task, with: {{assignee: 'role:clerk', description: D, "
                    f"deadline: {'P1D' if read is None else said}}}, save_as: {saved}, next: {first or 'end'}, "
                    f"on_rejected: {second or 'halt'}, on_timeout: {third or 'fail'}}}"
                )
            case _:
                text = "run.version > 1" if read is None else f"context.{read}.text == 'x'"
                lines.append(
                    f'      - {{id: s{i}, kind: gate, with: {{expression: "{text}", onPass: {first or "end"}, '
                    f"onFail: {second or 'halt'}}}, on_error: {third or 'fail'}}}"
                )
    return "\n".join(lines) + "\n"


def ways(step: Step, there: frozenset[str]) -> Iterator[tuple[int, frozenset[str]]]:
    """Where a run goes on from a step, and what is there then; what it has read was there."""
    kind, saved, read, (first, second, third) = step
    read_too = there if read is None else there | {read}
    match kind:
        case "skill":
            yield first, read_too | {saved}
            yield second, there
        case "task":
            yield from ((target, read_too | {saved}) for target in (first, second, third))
        case _:
            yield from ((target, read_too) for target in (first, second))
            yield third, there


def reached(steps: list[Step]) -> set[tuple[int, frozenset[str]]]:
    """The steps that some run comes to, with what is there then."""
    start = (0, frozenset[str]())
    seen, rest = {start}, deque([start])
    while rest:
        at, there = rest.popleft()
        for target, then in ways(steps[at], there):
            if target < SIZE and (target, then) not in seen:
                seen.add((target, then))
                rest.append((target, then))
    return seen


def missing(steps: list[Step]) -> set[tuple[int, str]]:
    """What some run reads where it is not there."""
    defined = {saved for kind, saved, *_ in steps if kind != "gate"}
    return {
        (at, read)
        for at, there in reached(steps)
        if (read := steps[at][2]) is not None and read not in there and read in defined
    }


@settings(max_examples=120, deadline=None)
@given(STEPS)
def test_a_gap_is_what_some_run_would_meet(steps: list[Step]) -> None:
    told = set()
    for finding in findings(written(steps)):
        if finding.diagnostic.rule == "possibly-undefined":
            place = finding.diagnostic.place
            assert finding.mark.document is not None
            line = finding.mark.document.text.splitlines()[finding.mark.range.start.line - 1]
            start, end = finding.mark.range.start.column - 1, finding.mark.range.end.column - 1
            told.add((int(place.path[3]), line[start:end]))
    assert told == missing(steps)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_what_is_always_there_is_what_every_run_has(steps: list[Step]) -> None:
    known = index([*CONTEXT, parse(reader.read((IDENTITY + written(steps)).encode(), "example.yaml"))])
    (node,) = (
        Node(one.model, one.path, one.parsed, one.parent)
        for one in known.nodes
        if isinstance(one.model, Flow) and one.model.key == "flow"
    )
    defined = {saved for kind, saved, *_ in steps if kind != "gate"}
    runs = reached(steps)
    for step in range(SIZE):
        then = [there & defined for at, there in runs if at == step]
        told = always_there(node, known.catalog, step)
        names = None if told is None else {name for root, name in told if root == "context"} & defined
        assert names == (frozenset[str].intersection(*then) if then else None)


def calls(text: str) -> int:
    """How many functions are called to lint a sheet: a measure of work that no other load on the machine changes."""
    count = 0

    def counted(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        assert not findings(text)
    finally:
        sys.setprofile(None)
    return count


def test_twice_the_steps_are_twice_the_work() -> None:
    calls(chain(60))  # what is read of a text is kept, whoever reads it first
    assert calls(chain(60)) < 2.3 * calls(chain(30))


def chain(length: int) -> str:
    """A long flow with a gate after every step, whose failing leads back a little."""
    lines = ["flows:", "  - key: flow", "    label: Flow", "    steps:"]
    for i in range(0, 2 * length, 2):
        said = f"$context.s{i - 2}.text" if i else "Trees"
        lines.append(
            f"      - {{id: s{i}, kind: sage_skill, with: {{skill: draft_letter, input: {{topic: {said}}}}}, "
            f"save_as: s{i}}}"
        )
        lines.append(
            f"      - {{id: s{i + 1}, kind: gate, with: {{expression: context.s{i}.text == 'x', "
            f"onPass: {f's{i + 2}' if i + 2 < 2 * length else 'end'}, onFail: s{max(i - 4, 0)}}}}}"
        )
    return "\n".join(lines) + "\n"
