"""Evaluations in words a citizen understands: what the list demands, what became of each demand, and by which law.

Built on demand: deciding a million area-years needs no words.
"""

from collections.abc import Iterable
from dataclasses import replace

from vugge.areas.rules.area_law import SeriesNotes
from vugge.areas.rules.evaluation import Evaluation, ListResult
from vugge.areas.rules.law import AreaList, CriteriaPackage
from vugge.areas.rules.outcome import Outcome
from vugge.areas.rules.wording import judged_because
from vugge.kit.explained import Because, Certainty, Explained, Input, Source
from vugge.kit.text import Sentence, sentence


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


def explained_in(evaluations: Iterable[Evaluation], kind: AreaList, series: SeriesNotes) -> Explained[Outcome] | None:
    """Return the outcome for one list from the evaluation that knows it, or None if none does."""
    return next((found for one in evaluations if (found := explained(one, kind, series))), None)


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
    if result.settled is Outcome.UNDETERMINED:
        names.append(sentence("en afklaring af loven"))
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
        demand = result.rule.in_a_row
        said = _because(_row(result), "areas.lists_in_a_row", evaluation.package, certainty=demand.certainty)
        found.append(replace(said, inputs=(Input(sentence("Bemærk"), demand.note),) if demand.note else ()))
    if result.rule.unsettled and result.settled is Outcome.UNDETERMINED:
        unsettled = sentence("Uafklaret: {unsettled}", unsettled=result.rule.unsettled)
        found.append(_because(unsettled, "areas.list_unsettled", evaluation.package, certainty=Certainty.UNCERTAIN))
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


def _within(part: Because, package: CriteriaPackage) -> Because:
    """Leave out of a part what the whole says already: the law and its sources."""
    own = tuple(source for source in part.sources if source not in package.sources)
    parts = tuple(_within(one, package) for one in part.parts)
    return replace(part, package="", legal_basis="", sources=own, parts=parts)


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
