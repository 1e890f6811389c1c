"""What is held about one person and when the last of it ended: what the rules on keeping are asked about.

Offers `held`, `fates_of` (of everything that is kept, whoever asks) and `erasable_stays` with `Erasable`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from vugge.access.models import Basis, Consent
from vugge.access.queries.law import access_law
from vugge.access.rules.consent import months_later
from vugge.access.rules.requests import Fate, Held, Verdict, fates
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Viewer
from vugge.kit.explained import Explained
from vugge.kit.local_time import local_day
from vugge.organisations.queries.register import units_by_id
from vugge.organisations.rules.kinds import UnitKind
from vugge.people.queries.facts import stays
from vugge.people.rules.facts import StayFact

SOCIAL_HOUSING: Final = frozenset(
    {UnitKind.SECRETARIAT, UnitKind.ASSOCIATION, UnitKind.CLUB, UnitKind.HOUSING_DEPARTMENT}
)
PARTICIPANT: Final = "participant"
"""The kind of data, as `law/access/retention` calls it, that can be deleted here: it need not go to the archive."""


@dataclass(frozen=True)
class Erasable:
    """Which places may be deleted now; all of them had ended by the day `ended_by`, or they may not."""

    spells: tuple[UUID, ...]
    ended_by: date


def held(
    viewer: Viewer,
    places: Iterable[StayFact],
    *,
    bases: QuerySet[Basis],
    consents: QuerySet[Consent],
    today: date,
) -> Mapping[str, Held]:
    """Return of each kind of data whether there is any, and when the last of it ended. Three statements."""
    found = tuple(places)
    social = _social(viewer, found)
    ends = [one.ends for one in found] + [_first_end(*row) for row in bases.values_list("ends_at", "ended_at")]
    asked = consents.values_list("until", "withdrawn_at", "refused_at")
    over = [min([until, *(local_day(one) for one in (gone, no) if one)]) for until, gone, no in asked]
    return {
        "case_data": _last(ends, today),
        PARTICIPANT: _last([one.ends for one in social], today),
        "consent": _last(over, today),
        "log": Held(is_there=True, ended=today),  # each line is kept so long after it was written, the last just now
    }


def fates_of(viewer: Viewer, person: UUID) -> tuple[Explained[Fate], ...]:
    """Return what the rules on keeping say of each kind of data about somebody, also of what the viewer may not see.

    It says only whether there is any and until when, never what. Four statements.
    """
    today = local_day(timezone.now())
    with deciding():
        bases, consents = (table.objects.facts_of().filter(person=person) for table in (Basis, Consent))
        found = held(viewer, stays(person), bases=bases, consents=consents, today=today)  # type: ignore[arg-type]
    return fates(found, retention=access_law(today).retention, today=today)


def erasable_stays(viewer: Viewer, person: UUID, kept: Iterable[Explained[Fate]]) -> Erasable:
    """Return the places that the rules on keeping let go of now; none while the time is not up. Two statements."""
    now = local_day(timezone.now())
    mine = next((one.value for one in kept if one.value.rule.subject == PARTICIPANT), None)
    if mine is None or mine.verdict is not Verdict.DELETE:
        return Erasable((), now)
    with deciding():
        found = _social(viewer, stays(person))
    return Erasable(tuple(one.spell for one in found), months_later(now, -mine.rule.months_after_end))


def _social(viewer: Viewer, places: Iterable[StayFact]) -> list[StayFact]:
    found = tuple(places)
    units = units_by_id(viewer, units={one.unit for one in found if one.unit is not None})
    return [
        one for one in found if one.unit is not None and one.unit in units and units[one.unit].kind in SOCIAL_HOUSING
    ]


def _first_end(planned: datetime | None, actual: datetime | None) -> date | None:
    ends = [one for one in (planned, actual) if one is not None]
    return local_day(min(ends)) if ends else None


def _last(ends: list[date | None] | list[date], today: date) -> Held:
    """Return when the last of several periods ended; None in it while one goes on."""
    if not ends:
        return Held(is_there=False)
    over = [one for one in ends if one is not None and one <= today]
    return Held(is_there=True, ended=max(over) if len(over) == len(ends) else None)
