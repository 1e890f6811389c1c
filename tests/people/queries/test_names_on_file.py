"""Names as people have them go in, are found by every part, come out unchanged and stand in Danish order."""

import unicodedata
from itertools import product
from uuid import UUID

import pytest
from tests.people.town import BOOKKEEPER, WHOLE, leave

from vugge.audit.rules import Act
from vugge.people.actions.registering import register_person
from vugge.people.queries.finding import find
from vugge.people.queries.persons import lines
from vugge.people.rules.names import cleaned, order_key
from vugge.people.rules.registering import NewPerson

pytestmark = pytest.mark.django_db

GIVEN = ("Åse", "Aase", "Søren", "Ib", "Ø", "İbrahim", "Irmak", "محمد", "Nguyễn", "Zoë-Maria", "D'Arcy", "الزهراء")
SURNAMES = ("", "Ærø", "Aagaard", "Ågård", "Østergaard", "Yılmaz", "عبد الرحمن", "O'Brien", "van der Æ", "Zink", "æ")
NAMES = tuple(product(GIVEN, SURNAMES))


@pytest.fixture
def on_file() -> dict[UUID, tuple[str, str]]:
    people = {UUID(int=0x6000 + number): names for number, names in enumerate(NAMES)}
    for identity, (given, surname) in people.items():
        new = NewPerson(unicodedata.normalize("NFD", given), surname)
        register_person(BOOKKEEPER, permit=leave(Act.ADD, identity), scope=WHOLE, new=new, key=identity.hex)
    return people


def everybody_found(text: str) -> set[UUID]:
    first = find(WHOLE, text)
    pages = (find(WHOLE, text, page=page).persons for page in range(1, first.pages + 1))
    return {one.id for page in pages for one in page}


def test_they_are_stored_found_and_put_in_order(on_file: dict[UUID, tuple[str, str]]) -> None:
    listed = lines(WHOLE, on_file)
    assert {one.id: (one.given_names, one.surname) for one in listed} == {
        identity: (cleaned(given), cleaned(surname)) for identity, (given, surname) in on_file.items()
    }
    keys = [(order_key(one.given_names, one.surname), one.id) for one in listed]
    assert keys == sorted(keys)
    for identity, names in on_file.items():
        for written in (" ".join(names), " ".join(names).upper(), unicodedata.normalize("NFD", " ".join(names))):
            assert identity in everybody_found(written), written
