"""Exchange at one meeting without consent, and at one follow-up, among those whom the text names.

Offers `call_meeting` and `hold_followup`.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from vugge.access.actions.giving import as_text, employee, logged, new_basis, receiver_of
from vugge.access.models import Basis, Meeting
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.granting import check_followup
from vugge.audit.actions import action
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
) -> Logged[int]:
    """Call the one meeting about a matter. The participants see the categories on that day and no other.

    Raises `BadInput` where there has been a meeting about the matter, for nobody, for nothing, or for a participant
    whom the text does not name. Returns the meeting's number.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, Category.SHARING)
    if Meeting.objects.covered_by(permit).filter(matter=matter, follows__isnull=True).exists():
        raise BadInput(
            sentence("Der har allerede været et møde om sagen. Hold det opfølgende møde, eller spørg om samtykke.")
        )
    law = access_law(local_day(timezone.now()))
    meeting = _new(viewer, person, matter=matter, day=day, legal_basis=law.terms.meeting.legal_basis)
    meeting.save()
    _open(viewer, meeting, participants, categories)
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
    terms = access_law(local_day(timezone.now())).terms.meeting
    already = Meeting.objects.covered_by(permit).filter(follows=first).count()
    check_followup(first.held_on, day, already=already, terms=terms)
    followup = _new(viewer, person, matter=first.matter, day=day, legal_basis=first.legal_basis)
    followup.follows = first
    followup.save()
    before = Basis.objects.covered_by(permit).filter(meeting=first)
    shared = before.values_list("categories", flat=True).first() or ""
    _open(viewer, followup, participants, frozenset(Category(one) for one in shared.split(",") if one))
    return logged(followup.pk, permit.seen(Category.SHARING), f"meeting:{followup.pk}")


def _new(viewer: Viewer, person: UUID, *, matter: str, day: date, legal_basis: str) -> Meeting:
    return Meeting(
        person_id=person,
        matter=matter,
        held_on=day,
        called_by_id=employee(viewer),
        called_at=timezone.now(),
        legal_basis=legal_basis,
    )


def _open(viewer: Viewer, meeting: Meeting, participants: Sequence[UUID], categories: frozenset[Category]) -> None:
    if not participants or not categories:
        raise BadInput(sentence("Vælg, hvem der deltager, og hvad der deles. Et tomt møde deler ingenting."))
    now = timezone.now()
    policy = access_law(local_day(now)).policy
    for account in sorted(set(participants)):
        roles = receiver_of(account, now).roles
        if not any(policy.rule(role, BasisKind.MEETING) for role in roles):
            raise BadInput(
                sentence(
                    "En deltager hører ikke til dem, der må udveksle uden samtykke på et møde. Boligorganisationer og "
                    "foreninger er ikke nævnt i bestemmelsen. Spørg familien om samtykke."
                )
            )
        new_basis(
            viewer,
            BasisKind.MEETING,
            person=meeting.person_id,
            now=now,
            account_id=account,
            meeting=meeting,
            begins_at=local_midnight(meeting.held_on),
            ends_at=local_midnight(meeting.held_on + timedelta(days=1)),
            categories=as_text(categories),
            has_own_categories=True,
            purpose=Purpose.MEETING,
            legal_basis=meeting.legal_basis,
        ).save()
