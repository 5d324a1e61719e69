"""What a scalar means: the examples of YAML 1.2.2, chapter 10.3, and what YAML 1.1 made of others."""

import pytest

from atelier_cli.sheet.scalars import CORE, NotFiniteError, PlainScalars, Scalar, TooManyDigitsError, plain, tagged

MEANINGS: list[tuple[str, Scalar]] = [
    ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None), ("nULL", "nULL"),
    ("true", True), ("True", True), ("FALSE", False), ("tRUE", "tRUE"),
    ("0", 0), ("-19", -19), ("+12", 12), ("0o7", 7), ("0o17", 15), ("0x3A", 58), ("0xg", "0xg"), ("0o8", "0o8"),
    ("0.", 0.0), ("-0.0", -0.0), (".5", 0.5), ("+12e03", 12000.0), ("-2E+05", -200000.0), ("1e3", 1000.0),
    (".", "."), ("-", "-"), ("+", "+"), ("e3", "e3"), ("1e", "1e"), ("-.", "-."), ("1.2.3", "1.2.3"),
    # YAML 1.1 made something of these.
    ("yes", "yes"), ("No", "No"), ("on", "on"), ("off", "off"), ("y", "y"), ("1_000", "1_000"), ("0b1", "0b1"),
    ("12:30", "12:30"), ("190:20:30", "190:20:30"), ("2026-01-31", "2026-01-31"), ("<<", "<<"), ("=", "="),
    # A leading zero means a code, such as a post code.
    ("012", "012"), ("-01", "-01"), ("00", "00"), ("01.5", "01.5"), ("-0x1", "-0x1"),
    # Digits of other scripts are text.
    ("١٢", "١٢"), ("1\n", "1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meaning"), MEANINGS)
def test_a_plain_scalar_means(text: str, meaning: Scalar) -> None:
    for found in (plain(text, 1000), PlainScalars(1000)[text]):
        assert (found, type(found)) == (meaning, type(meaning))


@pytest.mark.parametrize("text", [".inf", "-.INF", "+.Inf", ".nan", ".NaN", "1e999", "-1e999"])
def test_a_number_that_is_not_finite_is_refused_each_time(text: str) -> None:
    scalars = PlainScalars(1000)
    for _ in range(2):
        with pytest.raises(NotFiniteError):
            scalars[text]


@pytest.mark.parametrize("text", ["123456", "0x1234", "12345.", "123e45"])
def test_a_number_is_refused_beyond_the_limit(text: str) -> None:
    with pytest.raises(TooManyDigitsError):
        plain(text, 5)
    plain(text, 6)


TAGGED: list[tuple[str, str, Scalar]] = [
    ("!", "1", "1"),
    (CORE + "str", "true", "true"),
    (CORE + "int", "0x10", 16),
    (CORE + "float", "1", 1.0),
    (CORE + "bool", "True", True),
    (CORE + "null", "", None),
]


@pytest.mark.parametrize(("tag", "text", "meaning"), TAGGED)
def test_a_tagged_scalar_means(tag: str, text: str, meaning: Scalar) -> None:
    found = tagged(tag, text, 1000)
    assert (found, type(found)) == (meaning, type(meaning))


@pytest.mark.parametrize(
    ("tag", "text"), [("int", "1.0"), ("int", "true"), ("float", "x"), ("bool", "1"), ("null", "0")]
)
def test_a_tag_that_does_not_fit_is_refused(tag: str, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        tagged(CORE + tag, text, 1000)


@pytest.mark.parametrize("tag", ["int", "!int", "tag:yaml.org,2002:binary", "tag:yaml.org,2002:map"])
def test_a_tag_of_no_scalar_is_refused(tag: str) -> None:
    with pytest.raises(KeyError):
        tagged(tag, "1", 1000)
