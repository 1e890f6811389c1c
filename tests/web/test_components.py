"""Components say what they are given, escape it, and never leave a status to its colour."""

from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from vugge.kit.danish import Percent
from vugge.kit.explained import Because, Certainty, Input, Source
from vugge.kit.text import Text, sentence
from vugge.web.components.values import (
    Chart,
    Crumb,
    Export,
    ExportKind,
    Figure,
    Flag,
    Status,
    StatusKind,
    Table,
    Tile,
)

EVIL = "<b onclick=x>&"


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.heard.append(data)


def parsed(html: str) -> _Words:
    words = _Words()
    words.feed(html)
    return words


def component(name: str, **context: object) -> str:
    with translation.override("da"):
        return render_to_string(f"components/{name}.html", context)


def heard(html: str) -> str:
    return " ".join(" ".join(parsed(html).heard).split())


def rendered(template: str, **context: object) -> str:
    return Template("{% load components %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("value", "danish"),
    [
        (Text("Beboere", "Residents"), "Beboere"),
        (sentence("{n} beboere", n=1158), "1.158 beboere"),
        (date(2024, 12, 1), "01-12-2024"),
        (Decimal("41.25"), "41,25"),
        (sentence(""), ""),
        (None, ""),
    ],
)
def test_values_are_said_in_danish(value: object, danish: str) -> None:
    with translation.override("da"):
        assert rendered("{{ value|say }}", value=value) == danish


def test_values_are_said_in_english() -> None:
    with translation.override("en"):
        assert rendered("{{ value|say }}", value=Text("Beboere", "Residents")) == "Residents"
        assert rendered("{{ value|say }}", value=1158) == "1,158"


def test_what_is_said_is_escaped() -> None:
    assert "<b" not in rendered("{{ value|say }}", value=EVIL)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (StatusKind.LISTED, "På listen"),
        (StatusKind.NOT_LISTED, "Ikke på listen"),
        (StatusKind.UNDETERMINED, "Kan ikke afgøres"),
        (StatusKind.NO_DATA, "Ingen tal"),
    ],
)
def test_a_status_has_a_shape_and_a_word(kind: StatusKind, word: str) -> None:
    html = component("status", status=Status(kind))
    assert heard(html) == word
    assert "svg" in parsed(html).tags
    assert heard(component("status", status=Status(kind, "Opfyldt"))) == "Opfyldt"


def test_every_certainty_has_its_own_word() -> None:
    assert len({heard(component("certainty", certainty=certainty)) for certainty in Certainty}) == len(Certainty)


def test_a_figure_carries_its_flags_and_a_missing_one_says_so() -> None:
    figure = Figure(Percent(Decimal("79.0")), (Flag("tvivlsom", "kan være en tastefejl"),))
    assert "tvivlsom" in heard(component("figure", figure=figure))
    assert "kan være en tastefejl" in heard(component("figure", figure=figure))
    assert "ingen tal" in heard(component("figure", figure=Figure(None)))


def test_why_shows_the_whole_tree() -> None:
    part = Because(sentence("Landstallet mangler."), "areas.criterion", certainty=Certainty.NOT_FOUND)
    because = Because(
        sentence("Området står på listen."),
        "areas.exposed",
        "2014",
        "almenboligloven § 61 a",
        inputs=(Input(Text("Beboere", "Residents"), 1158, Source("Listen 2017", "https://example.org/liste")),),
        sources=(Source("Loven"),),
        parts=(part,),
    )
    html = component("why", because=because, about="på listen")
    told = heard(html)
    for words in ("Hvorfor?", "Området står på listen.", "1.158", "§ 61 a", "Lovpakke", "Listen 2017", "Loven",
                  "Landstallet mangler.", "Ikke fundet", "Bekræftet"):  # fmt: skip
        assert words in told
    assert 'href="https://example.org/liste"' in html
    assert "<details" in html
    assert '<code translate="no">2014</code>' in html
    assert "areas.exposed" not in told, "names in the code say nothing to a citizen"


def test_why_in_a_table_has_a_row_of_its_own() -> None:
    html = component("why_row", because=Because(sentence("Derfor."), "rule"), about="Beboere", columns=5)
    assert '<td colspan="5">' in html
    assert "Hvorfor? Beboere" in heard(html)


def test_a_name_may_break_after_its_slashes() -> None:
    assert rendered("{{ name|breakable }}", name="Byparken/Skovparken") == "Byparken/<wbr>Skovparken"
    assert rendered("{{ name|breakable }}", name="Vollsmose") == "Vollsmose"
    assert "<b" not in rendered("{{ name|breakable }}", name=f"{EVIL}{EVIL}")


def test_a_chart_always_has_its_figures_as_a_table() -> None:
    table = Table("Beboere", ("Liste", "Tal"), ((date(2017, 12, 1), 6513),))
    html = component("chart", chart=Chart("Beboere", "<svg></svg>", table))
    assert {"svg", "table", "details"} <= set(parsed(html).tags)
    assert "6.513" in heard(html)


def test_a_drawing_has_one_size_for_each_kind_of_window_and_one_on_paper() -> None:
    chart = Chart("Beboere", "<svg>w</svg>", Table("", (), ()), medium="<svg>m</svg>", narrow="<svg>n</svg>")
    assert parsed(component("chart", chart=chart)).tags.count("svg") == 3
    paper = component("chart", chart=chart, is_pdf=True)
    assert "<svg>m</svg>" in paper
    assert parsed(paper).tags.count("svg") == 1


def test_a_chart_without_figures_says_so() -> None:
    html = component("chart", chart=Chart("Beboere", "", Table("", (), ())))
    assert "ingen offentliggjorte tal" in heard(html)
    assert "table" not in parsed(html).tags


def test_a_wide_table_scrolls_from_the_keyboard() -> None:
    html = rendered("{% scrolling label %}<table></table>{% endscrolling %}", label=EVIL)
    assert 'tabindex="0"' in html
    assert 'role="region"' in html
    assert "<b" not in html
    assert "<table>" in html


def test_exports_say_their_form() -> None:
    exports = (Export(ExportKind.XLSX, "/a.xlsx"), Export(ExportKind.CSV, "/a.csv"), Export(ExportKind.PRINT))
    told = heard(component("exports", exports=exports))
    assert told == "Excel (XLSX) Tekst (CSV) Udskriv"


def test_the_last_crumb_is_this_page() -> None:
    html = component("breadcrumb", crumbs=(Crumb("Forside", "/"), Crumb("Områder")))
    assert html.count("<a ") == 1
    assert 'aria-current="page"' in html


def test_a_tile_names_its_figure() -> None:
    assert heard(component("tile", tile=Tile("Beboere", 6513, "1. januar"))) == "Beboere 6.513 1. januar"


class _Form(forms.Form):
    share = forms.DecimalField(label="Andel", help_text="I procent", max_value=100)


def test_a_field_ties_label_help_and_error_to_its_control() -> None:
    form = _Form({"share": "140"})
    html = component("field", field=form["share"], suffix="%")
    assert 'for="id_share"' in html
    assert 'class="form-input"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_share_error"' in html
    assert "id_share_helptext" in html.split("<input")[1]
    assert "id_share_error" in html.split("<input")[1]


def test_errors_are_listed_first_with_links() -> None:
    form = _Form({"share": "140"})
    html = component("errors", form=form)
    assert 'href="#id_share"' in html
    assert str(form.errors["share"][0]) not in heard(html), "the field says what is wrong with it, and once is enough"
    assert "alert" not in component("errors", form=_Form({"share": "40"}))


def test_filters_work_without_script() -> None:
    html = component("filters", form=_Form(), action="/omraader/", target="results", reset_url="/omraader/")
    assert 'method="get"' in html
    assert 'action="/omraader/"' in html
    assert 'type="submit"' in html


def test_an_empty_list_says_what_would_be_here() -> None:
    told = heard(component("empty", heading="Ingen områder", text="Her ville stå områder.", url="/", link="Vis alle"))
    assert told == "Ingen områder Her ville stå områder. Vis alle"
