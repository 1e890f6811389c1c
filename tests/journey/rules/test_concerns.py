"""What may be done with a concern, in which order, and by when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.journey.queries.policies import concern_law
from vugge.journey.rules.concern_law import Receivers, receives
from vugge.journey.rules.concerns import (
    ConcernFacts,
    Deed,
    Outcome,
    State,
    Wait,
    after,
    first_contact_due,
    standing,
)
from vugge.kit.errors import BadInput
from vugge.kit.explained import Certainty
from vugge.kit.law import Mistake
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.staff import HeldRole

LAW = concern_law(date(2026, 11, 22))
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(DAYS)
def test_the_first_contact_is_due_after_so_many_working_days(received: date) -> None:
    due = first_contact_due(received, LAW)
    between = [received + timedelta(days=one) for one in range(1, (due - received).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == LAW.first_contact.working_days
    assert due.weekday() < 5


@given(DAYS, st.integers(0, 60))
def test_waiting_longer_never_takes_a_deadline_back(received: date, days: int) -> None:
    facts = ConcernFacts(State.RECEIVED, received)
    order = [Wait.IN_TIME, Wait.TODAY, Wait.LATE]
    waits = [standing(facts, law=LAW, today=received + timedelta(days=one)).value.wait for one in (days, days + 1)]
    assert order.index(waits[0]) <= order.index(waits[1])


@pytest.mark.parametrize("state", State)
def test_every_deadline_says_why(state: State) -> None:
    told = standing(ConcernFacts(state, date(2026, 11, 2), date(2026, 11, 5)), law=LAW, today=date(2026, 11, 22))
    assert told.because.sentence.say()
    assert (told.value.wait is Wait.NOTHING) == (state is State.CLOSED)


@pytest.mark.parametrize("deed", Deed)
def test_what_is_closed_stays_closed(deed: Deed) -> None:
    with pytest.raises(BadInput, match="afsluttet"):
        after(State.CLOSED, deed, outcome=Outcome.NO_NEED)


@pytest.mark.parametrize("outcome", Outcome)
def test_nobody_says_what_a_family_wants_before_speaking_with_it(outcome: Outcome) -> None:
    if outcome in (Outcome.TO_AUTHORITY, Outcome.UNFOUNDED):
        assert after(State.RECEIVED, Deed.CLOSE, outcome=outcome) is State.CLOSED
    else:
        with pytest.raises(BadInput, match="første kontakt"):
            after(State.RECEIVED, Deed.CLOSE, outcome=outcome)


def test_a_closing_says_what_came_of_it() -> None:
    with pytest.raises(BadInput, match="hvad der kom ud"):
        after(State.CONTACTED, Deed.CLOSE)


@pytest.mark.parametrize("role", Role)
def test_nobody_with_authority_receives(role: Role) -> None:
    held = HeldRole(role, 1, UnitKind.FAMILY_CENTRE, 1, OrganisationKind.MUNICIPALITY, "Familiehuset")
    assert receives(held, LAW) == (role is Role.COORDINATOR)


@pytest.mark.parametrize("kind", OrganisationKind)
def test_only_the_municipality_receives(kind: OrganisationKind) -> None:
    held = HeldRole(Role.COORDINATOR, 1, UnitKind.SECRETARIAT, 1, kind, "Sekretariatet")
    assert receives(held, LAW) == (kind is OrganisationKind.MUNICIPALITY)


def test_a_law_that_lets_caseworkers_receive_is_refused() -> None:
    with pytest.raises(Mistake, match="myndighed"):
        Receivers(Role.CASEWORKER, frozenset(), frozenset(), Certainty.DERIVED, "")


def test_the_form_reminds_of_the_duty_and_of_where_to_call() -> None:
    duty = LAW.duty
    assert "112" in duty.danger.da
    assert "underretning" in duty.does_not_replace.da
    assert duty.certainty is not Certainty.CONFIRMED
