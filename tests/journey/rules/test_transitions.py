"""No way through a transition loses the child: in every state exactly one side answers, and it is said why."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.audit.rules import Category
from vugge.journey.rules.transition_law import TransitionLaw
from vugge.journey.rules.transitions import (
    BEFORE_ARRIVAL,
    OVER,
    STATE_WORDS,
    STEPS,
    Deed,
    Facts,
    Part,
    Reader,
    State,
    after,
    answers,
    does,
    is_late,
    may_do,
    may_read_note,
    standing,
)
from vugge.kit.errors import BadInput, NotAllowed
from vugge.kit.law import load
from vugge.law import folder

LAW = load(folder("journey") / "transitions_2024.toml", TransitionLaw)
TODAY = date(2026, 11, 23)


def walk(deeds: list[Deed], *, goes_out: bool) -> Iterator[State]:
    """Walk from the opening through whatever deeds fit, each done by the side whose it is."""
    state = State.PREPARED
    yield state
    for deed in deeds:
        facts = Facts(state, goes_out)
        if deed in STEPS[state]:
            state = after(facts, deed, does(deed, goes_out=goes_out), reason="en grund")
            yield state


@given(st.lists(st.sampled_from(Deed), max_size=30), st.booleans())
def test_on_no_way_is_the_child_without_somebody_who_answers(deeds: list[Deed], goes_out: bool) -> None:
    states = list(walk(deeds, goes_out=goes_out))
    for state in states:
        answering = answers(Facts(state, goes_out))
        assert answering.value in (Part.SENDER, Part.RECEIVER)
        assert str(answering.because.sentence)
    first = next((at for at, state in enumerate(states) if state is State.ARRIVED), len(states))
    sides = [answers(Facts(state, goes_out)).value for state in states]
    assert set(sides[:first]) <= {Part.SENDER}
    assert set(sides[first:]) <= {Part.RECEIVER}


@given(st.lists(st.sampled_from(Deed), max_size=30))
def test_nobody_takes_over_who_has_not_said_yes(deeds: list[Deed]) -> None:
    states = list(walk(deeds, goes_out=False))
    if State.ARRIVED in states:
        at = states.index(State.ARRIVED)
        assert states[at - 1] is State.ACCEPTED


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("goes_out", [False, True])
def test_what_may_be_done_is_what_is_let_through(state: State, deed: Deed, part: Part, *, goes_out: bool) -> None:
    facts = Facts(state, goes_out)
    if may_do(facts, deed, part):
        assert after(facts, deed, part, reason="en grund") is STEPS[state][deed]
    else:
        with pytest.raises((BadInput, NotAllowed)):
            after(facts, deed, part, reason="en grund")


@pytest.mark.parametrize("state", State)
def test_every_state_can_be_left_or_is_the_end(state: State) -> None:
    assert bool(STEPS[state]) != (state in OVER)


@pytest.mark.parametrize("state", sorted(BEFORE_ARRIVAL))
def test_before_the_arrival_one_can_always_give_up_with_a_reason(state: State) -> None:
    with pytest.raises(BadInput, match="Skriv hvorfor"):
        after(Facts(state), Deed.CANCEL, Part.SENDER)
    assert after(Facts(state), Deed.CANCEL, Part.SENDER, reason="Familien flytter ikke.") is State.CANCELLED


def test_what_was_sent_back_can_be_sent_again() -> None:
    back = after(Facts(State.OFFERED), Deed.RETURN, Part.RECEIVER, reason="Der er ikke plads.")
    assert after(Facts(back), Deed.OFFER, Part.SENDER) is State.OFFERED


def test_the_other_side_is_told_whose_deed_it_is() -> None:
    with pytest.raises(NotAllowed, match="skal til"):
        after(Facts(State.OFFERED), Deed.ACCEPT, Part.SENDER)
    with pytest.raises(NotAllowed, match="kommer fra"):
        after(Facts(State.PREPARED), Deed.OFFER, Part.RECEIVER)


@pytest.mark.parametrize("state", State)
def test_every_state_explains_itself(state: State) -> None:
    facts = Facts(state, planned_on=date(2026, 12, 1), answer_by=date(2026, 12, 1), arrived_on=date(2026, 12, 1))
    told = standing(facts, law=LAW, today=TODAY)
    assert told.value is state
    assert str(told.because.sentence).endswith(".")
    assert told.because.package == "journey/transitions_2024"
    assert told.because.sources
    assert told.because.parts
    assert str(STATE_WORDS[state])


def test_an_answer_that_is_late_is_said_to_be() -> None:
    late = Facts(State.OFFERED, answer_by=date(2026, 11, 22))
    assert is_late(late, today=TODAY)
    assert not is_late(late, today=date(2026, 11, 22))
    assert "skulle have svaret" in str(standing(late, law=LAW, today=TODAY).because.sentence)


@pytest.mark.parametrize("state", State)
def test_without_the_familys_yes_the_next_place_reads_no_note(state: State) -> None:
    assert not may_read_note(Reader(Part.RECEIVER), state, has_yes=False, law=LAW).value


@pytest.mark.parametrize("state", State)
def test_before_it_has_said_yes_the_next_place_reads_no_note(state: State) -> None:
    has_said_yes = state not in {State.PREPARED, State.OFFERED, State.RETURNED, State.CANCELLED}
    assert may_read_note(Reader(Part.RECEIVER), state, has_yes=True, law=LAW).value is has_said_yes


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("has_yes", [False, True])
def test_the_family_and_the_sender_read_the_note_and_others_never(state: State, *, has_yes: bool) -> None:
    told = {
        "family": may_read_note(Reader(Part.OTHER, is_family=True), state, has_yes=has_yes, law=LAW),
        "sender": may_read_note(Reader(Part.SENDER), state, has_yes=has_yes, law=LAW),
        "other": may_read_note(Reader(Part.OTHER), state, has_yes=has_yes, law=LAW),
    }
    assert {who: one.value for who, one in told.items()} == {"family": True, "sender": True, "other": False}
    assert all(str(one.because.sentence) for one in told.values())


def test_every_kind_has_a_list_a_note_and_a_sort_of_data() -> None:
    for kind in LAW.kinds:
        assert any(one.required for one in LAW.items_of(kind.id)), kind.id
        assert LAW.prompts_of(kind.id)[0].id == "strengths", "the child's strengths come first"
        assert kind.category in Category
        assert kind.sources
        assert kind.legal_basis
