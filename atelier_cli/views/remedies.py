"""What somebody at a command line can do about each error of an action."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.actions.report import Error

#: By code; `{key}` is the parameter that an error is about, `{type}` the type of the target. Those that are not here
#: say all there is to say.
REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "malformed_target": "write it as in `--target crew/north-1`",
        "missing_target": "name it with `--target TYPE/ID`",
        "unexpected_target": "give one, or run it once for each",
        "wrong_target_type": "see `atelier actions list --target TYPE/ID` for what can be done with it",
        "duplicate_target": "name it once",
        "too_many_targets": "do it in several runs",
        "ambiguous_action": "name one of them",
        "ambiguous_placement": "name one of them",
        "unknown_caller": "see `atelier people list`; `--as USER:ROLE` believes a role on SQLite",
        "unbelieved_role": "give them the role: `atelier people grant USER ROLE`",
        "unknown_role": "the roles are those of the vocabulary",
        "wrong_audience": "call it as somebody whom its surface is for",
        "forbidden": "call it as somebody who may: `--as USER`",
        "target_not_found": "see `atelier entities list {type}`",
        "not_provisioned": "give it a catalogue: `atelier fork --template TEMPLATE --tenant NAME`",
        "stale_target": "look at it again with `--preview`, which tells its new etag",
        "idempotency_conflict": "another request needs another key",
        "in_progress": "try again in a moment",
        "missing_parameter": "give it with `--param {key}=VALUE`",
        "constraint_required": "give it with `--param {key}=VALUE`",
        "hidden_parameter": "leave `--param {key}=...` out",
        "invalid_definition": "the sheet that says the action is to be mended: `atelier lint`",
    }
)


def remedy(error: Error, target: str | None = None) -> str:
    """What to do about the error; empty where its message says all there is to say."""
    steps = error.at.split("/")
    key = steps[2] if steps[1:2] == ["parameters"] and len(steps) > 2 else "KEY"
    type_ = "TYPE" if target is None else target.partition("/")[0]
    return REMEDIES.get(error.code, "").replace("{key}", key).replace("{type}", type_)
