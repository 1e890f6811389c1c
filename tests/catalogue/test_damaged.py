"""A damaged catalogue is refused with a sentence that names the file and what is wrong there."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from vugge.catalogue.reading import catalogue, read_catalogue
from vugge.kit.errors import BadLaw

REGIONS, MUNICIPALITIES = "places/regions.toml", "places/municipalities.toml"
IDENTITIES, FLAGS, SOURCES = "areas/identities.toml", "areas/flags.toml", "sources.toml"
NOTES, INFERRED, COMBINED = "areas/notes.csv", "areas/inferred_membership.csv", "areas/kombineret_2024.csv"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the catalogue's files that a test may spoil."""
    with as_file(files("vugge.catalogue")) as home:
        return Path(shutil.copytree(home, tmp_path / "catalogue"))


def spoil(folder: Path, name: str, *, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_untouched_copy_reads_the_same(copy: Path) -> None:
    assert read_catalogue(copy) == catalogue()


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (REGIONS, 'code = "1081"', 'code = "181"', "regions.0.code"),
        (REGIONS, 'code = "1082"', 'code = "1081"', "1081 to gange"),
        (REGIONS, "[[regions]]", "[[regions", "TOML"),
        (REGIONS, 'certainty = "confirmed"', 'certainty = "sure"', "certainty"),
        (MUNICIPALITIES, 'name = "Ballerup"', 'nmae = "Ballerup"', "nmae"),
        (MUNICIPALITIES, 'region = "1084"', 'region = "1086"', "1086 findes ikke"),
        (MUNICIPALITIES, 'code = "0147"', 'code = "0101"', "0101 to gange"),
        (MUNICIPALITIES, 'name = "Ballerup"', 'name = "Århus"', "aarhus"),
        (MUNICIPALITIES, "valid_from = 2007-01-01", "valid_from = 2007-13-01", "TOML"),
        (IDENTITIES, 'key = "gellerup"', 'key = "Gellerup"', "key"),
        (IDENTITIES, 'key = "gellerup"', 'key = "bispehaven"', "bispehaven to gange"),
        (IDENTITIES, 'municipality = "0580"', 'municipality = "0411"', "0411 findes ikke"),
        (IDENTITIES, 'name = "Trigeparken"', 'name = "BISPEHAVEN"', "bispehaven"),
        (IDENTITIES, 'others = ["stengaardsvej"]', 'others = ["nowhere"]', "nowhere findes ikke"),
        (IDENTITIES, 'names = [{ name = "Løvvangen" }]', "names = []", "names"),
        (IDENTITIES, 'kind = "split"', 'kind = "melted"', "kind"),
        (FLAGS, 'key = "rounded"', 'key = "carried_over"', "carried_over to gange"),
        (FLAGS, "warns = false", 'warns = "perhaps"', "warns"),
        (SOURCES, 'key = "politiken"', 'key = "dr"', "dr to gange"),
        (SOURCES, 'kind = "law"', 'kind = "rumour"', "kind"),
        (SOURCES, "https://danskelove.dk", "danskelove.dk", "url"),
        (NOTES, "year,area", "aar,area", "skal begynde med kolonnerne"),
        (NOTES, "2011,Agervang", "twenty,Agervang", "linje 2: year"),
        (NOTES, "2011,Agervang", "2011,Agervang,", "linje 2: 7 felter"),
        (NOTES, "carried_over", "made_up", "made_up findes ikke"),
        (NOTES, "2011,Agervang,", '2011,"Agervang,', "notes.csv"),
        (INFERRED, "2011-10-01", "2011-10-32", "linje 2: list_day"),
        (COMBINED, ",40.7,", ",40.7%,", "linje 2: outside_labour_market"),
        (COMBINED, "2024,Byparken/Skovparken", "2024,", "linje 2: area"),
    ],
)
def test_a_damaged_file_is_refused_by_name_and_place(copy: Path, name: str, old: str, new: str, says: str) -> None:
    spoil(copy, name, old=old, new=new)
    with pytest.raises(BadLaw) as refusal:
        read_catalogue(copy)
    said = refusal.value.sentence.say()
    assert Path(name).name in said
    assert says in said


@pytest.mark.parametrize("name", [REGIONS, IDENTITIES, SOURCES, NOTES, COMBINED])
def test_a_file_in_another_encoding_is_refused_by_name(copy: Path, name: str) -> None:
    text = (copy / name).read_text(encoding="utf-8")
    (copy / name).write_bytes(text.encode("latin-1", errors="replace"))
    with pytest.raises(BadLaw, match=Path(name).name):
        read_catalogue(copy)


@pytest.mark.parametrize("name", [REGIONS, MUNICIPALITIES, IDENTITIES, FLAGS, SOURCES, NOTES, INFERRED, COMBINED])
def test_an_empty_file_is_refused_by_name(copy: Path, name: str) -> None:
    (copy / name).write_text("", encoding="utf-8")
    with pytest.raises(BadLaw, match=Path(name).name):
        read_catalogue(copy)


@pytest.mark.parametrize("name", [NOTES, COMBINED])
def test_a_row_cut_short_is_refused_with_its_line(copy: Path, name: str) -> None:
    lines = (copy / name).read_text(encoding="utf-8").splitlines()
    (copy / name).write_text("\n".join([*lines[:3], "2024"]), encoding="utf-8")
    with pytest.raises(BadLaw, match="linje 4: 1 felter"):
        read_catalogue(copy)
