"""Problems as case files write them."""

from atelier_cli.language.problems import Problem


def told(problem: Problem) -> str:
    """The problem in one line: `[rule] path 3-7 message (help)`."""
    place = [".".join(map(str, problem.path))] if problem.path else []
    within = ["{}-{}".format(*problem.within)] if problem.within else []
    hint = [f"({problem.help})"] if problem.help else []
    return " ".join([f"[{problem.rule}]", *place, *within, problem.message, *hint])
