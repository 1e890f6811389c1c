"""What decides where a child stands at one station, in the order in which it is asked; no words.

Offers `Status`, `Reason`, `Standing` and `standing`. `columns.py` decides the same for a million children.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vugge.journey.rules.conditions import Answered, answers, asked_of, categories_of
from vugge.journey.rules.life import LifeFacts
from vugge.journey.rules.placing import Placed, Window
from vugge.journey.rules.reaching import Shown, first_shown
from vugge.journey.rules.route import Anchor, Measure

CLOSING_WITHIN = 30
"""Days before the end from which a window is said to close; of a short window the last third, at least the last day."""


class Status(StrEnum):
    """Where a child stands at one station."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSING = "closing"
    REACHED = "reached"
    REACHED_LATE = "reached_late"
    MISSED = "missed"
    NOT_RELEVANT = "not_relevant"
    UNKNOWN = "unknown"
    HIDDEN = "hidden"


class Reason(StrEnum):
    """Why a status is what it is, as finely as it is told."""

    HIDDEN = "hidden"
    NO_BIRTH = "no_birth"
    EMPTY = "empty"
    REACHED = "reached"
    REACHED_EARLY = "reached_early"
    REACHED_LATE = "reached_late"
    NOT_APPLYING = "not_applying"
    NOT_KNOWN = "not_known"
    DIED = "died"
    BORN_BEFORE = "born_before"
    CAME_AFTER = "came_after"
    UNBORN = "unborn"
    NOT_OPENED = "not_opened"
    PROOF_HIDDEN = "proof_hidden"
    OPEN = "open"
    CATCHING_UP = "catching_up"
    CLOSING = "closing"
    MISSED = "missed"
    MISSED_FOR_GOOD = "missed_for_good"


@dataclass(frozen=True)
class Standing:
    """Where a child stands at a station on a day, and what made it so."""

    placed: Placed
    status: Status
    reason: Reason
    shown: Shown | None = None
    days_left: int | None = None
    answers: tuple[Answered, ...] = ()


def standing(  # noqa: PLR0911  the order of the answers is the rule
    placed: Placed, life: LifeFacts, *, on: date, measures: Mapping[str, Measure], closing_within: int
) -> Standing:
    """Decide one station. `life` holds only what the viewer may see."""
    window = placed.window
    if placed.station.category in life.hidden:
        return Standing(placed, Status.HIDDEN, Reason.HIDDEN)
    if window is None:
        return Standing(placed, Status.UNKNOWN, Reason.NO_BIRTH)
    if window.is_empty:
        return Standing(placed, Status.NOT_RELEVANT, Reason.EMPTY)
    shown = _shown(placed, window, life, on=on)
    if shown is None and (found := _without_conditions(placed, window, life, on=on)):
        return found
    answered = _answered(placed, window, life, until=_until(life, on), shown=shown, measures=measures)
    if not all(one.answer for one in answered):
        return _wanting(placed, answered, is_dead=_is_dead(life, on))
    if shown is not None:
        return _reached(placed, window, shown, answered)
    if window.opens <= on and _is_proof_hidden(placed, life, measures):
        return Standing(placed, Status.UNKNOWN, Reason.PROOF_HIDDEN, answers=answered)
    return replace(_on_the_way(placed, window, on=on, closing_within=closing_within), answers=answered)


def _answered(
    placed: Placed,
    window: Window,
    life: LifeFacts,
    *,
    until: date,
    shown: Shown | None,
    measures: Mapping[str, Measure],
) -> tuple[Answered, ...]:
    if not placed.station.applies:
        return ()
    asked = asked_of(window, until=until, reached=None if shown is None else shown.on)
    return answers(placed.station.applies, life, asked, measures=measures)


def _is_proof_hidden(placed: Placed, life: LifeFacts, measures: Mapping[str, Measure]) -> bool:
    """Say whether the viewer may not see all that could show the station to be reached."""
    proofs = placed.station.reached_by if life.hidden else ()
    return any(categories_of(proof, measures) & life.hidden for proof in proofs)


def _is_dead(life: LifeFacts, on: date) -> bool:
    return life.died is not None and life.died <= on


def _until(life: LifeFacts, on: date) -> date:
    """Return the last day that is looked at: a life ends with death."""
    return on if life.died is None else min(on, life.died)


def _shown(placed: Placed, window: Window, life: LifeFacts, *, on: date) -> Shown | None:
    """Return what shows that it is reached: before it closes, or while it is still worth it."""
    shown = first_shown(placed, life, until=_until(life, on))
    return shown if shown is not None and shown.on < window.counts_until else None


def _without_conditions(placed: Placed, window: Window, life: LifeFacts, *, on: date) -> Standing | None:
    """Decide what holds of an unreached station whatever its conditions say."""
    if _is_dead(life, on):
        return Standing(placed, Status.NOT_RELEVANT, Reason.DIED)
    is_of_pregnancy = placed.station.closes.anchor is Anchor.PREGNANCY
    if is_of_pregnancy and life.born is not None and life.born <= on and life.born < window.closes:
        return Standing(placed, Status.NOT_RELEVANT, Reason.BORN_BEFORE)
    if window.is_over_on_arrival:
        return Standing(placed, Status.NOT_RELEVANT, Reason.CAME_AFTER)
    if life.born is None and placed.station.opens.anchor is not Anchor.PREGNANCY:
        return Standing(placed, Status.NOT_YET, Reason.UNBORN)
    return None


def _wanting(placed: Placed, answered: tuple[Answered, ...], *, is_dead: bool) -> Standing:
    """Say what follows from a condition that does not hold, or of which nobody knows."""
    if any(one.answer is False for one in answered):
        return Standing(placed, Status.NOT_RELEVANT, Reason.NOT_APPLYING, answers=answered)
    if is_dead:
        return Standing(placed, Status.NOT_RELEVANT, Reason.DIED)
    return Standing(placed, Status.UNKNOWN, Reason.NOT_KNOWN, answers=answered)


def _reached(placed: Placed, window: Window, shown: Shown, answered: tuple[Answered, ...]) -> Standing:
    if shown.on >= window.closes:
        return Standing(placed, Status.REACHED_LATE, Reason.REACHED_LATE, shown, answers=answered)
    reason = Reason.REACHED_EARLY if shown.on < window.counts_from else Reason.REACHED
    return Standing(placed, Status.REACHED, reason, shown, answers=answered)


def _on_the_way(placed: Placed, window: Window, *, on: date, closing_within: int) -> Standing:
    """Decide by the window alone: before it, in it, after it."""
    if on < window.opens:
        return Standing(placed, Status.NOT_YET, Reason.NOT_OPENED)
    left = (window.closes - on).days
    if left <= 0:
        is_for_good = window.still_until is None or window.still_until <= on
        reason = Reason.MISSED_FOR_GOOD if is_for_good else Reason.MISSED
        return Standing(placed, Status.MISSED, reason)
    if left <= last_days(window, closing_within):
        return Standing(placed, Status.CLOSING, Reason.CLOSING, days_left=left)
    reason = Reason.CATCHING_UP if window.is_catching_up else Reason.OPEN
    return Standing(placed, Status.OPEN, reason, days_left=left)


def last_days(window: Window, closing_within: int) -> int:
    """Return how many days before its end a window is closing."""
    return max(1, min(closing_within, (window.closes - window.opens).days // 3))
