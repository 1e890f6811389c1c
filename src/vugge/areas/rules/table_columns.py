"""The columns of a table of official lists: what each is called, and what its cells may hold.

Offers `columns`, and the names `MEASURE_COLUMNS`, `LIST_COLUMNS`, `LIST_NAMES` and `COUNTED`.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from vugge.areas.rules.area_law import MeasureWords
from vugge.areas.rules.figures import decimals_of
from vugge.areas.rules.law import AreaList, Measure
from vugge.catalogue.names import fold
from vugge.kit.tables import BadCell, Column
from vugge.kit.tables.cells import date as date_cell
from vugge.kit.tables.cells import decimal_number, text, whole_number, yes_no
from vugge.kit.text import Text, sentence

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
SMALL_NUMBERS = frozenset({Measure.CONVICTED})
"""Measures whose persons are so few that their number is told to nobody; it decides, and stays inside."""

COUNTED = (Measure.UNATTACHED, Measure.NONWESTERN, Measure.CONVICTED, Measure.BASIC_EDUCATION)
"""Measures of which a table may also give the persons: `<column>_count` out of `<column>_base`."""

MOST_RESIDENTS = 100_000
MOST_PERCENT_OF_REGION = 400
FIRST_YEAR, LAST_YEAR = 1900, 2200
_AS_PROGRAMS_WRITE = {"1.0": "1", "0.0": "0", "1,0": "1", "0,0": "0"}

LONGEST_NAME = 90
"""In letters from a to z, so that a key made of the name and the municipality's stays short enough to store."""
MOST_DECIMALS = 12
"""Of a share, as many as a spreadsheet keeps: 15 digits in all. What a program writes beyond them is noise."""


def columns(series: Iterable[MeasureWords], *, source_needed: bool) -> tuple[Column, ...]:
    """Return the columns of a table of official lists; a source is needed to keep figures, not to check them."""
    words = {one.measure: one for one in series}
    return (
        Column("year", Text(da="År", en="Year"), whole_number(at_least=FIRST_YEAR, at_most=LAST_YEAR), required=True),
        Column("area", Text(da="Område", en="Area"), _area_name, required=True),
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


def _measure_column(words: MeasureWords, name: str) -> Column:
    if words.measure is Measure.RESIDENTS:
        parse: Callable[[str], object] = whole_number(at_least=1, at_most=MOST_RESIDENTS)
    else:
        most = MOST_PERCENT_OF_REGION if words.measure is Measure.INCOME else 100
        parse = _share(at_most=most)
    return Column(name, words.name, parse, header_needed=words.measure is not Measure.OUTSIDE_LABOUR_MARKET)


def _list_column(kind: AreaList, name: str) -> Column:
    return Column(name, LIST_NAMES[kind], _flag, header_needed=kind is not AreaList.COMBINED_LETTING)


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


def _area_name(cell: str) -> str:
    """Read an area's name: one that a key can be made of."""
    name = text()(cell)
    if not fold(name):
        raise BadCell(sentence("”{written}” er ikke et navn. Skriv områdets navn med bogstaver.", written=name))
    if len(fold(name)) > LONGEST_NAME:
        raise BadCell(sentence("Navnet er for langt. Der er plads til {longest} tegn.", longest=LONGEST_NAME))
    return name


def _share(*, at_most: int) -> Callable[[str], Decimal]:
    """Return a parser of shares that takes no more decimals than are stored."""
    parse = decimal_number(at_least=0, at_most=at_most, percent=True)

    def parse_share(cell: str) -> Decimal:
        number = parse(cell)
        return number if decimals_of(number) <= MOST_DECIMALS else round(number, MOST_DECIMALS).normalize()

    return parse_share


def _flag(cell: str) -> bool:
    """Read a list flag, also as 1.0 and 0.0, which programs write where a column has empty cells."""
    return yes_no()(_AS_PROGRAMS_WRITE.get(cell.strip(), cell))
