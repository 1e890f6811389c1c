"""The conditions of a station in words: what was asked, on which day, and the answer.

Offers `condition_said`, `places_said` and `measure_name`.
"""

from collections.abc import Callable, Iterable, Mapping

from vugge.journey.rules.conditions import Answered
from vugge.journey.rules.route import ConditionKind, Measure
from vugge.kit.text import Sentence, Text, sentence
from vugge.people.rules.kinds import SpellKind

Measures = Mapping[str, Measure]

PLACES: Mapping[SpellKind, Sentence] = {
    SpellKind.HOME: sentence("bolig"),
    SpellKind.DAYCARE: sentence("dagtilbud"),
    SpellKind.SCHOOL: sentence("skole"),
    SpellKind.EDUCATION: sentence("ungdomsuddannelse"),
    SpellKind.JOB: sentence("job"),
    SpellKind.SUPPORT: sentence("støtte"),
}
"""Where somebody can be, as it stands after the word "i"."""


def condition_said(answered: Answered, measures: Measures) -> Sentence:
    """Say one condition with its answer."""
    if answered.is_hidden:
        return sentence("Du har ikke adgang til at se det, der afgør det.")
    return _SAID[answered.condition.kind](answered, measures)


def _when(answered: Answered) -> Sentence:
    """Say which days are meant. Of several days one is enough for a yes, while a no holds on all of them."""
    days = answered.days
    if days.last == days.start:
        return sentence("Den {day}", day=days.start)
    if answered.answer:
        return sentence("En eller flere dage fra {start} til og med {last}", start=days.start, last=days.last)
    return sentence("Fra {start} til og med {last}", start=days.start, last=days.last)


def _lives(answered: Answered, _measures: Measures) -> Sentence:
    when = _when(answered)
    if answered.answer is None:
        return sentence("Vi ved ikke, hvor barnet bor.")
    if answered.answer:
        return sentence("{when} bor barnet i et udsat boligområde.", when=when)
    return sentence("{when} bor barnet ikke i et udsat boligområde.", when=when)


def _is_in(answered: Answered, _measures: Measures) -> Sentence:
    when, places = _when(answered), places_said(answered.condition.spells)
    if answered.answer is (answered.condition.kind is ConditionKind.IN):
        return sentence("{when} er barnet i {places}.", places=places, when=when)
    return sentence("{when} er barnet ikke i {places}.", places=places, when=when)


def _school(answered: Answered, _measures: Measures) -> Sentence:
    when = _when(answered)
    if answered.answer is None:
        return sentence("Vi ved ikke, hvor mange på barnets skole der bor i udsatte boligområder.")
    if answered.answer:
        return sentence("{when} går barnet på en skole, hvor mange bor i udsatte boligområder.", when=when)
    return sentence("{when} går barnet ikke på en skole, hvor mange bor i udsatte boligområder.", when=when)


def _arrived(answered: Answered, _measures: Measures) -> Sentence:
    if answered.answer:
        return sentence("Barnet kom til Danmark, efter at stationen var åbnet.")
    return sentence("Den er for børn, der kommer til Danmark, efter at den er åbnet.")


def _evidence(answered: Answered, measures: Measures) -> Sentence:
    measure = measure_name(answered.condition.measure, measures)
    if answered.condition.kind is ConditionKind.NO_EVIDENCE:
        if answered.answer:
            return sentence("Der er ikke noget om »{measure}«, som gør stationen overflødig.", measure=measure)
        return sentence("Det, vi ved om »{measure}«, gør stationen overflødig.", measure=measure)
    if answered.answer:
        return sentence("Det, vi ved om »{measure}«, taler for stationen.", measure=measure)
    return sentence("Der er ikke noget om »{measure}«, som taler for stationen.", measure=measure)


_SAID: Mapping[ConditionKind, Callable[[Answered, Measures], Sentence]] = {
    ConditionKind.LIVES_IN_LISTED_AREA: _lives,
    ConditionKind.IN: _is_in,
    ConditionKind.NOT_IN: _is_in,
    ConditionKind.ARRIVED_LATER: _arrived,
    ConditionKind.SCHOOL_FROM_LISTED_AREAS: _school,
    ConditionKind.EVIDENCE: _evidence,
    ConditionKind.NO_EVIDENCE: _evidence,
}


def places_said(kinds: Iterable[SpellKind]) -> Sentence:
    """Say several places as alternatives.

    >>> places_said([SpellKind.SCHOOL, SpellKind.JOB]).say()
    'skole eller job'
    """
    first, *rest = (PLACES[kind] for kind in kinds)
    said = first
    for place in rest:
        said = sentence("{first} eller {second}", first=said, second=place)
    return said


def measure_name(measure: str, measures: Measures) -> Text:
    """Return the name of a measure, or its id where it is not on file."""
    return measures[measure].name if measure in measures else Text(da=measure, en=measure)
