"""Generates sheets of flows alone: many of them, each with many steps that read what those before them have given."""

from pathlib import Path

from projects import VOCABULARY

_HEAD = """\
identity: {{code: app-{n}, name: Application {n}, description: Flows and nothing else.}}
flows:
"""
_FLOW = """\
  - key: proposal-{n}-{k}
    label: From opportunities to proposals, number {k}
    description: Each opportunity is weighed, read and answered.
    trigger: {{kind: manual}}
    input: {{type: object, required: [title, least], properties: {{title: {{type: string}}, least: {{type: number}}}}}}
    steps:
"""
_STEPS = """\
      - id: opportunity-{i}
        kind: event_wait
        with: {{eventType: rfp.opportunity.found, timeoutMs: 604800000, match: "event.payload.title == input.title"}}
        save_as: opportunity_{i}
      - id: fit-{i}
        kind: sage_skill
        with: {{skill: score_fit, input: {{title: $context.opportunity_{i}.payload.title}}}}
        save_as: fit_{i}
      - id: worth-it-{i}
        kind: gate
        with:
          expression: context.fit_{i}.fit >= input.least && context.fit_{i}.fit <= 1.0
          onPass: review-{i}
          onFail: halt
      - id: review-{i}
        kind: human_task
        with: {{assignee: "role:director", description: "Read number {i}, and say what is to be done."}}
        on_rejected: halt
        save_as: review_{i}
      - id: write-{i}
        kind: product_action
        with: {{product: rfp, action: generate_proposal, payload: {{text: $context.opportunity_{i}.payload.title}}}}
        save_as: written_{i}
"""


def write_flows(folder: Path, sheets: int, flows: int, rounds: int) -> Path:
    """The folder with a project in it: each flow has five steps in each of its rounds."""
    for name in ("sheets", "vocabulary"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "atelier.toml").write_text('plane = "template_bench"\n', encoding="utf-8")
    (folder / "vocabulary" / "bench.yaml").write_text(VOCABULARY, encoding="utf-8")
    steps = "".join(_STEPS.format(i=i) for i in range(rounds))
    for n in range(sheets):
        text = _HEAD.format(n=n) + "".join(_FLOW.format(n=n, k=k) + steps for k in range(flows))
        (folder / "sheets" / f"app-{n}.yaml").write_text(text, encoding="utf-8")
    return folder
