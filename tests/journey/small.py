"""A small route that has one of everything: each anchor, condition and kind of proof, two editions, a municipality.

The national route is large and changes with the law. What the rules decide is shown on this one.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from vugge.audit.rules import Category
from vugge.journey.rules.route import (
    Anchor,
    Condition,
    ConditionKind,
    Edition,
    Line,
    Measure,
    MeasureKind,
    Moment,
    Network,
    Proof,
    ProofKind,
    Responsible,
    Station,
)
from vugge.kit.explained import Certainty, Source
from vugge.kit.text import Text
from vugge.people.rules.kinds import SpellKind

CHANGE = date(2024, 8, 1)
SOURCES = (Source("Sundhedsstyrelsen"),)
NOT_BUSY = (SpellKind.SCHOOL, SpellKind.EDUCATION, SpellKind.JOB)


def text(word: str) -> Text:
    return Text(da=word, en=word)


def evidence(measure: str, **rest: object) -> Proof:
    return replace(Proof(ProofKind.EVIDENCE, measure=measure), **rest)  # type: ignore[arg-type]  # any field of a proof


def stay(*kinds: SpellKind, **rest: object) -> Proof:
    return replace(Proof(ProofKind.SPELL, spells=kinds), **rest)  # type: ignore[arg-type]  # any field of a proof


def when(kind: ConditionKind, **rest: object) -> Condition:
    return replace(Condition(kind), **rest)  # type: ignore[arg-type]  # any field of a condition


def age(years: int = 0, months: int = 0, weeks: int = 0, days: int = 0) -> Moment:
    return Moment(Anchor.BIRTH, years=years, months=months, weeks=weeks, days=days)


def corrected(months: int) -> Moment:
    return Moment(Anchor.CORRECTED_BIRTH, months=months)


def pregnancy(weeks: int) -> Moment:
    return Moment(Anchor.PREGNANCY, weeks=weeks)


def grade(number: int, month: int | None = None, day: int | None = None) -> Moment:
    return Moment(Anchor.GRADE, number=number, month=month, day=day)


def arrival(months: int) -> Moment:
    return Moment(Anchor.ARRIVAL, months=months)


def station(name: str, opens: Moment, closes: Moment, *proofs: Proof, **rest: object) -> Station:
    plain = Station(
        id=name,
        line=Line.HEALTH,
        name=text(name),
        purpose=text("what for"),
        opens=opens,
        closes=closes,
        reached_by=proofs or (evidence("visit"),),
        if_missed=text("ring"),
        responsible=Responsible.HEALTH_VISITOR,
        category=Category.SUPPORT,
        certainty=Certainty.CONFIRMED,
        sources=SOURCES,
    )
    return replace(plain, **rest)  # type: ignore[arg-type]  # any field of a station


OLD = (
    station("midwife", pregnancy(6), pregnancy(10), evidence("midwife"), line=Line.FAMILY),
    station("visit_week_36", pregnancy(36), pregnancy(38), evidence("visit")),
    station("first_visit", age(days=4), age(days=14), evidence("visit"), still_until=age(months=2)),
    station("development", corrected(8), corrected(10), evidence("development"), line=Line.LANGUAGE),
    station("vaccine_1", age(months=3), age(months=5), evidence("vaccine", counts_from=age()), still_until=age(2)),
    station("vaccine_2", age(months=15), age(months=19), after=("vaccine_1",), still_until=age(years=18)),
    station(
        "learning_offer",
        age(years=1),
        age(years=3),
        stay(SpellKind.DAYCARE),
        applies=(
            when(ConditionKind.LIVES_IN_LISTED_AREA),
            when(ConditionKind.NOT_IN, spells=(SpellKind.DAYCARE,)),
        ),
        category=Category.EDUCATION,
        duty=True,
    ),
    station(
        "language",
        age(years=3),
        age(years=4),
        evidence("language", is_earlier_enough=True),
        line=Line.LANGUAGE,
        category=Category.EDUCATION,
        still_until=age(years=6),
    ),
    station(
        "language_help",
        age(years=3, months=1),
        age(years=5),
        evidence("language_help"),
        applies=(when(ConditionKind.EVIDENCE, measure="language", values=("focused", "special")),),
        category=Category.EDUCATION,
    ),
    station(
        "school_start", grade(0), grade(0, month=10, day=1), stay(SpellKind.SCHOOL, after_days=14),
        category=Category.EDUCATION, line=Line.SCHOOL, connection=True, still_until=grade(1),
    ),
    station(
        "language_test", grade(0), grade(1), evidence("language_test", values=("passed",)),
        applies=(when(ConditionKind.SCHOOL_FROM_LISTED_AREAS),), category=Category.EDUCATION, line=Line.SCHOOL,
    ),
    station("reading_2", grade(2), grade(3), evidence("reading", at_least=Decimal(2)), category=Category.EDUCATION),
    station(
        "absence_talk", grade(7), grade(8), evidence("talk"), category=Category.EDUCATION,
        applies=(when(ConditionKind.EVIDENCE, measure="absence", at_least=Decimal("0.1")),),
    ),
    station("readiness", grade(8), grade(9), evidence("readiness"), category=Category.EDUCATION, line=Line.YOUTH),
    station(
        "application", grade(9), grade(9, month=3, day=2), evidence("application"), category=Category.EDUCATION,
        line=Line.YOUTH, after=("readiness", "plan"),
    ),
    station(
        "plan", Moment(Anchor.YEAR_TURNING, number=15), Moment(Anchor.YEAR_TURNING, number=16, month=3, day=1),
        evidence("plan"), category=Category.EDUCATION, line=Line.YOUTH,
        applies=(when(ConditionKind.NO_EVIDENCE, measure="application"),),
    ),
    station(
        "active_17", age(years=17), age(years=18), stay(*NOT_BUSY, after_days=30), category=Category.EDUCATION,
        line=Line.YOUTH, applies=(when(ConditionKind.NOT_IN, spells=NOT_BUSY),),
    ),
    station(
        "leisure_job", age(years=13), age(years=18), stay(SpellKind.JOB, is_earlier_enough=True),
        category=Category.WORK, line=Line.JOB, applies=(when(ConditionKind.IN, spells=(SpellKind.SCHOOL,)),),
    ),
    station(
        "job", age(years=18), age(years=30), stay(SpellKind.JOB, after_days=90), category=Category.WORK, line=Line.JOB,
    ),
    station("can_swim", grade(3), grade(6), evidence("swim", is_earlier_enough=True), line=Line.LEISURE),
    station("newcomer", arrival(0), arrival(3), evidence("visit"), still_until=arrival(12)),
    station(
        "catch_up_reading", age(years=9), age(years=12), evidence("reading"), category=Category.EDUCATION,
        applies=(when(ConditionKind.ARRIVED_LATER),),
    ),
)  # fmt: skip
OWN = (
    station("welcome", arrival(0), arrival(2), evidence("welcome"), line=Line.LEISURE),
    station("book_gift", age(months=6), age(months=12), evidence("gift"), line=Line.FAMILY),
)
OPENED_EARLIER = {"vaccine_1": age(months=2)}
OPENED_LATER = {"development": corrected(9)}
GUIDANCE = station(
    "guidance", grade(8), grade(9), evidence("guidance"), category=Category.EDUCATION, line=Line.YOUTH
)  # fmt: skip
NEW = (
    *(
        replace(one, opens={**OPENED_EARLIER, **OPENED_LATER}.get(one.id, one.opens))
        for one in OLD
        if one.id != "readiness"
    ),
    GUIDANCE,
)

_OF = {
    "language": Category.EDUCATION, "language_help": Category.EDUCATION, "language_test": Category.EDUCATION,
    "reading": Category.EDUCATION, "absence": Category.EDUCATION, "talk": Category.EDUCATION,
    "readiness": Category.EDUCATION, "guidance": Category.EDUCATION, "application": Category.EDUCATION,
    "plan": Category.EDUCATION,
}  # fmt: skip
CHOICES = {"language": ("general", "focused", "special"), "language_test": ("passed", "failed")}
NUMBERS = {"reading", "absence"}


def measure(name: str) -> Measure:
    kind = MeasureKind.CHOICE if name in CHOICES else MeasureKind.NUMBER if name in NUMBERS else MeasureKind.DONE
    values = {value: text(value) for value in CHOICES.get(name, ())}
    return Measure(name, text(name), kind, _OF.get(name, Category.SUPPORT), SOURCES, values)


NAMES = sorted(
    {proof.measure for one in (*OLD, *OWN, *NEW) for proof in one.reached_by if proof.measure}
    | {condition.measure for one in OLD for condition in one.applies if condition.measure}
)


def edition(name: str, begins: date, ends: date | None, stations: tuple[Station, ...]) -> Edition:
    everything = {one.id: one for one in (*stations, *OWN)}
    packages = {one: "journey/own" if one in {own.id for own in OWN} else f"journey/{name}" for one in everything}
    return Edition(name, begins, ends, everything, packages, frozenset(one.id for one in OWN))


SMALL = Network(
    editions=(edition("old", date(2018, 1, 1), CHANGE, OLD), edition("new", CHANGE, None, NEW)),
    measures={name: measure(name) for name in NAMES},
    municipality="0999",
)
