"""The grown-up whom a young person chooses to follow into the next place: chosen, in touch, and ended.

A mentor is added to the team beside this, by `vugge.access`: then they see who the young person is and who is around
them, and nothing more. Offers `choose_mentor`, `end_mentor` and `log_contact`.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from vugge.access.rules.consent import months_later
from vugge.audit.actions import action
from vugge.audit.rules import Logged, Permit, Viewer
from vugge.journey.actions.transition_storing import law_of, logged_of, part_must_be, the_transition, today
from vugge.journey.models import MentorContact, Transition, TransitionMentor
from vugge.journey.rules.transition_values import WORDS_LENGTH, ContactHow
from vugge.journey.rules.transitions import OVER, Part
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.periods import age_on
from vugge.kit.text import sentence
from vugge.organisations.queries.staff import current_roles
from vugge.people.queries.facts import born, own_person


@dataclass(frozen=True)
class Touch:
    """That a mentor and a young person were in touch: on which day, how, and a few words."""

    on: date
    how: ContactHow
    words: str = ""


@action("journey.mentor_chosen")
def choose_mentor(viewer: Viewer, *, permit: Permit, transition: UUID, account: UUID) -> Logged[date]:
    """Write whom the young person has chosen, an employee of the place they leave. Returns the first day without.

    The young person does it on their own page from an age on; before that, and for whoever asks for it, an employee of
    the sender writes it on the young person's word. Raises `BadInput` for somebody who does not work there, for a kind
    without mentors, for somebody too young, and where there is one already.
    """
    row = the_transition(viewer, permit, transition)
    own_choice = not viewer.role
    law, kind = law_of(row)
    age = _age(row)
    if own_choice:
        _must_be_own(viewer, row, age=age, least=law.mentor.own_choice_from_age)
    else:
        part_must_be(viewer, row, Part.SENDER)
    if not kind.mentor or row.state in OVER or age is None or age < law.mentor.from_age:
        raise BadInput(sentence("En mentor vælges af en ung fra {age} år, der skal videre.", age=law.mentor.from_age))
    if row.from_unit_id not in {one.unit for one in current_roles(account, today())}:
        raise BadInput(sentence("Vælg en, der arbejder på det sted, du kommer fra."))
    ends = months_later(today(), law.mentor.months)
    made = TransitionMentor(
        person_id=row.person_id,
        transition_id=row.pk,
        account_id=account,
        begins=today(),
        ends=ends,
        chosen_by=viewer.name,
        own_choice=own_choice,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twice:
        raise BadInput(sentence("Der er allerede en mentor. Afslut den første, før en ny bliver valgt.")) from twice
    return logged_of(ends, row, permit)


@action("journey.mentor_ended")
def end_mentor(viewer: Viewer, *, permit: Permit, transition: UUID) -> Logged[UUID]:
    """End a mentor before the time, by the young person, the mentor or the sender. Returns the mentor's account."""
    row = the_transition(viewer, permit, transition)
    found = _mentor(permit, row)
    is_own = not viewer.role and viewer.identity is not None and own_person(viewer.identity) == row.person_id
    if not is_own and viewer.identity != found.account_id:
        part_must_be(viewer, row, Part.SENDER)
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    return logged_of(found.account_id, row, permit)


@action("journey.mentor_contact_logged")
def log_contact(viewer: Viewer, *, permit: Permit, transition: UUID, touch: Touch, key: UUID) -> Logged[None]:
    """Write that mentor and young person were in touch. The mentor alone does; the same `key` twice writes it once."""
    row = the_transition(viewer, permit, transition)
    found = _mentor(permit, row)
    if viewer.identity != found.account_id:
        raise NotAllowed(sentence("Kun mentoren skriver sine kontakter ind."), person=row.person_id)
    if not found.begins <= touch.on <= today():
        raise BadInput(sentence("Vælg en dag mellem {first} og i dag.", first=found.begins))
    if len(touch.words.strip()) > WORDS_LENGTH:
        raise BadInput(sentence("Skriv kortere, højst {most} tegn.", most=WORDS_LENGTH))
    if not MentorContact.objects.covered_by(permit).filter(key=key).exists():
        MentorContact(
            id=uuid4(),
            person_id=row.person_id,
            mentor_id=found.pk,
            on=touch.on,
            kind=touch.how,
            words=touch.words.strip(),
            written_by=viewer.name,
            written_at=timezone.now(),
            key=key,
        ).save(force_insert=True)
    return logged_of(None, row, permit)


def _age(row: Transition) -> int | None:
    birth = born((row.person_id,)).get(row.person_id)
    return None if birth is None else age_on(birth, today())


def _must_be_own(viewer: Viewer, row: Transition, *, age: int | None, least: int) -> None:
    is_own = viewer.identity is not None and own_person(viewer.identity) == row.person_id
    if not is_own or age is None or age < least:
        raise NotAllowed(sentence("Det vælger den unge selv, fra {age} år.", age=least), person=row.person_id)


def _mentor(permit: Permit, row: Transition) -> TransitionMentor:
    rows = TransitionMentor.objects.covered_by(permit).filter(transition=row.pk, ended_at__isnull=True)
    found = rows.filter(ends__gt=today()).first()
    if found is None:
        raise NotFound(sentence("Der er ingen mentor nu."))
    return found
