"""Where a child stands, in words a citizen understands: what decided it, by which route, law and facts.

Offers `explained`. The words of the conditions are in `explaining_conditions.py`.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from vugge.journey.rules.explaining_conditions import condition_said, measure_name, places_said
from vugge.journey.rules.life import LifeFacts
from vugge.journey.rules.placing import Window
from vugge.journey.rules.reaching import Shown
from vugge.journey.rules.route import Measure
from vugge.journey.rules.standing import Reason, Standing, Status
from vugge.kit.explained import Because, Explained, Input
from vugge.kit.text import Sentence, Text, sentence

Measures = Mapping[str, Measure]

# Said at every station of every plan, and therefore made once.
_DAY = sentence("Dagen, vi ser på")
_OPENS = sentence("Åbner")
_LAST = sentence("Sidste dag")
_LEFT = sentence("Dage tilbage")
_REACHED = sentence("Nået")
_ROUTE = sentence("Ruten gælder, som den er den dag, stationen åbner.")


def explained(found: Standing, life: LifeFacts, *, on: date, measures: Measures) -> Explained[Status]:
    """Return the status with its reasons. Of a hidden station the law alone is told, no day."""
    placed, station = found.placed, found.placed.station
    said = _said(found, life, measures)
    is_told = placed.window is not None and found.status is not Status.HIDDEN
    because = Because(
        sentence=said,
        rule=f"journey.{found.reason}",
        package=placed.package,
        legal_basis=station.legal_basis,
        certainty=station.certainty,
        inputs=_inputs(found, on, measures) if is_told else (),
        sources=station.sources,
        parts=_parts(found, measures) if is_told else (),
    )
    return Explained(found.status, because)


def _said(found: Standing, life: LifeFacts, measures: Measures) -> Sentence:
    window, shown = found.placed.window, found.shown
    if window is None or found.reason in _PLAIN:
        return _PLAIN[found.reason]
    if shown is not None:
        return _reached_said(found.reason, shown, window, measures)
    if found.reason in (Reason.NOT_APPLYING, Reason.NOT_KNOWN):
        return _conditions_said(found, measures)
    if found.reason is Reason.CAME_AFTER:
        came = found.placed.dates.arrival if found.placed.dates else life.arrived
        return sentence("Stationen var lukket, da barnet kom hertil den {day}. Derfor tæller den ikke.", day=came)
    return _BY_WINDOW[found.reason](window, found.days_left or 0)


_PLAIN: Mapping[Reason, Sentence] = {
    Reason.HIDDEN: sentence("Du har ikke adgang til at se denne station."),
    Reason.NO_BIRTH: sentence(
        "Vi kender hverken fødselsdag eller termin. Derfor ved vi ikke, hvornår stationen er åben."
    ),
    Reason.DIED: sentence("Barnet er død. Derfor er stationen ikke længere aktuel."),
    Reason.BORN_BEFORE: sentence("Barnet blev født, før stationen lukkede. Derfor er den ikke længere aktuel."),
    Reason.UNBORN: sentence("Stationen åbner først, når barnet er født."),
    Reason.PROOF_HIDDEN: sentence("Du har ikke adgang til at se, om stationen er nået."),
}
"""What needs no day to be said."""


def _empty(window: Window, _left: int) -> Sentence:
    return sentence(
        "Stationen nåede ikke at åbne. Den skulle åbne den {opens}, men var slut den {closes}.",
        opens=window.opens,
        closes=window.closes,
    )


def _not_opened(window: Window, _left: int) -> Sentence:
    return sentence("Stationen åbner den {opens}.", opens=window.opens)


def _open(window: Window, left: int) -> Sentence:
    return sentence(
        "Stationen er åben. Der er {days} dage tilbage. Sidste dag er den {last}.", days=left, last=window.last
    )


def _closing(window: Window, left: int) -> Sentence:
    if left == 1:
        return sentence("Stationen lukker. Den {last} er sidste dag.", last=window.last)
    return sentence(
        "Stationen lukker snart. Der er {days} dage tilbage. Sidste dag er den {last}.", days=left, last=window.last
    )


def _catching_up(window: Window, _left: int) -> Sentence:
    return sentence(
        "Stationen var lukket, da barnet kom hertil. Den kan indhentes til og med den {last}.", last=window.last
    )


def _missed(window: Window, _left: int) -> Sentence:
    still = window.still_until - timedelta(days=1) if window.still_until else window.last
    return sentence(
        "Sidste dag var den {last}. Vi kan ikke se, at stationen er nået. Den kan stadig nås til og med den {still}.",
        last=window.last,
        still=still,
    )


def _missed_for_good(window: Window, _left: int) -> Sentence:
    return sentence("Sidste dag var den {last}. Vi kan ikke se, at stationen er nået.", last=window.last)


_BY_WINDOW: Mapping[Reason, Callable[[Window, int], Sentence]] = {
    Reason.EMPTY: _empty,
    Reason.NOT_OPENED: _not_opened,
    Reason.OPEN: _open,
    Reason.CLOSING: _closing,
    Reason.CATCHING_UP: _catching_up,
    Reason.MISSED: _missed,
    Reason.MISSED_FOR_GOOD: _missed_for_good,
}
"""What the days of the window say."""


def _reached_said(reason: Reason, shown: Shown, window: Window, measures: Measures) -> Sentence:
    if shown.evidence is None:
        by = sentence("Det viser tiden i {places}.", places=places_said(shown.proof.spells))
    else:
        by = sentence("Det viser »{measure}«.", measure=measure_name(shown.evidence.measure, measures))
    if reason is Reason.REACHED_LATE:
        return sentence("Nået den {day}. {by} Sidste dag var den {last}.", day=shown.on, by=by, last=window.last)
    if reason is Reason.REACHED_EARLY:
        return sentence("Nået den {day}, før stationen åbnede. {by}", day=shown.on, by=by)
    return sentence("Nået den {day}. {by}", day=shown.on, by=by)


def _conditions_said(found: Standing, measures: Measures) -> Sentence:
    wanted = False if found.reason is Reason.NOT_APPLYING else None
    why = tuple(condition_said(one, measures) for one in found.answers if one.answer is wanted)
    if wanted is False:
        return sentence("Stationen er ikke for dette barn: {why}", why=why[0])
    return sentence("Det er ikke klart, om stationen er for dette barn: {why}", why=why[0])


def _inputs(found: Standing, on: date, measures: Measures) -> tuple[Input, ...]:
    window, shown = found.placed.window, found.shown
    given = [Input(_DAY, on)]
    if window is not None:
        given += [Input(_OPENS, window.opens), Input(_LAST, window.last)]
    if found.days_left is not None:
        given.append(Input(_LEFT, found.days_left))
    if shown is not None:
        given.append(Input(_REACHED, shown.on))
    if shown is not None and shown.evidence is not None and shown.evidence.value:
        given.append(Input(measure_name(shown.evidence.measure, measures), _value(shown, measures)))
    return tuple(given)


def _value(shown: Shown, measures: Measures) -> Text | str:
    evidence = shown.evidence
    if evidence is None:
        return ""
    measure = measures.get(evidence.measure)
    return measure.values.get(evidence.value, evidence.value) if measure else evidence.value


def _parts(found: Standing, measures: Measures) -> tuple[Because, ...]:
    """Return which route counts, and what became of each condition."""
    placed, station = found.placed, found.placed.station
    route = Because(
        _ROUTE,
        rule="journey.edition",
        package=placed.package,
        certainty=station.certainty,
    )
    conditions = (
        Because(
            condition_said(one, measures),
            rule=f"journey.{one.condition.kind}",
            package=placed.package,
            legal_basis=station.legal_basis,
            certainty=station.certainty,
        )
        for one in found.answers
    )
    return route, *conditions
