"""How bases are stored with their moments in the past: what `vugge.access.actions` can only do as of now.

Offers `store_tasks`, `store_statute` and `store_sharing`. Nothing here writes the log: the deeds in `loading` do. What
they store has the form that the deeds of access give it, and a test holds the two against each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from vugge.access import models
from vugge.access.actions.giving import as_text, to_part
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import SignedAs, hears_child
from vugge.access.rules.granting import Part, emergency_until, review_due
from vugge.audit.rules import Purpose
from vugge.demo.rules.asking import words_of
from vugge.demo.rules.known import Known
from vugge.demo.rules.sharing import (
    ConflictTold,
    ConsentTold,
    EmergencyTold,
    MeetingTold,
    Sharing,
    TeamTold,
)
from vugge.demo.rules.values import Task
from vugge.kit.local_time import local_day, local_midnight
from vugge.people.queries.facts import born

GRANTED_BY: Final = "system:demo"
TEXT_VERSION: Final = "demo-1"
_AT_ONCE: Final = 500
_REGISTER_LAW: Final = "CPR-loven: kommunens opgave som folkeregister"


@dataclass(frozen=True)
class Place:
    """Who is who, the ids of the units by key, and the names of units for the words of a consent."""

    known: Known
    units: Mapping[str, int]
    names: Mapping[str, str]

    def part_of(self, login: str) -> dict[str, object]:
        """Return what a basis says of an employee: the account, and the first role in its unit."""
        held = self.known.staff[login].roles[0]
        return to_part(self.known.account(login), Part(held.role.value, self.units[held.unit]))

    def login_of(self, account: UUID) -> str:
        """Return the log-in name of an employee."""
        return next(name for name, one in self.known.staff.items() if one.account == account)


def store_tasks(tasks: Iterable[Task], units: Mapping[str, int]) -> None:
    """Store who has the task around whom; `units` are the ids by key."""
    _add(
        _basis(
            BasisKind.ASSIGNED,
            one.person,
            local_midnight(one.begins),
            reason=one.reason,
            **to_part(one.account, Part(one.role.value, units[one.unit])),
        )
        for one in tasks
    )


def store_statute(persons: Iterable[UUID], *, unit: int, since: datetime) -> None:
    """Let the unit that keeps the register know of everybody in it."""
    _add(_basis(BasisKind.STATUTE, one, since, unit_id=unit, legal_basis=_REGISTER_LAW) for one in persons)


def store_sharing(sharing: Sharing, place: Place) -> None:
    """Store what the stories tell of consent, teams, meetings, emergencies and conflicts."""
    for consent in sharing.consents:
        _store_consent(consent, place)
    for team in sharing.teams:
        _store_team(team, place)
    for meeting in sharing.meetings:
        _store_meeting(meeting, place)
    for emergency in sharing.emergencies:
        _store_emergency(emergency, place)
    for conflict in sharing.conflicts:
        _store_conflict(conflict, place)


def _store_consent(one: ConsentTold, place: Place) -> None:
    row = models.Consent.objects.adding().create(
        person_id=one.person,
        asked_by_id=place.known.account(one.asked_by),
        asking_unit_id=place.units[place.known.unit(one.asked_by)],
        matter=one.matter,
        categories=as_text(one.categories),
        purpose=one.purpose,
        purpose_text=one.purpose_text,
        language="da",
        text_version=TEXT_VERSION,
        text_shown=words_of(one, place.known, place.names),
        begins=local_day(one.requested_at),
        until=one.until,
        requested_at=one.requested_at,
        given_at=one.given_at,
        refused_at=one.refused_at,
        withdrawn_at=one.withdrawn_at,
        child_heard=_is_heard(one),
        key=one.key,
    )
    models.ConsentRecipient.objects.bulk_create(
        models.ConsentRecipient(consent=row, unit_id=place.units[unit], account_id=account)
        for unit, account in one.recipients
    )
    models.ConsentSignature.objects.bulk_create(
        models.ConsentSignature(
            consent=row,
            signer_id=signed.signer,
            signed_as=SignedAs.SELF if signed.signer == one.person else SignedAs.CUSTODIAN,
            answered_at=signed.answered_at,
            said_yes=signed.said_yes,
            method="digital" if signed.answered_at else "",
        )
        for signed in one.signatures
    )
    if one.given_at is not None:
        _add(_of_consent(one, row, one.given_at, place))


def _is_heard(one: ConsentTold) -> bool | None:
    """Say that the child was asked first, where somebody else said yes for a child old enough to be heard."""
    matter = access_law(local_day(one.requested_at)).ages.matter(one.matter)
    yes = any(signed.said_yes and signed.signer != one.person for signed in one.signatures)
    birth = born((one.person,)).get(one.person)
    heard = matter is not None and hears_child(birth, matter=matter, day=local_day(one.requested_at))
    return True if yes and heard else None


def _of_consent(one: ConsentTold, row: models.Consent, given_at: datetime, place: Place) -> Iterable[models.Basis]:
    for unit, account in one.recipients:
        yield _basis(
            BasisKind.CONSENT,
            one.person,
            given_at,
            ends_at=local_midnight(one.until),
            ended_at=one.withdrawn_at,
            end_reason="samtykke trukket tilbage" if one.withdrawn_at else "",
            categories=as_text(one.categories),
            has_own_categories=True,
            purpose=one.purpose,
            consent=row,
            **(place.part_of(place.login_of(account)) if account else {"unit_id": place.units[unit]}),
        )


def _store_team(one: TeamTold, place: Place) -> None:
    team = models.Team.objects.adding().create(person_id=one.person, opened_at=one.opened_at)
    _add(
        _basis(
            BasisKind.TEAM,
            one.person,
            one.opened_at + timedelta(minutes=number),
            team=team,
            is_lead=number == 0,
            reason="Samarbejder om barnets trivsel",
            ends_at=one.opened_at + timedelta(days=365),
            **place.part_of(login),
        )
        for number, login in enumerate(one.members)
    )


def _store_meeting(one: MeetingTold, place: Place) -> None:
    """Store a meeting and the one that follows up on it."""
    terms = access_law(one.held_on).terms.meeting
    called_at = local_midnight(one.held_on) - timedelta(days=5)
    first: models.Meeting | None = None
    for day in (one.held_on, one.followup_on):
        first = models.Meeting.objects.adding().create(
            person_id=one.person,
            matter=one.matter,
            about=one.about,
            held_on=day,
            follows=first,
            called_by_id=place.known.account(one.called_by),
            called_at=called_at,
            legal_basis=terms.legal_basis,
        )
        _add(
            _basis(
                BasisKind.MEETING,
                one.person,
                local_midnight(day),
                meeting=first,
                ends_at=local_midnight(day + timedelta(days=1)),
                categories=as_text(one.categories),
                has_own_categories=True,
                purpose=Purpose.MEETING,
                legal_basis=terms.legal_basis,
                **place.part_of(login),
            )
            for login in one.participants
        )


def _store_emergency(one: EmergencyTold, place: Place) -> None:
    terms = access_law(local_day(one.opened_at)).terms.emergency
    basis = _basis(
        BasisKind.EMERGENCY,
        one.person,
        one.opened_at,
        **place.part_of(one.opened_by),
        ends_at=emergency_until(one.opened_at, terms),
        reason=one.reason,
    )
    basis.save(force_insert=True)
    models.EmergencyReview.objects.create(basis=basis, due=review_due(local_day(one.opened_at), terms))


def _store_conflict(one: ConflictTold, place: Place) -> None:
    models.Conflict.objects.adding().create(
        account_id=place.known.account(one.login), person_id=one.person, kind="family", begins=place.known.today
    )


def _basis(kind: BasisKind, person: UUID, begins_at: datetime, **values: object) -> models.Basis:
    given = {"person_id": person, "begins_at": begins_at, "granted_by": GRANTED_BY, "granted_at": begins_at}
    return models.Basis(kind=kind, **{**given, **values})


def _add(rows: Iterable[models.Basis]) -> None:
    models.Basis.objects.adding().bulk_create(list(rows), batch_size=_AT_ONCE)
