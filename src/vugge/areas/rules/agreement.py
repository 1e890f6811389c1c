"""The state's own answer beside the computed one; neither ever overwrites the other."""

from collections.abc import Iterable
from enum import StrEnum

from vugge.areas.rules.outcome import Outcome


class Agreement(StrEnum):
    """How the computed answer stands to the official one."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    NOT_COMPARABLE = "not_comparable"


def compare(official: bool | None, computed: Outcome | None) -> Agreement:
    """Compare one flag; without an official flag or a decided answer there is nothing to compare."""
    if official is None or computed is None or computed is Outcome.UNDETERMINED:
        return Agreement.NOT_COMPARABLE
    return Agreement.AGREES if official == (computed is Outcome.YES) else Agreement.DISAGREES


def overall(parts: Iterable[Agreement]) -> Agreement:
    """Sum up a row's flags: one disagreement is a disagreement; with nothing compared there is none."""
    given = tuple(parts)
    if Agreement.DISAGREES in given:
        return Agreement.DISAGREES
    return Agreement.AGREES if Agreement.AGREES in given else Agreement.NOT_COMPARABLE
