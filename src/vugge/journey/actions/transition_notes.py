"""What is written for the next place, and the family's yes to it: nobody else lets a note pass.

Offers `write_note`, `release_note` and `withdraw_release`.
"""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.law import access_law
from vugge.access.queries.signers import needed
from vugge.audit.actions import action
from vugge.audit.rules import Act, Logged, Permit, Viewer
from vugge.journey.actions.transition_storing import (
    change,
    law_of,
    logged_of,
    part_must_be,
    the_transition,
    today,
)
from vugge.journey.models import NoteRelease, Transition, TransitionNote
from vugge.journey.rules.transition_values import NOTE_LENGTH
from vugge.journey.rules.transitions import BEFORE_ARRIVAL, OVER, Part
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.people.queries.facts import own_person


@action("journey.transition_note_written")
def write_note(
    viewer: Viewer, *, permit: Permit, transition: UUID, version: int, texts: Mapping[str, str]
) -> Logged[int]:
    """Write the note for the next place, by question; an empty text takes one away. Returns how many have a text.

    Only the sender writes it, before the child has begun. A yes that the family gave to another text ends: they say yes
    to what they can read. Raises `Conflict` where somebody else wrote meanwhile.
    """
    row = the_transition(viewer, permit, transition)
    part_must_be(viewer, row, Part.SENDER)
    law, kind = law_of(row)
    if not permit.sight.may(Act.ADD, kind.category):
        raise NotAllowed(sentence("Noten skrives af den, der arbejder med barnet."), person=row.person_id)
    if row.state not in BEFORE_ARRIVAL:
        raise BadInput(sentence("Barnet er begyndt det nye sted, så noten kan ikke ændres mere."))
    wanted = {one.id: texts.get(one.id, "").strip() for one in law.prompts_of(row.kind)}
    if any(len(text) > NOTE_LENGTH for text in wanted.values()):
        raise BadInput(sentence("Skriv kortere, højst {most} tegn hvert sted.", most=NOTE_LENGTH))
    change(row, version=version)
    _store(viewer, permit, row, wanted)
    return logged_of(sum(bool(text) for text in wanted.values()), row, permit)


@action("journey.note_released")
def release_note(viewer: Viewer, *, permit: Permit, transition: UUID) -> Logged[None]:
    """Let the note pass to the next place, as one of those who must say yes. Saying it twice is no mistake.

    Raises `NotAllowed` for anybody else, and `BadInput` where no place is known that could read it.
    """
    row = the_transition(viewer, permit, transition)
    me = _must_be_signer(viewer, row)
    if row.to_unit_id is None or row.state in OVER:
        raise BadInput(sentence("Der er ikke et sted, som noten kan gives videre til. Ring til dem, I taler med."))
    said = NoteRelease.objects.covered_by(permit).filter(transition=row.pk, signer=me, withdrawn_at__isnull=True)
    if not said.filter(to_unit=row.to_unit_id).exists():
        NoteRelease(
            person_id=row.person_id,
            transition_id=row.pk,
            signer_id=me,
            to_unit_id=row.to_unit_id,
            said_at=timezone.now(),
        ).save(force_insert=True)
    return logged_of(None, row, permit)


@action("journey.note_release_withdrawn")
def withdraw_release(viewer: Viewer, *, permit: Permit, transition: UUID) -> Logged[None]:
    """Take such a yes back: from now on the next place reads no word of the note by it."""
    row = the_transition(viewer, permit, transition)
    me = own_person(viewer.identity) if viewer.identity and not viewer.role else None
    rows = NoteRelease.objects.covered_by(permit).filter(transition=row.pk, signer=me, withdrawn_at__isnull=True)
    if me is None or not rows.update(withdrawn_at=timezone.now()):
        raise NotFound(sentence("Du har ikke sagt ja til, at noten gives videre."))
    return logged_of(None, row, permit)


def _must_be_signer(viewer: Viewer, row: Transition) -> UUID:
    """Return who says yes; raises `NotAllowed` for somebody whose yes is not asked for."""
    me = own_person(viewer.identity) if viewer.identity and not viewer.role else None
    law, _ = law_of(row)
    matter = access_law(today()).ages.matter(law.passing.matter)
    if me is None or matter is None or me not in needed(row.person_id, matter, today()).value.signers:
        raise NotAllowed(sentence("Du er ikke en af dem, der skal sige ja."), person=row.person_id)
    return me


def _store(viewer: Viewer, permit: Permit, row: Transition, wanted: Mapping[str, str]) -> None:
    rows = TransitionNote.objects.covered_by(permit).filter(transition=row.pk)
    before = dict(rows.values_list("prompt", "text"))
    changed = {prompt: text for prompt, text in wanted.items() if text != before.get(prompt, "")}
    if not changed:
        return
    for prompt, text in changed.items():
        values = {"text": text, "written_by": viewer.name, "written_at": timezone.now()}
        if prompt in before:
            rows.filter(prompt=prompt).update(**values)
        else:
            TransitionNote(person_id=row.person_id, transition_id=row.pk, prompt=prompt, **values).save(
                force_insert=True
            )
    said = NoteRelease.objects.covered_by(permit).filter(transition=row.pk, withdrawn_at__isnull=True)
    said.update(withdrawn_at=timezone.now())
