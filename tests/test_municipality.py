"""The municipality template shows every construct of the language at least once: a newcomer learns it from there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from atelier_cli import resources
from atelier_cli.language.operators import COMBINATORS, OPERATORS

MUNICIPALITY = resources.template_sheets() / "municipality"
SHEETS = sorted(MUNICIPALITY.glob("*.yaml"))
VOCABULARIES = sorted(resources.vocabulary().glob("*.yaml"))
FIXTURES = MUNICIPALITY / "fixtures" / "fixtures.yaml"


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # safe
    return loaded


SHEET_DATA = [read(path) for path in SHEETS]
MUNICIPAL = next(read(path)["vocabulary"] for path in VOCABULARIES if path.stem == "municipality")
ACTIONS = [action for sheet in SHEET_DATA for action in sheet["actions"]]
FLOWS = [flow for sheet in SHEET_DATA for flow in sheet.get("flows", ())]
STEPS = [step for flow in FLOWS for step in flow["steps"]]
OWNED = [entity for sheet in SHEET_DATA for entity in sheet["entities"] if "schema" in entity]
FIELDS = [field for entity in OWNED for field in entity["schema"]["fields"]]
PARAMETERS = [parameter for action in ACTIONS for parameter in action.get("parameters", ())]
CRITERIA = [criteria for action in ACTIONS for criteria in action.get("submission_criteria", ())]
NOTIFICATIONS = [sheet["notifications"] for sheet in SHEET_DATA if "notifications" in sheet]


def nodes(node: Any) -> Iterator[Any]:
    """A node and everything below it."""
    yield node
    if isinstance(node, dict):
        for below in node.values():
            yield from nodes(below)
    elif isinstance(node, list):
        for below in node:
            yield from nodes(below)


def below(name: str, *roots: Any) -> set[str]:
    """The keys of every mapping that stands under the key `name`, or in the list there."""
    holders = [node[name] for root in roots for node in nodes(root) if isinstance(node, dict) and name in node]
    items = [item for holder in holders for item in (holder if isinstance(holder, list) else [holder])]
    return {str(key) for item in items if isinstance(item, dict) for key in item}


#: Each value mode, and how it looks where it stands.
VALUE_MODES = {
    "literal": r"[a-z_]+",
    "$$ escape": r"\$\$.+",
    "$parameters.P": r"\$parameters\.\w+",
    "$entity.F": r"\$entity\.\w+",
    "$entity.F.G": r"\$entity\.\w+\.\w+",
    "$entity.F.G.H": r"\$entity\.\w+\.\w+\.\w+",
    "$user.id": r"\$user\.id",
    "$user.roles": r"\$user\.roles",
    "$user.org": r"\$user\.org",
    "$user.attributes.X": r"\$user\.attributes\.\w+",
    "$now": r"\$now",
    "$now+offset": r"\$now\+P\w+",
    "$now-offset": r"\$now-P\w+",
    "$today": r"\$today",
    "$today+offset": r"\$today\+P\w+",
    "$today-offset": r"\$today-P\w+",
    "$source.id": r"\$source\.id",
    "$source.type": r"\$source\.type",
    "$source.surface": r"\$source\.surface",
    "$created.K.F": r"\$created\.\w+\.\w+",
    "$config.T": r"\$config\.\w+",
    "$function.name": r"\$function\.\w+",
    "$classification.K": r"\$classification\.[\w-]+",
    "$input.X": r"\$input\.\w+",
    "$context.X": r"\$context\.\w+(\.\w+)*",
    "$steps.S.X": r"\$steps\.[\w-]+\.\w+(\.\w+)*",
    "$run.X": r"\$run\.\w+",
    "$event.X": r"\$event\.\w+(\.\w+)*",
}


def value_modes() -> set[str]:
    texts = {node for sheet in SHEET_DATA for node in nodes(sheet) if isinstance(node, str)}
    found = {mode for mode, form in VALUE_MODES.items() if any(re.fullmatch(form, text) for text in texts)}
    calls = {key for node in nodes(SHEET_DATA) if isinstance(node, dict) for key in node}
    return found | ({"{$function}", "{$expr}"} & {f"{{{key}}}" for key in calls})


def operators() -> set[str]:
    conditions = [node for node in nodes(SHEET_DATA) if isinstance(node, dict)]
    used = {node["operator"] for node in conditions if "operator" in node}
    return used | {nesting for node in conditions for nesting in node.keys() & COMBINATORS.keys()}


def values_from() -> set[str]:
    forms = [parameter["values_from"] for parameter in PARAMETERS if "values_from" in parameter]
    return {key for form in forms for key in form}


def visibility() -> set[str]:
    forms = [parameter.get("visibility", "visible") for parameter in PARAMETERS]
    return {form if isinstance(form, str) else "when" for form in forms}


def field_criteria() -> set[str]:
    configs = [criteria["config"] for criteria in CRITERIA if criteria["criteria_type"] == "field"]
    return {f"{config['subject']} {config['enforcement']}" for config in configs}


def enforcements(criteria_type: str) -> set[str]:
    return {one["config"]["enforcement"] for one in CRITERIA if one["criteria_type"] == criteria_type}


def types_used() -> set[str]:
    types = [node["type"] for field in FIELDS for node in nodes(field) if isinstance(node, dict) and "type" in node]
    return {*types, *(parameter["type"] for parameter in PARAMETERS)}


def resolvers() -> set[str]:
    return {rule["recipients_resolver"].partition(":")[0] for one in NOTIFICATIONS for rule in one["rules"]}


def async_carriers() -> set[str]:
    return {"flow" if "flow" in action else "webhook" for action in ACTIONS if action["kind"] == "async"}


def list_of(words: str) -> set[str]:
    return set(words.split())


#: What must be there, and what is: one line a kind of thing.
COVERAGE: dict[str, tuple[set[str], set[str]]] = {
    "child classes": (
        list_of("parameters submission_criteria edits creates side_effects placements"),
        {key for action in ACTIONS for key in action},
    ),
    "kinds": (list_of("detail bulk async"), {action["kind"] for action in ACTIONS}),
    "carriers of async actions": (list_of("flow webhook"), async_carriers()),
    "bulk modes": (list_of("atomic per_item stop_on_error"), {a["bulk"]["mode"] for a in ACTIONS if "bulk" in a}),
    "keys of actions": (
        list_of("description status permissions_policy presentation flow webhook bulk"),
        {key for action in ACTIONS for key in action},
    ),
    "keys of parameters": (
        list_of("help object_type required default constraints values_from visibility sensitive"),
        {key for parameter in PARAMETERS for key in parameter},
    ),
    "forms of values_from": (list_of("entity_type filter value label setting choices"), values_from()),
    "forms of visibility": (list_of("visible hidden when"), visibility()),
    "constraints": (
        list_of(
            "min max exclusive_min exclusive_max multiple_of min_length max_length pattern format one_of not_one_of "
            "min_items max_items unique_items not_before not_after max_bytes content_types unique_in"
        ),
        below("constraints", *PARAMETERS),
    ),
    "criteria types": (
        list_of("field function reachable required_fields one_of range role_access expression"),
        {criteria["criteria_type"] for criteria in CRITERIA},
    ),
    "subjects and enforcements of field criteria": (
        {f"{subject} {how}" for subject in ("entity", "parameters", "user") for how in ("gate", "classify")},
        field_criteria(),
    ),
    "enforcements of reachable": ({"gate"}, enforcements("reachable")),
    "enforcements of function": ({"gate"}, enforcements("function")),
    "edit operations": (
        list_of("set clear increment append remove add_unique"),
        {edit.get("op", "set") for action in ACTIONS for edit in action.get("edits", ())},
    ),
    "keys of edits": (list_of("field op value function_args when"), below("edits", *ACTIONS)),
    "keys of creates": (list_of("key entity_type fields when"), below("creates", *ACTIONS)),
    "keys of side effects": (
        list_of("event when_parameter when_equals payload_aliases"),
        below("side_effects", *ACTIONS),
    ),
    "keys of placements": (
        list_of("key surface target_model target_config label status"),
        below("placements", *ACTIONS),
    ),
    "value modes": ({*VALUE_MODES, "{$function}", "{$expr}"}, value_modes()),
    "operators": ({*OPERATORS, *COMBINATORS}, operators()),
    "field types": (
        list_of(
            "string text integer decimal number boolean date datetime time duration enum list entity user role email "
            "phone url money geometry geo_point address file json"
        ),
        types_used(),
    ),
    "keys of entities": (
        list_of("visible ordering role_visibility presentation schema"),
        below("entities", *SHEET_DATA),
    ),
    "keys of schemas": (
        list_of("display_name parent_code unique_constraints fields relationships states"),
        {key for entity in OWNED for key in entity["schema"]},
    ),
    "keys of fields": (
        list_of("display_name required indexed default_value deprecated"),
        {key for field in FIELDS for key in field},
    ),
    "cardinalities": (
        list_of("many_to_one one_to_one many_to_many"),
        {r["cardinality"] for entity in OWNED for r in entity["schema"].get("relationships", ())},
    ),
    "step kinds": (
        list_of("sage_skill human_task product_action event_wait gate"),
        {step["kind"] for step in STEPS},
    ),
    "keys of steps": (
        list_of("save_as next retry on_error on_timeout on_rejected"),
        {key for step in STEPS for key in step},
    ),
    "keys of `with`": (
        list_of(
            "skill input timeoutMs assignee description deadline form approvals forbid product action payload "
            "eventType match lookback broadcast expression onPass onFail"
        ),
        {key for step in STEPS for key in step["with"]},
    ),
    "keys of retries": (
        list_of("max_attempts initial factor max_interval jitter retry_on"),
        {key for step in STEPS for key in step.get("retry", ())},
    ),
    "products called": (
        list_of("atelier rfp sentinel janice catalyst"),
        {step["with"]["product"] for step in STEPS if step["kind"] == "product_action"},
    ),
    "keys of flows": (list_of("description input deadline"), {key for flow in FLOWS for key in flow}),
    "triggers": (list_of("manual event action"), {flow["trigger"]["kind"] for flow in FLOWS}),
    "keys of triggers": (list_of("event_type match"), below("trigger", *FLOWS)),
    "keys of templates": (
        list_of("subject body_text body_html extends available_vars"),
        below("templates", *NOTIFICATIONS),
    ),
    "keys of rules": (
        list_of("event filter recipients_resolver template channels"),
        below("rules", *NOTIFICATIONS),
    ),
    # A template knows no person, so no rule of it names one.
    "recipient resolvers": (list_of("field role group"), resolvers()),
    "blocks": (
        list_of(
            "identity entities actions flows notifications settings public_surfaces portal_pages views layers "
            "dashboard admin_configs acl_rules"
        ),
        {key for sheet in SHEET_DATA for key in sheet},
    ),
    "lists of the vocabulary": (
        list_of("roles events event_types products skills functions"),
        set(MUNICIPAL),
    ),
    "products": (list_of("rfp sentinel janice catalyst"), {product["code"] for product in MUNICIPAL["products"]}),
    "effects": (
        list_of("idempotent at_most_once pure"),
        {action["effect"] for product in MUNICIPAL["products"] for action in product["actions"]},
    ),
    "statuses": (
        list_of("draft deprecated"),
        {node["status"] for action in ACTIONS for node in (action, *action.get("placements", ())) if "status" in node},
    ),
}


@pytest.mark.parametrize("what", COVERAGE)
def test_every_construct_is_shown(what: str) -> None:
    wanted, found = COVERAGE[what]
    assert sorted(wanted - found) == []


@pytest.mark.parametrize(
    ("what", "found", "least"),
    [
        ("sheets", len(SHEETS), 6),
        ("entity types", len(OWNED), 12),
        (
            "entity types that are only referred to",
            sum("schema" not in e for s in SHEET_DATA for e in s["entities"]),
            1,
        ),
        ("actions", len(ACTIONS), 40),
        ("flows", len(FLOWS), 5),
    ],
)
def test_there_is_enough_of_it(what: str, found: int, least: int) -> None:
    assert found >= least, what


def test_one_flow_leads_from_an_opportunity_to_a_filed_proposal() -> None:
    flow = next(flow for flow in FLOWS if flow["key"] == "opportunity-to-proposal")
    assert flow["trigger"]["event_type"] == "rfp.opportunity.found"
    assert [step["kind"] for step in flow["steps"]] == [
        "sage_skill", "gate", "sage_skill", "human_task", "product_action", "product_action",
    ]  # fmt: skip
    assert flow["steps"][1]["with"]["expression"] == "context.fit.mission_fit_score >= 0.7"
    assert flow["steps"][3]["with"]["assignee"] == "role:director"


def test_a_template_names_no_person() -> None:
    texts = [node for sheet in SHEET_DATA for node in nodes(sheet) if isinstance(node, str)]
    assert [text for text in texts if text.startswith("user:")] == []


SCHEMAS = {
    **{("skills", skill["code"]): skill["output_schema"] for skill in MUNICIPAL["skills"]},
    **{
        ("actions", f"{product['code']}/{action['code']}"): action["result_schema"]
        for product in MUNICIPAL["products"]
        for action in product["actions"]
    },
    **{("events", event["code"]): event["payload_schema"] for event in MUNICIPAL["event_types"]},
}


def test_every_skill_action_and_event_has_a_fixture_and_no_other() -> None:
    fixtures = read(FIXTURES)["fixtures"]
    assert {(kind, name) for kind, answers in fixtures.items() for name in answers} == set(SCHEMAS)


@pytest.mark.parametrize(("kind", "name"), SCHEMAS)
def test_a_fixture_satisfies_its_schema(kind: str, name: str) -> None:
    schema = SCHEMAS[kind, name]
    Draft202012Validator.check_schema(schema)
    answer = read(FIXTURES)["fixtures"][kind][name]
    assert list(Draft202012Validator(schema).iter_errors(answer)) == []


@pytest.mark.parametrize("path", [*SHEETS, *VOCABULARIES], ids=lambda path: path.stem)
def test_a_file_opens_with_its_schema_and_its_story(path: Path) -> None:
    first, *story = path.read_text(encoding="utf-8").splitlines()[:3]
    kind = "sheet" if path in SHEETS else "vocabulary"
    assert first == f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json"
    assert all(line.startswith("# ") for line in story)


@pytest.mark.parametrize("path", [*SHEETS, *VOCABULARIES, FIXTURES], ids=lambda path: path.stem)
def test_lines_are_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > 140 or line != line.rstrip()] == []
