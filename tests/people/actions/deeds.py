"""Every deed on a person once, as data: what it does, on whom, and which leave it demands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.utils import timezone
from tests.cast import BIRGIT, EMIL, EVERYBODY, JONAS, LEA, MARIAM, SOFIE, YUSUF, Character, everything_of, may, seeing
from tests.people.town import BOOKKEEPER, WHOLE, Town, call, custody, hide, leave, register

from vugge.audit.actions import acting
from vugge.audit.rules import Act, Category, Permit, Scope, Viewer
from vugge.kit.identifiers import Cpr
from vugge.organisations.models import Account
from vugge.organisations.rules.accounts import AccountKind
from vugge.people.actions.accounts import link_account
from vugge.people.actions.correcting import add_contact, correct_person, end_contact
from vugge.people.actions.dying import register_death, withdraw_death
from vugge.people.actions.erasing import Erasure, erase_spells
from vugge.people.actions.families import (
    add_parent,
    confirm_custody,
    end_custody,
    give_custody,
    join_household,
    leave_household,
    remove_parent,
)
from vugge.people.actions.merging import Versions, dismiss_duplicate, merge_persons, report_duplicate
from vugge.people.actions.numbers import change_number
from vugge.people.actions.protecting import lift_protection, protect
from vugge.people.actions.registering import child_born, register_expected_child, register_person
from vugge.people.actions.spells import Address, Right, Stay, correct_spell, end_spell, move_home, start_spell
from vugge.people.actions.unmerging import Undo, unmerge_persons
from vugge.people.queries.facts import merges, stays
from vugge.people.queries.families import custody_by
from vugge.people.queries.spells import spells_of
from vugge.people.rules.kinds import ContactKind, CustodyKind, ParentKind, ProtectionKind, SpellKind
from vugge.people.rules.registering import NewPerson

WHY = "Oplyst af familien selv."
DAY = date(2026, 3, 1)
STRANGER = UUID(int=0x777)
AWAITED = UUID(int=0x778)

Doing = Callable[[Viewer, Permit, Town], object]


@dataclass(frozen=True)
class Deed:
    """One deed: on whom, which act in which category it demands, what must be there before, and the doing."""

    who: UUID
    act: Act
    category: Category
    do: Doing
    before: Callable[[Town], object] = lambda town: None


def of_all(viewer: Viewer) -> Scope:
    """Return a scope of everybody for one viewer."""
    return seeing(viewer, everything_of(*EVERYBODY))


def account() -> UUID:
    """Return the log-in of a citizen."""
    return Account.objects.create(
        login_name=f"borger-{uuid4().hex[:8]}", display_name="Borger", kind=AccountKind.CITIZEN
    ).pk


def awaited(town: Town) -> UUID:
    """Register the child that Mariam expects."""
    return register_expected_child(
        WHOLE.viewer,
        permit=leave(Act.ADD, AWAITED),
        mother=leave(Act.ADD, MARIAM),
        new=NewPerson("", due=timezone.localdate() + timedelta(weeks=10)),
        key="awaited",
    )


def delicate(town: Town) -> UUID:
    """Give custody in a protected family."""
    return custody(EMIL, JONAS, CustodyKind.FATHER)


def spell_of(one: Character, kind: SpellKind) -> UUID:
    """Return the id of somebody's spell."""
    with acting(WHOLE.viewer):
        return next(spell.id for spell in spells_of(WHOLE, (one.id,)) if spell.kind is kind)


def custody_of_jonas(*, needs_check: bool = False) -> UUID:
    """Return the id of the custody that Jonas has, or that a human has to look at."""
    with acting(WHOLE.viewer):
        found = custody_by(WHOLE, (JONAS.id,))
    return next(one.id for one in found if one.needs_check is needs_check)


def same_again(town: Town) -> UUID:
    """Register Jonas once more, by mistake."""
    again = Character(STRANGER, JONAS.given_names, "Aagård", JONAS.born)
    register(Character(again.id, again.given_names, again.surname, again.born, serial=400))
    return again.id


def _expected(viewer: Viewer, permit: Permit, town: Town) -> UUID:
    mother = may(viewer, Act.ADD, MARIAM.id, Category.FAMILY)
    new = NewPerson("", due=timezone.localdate() + timedelta(weeks=10))
    return register_expected_child(viewer, permit=permit, mother=mother, new=new, key="expected")


def _registered(viewer: Viewer, permit: Permit, town: Town) -> UUID:
    new = NewPerson("Nyt", "Menneske", born=date(2001, 2, 3), number=Cpr.synthetic(date(2001, 2, 3), 5))
    return register_person(viewer, permit=permit, scope=of_all(viewer), new=new, key="new")


def _right(viewer: Viewer, permit: Permit, town: Town) -> UUID:
    right = Right(Stay(SpellKind.DAYCARE, DAY, unit=town.kindergarten))
    spell = spell_of(LEA, SpellKind.DAYCARE)
    return correct_spell(viewer, permit=permit, spell=spell, version=1, right=right, reason=WHY)


def protection_of_sofie() -> UUID:
    """Return the protection that is in force already; asking for it again gives the same one."""
    return hide(SOFIE)


def _lift(viewer: Viewer, permit: Permit, town: Town) -> UUID:
    return lift_protection(viewer, permit=permit, protection=protection_of_sofie(), reason=WHY)


def _merge(viewer: Viewer, permit: Permit, town: Town) -> UUID:
    gone = may(viewer, Act.DECIDE, STRANGER)
    return merge_persons(viewer, kept=permit, gone=gone, versions=Versions(1, 1), reason=WHY)


def _erase(viewer: Viewer, permit: Permit, town: Town) -> int:
    with acting(BOOKKEEPER):
        (old,) = (one.spell for one in stays(JONAS.id) if one.ends == date(2021, 1, 1))
    return erase_spells(viewer, permit=permit, erasure=Erasure((old,), date(2022, 1, 1)))


def _helped(town: Town) -> UUID:
    old = Stay(SpellKind.SUPPORT, date(2020, 1, 1), title="Lektiecafé", ends=date(2021, 1, 1))
    return start_spell(BOOKKEEPER, permit=leave(Act.ADD, JONAS), stay=old, key="lektiecafé")


def _merged(town: Town) -> None:
    kept, gone = leave(Act.DECIDE, LEA), leave(Act.DECIDE, EMIL)
    merge_persons(BOOKKEEPER, kept=kept, gone=gone, versions=Versions(1, 1), reason=WHY)


def _unmerge(viewer: Viewer, permit: Permit, town: Town) -> UUID:
    with acting(BOOKKEEPER):
        (merge,) = merges((LEA.id,))
    undo = Undo(merge.id, 2, WHY)
    return unmerge_persons(viewer, kept=may(viewer, Act.DECIDE, LEA.id), gone=permit, undo=undo)


ELSEWHERE = Address("Nyvej", "1", "9997", "Nyby", "0101")
SCHOOL, HOME = SpellKind.SCHOOL, SpellKind.HOME
IDENTITY, LOCATION, FAMILY = Category.IDENTITY, Category.LOCATION, Category.FAMILY
EDUCATION = Category.EDUCATION

DEEDS: Mapping[str, Deed] = {
    "people.person_registered": Deed(STRANGER, Act.ADD, IDENTITY, _registered),
    "people.expected_child_registered": Deed(STRANGER, Act.ADD, IDENTITY, _expected),
    "people.child_born": Deed(
        AWAITED,
        Act.CHANGE,
        IDENTITY,
        lambda viewer, permit, town: child_born(
            viewer, permit=permit, version=1, born=timezone.localdate(), names={"given_names": "Nor"}
        ),
        before=awaited,
    ),
    "people.death_registered": Deed(
        JONAS.id, Act.CHANGE, IDENTITY, lambda viewer, permit, town: register_death(viewer, permit=permit, version=1)
    ),
    "people.death_withdrawn": Deed(
        BIRGIT.id,
        Act.CHANGE,
        IDENTITY,
        lambda viewer, permit, town: withdraw_death(viewer, permit=permit, version=2, reason=WHY),
        before=lambda town: register_death(BOOKKEEPER, permit=leave(Act.CHANGE, BIRGIT), version=1),
    ),
    "people.parent_removed": Deed(
        YUSUF.id,
        Act.CHANGE,
        FAMILY,
        lambda viewer, permit, town: remove_parent(viewer, permit=permit, parent=JONAS.id, reason=WHY),
    ),
    "people.spells_erased": Deed(JONAS.id, Act.DECIDE, IDENTITY, _erase, before=_helped),
    "people.number_changed": Deed(
        LEA.id,
        Act.CHANGE,
        IDENTITY,
        lambda viewer, permit, town: change_number(
            viewer, permit=permit, number=Cpr.synthetic(LEA.born, 900), begins=DAY
        ),
    ),
    "people.protection_registered": Deed(
        JONAS.id,
        Act.CHANGE,
        IDENTITY,
        lambda viewer, permit, town: protect(viewer, permit=permit, kind=ProtectionKind.SPECIAL, begins=DAY),
    ),
    "people.protection_lifted": Deed(SOFIE.id, Act.DECIDE, LOCATION, _lift),
    "people.household_joined": Deed(
        JONAS.id,
        Act.ADD,
        FAMILY,
        lambda viewer, permit, town: join_household(
            viewer, permit=permit, scope=of_all(viewer), household=town.household, begins=DAY
        ),
    ),
    "people.household_left": Deed(
        YUSUF.id,
        Act.CHANGE,
        FAMILY,
        lambda viewer, permit, town: leave_household(viewer, permit=permit, household=town.household, ends=DAY),
    ),
    "people.custody_given": Deed(
        LEA.id,
        Act.CHANGE,
        FAMILY,
        lambda viewer, permit, town: give_custody(
            viewer, permit=permit, scope=of_all(viewer), holder=JONAS.id, kind=CustodyKind.FATHER, begins=DAY
        ),
    ),
    "people.custody_ended": Deed(
        YUSUF.id,
        Act.CHANGE,
        FAMILY,
        lambda viewer, permit, town: end_custody(viewer, permit=permit, custody=custody_of_jonas(), ends=DAY),
    ),
    "people.custody_confirmed": Deed(
        EMIL.id,
        Act.DECIDE,
        FAMILY,
        lambda viewer, permit, town: confirm_custody(viewer, permit=permit, custody=custody_of_jonas(needs_check=True)),
        before=delicate,
    ),
    "people.parent_added": Deed(
        EMIL.id,
        Act.CHANGE,
        FAMILY,
        lambda viewer, permit, town: add_parent(
            viewer, permit=permit, scope=of_all(viewer), parent=SOFIE.id, kind=ParentKind.MOTHER
        ),
    ),
    "people.spell_started": Deed(
        LEA.id,
        Act.ADD,
        EDUCATION,
        lambda viewer, permit, town: start_spell(
            viewer, permit=permit, stay=Stay(SCHOOL, DAY, unit=town.school), key="school"
        ),
    ),
    "people.home_moved": Deed(
        JONAS.id,
        Act.ADD,
        LOCATION,
        lambda viewer, permit, town: move_home(viewer, permit=permit, address=ELSEWHERE, begins=DAY, key="move"),
    ),
    "people.spell_ended": Deed(
        YUSUF.id,
        Act.CHANGE,
        EDUCATION,
        lambda viewer, permit, town: end_spell(
            viewer, permit=permit, spell=spell_of(YUSUF, SCHOOL), version=1, ends=DAY
        ),
    ),
    "people.spell_corrected": Deed(LEA.id, Act.CHANGE, EDUCATION, _right),
    "people.person_corrected": Deed(
        LEA.id,
        Act.CHANGE,
        IDENTITY,
        lambda viewer, permit, town: correct_person(
            viewer, permit=permit, version=1, changes={"given_names": "Lea"}, reason=WHY
        ),
    ),
    "people.contact_added": Deed(
        JONAS.id,
        Act.CHANGE,
        LOCATION,
        lambda viewer, permit, town: add_contact(
            viewer, permit=permit, kind=ContactKind.PHONE, text="12 34 56 78", begins=DAY
        ),
    ),
    "people.contact_ended": Deed(
        MARIAM.id,
        Act.CHANGE,
        LOCATION,
        lambda viewer, permit, town: end_contact(viewer, permit=permit, contact=call(MARIAM, "20 30 40 50"), ends=DAY),
    ),
    "people.duplicate_reported": Deed(
        JONAS.id,
        Act.CHANGE,
        IDENTITY,
        lambda viewer, permit, town: report_duplicate(viewer, permit=permit, scope=of_all(viewer), other=SOFIE.id),
    ),
    "people.duplicate_dismissed": Deed(
        JONAS.id,
        Act.DECIDE,
        IDENTITY,
        lambda viewer, permit, town: dismiss_duplicate(
            viewer, first=permit, second=may(viewer, Act.DECIDE, STRANGER), reason=WHY
        ),
        before=same_again,
    ),
    "people.persons_merged": Deed(JONAS.id, Act.DECIDE, IDENTITY, _merge, before=same_again),
    "people.account_linked": Deed(
        MARIAM.id,
        Act.CHANGE,
        IDENTITY,
        lambda viewer, permit, town: link_account(viewer, permit=permit, account=account()),
    ),
    "people.persons_unmerged": Deed(EMIL.id, Act.DECIDE, IDENTITY, _unmerge, before=_merged),
}
BY_THE_SYSTEM_ALONE = {"people.people_loaded"}
