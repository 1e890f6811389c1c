"""What can be asked about municipalities and regions."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.catalogue.shapes import Municipality
from vugge.kit.errors import NotFound
from vugge.organisations.queries import (
    municipalities,
    municipalities_of,
    municipality,
    municipality_named,
    region,
    region_of,
    regions,
)

ANY_MUNICIPALITY = st.sampled_from(municipalities())


def test_municipalities_come_in_danish_order_with_aa_as_aa() -> None:
    names = [one.name for one in municipalities()]
    assert names[:2] == ["Albertslund", "Allerød"]
    assert names[-4:] == ["Ærø", "Aabenraa", "Aalborg", "Aarhus"]
    assert names.index("Faxe") < names.index("Fredensborg") < names.index("Furesø") < names.index("Faaborg-Midtfyn")


def test_regions_come_in_danish_order() -> None:
    assert [one.name for one in regions()] == [
        "Hovedstaden",
        "Midtjylland",
        "Nordjylland",
        "Sjælland",
        "Syddanmark",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("København", "0101"),
        ("Københavns Kommune", "0101"),
        ("københavns kommune ", "0101"),
        ("Copenhagen", "0101"),
        ("Copenhagen Municipality", "0101"),
        ("Koebenhavn", "0101"),
        ("KO\u0308BENHAVN", None),
        ("Århus", "0751"),
        ("A\u030arhus", "0751"),
        ("Aarhus Kommune", "0751"),
        ("Aarhus' Kommune", "0751"),
        ("Municipality of Aarhus", "0751"),
        ("Ålborg", "0851"),
        ("Høje Taastrup", "0169"),
        ("Høje-Tåstrup Kommune", "0169"),
        ("Bornholms Regionskommune", "0400"),
        ("Bornholm", "0400"),
        ("Vesthimmerland", "0820"),
        ("Vesthimmerlands Kommune", "0820"),
        ("Nordfyn", "0480"),
        ("Odenses", "0461"),
        ("Horsens", "0615"),
        ("Randers Kommune", "0730"),
        ("Elsinore", "0217"),
        ("København K", None),
        ("2200 København N", None),
        ("Christiansø", None),
        ("Region Sjælland", None),
        ("Kommune", None),
        ("s", None),
        ("", None),
    ],
)
def test_a_municipality_is_known_by_every_usual_name_and_no_other(text: str, code: str | None) -> None:
    found = municipality_named(text)
    assert (found.code if found else None) == code


@given(one=ANY_MUNICIPALITY, change=st.sampled_from([str.upper, str.lower, str.title]))
def test_case_and_the_word_kommune_never_matter(one: Municipality, change: Callable[[str], str]) -> None:
    for spelling in one.spellings():
        assert municipality_named(change(spelling)) == one
        assert municipality_named(f"  {change(spelling)} Kommune") == one
    assert municipality_named(change(f"{one.name}s Kommune")) == one


@given(st.text())
def test_any_text_finds_a_municipality_or_none(text: str) -> None:
    found = municipality_named(text)
    assert found is None or found in municipalities()


def test_every_municipality_is_found_by_its_code_and_lies_in_its_region() -> None:
    for one in municipalities():
        assert municipality(one.code) == one
        assert region_of(one.code).code == one.region


def test_every_municipality_is_in_exactly_one_region() -> None:
    listed = [one for home in regions() for one in municipalities_of(home.code)]
    assert len(listed) == len(set(listed)) == 98
    assert all(municipalities_of(home.code) for home in regions())


@pytest.mark.parametrize("code", ["0411", "101", "9999", "", "København"])
def test_an_unknown_code_is_refused_in_danish(code: str) -> None:
    with pytest.raises(NotFound, match="Ingen kommune har koden"):
        municipality(code)
    with pytest.raises(NotFound, match="Ingen kommune har koden"):
        region_of(code)


def test_an_unknown_region_is_refused_in_danish() -> None:
    with pytest.raises(NotFound, match="Ingen region har koden 1086"):
        region("1086")
