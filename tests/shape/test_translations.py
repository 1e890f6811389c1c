"""Everything said to a reader can be read in English, with the same places and nothing left over."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from tests.shape.sources import HOUSE, Finding, files, look, tell
from tests.shape.translations import (
    ENGLISH,
    TEMPLATES,
    Said,
    as_po,
    english_on_file,
    missing,
    not_one_literal,
    outside_a_sentence,
    read_english,
    said_in_python,
    said_in_template,
    said_in_the_house,
    stale,
    unfilled_places,
    wrong_places,
)

SPOKEN_ATTRIBUTES = ("alt", "aria-label", "aria-description", "placeholder", "title")
SAME_IN_EVERY_LANGUAGE = {"Vugge", "CSV", "PDF", "XLSX"}
NEVER_CLOSED = ("br", "hr", "img", "input", "link", "meta", "wbr", "source", "col")
TAGS = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans.*?endblocktrans\w*\s*%}|{%.*?%}|{{.*?}}|{#.*?#}",
    re.DOTALL,
)


class _Words(HTMLParser):
    """Collects words outside a translation, unless marked as another language or as not to translate."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.left_alone: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spoken = dict(attrs)
        marked = spoken.get("translate") == "no" or (tag != "html" and "lang" in spoken)
        alone = any(self.left_alone[-1:]) or marked or tag in ("code", "script")
        if tag not in NEVER_CLOSED:
            self.left_alone.append(alone)
        for name in SPOKEN_ATTRIBUTES:
            self._hear(spoken.get(name) or "", alone=alone)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in NEVER_CLOSED:
            self.left_alone.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in NEVER_CLOSED and self.left_alone:
            self.left_alone.pop()

    def handle_data(self, data: str) -> None:
        self._hear(data, alone=any(self.left_alone[-1:]))

    def _hear(self, text: str, *, alone: bool) -> None:
        words = set(re.findall(r"[^\W\d_]{2,}", text)) - SAME_IN_EVERY_LANGUAGE
        if words and not alone:
            self.found.append((self.getpos()[0], text.strip()))


def words_outside_translation(path: str, text: str) -> Iterator[Finding]:
    """Find words that a reader of English would see in Danish."""
    parser = _Words()
    parser.feed(TAGS.sub(lambda tag: "\n" * tag[0].count("\n"), text))
    parser.close()
    for line, words in parser.found:
        yield Finding(path, line, f"words outside a translation: {words[:60]!r}")


def test_everything_said_has_an_english_translation() -> None:
    wanted = missing(said_in_the_house(), english_on_file())
    assert not wanted, f"fill these in and add them to {ENGLISH}:\n\n{as_po(wanted)}"


def test_no_translation_is_left_over() -> None:
    assert stale(said_in_the_house(), english_on_file()) == []


def test_translations_have_the_same_places() -> None:
    findings = wrong_places(said_in_the_house(), english_on_file())
    assert not findings, tell(findings)


def test_every_sentence_is_one_literal() -> None:
    findings = look(not_one_literal, files(f"{HOUSE}/*.py"))
    assert not findings, tell(findings)


def test_every_place_in_a_sentence_is_filled() -> None:
    findings = look(unfilled_places, files(f"{HOUSE}/*.py"))
    assert not findings, tell(findings)


def test_danish_words_in_code_can_be_translated() -> None:
    """The command line, the settings and the tables speak to whoever runs an installation, in Danish only.

    So do the names of the demo's people and places, which are no sentences.
    """
    tables = ("/migrations/", "/models.py", "/models/")
    danish_only = ("/cli/", "/settings.py", "/login/configured.py", "/demo/rules/", *tables)
    paths = [path for path in files(f"{HOUSE}/*.py") if not any(part in path for part in danish_only)]
    findings = look(outside_a_sentence, paths)
    assert not findings, tell(findings)


def test_templates_say_nothing_outside_a_translation() -> None:
    findings = look(words_outside_translation, [path for path in files(*TEMPLATES) if path.endswith(".html")])
    assert not findings, tell(findings)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('sentence("Hej {name}", name=name)', Said("Hej {name}", path="a.py", line=1)),
        ('text.sentence("To " "dele")', Said("To dele", path="a.py", line=1)),
        ('_("Hej")', Said("Hej", path="a.py", line=1)),
        ('ngettext("et år", "%(n)s år", n)', Said("et år", "%(n)s år", path="a.py", line=1)),
        ('pgettext_lazy("måned", "maj")', Said("maj", context="måned", path="a.py", line=1)),
    ],
)
def test_what_python_says_is_heard(code: str, said: Said) -> None:
    assert list(said_in_python("a.py", code)) == [said]


def test_what_a_template_says_is_heard() -> None:
    template = """{% load i18n %}{% translate "Områder" %}{% translate "maj" context "måned" %}
{% blocktranslate trimmed with year=list.year %}
  Listen {{ year }}
{% endblocktranslate %}{% blocktranslate count n=n %}et år{% plural %}{{ n }} år{% endblocktranslate %}
{{ _("Kilder") }}"""
    heard = [(said.danish, said.plural, said.context) for said in said_in_template("a.html", template)]
    assert heard == [
        ("Områder", "", ""),
        ("maj", "", "måned"),
        ("Listen %(year)s", "", ""),
        ("et år", "%(n)s år", ""),
        ("Kilder", "", ""),
    ]


PO = 'msgid "Hej {name}"\nmsgstr "Hello {name}"\n'


def test_a_missing_translation_is_noticed() -> None:
    said = [Said("Hej {name}"), Said("Farvel", path="a.py", line=3)]
    assert [one.danish for one in missing(said, read_english(PO))] == ["Farvel"]


@pytest.mark.parametrize("unfinished", ['msgid "Farvel"\nmsgstr ""\n', '#, fuzzy\nmsgid "Farvel"\nmsgstr "Hello"\n'])
def test_an_unfinished_translation_is_missing(unfinished: str) -> None:
    assert missing([Said("Farvel")], read_english(unfinished)) == [Said("Farvel")]


@pytest.mark.parametrize("left_over", [PO, PO.replace("msg", "#~ msg")])
def test_a_translation_left_over_is_noticed(left_over: str) -> None:
    assert stale([Said("Farvel")], read_english(left_over)) == ["Hej {name}"]


def test_another_place_in_the_english_is_noticed() -> None:
    assert wrong_places([Said("Hej {name}")], read_english(PO)) == []
    assert wrong_places([Said("Hej {name}")], read_english(PO.replace("Hello {name}", "Hello {navn}")))


def test_what_is_missing_is_printed_as_po() -> None:
    po = as_po([Said("et år", "{n} år", "alder", "a.py", 3)])
    assert po.strip().splitlines() == [
        "#: a.py:3", "#, python-brace-format", 'msgctxt "alder"', 'msgid "et år"', 'msgid_plural "{n} år"',
        'msgstr[0] ""', 'msgstr[1] ""',
    ]  # fmt: skip


@pytest.mark.parametrize(
    "code",
    [
        'sentence(f"Hej {name}")',
        'sentence("Hej " + name)',
        "sentence(pattern)",
        '_("Hej {}".format(name))',
        '_("Hej %s" % name)',
    ],
)
def test_a_sentence_put_together_is_noticed(code: str) -> None:
    assert list(not_one_literal("a.py", code))


@pytest.mark.parametrize("code", ['sentence("Hej {name}")', 'sentence("Hej", name=1)', 'sentence("Hej {a}", b=1)'])
def test_an_unfilled_place_is_noticed(code: str) -> None:
    assert list(unfilled_places("a.py", code))


@pytest.mark.parametrize(
    "template",
    [
        "<p>Områder</p>",
        '<img alt="Kort">',
        '<a href="/"><b>{{ count }} områder</b></a>',
        '<p translate="no"></p><p>Kort</p>',
    ],
)
def test_words_outside_a_translation_are_noticed(template: str) -> None:
    assert list(words_outside_translation("a.html", template))


@pytest.mark.parametrize(
    "template",
    [
        '{% translate "Områder" %}',
        '<p title="{% translate "Kort" %}">{% blocktranslate %}Her{% endblocktranslate %}: {{ x }} %</p>',
        '<html lang="da"><a lang="en"><svg/>English</a> <i translate="no">Dansk</i> – Vugge</html>',
        "<!-- note --><br>{# Områder #}{% comment %}Områder{% endcomment %}",
    ],
)
def test_translated_words_are_let_through(template: str) -> None:
    assert list(words_outside_translation("a.html", template)) == []
