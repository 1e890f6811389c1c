"""The regions and municipalities in the catalogue are the country's."""

from collections import Counter
from datetime import date

import pytest

from vugge.catalogue.names import place_key
from vugge.catalogue.reading import municipalities, regions

NORTH, CENTRAL, SOUTH, CAPITAL, ZEALAND = "1081", "1082", "1083", "1084", "1085"


def test_there_are_five_regions_and_98_municipalities() -> None:
    assert [region.code for region in regions()] == [NORTH, CENTRAL, SOUTH, CAPITAL, ZEALAND]
    assert len(municipalities()) == 98


def test_every_region_has_as_many_municipalities_as_the_reform_gave_it() -> None:
    counts = Counter(one.region for one in municipalities())
    assert counts == {CAPITAL: 29, ZEALAND: 17, SOUTH: 22, CENTRAL: 19, NORTH: 11}


def test_codes_rise_and_no_code_or_name_is_used_twice() -> None:
    codes = [one.code for one in municipalities()]
    assert codes == sorted(set(codes))
    assert len({one.name for one in municipalities()}) == 98


def test_christiansoe_is_no_municipality() -> None:
    assert "0411" not in {one.code for one in municipalities()}
    assert "Christiansø" not in {one.name for one in municipalities()}


@pytest.mark.parametrize(
    ("code", "name", "official", "region"),
    [
        ("0101", "København", "Københavns Kommune", CAPITAL),
        ("0253", "Greve", "Greve Kommune", ZEALAND),
        ("0260", "Halsnæs", "Halsnæs Kommune", CAPITAL),
        ("0400", "Bornholm", "Bornholms Regionskommune", CAPITAL),
        ("0480", "Nordfyns", "Nordfyns Kommune", SOUTH),
        ("0615", "Horsens", "Horsens Kommune", CENTRAL),
        ("0630", "Vejle", "Vejle Kommune", SOUTH),
        ("0766", "Hedensted", "Hedensted Kommune", CENTRAL),
        ("0787", "Thisted", "Thisted Kommune", NORTH),
        ("0791", "Viborg", "Viborg Kommune", CENTRAL),
        ("0820", "Vesthimmerlands", "Vesthimmerlands Kommune", NORTH),
        ("0860", "Hjørring", "Hjørring Kommune", NORTH),
    ],
)
def test_a_municipality_has_its_official_code_name_and_region(code: str, name: str, official: str, region: str) -> None:
    [one] = [one for one in municipalities() if one.code == code]
    assert (one.name, one.official_name, one.region) == (name, official, region)


def test_only_copenhagen_has_an_english_name_of_its_own() -> None:
    assert [one.label.en for one in municipalities() if one.english] == ["Copenhagen"]
    assert all(one.label.en for one in municipalities())


def test_official_names_begin_with_the_name() -> None:
    for one in municipalities():
        assert place_key(one.official_name) in {place_key(one.name), f"{place_key(one.name)}s"}


def test_two_regions_carry_the_remark_that_they_merge_in_2027() -> None:
    merging = {region.code: [remark.on for remark in region.remarks] for region in regions() if region.remarks}
    assert merging == {CAPITAL: [date(2027, 1, 1)], ZEALAND: [date(2027, 1, 1)]}
