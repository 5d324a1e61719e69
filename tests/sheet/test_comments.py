"""Comments are found wherever they stand, and nowhere else."""

import pytest

from atelier_cli.sheet.reader import read

#: Each text with its comments as `LINE:COLUMN text`; `=` marks those alone on their line.
COMMENTS = [
    ("# top\na: 1 # after\n  # own\nb: 2\n# end", ["=1:1 # top", "2:6 # after", "=3:3 # own", "=5:1 # end"]),
    ("a: b#c\nd: '# no' # yes\ne: \"\\\"# no\" # yes", ["2:11 # yes", "3:13 # yes"]),
    ("a: [1, # one\n  2] # two\n", ["1:8 # one", "2:6 # two"]),
    ("a: | # header\n  # text\n# comment\nb: 1\n", ["1:6 # header", "=3:1 # comment"]),
    ("a: >- # header\n  x\n\n  # text\n\n # comment\n", ["1:7 # header", "=6:2 # comment"]),
    ("a: &x # anchored\n  b\nc: !!str # tagged\n  'd # no'\n", ["1:7 # anchored", "3:10 # tagged"]),
    ("a: # empty\nb:\n  - # item\n", ["1:4 # empty", "3:5 # item"]),
    ("a: 'one\n  # two'\nb: c # d  \r\ne: 1", ["3:6 # d"]),
    ("%YAML 1.2 # directive\n--- # start\na: &k 1\nb: *k # alias\n... # end\n",
     ["1:11 # directive", "2:5 # start", "4:7 # alias", "5:5 # end"]),
    ("é: 😀 # wide\n", ["1:6 # wide"]),
    ("# nothing else", ["=1:1 # nothing else"]),
    ("a: 1\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COMMENTS)
def test_comments_are_found(text: str, expected: list[str]) -> None:
    document = read(text.encode(), "x")
    found = []
    for comment in document.comments:
        at = document.position(comment.start)
        found.append(f"{'=' if comment.alone else ''}{at.line}:{at.column} {comment.text}")
    assert found == expected
