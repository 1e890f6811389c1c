"""A batch is stored whole by the system alone, and gives the same rows and answers as single deeds."""

from datetime import date
from uuid import UUID

import pytest
from tests.cast import a_registrar
from tests.people.town import BOOKKEEPER, WHOLE, entries

from vugge.audit.rules import SYSTEM
from vugge.kit.errors import NotAllowed
from vugge.kit.identifiers import Cpr
from vugge.people.actions.loading import load_people
from vugge.people.queries import facts
from vugge.people.queries.finding import find
from vugge.people.queries.persons import person
from vugge.people.queries.register import possible_duplicates
from vugge.people.rules.kinds import (
    ContactKind,
    CustodyKind,
    DuplicateReason,
    Origin,
    ParentKind,
    PersonState,
    ProtectionKind,
    SpellKind,
)
from vugge.people.rules.loading import (
    Batch,
    LoadedContact,
    LoadedCustody,
    LoadedDuplicate,
    LoadedDwelling,
    LoadedMember,
    LoadedParent,
    LoadedPerson,
    LoadedProtection,
    LoadedSpell,
)

pytestmark = pytest.mark.django_db

MOTHER, CHILD, HOME, HOUSEHOLD = (UUID(int=number) for number in range(1, 5))
BORN, DAY = date(2020, 2, 29), date(2020, 3, 1)
BATCH = Batch(
    persons=(
        LoadedPerson(MOTHER, "Ida ", "Ø", PersonState.LIVING, born=date(1990, 1, 1)),
        LoadedPerson(CHILD, "Bo", "Ø", PersonState.LIVING, born=BORN, number=Cpr.synthetic(BORN, 1)),
    ),
    dwellings=(LoadedDwelling(HOME, "Birkevej", "1", "9999", "Vuggested", "0101"),),
    protections=(LoadedProtection(UUID(int=11), MOTHER, ProtectionKind.SPECIAL, DAY),),
    contacts=(LoadedContact(UUID(int=12), MOTHER, ContactKind.PHONE, "12 34 56 78", DAY),),
    members=tuple(LoadedMember(UUID(int=20 + one.int), HOUSEHOLD, one, DAY) for one in (MOTHER, CHILD)),
    custodies=(LoadedCustody(UUID(int=30), CHILD, MOTHER, CustodyKind.MOTHER, DAY),),
    parents=(LoadedParent(UUID(int=31), CHILD, MOTHER, ParentKind.MOTHER),),
    spells=tuple(
        LoadedSpell(UUID(int=40 + one.int), one, SpellKind.HOME, DAY, dwelling=HOME) for one in (MOTHER, CHILD)
    ),
    duplicates=(LoadedDuplicate(UUID(int=50), CHILD, MOTHER, DuplicateReason.REPORTED),),
)


def test_a_batch_is_stored_and_written_down() -> None:
    assert load_people(BOOKKEEPER, batch=BATCH, origin=Origin.SYNTHETIC) == 2
    assert person(WHOLE, CHILD).home == person(WHOLE, MOTHER).home is not None
    assert [one.name for one in find(WHOLE, Cpr.synthetic(BORN, 1).digits).persons] == ["Bo Ø"]
    assert {one.holder for one in facts.custodies((CHILD,))} == {MOTHER}
    assert facts.protected().keys() == {MOTHER, CHILD}
    assert len(possible_duplicates(WHOLE)) == 1
    (entry,) = entries("people.people_loaded")
    assert ({seen.person for seen in entry.persons}, entry.basis) == ({MOTHER, CHILD}, SYSTEM)


def test_a_batch_is_all_or_nothing() -> None:
    load_people(BOOKKEEPER, batch=Batch(dwellings=BATCH.dwellings), origin=Origin.SYNTHETIC)
    with pytest.raises(Exception, match=r"(?i)unique"):
        load_people(BOOKKEEPER, batch=BATCH, origin=Origin.SYNTHETIC)
    assert facts.born() == {}


def test_nobody_else_loads_a_batch() -> None:
    with pytest.raises(NotAllowed):
        load_people(a_registrar(), batch=BATCH, origin=Origin.STAFF)
    assert facts.born() == {}
