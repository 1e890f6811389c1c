"""What can change in a world without a viewer having a right to know: one thing at a time.

A change says of whom it may be made, given what the viewer knows, and is made straight in the tables. Offers `CHANGES`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from tests.access.rows import LONG_AGO, text_of
from tests.promises.worlds.families import SYNTHETIC, a_dwelling, a_spell, an_identifier
from tests.promises.worlds.journeys import UNDER, a_goal, a_step, an_observation, measures_of
from tests.promises.worlds.knowing import Known
from tests.promises.worlds.ties import a_basis, a_consent, a_suspicion, entries
from tests.promises.worlds.town import NOW, TODAY, Row, Town

from vugge.access.models import Basis, Conflict, Consent, ConsentRecipient, ConsentSignature, Meeting, Team
from vugge.access.models.bases import EmergencyReview
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Category, Purpose
from vugge.journey.models import (
    Evidence,
    Goal,
    GoalAcceptance,
    Step,
    Transition,
    TransitionEvent,
    TransitionNote,
)
from vugge.journey.rules.agreed import StepState
from vugge.kit.identifiers import Cpr
from vugge.people.models import (
    CitizenAccount,
    Contact,
    Correction,
    Custody,
    HouseholdMember,
    Identifier,
    Parenthood,
    Person,
    PossibleDuplicate,
    Protection,
    Spell,
)
from vugge.people.rules.kinds import SPELL_CATEGORY, ContactKind, Origin, PersonState, ProtectionKind, SpellKind
from vugge.people.rules.names import folded, order_key

SEEN_UNDER: Final = (Category.EDUCATION, Category.SUPPORT, Category.FAMILY)

May = Callable[[Known, UUID], bool]
Do = Callable[[Town, Known, UUID], None]


@dataclass(frozen=True)
class Change:
    """Something that changes of a person: of whom it may, and how."""

    name: str
    may: May
    do: Do


def _stranger(known: Known, person: UUID) -> bool:
    return known.is_stranger(person)


def _lacking(category: Category) -> May:
    return lambda known, person: known.lacks(person, category)


def _at_work(may: May) -> May:
    """Leave out what a supervisor may know of everybody, and what a citizen may know of the own family."""
    return lambda known, person: known.viewer.purpose is not Purpose.SUPERVISION and may(known, person)


def add(*rows: Row) -> None:
    """Store rows one by one, past every rule but the database's."""
    for row in rows:
        manager = type(row).objects
        (manager.adding() if hasattr(manager, "adding") else manager).bulk_create([row])


def _rename(town: Town, known: Known, person: UUID) -> None:
    name, surname = town.chance.choice("AMXZ") + town.words.one("xn"), town.residents[person].surname
    Person.objects.adding().filter(id=person).update(
        given_names=name, folded=folded(name, surname), order_key=order_key(name, surname)
    )


def _change_born(town: Town, known: Known, person: UUID) -> None:
    Person.objects.adding().filter(id=person, state=PersonState.LIVING).update(
        born=TODAY - timedelta(days=town.chance.randrange(1, 20_000)), language=town.chance.choice(("da", "so", "pl"))
    )


def _change_number(town: Town, known: Known, person: UUID) -> None:
    Identifier.objects.adding().filter(person=person).delete()
    number = Cpr.synthetic(TODAY - timedelta(days=town.chance.randrange(9000)), town.chance.randrange(500, 3000))
    add(an_identifier(town, person, number))


def _change_contact(town: Town, known: Known, person: UUID) -> None:
    Contact.objects.adding().filter(person=person).update(value=town.words.one("Xt"))
    values = {"kind": ContactKind.PHONE, "value": town.words.one("Xt"), "begins": LONG_AGO, **SYNTHETIC}
    add(Contact(id=town.uuid(), person_id=person, **values))


def _drop_contact(town: Town, known: Known, person: UUID) -> None:
    Contact.objects.adding().filter(person=person).delete()


def _readdress(town: Town, known: Known, person: UUID) -> None:
    """Write another address of the home, unless somebody lives there whose address is known."""
    house = town.homes.get(person)
    if house is None or any(not known.lacks(one, Category.LOCATION) for one in town.homes if town.homes[one] == house):
        return
    type(house).objects.filter(id=house.id).update(street=town.words.one("Xv"), city=town.words.one("Xb"))


def _move(town: Town, known: Known, person: UUID) -> None:
    """Let somebody move to a home of their own."""
    house = a_dwelling(town)
    add(house)
    Spell.objects.adding().filter(person=person, kind=SpellKind.HOME).update(dwelling=house)


def _spell(kind: SpellKind) -> Do:
    def do(town: Town, known: Known, person: UUID) -> None:
        rows = Spell.objects.adding().filter(person=person, kind=kind)
        if town.chance.random() < 0.4 and rows.exists():
            rows.delete()
        elif town.chance.random() < 0.4 and rows.exists():
            rows.update(
                title=town.words.one("Xc"), begins=TODAY - timedelta(days=town.chance.randrange(1, 900)), ends=None
            )
        else:
            add(a_spell(town, person, kind, title=town.words.one("Xc"), begins=TODAY - timedelta(days=5)))

    return do


def _replace_places(town: Town, known: Known, person: UUID) -> None:
    """Let the same stays be elsewhere: the days stand, the places change."""
    rows = Spell.objects.adding().filter(person=person).exclude(kind=SpellKind.HOME)
    rows.update(title=town.words.one("Xc"), unit=town.chance.choice(town.tables["Unit"]))


def _change_past(town: Town, known: Known, person: UUID) -> None:
    rows = Spell.objects.adding().filter(person=person, ends__isnull=False).exclude(kind=SpellKind.HOME)
    rows.delete() if town.chance.random() < 0.5 else rows.update(title=town.words.one("Xc"))


def _correct(town: Town, known: Known, person: UUID) -> None:
    add(
        Correction(
            id=town.uuid(), person_id=person, field="born", old="x", new="y", reason=town.words.one("Xr"),
            corrected_at=NOW, corrected_by="system:test", **SYNTHETIC,
        )
    )  # fmt: skip


def _join_household(town: Town, known: Known, person: UUID) -> None:
    """Let a stranger move into somebody's household."""
    at = HouseholdMember.objects.adding().filter(person=person).values_list("household", flat=True).first()
    there = set(HouseholdMember.objects.adding().filter(household=at).values_list("person", flat=True))
    others = [one for one in town.residents if known.is_stranger(one) and one not in there]
    if others and at:
        new = town.chance.choice(others)
        add(HouseholdMember(id=town.uuid(), person_id=new, household_id=at, begins=LONG_AGO, origin=Origin.SYNTHETIC))


def _give_custody(town: Town, known: Known, person: UUID) -> None:
    others = [one for one in town.residents if known.is_stranger(one) and one != person]
    held = set(Custody.objects.adding().filter(child=person).values_list("holder", flat=True))
    free = [one for one in others if one not in held]
    if free:
        new = town.chance.choice(free)
        add(Custody(id=town.uuid(), child_id=person, holder_id=new, kind="other", begins=LONG_AGO, **SYNTHETIC))


def _protect(town: Town, known: Known, person: UUID) -> None:
    rows = Protection.objects.adding().filter(person=person, lifted_at__isnull=True)
    if rows.exists():
        rows.update(lifted_at=NOW, lifted_by="system:test", lifted_because="prøve")
    else:
        add(Protection(id=town.uuid(), person_id=person, kind=ProtectionKind.SPECIAL, begins=LONG_AGO, **SYNTHETIC))


def _ask_family(town: Town, known: Known, person: UUID) -> None:
    asking, told = town.chance.sample(town.staff, 2)
    answer = town.chance.choice(("given", "requested", "refused", "withdrawn"))
    consent = a_consent(town, person, asking, answer=answer, categories=text_of({Category.EDUCATION}))
    add(consent)
    add(ConsentRecipient(consent=consent, unit=told.unit))


def _withdraw(town: Town, known: Known, person: UUID) -> None:
    Consent.objects.adding().filter(person=person, given_at__isnull=False).update(withdrawn_at=NOW)
    Basis.objects.adding().filter(person=person, kind=BasisKind.CONSENT).update(ended_at=NOW - timedelta(minutes=1))


def _reword(town: Town, known: Known, person: UUID) -> None:
    Consent.objects.adding().filter(person=person).update(purpose_text=town.words.one("Xr"))


def _meet(town: Town, known: Known, person: UUID) -> None:
    caller = town.chance.choice(town.staff).account
    add(
        Meeting(
            person_id=person, matter="wellbeing", number=2, about=town.words.one("Xr"),
            held_on=TODAY + timedelta(days=2), called_by=caller,
            called_at=NOW, legal_basis="Prøveloven § 2",
        )
    )  # fmt: skip


def _work_with(town: Town, known: Known, person: UUID) -> None:
    """Give another employee the task, or take it from those who have it."""
    others = [one for one in town.staff if one.account.id != known.viewer.identity]
    if town.chance.random() < 0.5:
        add(a_basis(BasisKind.ASSIGNED, person, to=town.chance.choice(others)))
    else:
        Basis.objects.adding().filter(person=person).exclude(account=known.viewer.identity).exclude(
            unit__isnull=False
        ).update(ended_at=NOW - timedelta(hours=2), reason=town.words.one("Xr"))


def _open_emergency(town: Town, known: Known, person: UUID) -> None:
    others = [one for one in town.staff if one.account.id != known.viewer.identity]
    basis = a_basis(
        BasisKind.EMERGENCY, person, to=town.chance.choice(others), begins_at=NOW - timedelta(hours=1),
        ends_at=NOW + timedelta(hours=3), reason=town.words.one("Xr") * 3,
    )  # fmt: skip
    add(basis)
    add(EmergencyReview(basis=basis, due=TODAY))


def _suspect(town: Town, known: Known, person: UUID) -> None:
    other = town.chance.choice([one for one in town.residents if one != person])
    PossibleDuplicate.objects.adding().bulk_create([a_suspicion(town, person, other)], ignore_conflicts=True)


def _look_up(town: Town, known: Known, person: UUID) -> None:
    by = town.chance.choice([one for one in town.staff if one.account.id != known.viewer.identity])
    for row in entries(town, person, by):
        add(row)


def _observe(category: Category) -> Do:
    """Let something of a kind be seen, or something seen be gone."""

    def do(town: Town, known: Known, person: UUID) -> None:
        rows = Evidence.objects.adding().filter(person=person, measure__in=measures_of(category))
        if town.chance.random() < 0.5 and rows.exists():
            rows.delete()
        else:
            add(an_observation(town, person, town.chance.choice(measures_of(category))))

    return do


def _agree(category: Category) -> Do:
    """Let something be agreed, or what was agreed be done."""

    def do(town: Town, known: Known, person: UUID) -> None:
        add(a_goal(town, person, category), a_step(town, person, category))
        done = {"state": StepState.DONE, "ended_on": TODAY}
        Step.objects.adding().filter(person=person, category=category).update(**done)

    return do


def _reword_agreed(town: Town, known: Known, person: UUID) -> None:
    """Write other free text: the days and the kinds stand."""
    Evidence.objects.adding().filter(person=person).update(note=town.words.one("Xq"))
    Goal.objects.adding().filter(person=person).update(words=town.words.one("Xg"))
    Step.objects.adding().filter(person=person).update(what=town.words.one("Xk"))
    GoalAcceptance.objects.adding().filter(person=person).update(words=town.words.one("Xj"))


def _remove(town: Town, known: Known, person: UUID) -> None:
    """Take somebody away with all that is stored of them, the log alone left."""
    _gone(EmergencyReview.objects.filter(basis__person=person))
    _gone(ConsentRecipient.objects.filter(consent__person=person))
    _gone(ConsentSignature.objects.filter(consent__person=person))
    _gone(ConsentSignature.objects.filter(signer=person))
    for scoped in OF_A_PERSON:
        for column in scoped.objects.columns:
            _gone(scoped.objects.adding().filter(**{column: person}))


def _gone(rows: Any) -> None:  # Any: rows of any table
    rows._raw_delete(rows.db)


OF_A_PERSON: Final[tuple[Any, ...]] = (
    Step, GoalAcceptance, Goal, Evidence,
    TransitionNote, TransitionEvent, Transition,
    Basis, Team, Meeting, Consent, Conflict, CitizenAccount, Identifier, Protection, Contact, HouseholdMember, Custody,
    Parenthood, Spell, Correction, PossibleDuplicate, Person,
)  # fmt: skip


def _bulk_add(town: Town, known: Known, person: UUID) -> None:
    """Let many move in who are called nearly as somebody, and some of whom may be that very person."""
    one = town.residents[person]
    new = [_newcomer(town, one.surname) for _ in range(60)]
    Person.objects.adding().bulk_create(new)
    others = [each for each in town.staff if each.account.id != known.viewer.identity]
    Basis.objects.adding().bulk_create(
        a_basis(BasisKind.ASSIGNED, each.id, to=town.chance.choice(others)) for each in new
    )
    PossibleDuplicate.objects.adding().bulk_create(a_suspicion(town, person, each.id) for each in new[:5])
    if one.number:
        Identifier.objects.adding().bulk_create(an_identifier(town, each.id, one.number) for each in new[:5])


def _newcomer(town: Town, surname: str) -> Person:
    name = town.chance.choice("AMXZ") + town.words.one("xn")
    return Person(
        id=town.uuid(), given_names=name, surname=surname, folded=folded(name, surname),
        order_key=order_key(name, surname), born=TODAY - timedelta(days=town.chance.randrange(9000)),
        state=PersonState.LIVING, origin=Origin.SYNTHETIC,
    )  # fmt: skip


def _anybody(known: Known, person: UUID) -> bool:
    return True


CHANGES: Final = (
    Change("rename a stranger", _stranger, _rename),
    Change("change when somebody was born", _lacking(Category.IDENTITY), _change_born),
    Change("change a number", lambda known, person: known.lacks_past(person), _change_number),
    Change("change a telephone", _lacking(Category.LOCATION), _change_contact),
    Change("take a telephone away", _lacking(Category.LOCATION), _drop_contact),
    Change("change an address only", _lacking(Category.LOCATION), _readdress),
    Change("move", _lacking(Category.LOCATION), _move),
    *(
        Change(f"change spells of {kind}", _lacking(SPELL_CATEGORY[kind]), _spell(kind))
        for kind in SpellKind
        if kind is not SpellKind.HOME
    ),
    Change("change places that are withheld", lambda known, person: known.lacks_places(person), _replace_places),
    Change("change what is over", lambda known, person: known.lacks_past(person), _change_past),
    Change("correct", lambda known, person: known.lacks_past(person), _correct),
    Change("join a household", _lacking(Category.FAMILY), _join_household),
    Change("give custody", _lacking(Category.FAMILY), _give_custody),
    Change("protect or lift", _stranger, _protect),
    Change("ask a family", _at_work(_lacking(Category.SHARING)), _ask_family),
    Change("withdraw consents", _stranger, _withdraw),
    Change("reword consents", _at_work(_lacking(Category.SHARING)), _reword),
    Change("call a meeting", _at_work(_lacking(Category.SHARING)), _meet),
    Change("work with a stranger", _stranger, _work_with),
    Change("open an emergency", _at_work(_stranger), _open_emergency),
    Change("suspect that two are one", _stranger, _suspect),
    *(Change(f"see something of {one}", _lacking(one), _observe(one)) for one in SEEN_UNDER),
    *(Change(f"agree under {one}", _at_work(_lacking(one)), _agree(one)) for one in UNDER),
    Change("reword what is agreed", lambda known, person: known.lacks_places(person), _reword_agreed),
    Change("look somebody up", _at_work(_lacking(Category.LOG)), _look_up),
    Change("remove a stranger", _stranger, _remove),
    Change("add many", _anybody, _bulk_add),
)
