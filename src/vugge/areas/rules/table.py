"""The table of official lists: what must be true of a row beyond its single cells.

Offers `area_rows` (from a read table to rows and problems) and `table_rows` (back again); the columns themselves are
in `table_columns`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Literal

from vugge.areas.rules.area_law import AreaLaw
from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.figures import Figure, decimals_of
from vugge.areas.rules.history import AREA_LISTS
from vugge.areas.rules.law import AreaList, Measure
from vugge.areas.rules.rows import CRITERIA_MET, AreaRow
from vugge.areas.rules.table_columns import COUNTED, LIST_COLUMNS, MEASURE_COLUMNS, SMALL_NUMBERS
from vugge.kit.law import in_force
from vugge.kit.tables import Problem, Reading, Row, Value
from vugge.kit.tables.problems import column_letter
from vugge.kit.text import Sentence, sentence

NEEDED = frozenset({"year", "area", "municipality"})


@dataclass(frozen=True)
class Setting:
    """What rows are held against: the law, the municipalities by name, the areas by key, and the day of the import."""

    law: AreaLaw
    area_key: Callable[[AreaRow], str]
    municipality_code: Callable[[str], str | None]
    municipality_names: tuple[str, ...]
    today: date


@dataclass(frozen=True)
class AreaTable:
    """The rows that can be used, and everything that is wrong with the table."""

    rows: tuple[AreaRow, ...]
    problems: tuple[Problem, ...]


def area_rows(reading: Reading, setting: Setting) -> AreaTable:
    """Turn a read table into rows of areas; a row with any problem is not among them."""
    problems = list(reading.problems)
    if not reading.mapped.keys() >= NEEDED:
        return AreaTable((), tuple(problems))  # whose rows these are cannot be said
    faulty = {problem.row for problem in problems}
    rows: list[AreaRow] = []
    seen: dict[tuple[str, date], int] = {}
    for row in reading.rows:
        if row.number in faulty:
            continue
        made = _area_row(row, setting, reading)
        if isinstance(made, Problem):
            problems.append(made)
            continue
        same = seen.setdefault((setting.area_key(made), made.list_day), made.number)
        if same == made.number:
            rows.append(made)
        else:
            problems.append(_twice(made, same, reading))
    return AreaTable(tuple(rows), tuple(sorted(problems, key=lambda one: (one.row or 0, one.column or ""))))


def table_rows(
    facts: Iterable[AreaYearFacts], municipality_name: Callable[[str], str]
) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return header and rows of area-years in the format that `area_rows` reads.

    The columns of persons behind a share are there only where some are known, and never for a share of which persons
    may not be told: two convicted of eight hundred are people somebody knows.
    """
    given, flags = tuple(facts), [*LIST_COLUMNS.items()]
    counted = {
        measure: MEASURE_COLUMNS[measure]
        for measure in COUNTED
        if measure not in SMALL_NUMBERS and any(_has_persons(one, measure) for one in given)
    }
    header = (
        "year",
        "area",
        "municipality",
        *MEASURE_COLUMNS.values(),
        *LIST_COLUMNS.values(),
        "criteria_met",
        "source_url",
        "list_day",
        *(f"{name}{end}" for name in counted.values() for end in ("_count", "_base")),
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
            *(part for measure in counted for part in _persons(one.figures.get(measure))),
        )
        for one in given
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
    uncounted = _count_without_base(row)
    if uncounted is not None:
        why = sentence("Her står et antal personer, men ikke hvor mange det er ud af. Udfyld begge eller ingen.")
        return _problem(reading, row.number, uncounted, why)
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
        silent=_silent(reading),
    )


def _silent(reading: Reading) -> frozenset[Measure | AreaList | Literal["criteria_met"]]:
    """Return what the table has no column for, of figures, lists and the number of criteria met."""
    measures = {one for one, name in MEASURE_COLUMNS.items() if not reading.mapped.keys() & {name, f"{name}_count"}}
    lists = {kind for kind, name in LIST_COLUMNS.items() if name not in reading.mapped}
    if CRITERIA_MET not in reading.mapped:
        return frozenset((*measures, *lists, CRITERIA_MET))
    return frozenset((*measures, *lists))


def _list_day(row: Row, setting: Setting) -> date | Sentence:
    """Return the day of the list the row is about, or why there is none."""
    year, given = int(str(row.values["year"])), row.values.get("list_day")
    usual = setting.law.calendar.day_for(year)
    day = given if isinstance(given, date) else usual
    if day is None or in_force(setting.law.of_series(AREA_LISTS), day) is None:
        return sentence("I {year} var der ingen liste. Den første kom i 2010.", year=str(year))
    if day.year != year:
        return sentence("Dagen {day} ligger ikke i året {year}.", day=day, year=str(year))
    if day > setting.today:
        return sentence("Listen {day} ligger i fremtiden.", day=day)
    if day != usual and setting.law.calendar.find(day) is None:
        return sentence("Der kom ingen liste {day}. Lad dagen være tom, så bruges årets liste.", day=day)
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


def _count_without_base(row: Row) -> str | None:
    """Return the column that gives persons without saying out of how many, or None."""
    for measure in COUNTED:
        count, base = (f"{MEASURE_COLUMNS[measure]}{end}" for end in ("_count", "_base"))
        if row.values.get(count) is not None and row.values.get(base) is None:
            return count
    return None


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


def _has_persons(facts: AreaYearFacts, measure: Measure) -> bool:
    return any(part is not None for part in _persons(facts.figures.get(measure)))


def _persons(figure: Figure | None) -> tuple[int | None, int | None]:
    return (figure.count, figure.base) if figure else (None, None)


def _unknown_municipality(written: str, setting: Setting) -> Sentence:
    near = get_close_matches(written, setting.municipality_names, n=1)
    if near:
        return sentence("Vi kender ikke kommunen ”{written}”. Mente du {near}?", written=written, near=near[0])
    return sentence("Vi kender ikke kommunen ”{written}”. Skriv navnet på en af de 98 kommuner.", written=written)


def _twice(row: AreaRow, same: int, reading: Reading) -> Problem:
    why = sentence("Området står allerede i række {same} for den samme liste. Behold kun den ene.", same=str(same))
    return _problem(reading, row.number, "area", why)
