"""An action made ready to run: its rows read, its values, conditions and expressions compiled once."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, InstanceOf

from atelier_cli.actions.compiled import CompiledCondition, CompiledValue, named
from atelier_cli.actions.constraints import CONSTRAINTS, OF_NULL
from atelier_cli.actions.constraints.protocol import Constraint, Given
from atelier_cli.actions.criteria.protocol import Question, Situation
from atelier_cli.actions.edits import OPERATIONS
from atelier_cli.actions.edits.protocol import Operation
from atelier_cli.actions.entities.ontology import EntityKind
from atelier_cli.actions.judgement import VALID, Judgement, Result, invalid, unevaluable
from atelier_cli.actions.options import Options
from atelier_cli.actions.reader import Reader
from atelier_cli.actions.reads import Reads
from atelier_cli.language.comparison import same
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import Type

Kind = Literal["detail", "bulk", "async"]
Mode = Literal["atomic", "per_item", "stop_on_error"]


class Part(BaseModel):
    """A part of a definition."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())


class ParameterConstraint(Part):
    """What a parameter's value must satisfy: written on it, or compiled from a criterion of the form."""

    #: A word of the table of constraints.
    name: str
    #: A value, or what the constraint needs that is none: options, the code of an entity type, the keys of parameters.
    bound: Any = None
    #: The key of the criterion that it was compiled from, and the message of that.
    criterion: str | None = None
    message: str = ""

    @property
    def code(self) -> str:
        """The stable code of its refusal."""
        return f"constraint_{self.name}"

    @property
    def constraint(self) -> Constraint:
        return CONSTRAINTS[self.name]

    @property
    def reads(self) -> frozenset[NamePath]:
        """The paths that its bound reads."""
        match self.bound:
            case CompiledValue(reads=reads) | Options(filter=CompiledCondition(reads=reads)):
                return reads
            case tuple() if self.name == "any_of":
                return frozenset(("parameters", key) for key in self.bound)
            case _:
                return frozenset()

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters that its bound reads, beside the one that it constrains."""
        return named(self.reads, "parameters")

    def judge(self, value: Any, type: Type, scope: Scope, reader: Reader, *, is_secret: bool = False) -> Judgement:
        """Whether the value of a parameter of a type satisfies it; one that is null says nothing, unless asked for."""
        if value is None and self.name not in OF_NULL:
            return VALID
        bound = self.bound
        if isinstance(bound, CompiledValue):
            try:
                bound = bound.resolve(scope)
            except EvaluationError as error:
                return unevaluable(f"cannot be judged: {error}")
            if bound is None:
                return unevaluable("cannot be judged: there is nothing to compare with")
        found = self.constraint.judge(Given(value, type, scope, reader, is_secret), bound)
        return invalid(self.message) if self.message and found.result is Result.INVALID else found


class Parameter(Part):
    """A value that the caller gives."""

    key: str
    label: str
    help: str
    #: Nullable where it is not required.
    type: InstanceOf[Type]
    #: Whether the row says so itself; what criteria require is a constraint.
    required: bool
    default: InstanceOf[CompiledValue] | None
    #: What its value must satisfy, the list that it is chosen from among it.
    constraints: tuple[ParameterConstraint, ...]
    options: InstanceOf[Options] | None
    #: Whether the form shows it, or when; the subject of the condition are the parameters.
    visibility: bool | InstanceOf[CompiledCondition]
    sensitive: bool


class Criterion(Part):
    """A condition on submitting the action."""

    key: str
    #: A word of the table of criteria.
    type: str
    enforcement: Literal["gate", "classify"]
    #: What the caller is told where it does not hold.
    message: str
    #: As the row writes it: for those who may edit the action.
    config: Any
    question: InstanceOf[Question]

    def judge(self, situation: Situation) -> Judgement:
        """Whether it holds; where it does not, with the message of the row, or the reason that a function gave."""
        found = self.question.judge(situation)
        if found.result is Result.INVALID and not found.message:
            return invalid(self.message or f"`{self.key}` does not hold")
        return found

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters that it reads: without them it is pending."""
        return self.question.parameters

    @property
    def points_at(self) -> str | None:
        """The only parameter that it reads; None where that is none, or one of several."""
        return next(iter(self.parameters)) if len(self.parameters) == 1 else None


class Edit(Part):
    """A change to a field, or a relation, of the target."""

    key: str
    field: str
    #: A word of the table of operations.
    op: str
    #: The type of the field.
    type: InstanceOf[Type]
    #: None for an operation without one.
    value: InstanceOf[CompiledValue] | None
    when: InstanceOf[CompiledCondition] | None

    @property
    def operation(self) -> Operation:
        return OPERATIONS[self.op]


class Create(Part):
    """An entity that the action creates."""

    key: str
    kind: InstanceOf[EntityKind]
    #: Of its fields and relations, those that are given, in the order of the row.
    fields: dict[str, InstanceOf[CompiledValue]]
    when: InstanceOf[CompiledCondition] | None


class Effect(Part):
    """An event that the action emits."""

    key: str
    event: str
    #: The parameter that decides whether it is emitted, and the value that makes it so, of the parameter's type.
    when_parameter: str | None
    when_equals: Any
    payload: dict[str, InstanceOf[CompiledValue]]

    def fires(self, parameters: Mapping[str, Any]) -> bool:
        """Whether it is emitted for these values of the parameters."""
        return self.when_parameter is None or same(parameters.get(self.when_parameter), self.when_equals)


class Placement(Part):
    """A surface that offers the action."""

    key: str
    surface: str
    target_model: str | None
    target_config: Any
    label: str | None
    status: str


class Policy(Part):
    """The roles that may see, apply and edit the action, as its row says; who may apply it, the apply rules say."""

    view: frozenset[str] = frozenset()
    apply: frozenset[str] = frozenset()
    edit: frozenset[str] = frozenset()


class Bulk(Part):
    """How an action on many targets works."""

    mode: Mode
    limit: int


class Carrier(Part):
    """What carries an async action: exactly one of the two."""

    flow: str | None = None
    webhook: str | None = None


class ActionDefinition(Part):
    """An action, compiled from its rows; one with problems is invalid, and refuses to run in every exit."""

    application: str
    key: str
    target_model: str
    label: str
    description: str
    kind: Kind
    status: str
    is_active: bool
    #: Counted up whenever the action or a row below it changes.
    version: int
    #: Of the rows that it was compiled from.
    content_digest: str
    presentation: Any
    #: The type that it acts on; None where the vocabulary does not have it, which is a problem.
    target: InstanceOf[EntityKind] | None

    parameters: tuple[Parameter, ...] = ()
    #: Those that refuse, and those that only record their result, each in the order of the rows.
    gates: tuple[Criterion, ...] = ()
    classified: tuple[Criterion, ...] = ()
    creates: tuple[Create, ...] = ()
    edits: tuple[Edit, ...] = ()
    effects: tuple[Effect, ...] = ()
    #: Active ones, whatever their status.
    placements: tuple[Placement, ...] = ()
    policy: Policy = Policy()
    #: The roles of its apply rules.
    apply_roles: frozenset[str] = frozenset()
    bulk: Bulk | None = None
    carrier: Carrier | None = None
    reads: InstanceOf[Reads]
    #: What its values, conditions and expressions can read: `names` of the scope that they are evaluated in.
    names: InstanceOf[Names]
    #: Why it is invalid; paths start at the action: `criteria/still-open/config/field`.
    problems: tuple[InstanceOf[Problem], ...] = ()

    @property
    def code(self) -> str:
        """What names it whatever other actions there are: `APP/MODEL:KEY`."""
        return f"{self.application}/{self.target_model}:{self.key}"

    @property
    def is_valid(self) -> bool:
        return not self.problems

    @property
    def changes_something(self) -> bool:
        """Whether it declares edits or creates, so that without any left it does nothing."""
        return bool(self.edits or self.creates)

    def parameter(self, key: str) -> Parameter | None:
        return next((one for one in self.parameters if one.key == key), None)
