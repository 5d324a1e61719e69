"""The parts of a file that declare and name symbols, each with what finds these."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.uses import actions, entities, fixtures, flows, notifications, vocabulary
from atelier_cli.catalog.uses.symbol import Occurrence
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.entity import Entity, EntityField, EntitySchema, Relationship
from atelier_cli.sheet.models.fixtures import Fixtures
from atelier_cli.sheet.models.flow import Flow
from atelier_cli.sheet.models.notification import NotificationRule, Setting, Template
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import (
    Event,
    EventType,
    Function,
    OwnedType,
    Product,
    ProductAction,
    Skill,
    Surface,
    Vocabulary,
)

#: From a part to the places in it where a symbol is named.
Finds = Callable[[Node[Any], Catalog], Iterator[Occurrence]]

USES: Mapping[type[Any], Finds] = {
    Sheet: vocabulary.of_sheet,
    Entity: entities.of_entity,
    OwnedType: entities.of_entity,
    EntitySchema: entities.of_schema,
    EntityField: entities.of_field,
    Relationship: entities.of_relationship,
    Action: actions.of_action,
    Flow: flows.of_flow,
    NotificationRule: notifications.of_rule,
    Template: notifications.of_template,
    Setting: notifications.of_setting,
    Vocabulary: vocabulary.of_vocabulary,
    Surface: vocabulary.of_surface,
    Event: vocabulary.of_event,
    EventType: vocabulary.of_event_type,
    Product: vocabulary.of_product,
    ProductAction: vocabulary.of_product_action,
    Skill: vocabulary.of_skill,
    Function: vocabulary.of_function,
    Fixtures: fixtures.of_fixtures,
}
