"""The table of official lists: its columns, and what must be true of a row beyond its single cells.

Offers `COLUMNS`, `area_rows` (from a read table to rows and problems) and `table_rows` (back again).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.figures import Figure, decimals_of
from vugge.areas.rules.history import AREA_LISTS
from vugge.areas.rules.law import AreaLaw, AreaList, Measure, MeasureWords
from vugge.areas.rules.rows import AreaRow
from vugge.catalogue.names import fold
from vugge.kit.law import in_force
from vugge.kit.tables import Column, Problem, Reading, Row, Value
from vugge.kit.tables.cells import date as date_cell
from vugge.kit.tables.cells import decimal_number, text, whole_number, yes_no
from vugge.kit.tables.problems import column_letter
from vugge.kit.text import Sentence, Text, sentence

MEASURE_COLUMNS: Mapping[Measure, str] = {
    Measure.RESIDENTS: "residents",
    Measure.UNATTACHED: "share_unattached_pct",
    Measure.NONWESTERN: "share_nonwestern_pct",
    Measure.CONVICTED: "convicted_pct",
    Measure.BASIC_EDUCATION: "share_basic_education_pct",
    Measure.INCOME: "income_pct_of_region",
    Measure.OUTSIDE_LABOUR_MARKET: "outside_labour_market_pct",
}
LIST_COLUMNS: Mapping[AreaList, str] = {
    AreaList.EXPOSED: "list_udsat",
    AreaList.PARALLEL: "list_parallel",
    AreaList.TRANSFORMATION: "list_omdannelse",
    AreaList.PREVENTION: "list_forebyggelse",
    AreaList.COMBINED_LETTING: "list_kombineret",
}
LIST_NAMES: Mapping[AreaList, Text] = {
    AreaList.EXPOSED: Text(da="Udsat boligområde", en="Disadvantaged housing area"),
    AreaList.PARALLEL: Text(da="Parallelsamfund", en="Parallel society"),
    AreaList.TRANSFORMATION: Text(da="Omdannelsesområde", en="Transformation area"),
    AreaList.PREVENTION: Text(da="Forebyggelsesområde", en="Prevention area"),
    AreaList.COMBINED_LETTING: Text(da="Kombineret udlejning", en="Combined letting"),
}
COUNTED = (Measure.UNATTACHED, Measure.NONWESTERN, Measure.CONVICTED, Measure.BASIC_EDUCATION)
"""Measures of which a table may also give the persons: `<column>_count` out of `<column>_base`."""

MOST_RESIDENTS = 100_000
MOST_PERCENT_OF_REGION = 400
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Setting:
    """What rows are held against: the law, the municipalities by name, and the day of the import."""

    law: AreaLaw
    municipality_code: Callable[[str], str | None]
    municipality_names: tuple[str, ...]
    today: date


@dataclass(frozen=True)
class AreaTable:
    """The rows that can be used, and everything that is wrong with the table."""

    rows: tuple[AreaRow, ...]
    problems: tuple[Problem, ...]


def columns(series: Iterable[MeasureWords], *, source_needed: bool) -> tuple[Column, ...]:
    """Return the columns of a table of official lists; a source is needed to keep figures, not to check them."""
    words = {one.measure: one for one in series}
    return (
        Column("year", Text(da="År", en="Year"), whole_number(at_least=FIRST_YEAR, at_most=LAST_YEAR), required=True),
        Column("area", Text(da="Område", en="Area"), text(), required=True),
        Column("municipality", Text(da="Kommune", en="Municipality"), text(), required=True),
        *(_measure_column(words[measure], name) for measure, name in MEASURE_COLUMNS.items()),
        *(_list_column(kind, name) for kind, name in LIST_COLUMNS.items()),
        Column(
            "criteria_met",
            Text(da="Kriterier opfyldt", en="Criteria met"),
            whole_number(at_least=0, at_most=5),
            header_needed=False,
        ),
        *(
            [Column("source_url", Text(da="Kilde", en="Source"), text(longest=4000), required=True)]
            if source_needed
            else []
        ),
        Column(
            "list_day", Text(da="Listens dag", en="List day"), date_cell(), header_needed=False, aliases=("list_date",)
        ),
        *(column for measure in COUNTED for column in _count_columns(words[measure])),
    )


def area_rows(reading: Reading, setting: Setting) -> AreaTable:
    """Turn a read table into rows of areas; a row with any problem is not among them."""
    problems = list(reading.problems)
    faulty = {problem.row for problem in problems}
    rows: list[AreaRow] = []
    seen: dict[tuple[str, str, date], int] = {}
    for row in reading.rows:
        if row.number in faulty:
            continue
        made = _area_row(row, setting, reading)
        if isinstance(made, Problem):
            problems.append(made)
            continue
        same = seen.setdefault((fold(made.name), made.municipality, made.list_day), made.number)
        if same == made.number:
            rows.append(made)
        else:
            problems.append(_twice(made, same, reading))
    return AreaTable(tuple(rows), tuple(sorted(problems, key=lambda one: (one.row or 0, one.column or ""))))


def table_rows(
    facts: Iterable[AreaYearFacts], municipality_name: Callable[[str], str]
) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return header and rows of area-years in the format that `area_rows` reads."""
    flags = [*LIST_COLUMNS.items()]
    header = (
        "year",
        "area",
        "municipality",
        *MEASURE_COLUMNS.values(),
        *LIST_COLUMNS.values(),
        "criteria_met",
        "source_url",
        "list_day",
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.list_day.year,
            one.name,
            municipality_name(one.municipality),
            *(_value(one.figures.get(measure)) for measure in MEASURE_COLUMNS),
            *(None if one.official.get(kind) is None else int(one.official[kind]) for kind, _ in flags),
            one.criteria_met,
            one.source_url,
            one.list_day,
        )
        for one in facts
    ]
    return header, rows


def _problem(reading: Reading, row: int, field: str, why: Sentence) -> Problem:
    """Point at a row and the column of the file that holds a field; a column left out of the file is the first."""
    index = reading.mapped.get(field, 0)
    return Problem(why, row=row, column=column_letter(index), header=reading.headers[index])


def _area_row(row: Row, setting: Setting, reading: Reading) -> AreaRow | Problem:
    code = setting.municipality_code(str(row.values["municipality"]))
    if code is None:
        return _problem(
            reading, row.number, "municipality", _unknown_municipality(str(row.values["municipality"]), setting)
        )
    day = _list_day(row, setting)
    if isinstance(day, Sentence):
        return _problem(reading, row.number, "list_day" if row.values.get("list_day") else "year", day)
    figures = _figures(row, setting)
    for figure in figures.values():
        wrong = _counts_contradict(figure)
        if wrong is not None:
            return _problem(reading, row.number, MEASURE_COLUMNS[figure.measure], wrong)
    official = {kind: bool(row.values[name]) for kind, name in LIST_COLUMNS.items() if row.values.get(name) is not None}
    if not figures and not official:
        why = sentence("Rækken har hverken tal eller listestatus. Udfyld mindst ét af dem, eller slet rækken.")
        return _problem(reading, row.number, "area", why)
    met = row.values.get("criteria_met")
    return AreaRow(
        row.number,
        str(row.values["area"]),
        code,
        day,
        figures=figures,
        official=official,
        criteria_met=met if isinstance(met, int) else None,
        source_url=str(row.values.get("source_url") or ""),
    )


def _list_day(row: Row, setting: Setting) -> date | Sentence:
    """Return the day of the list the row is about, or why there is none."""
    year, given = int(str(row.values["year"])), row.values.get("list_day")
    day = given if isinstance(given, date) else setting.law.calendar.day_for(year)
    if day is not None and day.year != year:
        return sentence("Dagen {day} ligger ikke i året {year}.", day=day, year=str(year))
    if day is None or in_force(setting.law.of_series(AREA_LISTS), day) is None:
        return sentence("I {year} var der ingen liste. Den første kom i 2010.", year=str(year))
    if day.year > setting.today.year:
        return sentence("{year} ligger i fremtiden.", year=str(year))
    return day


def _figures(row: Row, setting: Setting) -> dict[Measure, Figure]:
    found: dict[Measure, Figure] = {}
    for measure, name in MEASURE_COLUMNS.items():
        value, count, base = (row.values.get(f"{name}{end}") for end in ("", "_count", "_base"))
        both = isinstance(count, int) and isinstance(base, int) and base > 0
        if value is None and not both:
            continue
        usual = setting.law.series.words(measure).decimals
        number = Decimal(str(value)) if value is not None else _published(count, base, usual)
        found[measure] = Figure(
            measure,
            number,
            max(usual, decimals_of(number)),
            count=count if isinstance(count, int) and both else None,
            base=base if isinstance(base, int) else None,
        )
    return found


def _counts_contradict(figure: Figure) -> Sentence | None:
    """Say if the persons given cannot round to the share given."""
    if figure.count is None or figure.base is None:
        return None
    if figure.count > figure.base:
        return sentence("{count} personer kan ikke være ud af {base}.", count=figure.count, base=figure.base)
    if abs(figure.exact() - Fraction(figure.value)) > Fraction(1, 10**figure.decimals):
        return sentence(
            "Andelen {value} passer ikke med {count} ud af {base} personer. Ret andelen eller antallene.",
            value=figure.value,
            count=figure.count,
            base=figure.base,
        )
    return None


def _published(count: object, base: object, decimals: int) -> Decimal:
    """Return the share as it would be published, where a table gives only the persons behind it."""
    share = 100 * Decimal(str(count)) / Decimal(str(base))
    return share.quantize(Decimal(1).scaleb(-decimals))


def _value(figure: Figure | None) -> Decimal | int | None:
    if figure is None:
        return None
    if figure.measure is Measure.RESIDENTS:
        return int(figure.value)
    return figure.value.quantize(Decimal(1).scaleb(-figure.decimals))


def _unknown_municipality(written: str, setting: Setting) -> Sentence:
    near = get_close_matches(written, setting.municipality_names, n=1)
    if near:
        return sentence("Vi kender ikke kommunen ”{written}”. Mente du {near}?", written=written, near=near[0])
    return sentence("Vi kender ikke kommunen ”{written}”. Skriv navnet på en af de 98 kommuner.", written=written)


def _twice(row: AreaRow, same: int, reading: Reading) -> Problem:
    why = sentence("Området står allerede i række {same} for den samme liste. Behold kun den ene.", same=str(same))
    return _problem(reading, row.number, "area", why)


def _measure_column(words: MeasureWords, name: str) -> Column:
    if words.measure is Measure.RESIDENTS:
        parse: Callable[[str], object] = whole_number(at_least=1, at_most=MOST_RESIDENTS)
    else:
        most = MOST_PERCENT_OF_REGION if words.measure is Measure.INCOME else 100
        parse = decimal_number(at_least=0, at_most=most, percent=True)
    return Column(name, words.name, parse, header_needed=words.measure is not Measure.OUTSIDE_LABOUR_MARKET)


def _list_column(kind: AreaList, name: str) -> Column:
    return Column(name, LIST_NAMES[kind], yes_no(), header_needed=kind is not AreaList.COMBINED_LETTING)


def _count_columns(words: MeasureWords) -> tuple[Column, Column]:
    name = MEASURE_COLUMNS[words.measure]
    return (
        Column(
            f"{name}_count",
            Text(da=f"{words.name.da}, antal", en=f"{words.name.en}, count"),
            whole_number(at_least=0),
            header_needed=False,
        ),
        Column(
            f"{name}_base",
            Text(da=f"{words.name.da}, ud af", en=f"{words.name.en}, out of"),
            whole_number(at_least=1),
            header_needed=False,
        ),
    )
