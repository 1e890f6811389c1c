"""Which area a name means: never the name alone."""

import re

from hypothesis import given
from hypothesis import strategies as st

from vugge.areas.rules.identity import KnownName, identities, new_key

SLAGELSE, ESBJERG, HOLBAEK = "0330", "0561", "0316"
KNOWN = identities(
    [
        KnownName("ringparken_slagelse", SLAGELSE, "Ringparken, Slagelse"),
        KnownName("ringparken_slagelse", SLAGELSE, "Ringparken"),
        KnownName("ringparken_esbjerg", ESBJERG, "Ringparken"),
        KnownName("agervang", HOLBAEK, "Agervang", last_year=2018),
        KnownName("agervang", HOLBAEK, "Grønneparken", first_year=2019),
        KnownName("old_park", HOLBAEK, "Parken", last_year=2015),
        KnownName("new_park", HOLBAEK, "Parken", first_year=2016),
    ]
)


def test_ringparken_in_two_municipalities_are_two_areas() -> None:
    assert KNOWN.find("Ringparken", SLAGELSE, 2016) == "ringparken_slagelse"
    assert KNOWN.find("Ringparken", ESBJERG, 2016) == "ringparken_esbjerg"
    assert KNOWN.find("Ringparken", HOLBAEK, 2016) is None


def test_case_accents_and_punctuation_do_not_matter() -> None:
    assert KNOWN.find("RINGPARKEN SLAGELSE", SLAGELSE, 2016) == "ringparken_slagelse"
    assert KNOWN.find("gronneparken", HOLBAEK, 2020) is None
    assert KNOWN.find("Groenneparken", HOLBAEK, 2020) == "agervang"


def test_an_area_keeps_its_key_when_its_name_changes() -> None:
    assert KNOWN.find("Agervang", HOLBAEK, 2017) == KNOWN.find("Grønneparken", HOLBAEK, 2021) == "agervang"


def test_an_old_name_still_finds_its_area() -> None:
    assert KNOWN.find("Agervang", HOLBAEK, 2021) == "agervang"


def test_the_area_that_bore_the_name_that_year_goes_first() -> None:
    assert KNOWN.find("Parken", HOLBAEK, 2015) == "old_park"
    assert KNOWN.find("Parken", HOLBAEK, 2016) == "new_park"


def test_a_new_area_gets_a_key_with_its_municipality() -> None:
    assert new_key("Søndervang", "Aarhus") == "soendervang_aarhus"
    assert new_key("Ringparken, Slagelse", "Slagelse") == new_key("Ringparken", "Slagelse")


@given(st.text(max_size=60))
def test_every_name_makes_a_key_fit_for_an_address(name: str) -> None:
    assert re.fullmatch("[a-z0-9_]+", new_key(name, "Aarhus"))
