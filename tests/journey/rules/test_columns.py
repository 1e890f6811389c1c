"""A million children at once get the statuses that one at a time would get."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journey.rules.lives import days, lives, periods
from tests.journey.small import SMALL

from vugge.journey.queries.law import national_network
from vugge.journey.rules import columns
from vugge.journey.rules.columns import CODES, NOT_ON_ROUTE, plan_columns
from vugge.journey.rules.columns_facts import NEVER, PeriodColumns, RepeatColumns, columns_of, day_number
from vugge.journey.rules.columns_part import joined
from vugge.journey.rules.life import EvidenceFact, LifeFacts, SpellFact
from vugge.journey.rules.plan import Status, plan_of
from vugge.journey.rules.route import Network
from vugge.kit.periods import Period, merged
from vugge.people.rules.kinds import SpellKind

AT_ONCE = 10
TIMES = 200  # so that 2,000 lives are held together
BORN = date(2010, 5, 5)
any_day = days(BORN) | days(date(2000, 1, 31))


def assert_same(network: Network, several: Sequence[LifeFacts], on: date) -> None:
    found = plan_columns(network, columns_of(several), on=on)
    assert found.statuses.shape == (len(several), len(found.stations))
    for place, life in enumerate(several):
        plan = plan_of(network, life, on=on)
        expected = {one.station.id: one.status.value for one in plan.stations}
        row = {
            name: CODES[code]
            for name, code in zip(found.stations, found.statuses[place], strict=True)
            if code != NOT_ON_ROUTE
        }
        assert row == expected, life


@settings(max_examples=TIMES)
@given(st.lists(lives(), min_size=AT_ONCE, max_size=AT_ONCE), any_day)
def test_columns_say_what_the_plans_say(several: list[LifeFacts], on: date) -> None:
    assert_same(SMALL, several, on)


TURNED_17 = date(2026, 1, 15)
ON_THE_EDGE = (
    # a newborn; a stay that ends in the window, one that is long enough on its last day, and one that is not
    LifeFacts(TURNED_17),
    LifeFacts(date(2009, 1, 15), spells=(SpellFact(SpellKind.JOB, Period(date(2025, 12, 1), date(2026, 1, 20))),)),
    LifeFacts(date(2009, 1, 15), spells=(SpellFact(SpellKind.JOB, Period(TURNED_17, date(2026, 2, 15))),)),
    LifeFacts(date(2009, 1, 15), spells=(SpellFact(SpellKind.JOB, Period(TURNED_17, date(2026, 2, 14))),)),
    # two stays that meet, and two with a day between them
    LifeFacts(
        date(2009, 1, 15),
        spells=(
            SpellFact(SpellKind.JOB, Period(date(2026, 1, 1), date(2026, 1, 25))),
            SpellFact(SpellKind.EDUCATION, Period(date(2026, 1, 25), date(2026, 2, 20))),
        ),
    ),
    LifeFacts(
        date(2009, 1, 15),
        spells=(
            SpellFact(SpellKind.JOB, Period(date(2026, 1, 1), date(2026, 1, 25))),
            SpellFact(SpellKind.EDUCATION, Period(date(2026, 1, 26), date(2026, 2, 20))),
        ),
    ),
    # arrived on the day a window closed, and on the day before; and on the day the catching up would end
    LifeFacts(date(2026, 1, 1), arrived=date(2026, 1, 15)),
    LifeFacts(date(2026, 1, 1), arrived=date(2026, 1, 14)),
    LifeFacts(date(2025, 12, 1), arrived=date(2026, 2, 1)),
    LifeFacts(date(2025, 12, 1), arrived=date(2026, 2, 1), evidence=(EvidenceFact("visit", date(2025, 12, 8)),)),
    # evidence on the last day that counts and on the first that does not; newest evidence of two on end
    LifeFacts(date(2025, 12, 15), evidence=(EvidenceFact("visit", date(2026, 2, 14)),)),
    LifeFacts(date(2025, 12, 15), evidence=(EvidenceFact("visit", date(2026, 2, 15)),)),
    LifeFacts(
        date(2022, 12, 1),
        evidence=(
            EvidenceFact("language", date(2026, 1, 20), "focused"),
            EvidenceFact("language", date(2026, 2, 1), "general"),
        ),
    ),
)


def test_columns_say_the_same_day_by_day_on_the_edge() -> None:
    for number in range(70):
        assert_same(SMALL, ON_THE_EDGE, date(2025, 12, 31) + timedelta(days=number))


@pytest.mark.parametrize("years", [0, 1])
def test_a_grade_done_twice_moves_the_same_in_columns(years: int) -> None:
    for number in range(2015, 2026):
        several = [LifeFacts(BORN, repeats=(date(number, 8, 1), date(number + years, 9, 1)))]
        assert_same(SMALL, several, date(2025, 10, 1))


@settings(max_examples=30)
@given(st.data(), any_day)
def test_they_do_on_the_national_route_too(data: st.DataObject, on: date) -> None:
    network = national_network()
    assert_same(network, data.draw(st.lists(lives(network), min_size=AT_ONCE, max_size=AT_ONCE)), on)


@settings(max_examples=20)
@given(st.lists(lives(), min_size=4, max_size=8), any_day)
def test_it_matters_not_how_many_children_are_taken_at_once(several: list[LifeFacts], on: date) -> None:
    whole = plan_columns(SMALL, columns_of(several), on=on).statuses
    with mock.patch.object(columns, "CHILDREN_AT_ONCE", 3):
        assert np.array_equal(plan_columns(SMALL, columns_of(several), on=on).statuses, whole)


@given(st.lists(st.lists(periods(BORN), max_size=4), min_size=1, max_size=4))
def test_joined_periods_are_the_merged_ones(of_children: list[list[Period]]) -> None:
    rows = [(child, one) for child, several in enumerate(of_children) for one in several]
    rows.sort(key=lambda row: (row[0], row[1].start))
    found = joined(
        PeriodColumns(
            np.array([child for child, _ in rows], np.int32),
            np.array([day_number(one.start) for _, one in rows], np.int32),
            np.array([day_number(one.end, missing=NEVER) for _, one in rows], np.int32),
        )
    )
    expected = [
        (child, day_number(one.start), day_number(one.end, missing=NEVER))
        for child, several in enumerate(of_children)
        for one in merged(several)
    ]
    assert list(zip(found.child.tolist(), found.start.tolist(), found.end.tolist(), strict=True)) == expected


def test_no_children_give_no_statuses() -> None:
    assert plan_columns(SMALL, columns_of([]), on=BORN).statuses.shape[0] == 0


def test_no_route_gives_no_stations() -> None:
    assert plan_columns(Network(()), columns_of([LifeFacts(BORN)]), on=BORN).statuses.shape == (1, 0)


def test_rows_out_of_order_are_refused() -> None:
    lives_twice = columns_of([LifeFacts(BORN), LifeFacts(BORN)])
    rows = np.array([1, 0], np.int32)
    with pytest.raises(ValueError, match="in order of child"):
        replace(lives_twice, repeats=RepeatColumns(rows, rows))


def test_a_life_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the calendar"):
        plan_columns(SMALL, columns_of([LifeFacts(date(1700, 1, 1))]), on=BORN)


def test_a_share_is_of_those_with_the_station_on_their_route() -> None:
    seen = LifeFacts(date(2026, 9, 1), evidence=(EvidenceFact("visit", date(2026, 9, 6)),))
    newcomer = LifeFacts(date(2020, 1, 1), arrived=date(2026, 9, 1))
    found = plan_columns(SMALL, columns_of([seen, LifeFacts(date(2026, 9, 1)), newcomer]), on=date(2026, 9, 20))
    assert found.share("first_visit", Status.REACHED) == pytest.approx(1 / 3)
    assert found.share("newcomer", Status.OPEN) == 1
    assert found.of("newcomer").tolist()[:2] == [NOT_ON_ROUTE, NOT_ON_ROUTE]
