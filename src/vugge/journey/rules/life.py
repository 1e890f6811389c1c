"""What the plan of one child is worked out from: the facts of a life, as the viewer may see them.

Offers `LifeFacts`, `SpellFact` and `EvidenceFact`, and `as_seen`, which takes away what the viewer may not see.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from vugge.audit.rules import Category
from vugge.journey.rules.route import Measure
from vugge.kit.periods import Period
from vugge.people.rules.kinds import SPELL_CATEGORY, SpellKind


@dataclass(frozen=True)
class SpellFact:
    """Where a child was in a period. `is_from_listed`: whether the school is one with the law's share of pupils from
    listed areas; None: not known.
    """

    kind: SpellKind
    period: Period
    is_from_listed: bool | None = None


@dataclass(frozen=True)
class EvidenceFact:
    """What was observed on a day: the measure's id and the value as it is stored ("" for done, "0.5" for a number)."""

    measure: str
    on: date
    value: str = ""
    id: UUID | None = None


@dataclass(frozen=True)
class LifeFacts:
    """One child's facts. `hidden` are the categories that the viewer may not see: their stations are not told of.

    Evidence is what is in force: of what has been corrected only the correction. Neither order of spells nor of
    evidence matters.

    `school_start` is 1 August of the actual (or granted) grade 0; None: by the law's age. `arrived`: the day the child
    came to Denmark, None for born here. `in_listed` are the periods of living in a listed area, `is_home_known` whether
    we know of homes at all. `repeats`: school years (by their 1 August) in which a grade is done again. `municipality`
    is the code of the one where the child lives, empty where that is not known.
    """

    born: date | None
    due: date | None = None
    died: date | None = None
    arrived: date | None = None
    moved_in: date | None = None
    school_start: date | None = None
    repeats: tuple[date, ...] = ()
    spells: tuple[SpellFact, ...] = ()
    evidence: tuple[EvidenceFact, ...] = ()
    in_listed: tuple[Period, ...] = ()
    is_home_known: bool = True
    hidden: frozenset[Category] = frozenset()
    municipality: str = ""


def as_seen(life: LifeFacts, measures: Mapping[str, Measure]) -> LifeFacts:
    """Return the facts without those of a hidden category, so that no status can tell of them.

    A measure that is not on file belongs to no known category and is seen only where nothing is hidden.
    """
    if not life.hidden:
        return life
    is_school_hidden = Category.EDUCATION in life.hidden
    is_home_hidden = Category.LOCATION in life.hidden
    return replace(
        life,
        spells=tuple(one for one in life.spells if SPELL_CATEGORY[one.kind] not in life.hidden),
        evidence=tuple(
            one
            for one in life.evidence
            if one.measure in measures and measures[one.measure].category not in life.hidden
        ),
        school_start=None if is_school_hidden else life.school_start,
        repeats=() if is_school_hidden else life.repeats,
        in_listed=() if is_home_hidden else life.in_listed,
        is_home_known=life.is_home_known and not is_home_hidden,
    )
