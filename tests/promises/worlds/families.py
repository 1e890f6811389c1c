"""The families of a town: who they are, where they live, who has custody, what is written of them.

Offers `settle`, which adds families of the `KINDS` in turn, and `resident`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from tests.access.rows import LONG_AGO
from tests.promises.worlds.town import NOW, TODAY, Resident, Town, an_account

from vugge.kit.identifiers import Cpr
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import UnitKind
from vugge.people.models import (
    CitizenAccount,
    Contact,
    Correction,
    Custody,
    Dwelling,
    Household,
    HouseholdMember,
    Identifier,
    Parenthood,
    Person,
    Protection,
    Spell,
)
from vugge.people.models.sealed import hash_of, seal
from vugge.people.rules.kinds import (
    ContactKind,
    CustodyKind,
    IdentifierKind,
    Origin,
    ParentKind,
    PersonState,
    ProtectionKind,
    SpellKind,
)
from vugge.people.rules.names import folded, order_key

SYNTHETIC: Final = {"origin": Origin.SYNTHETIC}
SOON: Final = TODAY + timedelta(days=200)
BEFORE: Final = TODAY - timedelta(days=40)


@dataclass(frozen=True)
class Kind:
    """One variant of a family: the children's ages (None: awaited), what each parent has, who is protected, and whether
    the father is dead.
    """

    ages: tuple[int | None, ...]
    mother: str = "custody"
    father: str = "custody"
    apart: bool = False
    protected: str = ""
    is_father_dead: bool = False


KINDS: Final = (
    Kind((3, 15)),
    Kind((8, 12), apart=True),
    Kind((2, 6), father="none", apart=True, is_father_dead=True),
    Kind((4, 9), father="unchecked", apart=True, protected="mother"),
    Kind((None, 5), father="ended"),
    Kind((18, 15)),
    Kind((7,), apart=True, protected="child"),
    Kind((1,), mother="to come", protected="lapsed"),
)


def settle(town: Town, how_many: int, kinds: Sequence[Kind]) -> None:
    """Let families of these kinds in turn move in."""
    for number in range(how_many):
        _family(town, number, kinds[number % len(kinds)])


def _family(town: Town, number: int, kind: Kind) -> None:
    surname = town.words.one("Xs")
    mother = resident(town, number, surname, age=35)
    father = resident(town, number, surname, age=35, is_dead=kind.is_father_dead)
    children = [resident(town, number, surname, age=age) for age in kind.ages]
    town.families.append([mother, father, *children])
    homes = [_home(town) for _ in range(2)]
    hers, his = homes[0], homes[1 if kind.apart else 0]
    _live(town, hers, mother, *children)
    _live(town, his, father)
    if kind.apart and kind.father != "none":
        town.add(
            HouseholdMember(id=town.uuid(), person_id=children[0], household_id=his[1].id, begins=LONG_AGO, **SYNTHETIC)
        )
    for child in children:
        _custody(town, child, mother, CustodyKind.MOTHER, kind.mother)
        _custody(town, child, father, CustodyKind.FATHER, kind.father)
    _protect(town, kind, mother, children)
    for one in (mother, father, *children):
        _life(town, one)


def resident(town: Town, family: int, surname: str, *, age: int | None, is_dead: bool = False) -> UUID:
    """Add somebody of an age (None: awaited), with a number, and a log-in from 15 years on; some died lately."""
    identity, name = town.uuid(), town.words.one("Xn")
    born = None if age is None else _birthday(town, age)
    number = Cpr.synthetic(born, len(town.residents)) if born else None
    row = Person(
        id=identity,
        given_names=name,
        surname=surname,
        folded=folded(name, surname),
        order_key=order_key(name, surname),
        born=born,
        due=None if born else SOON,
        language=town.chance.choice(("da", "ar", "tr", "")),
        state=PersonState.DEAD if is_dead else PersonState.LIVING if born else PersonState.EXPECTED,
        died=BEFORE if is_dead else None,
        origin=Origin.SYNTHETIC,
    )
    town.add(row)
    town.residents[identity] = Resident(identity, family, name, surname, born, number, is_dead=is_dead)
    if number:
        town.add(an_identifier(town, identity, number))
    if age is not None and age >= 15:
        account = an_account(town, AccountKind.CITIZEN, town.words.one("Qa"))
        town.citizens[identity] = account
        town.add(CitizenAccount(id=town.uuid(), person_id=identity, account=account, linked_at=NOW))
    return identity


def _birthday(town: Town, age: int) -> date:
    """Return a birthday; who is 18 is so since today, and everybody else since some months."""
    turned = TODAY if age == 18 else TODAY - timedelta(days=town.chance.randrange(1, 300))
    return turned.replace(year=turned.year - age, day=min(turned.day, 28))


def an_identifier(town: Town, identity: UUID, number: Cpr) -> Identifier:
    """Return a number as a row."""
    return Identifier(
        id=town.uuid(),
        person_id=identity,
        kind=IdentifierKind.REPLACEMENT,
        sealed=seal(number, person=identity),
        hash=hash_of(number),
        begins=LONG_AGO,
    )


def located(town: Town, identity: UUID, *words: str) -> None:
    """Remember words that say where somebody is."""
    known = town.residents[identity]
    town.residents[identity] = replace(known, places=known.places | set(words))


def _home(town: Town) -> tuple[Dwelling, Household]:
    house = a_dwelling(town)
    together = Household(id=town.uuid())
    town.add(house, together)
    return house, together


def a_dwelling(town: Town) -> Dwelling:
    """Return a home at an address that stands nowhere else."""
    return Dwelling(
        id=town.uuid(),
        street=town.words.one("Xv"),
        number=str(town.chance.randrange(1, 99)),
        stairway=town.words.one("Xo"),
        postcode="9999",
        city=town.words.one("Xb"),
        municipality="0999",
    )


def _live(town: Town, at: tuple[Dwelling, Household], *persons: UUID) -> None:
    house, together = at
    for one in persons:
        town.homes[one] = house
        located(town, one, house.street, house.stairway, house.city)
        town.add(
            HouseholdMember(id=town.uuid(), person_id=one, household_id=together.id, begins=LONG_AGO, **SYNTHETIC),
            a_spell(town, one, SpellKind.HOME, dwelling=house),
        )


def a_spell(town: Town, one: UUID, kind: SpellKind, **values: Any) -> Spell:  # Any: columns of any kind
    """Return a spell as a row."""
    usual = {"begins": LONG_AGO, "entered_at": NOW, "person_id": one, "kind": kind, **SYNTHETIC}
    return Spell(id=town.uuid(), **{**usual, **values})


def _custody(town: Town, child: UUID, holder: UUID, kind: CustodyKind, what: str) -> None:
    parent = ParentKind.MOTHER if kind is CustodyKind.MOTHER else ParentKind.FATHER
    town.add(Parenthood(id=town.uuid(), child_id=child, parent_id=holder, kind=parent, **SYNTHETIC))
    days: dict[str, dict[str, object]] = {
        "custody": {"begins": LONG_AGO},
        "unchecked": {"begins": LONG_AGO, "needs_check": True},
        "ended": {"begins": LONG_AGO, "ends": TODAY},
        "to come": {"begins": TODAY + timedelta(days=1)},
    }
    if what in days:
        values: dict[str, Any] = {**days[what], **SYNTHETIC}  # Any: columns of any kind
        town.add(Custody(id=town.uuid(), child_id=child, holder_id=holder, kind=kind, **values))


def _protect(town: Town, kind: Kind, mother: UUID, children: list[UUID]) -> None:
    """Protect the mother or a child, or the mother in a protection whose days are over and that nobody has lifted."""
    if kind.protected:
        who = children[0] if kind.protected == "child" else mother
        ends = TODAY - timedelta(days=10) if kind.protected == "lapsed" else None
        values: dict[str, Any] = {"begins": LONG_AGO, "ends": ends, **SYNTHETIC}  # Any: columns of any kind
        town.add(Protection(id=town.uuid(), person_id=who, kind=ProtectionKind.NAME_ADDRESS, **values))


def _life(town: Town, one: UUID) -> None:
    """Give somebody a telephone, a place to meet, and spells of the kinds that their age has, with a past one."""
    telephone, meeting = town.words.one("Xt"), town.words.one("Xm")
    located(town, one, telephone, meeting)
    for way, text in ((ContactKind.EMAIL, telephone), (ContactKind.MEETING_PLACE, meeting)):
        town.add(Contact(id=town.uuid(), person_id=one, kind=way, value=text, begins=LONG_AGO, **SYNTHETIC))
    for kind in _kinds(town.residents[one]):
        unit = _place(town, kind)
        for begins, ends in ((LONG_AGO, BEFORE), (BEFORE, None)):
            title = town.words.one("Xc")
            located(town, one, title)
            town.add(a_spell(town, one, kind, unit=unit, title=title, begins=begins, ends=ends))
    town.add(
        Correction(
            id=town.uuid(), person_id=one, field="surname", old=town.words.one("Xr"), new=town.words.one("Xr"),
            reason=town.words.one("Xr"), corrected_at=NOW, corrected_by="system:test", **SYNTHETIC,
        )
    )  # fmt: skip


def _kinds(one: Resident) -> tuple[SpellKind, ...]:
    age = None if one.born is None else TODAY.year - one.born.year
    by_age: tuple[tuple[Callable[[int], bool], SpellKind], ...] = (
        (lambda years: years < 6, SpellKind.DAYCARE),
        (lambda years: 6 <= years < 18, SpellKind.SCHOOL),
        (lambda years: years >= 18, SpellKind.JOB),
        (lambda years: True, SpellKind.SUPPORT),
    )
    return () if age is None else tuple(kind for holds, kind in by_age if holds(age))


def _place(town: Town, kind: SpellKind) -> Any:  # Any: a unit, or none
    """Return a unit of a kind at which nobody of the staff works, so that its name says where somebody is."""
    kinds = {
        SpellKind.DAYCARE: UnitKind.KINDERGARTEN,
        SpellKind.SCHOOL: UnitKind.SCHOOL,
        SpellKind.JOB: UnitKind.COMPANY,
    }
    return town.units[kinds[kind]][-1] if kind in kinds else None
