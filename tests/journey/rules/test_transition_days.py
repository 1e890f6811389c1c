"""What comes, who is between two places, and what became of it, by the days alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.journey.rules.transition_days import (
    Here,
    Stay,
    Whereabouts,
    between_places,
    coming,
    followup_due,
    still_there,
)
from vugge.journey.rules.transition_law import TransitionLaw
from vugge.kit.law import load
from vugge.law import folder
from vugge.organisations.rules.kinds import UnitKind
from vugge.people.rules.kinds import SpellKind

LAW = load(folder("journey") / "transitions_2024.toml", TransitionLaw)
KINDERGARTEN = Stay(SpellKind.DAYCARE, date(2023, 2, 1), unit=1)
NURSERY = Stay(SpellKind.DAYCARE, date(2024, 2, 1), unit=2)
SCHOOL = Stay(SpellKind.SCHOOL, date(2019, 8, 1), unit=3)
AT_KINDERGARTEN = Here(1, UnitKind.KINDERGARTEN)
AT_NURSERY = Here(2, UnitKind.NURSERY)
AT_SCHOOL = Here(3, UnitKind.SCHOOL)
AT_FAMILY_CENTRE = Here(8, UnitKind.FAMILY_CENTRE)
AT_HEALTH_VISITING = Here(9, UnitKind.HEALTH_VISITING)


def kinds(where: Whereabouts, at: Here, today: date) -> dict[str, date]:
    """Return what comes, by kind."""
    found = coming(where, at=at, law=LAW, today=today)
    return {one.value.kind.id: one.value.expected_on for one in found}


@pytest.mark.parametrize(
    ("today", "is_open"),
    [(date(2025, 9, 30), False), (date(2025, 10, 1), True), (date(2026, 9, 30), True), (date(2026, 10, 1), False)],
)
def test_school_comes_ten_months_before_the_august_of_the_year_of_six(today: date, *, is_open: bool) -> None:
    born_in_december = Whereabouts(date(2020, 12, 31), None, (KINDERGARTEN,))
    found = kinds(born_in_december, AT_KINDERGARTEN, today)
    assert found == ({"daycare_to_school": date(2026, 8, 1)} if is_open else {})


def test_a_granted_later_start_moves_every_school_day() -> None:
    late = Whereabouts(date(2020, 3, 1), None, (KINDERGARTEN,), school_start=date(2027, 8, 1))
    assert kinds(late, AT_KINDERGARTEN, date(2026, 9, 1)) == {}
    assert kinds(late, AT_KINDERGARTEN, date(2026, 11, 1)) == {"daycare_to_school": date(2027, 8, 1)}


def test_only_the_place_where_the_child_is_is_reminded() -> None:
    where = Whereabouts(date(2020, 3, 1), None, (KINDERGARTEN,))
    assert kinds(where, AT_SCHOOL, date(2026, 1, 1)) == {}
    assert kinds(where, AT_NURSERY, date(2026, 1, 1)) == {}
    assert kinds(where, Here(77, UnitKind.KINDERGARTEN), date(2026, 1, 1)) == {}


def test_a_child_awaited_goes_to_the_health_visitor() -> None:
    where = Whereabouts(None, date(2027, 1, 10), ())
    assert kinds(where, AT_FAMILY_CENTRE, date(2026, 11, 1)) == {"pregnancy_to_health_visiting": date(2027, 1, 10)}
    assert kinds(where, AT_FAMILY_CENTRE, date(2026, 10, 9)) == {}


def test_a_child_at_home_is_expected_in_day_care_until_it_has_a_place() -> None:
    at_home = Whereabouts(date(2026, 3, 1), None, ())
    assert "health_visiting_to_daycare" in kinds(at_home, AT_HEALTH_VISITING, date(2026, 11, 1))
    signed_up = Whereabouts(date(2026, 3, 1), None, (Stay(SpellKind.DAYCARE, date(2027, 2, 1)),))
    assert kinds(signed_up, AT_HEALTH_VISITING, date(2026, 11, 1)) == {}


def test_nursery_leads_to_kindergarten_by_age() -> None:
    where = Whereabouts(date(2024, 1, 15), None, (NURSERY,))
    assert kinds(where, AT_NURSERY, date(2026, 8, 1)) == {"nursery_to_kindergarten": date(2026, 11, 15)}


def test_school_leads_to_youth_education_when_one_turns_sixteen() -> None:
    where = Whereabouts(date(2011, 5, 30), None, (SCHOOL,))
    assert kinds(where, AT_SCHOOL, date(2026, 6, 1)) == {"school_to_youth_education": date(2027, 8, 1)}


def test_a_place_that_ends_is_a_move_unless_the_next_is_known() -> None:
    ends = Stay(SpellKind.SCHOOL, date(2019, 8, 1), date(2026, 12, 1), unit=3)
    assert kinds(Whereabouts(date(2014, 5, 30), None, (ends,)), AT_SCHOOL, date(2026, 11, 1)) == {
        "move_institution": date(2026, 12, 1)
    }
    goes_on = Stay(SpellKind.SCHOOL, date(2026, 12, 1), unit=4)
    assert kinds(Whereabouts(date(2014, 5, 30), None, (ends, goes_on)), AT_SCHOOL, date(2026, 11, 1)) == {}


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(days, days, days)
def test_what_comes_is_open_by_its_day_and_says_why(born: date, begins: date, today: date) -> None:
    where = Whereabouts(born, None, (Stay(SpellKind.DAYCARE, begins, unit=1),))
    for one in coming(where, at=AT_KINDERGARTEN, law=LAW, today=today):
        assert one.value.opens_on <= today
        assert str(one.because.sentence)


def test_who_left_one_place_and_came_to_none_is_between_two() -> None:
    left = Stay(SpellKind.DAYCARE, date(2023, 2, 1), date(2026, 10, 1), unit=1)
    where = Whereabouts(date(2020, 6, 1), None, (left,))
    found = between_places(where, law=LAW, today=date(2026, 11, 23))
    assert found is not None
    assert (found.value.left, found.value.since) == (SpellKind.DAYCARE, date(2026, 10, 1))
    assert "01-10-2026" in str(found.because.sentence)


@pytest.mark.parametrize("today", [date(2026, 10, 14), date(2027, 10, 1)])
def test_nobody_is_between_two_places_at_once_or_for_ever(today: date) -> None:
    left = Stay(SpellKind.DAYCARE, date(2023, 2, 1), date(2026, 10, 1), unit=1)
    assert between_places(Whereabouts(date(2020, 6, 1), None, (left,)), law=LAW, today=today) is None


@pytest.mark.parametrize("nxt", [SpellKind.SCHOOL, SpellKind.DAYCARE, SpellKind.EDUCATION, SpellKind.JOB])
@pytest.mark.parametrize("begins", [date(2026, 10, 1), date(2027, 1, 1)])
def test_who_has_a_place_or_will_have_one_is_not_between_two(nxt: SpellKind, begins: date) -> None:
    left = Stay(SpellKind.SCHOOL, date(2019, 8, 1), date(2026, 10, 1), unit=3)
    where = Whereabouts(date(2011, 6, 1), None, (left, Stay(nxt, begins)))
    assert between_places(where, law=LAW, today=date(2026, 11, 23)) is None


@pytest.mark.parametrize("born", [None, date(2008, 11, 23)])
def test_nobody_is_asked_about_a_grown_up_or_an_unborn(born: date | None) -> None:
    left = Stay(SpellKind.SCHOOL, date(2019, 8, 1), date(2026, 10, 1), unit=3)
    assert between_places(Whereabouts(born, None, (left,)), law=LAW, today=date(2026, 11, 23)) is None


@given(st.lists(st.tuples(days, st.one_of(st.none(), st.integers(1, 2000))), max_size=4), days)
def test_whoever_is_somewhere_is_never_said_to_be_nowhere(stays: list[tuple[date, int | None]], today: date) -> None:
    places = tuple(
        Stay(SpellKind.SCHOOL, begins, None if length is None else begins + timedelta(days=length))
        for begins, length in stays
    )
    if between_places(Whereabouts(date(2019, 1, 1), None, places), law=LAW, today=today):
        assert not any(one.holds_on(today) for one in places)


def test_it_is_asked_after_three_and_after_twelve_months() -> None:
    arrived = date(2026, 8, 31)
    assert followup_due(arrived, (), law=LAW) == (3, date(2026, 11, 30))
    assert followup_due(arrived, (3,), law=LAW) == (12, date(2027, 8, 31))
    assert followup_due(arrived, (3, 12), law=LAW) is None


def test_the_places_on_file_answer_where_they_can() -> None:
    assert still_there((SCHOOL,), 3, on=date(2026, 11, 1)).value is True
    assert still_there((SCHOOL,), 4, on=date(2026, 11, 1)).value is None
    ended = Stay(SpellKind.SCHOOL, date(2019, 8, 1), date(2026, 10, 1), unit=3)
    assert still_there((ended,), 3, on=date(2026, 11, 1)).value is False
    assert still_there((ended, Stay(SpellKind.HOME, date(2019, 8, 1))), None, on=date(2026, 11, 1)).value is None
