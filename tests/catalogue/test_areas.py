"""The areas in the catalogue: one identity through all names, and every printed name finds its own."""

import csv
import io
import unicodedata

import pytest

from vugge.catalogue.finding import area_named, areas_named
from vugge.catalogue.names import place_key, slug
from vugge.catalogue.reading import (
    area_identities,
    combined_letting,
    figure_notes,
    flags,
    inferred_memberships,
    lists_file,
    municipalities,
)
from vugge.catalogue.shapes import EVERYTHING, AreaIdentity, ChangeKind
from vugge.kit.explained import Certainty

ODENSE, ESBJERG, KOLDING, SVENDBORG, SLAGELSE, HOLBAEK = "0461", "0561", "0621", "0479", "0330", "0316"


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(lists_file().read_text(encoding="utf-8"), newline="")))


def area(key: str) -> AreaIdentity:
    [found] = [one for one in area_identities() if one.key == key]
    return found


def printed_names() -> set[tuple[str, str]]:
    """Return every area and municipality as printed in any of the files."""
    return {
        *((row["area"], row["municipality"]) for row in rows()),
        *((one.area, one.municipality) for one in inferred_memberships()),
        *((one.area, one.municipality) for one in combined_letting()),
    }


def code_of(municipality: str) -> str:
    [found] = [one.code for one in municipalities() if place_key(one.name) == place_key(municipality)]
    return found


def test_every_printed_name_belongs_to_exactly_one_area() -> None:
    for name, municipality in sorted(printed_names()):
        code = code_of(municipality)
        owners = [one for one in areas_named(name) if one.municipality == code]
        assert len(owners) == 1, (name, municipality)
        assert area_named(name, municipality=code) == owners[0]


def test_every_area_but_the_row_houses_of_esbjerg_is_met_in_the_files() -> None:
    met = {area_named(name, municipality=code_of(municipality)) for name, municipality in printed_names()}
    assert {one.key for one in area_identities() if one not in met} == {"ringparken_esbjerg"}


def test_no_area_stands_twice_in_one_year() -> None:
    stands = [(row["year"], area_named(row["area"], municipality=code_of(row["municipality"]))) for row in rows()]
    assert len(stands) == len(set(stands))


def test_keys_are_unique() -> None:
    keys = [one.key for one in area_identities()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Ringparken", {"ringparken_slagelse", "ringparken_esbjerg"}),
        ("Skovparken", {"skovvejen_skovparken", "byparken_svendborg"}),
        ("ta\u030astrupga\u030ard", {"taastrupgaard"}),
        ("AGERVANG MV.", {"agervang"}),
        ("Nowhere", set()),
    ],
)
def test_a_name_finds_every_area_that_bears_it(name: str, keys: set[str]) -> None:
    assert {one.key for one in areas_named(name)} == keys


def test_one_name_in_two_municipalities_is_two_areas() -> None:
    assert area_named("Ringparken", municipality=SLAGELSE) == area("ringparken_slagelse")
    assert area_named("Ringparken", municipality=ESBJERG) == area("ringparken_esbjerg")
    assert area_named("Skovparken/Skovvejen", municipality=KOLDING) == area("skovvejen_skovparken")
    assert area_named("Byparken/Skovparken", municipality=SVENDBORG) == area("byparken_svendborg")
    assert area_named("Ringparken", municipality=ODENSE) is None


def test_agervang_is_called_groenneparken_from_2022() -> None:
    agervang = area("agervang")
    assert [agervang.name_in(year) for year in (2010, 2021, 2022, 2026)] == [
        "Agervang",
        "Agervang",
        "Grønneparken",
        "Grønneparken",
    ]
    assert agervang.name == "Grønneparken"
    assert area_named("Grønneparken (tidl. Agervang)", municipality=HOLBAEK) == agervang


def test_an_assumed_identity_says_that_it_is_uncertain() -> None:
    [change] = area("kvaglund_hedelundgaard").changes
    assert (change.kind, change.certainty, change.comparable) == (
        ChangeKind.RENAMED,
        Certainty.UNCERTAIN,
        False,
    )


def test_figures_across_a_split_are_not_comparable() -> None:
    for one in area_identities():
        for change in one.changes:
            assert change.kind is ChangeKind.RENAMED or not change.comparable, one.key
    assert [change.year for change in area("stengaardsvej").changes] == [2019]
    assert area("stengaardsvej").changes[0].others == ("ringparken_esbjerg",)
    assert [change.kind for change in area("vollsmose").changes] == [ChangeKind.SPLIT]


def test_too_few_residents_is_a_remark_and_not_a_change() -> None:
    mjoelnerparken = area("mjoelnerparken")
    assert not mjoelnerparken.changes
    assert [remark.on.year for remark in mjoelnerparken.remarks] == [2023]


def test_every_note_is_about_a_row_and_a_column_that_are_there() -> None:
    table = rows()
    columns = set(table[0])
    for note in figure_notes():
        about = [row for row in table if row["year"] == str(note.year) and note.area in (EVERYTHING, row["area"])]
        assert about, (note.year, note.area)
        assert set(note.columns) <= {*columns, EVERYTHING}, note


def test_every_flag_in_use_is_explained_in_both_languages() -> None:
    known = {flag.key: flag for flag in flags()}
    for key in {note.flag for note in figure_notes()}:
        assert known[key].explanation.da != known[key].explanation.en


def test_texts_are_composed_and_free_of_stray_spaces() -> None:
    for row in rows():
        for cell in row.values():
            assert cell == unicodedata.normalize("NFC", cell).strip()


def test_no_list_is_known_from_more_areas_than_it_had() -> None:
    days = [one.list_day.isoformat() for one in inferred_memberships()]
    assert (days.count("2011-10-01"), days.count("2014-02-01")) == (28, 33)
    assert len(combined_letting()) == 8


@pytest.mark.parametrize(
    ("name", "municipality", "key"),
    [
        ("Ringparken", "Esbjerg", "ringparken_esbjerg"),
        ("Ringparken, Slagelse", "Slagelse", "ringparken_slagelse"),
        ("Nørager/Søstjernevej m.fl", "Sønderborg", "noerager_soestjernevej_m_fl_soenderborg"),
        ("Blågården", "København", "blaagaarden_koebenhavn"),
        ("Odense", "Odense", "odense"),
    ],
)
def test_a_new_area_gets_a_plain_key_with_its_municipality(name: str, municipality: str, key: str) -> None:
    assert slug(name, municipality) == key
