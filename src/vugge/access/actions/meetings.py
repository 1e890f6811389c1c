"""Exchange at one meeting without consent, and at one follow-up, among those whom the text names.

Offers `call_meeting` and `hold_followup`.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from vugge.access.actions.giving import as_text, employee, logged, new_basis, receiver_of, to_part
from vugge.access.models import Basis, Meeting
from vugge.access.queries.law import access_law
from vugge.access.queries.memberships import running
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.granting import MeetingHeld, Part, check_followup, check_meeting_day, matter_number
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Logged, Permit, Purpose, Viewer
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.local_time import local_day, local_midnight
from vugge.kit.text import sentence


@action("access.meeting_called")
def call_meeting(
    viewer: Viewer,
    *,
    permit: Permit,
    matter: str,
    day: date,
    participants: Sequence[UUID],
    categories: frozenset[Category],
    about: str = "",
) -> Logged[int]:
    """Call the one meeting about a matter. The participants see the categories on that day and no other.

    `matter` is one of the kinds in the law package, `about` the caller's own words. Raises `BadInput` where there has
    been a meeting about the matter, for a day in the past or too far ahead, for nobody, for nothing, or for a
    participant whom the text does not name. Returns the meeting's number.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, Category.SHARING)
    today = local_day(timezone.now())
    terms = access_law(today).terms.meeting
    kind = terms.matter(matter)
    if kind is None:
        raise BadInput(sentence("Vælg, hvad sagen drejer sig om."))
    check_meeting_day(day, today=today, terms=terms)
    number = matter_number(day, before=_before(permit, matter), matter=kind, terms=terms)
    meeting = _new(viewer, person, day=day, legal_basis=terms.legal_basis)
    meeting.matter, meeting.number, meeting.about = matter, number, about.strip()
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as twice:
        raise BadInput(
            sentence("En anden har netop indkaldt til et møde om sagen. Åbn siden igen, og se hvornår.")
        ) from twice
    _open(viewer, permit, meeting, participants, categories)
    return logged(meeting.pk, permit.seen(Category.SHARING), f"meeting:{meeting.pk}")


@action("access.followup_held")
def hold_followup(
    viewer: Viewer, *, permit: Permit, meeting: int, day: date, participants: Sequence[UUID]
) -> Logged[int]:
    """Call the one follow-up of a meeting, about what the first was about. Returns the meeting's number."""
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, Category.SHARING)
    first = Meeting.objects.covered_by(permit).select_for_update(of=("self",)).filter(pk=meeting).first()
    if first is None:
        raise NotFound(sentence("Mødet findes ikke."))
    if first.follows_id is not None:
        raise BadInput(sentence("Et opfølgende møde har ikke selv et opfølgende møde. Spørg familien om samtykke."))
    today = local_day(timezone.now())
    already = Meeting.objects.covered_by(permit).filter(follows=first).count()
    check_followup(first.held_on, day, already=already, today=today, terms=access_law(today).terms.meeting)
    followup = _new(viewer, person, day=day, legal_basis=first.legal_basis)
    followup.matter, followup.number, followup.about = first.matter, first.number, first.about
    followup.follows = first
    followup.save()
    with deciding():  # after a merge, what was shared stands with the record that went
        before = Basis.objects.facts_of().filter(meeting=first)
        shared = before.values_list("categories", flat=True).first() or ""
    _open(viewer, permit, followup, participants, frozenset(Category(one) for one in shared.split(",") if one))
    return logged(followup.pk, permit.seen(Category.SHARING), f"meeting:{followup.pk}")


def _before(permit: Permit, matter: str) -> list[MeetingHeld]:
    firsts = Meeting.objects.covered_by(permit).filter(matter=matter, follows__isnull=True)
    return [MeetingHeld(number, held_on) for number, held_on in firsts.values_list("number", "held_on")]


def _new(viewer: Viewer, person: UUID, *, day: date, legal_basis: str) -> Meeting:
    return Meeting(
        person_id=person,
        held_on=day,
        called_by_id=employee(viewer),
        called_at=timezone.now(),
        legal_basis=legal_basis,
    )


def _open(
    viewer: Viewer, permit: Permit, meeting: Meeting, participants: Sequence[UUID], categories: frozenset[Category]
) -> None:
    if not participants or not categories:
        raise BadInput(sentence("Vælg, hvem der deltager, og hvad der deles. Et tomt møde deler ingenting."))
    if set(participants) <= {employee(viewer)}:
        raise BadInput(sentence("Ingen holder møde alene. Vælg en, der deltager sammen med dig."))
    now = timezone.now()
    for account in sorted(set(participants)):
        new_basis(
            viewer,
            BasisKind.MEETING,
            person=meeting.person_id,
            now=now,
            meeting=meeting,
            begins_at=local_midnight(meeting.held_on),
            ends_at=local_midnight(meeting.held_on + timedelta(days=1)),
            categories=as_text(categories),
            has_own_categories=True,
            purpose=Purpose.MEETING,
            legal_basis=meeting.legal_basis,
            **to_part(account, _part(permit, account, now)),
        ).save()


def _part(permit: Permit, account: UUID, now: datetime) -> Part:
    """Return the part in which somebody takes part: the one in which they are around the person, if the text names it.

    Raises `BadInput` where the text names none of their parts.
    """
    policy = access_law(local_day(now)).policy
    named = [one for one in receiver_of(account, now).parts if policy.rule(one.role, BasisKind.MEETING)]
    if not named:
        raise BadInput(
            sentence(
                "En deltager hører ikke til dem, der må udveksle uden samtykke på et møde. Boligorganisationer og "
                "foreninger er ikke nævnt i bestemmelsen. Spørg familien om samtykke."
            )
        )
    around = running(Basis.objects.covered_by(permit), now).filter(account=account)
    known = {Part(role, unit) for role, unit in around.values_list("in_role", "in_unit_id")}
    return next((one for one in named if one in known), named[0])
