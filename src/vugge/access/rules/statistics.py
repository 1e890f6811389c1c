"""Statistics about people, from what was counted to what is released, and why some of it is not shown.

Offers `counted_for`, `settled_places`, `residents_of`, `Outcome` (what came of releasing a table), the quarters
(`quarter_before`, `quarters_before`, `last_day`, `quarter_named`), `why_withheld` and `key_name`. The tables are in
`statistics_tables`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from vugge.access.rules.statistics_tables import ELSEWHERE, Place
from vugge.kit.disclosure import Counted, Policy, Quarter, Release, Table
from vugge.kit.explained import Because, Input
from vugge.kit.sealing import KeyedHash
from vugge.kit.text import Sentence, Text, sentence
from vugge.people.rules.counting import OTHER_PLACE, Counts

MONTHS: Final = 3
QUARTERS: Final = range(1, 5)
_KEY_NAME: Final = 8  # letters; says nothing about the key, and tells it from another


@dataclass(frozen=True)
class Outcome:
    """What came of releasing a table: the register has it now, or `refusal` says why not."""

    table: Text
    quarter: Quarter
    refusal: Sentence | None = None
    figures: int = 0
    withheld: int = 0


def counted_for(table: Table, counts: Counts, *, quarter: Quarter, residents: Mapping[str, int]) -> Counted:
    """Return what was counted, in the table's own rows and columns: an area without a row of its own is elsewhere."""
    rows = {group.key for group in table.rows.groups}
    columns = {group.key for group in table.columns.groups}
    people: Counter[tuple[str, str]] = Counter()
    for (area, what), number in counts.items():
        row = area if area in rows else ELSEWHERE
        people[row, what if what in columns else OTHER_PLACE] += number
    return Counted(table, quarter, people, residents)


def settled_places(released: Iterable[Table], places: Iterable[Place]) -> tuple[Place, ...]:
    """Return the areas that the tables have as rows: those of the first release, or else those given.

    An area that comes later counts as elsewhere. With a row of its own the tables would divide people otherwise than
    those that are out, and the difference would be the new area's people.
    """
    given = {one.key: one for one in places}
    first = next(iter(released), None)
    if first is None:
        return tuple(given.values())
    rows = (group for group in first.rows.groups if group.key != ELSEWHERE)
    return tuple(given.get(one.key) or Place(one.key, one.name.da) for one in rows)


def residents_of(places: Iterable[Place], by_age: Counts) -> dict[str, int]:
    """Return how many live in each row: as published, and as registered where nothing is published."""
    published = {one.key: one.residents for one in places}
    registered: Counter[str] = Counter()
    for (area, _), number in by_age.items():
        registered[area if area in published else ELSEWHERE] += number
    return {**registered, **{key: count for key, count in published.items() if count is not None}}


def quarter_before(day: date) -> Quarter:
    """Return the last whole quarter before a day.

    >>> quarter_before(date(2026, 11, 22)), quarter_before(date(2026, 3, 31))
    (Quarter(year=2026, number=3), Quarter(year=2025, number=4))
    """
    number = (day.month - 1) // MONTHS
    return Quarter(day.year, number) if number else Quarter(day.year - 1, 4)


def quarters_before(day: date, number: int) -> tuple[Quarter, ...]:
    """Return so many of the last whole quarters before a day, the oldest first.

    >>> [one.number for one in quarters_before(date(2026, 4, 1), 2)]
    [4, 1]
    """
    found = [quarter_before(day)]
    while len(found) < number:
        last = found[0]
        found.insert(0, Quarter(last.year, last.number - 1) if last.number > 1 else Quarter(last.year - 1, 4))
    return tuple(found)


def last_day(quarter: Quarter) -> date:
    """Return the day for which a quarter's tables are counted: its last.

    >>> last_day(Quarter(2026, 4)), last_day(Quarter(2026, 1))
    (datetime.date(2026, 12, 31), datetime.date(2026, 3, 31))
    """
    whole_years, months = divmod(quarter.number * MONTHS, 12)
    return date(quarter.year + whole_years, months + 1, 1) - timedelta(days=1)


def quarter_named(text: str) -> Quarter | None:
    """Read a quarter as it stands in an address; None for what is none.

    >>> quarter_named("2026-3"), quarter_named("2026-13")
    (Quarter(year=2026, number=3), None)
    """
    year, _, number = text.partition("-")
    if not (year.isascii() and year.isdecimal() and number.isascii() and number.isdecimal()):
        return None
    return Quarter(int(year), int(number)) if int(number) in QUARTERS else None


def key_name(key: bytes) -> str:
    """Return what the register calls the key that figures were rounded with; nothing of the key follows from it."""
    return KeyedHash(key, use="disclosure.key_name")("name")[:_KEY_NAME]


def why_withheld(release: Release, row: str | None) -> Because | None:
    """Say why figures of a row are not shown; None where all are."""
    shown = [figure for (down, _), figure in release.figures.items() if down == row]
    if None not in shown:
        return None
    policy, is_place = release.policy, release.table.rows.is_place and row is not None
    if is_place and not any(figure is not None for figure in shown):
        limit = policy.smallest_place if release.table.rows.smallest is None else release.table.rows.smallest
        says = (
            _few_attend(limit)
            if release.table.rows.smallest is not None
            else sentence(
                "Der bor færre end {limit} her, eller vi ved ikke, hvor mange der bor. Så små steder viser vi ikke, "
                "for der kender man hinanden. Prikken betyder ikke nul.",
                limit=limit,
            )
        )
        given = (Input(Text(da="Færrest, før stedet vises", en="Fewest for the place to be shown"), limit),)
    else:
        says = sentence(
            "Sammen med andre tal, der er udgivet, kunne tallet bruges til at regne sig til et tal under {limit}. "
            "Derfor står der en prik. Den betyder ikke nul.",
            limit=policy.threshold,
        )
        given = (Input(Text(da="Mindste tal", en="Smallest figure"), policy.threshold),)
    return replace(_law_of(policy, says), inputs=given)


def _few_attend(limit: int) -> Sentence:
    return sentence(
        "Her går færre end {limit} børn. Så små steder viser vi ikke, for der kender man hinanden. »skjult« betyder "
        "ikke nul.",
        limit=limit,
    )


def _law_of(policy: Policy, says: Sentence) -> Because:
    return Because(
        says,
        rule="disclosure.withheld",
        package=policy.package,
        legal_basis=policy.legal_basis,
        certainty=policy.certainty,
        sources=policy.sources,
    )
