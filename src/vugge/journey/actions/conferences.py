"""Conferences: called, cancelled, written up, with what was decided. The invitations leave after the deed is stored.

Offers `call_conference`, `cancel_conference`, `note_at_conference`, `decide_at_conference` and `close_conference`.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from vugge.access.actions.giving import employee
from vugge.access.models import Meeting
from vugge.access.queries.actors import scope
from vugge.access.queries.around import around
from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.journey.actions.repeating import earlier, marked
from vugge.journey.models import Step
from vugge.journey.models.conferences import (
    Conference,
    ConferenceDecision,
    ConferenceNote,
    ConferenceParticipant,
    ConferencePoint,
)
from vugge.journey.models.reminders import Invitation
from vugge.journey.queries.policies import conference_law
from vugge.journey.rules.conferences import (
    LONGEST_NOTE,
    LONGEST_PLACE,
    ConferenceState,
    Ground,
    NewConference,
    checked_call,
    is_over,
    must_invite,
)
from vugge.journey.rules.reminders import Occasion, Reach
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.actions.storing import logged
from vugge.people.queries.facts import born
from vugge.people.queries.relatives import kin_of
from vugge.people.rules.changes import Plain, stale


@action("journey.conference_called")
def call_conference(
    viewer: Viewer, *, permit: Permit, new: NewConference, key: str, meeting: int | None = None
) -> Logged[UUID]:
    """Call a conference around a child, and return its id; a repeated `key` gives the first one's.

    `meeting` is the one-meeting exchange on which it rests, where it rests on one. From an age the young person is
    always among those who are invited. Raises `BadInput` for a wrong time, for nobody, and for an employee or a
    relative who is not around the family.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, Category.SHARING)
    now = timezone.now()
    law = conference_law(local_day(now))
    checked_call(new, me=viewer.identity, now=now, law=law)
    _check_staff(viewer, person, new.staff)
    relatives = _relatives(permit, new, law_day=now)
    given: dict[str, Plain] = {name: str(value) for name, value in asdict(new).items()} | {"person": person}
    row = _row(viewer, permit, new, meeting=_meeting(permit, new, meeting), minutes=law.calling.minutes)
    before = earlier(Conference.objects.covered_by(permit), viewer, key=key, given=given)
    if before is not None:
        return logged(before, permit, Category.SHARING)
    marked(row, viewer, key=key, given=given)
    row.save(force_insert=True)
    _add_participants(row, viewer, new, relatives)
    _add_points(row, new)
    _invite(row, {*new.staff, employee(viewer)}, at=now)
    return _logged(row.id, permit)


@action("journey.conference_cancelled")
def cancel_conference(viewer: Viewer, *, permit: Permit, conference: UUID, version: int) -> Logged[UUID]:
    """Cancel a conference that has not been held. Whoever called it, or takes part for the family's sake, may."""
    row = _the_open_one(viewer, permit, conference)
    _change(permit, row, version, state=ConferenceState.CANCELLED)
    staff = ConferenceParticipant.objects.covered_by(permit).filter(conference=row.id, account__isnull=False)
    _invite(row, set(staff.values_list("account_id", flat=True)), at=timezone.now(), is_cancelling=True)
    return _logged(row.id, permit)


@action("journey.conference_noted")
def note_at_conference(
    viewer: Viewer,
    *,
    permit: Permit,
    conference: UUID,
    words: str,
    readers: Collection[UUID] | None = None,
) -> Logged[UUID]:
    """Write down what was said, for all who take part, or for the `readers` alone and oneself.

    Raises `BadInput` for a conference whose day has not come, for nothing, and for a reader who takes no part.
    """
    row = _the_open_one(viewer, permit, conference)
    _must_have_come(row.held_at)
    text = words.strip()
    if not text or len(text) > LONGEST_NOTE:
        raise BadInput(sentence("Skriv, hvad der blev sagt, med højst {most} tegn.", most=LONGEST_NOTE))
    taking_part = _accounts(permit, row.id)
    if readers is not None and not set(readers) <= taking_part:
        raise BadInput(sentence("Kun dem, der er med på mødet, kan læse referatet."))
    note = ConferenceNote(
        id=uuid4(),
        person_id=permit.sight.person,
        conference_id=row.id,
        words=text,
        is_restricted=readers is not None,
        readers=sorted(str(one) for one in readers or ()),
        written_by_id=employee(viewer),
        written_at=timezone.now(),
    )
    note.save(force_insert=True)
    return _logged(note.id, permit)


@action("journey.conference_decided")
def decide_at_conference(viewer: Viewer, *, permit: Permit, conference: UUID, step: UUID) -> Logged[UUID]:
    """Say that a step, just agreed, was agreed at a conference. Returns the step's id."""
    row = _the_open_one(viewer, permit, conference)
    _must_have_come(row.held_at)
    if not Step.objects.covered_by(permit).filter(id=step).exists():
        raise NotFound(sentence("Skridtet er her ikke. Åbn siden igen."))
    decided = ConferenceDecision(id=uuid4(), person_id=permit.sight.person, conference_id=row.id, step_id=step)
    try:
        with transaction.atomic():
            decided.save(force_insert=True)
    except IntegrityError:  # the same form twice
        return _logged(step, permit)
    return _logged(step, permit)


@action("journey.conference_closed")
def close_conference(viewer: Viewer, *, permit: Permit, conference: UUID, version: int) -> Logged[UUID]:
    """Say that a conference was held and is written up: nothing more is added to it."""
    row = _the_open_one(viewer, permit, conference)
    _must_have_come(row.held_at)
    _change(permit, row, version, state=ConferenceState.HELD)
    return _logged(row.id, permit)


def _relatives(permit: Permit, new: NewConference, *, law_day: datetime) -> set[UUID]:
    """Return whom of the family is invited: those chosen, who must be of the family, and the child when it must be."""
    person = permit.sight.person
    kin = kin_of(person)
    if not set(new.relatives) <= kin.named | {person}:
        raise BadInput(sentence("Vælg kun nogen fra barnets egen familie. Andre skrives ind med et ord, som mormor."))
    law = conference_law(local_day(law_day))
    birth = born((person,)).get(person)
    child = must_invite(birth, wishes=new.wishes_to_come, day=local_day(new.held_at), law=law)
    return {*new.relatives, person} if child.value else set(new.relatives) - {person}


def _check_staff(viewer: Viewer, person: UUID, staff: Collection[UUID]) -> None:
    team, _contact = around(scope(viewer, persons=(person,)), person)
    near = {one.who.account for one in team.members if one.who and one.who.role}
    if not set(staff) - {viewer.identity} <= near:
        raise BadInput(
            sentence("En af dem, du har valgt, er ikke omkring familien. Føj kollegaen til teamet, eller spørg om lov.")
        )


def _meeting(permit: Permit, new: NewConference, meeting: int | None) -> int | None:
    if new.ground is Ground.CONSENT:
        return None
    found = Meeting.objects.covered_by(permit).filter(held_on=local_day(new.held_at))
    if meeting is None or not found.filter(pk=meeting).exists():
        raise BadInput(sentence("Uden samtykke hører mødet til en udveksling på samme dag. Indkald den først."))
    return meeting


def _row(viewer: Viewer, permit: Permit, new: NewConference, *, meeting: int | None, minutes: int) -> Conference:
    if len(new.place) > LONGEST_PLACE:
        raise BadInput(sentence("Stedet er for langt. Skriv højst {most} tegn.", most=LONGEST_PLACE))
    return Conference(
        id=uuid4(),
        person_id=permit.sight.person,
        kind=new.kind,
        ground=new.ground,
        meeting_id=meeting,
        state=ConferenceState.CALLED,
        held_at=new.held_at,
        minutes=minutes,
        place=new.place.strip(),
        called_by_id=employee(viewer),
        called_at=timezone.now(),
    )


def _add_participants(row: Conference, viewer: Viewer, new: NewConference, relatives: Collection[UUID]) -> None:
    whose: list[Mapping[str, object]] = [{"account_id": one} for one in sorted({*new.staff, employee(viewer)})]
    whose += [{"participant_id": one} for one in sorted(relatives)]
    whose += [{"kin": one} for one in new.kin]
    ConferenceParticipant.objects.adding().bulk_create(
        ConferenceParticipant(id=uuid4(), person_id=row.person_id, conference_id=row.id, **one) for one in whose
    )


def _add_points(row: Conference, new: NewConference) -> None:
    ConferencePoint.objects.adding().bulk_create(
        ConferencePoint(
            id=uuid4(),
            person_id=row.person_id,
            conference_id=row.id,
            place=place,
            kind=one.kind,
            ref=one.ref,
            words="" if one.ref else one.words,
        )
        for place, one in enumerate(new.points, 1)
    )


def _invite(row: Conference, accounts: Collection[UUID], *, at: datetime, is_cancelling: bool = False) -> None:
    """Put the invitations with those that wait to be sent: they are stored with the deed, or neither is."""
    Invitation.objects.adding().bulk_create(
        Invitation(
            id=uuid4(),
            person_id=row.person_id,
            conference_id=row.id,
            account_id=one,
            is_cancelling=is_cancelling,
            occasion=Occasion.CONFERENCE,
            state=Reach.WAITING,
            next_at=at,
            made_at=at,
        )
        for one in sorted(accounts)
    )


def _the_open_one(viewer: Viewer, permit: Permit, conference: UUID) -> Conference:
    """Return a conference that is called, to somebody who takes part in it. Raises `NotFound` and `NotAllowed`."""
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, Category.SHARING)
    row = Conference.objects.covered_by(permit).filter(id=conference).first()
    if row is None:
        raise NotFound(sentence("Mødet findes ikke. Åbn siden igen."))
    if viewer.identity not in _accounts(permit, conference):
        raise NotAllowed(sentence("Kun dem, der er med på mødet, kan skrive i det."), person=person)
    if row.state != ConferenceState.CALLED:
        raise BadInput(sentence("Mødet er afsluttet eller aflyst. Der kan ikke skrives mere i det."))
    return row


def _accounts(permit: Permit, conference: UUID) -> frozenset[UUID]:
    rows = ConferenceParticipant.objects.covered_by(permit).filter(conference=conference, account__isnull=False)
    return frozenset(rows.values_list("account_id", flat=True))


def _must_have_come(held_at: datetime) -> None:
    if not is_over(held_at, timezone.now()):
        raise BadInput(sentence("Mødet er den {day}. Referat og aftaler skrives den dag.", day=local_day(held_at)))


def _change(permit: Permit, row: Conference, version: int, *, state: ConferenceState) -> None:
    rows = Conference.objects.covered_by(permit).filter(id=row.id, version=version)
    if not rows.update(state=state, version=F("version") + 1):
        raise stale(())


def _logged(value: UUID, permit: Permit) -> Logged[UUID]:
    return logged(value, permit, Category.SHARING, fields=("conference",))
