"""Generates projects of any size: one vocabulary, and sheets that look like those people write."""

from pathlib import Path

VOCABULARY = """\
vocabulary:
  code: bench
  roles: [clerk, inspector, director, admin]
  surfaces:
    - {code: desk_detail, label: Service desk, audience: staff, accepted_sources: [detail, async]}
    - {code: desk_list, label: Lists of the desk, audience: staff, accepted_sources: [detail, bulk]}
  events:
    - code: case.closed
      label: A case was closed
      payload_schema: {type: object, properties: {case: {type: string}, outcome: {type: string}}}
  products:
    - code: rfp
      label: RFP engine
      actions:
        - code: generate_proposal
          payload_schema: {type: object, properties: {text: {type: string}}}
          result_schema: {type: object, properties: {url: {type: string}}, required: [url]}
  event_types:
    - code: rfp.opportunity.found
      product: rfp
      payload_schema: {type: object, properties: {title: {type: string}, amount: {type: number}}, required: [title]}
  skills:
    - code: score_fit
      input_schema: {type: object, properties: {title: {type: string}}}
      output_schema: {type: object, properties: {fit: {type: number}}, required: [fit]}
"""

_HEAD = """\
# Application {n} of a generated catalogue.
identity:
  code: app-{n}
  name: Application {n}
  description: Residents report, the desk plans, a crew repairs, an inspector closes.
  nav_order: {n}

settings:
  - {{key: repair_days, type: integer, default_value: 10}}

entities:
  - entity_type: organization
    visible: false
  - entity_type: case_{n}
    ordering: 10
    presentation: {{icon: folder, title_field: title}}
    schema:
      display_name: Case {n}
      fields:
        - {{field_key: title, field_type: {{type: string}}, required: true, indexed: true}}
        - {{field_key: description, field_type: {{type: text}}}}
        - field_key: status
          field_type:
            type: enum
            choices:
              - {{value: open, label: Open}}
              - {{value: planned, label: Planned}}
              - {{value: closed, label: Closed}}
          indexed: true
        - {{field_key: place, field_type: {{type: geo_point}}}}
        - {{field_key: due_on, field_type: {{type: date}}}}
        - {{field_key: cost, field_type: {{type: decimal, precision: 2}}}}
        - {{field_key: reporter, field_type: {{type: user}}}}
      relationships:
        - {{rel_code: owner, target_type_code: organization, cardinality: many_to_one, reverse_code: cases_{n}}}
      states:
        field: status
        initial: open
        transitions: {{open: [planned, closed], planned: [closed], closed: [open]}}

notifications:
  templates:
    - {{key: closed, subject: "Case {{{{ case }}}} is closed", body_text: "Outcome: {{{{ outcome }}}}", available_vars: [case, outcome]}}
  rules:
    - {{key: tell-clerks, event: case.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}}

flows:
  - key: proposal-{n}
    label: From an opportunity to a proposal
    trigger: {{kind: manual}}
    steps:
      - {{id: opportunity, kind: event_wait, with: {{eventType: rfp.opportunity.found, timeoutMs: 604800000, broadcast: true}}, save_as: opportunity}}
      - {{id: fit, kind: sage_skill, with: {{skill: score_fit, input: {{title: $context.opportunity.payload.title}}}}, save_as: fit}}
      - {{id: worth-it, kind: gate, with: {{expression: "context.fit.fit >= 0.7", onPass: review, onFail: halt}}}}
      - {{id: review, kind: human_task, with: {{assignee: "role:director", description: Read it.}}, on_rejected: halt}}
      - {{id: write, kind: product_action, with: {{product: rfp, action: generate_proposal, payload: {{text: $context.opportunity.payload.title}}}}}}

actions:
"""

_ACTION = """\
  - key: plan_{k}
    label: Plan repair number {k}
    description: The desk gives the case to a crew, with a day by which it is to be done.
    target_model: case_{n}
    kind: detail
    permissions_policy: {{view: [clerk, inspector], apply: [clerk], edit: [admin]}}
    presentation: {{icon: calendar, activity_template: "{{{{ actor }}}} planned the repair"}}
    parameters:
      - {{key: owner, label: Owner, type: entity, object_type: organization, required: true}}
      - {{key: due_on, label: Due on, type: date, default: $today+P10D, constraints: {{not_before: $today}}}}
      - key: outcome
        label: Outcome
        help: What came of it, as the crew reports it.
        type: enum
        constraints: {{one_of: [repaired, duplicate, not_found]}}
      - {{key: note, label: Note, type: text, constraints: {{max_length: 2000}}}}
    submission_criteria:
      - key: still-open
        criteria_type: field
        config: {{subject: entity, field: status, operator: eq, value: open, enforcement: gate}}
        message: Only an open case can be planned.
      - key: four-eyes
        criteria_type: expression
        config: {{expression: "entity.reporter != user.id", enforcement: gate}}
        message: The reporter may not plan.
    edits:
      - {{field: status, value: planned}}
      - {{field: due_on, value: $parameters.due_on}}
      - {{field: description, value: $parameters.note}}
    creates:
      - key: follow-up
        entity_type: case_{n}
        fields: {{title: $entity.title, owner: $parameters.owner, due_on: $parameters.due_on}}
        when: {{left: $parameters.outcome, operator: eq, value: repaired}}
    side_effects:
      - event: case.closed
        when_parameter: outcome
        when_equals: repaired
        payload_aliases: {{case: $entity.id, outcome: $parameters.outcome}}
    placements:
      - {{key: plan-{k}, surface: desk_detail}}
      - {{key: plan-{k}-list, surface: desk_list}}

"""


#: What is written wrong in an action, where mistakes are asked for: each is a finding of its own.
MISTAKES = (
    ("$parameters.note", "$parameters.noet"),
    ("$parameters.owner", "$parameters.ownr"),
    ("$parameters.due_on", "$parameters.due_onn"),
    ("case: $entity.id, outcome: $parameters.outcome", "case: $entity.idd, outcome: $parameters.outcom"),
    ("$parameters.outcome, operator", "$parameters.otcome, operator"),
    ("$entity.title", "$entity.titel"),
    ("entity.reporter != user.id", "entity.reportr != user.idd"),
    ("value: open", "value: opne"),
    ("value: planned", "value: plannd"),
    ("field: description", "field: descriptoin"),
    ("surface: desk_", "surface: dsk_"),
    ("event: case.closed", "event: case.closd"),
    ("when_parameter: outcome", "when_parameter: outcom"),
    ("object_type: organization", "object_type: organizatoin"),
    ("view: [clerk, inspector], apply: [clerk], edit: [admin]", "view: [clrk, inspectr], apply: [clrk], edit: [admn]"),
    ("not_before: $today", "not_before: $tday"),
)


def sheet(number: int, actions: int, mistakes: int = 0) -> str:
    """The text of one sheet with so many actions; the first `mistakes` of them have all the `MISTAKES`."""
    text = [_HEAD.format(n=number)]
    for k in range(actions):
        action = _ACTION.format(n=number, k=k)
        for right, wrong in MISTAKES if k < mistakes else ():
            action = action.replace(right, wrong)
        text.append(action)
    return "".join(text)


def write_project(folder: Path, sheets: int, actions: int, mistakes: int = 0) -> Path:
    """The folder with a project in it: `sheets` sheets with `actions` actions and `mistakes` mistakes each."""
    for name in ("sheets", "vocabulary"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "atelier.toml").write_text('plane = "template_bench"\n', encoding="utf-8")
    (folder / "vocabulary" / "bench.yaml").write_text(VOCABULARY, encoding="utf-8")
    for number in range(sheets):
        (folder / "sheets" / f"app-{number}.yaml").write_text(sheet(number, actions, mistakes), encoding="utf-8")
    return folder
