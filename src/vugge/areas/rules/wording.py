"""One judged criterion in words: met or not, by which limit, how far off, and whether rounding could decide."""

from decimal import Decimal

from vugge.areas.rules.criterion import Judged, Surroundings
from vugge.areas.rules.law import CriteriaPackage, Criterion, Measure, MeasureWords, Operator, SeriesNotes
from vugge.areas.rules.outcome import Outcome
from vugge.kit.danish import Percent, Points
from vugge.kit.explained import Because, Input
from vugge.kit.text import Sentence, sentence

RESIDENTS_NEAR = Decimal("0.1")
"""Within a tenth of the limit, the number of residents is worth a remark. Our own choice, for readability."""

MEETS = {
    Operator.OVER: sentence("over grænsen"),
    Operator.AT_LEAST: sentence("på eller over grænsen"),
    Operator.UNDER: sentence("under grænsen"),
    Operator.AT_MOST: sentence("på eller under grænsen"),
}
DEMANDS = {
    Operator.OVER: sentence("over"),
    Operator.AT_LEAST: sentence("mindst"),
    Operator.UNDER: sentence("under"),
    Operator.AT_MOST: sentence("højst"),
}
DEMANDS_OPPOSITE = {
    Operator.OVER: DEMANDS[Operator.AT_MOST],
    Operator.AT_LEAST: DEMANDS[Operator.UNDER],
    Operator.UNDER: DEMANDS[Operator.AT_LEAST],
    Operator.AT_MOST: DEMANDS[Operator.OVER],
}
MEETS_NOT = {
    Operator.OVER: sentence("ikke over grænsen"),
    Operator.AT_LEAST: sentence("under grænsen"),
    Operator.UNDER: sentence("ikke under grænsen"),
    Operator.AT_MOST: sentence("over grænsen"),
}


def judged_because(
    judged: Judged, package: CriteriaPackage, surroundings: Surroundings, series: SeriesNotes
) -> Because:
    """Say why one criterion is met, not met or undetermined."""
    words = series.words(judged.criterion.measure)
    national = surroundings.national.find(judged.criterion, surroundings.list_day)
    sources = (*package.sources, *(national.sources if national else ()))
    remarks = (_rounding(judged), _persons(judged, words))
    parts = tuple(Because(one, "areas.criterion", package=package.id) for one in remarks if one)
    return Because(
        _judged_sentence(judged, words, surroundings),
        "areas.criterion",
        package=package.id,
        legal_basis=package.legal_basis,
        certainty=national.certainty if national else judged.criterion.certainty,
        inputs=_inputs(judged, words),
        sources=sources,
        parts=parts,
    )


def in_unit(measure: Measure, value: Decimal, decimals: int) -> Percent | int:
    """Return a figure or limit as a reader sees it: persons as a number, shares as percent."""
    return int(value) if measure is Measure.RESIDENTS else Percent(value, decimals)


def demand(criterion: Criterion, limit: Decimal, words: MeasureWords) -> Sentence:
    """Say what a figure must be to meet the criterion: "over 40,0 %"."""
    return _bound(DEMANDS[criterion.operator], limit, words)


def demand_not_met(criterion: Criterion, limit: Decimal, words: MeasureWords) -> Sentence:
    """Say what a figure must be not to meet the criterion: "højst 40,0 %"."""
    return _bound(DEMANDS_OPPOSITE[criterion.operator], limit, words)


def _bound(bound: Sentence, limit: Decimal, words: MeasureWords) -> Sentence:
    return sentence("{bound} {limit}", bound=bound, limit=in_unit(words.measure, limit, words.decimals))


def _judged_sentence(judged: Judged, words: MeasureWords, surroundings: Surroundings) -> Sentence:
    if judged.figure is None:
        return sentence("{measure}: tallet mangler, så kravet kan ikke afgøres.", measure=words.name)
    if judged.limit is None:
        return sentence(
            "{measure}: landstallet for listen {day} er ikke fundet, så grænsen kendes ikke.",
            measure=words.name,
            day=surroundings.list_day,
        )
    relation = MEETS if judged.outcome is Outcome.YES else MEETS_NOT
    return sentence(
        "{measure}: {value} er {relation} på {limit}.",
        measure=words.name,
        value=in_unit(words.measure, judged.figure.value, judged.figure.decimals),
        relation=relation[judged.criterion.operator],
        limit=in_unit(words.measure, judged.limit, words.decimals),
    )


def _inputs(judged: Judged, words: MeasureWords) -> tuple[Input, ...]:
    criterion = judged.criterion
    given: list[Input] = []
    if judged.figure is not None:
        value = in_unit(words.measure, judged.figure.value, judged.figure.decimals)
        given.append(Input(words.name, value, judged.figure.source))
    if judged.limit is not None:
        given.append(Input(sentence("Grænse"), demand(criterion, judged.limit, words)))
    if judged.distance is not None and words.measure is not Measure.RESIDENTS:
        given.append(Input(sentence("Afstand til grænsen"), Points(judged.distance, words.decimals)))
    given.extend(_conditions(criterion))
    return tuple(given)


def _conditions(criterion: Criterion) -> tuple[Input, ...]:
    given: list[Input] = []
    if criterion.denominator is not None:
        given.append(Input(sentence("Regnet af"), criterion.denominator))
    if criterion.window_years > 1:
        window = sentence("gennemsnit over {years} år", years=criterion.window_years)
        given.append(Input(sentence("Periode"), window))
    if criterion.note is not None:
        given.append(Input(sentence("Bemærk"), criterion.note))
    return tuple(given)


def _rounding(judged: Judged) -> Sentence | None:
    if not judged.rounding_could_decide:
        return None
    return sentence(
        "Tallet er afrundet og ligger så tæt på grænsen, at afrundingen kan afgøre svaret. Statens eget svar går forud."
    )


def _persons(judged: Judged, words: MeasureWords) -> Sentence | None:
    text = words.persons_fewer if _would_fall(judged) else words.persons_more
    if judged.persons is None or text is None or _is_far(judged):
        return None
    if judged.persons_certain:
        return sentence("{persons} {change} ville ændre svaret.", persons=judged.persons, change=text)
    return sentence("Cirka {persons} {change} ville ændre svaret.", persons=judged.persons, change=text)


def _is_far(judged: Judged) -> bool:
    """Say whether the number of residents is so far from its limit that the distance tells nobody anything."""
    if judged.criterion.measure is not Measure.RESIDENTS or judged.limit is None or judged.persons is None:
        return False
    return judged.persons > judged.limit * RESIDENTS_NEAR


def _would_fall(judged: Judged) -> bool:
    """Say whether the figure must fall to change the outcome."""
    over = judged.criterion.operator in (Operator.OVER, Operator.AT_LEAST)
    return over == (judged.outcome is Outcome.YES)
