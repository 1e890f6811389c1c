"""What the parts of a route are called, for whoever reads it: lines, who sees to it, proofs and conditions.

Offers `LINE_WORDS`, `RESPONSIBLE_WORDS`, `ANCHOR_WORDS`, `proof_words` and `condition_words`; moments and windows stand
in `moment_words`.
"""

from collections.abc import Mapping
from typing import Final

from vugge.journey.rules.route import Anchor, Condition, ConditionKind, Line, Measure, Proof, ProofKind, Responsible
from vugge.kit.text import Sentence, Text, sentence
from vugge.people.rules.kinds import SpellKind

LINE_WORDS: Final[Mapping[Line, Sentence]] = {
    Line.FAMILY: sentence("Familie"),
    Line.HEALTH: sentence("Sundhed"),
    Line.LANGUAGE: sentence("Sprog og læring"),
    Line.SCHOOL: sentence("Dagtilbud og skole"),
    Line.LEISURE: sentence("Fritid og netværk"),
    Line.YOUTH: sentence("Ungdomsuddannelse"),
    Line.JOB: sentence("Job"),
}

RESPONSIBLE_WORDS: Final[Mapping[Responsible, Sentence]] = {
    Responsible.PARENTS: sentence("forældrene"),
    Responsible.YOUNG_PERSON: sentence("den unge"),
    Responsible.DOCTOR: sentence("lægen"),
    Responsible.MIDWIFE: sentence("jordemoderen"),
    Responsible.DENTIST: sentence("tandplejen"),
    Responsible.HEALTH_VISITOR: sentence("sundhedsplejersken"),
    Responsible.DAYCARE: sentence("dagtilbuddet"),
    Responsible.SCHOOL: sentence("skolen"),
    Responsible.MUNICIPALITY: sentence("kommunen"),
    Responsible.GUIDANCE: sentence("ungevejledningen"),
    Responsible.JOB_CENTRE: sentence("jobcentret"),
    Responsible.EMPLOYER: sentence("arbejdsgiveren"),
    Responsible.ASSOCIATION: sentence("foreningen"),
    Responsible.HOUSING_ORGANISATION: sentence("boligorganisationen"),
}

ANCHOR_WORDS: Final[Mapping[Anchor, Sentence]] = {
    Anchor.PREGNANCY: sentence("graviditetens begyndelse"),
    Anchor.BIRTH: sentence("fødslen"),
    Anchor.CORRECTED_BIRTH: sentence("fødslen, eller terminen for et barn, der kom for tidligt"),
    Anchor.GRADE: sentence("skoleårets begyndelse"),
    Anchor.YEAR_TURNING: sentence("begyndelsen af det år, hvor barnet når en alder"),
    Anchor.ARRIVAL: sentence("den dag, barnet flyttede hertil"),
}

_IS_THERE: Final[Mapping[SpellKind, Sentence]] = {
    SpellKind.HOME: sentence("har en bolig"),
    SpellKind.DAYCARE: sentence("går i dagtilbud"),
    SpellKind.SCHOOL: sentence("går i skole"),
    SpellKind.EDUCATION: sentence("går på en ungdomsuddannelse"),
    SpellKind.JOB: sentence("har et job"),
    SpellKind.SUPPORT: sentence("får støtte"),
}
"""Where somebody is, as it stands behind "den, der"."""

Measures = Mapping[str, Measure]


def proof_words(proof: Proof, measures: Measures) -> Sentence:
    """Say what shows that a station is reached, as one line of a list."""
    if proof.kind is ProofKind.SPELL:
        places = _places(proof.spells)
        if proof.after_days:
            return sentence(
                "Barnet eller den unge {places}, og har gjort det i mindst {days} dage",
                places=places,
                days=str(proof.after_days),
            )
        return sentence("Barnet eller den unge {places}", places=places)
    name = _name(proof.measure, measures)
    measure = measures.get(proof.measure)
    if proof.values and measure is not None:
        return sentence("{measure}: {values}", measure=name, values=_either(_chosen(proof.values, measure)))
    if proof.at_most is not None:
        return sentence("{measure}: højst {number} {unit}", measure=name, number=proof.at_most, unit=_unit(measure))
    if proof.at_least is not None:
        return sentence("{measure}: mindst {number} {unit}", measure=name, number=proof.at_least, unit=_unit(measure))
    return sentence("Der står »{measure}« i planen", measure=name)


def condition_words(condition: Condition, measures: Measures) -> Sentence:  # noqa: PLR0911  one line a kind
    """Say for whom a station is.

    >>> condition_words(Condition(ConditionKind.NOT_IN, spells=(SpellKind.DAYCARE,)), {}).say()
    'Ikke for den, der går i dagtilbud.'
    """
    match condition.kind:
        case ConditionKind.LIVES_IN_LISTED_AREA:
            return sentence("Kun for den, der bor i et udsat boligområde.")
        case ConditionKind.SCHOOL_FROM_LISTED_AREAS:
            return sentence("Kun på skoler, hvor mange børn bor i udsatte boligområder.")
        case ConditionKind.ARRIVED_LATER:
            return sentence("Kun for den, der kom til Danmark senere.")
        case ConditionKind.IN:
            return sentence("Kun for den, der {places}.", places=_places(condition.spells))
        case ConditionKind.NOT_IN:
            return sentence("Ikke for den, der {places}.", places=_places(condition.spells))
        case ConditionKind.NO_EVIDENCE:
            return sentence("Kun når »{measure}« ikke står i planen.", measure=_name(condition.measure, measures))
        case ConditionKind.EVIDENCE:
            return _evidence(condition, measures)


def _evidence(condition: Condition, measures: Measures) -> Sentence:
    name = _name(condition.measure, measures)
    measure = measures.get(condition.measure)
    if condition.values and measure is not None:
        return sentence(
            "Kun når »{measure}« er: {values}.", measure=name, values=_either(_chosen(condition.values, measure))
        )
    if condition.at_most is not None:
        return sentence("Kun når »{measure}« er højst {number}.", measure=name, number=condition.at_most)
    if condition.at_least is not None:
        return sentence("Kun når »{measure}« er mindst {number}.", measure=name, number=condition.at_least)
    return sentence("Kun når »{measure}« står i planen.", measure=name)


def _places(spells: tuple[SpellKind, ...]) -> Sentence | str:
    return _either(tuple(_IS_THERE[one] for one in spells))


def _either(parts: tuple[Sentence | Text, ...]) -> Sentence | str:
    """Say one of several: "skole, ungdomsuddannelse eller job"."""
    if not parts:
        return ""
    *first, last = parts
    if not first:
        return sentence("{one}", one=last)
    if len(first) == 1:
        return sentence("{one} eller {last}", one=first[0], last=last)
    return sentence("{one}, {others}", one=first[0], others=_either((*first[1:], last)))


def _chosen(values: tuple[str, ...], measure: Measure) -> tuple[Text, ...]:
    return tuple(measure.values[one] for one in values if one in measure.values)


def _name(measure: str, measures: Measures) -> Text | str:
    found = measures.get(measure)
    return measure if found is None else found.name


def _unit(measure: Measure | None) -> Text | str:
    return "" if measure is None or measure.unit is None else measure.unit
