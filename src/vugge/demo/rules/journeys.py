"""What has been seen of the town's children, and what the families of the stories have agreed.

Offers `evidence_of` (most of what a child's route asks for, most of it in time) and `agreed_of` (dreams and steps),
with the values `SeenTold`, `GoalTold` and `StepTold`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from vugge.audit.rules import Category
from vugge.demo.rules.chance import Chance
from vugge.demo.rules.known import Known
from vugge.demo.rules.values import Family
from vugge.journey.rules.agreed import Achievement, StepState, Whose
from vugge.journey.rules.life import LifeFacts, SpellFact
from vugge.journey.rules.plan import StationPlan, plan_of
from vugge.journey.rules.route import Measure, MeasureKind, Network, Proof, ProofKind
from vugge.kit.periods import Period, age_on

OLDEST: Final = 20  # years
IN_TIME: Final = 0.86
LATE: Final = 0.05
WHILE_OPEN: Final = 0.3
"""Shares that we have chosen: seen in time, too late, and already of what is open now. The rest is not seen."""
LATE_BY: Final = 60  # days

VISITOR, PEDAGOGUE, TEACHER = "demo-sundhedsplejerske", "demo-paedagog", "demo-laerer"


@dataclass(frozen=True, slots=True)
class SeenTold:
    """Something that was seen of a child on a day."""

    id: UUID
    person: UUID
    measure: str
    value: str
    on: date


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step: who does it (the family where `by` is empty), so many days from today, and what came of it."""

    what: str
    days: int
    by: str = ""
    station: str = ""
    state: StepState = StepState.AGREED


@dataclass(frozen=True, slots=True)
class GoalTold:
    """A goal of somebody in a story, with its steps; `agrees` says whether the family has said that it does."""

    label: str
    words: str
    whose: Whose
    steps: tuple[StepTold, ...] = ()
    language: str = "da"
    achievement: Achievement = Achievement.NOT_YET
    agrees: bool = True


GOALS: Final = (
    GoalTold(
        "parent.child:0",
        "Ida skal have en legekammerat, hun kan lege med uden for vuggestuen.",
        Whose.FAMILY,
        (
            StepTold("Aftal en legedag med Almas forældre.", 12, station="playmate"),
            StepTold("Fortæl om legegruppen i Tranehuset.", -20, by=VISITOR, state=StepState.DONE),
        ),
    ),
    GoalTold(
        "parent.child:1",
        "Noah vil læse en hel bog selv, inden det bliver sommer.",
        Whose.CHILD,
        (
            StepTold("Læs højt sammen ti minutter hver aften.", 40),
            StepTold("Find fem lette bøger, han selv må vælge imellem.", 6, by=TEACHER, state=StepState.DOING),
        ),
        achievement=Achievement.PARTLY,
    ),
    GoalTold(
        "young.child:0",
        "Jeg vil have et fritidsjob og spare op til en knallert.",
        Whose.CHILD,
        (StepTold("Skriv en kort ansøgning til bageren.", 14, station="pocket_money_job"),),
    ),
    GoalTold(
        "expecting.child:0",
        "Waxaan rabnaa in ilmaheennu ku koro guri nabad ah.",
        Whose.FAMILY,
        (StepTold("Vis vejen til sundhedsplejen, og aftal det første besøg.", 21, by=VISITOR),),
        language="so",
    ),
    GoalTold(
        "large.child:2",
        "نريد أن يبدأ ابننا المدرسة وهو يتكلم العربية والدنماركية.",
        Whose.FAMILY,
        (StepTold("Tal om modersmål og dansk ved næste samtale.", 9, by=PEDAGOGUE),),
        language="ar",
        agrees=False,
    ),
)


def evidence_of(families: Iterable[Family], network: Network, chance: Chance, *, today: date) -> Iterator[SeenTold]:
    """Yield what was seen of each child and young person: what their route asks for up to today."""
    for family in families:
        for one in family.persons:
            born = one.born
            if born is not None and age_on(born, today) > OLDEST:
                continue
            draws = chance.split(str(one.id))
            life = LifeFacts(born, due=one.due, spells=tuple(_spells(family, one.id)), is_home_known=False)
            for plan in plan_of(network, life, on=today).stations:
                told = _seen(one.id, plan, network, draws, today=today)
                if told is not None:
                    yield told


def _spells(family: Family, person: UUID) -> Iterator[SpellFact]:
    for one in family.spells:
        if one.person == person:
            yield SpellFact(one.kind, Period(one.begins, one.ends))


def _seen(person: UUID, plan: StationPlan, network: Network, chance: Chance, *, today: date) -> SeenTold | None:
    """Return what was seen at one station, or nothing; every station takes its draws, whatever came of it."""
    share, day, key = chance.between(0, 999) / 1000, chance.between(0, 999) / 1000, chance.key()
    proof = next((one for one in plan.station.reached_by if one.kind is ProofKind.EVIDENCE), None)
    if proof is None or plan.opens is None or plan.opens >= today:
        return None
    closes = plan.closes or today
    is_open = closes > today
    wanted = WHILE_OPEN if is_open else IN_TIME
    if share < wanted:
        last = min(closes - timedelta(days=1), today)
        on = plan.opens + timedelta(days=int(day * (last - plan.opens).days))
    elif not is_open and share < wanted + LATE:
        on = min(closes + timedelta(days=1 + int(day * LATE_BY)), today)
    else:
        return None
    return SeenTold(key, person, proof.measure, _value(proof, network.measures[proof.measure]), on)


def _value(proof: Proof, measure: Measure) -> str:
    if measure.kind is MeasureKind.DONE:
        return ""
    if measure.kind is MeasureKind.CHOICE:
        return next(iter((*proof.values, *measure.values)))
    number = proof.at_least if proof.at_least is not None else proof.at_most
    return format(number if number is not None else measure.least or 1, "f")


def agreed_of(known: Known) -> tuple[GoalTold, ...]:
    """Return the goals of those who are here: a town of a few families has not every story."""
    return tuple(one for one in GOALS if one.label in known.persons)


SEEN_OTHERWISE: Final = "Vi vil gerne tale mere om det først."
"""What is said by whoever does not agree with a goal."""
CATEGORY: Final = Category.SHARING
"""What is agreed in the demo is common to the family and its team."""
