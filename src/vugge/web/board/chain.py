"""Where in the chain children are lost: the picture, the figures behind it, and the same as a file.

Nothing is counted here. All of it is worked out from tables that have been released.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.rules.statistics import quarter_named
from vugge.journey.queries.aggregate import chain_of
from vugge.journey.rules.aggregate import STAND_NAMES, By, Stand
from vugge.journey.rules.chain import DECIDED
from vugge.journey.rules.route import Line
from vugge.journey.rules.words import LINE_WORDS
from vugge.kit.disclosure import Grouping, Quarter
from vugge.kit.tables import DANISH_EXCEL, Value, write_csv, write_xlsx
from vugge.web.board.chain_values import TOO_FEW, Choice, LineShown, Shown, shown
from vugge.web.board.statistics import MEDIUM, NARROW, SECTION, WIDE, reading
from vugge.web.components.values import Chart, Crumb, Export, ExportKind, Table
from vugge.web.page import file_answer
from vugge.web.personal import Opened, figures_page, render_personal
from vugge.web.pictures.chain import ChainWords, Stop, Track, draw_chain
from vugge.web.public.areas import CSV, XLSX
from vugge.web.templatetags.components import say

WHOM: Final[Mapping[By, object]] = {
    By.AREA: _("Alle, delt op efter område"),
    By.COHORT: _("Alle, delt op efter fødselsår"),
    By.INSTITUTION: _("Alle, delt op efter institution"),
}


class ChainForm(forms.Form):
    """Which line, whom and when. Whom is one choice: two at once would make groups so small that children are known."""

    linje = forms.CharField(label=_("Linje"), required=False)
    gruppe = forms.CharField(label=_("Hvem"), required=False)
    kvartal = forms.CharField(label=_("Kvartal"), required=False)

    def __init__(self, found: Shown, choice: Choice) -> None:
        chosen = {
            "linje": choice.line.value if choice.line else "",
            "gruppe": f"{choice.by.value}:{choice.row or ''}",
            "kvartal": _quarter_text(found.quarter),
        }
        super().__init__(initial=chosen)
        lines = [(line.value, say(LINE_WORDS[line])) for line in Line]
        quarters = [(_quarter_text(one), say(one.name)) for one in found.quarters]
        fields: dict[str, list[tuple[str, Any]]] = {  # Any: a name, or choices under one heading
            "linje": [("", gettext("Alle linjer")), *lines],
            "gruppe": [*_whom(found)],
            "kvartal": quarters,
        }
        for name, choices in fields.items():
            self.fields[name].widget = forms.Select(choices=choices)


@figures_page("journey.figures_shown")
def chain(opened: Opened) -> HttpResponse:
    """Show where in the chain children are lost: picture, figures, groups and quarters."""
    choice, found = _asked(opened)
    crumbs = (Crumb(gettext("Tal"), reverse("statistics")), Crumb(gettext("Rejsen")))
    if found is None:
        return render_personal(opened, "board/chain.html", {"found": None, "crumbs": crumbs}, section=SECTION)
    query = _query(choice, found.quarter)
    context = {
        "found": found,
        "form": ChainForm(found, choice),
        "chart": _chart(found),
        "columns": tuple(STAND_NAMES[stand] for stand in Stand),
        "is_one_line": choice.line is not None,
        "shares": tuple(STAND_NAMES[stand] for stand in DECIDED),
        "by": choice.by.value,
        "group_query": urlencode({"linje": choice.line.value if choice.line else "", "kvartal": query["kvartal"]}),
        "quarter": query["kvartal"],
        "reading": reading(found.release.policy.base),
        "exports": (
            Export(ExportKind.XLSX, f"{reverse('chain_xlsx')}?{urlencode(query)}"),
            Export(ExportKind.CSV, f"{reverse('chain_csv')}?{urlencode(query)}"),
            Export(ExportKind.PRINT),
        ),
        "crumbs": crumbs,
    }
    return render_personal(opened, "board/chain.html", context, section=SECTION)


@figures_page("journey.figures_exported")
def chain_xlsx(opened: Opened) -> HttpResponse:
    """Give the figures that the page shows as a spreadsheet."""
    choice, found = _asked(opened)
    target = BytesIO()
    write_xlsx(target, _header(), _rows(found, choice), sheet="Rejsen", widths={0: 24, 1: 40})
    return file_answer(target.getvalue(), name=f"{_file(found)}.xlsx", content_type=XLSX)


@figures_page("journey.figures_exported")
def chain_csv(opened: Opened) -> HttpResponse:
    """Give the figures that the page shows as text."""
    choice, found = _asked(opened)
    target = BytesIO()
    write_csv(target, _header(), _rows(found, choice), style=DANISH_EXCEL)
    return file_answer(target.getvalue(), name=f"{_file(found)}.csv", content_type=CSV)


def _asked(opened: Opened) -> tuple[Choice, Shown | None]:
    """Return what was asked for and what is shown of it. What is no line, group or quarter is as if not asked for."""
    asked = opened.request.GET
    division, _colon, row = asked.get("gruppe", "").partition(":")
    by = By(division) if division in set(By) else By.AREA
    line = Line(asked["linje"]) if asked.get("linje") in set(Line) else None
    part = chain_of(opened.viewer, by=by, quarter=quarter_named(asked.get("kvartal", "")))
    rows = {group.key for one in part.tables[:1] for group in one.release.table.rows.groups}
    choice = Choice(by, row if row in rows else None, line)
    return choice, shown(part, choice)


def _whom(found: Shown) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(say(one.name).capitalize(), _groups(by, one)) for by in By if (one := found.groupings.get(by))]


def _groups(by: By, grouping: Grouping) -> list[tuple[str, str]]:
    each = [(f"{by.value}:{group.key}", say(group.name)) for group in grouping.groups]
    return [(f"{by.value}:", str(WHOM[by])), *each]


def _quarter_text(quarter: Quarter) -> str:
    return f"{quarter.year}-{quarter.number}"


def _query(choice: Choice, quarter: Quarter) -> dict[str, str]:
    line = choice.line.value if choice.line else ""
    return {"linje": line, "gruppe": f"{choice.by.value}:{choice.row or ''}", "kvartal": _quarter_text(quarter)}


def _chart(found: Shown) -> Chart:
    words = ChainWords(
        title=gettext("Hvor i kæden går børn tabt?"),
        description=gettext(
            "En række for hver linje og en søjle for hvert stop, med de numre, der står i tabellen. En søjle er 100 "
            "børn: nederst dem, der nåede det til tiden, så dem, der nåede det for sent, og øverst dem, der ikke "
            "nåede det. En grå boks er et stop med for få børn."
        ),
        parts=tuple(say(STAND_NAMES[stand]) for stand in DECIDED),  # type: ignore[arg-type]  # three of them
        too_few=say(TOO_FEW),
        loss=gettext("Her går flest børn tabt"),
    )
    tracks = [_track(one) for one in found.lines]
    wide, medium, narrow = (draw_chain(tracks, words=words, width=width) for width in (WIDE, MEDIUM, NARROW))
    return Chart(words.title, wide, Table("", (), ()), medium, narrow)


def _track(line: LineShown) -> Track:
    return Track(
        say(line.name),
        tuple(
            Stop(
                one.number,
                _parts(one.standing.figures) if one.is_told else None,
                gettext("{number}. {name}. Ikke nået: {missed}").format(
                    number=one.number, name=say(one.name), missed=say(one.missed)
                ),
                one.is_loss,
            )
            for one in line.stations
        ),
    )


def _parts(figures: Mapping[Stand, int | None]) -> tuple[float, float, float]:
    in_time, late, missed = (figures[stand] or 0 for stand in DECIDED)
    whole = in_time + late + missed
    return 100 * in_time / whole, 100 * late / whole, 100 * missed / whole


def _header() -> list[str]:
    stands = [say(STAND_NAMES[stand]) for stand in Stand]
    return [gettext("Linje"), gettext("Stop"), *stands, gettext("Ikke nået, af 100")]


def _rows(found: Shown | None, choice: Choice) -> Iterator[list[Value]]:
    """Yield the figures as on the page, then what a reader of the file alone must know."""
    if found is None:
        return
    for line in found.lines:
        for one in line.stations:
            yield [say(line.name), say(one.name), *(say(figure) for _name, figure in one.figures), say(one.missed)]
    yield []
    first = found.lines[0].stations[0].because
    group = say(found.group) if found.group else str(WHOM[choice.by])
    for word, value in (
        (gettext("Hvem"), group),
        (gettext("Kvartal"), say(found.quarter.name)),
        (gettext("Talt op for"), say(found.counted_on)),
        (gettext("Sådan er tallene lavet"), say(first.sentence)),
        (gettext("Regel"), first.rule),
        (gettext("Beskyttelse"), say(first.parts[0].sentence)),
        (gettext("Sådan læses tallene"), say(reading(found.release.policy.base))),
    ):
        yield [word, value]


def _file(found: Shown | None) -> str:
    return f"tal-rejsen-{_quarter_text(found.quarter)}" if found else "tal-rejsen"
