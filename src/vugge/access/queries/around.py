"""Who is around a family: members and tasks, what the family was asked, and the meetings. Asked inside looks alone.

Offers `around`, which answers with `Around` and whom to ask, and `consent_lines`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from vugge.access.models import Basis, Consent, ConsentRecipient, ConsentSignature, Meeting
from vugge.access.queries.law import access_law
from vugge.access.queries.memberships import tasks_around
from vugge.access.queries.standing import stops
from vugge.access.rules.around import Around, ConsentLine, Contact, MeetingLine, Member, contact_among, without_places
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import ConsentTimes, state_of
from vugge.access.rules.granting import Held, may_end
from vugge.access.rules.standing import said_of, what_now
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Category, Purpose, Scope, Viewer
from vugge.kit.local_time import local_day
from vugge.kit.text import Text
from vugge.organisations.queries.register import units_by_id
from vugge.organisations.queries.staff import colleagues
from vugge.organisations.rules.register import UnitFacts
from vugge.organisations.rules.staff import Colleague
from vugge.people.queries.facts import protected


def around(scope: Scope, person: UUID) -> tuple[Around, Contact | None]:
    """Return who is around a person, for whoever may see it, and whom to ask, for whoever knows of the person.

    Around a protected person no place is named: a school or a club tells where somebody is. A fixed number of
    statements, whatever there is to show.
    """
    now = timezone.now()
    tasks = tasks_around(Basis.objects.within(scope).filter(person=person), now)
    consents = list(Consent.objects.within(scope).filter(person=person).order_by("-requested_at", "-id"))
    meetings = _meetings(scope, person)
    names = _Names.of(scope.viewer, tasks, consents, meetings, day=local_day(now))
    asked = _consent_lines(consents, names, now)
    leads = any(_is_mine(row, scope.viewer) for row in tasks if row["is_lead"])
    members = tuple(_member(row, names, scope.viewer, leads=leads) for row in tasks)
    found = Around(members, asked, tuple(_meeting(row, names) for row in meetings), is_led_by_viewer=leads)
    if _is_hidden(scope, person):
        found = without_places(found, scope.viewer)
    contact = contact_among(found.members, asker=scope.viewer.identity)
    shown = found if scope.shows(person, Category.SHARING) else Around(is_placeless=found.is_placeless)
    return shown, contact


def _is_hidden(scope: Scope, person: UUID) -> bool:
    """Say whether everything that locates a person is hidden from the viewer: a protection, and no leave to locate."""
    with deciding():
        is_protected = bool(protected((person,)))
    return is_protected and not scope.shows(person, Category.LOCATION)


def consent_lines(scope: Scope, consents: Collection[Consent]) -> tuple[ConsentLine, ...]:
    """Return these consents as lines; who may ask for them has been decided before. Eight statements."""
    now = timezone.now()
    return _consent_lines(consents, _Names.of(scope.viewer, (), consents, (), day=local_day(now)), now)


@dataclass(frozen=True)
class _Names:
    """What everything around a family is called: employees, units, recipients and answers by consent."""

    colleagues: Mapping[UUID, Colleague]
    units: Mapping[int, UnitFacts]
    recipients: Mapping[int, list[tuple[int, UUID | None]]]
    answers: Mapping[int, list[datetime | None]]

    @classmethod
    def of(
        cls,
        viewer: Viewer,
        tasks: Iterable[Mapping[str, Any]],  # Any: plain values of rows, as the database gives them
        consents: Collection[Consent],
        meetings: Iterable[Mapping[str, Any]],  # Any: likewise
        *,
        day: date,
    ) -> "_Names":
        recipients: dict[int, list[tuple[int, UUID | None]]] = {one.pk: [] for one in consents}
        for row in ConsentRecipient.objects.filter(consent__in=list(recipients)).order_by("id"):
            recipients[row.consent_id].append((row.unit_id, row.account_id))
        answers: dict[int, list[datetime | None]] = {one.pk: [] for one in consents}
        for consent, answered in ConsentSignature.objects.filter(consent__in=list(answers)).values_list(
            "consent_id", "answered_at"
        ):
            answers[consent].append(answered)
        told = [pair for pairs in recipients.values() for pair in pairs]
        accounts = {row["account_id"] for row in tasks} | {one.asked_by_id for one in consents}
        accounts |= {account for _, account in told} | {one for row in meetings for one in row["participants"]}
        units = (
            {row["unit_id"] for row in tasks} | {one.asking_unit_id for one in consents} | {unit for unit, _ in told}
        )
        return cls(
            colleagues(viewer, accounts=[one for one in accounts if one], on=day),
            units_by_id(viewer, units=[one for one in units if one]),
            recipients,
            answers,
        )

    def unit(self, unit: int | None) -> str:
        found = self.units.get(unit) if unit is not None else None
        return found.name if found else ""

    def recipient(self, unit: int, account: UUID | None) -> str:
        who = self.colleagues.get(account) if account else None
        return f"{who.name}, {self.unit(unit)}" if who else self.unit(unit)


def _is_mine(row: Mapping[str, Any], viewer: Viewer) -> bool:  # Any: plain values of a row
    part = (row["account_id"], row["in_role"], str(row["in_unit_id"]))
    return part == (viewer.identity, viewer.role, viewer.unit)


def _member(row: Mapping[str, Any], names: _Names, viewer: Viewer, *, leads: bool) -> Member:  # Any: likewise
    colleague = names.colleagues.get(row["account_id"])
    who = colleague and colleague.in_part(row["in_role"], row["in_unit_id"])
    kind, unit = BasisKind(row["kind"]), row["in_unit_id"] if colleague else row["unit_id"]
    is_played = who is not None and who.role is not None
    held = Held(kind, row["account_id"], unit, row["granted_by"], is_played=is_played)
    return Member(
        basis=row["id"],
        kinds=(kind,),
        who=who,
        may_end=may_end(held, viewer, leads=leads),
        unit=names.units.get(row["unit_id"]),
        since=local_day(row["begins_at"]),
        until=None if row["ends_at"] is None else local_day(row["ends_at"]),
        reason=row["reason"],
        is_lead=row["is_lead"],
    )


def _consent_lines(consents: Collection[Consent], names: _Names, now: datetime) -> tuple[ConsentLine, ...]:
    ages = access_law(local_day(now)).ages
    stopped = stops(consents, now)
    lines = []
    for one in consents:
        matter, stop = ages.matter(one.matter), stopped.get(one.pk)
        times = ConsentTimes(one.requested_at, one.until, one.given_at, one.refused_at, one.withdrawn_at)
        answers = names.answers[one.pk]
        lines.append(
            ConsentLine(
                id=one.pk,
                person=one.person_id,
                matter=matter.title if matter else Text(da=one.matter, en=one.matter),
                state=state_of(times, now, has_lapsed=stop is not None),
                stopped=None if stop is None else said_of(stop, ages=ages, matter=one.matter),
                what_now=None if stop is None else what_now(stop),
                child_heard=one.child_heard,
                not_heard_because=one.not_heard_because,
                asked_by=names.colleagues.get(one.asked_by_id),
                asking_unit=names.unit(one.asking_unit_id),
                requested_at=one.requested_at,
                begins=one.begins,
                until=one.until,
                withdrawn_at=one.withdrawn_at,
                categories=tuple(Category(code) for code in one.categories.split(",") if code),
                recipients=tuple(names.recipient(*pair) for pair in names.recipients[one.pk]),
                purpose=Purpose(one.purpose),
                purpose_text=one.purpose_text,
                language=one.language,
                text_shown=one.text_shown,
                text_version=one.text_version,
                signers=len(answers),
                answered=sum(answer is not None for answer in answers),
            )
        )
    return tuple(lines)


def _meetings(scope: Scope, person: UUID) -> list[dict[str, Any]]:  # Any: plain values of rows
    fields = ("id", "matter", "about", "held_on", "follows_id", "followup__id", "legal_basis")
    rows = [
        row | {"participants": []}
        for row in Meeting.objects.within(scope).filter(person=person).order_by("-held_on", "-id").values(*fields)
    ]
    by_id = {row["id"]: row for row in rows}
    taking_part = Basis.objects.within(scope).filter(meeting__in=list(by_id)).order_by("id")
    for meeting, account in taking_part.values_list("meeting_id", "account_id"):
        by_id[meeting]["participants"].append(account)
    return rows


def _meeting(row: Mapping[str, Any], names: _Names) -> MeetingLine:  # Any: plain values of a row
    found = (names.colleagues.get(account) for account in row["participants"])
    matter = access_law(row["held_on"]).terms.meeting.matter(row["matter"])
    return MeetingLine(
        id=row["id"],
        matter=matter.title if matter else Text(da=row["matter"], en=row["matter"]),
        about=row["about"],
        held_on=row["held_on"],
        follows=row["follows_id"],
        has_followup=row["followup__id"] is not None,
        participants=tuple(one.name for one in found if one),
        legal_basis=row["legal_basis"],
    )
