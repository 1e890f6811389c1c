"""The first day on which each of many children has reached a station: `reaching.py` on columns.

Offers `first_shown`.
"""

import numpy as np

from vugge.journey.rules.columns_facts import NEVER, NOT_KNOWN, Days
from vugge.journey.rules.columns_part import Part
from vugge.journey.rules.columns_windows import WindowColumns
from vugge.journey.rules.route import Proof, ProofKind, Station


def first_shown(station: Station, windows: WindowColumns, part: Part) -> Days:
    """Return the first day on which a proof holds, `NEVER` where none does by now."""
    shown = np.full(part.size, NEVER, np.int32)
    for proof in station.reached_by:
        begins = _begins(proof, windows, part)
        if proof.kind is ProofKind.EVIDENCE:
            _by_evidence(shown, proof, begins, part)
        else:
            _by_stays(shown, proof, begins, part)
    return shown


def _begins(proof: Proof, windows: WindowColumns, part: Part) -> Days | None:
    """Return the first day on which the proof counts; None: any day."""
    if proof.is_earlier_enough:
        return None
    if proof.counts_from is None:
        return windows.counts_from
    named = part.day(proof.counts_from, is_municipal=windows.is_municipal)
    return np.where(named == NOT_KNOWN, windows.counts_from, named)


def _by_evidence(shown: Days, proof: Proof, begins: Days | None, part: Part) -> None:
    evidence = part.evidence(proof.measure)
    fits = part.fits(proof, evidence)
    if begins is not None:
        is_late_enough = evidence.on >= begins[evidence.child]
        fits = is_late_enough if fits is None else fits & is_late_enough
    child, on = (evidence.child, evidence.on) if fits is None else (evidence.child[fits], evidence.on[fits])
    np.minimum.at(shown, child, on)


def _by_stays(shown: Days, proof: Proof, begins: Days | None, part: Part) -> None:
    stays = part.stays(proof.spells)
    day = stays.start + np.int32(proof.after_days)
    if begins is not None:
        day = np.maximum(day, begins[stays.child])
    holds = (day < stays.end) & (day <= part.until[stays.child])
    np.minimum.at(shown, stays.child[holds], day[holds])
