"""The facts of every child's life straight from the database into columns, for what is worked out for all at night.

Offers `facts_in_columns`, which reads a batch at a time, and `Batch`. For the system alone, and of those alone who are
counted in statistics (`people.queries.every_life`). It is the same that `lives.lives_of` reads of one child.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Final
from uuid import UUID

import numpy as np

from vugge.areas.queries.listed import listed_periods
from vugge.areas.rules.law import AreaList
from vugge.audit.rules import Viewer
from vugge.journey import models
from vugge.journey.queries.law import measures
from vugge.journey.queries.lives import ARRIVED, REPEATED, SCHOOL_STARTED
from vugge.journey.rules.columns_facts import (
    KINDS,
    LISTED_UNKNOWN,
    NEVER,
    NOT_KNOWN,
    Codes,
    Days,
    EvidenceColumns,
    LifeColumns,
    PeriodColumns,
    RepeatColumns,
    SpellColumns,
    day_number,
)
from vugge.journey.rules.columns_living import school_starts
from vugge.journey.rules.living import in_areas
from vugge.kit.periods import Period
from vugge.people.queries.counting import dwelling_areas
from vugge.people.queries.every_life import (
    ChildRow,
    DayNumber,
    SpellRow,
    as_text,
    between,
    children_at_home,
    spells_of_all,
)
from vugge.people.rules.kinds import SpellKind

AT_ONCE: Final = 20_000
"""Children in a batch: their facts fill some 100 MB while they are read."""
_EPOCH: Final = date(1970, 1, 1).toordinal()
_KIND_PLACES: Final[Mapping[str, int]] = {kind.value: place for place, kind in enumerate(KINDS)}
_ATTENDED: Final = frozenset({SpellKind.DAYCARE.value, SpellKind.SCHOOL.value, SpellKind.EDUCATION.value})
EvidenceRow = tuple[str, str, int, str]


@dataclass(frozen=True)
class Batch:
    """Some children's facts, and beside them where each lives and what it attends on the day.

    `units` is the unit each child attends, the newest of several, with its kind; None where there is none.
    """

    lives: LifeColumns
    areas: tuple[str, ...]
    municipalities: tuple[str, ...]
    units: tuple[tuple[int, str] | None, ...]


def facts_in_columns(viewer: Viewer, *, on: date, oldest: int, at_once: int = AT_ONCE) -> Iterator[Batch]:
    """Yield the facts of every child that has a home on a day and is no older, `at_once` at a time.

    Three statements a batch, two before the first and one after the last. Raises `Unscoped` for anybody but the system.
    """
    listed = listed_periods(dwelling_areas(), kind=AreaList.EXPOSED)
    last: UUID | None = None
    while found := children_at_home(viewer, on=on, oldest=oldest, after=last, most=at_once):
        children = list({row[0]: row for row in found}.values())
        first, last = UUID(children[0][0]), UUID(children[-1][0])
        spells = spells_of_all(viewer, first=first, last=last)
        yield _batch(children, spells, _evidence(viewer, first, last), listed=listed, on=day_number(on))


def _evidence(viewer: Viewer, first: UUID, last: UUID) -> list[EvidenceRow]:
    rows = models.Evidence.objects.whole(viewer).filter(wrong_at__isnull=True, measure__in=measures())
    found = between(rows, first, last).annotate(who=as_text("person_id"), day=DayNumber("observed_on"))
    return list(found.order_by("person_id", "observed_on").values_list("who", "measure", "day", "value"))


def _batch(
    children: Sequence[ChildRow],
    spell_rows: Iterable[SpellRow],
    evidence_rows: Iterable[EvidenceRow],
    *,
    listed: Mapping[str, Iterable[Period]],
    on: int,
) -> Batch:
    places = {row[0]: place for place, row in enumerate(children)}
    spells = [row for row in spell_rows if row[0] in places]
    evidence = [row for row in evidence_rows if row[0] in places]
    homes = [row for row in spells if row[1] == SpellKind.HOME.value]
    born = _days(row[1] for row in children)
    municipalities = tuple(row[4] for row in children)
    lives = LifeColumns(
        born=born,
        due=_days(row[2] for row in children),
        died=np.full(len(children), NOT_KNOWN, np.int32),
        arrived=_newest(evidence, ARRIVED, places),
        moved_in=_moved_in(homes, places, municipalities, born),
        school_start=_school_start(evidence, spells, places, born),
        is_home_known=np.ones(len(children), np.bool_),
        spells=_spells(spells, places),
        evidence=(table := _Evidence.of(evidence, places)).columns,
        in_listed=_in_listed(homes, places, listed),
        repeats=RepeatColumns(
            _codes(places[row[0]] for row in evidence if row[1] == REPEATED),
            _days(row[2] for row in evidence if row[1] == REPEATED),
        ),
        measures=table.measures,
        values=table.values,
    )
    attended = {row[0]: (row[4], row[5] or "") for row in spells if row[4] is not None and _is_attended(row, on)}
    return Batch(lives, tuple(row[3] for row in children), municipalities, tuple(attended.get(who) for who in places))


def _is_attended(row: SpellRow, on: int) -> bool:
    return row[1] in _ATTENDED and row[2] <= on and (row[3] is None or row[3] > on)


@dataclass(frozen=True)
class _Evidence:
    columns: EvidenceColumns
    measures: tuple[str, ...]
    values: tuple[str, ...]

    @classmethod
    def of(cls, rows: Sequence[EvidenceRow], places: Mapping[str, int]) -> "_Evidence":
        """Put evidence into columns; measures and values by their place among those that occur."""
        names = {name: place for place, name in enumerate(sorted({row[1] for row in rows}))}
        values = {value: place for place, value in enumerate(sorted({row[3] for row in rows}))}
        columns = EvidenceColumns(
            child=_codes(places[row[0]] for row in rows),
            on=_days(row[2] for row in rows),
            measure=_codes(names[row[1]] for row in rows),
            value=_codes(values[row[3]] for row in rows),
        )
        return cls(columns, tuple(names), tuple(values))


def _spells(rows: Sequence[SpellRow], places: Mapping[str, int]) -> SpellColumns:
    return SpellColumns(
        child=_codes(places[row[0]] for row in rows),
        start=_days(row[2] for row in rows),
        end=_days((row[3] for row in rows), missing=NEVER),
        kind=_codes(_KIND_PLACES[row[1]] for row in rows).astype(np.int8),
        from_listed=np.full(len(rows), LISTED_UNKNOWN, np.int8),
    )


def _newest(rows: Iterable[EvidenceRow], measure: str, places: Mapping[str, int]) -> Days:
    """Return the newest day on which a measure was observed of each child."""
    found = np.full(len(places), NOT_KNOWN, np.int32)
    for row in rows:
        if row[1] == measure:
            found[places[row[0]]] = max(found[places[row[0]]], row[2])
    return found


def _school_start(
    evidence: Iterable[EvidenceRow], spells: Iterable[SpellRow], places: Mapping[str, int], born: Days
) -> Days:
    """Return when each child began in school: as observed, or else as its first school tells."""
    first = np.full(len(places), NEVER, np.int32)
    for row in spells:
        if row[1] == SpellKind.SCHOOL.value:
            first[places[row[0]]] = min(first[places[row[0]]], row[2])
    told = _newest(evidence, SCHOOL_STARTED, places)
    found = np.where(first == NEVER, np.int32(NOT_KNOWN), school_starts(born, first))
    return np.where(told == NOT_KNOWN, found, told)


def _moved_in(homes: Iterable[SpellRow], places: Mapping[str, int], municipalities: Sequence[str], born: Days) -> Days:
    """Return when each child came to live in the municipality where it lives; not known of who was born there."""
    began = np.full(len(places), NEVER, np.int32)
    for row in homes:
        place = places[row[0]]
        if row[7] == municipalities[place]:
            began[place] = min(began[place], row[2])
    return np.where((began != NEVER) & (began > born), began, np.int32(NOT_KNOWN))


def _in_listed(
    homes: Iterable[SpellRow], places: Mapping[str, int], listed: Mapping[str, Iterable[Period]]
) -> PeriodColumns:
    """Return when each child lived in an area while it was listed: few do, so each is worked out by itself."""
    found: list[tuple[int, int, int]] = []
    for who, rows in groupby((row for row in homes if row[6] in listed), key=itemgetter(0)):
        lived = ((_period(row), row[6] or "") for row in rows)
        found += [
            (places[who], day_number(one.start), day_number(one.end, missing=NEVER)) for one in in_areas(lived, listed)
        ]
    child, start, end = np.array(found, np.int32).reshape(-1, 3).T
    return PeriodColumns(child, start, end)


def _period(row: SpellRow) -> Period:
    return Period(_day(row[2]), None if row[3] is None else _day(row[3]))


def _day(number: int) -> date:
    return date.fromordinal(number + _EPOCH)


def _days(numbers: Iterable[int | None], *, missing: int = NOT_KNOWN) -> Days:
    return np.array([missing if number is None else number for number in numbers], np.int32)


def _codes(numbers: Iterable[int]) -> Codes:
    return np.fromiter(numbers, np.int32)
