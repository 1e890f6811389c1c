"""The pictures of one area: a strip of years, and a small chart for each criterion with its limit as it moved."""

from datetime import date

from django.utils.translation import gettext

from vugge.areas.queries.law import area_law
from vugge.areas.rules.facts import AreaHistory, AreaYearFacts
from vugge.areas.rules.law import THE_FOUR_LISTS, Measure, Operator
from vugge.areas.rules.limits import LimitOnDay, limits_over_time
from vugge.areas.rules.table_columns import LIST_NAMES
from vugge.areas.rules.wording import demand, in_unit
from vugge.documents.charts import (
    ChartPoint,
    CriterionWords,
    LimitPoint,
    Mark,
    SeriesBreak,
    Side,
    StripWords,
    YearMark,
    criterion_chart,
    year_strip,
)
from vugge.web.components.values import Chart, Table
from vugge.web.public.words import (
    CRITERIA_MEASURES,
    day_label,
    is_doubtful,
    language,
    lists_held,
    mark_of,
    measure_name,
    measure_short,
    said,
    shown_figure,
)

MEDIUM = 780
NARROW = 288


def strip_picture(history: AreaHistory) -> Chart:
    """Draw on which lists the area was, list day by list day, by the state's own answers."""
    on_file = {one.facts.list_day: one.facts for one in history.years}
    days = sorted({*(one.day for one in area_law().calendar.lists if one.counts), *on_file})
    marks = [YearMark(day_label(day), day, _marks(day, on_file.get(day))) for day in days]
    title = gettext("På statens lister, år for år")
    words = StripWords(
        title,
        gettext("Statens egne svar. Et felt er udfyldt, når området stod på listen."),
        {kind.value: said(LIST_NAMES[kind]) for kind in THE_FOUR_LISTS},
        {
            Mark.LISTED: gettext("På listen"),
            Mark.NOT_LISTED: gettext("Ikke på listen"),
            Mark.UNKNOWN: gettext("Ved vi ikke"),
        },
    )
    return Chart(
        title,
        year_strip(marks, words=words),
        Table(
            title,
            (gettext("Liste"), *(LIST_NAMES[kind] for kind in THE_FOUR_LISTS)),
            tuple((one.label, *(_mark_word(one, kind.value, words) for kind in THE_FOUR_LISTS)) for one in marks),
        ),
        medium=year_strip(marks, words=words, width=MEDIUM),
        narrow=year_strip(marks, words=words, width=NARROW),
    )


def criterion_pictures(history: AreaHistory) -> tuple[Chart, ...]:
    """Draw a small chart for each criterion the law looks at."""
    rows = tuple(reversed([one.facts for one in history.years]))
    return tuple(_criterion_picture(measure, rows) for measure in CRITERIA_MEASURES)


def _marks(day: date, row: AreaYearFacts | None) -> dict[str, Mark]:
    return {kind.value: mark_of(row.official.get(kind) if row else None) for kind in lists_held(day)}


def _mark_word(one: YearMark, kind: str, words: StripWords) -> str:
    return words.marks[one.marks[kind]] if kind in one.marks else gettext("fandtes ikke")


def _criterion_picture(measure: Measure, rows: tuple[AreaYearFacts, ...]) -> Chart:
    law = area_law()
    by_day = {row.list_day: row for row in rows}
    days = sorted({*(one.day for one in law.calendar.lists if one.main), *by_day})
    limits = limits_over_time(law, measure, days)
    points = [_point(measure, day, by_day.get(day)) for day in days]
    breaks = tuple(SeriesBreak(one.list_day, said(one.why)) for one in law.series.breaks if one.measure is measure)
    words = CriterionWords(
        said(measure_name(measure)),
        said(law.series.words(measure).explanation),
        gettext("grænse"),
        gettext("kriteriet opfyldt"),
        gettext("usikkert tal"),
        gettext("Aksen begynder ikke ved 0"),
        language(),
    )
    shown_limits = [_limit(measure, one) for one in limits]
    has_figures = any(point.value is not None for point in points)
    return Chart(
        measure_name(measure),
        criterion_chart(points, shown_limits, side=_side(limits), words=words, breaks=breaks) if has_figures else "",
        _table(measure, rows, limits),
        note=law.series.words(measure).explanation,
    )


def _point(measure: Measure, day: date, row: AreaYearFacts | None) -> ChartPoint:
    found = row.figures.get(measure) if row else None
    if row is None or found is None:
        return ChartPoint(day, None)
    text = said(in_unit(measure, found.value, found.decimals))
    return ChartPoint(day, found.value, text, is_doubtful(row, measure))


def _limit(measure: Measure, one: LimitOnDay) -> LimitPoint:
    decimals = area_law().series.words(measure).decimals
    text = said(in_unit(measure, one.limit, decimals)) if one.limit is not None else ""
    return LimitPoint(one.list_day, one.limit, text)


def _side(limits: tuple[LimitOnDay, ...]) -> Side:
    over = limits[-1].criterion.operator in (Operator.OVER, Operator.AT_LEAST)
    return Side.ABOVE if over else Side.BELOW


def _table(measure: Measure, rows: tuple[AreaYearFacts, ...], limits: tuple[LimitOnDay, ...]) -> Table:
    by_day = {one.list_day: one for one in limits}
    return Table(
        measure_name(measure),
        (gettext("Liste"), measure_short(measure), gettext("Opfyldt ved")),
        tuple(
            (
                day_label(row.list_day),
                shown_figure(row, measure).value,
                _demanded(by_day.get(row.list_day)),
            )
            for row in rows
            if measure in row.figures
        ),
    )


def _demanded(limit: LimitOnDay | None) -> object:
    if limit is None:
        return gettext("intet krav")
    if limit.limit is None:
        return gettext("grænsen er ikke fundet")
    return demand(limit.criterion, limit.limit, area_law().series.words(limit.criterion.measure))
