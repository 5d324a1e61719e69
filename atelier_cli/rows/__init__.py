"""The waist of Atelier: one frozen dataclass for each row class, from which tables and orders derive."""

from graphlib import TopologicalSorter

from atelier_cli.rows.action import (
    ActionCreate,
    ActionEdit,
    ActionParameter,
    ActionPlacement,
    ActionSideEffect,
    ActionSubmissionCriteria,
    ActionType,
    ApplyRule,
)
from atelier_cli.rows.application import Application, ApplicationBlock, ApplicationEntity, ApplicationSetting
from atelier_cli.rows.flow import Flow, FlowStep, FlowVersion
from atelier_cli.rows.notification import NotificationRule, NotificationTemplate
from atelier_cli.rows.row import Row, references, row_class_name
from atelier_cli.rows.vocabulary import (
    ActionSurface,
    BusEventType,
    EntityField,
    EntityRelationship,
    EntityType,
    Function,
    NotificationEvent,
    Product,
    ProductAction,
    Role,
    Skill,
    StepKind,
)

#: Every row class, by name. A new class is a dataclass and a line here.
ROW_CLASSES: dict[str, type[Row]] = {
    row_class_name(row_class): row_class
    for row_class in (
        Role,
        ActionSurface,
        NotificationEvent,
        Product,
        ProductAction,
        BusEventType,
        Skill,
        Function,
        StepKind,
        EntityType,
        EntityField,
        EntityRelationship,
        Application,
        ApplicationEntity,
        ApplicationSetting,
        Flow,
        FlowVersion,
        FlowStep,
        ActionType,
        ActionParameter,
        ActionSubmissionCriteria,
        ActionEdit,
        ActionCreate,
        ActionSideEffect,
        ActionPlacement,
        ApplyRule,
        NotificationTemplate,
        NotificationRule,
        ApplicationBlock,
    )
}


def _insertion_order() -> tuple[type[Row], ...]:
    needs = TopologicalSorter[str]()
    for name, row_class in ROW_CLASSES.items():
        parent = [row_class_name(row_class.PARENT)] if row_class.PARENT else []
        needs.add(name, *parent, *(ref.target for ref in references(row_class) if ref.target != name))
    return tuple(ROW_CLASSES[name] for name in needs.static_order())


#: Every row class, each after those its foreign keys point at: the order to insert, fork and read in.
INSERTION_ORDER: tuple[type[Row], ...] = _insertion_order()
