"""What a registered pure function makes of its arguments, which are values in turn; null where one it needs is null.

Example:
    `{$function: working_days_from, args: {start: $today, days: 5}}`
"""

from typing import Any

from atelier_cli.diagnostics import Path
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.functions.apply import apply
from atelier_cli.language.problems import Problem, Problems, below, unknown
from atelier_cli.language.scope import Names, Scope, Signature
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.values.protocol import CheckPart, ResolvePart, Typed
from atelier_cli.language.values.syntax import Call
from atelier_cli.names import suggest

FORM = "{$function: name, args: {...}}"


def check(node: Call, _expected: Type, names: Names, part: CheckPart) -> Typed:
    signature = signature_of(node.function, names)
    types = {} if signature is None else signature.args
    parts = {name: part(arg, types.get(name, ANY)) for name, arg in node.args.items()}
    problems = tuple(one for name, (_, faults) in parts.items() for one in below(("args", name), faults))
    if signature is None:
        message, hint = unknown("function", node.function, {*FUNCTIONS, *names.functions})
        path: Path = ("$function",) if node.span is None else ()
        return ANY, (Problem("unknown-function", message, path, node.span, hint), *problems)
    problems += _arguments(node, signature)
    return (ANY if problems else signature.returns), problems


def resolve(node: Call, _expected: Type, scope: Scope, part: ResolvePart) -> Any:
    signature = signature_of(node.function, scope.names)
    types = {} if signature is None else signature.args
    try:
        args = {name: part(arg, types.get(name, ANY)) for name, arg in node.args.items()}
        return apply(node.function, args, scope.names.functions)
    except EvaluationError as error:
        raise error if node.span is None else error.at(node.span)  # noqa: B904  # it is the same error, placed


def signature_of(name: str, names: Names) -> Signature | None:
    """What a function takes and returns; the built-in ones go first."""
    function = FUNCTIONS.get(name)
    return names.functions.get(name) if function is None else Signature(function.ARGS, function.RETURNS)


def _arguments(node: Call, signature: Signature) -> Problems:
    """Arguments that the function does not take, and those that it needs."""
    problems = []
    meant = set()
    for name in node.args:
        if name not in signature.args:
            meant.add(suggest(name, signature.args))
            message, hint = unknown("argument", name, signature.args)
            problems.append(Problem("wrong-argument", f"{message} of `{node.function}`", ("args", name), help=hint))
    for name, type in signature.args.items():
        # One that is only misspelt is not missing too.
        if name not in node.args and name not in meant and not type.nullable:
            message = f"expected the argument `{name}` ({type}) of `{node.function}`, found none"
            problems.append(Problem("wrong-argument", message, within=node.span))
    return tuple(problems)
