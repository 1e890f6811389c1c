"""What waits for whoever keeps the register, about persons whom they have no basis for yet: it names nobody.

Offers `waiting_errands`, `errand_of` and `is_open` (for the actions on one) and `keeps_register_in`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.access.models import Basis, Conflict, SubjectRequest
from vugge.access.queries.actors import scope
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.errands import Errand, ErrandKind, WaitingErrand, of_municipality
from vugge.access.rules.requests import RequestKind
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Scope, Viewer
from vugge.kit.local_time import local_day
from vugge.organisations.queries.register import organisation_facts_of, units_by_id
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.kinds import OrganisationKind, Role
from vugge.people.queries.facts import merges, municipalities, open_suspicions

MOST = 200
"""How many matters a list names, the oldest first; the others come as these are settled."""

WISHES = {RequestKind.CORRECTION: ErrandKind.CORRECTION, RequestKind.DELETION: ErrandKind.DELETION}


def waiting_errands(viewer: Viewer, kinds: Collection[ErrandKind]) -> tuple[WaitingErrand, ...]:
    """Return what waits of some kinds in the viewer's municipality about persons whom they may not decide on yet.

    At most `MOST`: those with the nearest deadline first, then the oldest. A fixed number of statements. Nobody is
    named; what is about somebody whom the viewer is shut out from is left out.
    """
    code = keeps_register_in(viewer)
    if not code:
        return ()
    mine = scope(viewer)
    with deciding():
        found = [one for kind in kinds for one in _all(kind) if not _may_settle(mine, one)]
        ours = _in_municipality(found, code, viewer)
        shut = _shut_out(viewer, {person for one in ours for person in one.persons})
    left = (one for one in ours if not shut.intersection(one.persons))
    return tuple(one.nameless() for one in sorted(left, key=lambda one: (one.due or date.max, *_age(one)))[:MOST])


def errand_of(viewer: Viewer, *, kind: ErrandKind, number: str) -> Errand | None:
    """Return one matter that the viewer may take up; None for one settled, elsewhere, or not for them."""
    code = keeps_register_in(viewer)
    if not code:
        return None
    found = [one for one in _all(kind) if one.number == number]
    ours = _in_municipality(found, code, viewer)
    if not ours or _shut_out(viewer, ours[0].persons):
        return None
    return ours[0]


def is_open(kind: ErrandKind, number: str) -> bool:
    """Say whether a matter still waits to be settled; asked inside `deciding`."""
    return any(one.number == number for one in _all(kind))


def keeps_register_in(viewer: Viewer) -> str:
    """Return the code of the municipality whose register the viewer keeps in the role they act in; empty for none.

    No private organisation settles citizens' wishes, whoever works there.
    """
    if viewer.identity is None or viewer.role != Role.REGISTRAR:
        return ""
    held = current_roles(viewer.identity, on=local_day(timezone.now()))
    mine = (one for one in held if (one.role.value, str(one.unit)) == (viewer.role, viewer.unit))
    return next((one.municipality for one in mine if one.organisation_kind is OrganisationKind.MUNICIPALITY), "")


def _all(kind: ErrandKind) -> Iterable[Errand]:
    if kind is ErrandKind.DUPLICATE:
        return _suspicions()
    if kind is ErrandKind.UNMERGE:
        return [Errand(kind, str(one.id), local_day(one.noted_at), persons=(one.first, one.second)) for one in merges()]
    return [one for one in _wishes() if one.kind is kind]


def _wishes() -> list[Errand]:
    rows = SubjectRequest.objects.facts_of().filter(answered_at__isnull=True).order_by("due", "id")
    return [
        Errand(WISHES[RequestKind(row.kind)], str(row.pk), local_day(row.asked_at), row.due, persons=(row.person_id,))
        for row in rows
    ]


def _suspicions() -> list[Errand]:
    return [
        Errand(ErrandKind.DUPLICATE, str(one.id), local_day(one.noted_at), persons=(one.first, one.second))
        for one in open_suspicions()
    ]


def _age(one: Errand) -> tuple[date, str, str]:
    return one.since, one.kind, one.number


def _may_settle(mine: Scope, one: Errand) -> bool:
    return all(mine.sight(person).may(Act.DECIDE, Category.IDENTITY) for person in one.persons)


def _in_municipality(found: list[Errand], code: str, viewer: Viewer) -> list[Errand]:
    """Leave out what is another municipality's: where somebody lives, or is worked with when no home is on file."""
    persons = {person for one in found for person in one.persons}
    lives_in: Mapping[UUID, Collection[str]] = municipalities(persons)
    worked_with = _worked_with(persons - set(lives_in), viewer)
    return [one for one in found if of_municipality(one, code, lives_in={**worked_with, **lives_in})]


def _worked_with(persons: Collection[UUID], viewer: Viewer) -> Mapping[UUID, Collection[str]]:
    """Return the municipalities of the units that work with persons. Three statements."""
    now = timezone.now()
    rows = Basis.objects.facts_of().filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now), person__in=persons, ended_at__isnull=True
    )
    tasks = list(rows.exclude(kind=BasisKind.EMERGENCY).values_list("person_id", "unit_id", "in_unit_id"))
    units = units_by_id(viewer, units={unit or own for _, unit, own in tasks})
    owners = organisation_facts_of(viewer, organisations={one.organisation for one in units.values()})
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for person, unit, own in tasks:
        found[person].add(owners[units[unit or own].organisation].municipality)
    return found


def _shut_out(viewer: Viewer, persons: Collection[UUID]) -> frozenset[UUID]:
    today: date = local_day(timezone.now())
    rows = Conflict.objects.facts_of().filter(
        Q(ends__isnull=True) | Q(ends__gt=today), account=viewer.identity, person__in=persons, begins__lte=today
    )
    return frozenset(rows.values_list("person_id", flat=True))
