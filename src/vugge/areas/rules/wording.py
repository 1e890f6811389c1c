"""One judged criterion in words: met or not, by which limit, how far off, and whether rounding could decide."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from vugge.areas.rules.area_law import MeasureWords, SeriesNotes
from vugge.areas.rules.criterion import Judged, Surroundings
from vugge.areas.rules.figures import Figure, as_decimal
from vugge.areas.rules.law import CriteriaPackage, Criterion, Measure, Operator
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
    remarks = (_rounding(judged), _untold(judged, words), _persons(judged, words))
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


def shown_value(figure: Figure, limit: Decimal | None, words: MeasureWords) -> Percent | int:
    """Return a figure as it is held against a limit: with more decimals than published where those decide.

    40.03 per cent, published as 40.0, is over 40. Where persons may not be told, neither may the digits that
    would give their number away: then it is the published figure.
    """
    if limit is None or not words.may_tell_persons or not figure.is_unrounded():
        return in_unit(words.measure, figure.value, figure.decimals)
    decimals = decimals_that_decide(figure, limit)
    return in_unit(words.measure, as_decimal(figure.exact()), decimals)


def shown_distance(judged: Judged, words: MeasureWords) -> Points | None:
    """Return how far a share is from its limit, with the decimals that decide; None for persons and the unknown."""
    if judged.distance is None or judged.figure is None or judged.limit is None or words.measure is Measure.RESIDENTS:
        return None
    if not words.may_tell_persons:
        return Points(judged.figure.value - judged.limit, words.decimals)
    return Points(judged.distance, max(words.decimals, decimals_that_decide(judged.figure, judged.limit)))


def decimals_that_decide(figure: Figure, limit: Decimal) -> int:
    """Return how many decimals a figure needs to be seen over, on or under the limit as it is; the published at least.

    >>> decimals_that_decide(Figure(Measure.UNATTACHED, Decimal("40.0"), 1, count=4003, base=10_000), Decimal(40))
    2
    """
    exact, bound, decimals = figure.exact(), Fraction(limit), figure.decimals
    while _side(_rounded(exact, decimals), bound) != _side(exact, bound):
        decimals += 1
    return decimals


def _side(value: Fraction, bound: Fraction) -> int:
    """Return 1 over the bound, 0 on it and -1 under it."""
    return (value > bound) - (value < bound)


def _rounded(value: Fraction, decimals: int) -> Fraction:
    """Round half up, as figures are shown."""
    steps = 10**decimals
    return Fraction(floor(value * steps + Fraction(1, 2)), steps)


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
        value=shown_value(judged.figure, judged.limit, words),
        relation=relation[judged.criterion.operator],
        limit=in_unit(words.measure, judged.limit, words.decimals),
    )


def _inputs(judged: Judged, words: MeasureWords) -> tuple[Input, ...]:
    criterion = judged.criterion
    given: list[Input] = []
    if judged.figure is not None:
        given.append(Input(words.name, shown_value(judged.figure, judged.limit, words), judged.figure.source))
        given.extend(_counted(judged.figure, words))
    if judged.limit is not None:
        given.append(Input(sentence("Grænse"), demand(criterion, judged.limit, words)))
    distance = shown_distance(judged, words)
    if distance is not None:
        given.append(Input(sentence("Afstand til grænsen"), distance))
    given.extend(_conditions(criterion))
    return tuple(given)


def _counted(figure: Figure, words: MeasureWords) -> tuple[Input, ...]:
    if figure.count is None or not figure.base or not words.may_tell_persons:
        return ()
    persons = sentence("{count} ud af {base} personer", count=figure.count, base=figure.base)
    return (Input(sentence("Antal"), persons),)


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


def _untold(judged: Judged, words: MeasureWords) -> Sentence | None:
    if judged.figure is None or judged.limit is None or words.may_tell_persons or not judged.figure.is_unrounded():
        return None
    bound = Fraction(judged.limit)
    if _side(Fraction(judged.figure.value), bound) == _side(judged.figure.exact(), bound):
        return None
    return sentence("Det uafrundede tal afgør svaret. Det vises ikke, fordi det kunne røbe, hvor få personer det er.")


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
