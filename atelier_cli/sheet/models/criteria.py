"""Submission criteria: what must hold for an action to be submitted, one model for each type."""

from typing import Annotated, Literal

from pydantic import Field

from atelier_cli import names
from atelier_cli.language.words import Expression, Model, SnakeCase, Value
from atelier_cli.sheet.models.base import Keyed, OperatorName, Words

Enforcement = Annotated[
    Literal["gate", "classify"], Field(description="`gate` refuses; `classify` only records the result.")
]


class FieldConfig(Model):
    """Compares a field of the target, the parameters or the caller."""

    subject: Literal["entity", "parameters", "user"] = Field("entity", description="Whose field it is.")
    field: str = Field(description="The field's name.", examples=["status"])
    operator: OperatorName = Field(description="How to compare.", examples=["eq"])
    value: Value = Field(None, description="What to compare with.", examples=["open"])
    enforcement: Enforcement = "gate"


class FunctionConfig(Model):
    """Asks a registered function."""

    function: SnakeCase = Field(description="The function's name.")
    args: dict[str, Value] = Field(default_factory=dict, description="Its arguments.")
    enforcement: Enforcement = "gate"


class ReachableConfig(Model):
    """Asks whether the target can be reached from the caller along relations."""

    from_: Literal["user"] = Field("user", alias="from", description="Where the path starts.")
    path: list[Annotated[str, Field(pattern=names.HOP)]] = Field(
        min_length=1, description="Relations forward (`rel>`) and backward (`<rel`).", examples=[["crews>", "reports>"]]
    )
    max_depth: Annotated[int, Field(ge=1, le=8)] = Field(8, description="The most relations to follow.")
    enforcement: Enforcement = "gate"


class RequiredFieldsConfig(Model):
    """Asks that parameters are given."""

    fields_: list[SnakeCase] = Field(alias="fields", min_length=1, description="The parameters.")


class OneOfConfig(Model):
    """Asks that at least one parameter of each group is given."""

    groups: list[Annotated[list[SnakeCase], Field(min_length=1)]] = Field(
        min_length=1, description="Groups of parameters."
    )


class RangeConfig(Model):
    """Asks that a parameter lies between two bounds."""

    field: SnakeCase = Field(description="The parameter.")
    min: Value = Field(None, description="The least value.")
    max: Value = Field(None, description="The greatest value.")


class RoleAccessConfig(Model):
    """Asks that the caller has one of some roles: becomes apply rules."""

    roles: Words = Field(min_length=1, description="The roles.")


class ExpressionConfig(Model):
    """Asks that an expression is true."""

    expression: Expression = Field(description="A boolean expression.", examples=["entity.reporter != user.id"])
    enforcement: Enforcement = "gate"


class _Criteria(Keyed):
    NAMED_AFTER = "criteria_type"

    message: str = Field("", description="What the caller is told when it does not hold.")


class FieldCriteria(_Criteria):
    """A comparison."""

    criteria_type: Literal["field"] = Field(description="The type of the criteria.")
    config: FieldConfig = Field(description="What is compared.")


class FunctionCriteria(_Criteria):
    """A question to a function."""

    criteria_type: Literal["function"] = Field(description="The type of the criteria.")
    config: FunctionConfig = Field(description="Which function, with which arguments.")


class ReachableCriteria(_Criteria):
    """A path from the caller to the target."""

    criteria_type: Literal["reachable"] = Field(description="The type of the criteria.")
    config: ReachableConfig = Field(description="The path.")


class RequiredFieldsCriteria(_Criteria):
    """Parameters that must be given."""

    criteria_type: Literal["required_fields"] = Field(description="The type of the criteria.")
    config: RequiredFieldsConfig = Field(description="Which parameters.")


class OneOfCriteria(_Criteria):
    """Groups of parameters of which one must be given."""

    criteria_type: Literal["one_of"] = Field(description="The type of the criteria.")
    config: OneOfConfig = Field(description="Which groups.")


class RangeCriteria(_Criteria):
    """Bounds of a parameter."""

    criteria_type: Literal["range"] = Field(description="The type of the criteria.")
    config: RangeConfig = Field(description="Which parameter, between what.")


class RoleAccessCriteria(_Criteria):
    """Roles that may apply the action."""

    criteria_type: Literal["role_access"] = Field(description="The type of the criteria.")
    config: RoleAccessConfig = Field(description="Which roles.")


class ExpressionCriteria(_Criteria):
    """A boolean expression."""

    criteria_type: Literal["expression"] = Field(description="The type of the criteria.")
    config: ExpressionConfig = Field(description="The expression.")


SubmissionCriteria = Annotated[
    FieldCriteria
    | FunctionCriteria
    | ReachableCriteria
    | RequiredFieldsCriteria
    | OneOfCriteria
    | RangeCriteria
    | RoleAccessCriteria
    | ExpressionCriteria,
    Field(discriminator="criteria_type"),
]
