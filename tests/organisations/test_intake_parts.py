"""A file belongs to the part in which it was brought in: the same person in another part has nothing to do with it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import the_operator
from tests.organisations.sample import Corner, corner
from tests.organisations.test_intakes import GOOD, administrator, brought, now_of

from vugge.audit.queries import events
from vugge.audit.rules import Viewer
from vugge.cli.work import take_jobs
from vugge.kit.errors import NotAllowed, NotFound
from vugge.organisations import models
from vugge.organisations.actions.intakes import retry_intake
from vugge.organisations.actions.staffing import give_role
from vugge.organisations.queries.intakes import intakes
from vugge.organisations.rules.intakes import IntakeState, may_retry
from vugge.organisations.rules.kinds import Role
from vugge.organisations.tasks import save_register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker keeps the test's own connection, which holds its transaction."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)


@pytest.fixture
def here() -> Corner:
    """The corner of the register."""
    return corner()


@pytest.fixture
def viewer(here: Corner) -> Viewer:
    """The municipality's administrator."""
    return administrator(here.department)


@pytest.fixture
def elsewhere(here: Corner, viewer: Viewer) -> Viewer:
    """The same person as administrator of another organisation."""
    assert viewer.identity is not None
    since = timezone.localdate() - timedelta(days=30)
    give_role(the_operator(), account=viewer.identity, unit=here.secretariat, role=Role.ADMINISTRATOR, valid_from=since)
    return replace(viewer, unit=str(here.secretariat))


def test_the_same_file_brought_in_another_part_is_another_intake(viewer: Viewer, elsewhere: Viewer) -> None:
    first, second = brought(viewer), brought(elsewhere)
    assert first != second
    assert brought(elsewhere) == second
    take_jobs()
    for number, part in ((first, viewer), (second, elsewhere)):
        row = models.Intake.objects.get(pk=number)
        assert (row.state, row.role, str(row.unit_id)) == (IntakeState.DONE.value, part.role, part.unit)
    saved = [one for one in events(the_operator(), limit=50) if one.verb == "organisations.register_imported"]
    assert {one.unit for one in saved} == {viewer.unit, elsewhere.unit}


def test_the_same_file_as_another_sort_of_file_is_another_intake(viewer: Viewer) -> None:
    assert brought(viewer) != brought(viewer, replace(GOOD, ending=".xlsx"))


def test_what_was_brought_in_one_part_is_not_seen_or_tried_again_in_another(viewer: Viewer, elsewhere: Viewer) -> None:
    number = brought(viewer)
    models.Intake.objects.update(state=IntakeState.BROKEN.value, ended_at=timezone.now())
    assert intakes(elsewhere, now=timezone.now()) == ()
    with pytest.raises(NotFound):
        now_of(elsewhere, number)
    with pytest.raises(NotFound):
        retry_intake(elsewhere, intake=number, start=save_register.enqueue)
    row = models.Intake.objects.get(pk=number)
    assert (row.attempt, row.unit_id) == (1, int(viewer.unit))
    assert may_retry(now_of(viewer, number), viewer)


def test_whoever_acts_in_another_role_sees_no_files(here: Corner, viewer: Viewer) -> None:
    brought(viewer)
    assert viewer.identity is not None
    since = timezone.localdate() - timedelta(days=30)
    give_role(the_operator(), account=viewer.identity, unit=here.school, role=Role.TEACHER, valid_from=since)
    assert intakes(replace(viewer, role=Role.TEACHER.value, unit=str(here.school)), now=timezone.now()) == ()
    with pytest.raises(NotAllowed):
        intakes(replace(viewer, role=Role.VOLUNTEER.value, unit=str(here.school)), now=timezone.now())
