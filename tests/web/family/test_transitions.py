"""The family's own pages of transitions: they read everything of theirs, and their yes is what lets a note pass."""

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.access import rows
from tests.journey.moving import Moving, a_move
from tests.web.frontline.reading import statements, words_of
from tests.web.logging_in import log_in

from vugge.access.models import Basis
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Viewer
from vugge.journey.models import TransitionMentor, TransitionNote
from vugge.organisations.rules.kinds import UnitKind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
MINE = "/min/overgange/"


def browser(viewer: Viewer) -> Client:
    """Return the browser of a citizen who has logged in."""
    client = Client()
    assert viewer.identity
    log_in(client, viewer.identity)
    return client


@pytest.fixture
def move(db: None) -> Moving:
    """A child on its way to school, with a note."""
    return a_move()


def noted(move: Moving, transition: UUID) -> None:
    """Let there be a note."""
    TransitionNote(
        person_id=move.child,
        transition_id=transition,
        prompt="strengths",
        text="God til at trøste.",
        written_by="system:test",
        written_at=timezone.now(),
    ).save()


def test_the_family_reads_where_it_stands_and_the_note(move: Moving) -> None:
    transition = move.offered()
    noted(move, transition)
    for viewer in (move.mother, move.father):
        client = browser(viewer)
        assert "Fra børnehave til skole" in words_of(client.get(MINE))
        page = words_of(client.get(f"{MINE}{transition}/"))
        assert "God til at trøste." in page
        assert move.teacher.unit.name in page
        assert "Afsenderen har ansvaret" in page


def test_nobody_elses_family_finds_it(move: Moving) -> None:
    transition = move.offered()
    stranger, _ = rows.a_citizen()
    client = browser(stranger)
    assert "Ingen overgange" in words_of(client.get(MINE))
    assert client.get(f"{MINE}{transition}/").status_code == 404
    assert client.post(f"{MINE}{transition}/", {"gerning": "ja"}).status_code == 404


def test_both_parents_let_the_note_pass_and_one_takes_it_back(move: Moving) -> None:
    transition = move.accepted(on=TODAY())
    noted(move, transition)
    teacher = Client()
    log_in(teacher, move.teacher.account.id)
    theirs = f"/arbejde/borger/{move.child}/overgang/{transition}/"
    for viewer in (move.mother, move.father):
        assert "God til at trøste." not in teacher.get(theirs).content.decode()
        assert browser(viewer).post(f"{MINE}{transition}/", {"gerning": "ja"}).status_code == 302
    assert "God til at trøste." in teacher.get(theirs).content.decode()
    assert browser(move.mother).post(f"{MINE}{transition}/", {"gerning": "nej"}).status_code == 302
    assert "God til at trøste." not in teacher.get(theirs).content.decode()


def test_a_young_person_chooses_a_mentor_who_then_sees_who_it_is_and_little_more() -> None:
    today = TODAY()
    move = a_move(born=today.replace(year=today.year - 16, day=1), kind=UnitKind.SCHOOL)
    transition = move.opened(kind="school_to_youth_education")
    client = browser(move.young)
    address = f"{MINE}{transition}/"
    assert move.stranger.account.id.hex not in client.get(address).content.decode()
    assert client.post(address, {"gerning": "mentor", "account": str(move.stranger.account.id)}).status_code == 422
    assert client.post(address, {"gerning": "mentor", "account": str(move.colleague.account.id)}).status_code == 302
    place = Basis.objects.adding().get(person=move.child, account=move.colleague.account)
    assert (place.kind, place.in_unit_id) == (BasisKind.TEAM, move.colleague.unit.id)
    assert place.ends_at is not None
    assert "følger med" in words_of(client.get(address))
    assert client.post(address, {"gerning": "mentor_slut"}).status_code == 302
    assert TransitionMentor.objects.adding().get().ended_at is not None


def test_parents_choose_no_mentor_for_the_young() -> None:
    today = TODAY()
    move = a_move(born=today.replace(year=today.year - 16, day=1), kind=UnitKind.SCHOOL)
    transition = move.opened(kind="school_to_youth_education")
    client = browser(move.mother)
    assert "Hvem skal følge med dig?" not in words_of(client.get(f"{MINE}{transition}/"))
    sent = {"gerning": "mentor", "account": str(move.colleague.account.id)}
    assert client.post(f"{MINE}{transition}/", sent).status_code == 422
    assert not TransitionMentor.objects.adding().exists()


def test_a_parent_who_lives_elsewhere_reads_no_place_of_a_protected_child(move: Moving) -> None:
    transition = move.offered()
    rows.protect(move.child)
    client = browser(move.father)
    for address in (MINE, f"{MINE}{transition}/"):
        body = client.get(address).content.decode()
        assert move.teacher.unit.name not in body
        assert move.pedagogue.unit.name not in body


def test_the_pages_cost_the_same_however_much_there_is(move: Moving) -> None:
    transition = move.offered()
    noted(move, transition)
    client = browser(move.mother)
    few = {path: statements(client, path) for path in (MINE, f"{MINE}{transition}/")}
    other = a_move()
    rows.custody(other.child, move.mother_id)
    other.offered()
    assert {path: statements(client, path) for path in few} == few
    if connection.vendor == "sqlite":
        assert list(few.values()) == [16, 28]


def test_all_of_it_is_in_what_one_takes_home_of_ones_own_data(move: Moving) -> None:
    transition = move.offered()
    noted(move, transition)
    client = browser(move.mother)
    page = words_of(client.get(f"/min/oplysninger/{move.child}/"))
    assert "God til at trøste." in page
    kept = client.get(f"/min/oplysninger/{move.child}/mine-oplysninger.json").json()["journey"]["transitions"]
    assert [one["state"] for one in kept] == ["offered"]
    assert kept[0]["notes"][0]["words"] == "God til at trøste."
    assert {one["words"] for one in kept[0]["history"]} == {""}
