"""When a station is reached, and what shows it: the first day on which one of its proofs holds.

Offers `Shown` and `first_shown`. More facts can only make that day an earlier one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vugge.journey.rules.conditions import is_fitting, periods_in
from vugge.journey.rules.life import EvidenceFact, LifeFacts
from vugge.journey.rules.placing import Placed
from vugge.journey.rules.route import Proof, ProofKind
from vugge.kit.periods import Period, merged


@dataclass(frozen=True)
class Shown:
    """The day a station was reached, by which proof, and the evidence of it; None where a spell shows it."""

    on: date
    proof: Proof
    evidence: EvidenceFact | None = None


def first_shown(placed: Placed, life: LifeFacts, *, until: date) -> Shown | None:
    """Return what first shows that a station is reached, of all that is known on a day; None if nothing does."""
    found = [
        shown
        for proof in placed.station.reached_by
        for shown in _shown_by(proof, placed, life)
        if shown.on <= until  # what lies ahead shows nothing yet
    ]
    return min(found, key=_order, default=None)


def _order(shown: Shown) -> tuple[date, bool, str, str, str]:
    """Order by day; on one day evidence first, then in an order that does not depend on how facts came in."""
    one = shown.evidence
    told = ("", "", "") if one is None else (one.measure, one.value, str(one.id))
    return shown.on, one is None, *told


def _shown_by(proof: Proof, placed: Placed, life: LifeFacts) -> Iterator[Shown]:
    begins = earliest_day(proof, placed)
    if proof.kind is ProofKind.EVIDENCE:
        for one in life.evidence:
            if one.measure == proof.measure and begins <= one.on and is_fitting(one, proof):
                yield Shown(one.on, proof, one)
        return
    for period in merged(periods_in(life, proof.spells)):
        day = _day_in(period, proof.after_days, begins)
        if day is not None:
            yield Shown(day, proof)


def earliest_day(proof: Proof, placed: Placed) -> date:
    """Return the first day on which a proof counts: the opening, unless the proof names another or takes any."""
    if proof.is_earlier_enough:
        return date.min
    named = None if proof.counts_from is None else placed.day(proof.counts_from)
    if named is not None:
        return named
    return placed.window.counts_from if placed.window is not None else date.max


def _day_in(period: Period, after_days: int, begins: date) -> date | None:
    """Return the first day on which a stay has lasted long enough and counts; a change of place breaks no stay."""
    day = max(period.start + timedelta(days=after_days), begins)
    return day if period.contains(day) else None
