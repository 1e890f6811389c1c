"""Any name can be stored, found and put in order, in any script and however it is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.people.rules.names import cleaned, folded, full_name, name_query, order_key

SAME = (
    ("Søren", "SØREN", "soeren", "Sören", "soren"),
    ("Åge", "Aage", "A\u030age", "åge"),
    ("Ærø", "ÆRØ", "aeroe", "aero"),
    ("Yılmaz", "YILMAZ", "yilmaz", "Yilmaz"),
    ("İbrahim", "ibrahim", "IBRAHIM"),
    ("Léa", "Le\u0301a", "lea"),
    ("محمد", "مُحَمَّد", "محـمد"),
    ("أحمد", "احمد"),
    ("Nguyễn", unicodedata.normalize("NFD", "Nguyễn"), "nguyen"),
)
NAMES = st.text(st.characters(codec="utf-8"), max_size=30)


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_of_one_name_find_each_other(spellings: tuple[str, ...]) -> None:
    assert len({folded(one) for one in spellings}) == 1
    assert folded(spellings[0]).strip()


@pytest.mark.parametrize(("one", "other"), [("Anna", "Anne"), ("Åse", "Ase"), ("محمد", "أحمد"), ("Bo", "Ib")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(NAMES)
def test_the_way_letters_are_composed_does_not_matter(name: str) -> None:
    assert folded(unicodedata.normalize("NFC", name)) == folded(unicodedata.normalize("NFD", name))


@given(NAMES)
def test_cleaning_twice_changes_nothing(name: str) -> None:
    assert cleaned(cleaned(name)) == cleaned(name)


@given(NAMES)
def test_a_stored_name_never_turns_the_page_around(name: str) -> None:
    assert not set(cleaned(name + "\u202e\u2066\u200f")) & set(
        "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\0"
    )


@given(NAMES, NAMES)
def test_every_beginning_of_every_part_is_found(given_names: str, surname: str) -> None:
    whole = folded(given_names, surname)
    for part in whole.split():
        for length in range(1, len(part) + 1):
            (wanted,) = name_query(part[:length]) or ("",)
            assert wanted in whole


def test_parts_are_found_in_any_order() -> None:
    assert all(wanted in folded("Anna Maria", "Holm-Hansen") for wanted in name_query("hans mar"))


def test_what_stands_inside_a_part_is_not_found() -> None:
    assert name_query("olm")[0] not in folded("Anna", "Holm")


def test_nothing_is_no_query() -> None:
    assert name_query(" -–. ") == ()


def test_one_letter_is_a_name() -> None:
    assert (cleaned("Ø"), full_name("Ø", ""), folded("Ø")) == ("Ø", "Ø", " o")


def test_persons_stand_in_danish_order() -> None:
    people = [
        ("Åse", "Ågård"),
        ("Bo", "Aagaard"),
        ("Eva", "Ørsted"),
        ("Ida", "Ærø"),
        ("Kim", "Zink"),
        ("Ib", "Abel"),
        ("Ø", ""),
    ]
    ordered = sorted(people, key=lambda one: order_key(*one))
    assert [surname or given for given, surname in ordered] == [
        "Abel", "Zink", "Ærø", "Ø", "Ørsted", "Aagaard", "Ågård",
    ]  # fmt: skip


@given(NAMES, NAMES)
def test_the_key_of_order_is_the_same_in_every_language_of_a_database(given_names: str, surname: str) -> None:
    assert set(order_key(given_names, surname)) <= set("0123456789abcdef")
    assert len(order_key(given_names, surname)) <= 128
