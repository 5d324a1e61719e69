"""A reference to a name that nothing declares, as a finding."""

from collections.abc import Iterable

from atelier_cli import names
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Label, Place, Severity


def dangling(
    rule: str,
    message: str,
    word: str,
    known: Iterable[str],
    place: Place,
    *,
    holder: str = "",
    declared: Place | None = None,
    otherwise: str = "",
) -> Diagnostic:
    """The finding on a `word` that is none of the known names.

    `holder` says whose names the known ones are ("`crew` has"), `declared` where it is declared, and `otherwise` what
    to try when no known name is close.
    """
    known = list(known)
    meant = names.suggest(word, known)
    return Diagnostic(
        rule,
        Severity.ERROR,
        message,
        place,
        annotation=f"{holder or 'known'}: {names.alternatives(known)}" if known else "",
        labels=() if declared is None else (Label(declared, "declared here"),),
        help=f"did you mean `{meant}`?" if meant else otherwise,
        fixes=renaming(place, meant),
    )


def renaming(place: Place, meant: str) -> tuple[Fix, ...]:
    """The fix that writes the name that was meant; none where that is not known."""
    return (Fix(f"rename to `{meant}`", safe=False, edits=(Edit(place, meant),)),) if meant else ()
