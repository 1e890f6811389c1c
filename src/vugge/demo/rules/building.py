"""How a plan becomes a family: its persons, where they live, who has custody, how they are reached, and their days.

Offers `build`.
"""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from vugge.demo.rules.chance import Chance
from vugge.demo.rules.homes import homes_of
from vugge.demo.rules.kin import Kin, kin_of
from vugge.demo.rules.lives import Days, days_of
from vugge.demo.rules.making import Making
from vugge.demo.rules.plans import YEAR, Custodians, FamilyPlan
from vugge.demo.rules.values import Family
from vugge.people.rules.kinds import ContactKind, CustodyKind, ParentKind, PersonState, ProtectionKind
from vugge.people.rules.loading import LoadedContact, LoadedCustody, LoadedParent, LoadedProtection

_CUSTODY: Final = {
    ParentKind.MOTHER: CustodyKind.MOTHER,
    ParentKind.FATHER: CustodyKind.FATHER,
    ParentKind.CO_MOTHER: CustodyKind.CO_MOTHER,
}
_CHANGED_BEFORE: Final = timedelta(days=int(1.5 * YEAR))  # when custody changed, where it has


def build(plan: FamilyPlan, making: Making, chance: Chance) -> Family:
    """Make the family that a plan describes."""
    kin = kin_of(plan, making, chance)
    homes = homes_of(plan, kin, making, chance)
    days = [_days(plan, kin, making, chance, number=number) for number in range(len(kin.everybody))]
    return Family(
        persons=kin.everybody,
        protections=_protections(plan, kin, making, chance),
        contacts=_contacts(kin, making, chance),
        dwellings=homes.dwellings,
        members=homes.members,
        custodies=_custodies(plan, kin, making, chance),
        parents=_parents(plan, kin, chance),
        spells=(*(home.spell() for home in homes.homes), *(spell for own in days for spell in own.spells)),
        tasks=tuple(task for own in days for task in own.tasks),
        staff=making.allotment.taken_on(),
        roles={
            "resident": kin.adults[0].id,
            **({"away": kin.away.id} if kin.away else {}),
            **{f"child:{number}": child.id for number, child in enumerate(kin.children)},
        },
    )


def _days(plan: FamilyPlan, kin: Kin, making: Making, chance: Chance, *, number: int) -> Days:
    person = kin.everybody[number]
    if person.state is PersonState.DEAD:
        return Days((), ())
    as_child = number - len(kin.everybody) + len(kin.children)
    support = plan.children[as_child].support if as_child >= 0 else ""
    return days_of(person, making, chance.split("days", number), support=support)


def _protections(plan: FamilyPlan, kin: Kin, making: Making, chance: Chance) -> tuple[LoadedProtection, ...]:
    """Protect everybody in the first home; half of them with an end that CPR has given, and that lifts nothing."""
    if not plan.is_protected:
        return ()
    begins = making.today - timedelta(days=chance.between(20, 300))
    ends = begins + timedelta(days=365) if chance.happens(0.5) else None
    kind = ProtectionKind.NAME_ADDRESS
    return tuple(LoadedProtection(chance.key(), one.id, kind, begins, ends) for one in (*kin.adults, *kin.children))


def _contacts(kin: Kin, making: Making, chance: Chance) -> tuple[LoadedContact, ...]:
    """Give phone numbers that begin with 0, as none in Denmark does, and mail at a domain kept for examples."""
    away = kin.away_and_living
    found = []
    for adult in (*kin.adults, *((away,) if away else ())):
        digits = f"{chance.between(0, 999_999):06}"
        phone = f"01 {digits[:2]} {digits[2:4]} {digits[4:]}"
        mail = f"borger-{adult.id.hex[:8]}@vuggekoebing.example"
        for kind, text in ((ContactKind.PHONE, phone), (ContactKind.EMAIL, mail)):
            found.append(LoadedContact(chance.key(), adult.id, kind, text, making.today - timedelta(days=400)))
    return tuple(found)


def _custodies(plan: FamilyPlan, kin: Kin, making: Making, chance: Chance) -> tuple[LoadedCustody, ...]:
    found: list[LoadedCustody] = []
    for child in kin.children:
        if child.born is not None:
            changed = max(child.born + timedelta(days=1), making.today - _CHANGED_BEFORE)
            found += _at_home(plan, kin, chance, child=(child.id, child.born), changed=changed)
            found += _away(plan, kin, chance, child=(child.id, child.born), changed=changed)
    return tuple(found)


Child = tuple[UUID, date]
"""A child's key and day of birth."""


def _at_home(plan: FamilyPlan, kin: Kin, chance: Chance, *, child: Child, changed: date) -> list[LoadedCustody]:
    if plan.custodians is Custodians.OTHER:
        return [LoadedCustody(chance.key(), child[0], kin.adults[0].id, CustodyKind.OTHER, changed)]
    couple = list(zip(kin.adults, plan.adults, strict=True))[:2]
    return [LoadedCustody(chance.key(), child[0], one.id, _CUSTODY[part.part], child[1]) for one, part in couple]


def _away(plan: FamilyPlan, kin: Kin, chance: Chance, *, child: Child, changed: date) -> list[LoadedCustody]:
    """Give the parent away custody, ended or going on; a human has yet to look at it where somebody is protected."""
    parent = kin.away_and_living
    if parent is None or plan.away is None or plan.custodians not in {Custodians.BOTH, Custodians.FORMER_BOTH}:
        return []
    ends = changed if plan.custodians is Custodians.FORMER_BOTH else None
    unsure = plan.is_protected and ends is None
    kind = _CUSTODY[plan.away.part]
    return [LoadedCustody(chance.key(), child[0], parent.id, kind, child[1], ends, needs_check=unsure)]


def _parents(plan: FamilyPlan, kin: Kin, chance: Chance) -> tuple[LoadedParent, ...]:
    near = [] if plan.custodians is Custodians.OTHER else list(zip(kin.adults, plan.adults, strict=True))[:2]
    couple = [*near, *([(kin.away, plan.away)] if kin.away and plan.away else [])]
    return tuple(
        LoadedParent(chance.key(), child.id, parent.id, part.part) for child in kin.children for parent, part in couple
    )
