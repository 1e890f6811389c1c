"""What a place is told of a child that is offered to it: that one comes, and nothing by which it could be known."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.access import rows
from tests.journey.moving import Moving, a_move, a_place, a_stay
from tests.web.logging_in import log_in

from vugge.access.rules.basis import BasisKind
from vugge.journey.models import Transition, TransitionItem, TransitionNote
from vugge.organisations.rules.kinds import UnitKind
from vugge.people.models import Person
from vugge.people.rules.kinds import SpellKind

pytestmark = pytest.mark.django_db
PAGES = ("/arbejde/overgange/", "/arbejde/overgange/tilbud/{}/")


def _rename(move: Moving) -> None:
    Person.objects.adding().filter(id=move.child).update(given_names="Nyt", surname="Navn")


def _born(move: Moving) -> None:
    Person.objects.adding().filter(id=move.child).update(born=date(2019, 2, 3))


def _protect(move: Moving) -> None:
    rows.protect(move.child)


def _elsewhere(move: Moving) -> None:
    other = a_place(UnitKind.KINDERGARTEN)
    Transition.objects.adding().update(from_unit=other)
    a_stay(move.child, SpellKind.DAYCARE, other, timezone.localdate())


def _write(move: Moving) -> None:
    about = {"person_id": move.child, "transition_id": Transition.objects.adding().get().pk}
    TransitionNote(prompt="keep", text="Bamsen.", written_by="system:test", written_at=timezone.now(), **about).save()
    said = {"answer": "yes", "answered_by": "system:test", "answered_at": timezone.now()}
    TransitionItem(item="interpreter", **said, **about).save()


def _work_with(move: Moving) -> None:
    rows.a_basis(BasisKind.ASSIGNED, move.child, timezone.now(), account=move.colleague.account)


@pytest.mark.parametrize("is_accepted", [False, True])
@pytest.mark.parametrize("change", [_rename, _born, _protect, _elsewhere, _write, _work_with])
def test_whatever_is_otherwise_with_the_child_the_place_is_told_the_same(
    change: Callable[[Moving], None], *, is_accepted: bool
) -> None:
    move = a_move()
    day = timezone.localdate() + timedelta(days=20)
    transition = move.accepted(on=day) if is_accepted else move.offered(on=day)
    client = Client()
    log_in(client, move.teacher.account.id)
    before = [told(client, page.format(transition)) for page in PAGES]
    change(move)
    assert [told(client, page.format(transition)) for page in PAGES] == before
    assert all(move.child.hex not in page and str(move.child) not in page for page in before)


def told(client: Client, address: str) -> str:
    """Return a page without the form's own random values."""
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
