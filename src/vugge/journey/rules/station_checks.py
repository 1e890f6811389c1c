"""What can be wrong with one station as it is written in a file, said to whoever wrote it.

Offers `problems_of_station`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from vugge.journey.rules.moment_checks import problems_of_moments
from vugge.journey.rules.readable import HARDEST, too_hard
from vugge.journey.rules.route import Condition, ConditionKind, Measure, MeasureKind, Proof, ProofKind, Station
from vugge.kit.explained import Certainty
from vugge.kit.text import Sentence, Text, sentence
from vugge.people.rules.kinds import SPELL_CATEGORY

_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
_OF_SPELLS: Final = (ConditionKind.IN, ConditionKind.NOT_IN)
_OF_MEASURES: Final = (ConditionKind.EVIDENCE, ConditionKind.NO_EVIDENCE)

Problems = Iterator[tuple[str, Sentence]]
"""Pairs of the field and what is wrong there."""


def problems_of_station(station: Station, measures: Mapping[str, Measure]) -> tuple[Sentence, ...]:
    """Return everything wrong with a station by itself, each with its id and the field to mend."""
    found = [problem for look in _LOOKS for problem in look(station, measures)]
    return tuple(
        sentence("station {station}, felt {field}: {what}", station=station.id, field=field, what=what)
        for field, what in found
    )


def _names(station: Station, _measures: Mapping[str, Measure]) -> Problems:
    if not _ID.fullmatch(station.id):
        yield "id", sentence("skriv det med små engelske bogstaver, tal og _, for eksempel first_visit")
    texts: tuple[tuple[str, Text], ...] = (
        ("name", station.name),
        ("purpose", station.purpose),
        ("if_missed", station.if_missed),
    )
    for field, text in texts:
        if not (text.da.strip() and text.en.strip()):
            yield field, sentence("teksten mangler; skriv den på både dansk (da) og engelsk (en)")
    for field, text in texts[1:]:
        if lix := too_hard(text.da):
            yield (
                field,
                sentence(
                    "teksten er for svær at læse: lix {lix}, og den må højst være {most}. Skriv kortere sætninger og "
                    "kortere ord",
                    lix=lix,
                    most=HARDEST,
                ),
            )


def _sources(station: Station, _measures: Mapping[str, Measure]) -> Problems:
    if not station.sources:
        yield "sources", sentence("der skal stå mindst én kilde")
    if station.certainty is Certainty.CONFIRMED and not any(one.url for one in station.sources):
        yield (
            "certainty",
            sentence("confirmed kræver en kilde med url; skriv kilden, eller vælg one_source eller derived"),
        )
    if station.duty and not station.legal_basis:
        yield "legal_basis", sentence("en pligt skal have sin lov; skriv den, eller slet duty")


def _moments(station: Station, _measures: Mapping[str, Measure]) -> Problems:
    yield from problems_of_moments(station)


def _proofs(station: Station, measures: Mapping[str, Measure]) -> Problems:
    if not station.reached_by:
        yield "reached_by", sentence("der skal stå mindst én ting, som viser, at stationen er nået")
    for proof in station.reached_by:
        yield from (("reached_by", one) for one in _proof(proof, station, measures))
    shown = {SPELL_CATEGORY[kind] for proof in station.reached_by for kind in proof.spells}
    shown |= {measures[one.measure].category for one in station.reached_by if one.measure in measures}
    if shown and station.category not in shown:
        yield (
            "category",
            sentence(
                "{category} passer ikke til det, der viser stationen: {shown}. Skriv en af dem",
                category=station.category.value,
                shown=tuple(sorted(one.value for one in shown)),
            ),
        )


def _proof(proof: Proof, station: Station, measures: Mapping[str, Measure]) -> Iterator[Sentence]:
    if proof.kind is ProofKind.SPELL:
        if not proof.spells:
            yield sentence('et ophold skal have spells, for eksempel ["daycare"]')
        if proof.measure:
            yield sentence('et ophold har ingen measure; slet den, eller skriv kind = "evidence"')
        if proof.after_days < 0:
            yield sentence("after_days kan ikke være under nul")
        return
    if proof.spells or proof.after_days:
        yield sentence('en observation har ingen spells eller after_days; slet dem, eller skriv kind = "spell"')
    yield from _measured(proof, measures)
    measure = measures.get(proof.measure)
    if measure is not None and measure.category is not station.category:
        yield sentence(
            "observationen {measure} hører til {category}, men stationen til {own}. De skal være ens, ellers ser "
            "nogen for meget",
            measure=measure.id,
            category=measure.category.value,
            own=station.category.value,
        )


def _conditions(station: Station, measures: Mapping[str, Measure]) -> Problems:
    for one in station.applies:
        yield from (("applies", problem) for problem in _condition(one, measures))


def _condition(one: Condition, measures: Mapping[str, Measure]) -> Iterator[Sentence]:
    if one.kind in _OF_SPELLS and not one.spells:
        yield sentence('{kind} skal have spells, for eksempel ["daycare"]', kind=one.kind.value)
    if one.kind not in _OF_SPELLS and one.spells:
        yield sentence("{kind} har ingen spells; slet dem", kind=one.kind.value)
    if one.kind in _OF_MEASURES:
        yield from _measured(one, measures)
    elif one.measure:
        yield sentence("{kind} har ingen measure; slet den", kind=one.kind.value)


def _measured(one: Proof | Condition, measures: Mapping[str, Measure]) -> Iterator[Sentence]:
    """Say what is wrong with how a proof or a condition speaks of a measure."""
    if not one.measure:
        yield sentence("der mangler measure: navnet på det, der kan observeres")
        return
    measure = measures.get(one.measure)
    if measure is None:
        yield sentence(
            "{measure} findes ikke i measures.toml eller i filen. Ret navnet, eller skriv den ind", measure=one.measure
        )
        return
    unknown = tuple(value for value in one.values if value not in measure.values)
    if unknown:
        yield sentence(
            "{measure} kan ikke være {values}. Den kan være: {known}",
            measure=measure.id,
            values=unknown,
            known=tuple(measure.values) or sentence("udført"),
        )
    yield from _bounds(one, measure)


def _bounds(one: Proof | Condition, measure: Measure) -> Iterator[Sentence]:
    bounds = [bound for bound in (one.at_least, one.at_most) if bound is not None]
    if bounds and measure.kind is not MeasureKind.NUMBER:
        yield sentence("{measure} er ikke et tal; slet at_least og at_most", measure=measure.id)
        return
    outside = [
        bound
        for bound in bounds
        if (measure.least is not None and bound < measure.least) or (measure.most is not None and bound > measure.most)
    ]
    if outside:
        yield sentence(
            "{measure} ligger mellem {least} og {most}; {bound} er udenfor",
            measure=measure.id,
            least=measure.least,
            most=measure.most,
            bound=outside[0],
        )
    if one.at_least is not None and one.at_most is not None and one.at_least > one.at_most:
        yield sentence("at_least er større end at_most; byt dem om")


_LOOKS: Final[tuple[Callable[[Station, Mapping[str, Measure]], Problems], ...]] = (
    _names,
    _sources,
    _moments,
    _proofs,
    _conditions,
)
