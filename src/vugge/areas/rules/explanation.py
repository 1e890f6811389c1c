"""Evaluations in words a citizen understands: which criterion, value, limit, law and source, and how far off.

Built on demand: deciding a million area-years needs no words.
"""

from dataclasses import replace
from decimal import Decimal

from vugge.areas.rules.criterion import Judged, Surroundings
from vugge.areas.rules.evaluation import Evaluation, ListResult
from vugge.areas.rules.law import (
    AreaList,
    CriteriaPackage,
    Criterion,
    Measure,
    MeasureWords,
    Operator,
    SeriesNotes,
)
from vugge.areas.rules.outcome import Outcome
from vugge.kit.danish import Percent, Points
from vugge.kit.explained import Because, Certainty, Explained, Input, Source
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


def explained(evaluation: Evaluation, kind: AreaList, series: SeriesNotes) -> Explained[Outcome] | None:
    """Return the outcome for one list with its reasons, or None if the package knows no such list."""
    result = evaluation.result(kind)
    if result is None:
        return None
    package, surroundings = evaluation.package, evaluation.surroundings
    parts = (
        *_requirements(result, evaluation),
        *(judged_because(one, package, surroundings, series) for one in (*result.gates, *result.criteria)),
    )
    because = _because(
        _verdict(result, series),
        "areas.list_demands",
        package,
        parts=tuple(_within(part, package) for part in parts),
    )
    return Explained(result.outcome, because)


def judged_because(
    judged: Judged, package: CriteriaPackage, surroundings: Surroundings, series: SeriesNotes
) -> Because:
    """Say why one criterion is met, not met or undetermined."""
    words = series.words(judged.criterion.measure)
    national = surroundings.national.find(judged.criterion, surroundings.list_day)
    sources = (*package.sources, *(national.sources if national else ()))
    parts = tuple(
        _because(one, "areas.criterion", package) for one in (_rounding(judged), _persons(judged, words)) if one
    )
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


def _verdict(result: ListResult, series: SeriesNotes) -> Sentence:
    counts = {
        "met": result.met,
        "of": len(result.criteria),
        "needed": result.rule.at_least,
        "list": result.rule.name,
    }
    if result.outcome is Outcome.UNDETERMINED:
        return sentence(
            "Det kan ikke afgøres, om området er {list}: vi mangler {missing}, og det kan ændre svaret.",
            list=result.rule.name,
            missing=_missing(result, series),
        )
    if result.outcome is Outcome.YES and result.rule.criteria:
        return sentence(
            "Området opfylder {met} af {of} kriterier, og loven kræver mindst {needed}. Derfor er det {list}.",
            **counts,
        )
    if result.outcome is Outcome.YES:
        return sentence("Området opfylder alle krav. Derfor er det {list}.", list=result.rule.name)
    if Outcome.NO in (result.required, result.row, *(gate.outcome for gate in result.gates)):
        return sentence("Et krav er ikke opfyldt. Derfor er området ikke {list}.", list=result.rule.name)
    return sentence(
        "Området opfylder {met} af {of} kriterier, men loven kræver mindst {needed}. Derfor er det ikke {list}.",
        **counts,
    )


def _missing(result: ListResult, series: SeriesNotes) -> tuple[Sentence, ...]:
    looked_at = (*result.gates, *result.criteria)
    unknown = [one for one in looked_at if one.outcome is Outcome.UNDETERMINED]
    if result.criteria and all(one.figure is None for one in looked_at):
        return (sentence("områdets tal"),)
    names = [
        sentence("tallet for »{measure}«", measure=series.words(one.criterion.measure).short)
        if one.figure is None
        else sentence("grænsen for »{measure}« det år", measure=series.words(one.criterion.measure).short)
        for one in unknown
    ]
    if result.required is Outcome.UNDETERMINED:
        names.append(sentence("svaret for den liste, der bygges på"))
    if result.row is Outcome.UNDETERMINED and result.required is not Outcome.UNDETERMINED:
        names.append(sentence("oplysning om tidligere lister"))
    return tuple(names)


def _requirements(result: ListResult, evaluation: Evaluation) -> tuple[Because, ...]:
    found: list[Because] = []
    if result.rule.requires_list and result.required:
        found.append(_because(_required(result, evaluation), "areas.list_required", evaluation.package))
    if result.rule.in_a_row and result.row:
        certainty = result.rule.in_a_row.certainty
        found.append(_because(_row(result), "areas.lists_in_a_row", evaluation.package, certainty=certainty))
    return tuple(found)


def _required(result: ListResult, evaluation: Evaluation) -> Sentence:
    other = evaluation.result(result.rule.requires_list) if result.rule.requires_list else None
    name = other.rule.name if other else ""
    match result.required:
        case Outcome.YES:
            return sentence("Området er {list}, som det skal være.", list=name)
        case Outcome.NO:
            return sentence("Området er ikke {list}, som det skulle være.", list=name)
        case _:
            return sentence("Det kan ikke afgøres, om området er {list}, som det skal være.", list=name)


def _row(result: ListResult) -> Sentence:
    demand = result.rule.in_a_row
    lists = demand.lists if demand else 0
    match result.row:
        case Outcome.YES:
            return sentence("Området har stået på listen {lists} gange i træk, denne medregnet.", lists=lists)
        case Outcome.NO:
            absent = tuple(past.list_day for past in result.past if past.outcome is Outcome.NO)
            if not absent:
                return sentence("Området har ikke stået på listen {lists} gange i træk.", lists=lists)
            return sentence(
                "Området stod ikke på listen {days}, så der er ikke {lists} lister i træk.",
                days=absent,
                lists=lists,
            )
        case _:
            unknown = tuple(past.list_day for past in result.past if past.outcome is Outcome.UNDETERMINED)
            if not unknown:
                return sentence("Der kræves {lists} lister i træk, og denne liste er ikke afgjort.", lists=lists)
            return sentence(
                "Der kræves {lists} lister i træk, men vi ved ikke, om området stod på listen {days}.",
                days=unknown,
                lists=lists,
            )


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


def _within(part: Because, package: CriteriaPackage) -> Because:
    """Leave out of a part what the whole says already: the law and its sources."""
    own = tuple(source for source in part.sources if source not in package.sources)
    parts = tuple(_within(one, package) for one in part.parts)
    return replace(part, package="", legal_basis="", sources=own, parts=parts)


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


def _because(
    said: Sentence,
    rule: str,
    package: CriteriaPackage,
    *,
    parts: tuple[Because, ...] = (),
    certainty: Certainty | None = None,
) -> Because:
    return Because(
        said,
        rule,
        package=package.id,
        legal_basis=package.legal_basis,
        certainty=certainty or package.certainty,
        sources=_distinct(package.sources),
        parts=parts,
    )


def _distinct(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(sources))
