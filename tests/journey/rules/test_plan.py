"""The plan of one child, told by examples on the small route."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.journey.small import CHANGE, SMALL, age, station

from vugge.audit.rules import Category
from vugge.journey.rules.anchors import Dates, day_of
from vugge.journey.rules.conditions import is_fitting_value
from vugge.journey.rules.life import EvidenceFact, LifeFacts, SpellFact
from vugge.journey.rules.plan import StationPlan, Status, plan_of
from vugge.journey.rules.route import Anchor, ConditionKind, Edition, Line, Moment, Network, Proof, ProofKind, Station
from vugge.kit.periods import Period
from vugge.people.rules.kinds import SpellKind

BORN = date(2026, 3, 1)


def at(name: str, life: LifeFacts, on: date, network: Network = SMALL) -> StationPlan:
    found = plan_of(network, life, on=on).find(name)
    assert found is not None
    return found


def _with(changed: Station) -> Edition:
    first = SMALL.editions[0]
    return replace(first, valid_to=None, stations={**first.stations, changed.id: changed})


def status(name: str, life: LifeFacts, on: date) -> Status:
    return at(name, life, on).status.value


def seen(measure: str, on: date, value: str = "") -> EvidenceFact:
    return EvidenceFact(measure, on, value)


def test_a_window_opens_closes_and_is_missed() -> None:
    life = LifeFacts(BORN)
    days = [
        date(2026, 3, 4),
        date(2026, 3, 5),
        date(2026, 3, 11),
        date(2026, 3, 12),
        date(2026, 3, 14),
        date(2026, 3, 15),
    ]
    assert [status("first_visit", life, day) for day in days] == [
        Status.NOT_YET, Status.OPEN, Status.OPEN, Status.CLOSING, Status.CLOSING, Status.MISSED,
    ]  # fmt: skip


def test_a_missed_station_says_what_to_do_now_and_until_when() -> None:
    life = LifeFacts(BORN)
    missed = at("first_visit", life, date(2026, 3, 20))
    assert missed.do_now == missed.station.if_missed
    assert missed.still_until == date(2026, 5, 1)
    assert at("first_visit", life, date(2026, 5, 1)).still_until is None


def test_what_is_done_when_it_is_no_longer_worth_it_does_not_count() -> None:
    late = LifeFacts(BORN, evidence=(seen("visit", date(2026, 4, 30)),))
    too_late = LifeFacts(BORN, evidence=(seen("visit", date(2026, 5, 1)),))
    assert status("first_visit", late, date(2026, 6, 1)) is Status.REACHED_LATE
    assert status("first_visit", too_late, date(2026, 6, 1)) is Status.MISSED


def test_tomorrows_evidence_shows_nothing_today() -> None:
    life = LifeFacts(BORN, evidence=(seen("visit", date(2026, 3, 6)),))
    assert status("first_visit", life, date(2026, 3, 5)) is Status.OPEN
    assert status("first_visit", life, date(2026, 3, 6)) is Status.REACHED


def test_a_reached_station_names_the_first_day_and_its_evidence() -> None:
    first, second = seen("visit", date(2026, 3, 6)), seen("visit", date(2026, 3, 9))
    reached = at("first_visit", LifeFacts(BORN, evidence=(second, first)), date(2026, 4, 1))
    assert (reached.reached_on, reached.shown_by) == (first.on, first)


@pytest.mark.parametrize(("within", "expected"), [(30, Status.CLOSING), (29, Status.OPEN)])
def test_how_soon_a_window_is_closing_can_be_said(within: int, expected: Status) -> None:
    plan = plan_of(SMALL, LifeFacts(date(2023, 1, 1)), on=date(2026, 12, 2), closing_within=within)
    found = plan.find("language")
    assert found is not None
    assert found.days_left == 30
    assert found.status.value is expected


def test_a_station_waits_for_those_before_it() -> None:
    life = LifeFacts(BORN)
    assert at("vaccine_2", life, date(2027, 7, 1)).waits_for == ("vaccine_1",)
    vaccinated = LifeFacts(BORN, evidence=(seen("vaccine", date(2026, 6, 1)),))
    assert at("vaccine_2", vaccinated, date(2027, 7, 1)).waits_for == ()


def test_a_station_waits_for_none_that_the_viewer_may_not_see() -> None:
    waiting = replace(SMALL.editions[0].stations["language"], after=("vaccine_1",))
    network = replace(SMALL, editions=(_with(waiting),))
    life = LifeFacts(BORN)
    assert at("language", life, date(2029, 4, 1), network).waits_for == ("vaccine_1",)
    blind = replace(life, hidden=frozenset({Category.SUPPORT}))
    assert at("language", blind, date(2029, 4, 1), network).waits_for == ()


def test_what_begun_under_the_older_route_goes_on_under_it() -> None:
    before = LifeFacts(CHANGE - timedelta(days=366 + 90))
    assert at("development", before, date(2026, 1, 1)).edition == "old"
    assert at("development", LifeFacts(CHANGE), date(2026, 1, 1)).edition == "new"


def test_a_child_between_two_editions_gets_the_newer_one() -> None:
    """By the older route the vaccine comes after the change, by the newer one it came before."""
    life = LifeFacts(date(2024, 5, 15))
    found = at("vaccine_1", life, date(2026, 1, 1))
    assert (found.edition, found.opens) == ("new", date(2024, 7, 15))


def test_a_child_that_both_editions_would_have_gets_the_older_one() -> None:
    """The older route opens it on 15 July, before the change; the newer on 15 August, after it."""
    found = at("development", LifeFacts(date(2023, 11, 15)), date(2026, 1, 1))
    assert (found.edition, found.opens) == ("old", date(2024, 7, 15))


def test_a_new_station_is_not_for_those_whose_time_had_come_before() -> None:
    assert plan_of(SMALL, LifeFacts(date(2010, 1, 1)), on=date(2026, 1, 1)).find("guidance") is not None
    assert plan_of(SMALL, LifeFacts(date(2009, 1, 1)), on=date(2026, 1, 1)).find("guidance") is None
    assert plan_of(SMALL, LifeFacts(date(2009, 1, 1)), on=date(2026, 1, 1)).find("readiness") is not None


def test_before_the_first_edition_the_first_one_stands() -> None:
    assert at("first_visit", LifeFacts(date(1999, 1, 1)), date(2026, 1, 1)).edition == "old"


def test_the_route_is_told_in_order_of_time_and_line() -> None:
    plan = plan_of(SMALL, LifeFacts(BORN, due=BORN), on=BORN)
    opens = [one.opens for one in plan.stations if one.opens]
    assert opens == sorted(opens)
    assert [one.station.id for one in plan.on_line(Line.FAMILY)] == ["midwife", "book_gift"]


def test_without_a_route_there_is_an_empty_plan() -> None:
    assert plan_of(Network(()), LifeFacts(BORN), on=BORN).stations == ()


def test_why_names_rule_package_law_facts_and_sources() -> None:
    life = LifeFacts(date(2023, 1, 1), evidence=(seen("language", date(2026, 2, 1), "focused"),))
    because = at("language", life, date(2026, 3, 1)).status.because
    assert because.sentence.say() == "Nået den 01-02-2026. Det viser »language«."
    assert (because.rule, because.package) == ("journey.reached", "journey/new")
    assert because.sources
    assert [(one.name, one.value) for one in because.inputs][-1][1] == SMALL.measures["language"].values["focused"]
    assert because.parts[0].rule == "journey.edition"


def test_a_condition_that_fails_is_the_reason() -> None:
    found = at("learning_offer", LifeFacts(date(2025, 1, 1)), date(2026, 2, 1))
    assert found.status.value is Status.NOT_RELEVANT
    assert found.status.because.sentence.say() == (
        "Stationen er ikke for dette barn: Den 01-02-2026 bor barnet ikke i et udsat boligområde."
    )


def test_a_reached_station_says_that_one_day_was_enough() -> None:
    life = LifeFacts(
        date(2025, 1, 1),
        in_listed=(Period(date(2025, 1, 1)),),
        spells=(SpellFact(SpellKind.DAYCARE, Period(date(2026, 3, 1))),),
    )
    said = [part.sentence.say() for part in at("learning_offer", life, date(2026, 4, 1)).status.because.parts]
    assert "En eller flere dage fra 01-01-2026 til og med 01-04-2026 er barnet ikke i dagtilbud." in said


def test_the_newest_evidence_decides_a_condition() -> None:
    first, second = seen("language", date(2026, 2, 10), "focused"), seen("language", date(2026, 4, 1), "general")
    life = LifeFacts(date(2023, 1, 1), evidence=(second, first))
    assert status("language_help", life, date(2026, 3, 1)) is Status.OPEN
    assert status("language_help", life, date(2026, 4, 1)) is Status.NOT_RELEVANT


@pytest.mark.parametrize(
    ("value", "fits"), [("0.1", True), ("0.10", True), ("0.09", False), ("", False), ("x", False), ("NaN", False)]
)
def test_a_number_is_compared_as_a_number(value: str, fits: bool) -> None:
    assert is_fitting_value(value, Proof(ProofKind.EVIDENCE, measure="absence", at_least=Decimal("0.1"))) is fits


@pytest.mark.parametrize(
    ("born", "moment", "expected"),
    [
        (date(2020, 2, 29), Moment(Anchor.BIRTH, years=1), date(2021, 3, 1)),
        (date(2020, 2, 29), Moment(Anchor.BIRTH, months=12), date(2021, 3, 1)),
        (date(2020, 2, 29), Moment(Anchor.BIRTH, years=4), date(2024, 2, 29)),
        (date(2026, 1, 31), Moment(Anchor.BIRTH, months=1), date(2026, 3, 1)),
        (date(2026, 1, 31), Moment(Anchor.BIRTH, months=3), date(2026, 5, 1)),
        (date(2026, 10, 31), Moment(Anchor.BIRTH, months=2, days=-1), date(2026, 12, 30)),
        (date(2019, 12, 31), Moment(Anchor.GRADE, number=0), date(2025, 8, 1)),
        (date(2020, 1, 1), Moment(Anchor.GRADE, number=0), date(2026, 8, 1)),
        (date(2020, 1, 1), Moment(Anchor.GRADE, number=-1, month=11, day=1), date(2025, 11, 1)),
        (date(2020, 1, 1), Moment(Anchor.GRADE, number=9, month=3, day=1), date(2036, 3, 1)),
        (date(2020, 1, 1), Moment(Anchor.GRADE, number=9, month=7, day=31), date(2036, 7, 31)),
        (date(2020, 1, 1), Moment(Anchor.GRADE, number=9, month=8, day=1), date(2035, 8, 1)),
        (date(2010, 12, 31), Moment(Anchor.YEAR_TURNING, number=15), date(2025, 1, 1)),
        (date(2010, 12, 31), Moment(Anchor.YEAR_TURNING, number=15, month=3, day=1), date(2025, 3, 1)),
        (date(2026, 3, 29), Moment(Anchor.BIRTH, days=1), date(2026, 3, 30)),
        (date(2026, 10, 25), Moment(Anchor.BIRTH, days=1), date(2026, 10, 26)),
        (date(2027, 3, 1), Moment(Anchor.PREGNANCY), date(2026, 5, 25)),
    ],
)
def test_moments_fall_on_these_days(born: date, moment: Moment, expected: date) -> None:
    assert day_of(moment, Dates(birth=born, due=born)) == expected


def test_without_arrival_there_is_no_moment_after_it() -> None:
    assert day_of(Moment(Anchor.ARRIVAL), Dates(BORN, BORN)) is None


def test_places_that_one_may_not_see_can_still_be_told_from_others() -> None:
    """In education, which is seen: whether there is a job beside it makes no difference."""
    studying = SpellFact(SpellKind.EDUCATION, Period(date(2025, 8, 1), date(2026, 6, 1)))
    life = LifeFacts(date(2009, 1, 15), spells=(studying,), hidden=frozenset({Category.WORK}))
    assert status("active_17", life, date(2026, 2, 1)) is Status.NOT_RELEVANT
    assert status("active_17", life, date(2026, 7, 1)) is Status.UNKNOWN


def test_a_proof_that_one_may_not_see_makes_the_station_unknown() -> None:
    work = Proof(ProofKind.SPELL, spells=(SpellKind.JOB,))
    mixed = station("mixed", age(years=1), age(years=2), work)
    network = replace(SMALL, editions=(replace(SMALL.editions[0], stations={"mixed": mixed}, valid_to=None),))
    life = LifeFacts(date(2025, 1, 1), hidden=frozenset({Category.WORK}))
    assert at("mixed", life, date(2025, 6, 1), network).status.value is Status.NOT_YET
    assert at("mixed", life, date(2026, 6, 1), network).status.value is Status.UNKNOWN


def test_before_the_opening_nobody_asks_where_a_child_is() -> None:
    life = LifeFacts(date(2025, 1, 1), in_listed=(Period(date(2025, 1, 1)),))
    kinds = {part.rule for part in at("learning_offer", life, date(2025, 6, 1)).status.because.parts}
    assert f"journey.{ConditionKind.LIVES_IN_LISTED_AREA}" in kinds
    assert f"journey.{ConditionKind.NOT_IN}" not in kinds
