"""Law files: a mistake is named with its file and place, and no two versions hold at once."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from vugge.areas.rules.law import CriteriaPackage
from vugge.kit.errors import BadLaw
from vugge.kit.law import STRICT_SHAPE, in_force, load, load_all
from vugge.law import folder


@dataclass(frozen=True)
class Rate:
    """A made-up law: a rate from a day."""

    __pydantic_config__ = STRICT_SHAPE

    rate: Decimal
    valid_from: date
    valid_to: date | None = None


JANUARY, JULY = date(2026, 1, 1), date(2026, 7, 1)


def write(tmp_path: Path, text: str, name: str = "rate.toml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def test_numbers_are_the_exact_decimals_that_were_written(tmp_path: Path) -> None:
    found = load(write(tmp_path, "rate = 2.70\nvalid_from = 2026-01-01"), Rate)
    assert str(found.rate) == "2.70"
    assert found.valid_from == JANUARY


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rate = 1\nvalid_from = 2026-01-01\nraet = 2", "rate.toml har fejl: raet"),
        ("rate = 'three'\nvalid_from = 2026-01-01", "rate.toml har fejl: rate"),
        ("rate = 1", "rate.toml har fejl: valid_from"),
        ("rate = 1\nvalid_from = 2026-02-30", "rate.toml kan ikke læses som TOML"),
        ("rate = ", "rate.toml kan ikke læses som TOML"),
        ("rate = 1\nrate = 2", "rate.toml kan ikke læses som TOML"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_place(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(BadLaw, match=says):
        load(write(tmp_path, text), Rate)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "rate.toml").write_bytes("# æøå".encode("latin-1"))
    with pytest.raises(BadLaw, match=r"rate\.toml kan ikke læses"):
        load(tmp_path / "rate.toml", Rate)


def test_a_folder_is_read_in_order_of_name_without_what_is_left_out(tmp_path: Path) -> None:
    for name, rate in (("b", 2), ("a", 1), ("notes", 9)):
        write(tmp_path, f"rate = {rate}\nvalid_from = 2026-01-01", f"{name}.toml")
    write(tmp_path, "no law", "README.md")
    assert [one.rate for one in load_all(tmp_path, Rate, leaving_out=["notes"])] == [1, 2]


def test_a_package_holds_from_its_first_day_up_to_the_day_it_ends() -> None:
    old, new = Rate(Decimal(1), JANUARY, JULY), Rate(Decimal(2), JULY)
    assert in_force([old, new], date(2025, 12, 31)) is None
    assert in_force([old, new], JANUARY) is old
    assert in_force([old, new], date(2026, 6, 30)) is old
    assert in_force([old, new], JULY) is new


def test_two_packages_at_once_are_a_contradiction() -> None:
    with pytest.raises(BadLaw, match="To lovpakker gælder samtidig den 01-07-2026"):
        in_force([Rate(Decimal(1), JANUARY), Rate(Decimal(2), JULY)], JULY)


def test_two_packages_with_ids_are_named() -> None:
    package = load(folder("areas") / "d_2021.toml", CriteriaPackage)
    with pytest.raises(BadLaw, match="Lovpakkerne areas/d_2021 og areas/e_2027 gælder samtidig den 01-12-2027"):
        in_force([package, replace(package, id="areas/e_2027")], date(2027, 12, 1))


CHANGES = {
    "an unknown key": ("at_least = 3", "at_least = 3\nat_most = 4", r"lists\.0\.at_most"),
    "a word for a number": ("limit = 1000", 'limit = "tusind"', r"lists\.0\.gates\.0\.limit"),
    "an unknown operator": ('operator = "<"', 'operator = "=<"', r"lists\.0\.criteria\.4\.operator"),
    "an unknown measure": ('measure = "income"', 'measure = "wealth"', r"lists\.0\.criteria\.4\.measure"),
    "more than there are": ("at_least = 3", "at_least = 6", r"lists\.0: exposed: 6 af 5 kriterier kan aldrig opfyldes"),
    "no limit at all": ("limit = 2.7", "", r"lists\.0\.criteria\.2: convicted: giv enten limit eller times_national"),
    "two limits": ("limit = 2.7", "limit = 2.7\ntimes_national = 3", r"lists\.0\.criteria\.2: convicted: giv enten"),
    "how many are needed left out": ("at_least = 3", "", r"lists\.0: exposed: skriv i at_least, hvor mange af de 5"),
    "an end before the start": (
        "valid_to = 2018-12-01",
        "valid_to = 2014-02-01",
        r"b_2014\.toml: valid_to 01-02-2014 skal ligge efter valid_from 01-02-2014",
    ),
    "no legal basis": ("legal_basis", "basis", "legal_basis"),
    "a day that is none": ("valid_to = 2018-12-01", 'valid_to = "snart"', "valid_to"),
    "no certainty": ('certainty = "confirmed"', 'certainty = "perhaps"', "certainty"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_mistake_in_a_package_of_criteria_is_named(change: str, tmp_path: Path) -> None:
    before, after, place = CHANGES[change]
    sound = (folder("areas") / "b_2014.toml").read_text(encoding="utf-8")
    assert before in sound
    with pytest.raises(BadLaw, match=rf"Filen b_2014\.toml har fejl: .*{place}"):
        load(write(tmp_path, sound.replace(before, after, 1), "b_2014.toml"), CriteriaPackage)


ORDERS = {
    "a list that comes later": ('requires_list = "exposed"', 'requires_list = "transformation"', "parallel bygger på"),
    "a list that is none of the package": (
        'requires_list = "exposed"',
        'requires_list = "prevention"',
        "parallel bygger",
    ),
    "itself": (
        'requires_list = "exposed"',
        'requires_list = "parallel"',
        "parallel bygger på parallel, som skal stå før",
    ),
    "an unsettled list that is not there": (
        'requires_list = "exposed"',
        'unsettled_on = "prevention"',
        "parallel bygger på prevention",
    ),
    "a list for the second time": ('kind = "transformation"', 'kind = "parallel"', "parallel står to gange"),
}


@pytest.mark.parametrize("change", ORDERS)
def test_a_list_that_cannot_be_built_in_order_is_refused(change: str, tmp_path: Path) -> None:
    """Else the evaluation would stop, or one list would quietly count for another."""
    before, after, says = ORDERS[change]
    sound = (folder("areas") / "c_2018.toml").read_text(encoding="utf-8")
    assert before in sound
    with pytest.raises(BadLaw, match=rf"Filen c_2018\.toml har fejl: c_2018\.toml: {says}"):
        load(write(tmp_path, sound.replace(before, after, 1), "c_2018.toml"), CriteriaPackage)


def test_our_own_checks_speak_the_readers_language(tmp_path: Path) -> None:
    sound = (folder("areas") / "b_2014.toml").read_text(encoding="utf-8")
    with pytest.raises(BadLaw) as refused:
        load(write(tmp_path, sound.replace("at_least = 3", "at_least = 6")), CriteriaPackage)
    english = {"{list}: {needed} af {of} kriterier kan aldrig opfyldes": "{list}: {needed} of {of} can never be met"}
    said = refused.value.sentence.say("en", lambda danish: english.get(danish, danish))
    assert said.endswith("lists.0: exposed: 6 of 5 can never be met")


def test_the_package_without_the_mistake_is_read(tmp_path: Path) -> None:
    sound = (folder("areas") / "b_2014.toml").read_text(encoding="utf-8")
    assert load(write(tmp_path, sound), CriteriaPackage).id == "areas/b_2014"
