"""Nobody and nothing in the demo can be taken for real."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from tests.demo.conftest import recipe

from vugge.catalogue import reading
from vugge.catalogue.names import fold
from vugge.demo.queries.vocabulary import vocabulary
from vugge.demo.rules.generating import town_families
from vugge.demo.rules.town import Town, synthetic_cvr
from vugge.demo.rules.values import Family
from vugge.kit.identifiers import Cpr, Cvr
from vugge.people.rules.kinds import ContactKind

HIGHEST_CVR_THINKABLE = 99_000_000
"""Danish CVR numbers in 2026 are below 50,000,000."""


def could_be_real(families: Iterable[Family]) -> Iterator[str]:
    """Say what in some families could belong to somebody."""
    for family in families:
        for person in family.persons:
            if person.number is not None and not person.number.is_replacement():
                yield "a CPR number that CPR can have issued"
        for contact in family.contacts:
            if contact.kind is ContactKind.PHONE and not contact.value.startswith("0"):
                yield "a phone number"
            if contact.kind is ContactKind.EMAIL and not contact.value.endswith(".example"):
                yield "an address of mail"


def numbers_of_real_companies(town: Town) -> list[str]:
    """Return the CVR numbers of a town that can have been issued."""
    numbers = [one.cvr for one in town.organisations if one.cvr]
    assert numbers
    return [one for one in numbers if int(one) < HIGHEST_CVR_THINKABLE]


def test_no_number_could_be_anybodys(families: tuple[Family, ...]) -> None:
    assert list(could_be_real(families)) == []


def test_no_number_could_be_anybodys_in_a_large_town() -> None:
    assert list(could_be_real(town_families(recipe(residents=5_000), persons=5_000))) == []


def test_a_number_that_cpr_can_have_issued_is_noticed(families: tuple[Family, ...]) -> None:
    person = replace(families[0].persons[0], number=Cpr("0102031234"))
    contacts = tuple(replace(one, value="20304050") for one in families[0].contacts)
    wrong = replace(families[0], persons=(person,), contacts=contacts)
    assert set(could_be_real([wrong])) == {
        "a CPR number that CPR can have issued",
        "a phone number",
        "an address of mail",
    }


def test_nobody_has_anothers_number() -> None:
    town = town_families(recipe(residents=5_000), persons=5_000)
    numbers = [person.number.digits for family in town for person in family.persons if person.number]
    assert len(set(numbers)) == len(numbers) > 4_000


def test_most_numbers_fail_modulus_11_as_many_real_ones_do(families: tuple[Family, ...]) -> None:
    weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    numbers = [person.number.digits for family in families for person in family.persons if person.number]
    failing = [one for one in numbers if sum(w * int(d) for w, d in zip(weights, one, strict=True)) % 11]
    assert len(failing) > len(numbers) / 2


def test_companies_have_numbers_that_pass_the_check_and_have_not_been_issued() -> None:
    town = recipe(residents=100_000).town
    assert numbers_of_real_companies(town) == []
    assert len({Cvr(synthetic_cvr(number)) for number in range(20)}) == 20


def test_a_company_that_can_exist_is_noticed() -> None:
    first = replace(recipe().town.organisations[0], cvr="13585628")
    assert numbers_of_real_companies(Town(vocabulary().places, (first,))) == ["13585628"]


def test_the_municipality_the_region_and_the_areas_are_on_no_official_list() -> None:
    places = vocabulary().places
    assert places.code not in {one.code for one in reading.municipalities()}
    assert places.region_code not in {one.code for one in reading.regions()}
    real_areas = {fold(spelling) for one in reading.area_identities() for spelling in one.spellings()}
    real_places = {fold(spelling) for one in reading.municipalities() for spelling in one.spellings()}
    for area in places.areas:
        assert fold(area.name) not in real_areas
        assert area.key not in {one.key for one in reading.area_identities()}
    assert fold(places.city) not in real_places | real_areas


def test_the_municipality_has_its_name_where_pages_look_for_it() -> None:
    (invented,) = reading.invented_municipalities()
    places = vocabulary().places
    assert (invented.code, invented.official_name, invented.region) == (
        places.code,
        places.municipality,
        places.region_code,
    )


@pytest.mark.parametrize("letter", ["æ", "ø", "å"])
def test_names_have_the_letters_that_break_things(letter: str) -> None:
    names = vocabulary().names
    assert any(letter in name.lower() for name in (*names.women, *names.men, *names.surnames))
