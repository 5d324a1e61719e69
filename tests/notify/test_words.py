"""Templates: inheritance, escaping, and all that the sandbox does not let them do."""

from typing import Any

import pytest

from atelier_cli.notify.sandbox import LONGEST, RenderError
from atelier_cli.notify.words import Words, templates
from atelier_cli.rows.notification import NotificationTemplate


def template(key: str = "t", **said: Any) -> NotificationTemplate:
    blank = {"subject": "S", "body_text": "B", "body_html": None, "extends": None, "available_vars": ()}
    return NotificationTemplate(address=("desk", key), owner="desk", key=key, **{**blank, **said})


def words(*rows: NotificationTemplate, **payload: Any) -> Words:
    return templates({row.key: row for row in rows}).words(rows[0].key, payload, "Lisbon")


def test_fills_in_the_packaged_layout() -> None:
    found = words(template(extends="base", body_text="{% block content %}Done: {{ what }}{% endblock %}"), what="lamp")
    assert found.body_text == "Done: lamp\n-- \nLisbon\n"


def test_what_fills_in_no_block_is_the_content() -> None:
    assert words(template(extends="base", body_text="Done.")).body_text == "Done.\n-- \nLisbon\n"


def test_fills_in_another_template_which_fills_in_the_layout() -> None:
    letter = template(
        "letter", extends="base", body_text="{% block content %}Hello. {% block inner %}{% endblock %}{% endblock %}"
    )
    found = words(template(extends="letter", body_text="{% block inner %}Bye.{% endblock %}"), letter)
    assert found.body_text.startswith("Hello. Bye.")


def test_html_is_escaped_and_text_is_not() -> None:
    found = words(template(extends="base", body_text="{{ x }}", body_html="<p>{{ x ~ '<' }}</p>"), x="<i>&")
    assert found.body_text.startswith("<i>&")
    assert found.body_html is not None
    assert "<p>&lt;i&gt;&amp;&lt;</p>" in found.body_html


def test_a_subject_is_one_line() -> None:
    assert words(template(subject="About {{ x }}"), x="a\r\nBcc: everybody@example.org").subject == (
        "About a Bcc: everybody@example.org"
    )


def test_a_name_that_is_not_given_is_an_error_that_names_it() -> None:
    with pytest.raises(RenderError, match="'reprot' is undefined"):
        words(template(body_text="{{ reprot }}"))


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ x.append(1) }}",
        "{{ x.__init__.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ 'a' * 10 ** 9 }}",
        "{{ [0] * 10 ** 9 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:>1000000000}'.format(1) }}",
        "{{ 'a'.ljust(1000000000) }}",
        "{{ 'a'|center(1000000000) }}",
        "{{ '%1000000000d'|format(1) }}",
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 40,
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a + a %}" * 40,
        "{% set a = 'aa' %}" + "{% set a = a|replace('a', 'aa') %}" * 40,
        "{% for a in range(10 ** 9) %}{% endfor %}",
        "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}",
        "{{ lipsum() }}",
        "{{ cycler }}",
        "{% include 'letter' %}",
        "{% include '/etc/passwd' %}",
        "{% extends 'base.py' %}{% import 'os' as os %}",
        "{{ x|truncate(1) }}{{ 'abc'|truncate(1) }}",
        "{% if %}",
        "{{",
    ],
)
def test_refuses_at_once(text: str) -> None:
    """Rendered, most of them would take minutes, or all memory there is."""
    with pytest.raises(RenderError):
        words(template(body_text=text), x=[1])


def test_a_text_has_an_end() -> None:
    long = template(body_text="{% for a in range(2000) %}{{ x }}{% endfor %}")
    assert len(words(long, x="a" * (LONGEST // 2000 - 1)).body_text) < LONGEST
    with pytest.raises(RenderError, match="longer than"):
        words(long, x="a" * (LONGEST // 2000 + 1))


def test_a_template_that_extends_itself_ends() -> None:
    with pytest.raises(RenderError):
        words(template(extends="t", body_text="{% block content %}{% endblock %}"))
