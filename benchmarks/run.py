"""Prints one table of ratios: each figure of Atelier beside a peer or a floor that was measured in the same run.

python benchmarks/run.py            the sizes of docs/measured.md
python benchmarks/run.py --quick    small sizes, to see that every benchmark still runs
python benchmarks/run.py lint fork  some of them
"""

import argparse
import sys
from collections.abc import Callable, Iterable

import actions
import actions_parts
import actions_reach
import fork
import formats
import gates
import imports
import lint
import records
import start_up
from measure import Figure, Missing

#: Every benchmark by name, in the order of the table: a call with `quick` gives its figures.
BENCHMARKS: dict[str, Callable[[bool], Iterable[Figure | Missing]]] = {
    "start-up": start_up.measure,
    "lint": lint.measure,
    "formats": formats.measure,
    "import": imports.measure,
    "fork": fork.measure,
    "gates": gates.measure,
    "records": records.measure,
    "actions": actions.measure,
    "action-parts": actions_parts.measure,
    "reachable": actions_reach.measure,
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which benchmarks; by default all")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    options = parser.parse_args(arguments)
    print("| what | Atelier | beside | there | ratio | budget |")
    print("|---|---:|---|---:|---:|---:|")
    for name in options.names or BENCHMARKS:
        for figure in BENCHMARKS[name](options.quick):
            print(_line(figure), flush=True)
    return 0


def _line(figure: Figure | Missing) -> str:
    if isinstance(figure, Missing):
        return f"| {figure.what} | | {figure.beside} is not installed: `pip install -e '.[dev,bench]'` | | | |"
    budget = "" if figure.budget is None else f"<= {figure.budget:g}"
    verdict = "" if figure.budget is None or figure.ratio <= figure.budget else " (over)"
    return (
        f"| {figure.what} | {_seconds(figure.ours)} | {figure.beside} | {_seconds(figure.theirs)} "
        f"| {figure.ratio:.2f} | {budget}{verdict} |"
    )


def _seconds(seconds: float) -> str:
    if seconds < 1e-3:
        return f"{seconds * 1e6:.2f} us"
    return f"{seconds * 1e3:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
