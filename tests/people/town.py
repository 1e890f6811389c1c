"""The cast brought into the register by deeds of the system, as a municipality would bring them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import BIRGIT, EMIL, EVERYBODY, JONAS, LEA, MARIAM, SOFIE, YUSUF, Character

from vugge.audit.queries import entries_between
from vugge.audit.rules import Act, Entry, Permit, Purpose, Scope, Viewer, system
from vugge.organisations.models import Organisation, Unit
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind
from vugge.people.actions.correcting import add_contact
from vugge.people.actions.families import add_parent, give_custody, join_household
from vugge.people.actions.protecting import protect
from vugge.people.actions.registering import register_person
from vugge.people.actions.spells import Address, Stay, move_home, start_spell
from vugge.people.rules.kinds import ContactKind, CustodyKind, ParentKind, ProtectionKind, SpellKind
from vugge.people.rules.registering import NewPerson

LONG_AGO = date(2020, 1, 1)
BOOKKEEPER: Viewer = system("bookkeeper", Purpose.ADMINISTRATION)
WHOLE = Scope.whole(BOOKKEEPER)

BIRKEVEJ = Address("Birkevej", "12", "9999", "Vuggested", "0101", "2", "th", "opgang B", "birkely")
ELMEGADE = Address("Elmegade", "3", "9999", "Vuggested", "0101")
HIDDEN = Address("Skjulestien", "7", "9998", "Gemmested", "0101", "st", "tv", "opgang X", "gemmely")


@dataclass(frozen=True)
class Town:
    """The units of the town, by their ids, and the household of Mariam."""

    school: int
    kindergarten: int
    household: UUID


def leave(act: Act, who: Character | UUID) -> Permit:
    """Return the system's leave for a deed."""
    return Permit.of_system(BOOKKEEPER, act, who if isinstance(who, UUID) else who.id)


def register(one: Character) -> UUID:
    """Bring somebody into the register under their own id."""
    new = NewPerson(one.given_names, one.surname, born=one.born, number=one.number)
    return register_person(BOOKKEEPER, permit=leave(Act.ADD, one), scope=WHOLE, new=new, key=one.id.hex)


def live(one: Character, address: Address, *, since: date = LONG_AGO) -> UUID:
    """Let somebody live somewhere."""
    key = f"{one.id.hex} {address.street} {since}"
    return move_home(BOOKKEEPER, permit=leave(Act.ADD, one), address=address, begins=since, key=key)


def attend(one: Character, kind: SpellKind, *, unit: int, since: date = LONG_AGO) -> UUID:
    """Let somebody go somewhere."""
    stay = Stay(kind, since, unit=unit)
    return start_spell(BOOKKEEPER, permit=leave(Act.ADD, one), stay=stay, key=f"{one.id.hex} {kind} {since}")


def custody(child: Character, holder: Character, kind: CustodyKind, *, since: date = LONG_AGO) -> UUID:
    """Give custody."""
    return give_custody(
        BOOKKEEPER, permit=leave(Act.CHANGE, child), scope=WHOLE, holder=holder.id, kind=kind, begins=since
    )


def parent(child: Character, of: Character, kind: ParentKind) -> None:
    """Say who is a parent."""
    add_parent(BOOKKEEPER, permit=leave(Act.CHANGE, child), scope=WHOLE, parent=of.id, kind=kind)


def hide(one: Character) -> UUID:
    """Protect somebody's whereabouts."""
    permit = leave(Act.CHANGE, one)
    return protect(BOOKKEEPER, permit=permit, kind=ProtectionKind.NAME_ADDRESS, begins=LONG_AGO, ends=date(2021, 1, 1))


def call(one: Character, text: str, kind: ContactKind = ContactKind.PHONE) -> UUID:
    """Write how somebody is reached."""
    return add_contact(BOOKKEEPER, permit=leave(Act.CHANGE, one), kind=kind, text=text, begins=LONG_AGO)


def move_in() -> Town:
    """Bring in the whole cast."""
    for one in EVERYBODY:
        register(one)
    school, kindergarten = _unit("Birkeskolen", UnitKind.SCHOOL), _unit("Mariehønen", UnitKind.KINDERGARTEN)
    for one in (MARIAM, YUSUF, LEA):
        live(one, BIRKEVEJ)
    live(JONAS, ELMEGADE)
    live(BIRGIT, ELMEGADE)
    for one in (SOFIE, EMIL):
        live(one, HIDDEN)
    household = _together(MARIAM, YUSUF, LEA)
    _together(SOFIE, EMIL)
    _families()
    attend(YUSUF, SpellKind.SCHOOL, unit=school)
    attend(LEA, SpellKind.DAYCARE, unit=kindergarten)
    attend(EMIL, SpellKind.SCHOOL, unit=school)
    call(MARIAM, "20 30 40 50")
    call(SOFIE, "60 70 80 90")
    call(SOFIE, "Kirkens café på Torvet", ContactKind.MEETING_PLACE)
    hide(SOFIE)
    return Town(school, kindergarten, household)


@contextmanager
def statements(number: int) -> Iterator[None]:
    """Expect so many statements, those aside by which PostgreSQL is told that access is decided."""
    with CaptureQueriesContext(connection) as asked:
        yield
    said = [query["sql"] for query in asked if "vugge.deciding" not in query["sql"]]
    assert len(said) == number, "\n".join(said)


def entries(verb: str) -> list[Entry]:
    """Return what the log says of a kind of deed, newest first."""
    everything = entries_between(WHOLE, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), limit=1000)
    return [entry for entry in reversed(everything) if entry.verb == verb]


def _families() -> None:
    for child in (YUSUF, LEA):
        parent(child, MARIAM, ParentKind.MOTHER)
        parent(child, JONAS, ParentKind.FATHER)
        custody(child, MARIAM, CustodyKind.MOTHER)
    custody(YUSUF, JONAS, CustodyKind.FATHER)
    custody(EMIL, SOFIE, CustodyKind.MOTHER)


def _together(*persons: Character) -> UUID:
    household: UUID | None = None
    for one in persons:
        household = join_household(
            BOOKKEEPER, permit=leave(Act.ADD, one), scope=WHOLE, household=household, begins=LONG_AGO
        )
    assert household is not None
    return household


def _unit(name: str, kind: UnitKind) -> int:
    owner, _ = Organisation.objects.get_or_create(
        kind=OrganisationKind.MUNICIPALITY, name="Vuggested Kommune", defaults={"valid_from": LONG_AGO}
    )
    return Unit.objects.create(organisation=owner, kind=kind, name=name, valid_from=LONG_AGO).pk
