"""What is written for the next place: no word of it passes before the family says yes, and a yes can be taken back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from tests.access import rows
from tests.journey.moving import Moving, a_move

from vugge.access.actions.consents import Asked, Recipient, answer, ask, withdraw
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import Hearing
from vugge.audit.actions import acting
from vugge.audit.models import Event
from vugge.audit.rules import Category, Purpose, Viewer
from vugge.journey.actions.transition_notes import release_note, withdraw_release, write_note
from vugge.journey.queries.transition_pages import own_transition, transition_page
from vugge.journey.rules.transition_values import TransitionPage
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound

pytestmark = pytest.mark.django_db
STRENGTHS = "God til at trøste andre."


@pytest.fixture
def move(db: None) -> Moving:
    """The child, the family and both places."""
    return a_move()


def write(move: Moving, transition: UUID, text: str = STRENGTHS) -> None:
    """Let the pedagogue write of the child's strengths."""
    with acting(move.sender):
        write_note(
            move.sender,
            permit=move.leave(move.sender),
            transition=transition,
            version=move.row(transition).version,
            texts={"strengths": text},
        )


def page(move: Moving, viewer: Viewer, transition: UUID) -> TransitionPage:
    """Return the transition as a viewer sees it."""
    with acting(viewer):
        return transition_page(viewer, person=move.child, transition=transition)


def texts(seen: TransitionPage) -> list[str]:
    """Return what is shown of the note."""
    return [one.text for one in seen.notes if one.text]


def release(move: Moving, transition: UUID, *viewers: Viewer) -> None:
    """Let these of the family say yes."""
    for viewer in viewers:
        with acting(viewer):
            release_note(viewer, permit=move.leave(viewer), transition=transition)


def consented(move: Moving, *, matter: str = "support") -> int:
    """Let the caseworker ask for a consent to the school, and both parents say yes."""
    caseworker = rows.an_employee("caseworker")
    rows.a_basis(BasisKind.ASSIGNED, move.child, timezone.now(), account=caseworker.account)
    viewer, today = caseworker.viewer(), timezone.localdate()
    asked = Asked(
        matter=matter,
        categories=frozenset({Category.IDENTITY, Category.EDUCATION}),
        recipients=(Recipient(move.teacher.unit.id),),
        purpose=Purpose.CARE,
        purpose_text="så skolen kan tage godt imod",
        begins=today,
        until=today + timedelta(days=90),
        language="da",
        text_version="1",
        text_shown="prøve",
        key=uuid4(),
    )
    with acting(viewer):
        number = ask(viewer, permit=move.leave(viewer), asked=asked)
    for parent in (move.mother, move.father):
        with acting(parent):
            try:
                answer(parent, permit=move.leave(parent), consent=number, says_yes=True, hearing=Hearing())
            except (BadInput, NotAllowed):
                assert matter == "everyday", "both are asked in a matter of support"
    return number


def test_the_sender_and_the_family_read_the_note(move: Moving) -> None:
    transition = move.accepted(on=timezone.localdate())
    write(move, transition)
    assert texts(page(move, move.sender, transition)) == [STRENGTHS]
    with acting(move.mother):
        own = own_transition(move.mother, transition=transition)
    assert [one.text for one in own.notes if one.text] == [STRENGTHS]
    assert (own.may_release, own.is_released, own.passes) == (True, False, False)


def test_without_the_familys_yes_the_next_place_sees_that_there_is_a_note_and_no_word_of_it(move: Moving) -> None:
    transition = move.accepted(on=timezone.localdate())
    write(move, transition)
    seen = page(move, move.receiver, transition)
    assert seen.has_note
    assert not seen.note.value
    assert not texts(seen)
    assert "ikke sagt ja" in str(seen.note.because.sentence)


def test_one_parents_yes_is_not_enough_and_both_are(move: Moving) -> None:
    transition = move.accepted(on=timezone.localdate())
    write(move, transition)
    release(move, transition, move.mother)
    assert not texts(page(move, move.receiver, transition))
    release(move, transition, move.father, move.father)
    assert texts(page(move, move.receiver, transition)) == [STRENGTHS]


def test_a_yes_that_is_taken_back_shuts_the_note_at_once(move: Moving) -> None:
    transition = move.accepted(on=timezone.localdate())
    write(move, transition)
    release(move, transition, move.mother, move.father)
    with acting(move.father):
        withdraw_release(move.father, permit=move.leave(move.father), transition=transition)
        with pytest.raises(NotFound):
            withdraw_release(move.father, permit=move.leave(move.father), transition=transition)
    assert not texts(page(move, move.receiver, transition))


def test_a_yes_is_to_the_text_that_could_be_read(move: Moving) -> None:
    transition = move.accepted(on=timezone.localdate())
    write(move, transition)
    release(move, transition, move.mother, move.father)
    write(move, transition, "Noget helt andet.")
    assert not texts(page(move, move.receiver, transition))


def test_before_it_has_said_yes_to_the_child_the_next_place_reads_nothing(move: Moving) -> None:
    transition = move.offered()
    write(move, transition)
    release(move, transition, move.mother, move.father)
    with acting(move.receiver), pytest.raises(Hidden):
        transition_page(move.receiver, person=move.child, transition=transition)
    number = consented(move)
    assert not texts(page(move, move.receiver, transition)), (
        "the place knows the child by consent, and has not answered"
    )
    with acting(move.mother):
        withdraw(move.mother, permit=move.leave(move.mother), consent=number)
    with acting(move.receiver), pytest.raises(Hidden):
        transition_page(move.receiver, person=move.child, transition=transition)


def test_a_consent_in_the_matter_lets_the_note_pass_and_another_does_not(move: Moving) -> None:
    transition = move.accepted(on=timezone.localdate())
    write(move, transition)
    consented(move, matter="everyday")
    assert not texts(page(move, move.receiver, transition))
    number = consented(move)
    assert texts(page(move, move.receiver, transition)) == [STRENGTHS]
    with acting(move.mother):
        withdraw(move.mother, permit=move.leave(move.mother), consent=number)
    assert not texts(page(move, move.receiver, transition))


def test_others_around_the_child_read_no_word_of_it(move: Moving) -> None:
    transition = move.accepted(on=timezone.localdate())
    write(move, transition)
    release(move, transition, move.mother, move.father)
    caseworker = rows.an_employee("caseworker")
    rows.a_basis(BasisKind.ASSIGNED, move.child, timezone.now(), account=caseworker.account)
    seen = page(move, caseworker.viewer(), transition)
    assert seen.has_note
    assert not texts(seen)
    assert seen.may == frozenset()


def test_only_those_who_must_say_yes_can(move: Moving) -> None:
    transition = move.offered()
    for viewer in (move.sender, move.young):
        with acting(viewer):
            leave = move.leave(viewer)
            with pytest.raises(NotAllowed, match="skal sige ja"):
                release_note(viewer, permit=leave, transition=transition)


def test_from_fifteen_the_young_person_alone_says_yes() -> None:
    today = timezone.localdate()
    move = a_move(born=today.replace(year=today.year - 16, day=1))
    transition = move.accepted(on=today)
    write(move, transition)
    with acting(move.mother), pytest.raises(NotAllowed):
        release_note(move.mother, permit=move.leave(move.mother), transition=transition)
    release(move, transition, move.young)
    assert texts(page(move, move.receiver, transition)) == [STRENGTHS]


def test_a_note_is_not_changed_after_the_child_has_begun(move: Moving) -> None:
    transition = move.arrived()
    with pytest.raises(BadInput, match="er begyndt"):
        write(move, transition)


def test_no_word_of_a_note_is_in_the_log(move: Moving) -> None:
    transition = move.offered()
    write(move, transition)
    entry = Event.objects.filter(verb="journey.transition_note_written").latest("sequence")
    assert STRENGTHS not in str(vars(entry))
    assert entry.subject == f"transition:{transition}"
