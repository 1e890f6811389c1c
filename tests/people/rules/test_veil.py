"""What a sight does not show is not in the value, and nothing locates a protected person, whatever the field."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import sight

from vugge.audit.rules import Category, Level
from vugge.people.rules import values
from vugge.people.rules.kinds import (
    ContactKind,
    CustodyKind,
    Origin,
    ParentKind,
    PersonState,
    ProtectionKind,
    SpellKind,
)
from vugge.people.rules.values import (
    ContactValue,
    CorrectionValue,
    CustodyValue,
    Home,
    MemberValue,
    ParentValue,
    PersonLine,
    PersonValue,
    SpellValue,
)
from vugge.people.rules.veil import Veil, mark_of, plain, veiled

ME, OTHER = UUID(int=1), UUID(int=2)
DAY = date(2024, 5, 6)
HOME = Home(UUID(int=3), "Skjulestien", "7", "st", "tv", "opgang X", "9998", "Gemmested", "0101", "gemmely", 77)
CONTACTS = (
    ContactValue(UUID(int=4), ContactKind.PHONE, "60 70 80 90"),
    ContactValue(UUID(int=5), ContactKind.EMAIL, "sofie@gemmested.example"),
    ContactValue(UUID(int=6), ContactKind.MEETING_PLACE, "Kirkens café på Torvet"),
)
FULL = (
    PersonLine(ME, Level.FULL, "Sofie", "Ærø", DAY, None, PersonState.LIVING),
    PersonValue(
        ME,
        Level.FULL,
        frozenset(),
        given_names="Sofie",
        surname="Ærø",
        born=DAY,
        due=DAY,
        state=PersonState.LIVING,
        died=DAY,
        masked_number="060524-****",
        language="da",
        needs_interpreter=True,
        version=3,
        is_protected=True,
        protections=frozenset({ProtectionKind.SPECIAL}),
        contacts=CONTACTS,
        home=HOME,
    ),
    SpellValue(
        UUID(int=7),
        ME,
        SpellKind.SCHOOL,
        DAY,
        None,
        Origin.STAFF,
        None,
        1,
        78,
        "Gemmeskolen",
        "2. b på Gemmeskolen",
        HOME,
    ),
    MemberValue(UUID(int=8), ME, DAY, DAY),
    CustodyValue(UUID(int=9), ME, OTHER, CustodyKind.MOTHER, DAY, DAY, needs_check=True),
    ParentValue(ME, OTHER, ParentKind.MOTHER),
    CorrectionValue(
        UUID(int=10), ME, "surname", "Æro", "Ærø", "Stavet forkert", datetime(2024, 5, 6, tzinfo=UTC), "person:1"
    ),
)
"""Every kind of value, with every field filled."""

WHAT_LOCATES = (
    "Skjulestien", "9998", "Gemmested", "gemmely", "opgang X", "60 70 80 90", "gemmested.example", "café",
    "Gemmeskolen", "77", "78", "special",
)  # fmt: skip
CATEGORIES = st.frozensets(st.sampled_from(list(Category)))
LEVELS = st.sampled_from((Level.EXISTS, Level.SUMMARY, Level.FULL))


def seen(value: Any, level: Level, categories: frozenset[Category], *, is_protected: bool) -> Any:
    return veiled(value, Veil(sight(ME, *categories, level=level), is_protected=is_protected))


def all_values() -> Iterator[type]:
    return (one for one in vars(values).values() if isinstance(one, type) and one.__module__ == values.__name__)


def test_every_field_of_every_value_says_what_it_takes_to_see_it() -> None:
    parts_of_others = {"ContactValue", "Home", "DuplicateValue"}  # shown or blanked whole, or made of veiled ones
    for value in all_values():
        if value.__name__ not in parts_of_others:
            assert all(mark_of(one) for one in fields(value)), value


def test_no_kind_of_value_is_missing_here() -> None:
    filled = {type(one).__name__ for one in FULL}
    assert {one.__name__ for one in all_values()} - filled == {"ContactValue", "Home", "DuplicateValue"}


def test_every_field_here_is_filled() -> None:
    for value in FULL:
        empty = [one.name for one in fields(value) if getattr(value, one.name) in (None, "", (), 0)]
        assert set(empty) <= {"due", "ends", "corrected_by", "hidden"}, value


@given(level=LEVELS, categories=CATEGORIES)
def test_nothing_locates_a_protected_person(level: Level, categories: frozenset[Category]) -> None:
    without = categories - {Category.LOCATION}
    for value in FULL:
        said = repr(seen(value, level, without, is_protected=True))
        assert [place for place in WHAT_LOCATES if place in said.replace(repr(ME), "")] == []


def test_without_the_veil_it_would_locate() -> None:
    said = "".join(repr(seen(value, Level.FULL, frozenset(Category), is_protected=True)) for value in FULL)
    assert [place for place in WHAT_LOCATES if place not in said] == []


@given(level=LEVELS, categories=CATEGORIES)
def test_an_address_takes_leave_to_locate_whoever_it_is(level: Level, categories: frozenset[Category]) -> None:
    person = seen(FULL[1], level, categories - {Category.LOCATION}, is_protected=False)
    assert (person.home, person.contacts, person.protections) == (None, (), frozenset())


def test_that_somebody_is_protected_is_told_to_whoever_works_with_them_and_how_is_not() -> None:
    outline = seen(FULL[1], Level.SUMMARY, frozenset({Category.IDENTITY}), is_protected=True)
    assert (outline.is_protected, outline.protections, outline.home) == (True, frozenset(), None)
    assert not seen(FULL[1], Level.EXISTS, frozenset(), is_protected=True).is_protected


def test_a_school_is_shown_to_whoever_sees_education_of_somebody_unprotected() -> None:
    spell = seen(FULL[2], Level.SUMMARY, frozenset({Category.EDUCATION}), is_protected=False)
    assert spell.unit_name == "Gemmeskolen"
    assert spell.home is None


@given(level=LEVELS, categories=CATEGORIES, more=st.sampled_from(list(Category)), is_protected=st.booleans())
def test_seeing_more_never_hides_anything(
    level: Level, categories: frozenset[Category], more: Category, is_protected: bool
) -> None:
    for value in FULL:
        less = seen(value, level, categories, is_protected=is_protected)
        wider = seen(value, level, categories | {more}, is_protected=is_protected)
        for one in fields(value):
            if getattr(less, one.name) == getattr(value, one.name):
                assert getattr(wider, one.name) == getattr(value, one.name)


@given(categories=CATEGORIES)
def test_a_number_is_shown_in_full_only(categories: frozenset[Category]) -> None:
    assert seen(FULL[1], Level.SUMMARY, categories, is_protected=False).masked_number == ""


def test_of_somebody_who_exists_one_knows_the_name_and_no_more() -> None:
    line = seen(FULL[0], Level.EXISTS, frozenset(Category), is_protected=False)
    assert line == PersonLine(ME, Level.FULL, "Sofie", "Ærø")


def test_of_somebody_unknown_no_value_can_be_made() -> None:
    with pytest.raises(TypeError, match="needs a default"):
        seen(FULL[0], Level.UNKNOWN, frozenset(Category), is_protected=False)


def test_what_is_withheld_says_nothing_of_whether_it_holds_anything() -> None:
    veil = Veil(sight(ME, Category.IDENTITY), is_protected=False)
    assert veil.hidden == frozenset(Category) - {Category.IDENTITY}


@dataclass(frozen=True)
class Careless:
    id: UUID = field(metadata=plain())
    address: str = ""


def test_a_field_without_a_mark_is_noticed() -> None:
    with pytest.raises(TypeError, match="address does not say"):
        seen(Careless(ME, "Skjulestien"), Level.FULL, frozenset(), is_protected=False)
