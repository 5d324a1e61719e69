"""The linters that people use for YAML, each with what it is made for, in files of a wanted size.

cfn-lint reads CloudFormation templates and zizmor GitHub workflows, so these get some of their own; yamllint and
check-jsonschema read sheets. A mistake that a peer finds is planted in each part, where mistakes are asked for.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from measure import Figure, Missing, process_cpu

_TOOLS = Path(sys.executable).parent
_SCHEMA = Path(__file__).resolve().parent.parent / "schemas" / "sheet.schema.json"
#: About as long as a file of its kind may be.
_LONGEST = 80_000

_TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Description: Queues of a generated catalogue.
Resources:
"""
_RESOURCES = """\
  Queue{k}:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "${{AWS::StackName}}-queue-{k}"
      VisibilityTimeout: 30
      MessageRetentionPeriod: 345600
      Tags:
        - {{Key: application, Value: catalogue}}
        - {{Key: number, Value: "{k}"}}
  Alarm{k}:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: Messages wait too long in queue {k}.
      Namespace: AWS/SQS
      MetricName: ApproximateAgeOfOldestMessage
      Dimensions: [{{Name: QueueName, Value: !GetAtt Queue{k}.QueueName}}]
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 5
      Threshold: 600
      ComparisonOperator: GreaterThanThreshold
"""
_WORKFLOW = """\
name: A generated catalogue
on: {push: {branches: [main]}}
permissions: {contents: read}
jobs:
"""
_JOB = """\
  build_{k}:
    name: Build number {k}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - name: Report
        env:
          NUMBER: "{k}"
          TITLE: ${{{{ github.event.head_commit.message }}}}
        run: |
          echo "building $NUMBER: $TITLE"
          make build NUMBER="$NUMBER"
      - name: Test
        if: ${{{{ success() && github.ref == 'refs/heads/main' }}}}
        run: make test NUMBER={k}
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A linter, and how it is called for the files in a folder."""

    name: str
    #: What it reads, in messages.
    reads: str
    command: Callable[[list[Path]], list[str | Path]]
    #: A text that stands in every part, and what is wrong instead.
    mistake: tuple[str, str]
    #: The start of each file and a part of it; None for sheets.
    text: tuple[str, str] | None = None


PEERS = (
    Peer("yamllint", "sheets", lambda files: ["-d", "relaxed", *files], ("    label: Plan", "    label : Plan")),
    Peer(
        "check-jsonschema",
        "sheets",
        lambda files: ["--schemafile", _SCHEMA, *files],
        ("    label: Plan", "    lable: Plan"),
    ),
    Peer(
        "zizmor",
        "workflows",
        lambda files: ["--offline", "--no-progress", *files],
        ('echo "building $NUMBER: $TITLE"', 'echo "building ${{ github.event.head_commit.message }}"'),
        (_WORKFLOW, _JOB),
    ),
    Peer(
        "cfn-lint", "templates", list, ("VisibilityTimeout: 30", "VisibilityTimeuot: 30"), (_TEMPLATE, _RESOURCES)
    ),
)  # fmt: skip


def beside(ours: float, ours_wrong: float, sheets: list[Path], folder: Path) -> Iterator[Figure | Missing]:
    """Each peer over as many bytes as the sheets have: without mistakes, and with one in each part."""
    size = sum(file.stat().st_size for file in sheets)
    for peer in PEERS:
        what = f"lint of {size / 1e6:.1f} MB, the whole process"
        if not (_TOOLS / peer.name).exists():
            yield Missing(what, peer.name)
            continue
        for ours_here, is_wrong in ((ours, False), (ours_wrong, True)):
            kind = f"{folder.name}-{peer.name}-{'wrong' if is_wrong else 'right'}"
            files = list(_written(peer, sheets, size, folder / kind, is_wrong=is_wrong))
            took = process_cpu([_TOOLS / peer.name, *peer.command(files)], folder, 0 if peer.name == "cfn-lint" else 1)
            yield Figure(
                f"{what}, with mistakes" if is_wrong else what,
                ours_here,
                f"{peer.name}, {peer.reads}{', one a part' if is_wrong else ''}",
                took,
            )


def _written(peer: Peer, sheets: list[Path], size: int, folder: Path, *, is_wrong: bool) -> Iterator[Path]:
    """The files of a peer, written into a folder of their own."""
    texts = [sheet.read_text(encoding="utf-8") for sheet in sheets] if peer.text is None else _texts(*peer.text, size)
    below = folder / ".github" / "workflows"  # zizmor looks nowhere else
    below.mkdir(parents=True)
    for number, text in enumerate(texts):
        file = below / f"{number}.yaml"
        file.write_text(text.replace(*peer.mistake) if is_wrong else text, encoding="utf-8")
        yield file


def _texts(head: str, part: str, size: int) -> Iterator[str]:
    """As many files as make up the size, none much longer than such files are."""
    while size > 0:
        text, k = [head], 0
        while sum(map(len, text)) < min(size, _LONGEST):
            text.append(part.format(k=k))
            k += 1
        whole = "".join(text)
        size -= len(whole)
        yield whole
