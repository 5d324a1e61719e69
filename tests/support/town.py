"""A small project on disk: a vocabulary, and two sheets of which one uses an entity type of the other."""

from pathlib import Path

from atelier_cli.operations.project import Files, open_files
from atelier_cli.operations.settings import load

VOCABULARY = """\
vocabulary:
  code: town-words
  roles: [clerk, director]
  surfaces: [{code: desk, label: Desk, audience: staff, accepted_sources: [detail, bulk, async]}]
  events: [{code: case.closed, label: A case was closed}]
"""
CASES = """\
identity: {code: cases, name: Cases}
settings: [{key: days, type: integer, default_value: 7}]
entities:
  - entity_type: case_file
    schema:
      fields:
        - {field_key: title, field_type: {type: string}}
        - {field_key: due_on, field_type: {type: date}}
actions:
  - key: close
    target_model: case_file
    label: Close
    permissions_policy: {apply: [clerk, director]}
    parameters: [{key: note, type: text}]
    edits: [{field: title, value: $parameters.note}]
    creates: [{key: follow-up, entity_type: case_file, fields: {title: again}}]
    submission_criteria: [{criteria_type: role_access, config: {roles: [clerk]}}]
    side_effects: [{event: case.closed, payload_aliases: {made: $created.1.id}}]
    placements: [{surface: desk}]
  - {key: answer, target_model: case_file, label: Answer, kind: async, flow: reply}
notifications:
  templates: [{key: closed, subject: Closed, body_text: It is.}]
  rules: [{key: tell, event: case.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}]
flows:
  - key: reply
    label: Reply
    trigger: {kind: action}
    steps: [{id: sign, kind: human_task, with: {assignee: "role:clerk", description: Sign.}, on_rejected: halt}]
dashboard: {tiles: []}
"""
LETTERS = """\
identity: {code: letters, name: Letters}
entities: [{entity_type: case_file, visible: false}]
actions:
  - {key: send, target_model: case_file, label: Send, permissions_policy: {apply: [director]}}
"""
PLANE = "template_town"


def write_town(folder: Path) -> Path:
    """The folder with the project in it."""
    texts = {"atelier.toml": f'plane = "{PLANE}"\n', "vocabulary/words.yaml": VOCABULARY}
    for name, text in {**texts, "sheets/cases.yaml": CASES, "sheets/letters.yaml": LETTERS}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def files(folder: Path, *names: str) -> Files:
    """The named files of the project in the folder, or all of them."""
    return open_files(load(folder, {}), [folder / name for name in names])
