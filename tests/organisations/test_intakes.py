"""A file brought in by hand is saved by a job: as whoever asked, all of it or nothing, and it says how it went."""

import os
import signal
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone, translation
from tests.areas.sample import write_lists
from tests.cast import the_operator
from tests.organisations.sample import Corner, a_unit, an_account, corner

from vugge.areas.models import Area
from vugge.areas.tasks import save_lists
from vugge.audit.queries import events
from vugge.audit.rules import Purpose, Result, Viewer, person
from vugge.cli.work import take_jobs
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.progress import Progress
from vugge.organisations import models
from vugge.organisations.actions import carrying_out
from vugge.organisations.actions.beside import Beside
from vugge.organisations.actions.importing import import_register
from vugge.organisations.actions.intakes import bring_file, remove_leftovers, retry_intake
from vugge.organisations.actions.staffing import end_role
from vugge.organisations.models import Organisation, StaffRole
from vugge.organisations.queries.beside import last_word, place_of
from vugge.organisations.queries.intakes import intake, intakes
from vugge.organisations.rules.intakes import Given, Intake, IntakeKind, IntakeState, Standing, may_retry, standing
from vugge.organisations.rules.kinds import Role, UnitKind
from vugge.organisations.tasks import save_register

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)

HEADER = "Organisation;Organisationens art;Kommune;Gælder fra\n"
GOOD = Given(".csv", f"{HEADER}Roklubben;Forening;Aarhus;01-01-2021\nSkakklubben;Forening;Aarhus;01-01-2021\n".encode())
WRONG = Given(".csv", f"{HEADER}Roklubben;Forening;Odense;01-01-2021\n".encode())


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


def administrator(unit: int) -> Viewer:
    account = an_account(unit, Role.ADMINISTRATOR)
    return person(account, Purpose.ADMINISTRATION, role=Role.ADMINISTRATOR.value, unit=str(unit))


def brought(viewer: Viewer, given: Given = GOOD) -> UUID:
    return bring_file(viewer, kind=IntakeKind.REGISTER, given=given, start=save_register.enqueue)


def now_of(viewer: Viewer, number: UUID, *, later: timedelta = timedelta()) -> Intake:
    return intake(viewer, intake=number, now=timezone.now() + later)


def clubs() -> int:
    return Organisation.objects.filter(name__in=("Roklubben", "Skakklubben")).count()


def test_a_file_waits_sealed_and_is_gone_when_it_is_saved(viewer: Viewer) -> None:
    number = brought(viewer)
    row = models.Intake.objects.get()
    assert "Roklubben" not in row.content
    assert (clubs(), now_of(viewer, number).standing) == (0, Standing.WAITING)
    take_jobs()
    row.refresh_from_db()
    found = now_of(viewer, number)
    assert (clubs(), row.content, found.standing) == (2, "", Standing.DONE)
    assert (found.counts, found.done, found.rows) == ({"new": 2, "changed": 0, "unchanged": 0}, 2, 2)


def test_the_states_lists_are_saved_by_a_job_too(viewer: Viewer, tmp_path: Path) -> None:
    given = Given(".csv", write_lists(tmp_path / "lister.csv").read_bytes())
    number = bring_file(viewer, kind=IntakeKind.LISTS, given=given, start=save_lists.enqueue)
    take_jobs()
    assert (now_of(viewer, number).problem, Area.objects.count()) == ("", 3)


def test_the_log_says_who_saved_it_and_as_what(viewer: Viewer) -> None:
    brought(viewer)
    take_jobs()
    entry = max(events(the_operator(), limit=50), key=lambda one: one.sequence)
    assert (entry.verb, entry.viewer) == ("organisations.register_imported", viewer.name)
    assert (entry.role, entry.unit) == (viewer.role, viewer.unit)


def test_what_is_wrong_with_the_file_is_said_in_the_language_of_whoever_asked(viewer: Viewer) -> None:
    with translation.override("da"):
        number = brought(viewer, WRONG)
    with translation.override("en"):
        take_jobs()
    found = now_of(viewer, number)
    assert found.standing is Standing.REFUSED
    assert found.problem.startswith("Intet er indlæst. Filen har 1 fejl")
    assert (clubs(), models.Intake.objects.get().content) == (0, "")
    assert not may_retry(found, viewer)


def test_a_leavers_file_is_refused_and_the_refusal_is_logged(viewer: Viewer) -> None:
    number = brought(viewer)
    held = StaffRole.objects.get()
    end_role(the_operator(), role=held.pk)
    take_jobs()
    row = models.Intake.objects.get(pk=number)
    assert (row.state, row.content, clubs()) == (IntakeState.REFUSED.value, "", 0)
    assert "ikke længere den opgave" in row.problem
    entry = max(events(the_operator(), limit=5), key=lambda one: one.sequence)
    assert (entry.verb, entry.result, entry.viewer) == (
        "organisations.register_imported",
        Result.DENIED,
        viewer.name,
    )


def test_our_own_mistake_saves_nothing_and_may_be_tried_again(viewer: Viewer, caplog: pytest.LogCaptureFixture) -> None:
    number = brought(viewer)
    carry(number, 1, breaking(ValueError("Roklubben står i teksten")))
    broken = now_of(viewer, number)
    assert (broken.standing, clubs()) == (Standing.BROKEN, 0)
    assert "ValueError" in caplog.text
    assert "Roklubben" not in caplog.text  # a message may quote the file
    retry_intake(viewer, intake=number, start=save_register.enqueue)
    take_jobs()
    assert (now_of(viewer, number).standing, clubs()) == (Standing.DONE, 2)


def carry(number: UUID, attempt: int, commit: carrying_out.Commit) -> IntakeState | None:
    return carrying_out.carry_out(str(number), attempt=attempt, verb="organisations.register_imported", commit=commit)


def saving(viewer: Viewer, file: Path, progress: Progress) -> Mapping[str, int]:
    receipt = import_register(viewer, file=file, progress=progress)
    return {kind.value: count for kind, count in receipt.counts.items()}


def breaking(mistake: BaseException) -> carrying_out.Commit:
    """Save everything, and then stumble: what was saved must go again."""

    def commit(viewer: Viewer, file: Path, progress: Progress) -> Mapping[str, int]:
        import_register(viewer, file=file, progress=progress)
        assert clubs() == 2
        raise mistake

    return commit


@committed
def test_work_that_ends_without_a_word_saves_nothing_says_so_and_may_be_tried_again(viewer: Viewer) -> None:
    number = brought(viewer)
    with pytest.raises(SystemExit):
        carry(number, 1, breaking(SystemExit()))
    stopped_and_tried_again(viewer, number)


@committed
@pytest.mark.postgres
@pytest.mark.parametrize("when", ["in the middle", "before the end"])
def test_a_worker_killed_at_work_saves_nothing_says_so_and_the_file_may_be_tried_again(
    viewer: Viewer, when: str
) -> None:
    number = brought(viewer)
    connection.close()
    child = os.fork()
    if child == 0:
        die_while(number, when)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    stopped_and_tried_again(viewer, number)


def stopped_and_tried_again(viewer: Viewer, number: UUID) -> None:
    assert clubs() == 0
    assert now_of(viewer, number).standing is Standing.RUNNING
    silent = now_of(viewer, number, later=timedelta(minutes=3))
    assert silent.standing is Standing.STOPPED
    assert may_retry(silent, viewer)
    models.Intake.objects.update(heard_at=timezone.now() - timedelta(minutes=3))
    place_of(number).unlink(missing_ok=True)
    retry_intake(viewer, intake=number, start=save_register.enqueue)
    take_jobs()
    assert (now_of(viewer, number).standing, clubs()) == (Standing.DONE, 2)


def die_while(number: UUID, when: str) -> None:
    """Begin to save in a process of its own, and be killed there, after a row or after all of them."""

    def commit(viewer: Viewer, file: Path, progress: Progress) -> Mapping[str, int]:
        def stop_after(done: int, rows: int) -> None:
            progress(done, rows)
            if when == "in the middle" and done == 1:
                os.kill(os.getpid(), signal.SIGKILL)

        import_register(viewer, file=file, progress=stop_after)
        os.kill(os.getpid(), signal.SIGKILL)
        return {}

    try:
        carry(number, 1, commit)
    finally:
        os._exit(1)


def test_whoever_was_given_up_can_save_nothing_any_more(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    number = brought(viewer)

    def taken_over(_viewer: Viewer, _verb: str) -> None:
        models.Intake.objects.filter(pk=number).update(attempt=2)

    monkeypatch.setattr(carrying_out, "_must_still_hold", taken_over)
    carry(number, 1, saving)
    assert clubs() == 0
    assert models.Intake.objects.get().state == IntakeState.RUNNING.value


def test_a_job_that_is_no_longer_wanted_does_nothing(viewer: Viewer) -> None:
    number = brought(viewer)
    take_jobs()
    assert carry(number, 1, breaking(ValueError())) is None
    assert carry(uuid4(), 1, breaking(ValueError())) is None


@committed
def test_others_see_how_far_it_is_while_its_transaction_is_open(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = brought(viewer)
    seen: list[tuple[int, int]] = []

    def commit(viewer: Viewer, file: Path, progress: Progress) -> Mapping[str, int]:
        progress(1, 2)
        seen.append(as_another_sees(number))
        progress(2, 2)
        seen.append(as_another_sees(number))
        return saving(viewer, file, progress)

    carry(number, 1, commit)
    assert seen == [(1, 2), (2, 2)]
    assert last_word(number) is None


def as_another_sees(number: UUID) -> tuple[int, int]:
    """Return what a connection that has no part in the transaction reads."""
    if word := last_word(number):
        return word.done, word.rows
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT rows_done, rows FROM organisations_intake WHERE id = %s", [str(number)])
            done, rows = cursor.fetchone()
            return done, rows
    finally:
        other.close()


@committed
def test_no_more_is_said_than_somebody_can_read(viewer: Viewer) -> None:
    number = brought(viewer)
    models.Intake.objects.update(state=IntakeState.RUNNING.value)
    ticks = iter([0.0, 0.1, 0.2, 0.3, 0.31])
    heard = []
    with Beside(number, attempt=1, clock=lambda: next(ticks)) as tell:
        for done in (1, 2, 3, 4, 9):
            tell(done, 9)
            heard.append(as_another_sees(number)[0])
    assert heard == [1, 1, 1, 4, 9]


def test_the_same_file_sent_twice_is_one_intake(viewer: Viewer) -> None:
    assert brought(viewer) == brought(viewer)
    take_jobs()
    assert (models.Intake.objects.count(), clubs()) == (1, 2)


def test_nobody_but_an_administrator_there_brings_a_file(here: Corner, viewer: Viewer) -> None:
    teacher = person(
        an_account(here.school, Role.TEACHER), Purpose.ADMINISTRATION, role="teacher", unit=str(here.school)
    )
    elsewhere = replace(viewer, unit=str(here.school))
    for other in (teacher, elsewhere):
        with pytest.raises(NotAllowed):
            brought(other)
    assert not models.Intake.objects.exists()


def test_an_administrator_sees_those_of_their_own_organisation(here: Corner, viewer: Viewer) -> None:
    number = brought(viewer)
    colleague = administrator(a_unit(here.aarhus, "Digitalisering", UnitKind.DEPARTMENT))
    stranger = administrator(here.secretariat)
    now = timezone.now()
    assert [one.id for one in intakes(colleague, now=now)] == [number]
    assert intakes(stranger, now=now) == ()
    with pytest.raises(NotFound):
        intake(stranger, intake=number, now=now)
    assert not may_retry(intake(colleague, intake=number, now=now + timedelta(hours=1)), colleague)
    with pytest.raises(NotFound):
        retry_intake(colleague, intake=number, start=save_register.enqueue)
    teacher = person(
        an_account(here.school, Role.TEACHER), Purpose.ADMINISTRATION, role="teacher", unit=str(here.school)
    )
    assert intakes(teacher, now=now) == ()
    with pytest.raises(NotFound):
        intake(teacher, intake=number, now=now)
    coordinator = person(
        an_account(here.secretariat, Role.COORDINATOR),
        Purpose.ADMINISTRATION,
        role="coordinator",
        unit=str(here.secretariat),
    )
    with pytest.raises(NotAllowed):
        intakes(coordinator, now=now)


def test_what_is_under_way_or_done_cannot_be_tried_again(viewer: Viewer) -> None:
    number = brought(viewer)
    for _ in ("waiting", "done"):
        with pytest.raises(BadInput, match="ikke noget at prøve igen"):
            retry_intake(viewer, intake=number, start=save_register.enqueue)
        take_jobs()


def test_a_worker_told_to_stop_ends_the_job_under_way_and_takes_no_other(viewer: Viewer) -> None:
    first, second = brought(viewer), brought(viewer, WRONG)
    stop = Event()
    stop.set()
    take_jobs(stop)
    assert [now_of(viewer, one).standing for one in (first, second)] == [Standing.DONE, Standing.WAITING]


def test_a_file_that_nobody_saved_is_gone_after_a_day(viewer: Viewer) -> None:
    number = brought(viewer)
    almost, after = timedelta(hours=23), timedelta(hours=25)
    assert remove_leftovers(the_operator(), now=timezone.now() + almost) == 0
    assert remove_leftovers(the_operator(), now=timezone.now() + after) == 1
    found = now_of(viewer, number)
    assert (found.standing, models.Intake.objects.get().content) == (Standing.REFUSED, "")
    assert "ventede et døgn" in found.problem
    take_jobs()
    assert clubs() == 0
    with pytest.raises(NotAllowed):
        remove_leftovers(viewer, now=timezone.now())


LIMITS: list[tuple[IntakeState, timedelta, Standing]] = [
    (IntakeState.WAITING, timedelta(minutes=2), Standing.WAITING),
    (IntakeState.WAITING, timedelta(minutes=2, seconds=1), Standing.LATE),
    (IntakeState.RUNNING, timedelta(minutes=2), Standing.RUNNING),
    (IntakeState.RUNNING, timedelta(minutes=2, seconds=1), Standing.STOPPED),
    (IntakeState.DONE, timedelta(days=9), Standing.DONE),
]


@pytest.mark.parametrize(("state", "silence", "expected"), LIMITS)
def test_silence_says_that_nobody_is_at_work(state: IntakeState, silence: timedelta, expected: Standing) -> None:
    heard = datetime(2026, 11, 22, 12, tzinfo=timezone.get_current_timezone())
    assert standing(state, heard_at=heard, now=heard + silence) is expected
