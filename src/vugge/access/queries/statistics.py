"""Statistics about people: what is counted for a release, and what has been released.

Offers, for the system that releases, `places_here`, `counts_for`, `on_file`, `key_names`, `is_released`, `is_tried` and
`is_whole`; for those who read figures `released_tables`, `released_table`, `releases` and, of a series another room
declares, `released_series`. Whoever reads sees what was released and nothing else: no figure is counted for a page, so
no page can be asked until it gives somebody away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from vugge.access.models import Consent, StatisticsRelease
from vugge.access.queries.actors import actor_of
from vugge.access.queries.law import access_law
from vugge.access.rules.statistics_series import FIXED, SEPARATOR, series_of
from vugge.access.rules.statistics_stored import from_plain
from vugge.access.rules.statistics_tables import AGES, SMALL, YOUNG, Declared, Place
from vugge.areas.queries.pages import area_summaries
from vugge.areas.rules.law import Measure
from vugge.audit.actions import deny
from vugge.audit.rules import Viewer
from vugge.kit.disclosure import Cell, Quarter, Release
from vugge.kit.errors import NotFound
from vugge.kit.local_time import local_day, local_midnight
from vugge.kit.text import Text, sentence
from vugge.people.queries.counting import by_age, by_choice, by_daycare, by_occupation, dwelling_areas, families
from vugge.people.rules.counting import Counts


@dataclass(frozen=True)
class Released:
    """A table as it was released, and as it was decided on then."""

    declared: Declared
    release: Release
    counted_on: date
    released_at: datetime
    key_name: str

    @property
    def key(self) -> str:
        """The table's key, as it stands in an address."""
        return self.release.table.key


Figures = Mapping[Cell, int | None]


@dataclass(frozen=True)
class Part:
    """Part of a series: its tables of one quarter, and the figures of every quarter by table, the newest first.

    `beside` is one table of each other part that was asked for, by how its key begins.
    """

    tables: tuple[Released, ...]
    over_time: Mapping[Quarter, Mapping[str, Figures]]
    beside: Mapping[str, Released]


@dataclass(frozen=True)
class TableLine:
    """One table in the list: its newest release."""

    key: str
    name: Text
    quarter: Quarter
    counted_on: date
    released_at: datetime


@dataclass(frozen=True)
class RegisterLine:
    """One line of the register: a release with `withheld` of its `figures` not shown, or a table refused, and why."""

    key: str
    name: Text
    quarter: Quarter
    counted_on: date
    released_at: datetime
    released_by: str
    key_name: str
    figures: int
    withheld: int
    refusal: str


def places_here(viewer: Viewer, *, known: Iterable[Place] = ()) -> tuple[Place, ...]:
    """Return the areas that dwellings lie in, with the residents published last; those `known` otherwise go before."""
    given = {one.key: one for one in known}
    published = {one.area: one for one in area_summaries(viewer)}
    found = []
    for key in dwelling_areas():
        area = published.get(key)
        name = area.name if area else key
        found.append(given.get(key) or Place(key, name, _residents(area.residents) if area else None))
    return tuple(found)


def counts_for(viewer: Viewer, *, on: date) -> Mapping[str, Counts]:
    """Count for every table, by its key, as of a day: five statements, of which no person leaves.

    For the system alone; raises `Unscoped` for anybody else.
    """
    return {
        "age": by_age(viewer, groups=AGES, on=on),
        "daycare": by_daycare(viewer, ages=SMALL, on=on),
        "occupation": by_occupation(viewer, ages=YOUNG, on=on),
        "consent": by_choice(viewer, chosen=_with_consent(viewer, on), on=on),
        "families": families(viewer, on=on),
    }


def on_file(series: str = FIXED) -> tuple[Released, ...]:
    """Return every table of a series that was ever released, the oldest first. One statement."""
    rows = _tables(series).filter(refusal="").order_by("year", "quarter", "id")
    return tuple(_released(row) for row in rows)


def key_names() -> frozenset[str]:
    """Return what the register calls the keys that figures were ever rounded with. One statement."""
    rows = StatisticsRelease.objects.filter(refusal="").order_by().values_list("key_name", flat=True)
    return frozenset(rows.distinct())


def is_released(quarter: Quarter, series: str = FIXED) -> bool:
    """Say whether any table of a quarter is out. One statement."""
    return _of_quarter(quarter, series).filter(refusal="").exists()


def is_tried(quarter: Quarter, series: str = FIXED) -> bool:
    """Say whether any table of a quarter is out or was refused. One statement."""
    return _of_quarter(quarter, series).exists()


def is_whole(quarter: Quarter, series: str = FIXED) -> bool:
    """Say whether tables of a quarter are out, and every one that was refused is out by now. One statement.

    All are tried together, so each of them is in the register.
    """
    found = _of_quarter(quarter, series).values_list("table_key", "refusal")
    released = {key for key, refusal in found if not refusal}
    return bool(released) and released == {key for key, _refusal in found}


def released_tables(viewer: Viewer) -> tuple[TableLine, ...]:
    """Return the newest release of each table, as the list shows it. Two statements.

    Raises `NotFound` for whoever is no reader of figures, as if there were none.
    """
    _must_be(viewer, access_law(_today()).statistics.audience.readers)
    newest: dict[str, TableLine] = {}
    rows = _tables(FIXED).filter(refusal="").order_by("-year", "-quarter", "id").defer(*_LARGE)
    for row in rows:
        line = TableLine(row.table_key, Text(**row.name), _quarter(row), row.counted_on, row.released_at)
        newest.setdefault(row.table_key, line)
    return tuple(newest.values())


def released_table(
    viewer: Viewer, *, table: str, quarter: Quarter | None = None
) -> tuple[Released, tuple[Quarter, ...]]:
    """Return a table of a quarter, or its newest, and the quarters it is there for, the newest first. Two statements.

    Raises `NotFound` for whoever is no reader of figures, and where nothing was released: nothing tells the two apart.
    """
    _must_be(viewer, access_law(_today()).statistics.audience.readers)
    rows = StatisticsRelease.objects.filter(table_key=table, refusal="").order_by("-year", "-quarter")
    found = {_quarter(row): row for row in rows}
    chosen = quarter or next(iter(found), None)
    if chosen is None or chosen not in found:
        raise _nothing()
    return _released(found[chosen]), tuple(found)


def released_series(viewer: Viewer, *, part: str, quarter: Quarter | None = None, beside: Iterable[str] = ()) -> Part:
    """Return the tables of a series whose keys begin with `part` for a quarter, or the newest; and one of each other.

    Three statements, and one for each part `beside`.

    Raises `NotFound` for whoever is no reader of figures, and for a quarter that is not out. Before the first release
    there is none, and the answer is empty.
    """
    _must_be(viewer, access_law(_today()).statistics.audience.readers)
    rows = StatisticsRelease.objects.filter(table_key__startswith=part, refusal="")
    over_time: dict[Quarter, dict[str, Figures]] = {}
    for key, year, number, figures in rows.order_by("-year", "-quarter", "id").values_list(*_FIGURES):
        cells = {(row, column): figure for row, column, figure in figures}
        over_time.setdefault(Quarter(year, number), {})[key] = cells
    chosen = quarter or next(iter(over_time), None)
    if chosen is None:
        return Part((), {}, {})
    if chosen not in over_time:
        raise _nothing()
    of_quarter = _of_quarter(chosen, series_of(part)).filter(refusal="").order_by("id")
    others = {one: of_quarter.filter(table_key__startswith=one).first() for one in beside}
    found = tuple(_released(row) for row in of_quarter.filter(table_key__startswith=part))
    return Part(found, over_time, {one: _released(row) for one, row in others.items() if row is not None})


def releases(viewer: Viewer) -> tuple[RegisterLine, ...]:
    """Return the register of releases, refused tables included, the newest first. Two statements.

    Raises `NotFound` for whoever does not look after it.
    """
    _must_be(viewer, access_law(_today()).statistics.audience.register)
    rows = StatisticsRelease.objects.order_by("-released_at", "-id").defer("definition")
    return tuple(_line(row) for row in rows)


_LARGE = ("definition", "figures")
_FIGURES = ("table_key", "year", "quarter", "figures")


def _tables(series: str) -> QuerySet[StatisticsRelease]:
    """Return the rows of a series."""
    rows = StatisticsRelease.objects.all()
    if series == FIXED:
        return rows.exclude(table_key__contains=SEPARATOR)
    return rows.filter(table_key__startswith=f"{series}{SEPARATOR}")


def _of_quarter(quarter: Quarter, series: str) -> QuerySet[StatisticsRelease]:
    return _tables(series).filter(year=quarter.year, quarter=quarter.number)


def _must_be(viewer: Viewer, roles: frozenset[str]) -> None:
    role = actor_of(viewer, timezone.now()).role
    if role is None or role not in roles:
        deny(viewer, "access.statistics_denied")
        raise _nothing()


def _nothing() -> NotFound:
    return NotFound(sentence("Her er ingen tal."))


def _with_consent(viewer: Viewer, on: date) -> Any:  # Any: the ids of persons, not asked for yet
    """Return those about whom a consent held at the end of a day."""
    end = local_midnight(date.fromordinal(on.toordinal() + 1))
    not_withdrawn = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=end)
    rows = Consent.objects.whole(viewer).filter(not_withdrawn, given_at__lt=end, begins__lte=on, until__gt=on)
    return rows.values("person_id")


def _residents(facts: Any) -> int | None:  # Any: the facts of an area's year, or none
    figure = facts.figures.get(Measure.RESIDENTS) if facts else None
    return int(figure.value) if figure is not None else None


def _released(row: StatisticsRelease) -> Released:
    release, declared = from_plain(row.definition, row.figures, _quarter(row))
    return Released(declared, release, row.counted_on, row.released_at, row.key_name)


def _line(row: StatisticsRelease) -> RegisterLine:
    figures = row.figures or []
    return RegisterLine(
        row.table_key,
        Text(**row.name),
        _quarter(row),
        row.counted_on,
        row.released_at,
        released_by=row.released_by,
        key_name=row.key_name,
        figures=len(figures),
        withheld=sum(one[-1] is None for one in figures),
        refusal=row.refusal,
    )


def _quarter(row: StatisticsRelease) -> Quarter:
    return Quarter(row.year, row.quarter)


def _today() -> date:
    return local_day(timezone.now())
