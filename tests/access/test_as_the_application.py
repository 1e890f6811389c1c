"""Under the application's own role, which row-level security holds, the deeds of access and people still work.

PostgreSQL only. Elsewhere the tests own the tables, and nothing would show that a deed stumbles on the second line.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.access import rows
from tests.access.family import Family, a_family
from tests.access.plain_role import a_plain_role, as_owner, as_role

from vugge.access.actions import teams
from vugge.access.actions.conflicts import note_conflict
from vugge.access.actions.emergencies import open_emergency, review_emergency
from vugge.access.actions.meetings import call_meeting, hold_followup
from vugge.access.actions.oversight import answer_question, ask_about
from vugge.access.models import LogQuestion
from vugge.access.queries.actors import scope
from vugge.access.queries.permits import permit_new
from vugge.access.queries.persons import team_page
from vugge.audit.actions import acting
from vugge.audit.models import Event
from vugge.audit.rules import Act, Category, Level, Purpose
from vugge.people.actions.correcting import correct_person
from vugge.people.actions.registering import register_person
from vugge.people.actions.spells import Stay, end_spell, start_spell
from vugge.people.rules.kinds import SpellKind
from vugge.people.rules.registering import NewPerson

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def family(transactional_db: None) -> Iterator[Family]:
    """The family, and from here on everything as the application's role."""
    made = a_family()
    with a_plain_role() as plain, as_role(plain):
        yield made


def test_a_consent_lives_its_life(family: Family) -> None:
    number = family.given(family.asked((Category.SUPPORT,), matter="support"))
    assert family.seen_by(family.teacher.viewer()).shows(Category.SUPPORT)
    family.withdraw(family.father, number)
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_a_colleague_is_given_the_task_and_a_team_is_made(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with acting(viewer):
        teams.assign(viewer, permit=family.may(viewer), unit=family.caseworker.unit.id)
        teams.add_to_team(viewer, permit=family.may(viewer), account=family.teacher.account.id, reason="ny skole")
    assert family.seen_by(family.teacher.viewer()).level is Level.SUMMARY


def test_another_lead_is_added_when_the_lead_has_left(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with acting(viewer):
        teacher = family.teacher.account.id
        teams.add_to_team(viewer, permit=family.may(viewer), account=teacher, reason="ny skole", lead=True)
    with as_owner():
        family.teacher.account.staff_roles.update(valid_to=timezone.localdate(), ended_at=timezone.now())
    with acting(viewer):
        me = family.caseworker.account.id
        number = teams.add_to_team(viewer, permit=family.may(viewer), account=me, reason="tager over", lead=True)
        _head, around = team_page(viewer, person=family.child)
    assert around.lead is not None
    assert around.lead.basis == number


def test_a_meeting_and_its_followup_are_called(family: Family) -> None:
    viewer, today = family.caseworker.viewer(), timezone.localdate()
    who, what = [family.teacher.account.id], frozenset({Category.EDUCATION})
    with acting(viewer):
        first = call_meeting(
            viewer, permit=family.may(viewer), matter="attendance", day=today, participants=who, categories=what
        )
        later = today + timedelta(days=9)
        hold_followup(viewer, permit=family.may(viewer), meeting=first, day=later, participants=who)
    assert family.seen_by(family.teacher.viewer(Purpose.MEETING)).shows(Category.EDUCATION)


def test_an_emergency_is_opened_and_reviewed(family: Family) -> None:
    viewer = family.teacher.viewer(Purpose.EMERGENCY)
    with acting(viewer):
        number = open_emergency(viewer, person=family.child, reason="Barnet er bragt på skadestuen alene.")
    assert family.seen_by(viewer).level is Level.FULL
    with as_owner():
        supervisor = rows.an_employee("supervisor").viewer()
    with acting(supervisor):
        review_emergency(supervisor, basis=number, was_right=True, finding="")


def test_somebody_shuts_themselves_out(family: Family) -> None:
    for viewer in (family.teacher.viewer(), family.caseworker.viewer()):
        assert viewer.identity
        with acting(viewer):
            note_conflict(viewer, account=viewer.identity, person=family.child, kind="family")
    assert family.seen_by(family.caseworker.viewer()).level is Level.UNKNOWN


def test_somebody_new_is_registered_and_taken_up(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with acting(viewer):
        leave = permit_new(viewer)
        new = NewPerson("Prøve", "Person", born=date(2020, 2, 2))
        person = register_person(viewer, permit=leave, scope=scope(viewer), new=new, key=uuid4().hex)
        teams.take_up(viewer, permit=leave, reason="henvendelse")
    with acting(viewer):
        assert scope(viewer).sight(person).level is Level.FULL


def test_a_persons_data_are_corrected_and_a_stay_is_written(family: Family) -> None:
    viewer = family.caseworker.viewer()
    stay = Stay(SpellKind.SCHOOL, date(2026, 8, 1), title="Skolen")
    with acting(viewer):
        leave = family.may(viewer, Act.CHANGE, Category.IDENTITY)
        correct_person(viewer, permit=leave, version=1, changes={"surname": "Rettet"}, reason="stavet forkert")
        leave = family.may(viewer, Act.ADD, Category.EDUCATION)
        spell = start_spell(viewer, permit=leave, stay=stay, key=uuid4().hex)
        leave = family.may(viewer, Act.CHANGE, Category.EDUCATION)
        end_spell(viewer, permit=leave, spell=spell, version=1, ends=date(2026, 10, 1))


def test_a_look_is_questioned_and_answered(family: Family) -> None:
    family.ask()
    entry = Event.objects.latest("sequence").sequence
    with acting(family.mother):
        ask_about(family.mother, permit=family.may(family.mother, Act.READ, Category.LOG), entry=entry)
    with as_owner():
        supervisor = rows.an_employee("supervisor").viewer()
        question = LogQuestion.objects.adding().get().pk
    with acting(supervisor):
        answer_question(supervisor, question=question, answer="Sagsbehandleren ville spørge jer om samtykke.")
