"""Pages receive values, never tables, and hold no script or style, so that a strict CSP lets them through."""

import ast
import re
from collections.abc import Collection, Iterator
from fnmatch import fnmatch
from html.parser import HTMLParser

import pytest
from tests.shape.sources import HOUSE, Finding, files, imported, look, read, strings, tell, within

TEMPLATES = f"{HOUSE}/*/templates/*.html"
BASE = f"{HOUSE}/web/templates/base.html"
PARTIALS = (f"{HOUSE}/web/templates/components/*", "*/_*.html")
MARKUP_IN_CODE = re.compile(r"<(?:script|style)\b|<\w[^>]*\s(?:style|on[a-z]+)\s*=|javascript:", re.IGNORECASE)
ALONE = re.compile(r'{%\s*include\s+"([^"]+)"((?:(?!%}).)*)\bonly\s*%}')
TAGS = re.compile(r"{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)


def touches_tables(path: str, text: str) -> Iterator[Finding]:
    """Find where a page reaches past actions and queries to the tables."""
    for module, line in imported(ast.parse(text)):
        if within(module, ("django.db", "django.apps")) or re.search(r"^vugge\..*\bmodels\b", module):
            yield Finding(path, line, f"a page may not import {module}: call an action or a query")


class _Inline(HTMLParser):
    """Collects script, style and handlers that stand in the markup itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_script = tag == "script"
        if tag == "style":
            self._note("<style>")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self._note(f"{name}=")
            if (value or "").strip().lower().startswith("javascript:"):
                self._note("javascript:")

    def handle_endtag(self, tag: str) -> None:
        self.in_script = False

    def handle_data(self, data: str) -> None:
        if self.in_script and data.strip():
            self._note("<script> with content")

    def _note(self, what: str) -> None:
        self.found.append((self.getpos()[0], what))


def inline_code(path: str, text: str) -> Iterator[Finding]:
    """Find script and style in a template."""
    parser = _Inline()
    parser.feed(TAGS.sub(_value_or_lines, text))
    parser.close()
    for line, what in parser.found:
        yield Finding(path, line, f"{what} in a template: move it to the static files")


def _value_or_lines(tag: re.Match[str]) -> str:
    """Stand in for what a tag renders to, without moving the lines below it."""
    return ("x" if tag[0].startswith("{{") else "") + "\n" * tag[0].count("\n")


def inline_code_in_python(path: str, text: str) -> Iterator[Finding]:
    """Find script and style in markup that code writes."""
    for markup, node in strings(ast.parse(text)):
        if MARKUP_IN_CODE.search(markup):
            yield Finding(path, node.lineno, "script or style in markup: move it to the static files")


def stands_alone(path: str, text: str) -> Iterator[Finding]:
    """Find templates that neither extend another nor are a part of one."""
    if path == BASE or any(fnmatch(path, pattern) for pattern in PARTIALS):
        return
    if not re.match(r'\s*(?:{#.*?#}\s*)*{%\s*extends\s+"', text, re.DOTALL):
        yield Finding(path, 1, "a page extends base.html; a part lies in components/ or begins with an underscore")


def sends_without_token(path: str, text: str, parts: Collection[str]) -> Iterator[Finding]:
    """Find where a part with a form is shown by itself, and so without the token against forged forms."""
    for number, line in enumerate(text.splitlines(), start=1):
        for part, given in ALONE.findall(line):
            if part in parts and "csrf_token=csrf_token" not in given:
                yield Finding(path, number, f"the form in {part} cannot be sent: give it csrf_token=csrf_token")


def test_pages_never_touch_tables() -> None:
    findings = look(touches_tables, files(f"{HOUSE}/web/*.py"))
    assert not findings, tell(findings)


def test_templates_hold_no_script_or_style() -> None:
    findings = look(inline_code, files(TEMPLATES))
    assert not findings, tell(findings)


def test_markup_written_by_code_holds_no_script_or_style() -> None:
    findings = look(inline_code_in_python, files(f"{HOUSE}/web/*.py", f"{HOUSE}/documents/*.py"))
    assert not findings, tell(findings)


def test_every_form_is_shown_with_the_token_it_is_sent_with() -> None:
    paths = files(f"{HOUSE}/web/*/*.html")
    parts = {path.partition("/templates/")[2] for path in paths if "{% csrf_token %}" in read(path)}
    findings = look(lambda path, text: sends_without_token(path, text, parts), paths)
    assert not findings, tell(findings)


def test_every_page_extends_another() -> None:
    findings = look(stands_alone, files(f"{HOUSE}/web/*/*.html"))
    assert not findings, tell(findings)


@pytest.mark.parametrize(
    "text",
    [
        "from vugge.areas.models import Area",
        "from vugge.areas import models",
        "import vugge.families.magic_window.models",
        "from vugge.areas.models.area import Area",
        "from django.db import connection",
        "from django.db.models import Q",
        "from django.apps import apps",
    ],
)
def test_a_page_that_touches_tables_is_noticed(text: str) -> None:
    assert list(touches_tables("web/public/area.py", text))


def test_a_page_that_asks_is_let_through() -> None:
    text = "from django.http import HttpRequest\nfrom vugge.areas.queries import area_page\n"
    assert list(touches_tables("web/public/area.py", text)) == []


@pytest.mark.parametrize(
    "template",
    [
        "<script>alert(1)</script>",
        '<script nonce="1">{{ data }}</script>',
        "<style>p { color: red }</style>",
        '<p style="color: red">x</p>',
        '<p {% if a %}style="color: {{ a }}"{% endif %}>x</p>',
        '<button onclick="go()">x</button>',
        '<button hx-on:click="go()">x</button>',
        '<a href="javascript:go()">x</a>',
        '<svg><style>.a{}</style><rect style="fill: red"/></svg>',
    ],
)
def test_script_or_style_in_a_template_is_noticed(template: str) -> None:
    assert list(inline_code("a.html", template))


@pytest.mark.parametrize(
    "template",
    [
        """<script src="{% static 'vugge.js' %}" defer></script>""",
        '<link rel="stylesheet" href="vugge.css"><p class="style" title="on=1">style= onclick=</p>',
    ],
)
def test_a_template_without_script_and_style_is_let_through(template: str) -> None:
    assert list(inline_code("a.html", template)) == []


@pytest.mark.parametrize(
    "code",
    ["x = '<style>'", "x = f'<rect style=\"{fill}\"/>'", "x = '<a onclick=\"go()\">'", "x = '<script>'"],
)
def test_script_or_style_written_by_code_is_noticed(code: str) -> None:
    assert list(inline_code_in_python("web/pictures/strip.py", code))


def test_markup_without_style_written_by_code_is_let_through() -> None:
    code = "x = f'<rect class=\"listed\" x=\"{x}\"/>'\ny = 'font-style=italic'"
    assert list(inline_code_in_python("web/pictures/strip.py", code)) == []


@pytest.mark.parametrize(
    ("path", "template", "alone"),
    [
        ("area.html", "<html></html>", 1),
        ("area.html", "{% load i18n %}<p></p>", 1),
        ("area.html", '{% extends "base.html" %}', 0),
        ("area.html", '{# why #}\n{% extends "base.html" %}', 0),
        ("public/_rows.html", "<tr></tr>", 0),
        ("components/why.html", "<details></details>", 0),
        ("base.html", "<html></html>", 0),
    ],
)
def test_a_page_that_stands_alone_is_noticed(path: str, template: str, alone: int) -> None:
    assert len(list(stands_alone(f"{HOUSE}/web/templates/{path}", template))) == alone


@pytest.mark.parametrize(("given", "is_found"), [("one=one", True), ("one=one csrf_token=csrf_token", False)])
def test_a_form_that_is_shown_without_its_token_is_noticed(given: str, is_found: bool) -> None:
    template = f'{{% include "frontline/_deed.html" with {given} only %}}'
    assert bool(list(sends_without_token("a.html", template, ["frontline/_deed.html"]))) is is_found
