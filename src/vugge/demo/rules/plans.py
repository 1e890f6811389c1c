"""What a family is to be like, before it gets names, numbers and homes; drawn by chance or written as a story.

Offers `AdultPlan`, `ChildPlan`, `FamilyPlan`, and the draws `family_plan` (a family around children) and
`household_plan` (any household of the town).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from vugge.demo.rules.chance import Chance
from vugge.demo.rules.vocabulary import Assumed, Marginals
from vugge.people.rules.kinds import ParentKind

YEAR: Final = 365.25
_NEWEST: Final = 3  # days since the youngest child can have been born
_OLDEST_CHILD: Final = int(17.9 * YEAR)
_YOUNGEST_MOTHER: Final = 18
_PREGNANCY: Final = 280  # days
_BETWEEN_BIRTHS: Final = 400  # days, at the least


class Custodians(StrEnum):
    """Who has custody of a family's children."""

    BOTH = "both"
    RESIDENT = "resident"  # whoever lives in the first home
    FORMER_BOTH = "former_both"  # both until some time ago, then whoever lives in the first home
    OTHER = "other"  # neither parent: a grandparent in the first home


@dataclass(frozen=True)
class AdultPlan:
    """A parent, or an adult alone: which sort of parent, and how old in years."""

    part: ParentKind
    age: int
    given_names: str = ""


@dataclass(frozen=True)
class ChildPlan:
    """A child: born on a day, or due on one. `moved_on`: when it moved to the other parent's home."""

    born: date | None
    due: date | None = None
    given_names: str = ""
    moved_on: date | None = None
    has_two_homes: bool = False
    has_name: bool = True
    support: str = ""  # a course that the child is in, whatever chance says


@dataclass(frozen=True)
class FamilyPlan:
    """A family: who lives in the first home, which parent lives in another, and what they share."""

    adults: tuple[AdultPlan, ...]
    children: tuple[ChildPlan, ...] = ()
    away: AdultPlan | None = None
    custodians: Custodians = Custodians.BOTH
    quarter: int | None = None  # number of the area; None: elsewhere in the town
    is_protected: bool = False
    needs_interpreter: bool = False
    language: str = "da"
    surname: str = ""
    label: str = ""
    lone_dead: bool = False  # the parent away is dead


def family_plan(chance: Chance, shares: Marginals, *, today: date) -> FamilyPlan:
    """Draw a family around one child or more, as the demo shows them; four of five live in the two areas."""
    assumed = shares.assumed
    plan = _with_children(chance, assumed, today, has_two=chance.happens(assumed.family_with_two_parents))
    return replace(plan, quarter=chance.between(0, 1) if chance.happens(0.8) else None)


def household_plan(chance: Chance, shares: Marginals, *, today: date) -> FamilyPlan:
    """Draw any household of a town by the published shares of households of each kind."""
    kind = chance.weighted({one.kind: float(one.share) for one in shares.published.households})
    assumed = shares.assumed
    quarter = chance.between(0, 1) if chance.happens(assumed.in_areas) else None
    if chance.happens(assumed.with_children[kind]):
        plan = _with_children(chance, assumed, today, has_two=kind in {"couple", "others"})
        if kind == "one_man":
            plan = replace(plan, adults=(replace(plan.adults[0], part=ParentKind.FATHER),), away=None)
        if kind == "others":
            plan = replace(plan, adults=(*plan.adults, AdultPlan(ParentKind.MOTHER, chance.between(55, 80))))
        return replace(plan, quarter=quarter, away=None, custodians=_without_away(plan))
    return replace(_without_children(chance, assumed, kind), quarter=quarter)


def _without_away(plan: FamilyPlan) -> Custodians:
    return plan.custodians if len(plan.adults) > 1 else Custodians.RESIDENT


def _without_children(chance: Chance, assumed: Assumed, kind: str) -> FamilyPlan:
    parts = {
        "one_man": (ParentKind.FATHER,),
        "one_woman": (ParentKind.MOTHER,),
        "couple": (ParentKind.MOTHER, ParentKind.FATHER),
    }.get(kind, (ParentKind.MOTHER, ParentKind.FATHER, ParentKind.FATHER))
    age = chance.between(19, 88)
    adults = tuple(AdultPlan(part, max(18, age + chance.between(-4, 4))) for part in parts)
    return _traits(chance, assumed, FamilyPlan(adults))


def _with_children(chance: Chance, assumed: Assumed, today: date, *, has_two: bool) -> FamilyPlan:
    children = tuple(sorted(_children(chance, assumed, today), key=lambda one: one.born or today, reverse=True))
    oldest = (
        max((today - one.born).days / YEAR for one in children if one.born) if any(one.born for one in children) else 0
    )
    mother = AdultPlan(ParentKind.MOTHER, int(oldest) + chance.between(_YOUNGEST_MOTHER + 1, 36))
    father = AdultPlan(ParentKind.FATHER, max(_YOUNGEST_MOTHER + 1, mother.age + chance.between(-3, 7)))
    if has_two:
        return _traits(chance, assumed, FamilyPlan((mother, father), children))
    if not chance.happens(0.8):  # a fifth of the lone parents are alone from the first day
        return _traits(chance, assumed, FamilyPlan((mother,), children, custodians=Custodians.RESIDENT))
    custodians = _custodians(chance, assumed)
    if custodians is Custodians.BOTH and chance.happens(assumed.parent_has_two_homes):
        children = tuple(replace(one, has_two_homes=one.born is not None) for one in children)
    plan = FamilyPlan((mother,), children, away=father, custodians=custodians)
    return _traits(chance, assumed, plan)


def _custodians(chance: Chance, assumed: Assumed) -> Custodians:
    one, other = assumed.custody_with_one, assumed.custody_with_other
    weights = {
        Custodians.RESIDENT: one / 2,
        Custodians.FORMER_BOTH: one / 2,
        Custodians.OTHER: other,
        Custodians.BOTH: 1 - one - other,
    }
    return chance.weighted(weights)


def _children(chance: Chance, assumed: Assumed, today: date) -> list[ChildPlan]:
    count = 1 + chance.weighted(dict(enumerate(assumed.children)))
    found: list[ChildPlan] = []
    days = chance.between(_NEWEST, _OLDEST_CHILD)
    while len(found) < count and days <= _OLDEST_CHILD:
        births = 2 if chance.happens(assumed.twins) else 1
        found += [ChildPlan(today - timedelta(days=days))] * births
        days += chance.between(_BETWEEN_BIRTHS, 1_900)
    if chance.happens(assumed.expecting) and all(
        one.born is None or (today - one.born).days > _BETWEEN_BIRTHS for one in found
    ):
        found.append(ChildPlan(None, due=today + timedelta(days=chance.between(10, _PREGNANCY - 60))))
    return found


def _traits(chance: Chance, assumed: Assumed, plan: FamilyPlan) -> FamilyPlan:
    """Add what any family can have; the language is drawn apart from the names."""
    interpreter = chance.happens(assumed.needs_interpreter)
    other = interpreter or chance.happens(assumed.other_language)
    return replace(
        plan,
        is_protected=chance.happens(assumed.protected),
        needs_interpreter=interpreter,
        language=chance.one_of(assumed.languages) if other else "da",
    )
