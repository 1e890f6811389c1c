"""Writing to each other: who may, who reads it, what is refused, and what is written down."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from tests.cast import BIRGIT, EMIL, JONAS, LEA, MARIAM, SOFIE, YUSUF, Character
from tests.journey.writing import HELLO, answer_in, citizen_of, may_write, part, texts, write
from tests.people.town import BOOKKEEPER, hide, leave
from tests.web.frontline.workplace import Workplace, give_task, workplace

from vugge.access.actions.conflicts import note_conflict
from vugge.access.actions.teams import end_assignment
from vugge.access.models import Basis
from vugge.access.queries.permits import permit
from vugge.audit.models import Event
from vugge.audit.rules import Act, Category
from vugge.journey.actions.merging import carry_journey_back, carry_journey_over
from vugge.journey.actions.messages import (
    ask_colleague_in,
    mark_read,
    share_earlier,
    withdraw_message,
    write_message,
)
from vugge.journey.models import Message, MessageReader, Thread
from vugge.journey.queries.messages import messages_about, my_messages, thread_about, unread_for, unread_messages
from vugge.journey.rules.correspondents import ThreadKind
from vugge.journey.rules.messages import NewMessage
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound
from vugge.people.actions.families import end_custody
from vugge.people.models import Custody
from vugge.people.rules.changes import Conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> Workplace:
    """The workplace around the cast."""
    return workplace()


def test_a_mother_writes_and_the_colleague_reads_and_answers(here: Workplace) -> None:
    mariam, hanne = citizen_of(MARIAM), here.visitor.viewer()
    thread = write(mariam, LEA, here.visitor)
    assert texts(thread, hanne, LEA) == [HELLO]
    answer_in(thread, hanne, LEA, "Ja, klokken ti.")
    assert texts(thread, mariam, LEA) == [HELLO, "Ja, klokken ti."]


def test_the_text_is_stored_sealed(here: Workplace) -> None:
    write(citizen_of(MARIAM), LEA, here.visitor)
    sealed = Message.objects.whole(BOOKKEEPER).get().sealed
    assert HELLO not in sealed
    assert "tirsdag" not in sealed


def test_the_log_holds_no_text(here: Workplace) -> None:
    write(citizen_of(MARIAM), LEA, here.visitor)
    entry = Event.objects.get(verb="journey.thread_opened")
    assert entry.fields == "message"
    assert entry.numbers == {"readers": 2}
    assert "tirsdag" not in str(entry.__dict__)


def test_a_colleague_outside_the_thread_reads_nothing(here: Workplace) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.visitor)
    for other in (here.pedagogue, here.teacher):
        with pytest.raises(Hidden):
            thread_about(other.viewer(), person=LEA.id, thread=thread)
        assert messages_about(other.viewer(), person=LEA.id).threads == ()


@pytest.mark.parametrize("who", [JONAS, BIRGIT])
def test_a_father_without_custody_and_a_neighbour_get_nothing(here: Workplace, who: Character) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.visitor)
    stranger = citizen_of(who)
    with pytest.raises(Hidden):
        thread_about(stranger, person=LEA.id, thread=thread)
    with pytest.raises(Hidden):
        messages_about(stranger, person=LEA.id)
    assert not any(one.line.id == LEA.id for one in my_messages(stranger))
    assert unread_for(stranger) == ()


def test_both_who_have_custody_read_the_familys_thread(here: Workplace) -> None:
    thread = write(citizen_of(MARIAM), YUSUF, here.teacher)
    assert texts(thread, citizen_of(JONAS), YUSUF) == [HELLO]


def test_from_fifteen_the_young_persons_own_thread_is_not_their_parents(here: Workplace) -> None:
    yusuf, thomas = citizen_of(YUSUF), here.teacher.viewer()
    thread = write(yusuf, YUSUF, here.teacher, kind=ThreadKind.OWN)
    assert texts(thread, thomas, YUSUF) == [HELLO]
    for parent in (MARIAM, JONAS):
        with pytest.raises(Hidden):
            thread_about(citizen_of(parent), person=YUSUF.id, thread=thread)
        board = messages_about(citizen_of(parent), person=YUSUF.id)
        assert [one.kind for one in board.sides] == [ThreadKind.FAMILY]
        assert board.threads == ()


def test_the_young_person_does_not_read_what_the_parents_write(here: Workplace) -> None:
    thread = write(citizen_of(MARIAM), YUSUF, here.teacher)
    with pytest.raises(Hidden):
        thread_about(citizen_of(YUSUF), person=YUSUF.id, thread=thread)


def test_a_small_child_has_no_thread_of_its_own(here: Workplace) -> None:
    with pytest.raises(BadInput, match="ingen i familien"):
        write(here.visitor.viewer(), LEA, kind=ThreadKind.OWN)
    with pytest.raises(NotAllowed):
        write(citizen_of(MARIAM), LEA, here.visitor, kind=ThreadKind.OWN)


def test_a_colleague_writes_to_the_family_and_to_the_young_person(here: Workplace) -> None:
    thomas = here.teacher.viewer()
    family = write(thomas, YUSUF, text="Til jer")
    own = write(thomas, YUSUF, text="Til dig", kind=ThreadKind.OWN)
    assert family != own
    assert texts(family, citizen_of(JONAS), YUSUF) == ["Til jer"]
    assert texts(own, citizen_of(YUSUF), YUSUF) == ["Til dig"]


def test_who_leaves_loses_the_thread_at_the_next_question(here: Workplace) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.pedagogue)
    pia = here.pedagogue.viewer()
    assert texts(thread, pia, LEA) == [HELLO]
    basis = Basis.objects.whole(BOOKKEEPER).get(person=LEA.id, account=here.pedagogue.account)
    end_assignment(pia, permit=may_write(pia, LEA), basis=basis.pk, reason="Skiftet stue")
    with pytest.raises(Hidden):
        thread_about(pia, person=LEA.id, thread=thread)
    assert unread_messages(pia) == ()
    assert unread_for(pia) == ()
    with pytest.raises(BadInput, match="Ingen af dem"):
        answer_in(thread, citizen_of(MARIAM), LEA)


def test_who_comes_back_does_not_read_what_was_written_meanwhile(here: Workplace) -> None:
    mariam, pia = citizen_of(MARIAM), here.pedagogue.viewer()
    thread = write(mariam, LEA, here.pedagogue, here.visitor, text="Før")
    basis = Basis.objects.whole(BOOKKEEPER).get(person=LEA.id, account=here.pedagogue.account)
    end_assignment(pia, permit=may_write(pia, LEA), basis=basis.pk, reason="Orlov")
    answer_in(thread, mariam, LEA, "Imens")
    give_task(here.pedagogue, LEA)
    assert texts(thread, pia, LEA) == ["Før"]


def test_a_new_colleague_reads_from_the_first_day_until_the_family_shares_more(here: Workplace) -> None:
    mariam, pia = citizen_of(MARIAM), here.pedagogue.viewer()
    thread = write(mariam, LEA, here.visitor, text="Før")
    ask_colleague_in(mariam, permit=may_write(mariam, LEA), thread=thread, part=part(here.pedagogue))
    answer_in(thread, mariam, LEA, "Efter")
    assert texts(thread, pia, LEA) == ["Efter"]
    page = thread_about(mariam, person=LEA.id, thread=thread)
    assert [one.part for one in page.sharable] == [part(here.pedagogue)]
    shared = share_earlier(mariam, permit=may_write(mariam, LEA), thread=thread, part=part(here.pedagogue))
    assert shared == 1
    assert texts(thread, pia, LEA) == ["Før", "Efter"]
    assert share_earlier(mariam, permit=may_write(mariam, LEA), thread=thread, part=part(here.pedagogue)) == 0


def test_a_colleague_shares_nothing_earlier(here: Workplace) -> None:
    hanne = here.visitor.viewer()
    thread = write(citizen_of(MARIAM), LEA, here.visitor)
    ask_colleague_in(hanne, permit=may_write(hanne, LEA), thread=thread, part=part(here.pedagogue))
    with pytest.raises(NotAllowed, match="Kun familien"):
        share_earlier(hanne, permit=may_write(hanne, LEA), thread=thread, part=part(here.pedagogue))


def test_only_who_is_around_the_family_is_asked_in(here: Workplace) -> None:
    mariam = citizen_of(MARIAM)
    thread = write(mariam, LEA, here.visitor)
    with pytest.raises(BadInput, match="ikke med omkring familien"):
        ask_colleague_in(mariam, permit=may_write(mariam, LEA), thread=thread, part=part(here.consultant))
    with pytest.raises(BadInput, match="ikke med omkring familien mere"):
        write(mariam, LEA, here.volunteer)


def test_a_custody_that_ended_closes_the_thread(here: Workplace) -> None:
    thread = write(citizen_of(MARIAM), YUSUF, here.teacher)
    custody = Custody.objects.whole(BOOKKEEPER).get(child=YUSUF.id, holder=JONAS.id)
    end_custody(BOOKKEEPER, permit=leave(Act.CHANGE, YUSUF), custody=custody.id, ends=localdate())
    with pytest.raises(Hidden):
        thread_about(citizen_of(JONAS), person=YUSUF.id, thread=thread)
    answer_in(thread, here.teacher.viewer(), YUSUF, "Nyt")
    readers = MessageReader.objects.whole(BOOKKEEPER).filter(citizen=JONAS.id)
    assert readers.count() == 1


def test_somebody_shut_out_from_a_child_reads_nothing_of_it(here: Workplace) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.visitor, here.pedagogue)
    note_conflict(here.pedagogue.viewer(), account=here.pedagogue.account, person=LEA.id, kind="family")
    with pytest.raises(Hidden):
        thread_about(here.pedagogue.viewer(), person=LEA.id, thread=thread)
    page = thread_about(here.visitor.viewer(), person=LEA.id, thread=thread)
    assert part(here.pedagogue) not in {one.part for one in page.readers}


def test_around_a_protected_child_only_those_read_who_may_know_where_it_is(here: Workplace) -> None:
    sofie = citizen_of(SOFIE)
    board = messages_about(sofie, person=EMIL.id)
    offered = {one.part for side in board.sides for one in side.colleagues}
    assert offered == {part(here.caseworker)}
    thread = write(sofie, EMIL, here.caseworker)
    assert texts(thread, here.caseworker.viewer(), EMIL) == [HELLO]
    with pytest.raises(BadInput):
        write(sofie, EMIL, here.teacher)
    with pytest.raises(NotAllowed):
        write(here.teacher.viewer(), EMIL)


def test_a_protection_closes_what_was_open_before(here: Workplace) -> None:
    from_before = write(citizen_of(MARIAM), LEA, here.pedagogue, here.visitor)
    hide(MARIAM)
    for one in (here.pedagogue, here.visitor):
        with pytest.raises(Hidden):
            thread_about(one.viewer(), person=LEA.id, thread=from_before)
    assert texts(from_before, citizen_of(MARIAM), LEA) == [HELLO]


def test_a_message_is_withdrawn_by_its_writer_alone(here: Workplace) -> None:
    mariam, hanne = citizen_of(MARIAM), here.visitor.viewer()
    thread = write(mariam, LEA, here.visitor)
    message = thread_about(mariam, person=LEA.id, thread=thread).messages[0].id
    with pytest.raises(NotFound):
        withdraw_message(hanne, permit=may_write(hanne, LEA), thread=thread, message=message)
    for _ in range(2):
        withdraw_message(mariam, permit=may_write(mariam, LEA), thread=thread, message=message)
    for viewer in (mariam, hanne):
        (shown,) = thread_about(viewer, person=LEA.id, thread=thread).messages
        assert shown.is_withdrawn
        assert shown.text == ""
    assert unread_for(hanne) == ()


def test_a_form_sent_twice_is_one_message(here: Workplace) -> None:
    mariam = citizen_of(MARIAM)
    threads = {write(mariam, LEA, here.visitor, key="a") for _ in range(2)}
    assert len(threads) == 1
    (thread,) = threads
    assert answer_in(thread, mariam, LEA, "Og en til", key="b") == answer_in(thread, mariam, LEA, "Og en til", key="b")
    assert texts(thread, mariam, LEA) == [HELLO, "Og en til"]
    with pytest.raises(Conflict):
        answer_in(thread, mariam, LEA, "Noget andet", key="b")


def test_writing_to_the_same_again_goes_to_the_same_thread(here: Workplace) -> None:
    mariam = citizen_of(MARIAM)
    assert write(mariam, LEA, here.visitor) == write(mariam, LEA, here.visitor, text="Igen")
    assert write(mariam, LEA, here.visitor, here.pedagogue) != write(mariam, LEA, here.visitor)
    assert Thread.objects.whole(BOOKKEEPER).count() == 2


@pytest.mark.parametrize(("text", "language"), [("  ", "da"), ("x" * 4001, "da"), ("Hej", "dansk"), ("Hej", "")])
def test_what_is_no_message_is_refused(here: Workplace, text: str, language: str) -> None:
    with pytest.raises(BadInput):
        write(citizen_of(MARIAM), LEA, here.visitor, text=text, language=language)


def test_a_page_that_named_other_readers_is_shown_again(here: Workplace) -> None:
    mariam = citizen_of(MARIAM)
    thread = write(mariam, LEA, here.visitor)
    mark = thread_about(mariam, person=LEA.id, thread=thread).mark
    new = NewMessage("Til Hanne", readers=mark)
    ask_colleague_in(mariam, permit=may_write(mariam, LEA), thread=thread, part=part(here.pedagogue))
    with pytest.raises(BadInput, match="hvem der læser med"):
        write_message(mariam, permit=may_write(mariam, LEA), thread=thread, new=new, key="k")
    mark = thread_about(mariam, person=LEA.id, thread=thread).mark
    write_message(mariam, permit=may_write(mariam, LEA), thread=thread, new=NewMessage("Nu", readers=mark), key="l")


def test_reading_marks_a_message_read_once(here: Workplace) -> None:
    mariam, hanne = citizen_of(MARIAM), here.visitor.viewer()
    thread = write(mariam, LEA, here.visitor)
    (one,) = thread_about(hanne, person=LEA.id, thread=thread).messages
    assert one.is_new
    (waiting,) = unread_for(hanne)
    assert (waiting.reader, waiting.messages) == (part(here.visitor), 1)
    leave_to = permit(hanne, Act.READ, person=LEA.id, category=Category.SHARING)
    assert mark_read(hanne, permit=leave_to, thread=thread, messages=[one.id]) == 1
    assert mark_read(hanne, permit=leave_to, thread=thread, messages=[one.id]) == 0
    assert unread_for(hanne) == ()
    (mark,) = thread_about(mariam, person=LEA.id, thread=thread).messages[0].marks
    assert mark.who.name == "Hanne Holm"
    assert mark.read_at is not None
    assert (now() - mark.read_at) < timedelta(minutes=5)


def test_messages_go_along_when_two_records_are_one_person_and_back_again(here: Workplace) -> None:
    thread = write(citizen_of(MARIAM), YUSUF, here.teacher)
    kept, gone = leave(Act.DECIDE, JONAS), leave(Act.DECIDE, MARIAM)
    carry_journey_over(BOOKKEEPER, kept=kept, gone=gone)
    readers = MessageReader.objects.whole(BOOKKEEPER).filter(thread=thread, citizen__isnull=False)
    assert sorted(readers.values_list("citizen", flat=True)) == [MARIAM.id, JONAS.id]
    assert Message.objects.whole(BOOKKEEPER).get().citizen_id == JONAS.id
    carry_journey_back(BOOKKEEPER, kept=kept, gone=gone)
    assert Message.objects.whole(BOOKKEEPER).get().citizen_id == MARIAM.id
    over, back = leave(Act.DECIDE, LEA), leave(Act.DECIDE, YUSUF)
    carry_journey_over(BOOKKEEPER, kept=over, gone=back)
    assert Thread.objects.whole(BOOKKEEPER).get().person_id == LEA.id
    carry_journey_back(BOOKKEEPER, kept=over, gone=back)
    assert texts(thread, here.teacher.viewer(), YUSUF) == [HELLO]
