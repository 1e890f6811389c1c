"""How the rows of a conference become what one viewer sees. Asked inside looks. Offers `value_of`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from vugge.access.models import Meeting
from vugge.audit.rules import Level, Scope
from vugge.journey.models.conferences import (
    ConferenceDecision,
    ConferenceNote,
    ConferenceParticipant,
    ConferencePoint,
)
from vugge.journey.queries.agreed import goals_of, steps_of
from vugge.journey.queries.plans import plans_of
from vugge.journey.rules.agreed import StepValue
from vugge.journey.rules.conferences import (
    Attendant,
    ConferenceKind,
    ConferenceState,
    ConferenceValue,
    Ground,
    Kin,
    NoteLine,
    PointKind,
    PointLine,
    Sharing,
    may_read,
)
from vugge.kit.text import Text
from vugge.organisations.queries.staff import colleagues
from vugge.organisations.rules.staff import Colleague
from vugge.people.queries.persons import lines
from vugge.people.queries.relatives import Relative

Row = Mapping[str, Any]  # Any: plain values of a row


@dataclass(frozen=True)
class _Reading:
    """Who reads a conference, and how far: `is_whole` for those who take part and the family."""

    scope: Scope
    row: Row
    is_whole: bool
    is_placeless: bool
    staff: Mapping[UUID, Colleague]


def value_of(scope: Scope, row: Row, relatives: Iterable[Relative], *, is_placeless: bool) -> ConferenceValue:
    """Return one conference as far as the viewer sees it. A fixed number of statements.

    Where a protected person is, no place and no free text of others is told: both can tell where they are.
    """
    person, me = row["person_id"], scope.viewer.identity
    rows = list(ConferenceParticipant.objects.within(scope, only=(person,)).filter(conference=row["id"]).values())
    takes_part = any(one["account_id"] == me for one in rows)
    notes = list(ConferenceNote.objects.within(scope, only=(person,)).filter(conference=row["id"])
                 .order_by("written_at", "id").values())  # fmt: skip
    accounts = {one["account_id"] for one in rows} | {one["written_by_id"] for one in notes}
    who = colleagues(scope.viewer, accounts=accounts - {None}, on=timezone.localdate())
    is_family = not scope.viewer.role and scope.sight(person).level is Level.FULL
    reading = _Reading(scope, row, takes_part or is_family or scope.is_whole, is_placeless, who)
    steps = steps_of(scope, (person,))
    return ConferenceValue(
        id=row["id"],
        person=person,
        kind=ConferenceKind(row["kind"]),
        state=ConferenceState(row["state"]),
        held_at=row["held_at"],
        place="" if is_placeless or not reading.is_whole else row["place"],
        sharing=_sharing(scope, row),
        called_by=row["called_by_id"],
        attendants=_attendants(reading, rows, relatives),
        points=_points(reading, steps),
        notes=tuple(_note(reading, one) for one in notes) if reading.is_whole else (),
        decisions=_decisions(reading, steps),
        takes_part=takes_part,
        version=row["version"],
    )


def _sharing(scope: Scope, row: Row) -> Sharing:
    if row["ground"] == Ground.CONSENT:
        return Sharing(Ground.CONSENT, None)
    found = Meeting.objects.within(scope).filter(pk=row["meeting_id"]).values_list("held_on", "legal_basis").first()
    held_on, legal_basis = found or (None, "")
    return Sharing(Ground.MEETING, held_on and held_on + timedelta(days=1), legal_basis, row["meeting_id"])


def _attendants(reading: _Reading, rows: Iterable[Row], relatives: Iterable[Relative]) -> tuple[Attendant, ...]:
    """Return who takes part, the child first. Names of the family only to whoever may see the family."""
    child = reading.row["person_id"]
    names = {one.person: one.name for one in relatives} | {one.id: one.name for one in lines(reading.scope, (child,))}
    found = []
    for one in rows:
        if one["account_id"]:
            found.append(_colleague(reading, one["account_id"]))
        elif one["participant_id"]:
            who = one["participant_id"]
            found.append(Attendant(names.get(who, ""), person=who, is_main=who == child))
        else:
            found.append(Attendant("", kin=Kin(one["kin"])))
    return tuple(sorted(found, key=lambda each: (not each.is_main, each.is_professional, each.name)))


def _colleague(reading: _Reading, account: UUID) -> Attendant:
    who = reading.staff.get(account)
    is_own = who is not None and str(who.unit) == reading.scope.viewer.unit
    unit = who.unit_name if who and (is_own or not reading.is_placeless) else ""
    return Attendant(who.name if who else "", account=account, unit_name=unit)


def _points(reading: _Reading, steps: Iterable[StepValue]) -> tuple[PointLine, ...]:
    if not reading.is_whole:
        return ()
    person = reading.row["person_id"]
    rows = ConferencePoint.objects.within(reading.scope, only=(person,)).filter(conference=reading.row["id"])
    plan = plans_of(reading.scope, (person,), on=timezone.localdate()).get(person)
    titles = {str(one.id): one.words for one in goals_of(reading.scope, (person,))}
    titles |= {str(one.id): one.what for one in steps}
    found = []
    for one in rows.order_by("place", "id").values():
        kind = PointKind(one["kind"])
        station = plan.find(one["ref"]) if plan and kind is PointKind.STATION else None
        is_shown = station is not None and reading.scope.shows(person, station.station.category)
        title: str | Text = station.station.name if station and is_shown else titles.get(one["ref"], "")
        if kind is PointKind.OWN:
            title = "" if reading.is_placeless and reading.row["called_by_id"] != _me(reading) else one["words"]
        found.append(PointLine(one["id"], kind, title, is_withheld=not title))
    return tuple(found)


def _note(reading: _Reading, row: Row) -> NoteLine:
    readers = [UUID(one) for one in row["readers"]]
    me, author = _me(reading), row["written_by_id"]
    is_read = may_read(author, readers, is_restricted=row["is_restricted"], me=me)
    is_read = is_read and not (reading.is_placeless and me != author)
    return NoteLine(
        id=row["id"],
        words=row["words"] if is_read else "",
        by_name=_name(reading, author),
        written_at=row["written_at"],
        is_restricted=row["is_restricted"],
        readers=tuple(filter(None, (_name(reading, one) for one in readers))) if is_read else (),
        is_withheld=not is_read,
    )


def _decisions(reading: _Reading, steps: Iterable[StepValue]) -> tuple[StepValue, ...]:
    person = reading.row["person_id"]
    rows = ConferenceDecision.objects.within(reading.scope, only=(person,)).filter(conference=reading.row["id"])
    decided = set(rows.values_list("step_id", flat=True)) if reading.is_whole else set()
    return tuple(one for one in steps if one.id in decided)


def _me(reading: _Reading) -> UUID | None:
    return reading.scope.viewer.identity


def _name(reading: _Reading, account: UUID) -> str:
    who = reading.staff.get(account)
    return who.name if who else ""
