"""Made-up lives for properties: dates on, near and far from every limit of the small route."""

from datetime import date, timedelta

from hypothesis import strategies as st
from tests.journey.small import CHANGE, SMALL

from vugge.journey.rules.life import EvidenceFact, LifeFacts, SpellFact
from vugge.journey.rules.route import MeasureKind, Network
from vugge.kit.periods import Period, birthday
from vugge.people.rules.kinds import SpellKind

EARLIEST, LATEST = date(2002, 1, 1), date(2026, 12, 31)
EDGES = (
    date(2008, 2, 29), date(2020, 2, 29), date(2012, 3, 1), date(2012, 2, 28), date(2015, 7, 31), date(2015, 8, 1),
    date(2010, 12, 31), date(2011, 1, 1), date(2023, 10, 31), date(2024, 5, 31), CHANGE - timedelta(days=92), CHANGE,
)  # fmt: skip
births = st.sampled_from(EDGES) | st.dates(EARLIEST, LATEST)
maybe = st.booleans()
VALUES = ("", "0", "0.1", "0.15", "2", "1.99", "4.9", "5", "x", "NaN")


@st.composite
def days(draw: st.DrawFn, born: date) -> date:
    """Return a day of a life: a birthday, the start of a school year, 1 March, or any, or one beside it."""
    year = draw(st.integers(0, 30))
    kind = draw(st.integers(0, 4))
    day = (
        birthday(born, year),
        date(born.year + year, 8, 1),
        date(born.year + year, 3, 1),
        born + timedelta(days=draw(st.integers(-300, 120))),
        born + timedelta(days=draw(st.integers(-300, 31 * 365))),
    )[kind]
    return day + timedelta(days=draw(st.sampled_from((0, 0, -1, 1))))


@st.composite
def periods(draw: st.DrawFn, born: date) -> Period:
    start = draw(days(born))
    length = draw(st.none() | st.sampled_from((1, 14, 30, 90, 365)) | st.integers(1, 4000))
    return Period(start, None if length is None else start + timedelta(days=length))


@st.composite
def spells(draw: st.DrawFn, born: date) -> SpellFact:
    kind = draw(st.sampled_from(tuple(SpellKind)))
    listed = draw(st.sampled_from((None, True, False))) if kind is SpellKind.SCHOOL else None
    return SpellFact(kind, draw(periods(born)), listed)


@st.composite
def evidence(draw: st.DrawFn, born: date, network: Network = SMALL) -> EvidenceFact:
    name = draw(st.sampled_from((*sorted(network.measures), "unheard_of")))
    measure = network.measures.get(name)
    words = tuple(measure.values) if measure else ()
    numbers = VALUES if measure and measure.kind is MeasureKind.NUMBER else ()
    return EvidenceFact(name, draw(days(born)), draw(st.sampled_from(words or numbers or ("",))))


@st.composite
def lives(draw: st.DrawFn, network: Network = SMALL) -> LifeFacts:
    born = draw(births)
    is_born = draw(st.integers(0, 9)) > 0
    due = draw(st.none() | st.integers(-20, 110).map(lambda moved: born + timedelta(days=moved)))
    rare = st.integers(0, 3).map(lambda number: number == 0)
    school = date(born.year + 6 + draw(st.sampled_from((-1, 0, 0, 1))), 8, 1)
    return LifeFacts(
        born=born if is_born else None,
        due=due,
        died=draw(days(born)) if draw(st.integers(0, 9)) == 0 else None,
        arrived=draw(days(born)) if draw(rare) else None,
        moved_in=draw(days(born)) if draw(rare) else None,
        school_start=school if draw(maybe) else None,
        repeats=tuple(draw(st.lists(days(born), max_size=2))) if draw(rare) else (),
        spells=tuple(draw(st.lists(spells(born), max_size=5))),
        evidence=tuple(draw(st.lists(evidence(born, network), max_size=8))),
        in_listed=tuple(draw(st.lists(periods(born), max_size=2))),
        is_home_known=draw(maybe),
    )


@st.composite
def lives_and_days(draw: st.DrawFn) -> tuple[LifeFacts, date]:
    life = draw(lives())
    return life, draw(days(life.born or life.due or EARLIEST))
