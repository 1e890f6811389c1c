"""What holds of every plan, whoever the child is and whatever the day, shown on generated lives."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.journey.rules.lives import days, evidence, lives, lives_and_days
from tests.journey.small import SMALL

from vugge.audit.rules import Category
from vugge.journey.rules.conditions import categories_of
from vugge.journey.rules.life import LifeFacts
from vugge.journey.rules.plan import JourneyPlan, Status, plan_of
from vugge.journey.rules.route import Anchor, Condition, Proof, Station
from vugge.people.rules.kinds import SPELL_CATEGORY

REACHED = {Status.REACHED, Status.REACHED_LATE}
ANYTHING = set(Status) - {Status.HIDDEN}
BORN = date(2010, 5, 5)
HIDEABLE = (Category.LOCATION, Category.EDUCATION, Category.WORK, Category.SUPPORT, Category.FAMILY)

AFTER = {
    Status.NOT_YET: ANYTHING,
    Status.OPEN: ANYTHING - {Status.NOT_YET},
    Status.CLOSING: ANYTHING - {Status.NOT_YET, Status.OPEN},
    Status.REACHED: {Status.REACHED},
    Status.REACHED_LATE: {Status.REACHED_LATE},
    Status.MISSED: {Status.MISSED, Status.REACHED_LATE, Status.NOT_RELEVANT},
    Status.NOT_RELEVANT: ANYTHING,
    Status.UNKNOWN: ANYTHING,
    Status.HIDDEN: {Status.HIDDEN},
}
"""What each status can become when nothing but time goes by."""


def statuses(plan: JourneyPlan) -> dict[str, Status]:
    return {one.station.id: one.status.value for one in plan.stations}


def several_days(number: int) -> st.SearchStrategy[list[date]]:
    return st.lists(days(BORN), min_size=number, max_size=number).map(sorted)


@given(lives_and_days())
def test_each_station_has_one_status_and_says_why(case: tuple[LifeFacts, date]) -> None:
    life, on = case
    plan = plan_of(SMALL, life, on=on)
    assert len({one.station.id for one in plan.stations}) == len(plan.stations)
    for one in plan.stations:
        because = one.status.because
        assert isinstance(one.status.value, Status)
        assert because.sentence.say().endswith(".")
        assert because.rule
        assert because.package
        assert because.sources
        for part in because.parts:
            assert part.sentence.say().endswith(".")


@given(lives(), several_days(4))
def test_time_alone_goes_one_way(life: LifeFacts, when: list[date]) -> None:
    seen = [statuses(plan_of(SMALL, life, on=day)) for day in when]
    for place, before in enumerate(seen):
        for after in seen[place + 1 :]:
            for name in before.keys() & after.keys():
                assert after[name] in AFTER[before[name]], name


@given(lives(), several_days(2))
def test_a_window_does_not_move_with_time(life: LifeFacts, when: list[date]) -> None:
    if life.born is None and life.due is None:
        return
    first, second = (plan_of(SMALL, life, on=day) for day in when)
    windows = {one.station.id: (one.opens, one.closes, one.edition) for one in first.stations}
    assert windows == {one.station.id: (one.opens, one.closes, one.edition) for one in second.stations}


@given(lives_and_days(), st.data())
def test_more_evidence_never_takes_away_what_is_reached(case: tuple[LifeFacts, date], data: st.DataObject) -> None:
    life, on = case
    more = tuple(data.draw(st.lists(evidence(life.born or BORN), min_size=1, max_size=6)))
    before = statuses(plan_of(SMALL, life, on=on))
    after = statuses(plan_of(SMALL, replace(life, evidence=life.evidence + more), on=on))
    assert {name for name, one in before.items() if one in REACHED} <= {
        name for name, one in after.items() if one in REACHED
    }


@given(lives_and_days(), st.randoms(use_true_random=False))
def test_the_order_of_facts_is_of_no_matter(case: tuple[LifeFacts, date], chance: object) -> None:
    life, on = case
    shuffled = replace(
        life,
        evidence=tuple(reversed(life.evidence)),
        spells=tuple(reversed(life.spells)),
        in_listed=tuple(reversed(life.in_listed)),
        repeats=tuple(reversed(life.repeats)),
    )
    assert plan_of(SMALL, shuffled, on=on) == plan_of(SMALL, life, on=on)


def looks_at(station: Station) -> set[Category]:
    """Return the categories of every fact that a station may be decided from."""
    asks: tuple[Condition | Proof, ...] = (*station.applies, *station.reached_by)
    found = {station.category}.union(*(categories_of(one, SMALL.measures) for one in asks))
    moments = (station.opens, station.closes, station.still_until, *(one.counts_from for one in station.reached_by))
    if any(moment and moment.anchor is Anchor.GRADE for moment in moments):
        found.add(Category.EDUCATION)
    return found


@given(lives_and_days(), st.sampled_from(HIDEABLE))
def test_hiding_a_category_changes_only_stations_that_look_at_it(
    case: tuple[LifeFacts, date], hidden: Category
) -> None:
    life, on = case
    known = replace(life, evidence=tuple(one for one in life.evidence if one.measure in SMALL.measures))
    before = plan_of(SMALL, known, on=on)
    after = plan_of(SMALL, replace(known, hidden=frozenset({hidden})), on=on)
    for one in after.stations:
        if one.station.category is hidden:
            assert one.status.value is Status.HIDDEN
            assert (one.opens, one.closes, one.reached_on, one.shown_by, one.days_left) == (None,) * 5
            assert one.status.because.inputs == ()
            assert one.waits_for == ()
        elif hidden not in looks_at(one.station):
            same = before.find(one.station.id)
            assert same is not None
            assert replace(one, waits_for=()) == replace(same, waits_for=())


@given(lives_and_days(), lives(), st.sampled_from(HIDEABLE))
def test_what_is_hidden_cannot_be_told_from_the_rest(
    case: tuple[LifeFacts, date], other: LifeFacts, hidden: Category
) -> None:
    """Two children who differ only in what is hidden get the very same plan."""
    life, on = case
    life = replace(life, hidden=frozenset({hidden}))
    twin = {
        Category.LOCATION: replace(life, in_listed=other.in_listed, is_home_known=other.is_home_known),
        Category.EDUCATION: replace(life, school_start=other.school_start, repeats=other.repeats),
    }.get(hidden, life)
    twin = replace(
        twin,
        evidence=(
            *(one for one in life.evidence if not hidden_measure(one.measure, hidden)),
            *(one for one in other.evidence if hidden_measure(one.measure, hidden)),
        ),
        spells=(
            *(one for one in life.spells if SPELL_CATEGORY[one.kind] is not hidden),
            *(one for one in other.spells if SPELL_CATEGORY[one.kind] is hidden),
        ),
    )
    assert plan_of(SMALL, twin, on=on) == plan_of(SMALL, life, on=on)


def hidden_measure(measure: str, hidden: Category) -> bool:
    return measure in SMALL.measures and SMALL.measures[measure].category is hidden


@given(lives_and_days())
def test_the_dead_have_missed_nothing(case: tuple[LifeFacts, date]) -> None:
    life, on = case
    found = statuses(plan_of(SMALL, replace(life, died=on), on=on))
    assert set(found.values()) <= {Status.REACHED, Status.REACHED_LATE, Status.NOT_RELEVANT, Status.UNKNOWN}
    assert life.born is None or Status.UNKNOWN not in found.values()


@given(lives_and_days())
def test_only_an_open_window_has_days_left(case: tuple[LifeFacts, date]) -> None:
    life, on = case
    for one in plan_of(SMALL, life, on=on).stations:
        is_open = one.status.value in (Status.OPEN, Status.CLOSING)
        assert (one.days_left is not None) == is_open
        if is_open:
            assert one.opens is not None
            assert one.closes is not None
            assert one.opens <= on < one.closes
            assert one.days_left == (one.closes - on).days
        if one.status.value is Status.MISSED:
            assert one.do_now is not None
            assert one.closes is not None
            assert one.closes <= on
