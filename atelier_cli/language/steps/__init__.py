"""The step kinds, one module each. These five and no others."""

from atelier_cli.language.steps import event_wait, gate, human_task, product_action, sage_skill
from atelier_cli.language.steps.protocol import StepKind

#: Every step kind by its name, which is that of its file.
STEPS: dict[str, StepKind] = {
    step.__name__.rpartition(".")[2]: step for step in (sage_skill, human_task, product_action, event_wait, gate)
}
