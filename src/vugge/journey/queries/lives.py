"""The facts of children's lives as one viewer may see them: what a plan is worked out from.

Offers `life_of` and `lives_of`. They write nothing: ask them inside a look, whose one entry names everybody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from vugge.areas.queries.listed import listed_periods
from vugge.areas.rules.law import AreaList
from vugge.audit.rules import Category, Level, Scope
from vugge.journey.queries.evidence import facts_of
from vugge.journey.rules.life import EvidenceFact, LifeFacts, SpellFact
from vugge.journey.rules.living import in_areas, school_start, school_year
from vugge.kit.errors import Hidden
from vugge.kit.periods import Period
from vugge.people.queries.lives import LifeDays, days_of
from vugge.people.queries.spells import spells_of
from vugge.people.rules.kinds import SpellKind
from vugge.people.rules.values import SpellValue

ARRIVED: Final = "arrived_in_denmark"
"""The measure that says on which day a child came to live in Denmark."""
REPEATED: Final = "grade_repeated"
"""The measure that says that a grade is done again, in the school year of its day."""
SCHOOL_STARTED: Final = "school_start"
"""The measure that says on which day a child began in grade 0, or has leave to begin."""

OUTLINE_HIDES: Final = frozenset({Category.FAMILY, Category.EDUCATION, Category.WORK, Category.SUPPORT})
"""Whoever sees none of these has an outline alone."""


def life_of(scope: Scope, person: UUID) -> LifeFacts:
    """Return one life. Raises `Hidden` for somebody of whom the viewer may not know. Statements as `lives_of`."""
    found = lives_of(scope, (person,)).get(person)
    if found is None:
        raise Hidden(person)
    return found


def lives_of(scope: Scope, persons: Collection[UUID]) -> Mapping[UUID, LifeFacts]:
    """Return these lives, those left out whose identity the viewer does not see. Five statements.

    Who sees no more than an outline sees nothing of what was observed: then every category is hidden, so that a plan
    calls no station missed which others know to be reached.
    """
    days = days_of(scope, persons)
    spells: defaultdict[UUID, list[SpellValue]] = defaultdict(list)
    for one in spells_of(scope, days):
        if one.corrected_by is None:
            spells[one.person].append(one)
    evidence = facts_of(scope, days)
    areas = {one.home.area_key for those in spells.values() for one in those if one.home and one.home.area_key}
    listed = listed_periods(areas, kind=AreaList.EXPOSED)
    today = timezone.localdate()
    return {
        person: _life(
            _Known(one, spells[person], evidence.get(person, ()), hidden_from(scope, person)), listed, today=today
        )
        for person, one in days.items()
    }


def hidden_from(scope: Scope, person: UUID) -> frozenset[Category]:
    """Return the kinds of data of a person that the viewer does not see in full."""
    sight = scope.sight(person)
    return frozenset(Category) - (sight.categories if sight.level is Level.FULL else frozenset())


@dataclass(frozen=True)
class _Known:
    """What is on file of one person, as far as the viewer sees it."""

    days: LifeDays
    spells: Collection[SpellValue]
    evidence: tuple[EvidenceFact, ...]
    hidden: frozenset[Category]


def _life(known: _Known, listed: Mapping[str, Iterable[Period]], *, today: date) -> LifeFacts:
    if known.hidden >= OUTLINE_HIDES:
        return LifeFacts(
            known.days.born, known.days.due, known.days.died, is_home_known=False, hidden=frozenset(Category)
        )
    homes = [(Period(one.begins, one.ends), one.home) for one in known.spells if one.home]
    where = next((home.municipality for period, home in homes if period.contains(today)), "")
    return LifeFacts(
        born=known.days.born,
        due=known.days.due,
        died=known.days.died,
        arrived=_newest(known.evidence, ARRIVED),
        moved_in=_moved_in(known, [(period, home.municipality) for period, home in homes], where),
        school_start=_newest(known.evidence, SCHOOL_STARTED)
        or school_start(known.days.born, _first_school(known.spells)),
        repeats=tuple(school_year(one.on) for one in known.evidence if one.measure == REPEATED),
        spells=tuple(SpellFact(one.kind, Period(one.begins, one.ends)) for one in known.spells),
        evidence=known.evidence,
        in_listed=in_areas(((period, home.area_key) for period, home in homes), listed),
        is_home_known=bool(homes),
        hidden=known.hidden,
        municipality=where,
    )


def _newest(evidence: Iterable[EvidenceFact], measure: str) -> date | None:
    return max((one.on for one in evidence if one.measure == measure), default=None)


def _first_school(spells: Iterable[SpellValue]) -> date | None:
    return min((one.begins for one in spells if one.kind is SpellKind.SCHOOL), default=None)


def _moved_in(known: _Known, homes: Iterable[tuple[Period, str]], where: str) -> date | None:
    """Return the day a child came to live in the municipality; None for one born into it, or where it is not known."""
    began = min((period.start for period, municipality in homes if municipality == where), default=None)
    born = known.days.born or known.days.due
    return began if began is not None and born is not None and began > born else None
