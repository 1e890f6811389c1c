"""What the clock asks for: sealed each minute, the house kept once a night, and a failure keeps nothing else undone."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import Event as Stop
from typing import Final

import pytest
from django.db import OperationalError
from pytest_django import Settings
from tests.audit.test_late_seals import an_entry

from vugge.access.models import SampledEntry
from vugge.audit.models import Checkpoint, Event
from vugge.cli import audit, schedule, table, work
from vugge.cli.schedule import DONE, DUTIES, Clock, Duty, is_night_due, keep_house, last_month
from vugge.kit.errors import NotPossibleHere
from vugge.kit.local_time import HERE
from vugge.kit.text import sentence

pytestmark = pytest.mark.django_db

NOON: Final = datetime(2026, 11, 22, 12, tzinfo=HERE)
NIGHTS: Final = [
    (datetime(2026, 11, 22, 1, 59, tzinfo=HERE), datetime(2026, 11, 21, 2, 0, tzinfo=HERE), False),
    (datetime(2026, 11, 22, 2, 0, tzinfo=HERE), datetime(2026, 11, 21, 2, 0, tzinfo=HERE), True),
    (datetime(2026, 11, 22, 2, 1, tzinfo=HERE), datetime(2026, 11, 22, 2, 0, tzinfo=HERE), False),
    (datetime(2026, 11, 25, 23, 0, tzinfo=HERE), datetime(2026, 11, 22, 2, 0, tzinfo=HERE), True),
    (datetime(2026, 3, 29, 3, 30, tzinfo=HERE), datetime(2026, 3, 28, 2, 0, tzinfo=HERE), True),  # no two o'clock
    (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=HERE), datetime(2026, 10, 25, 2, 10, tzinfo=HERE), False),  # two
]


@pytest.mark.parametrize(("now", "last", "is_due"), NIGHTS)
def test_the_house_is_kept_once_a_night_also_when_the_clock_is_changed(
    now: datetime, last: datetime, is_due: bool
) -> None:
    assert is_night_due(now, last=last) is is_due


def test_the_last_month_is_the_one_before_also_in_january() -> None:
    assert [last_month(day) for day in (date(2026, 1, 31), date(2026, 3, 1))] == [date(2025, 12, 1), date(2026, 2, 1)]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moments at which the house was kept."""
    kept: list[datetime] = []
    monkeypatch.setattr(schedule, "keep_house", kept.append)
    return kept


def test_the_log_is_sealed_each_minute_and_not_more_often(clock: list[datetime]) -> None:
    asked = Clock()
    sealed = []
    for seconds in (0, 30, 59, 60, 90):
        an_entry()
        asked.do_what_is_due(NOON + timedelta(seconds=seconds))
        sealed.append(Checkpoint.objects.count())
    assert sealed == [1, 1, 1, 2, 2]


def test_a_worker_that_begins_late_keeps_the_house_and_then_leaves_it(clock: list[datetime]) -> None:
    asked = Clock()
    for hours in (0, 0.5, 0.9):
        asked.do_what_is_due(NOON + timedelta(hours=hours))
    assert clock == [NOON]


def test_what_is_kept_is_not_kept_again_before_the_next_night() -> None:
    keep_house(NOON)
    kept = Event.objects.filter(verb=DONE).latest("sequence").happened_at
    for later, expected in ((timedelta(minutes=1), 1), (timedelta(days=1), 2)):
        Clock().do_what_is_due(kept + later)
        assert Event.objects.filter(verb=DONE).count() == expected


def failing(mistake: Exception) -> Callable[[datetime], object]:
    def do(_now: datetime) -> None:
        raise mistake

    return do


@pytest.mark.parametrize("mistake", [NotPossibleHere(sentence("Disken er væk.")), OperationalError("gone")])
def test_a_duty_that_fails_is_said_and_the_others_are_done(
    mistake: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[datetime] = []
    duties = (Duty(sentence("det første"), failing(mistake)), Duty(sentence("det andet"), done.append))
    monkeypatch.setattr(schedule, "DUTIES", duties)
    assert keep_house(NOON) == 1
    assert done == [NOON]
    assert "det første: det lykkedes ikke." in capsys.readouterr().err


def test_our_own_mistake_in_a_duty_is_said_without_what_it_quotes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(schedule, "DUTIES", (Duty(sentence("det første"), failing(KeyError("Roklubben"))),))
    assert keep_house(NOON) == 1
    assert "KeyError" in caplog.text
    assert "Roklubben" not in caplog.text


def test_the_months_sample_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[date] = []
    monkeypatch.setattr(schedule, "draw_sample", lambda *, month, chances: drawn.append(month))
    assert keep_house(NOON) == 0
    assert drawn == [date(2026, 10, 1)]
    SampledEntry.objects.create(month=date(2026, 10, 1), entry=1, weight=1, why="")
    keep_house(NOON)
    assert drawn == [date(2026, 10, 1)]


def test_the_nights_last_duty_is_the_one_that_the_log_remembers() -> None:
    keep_house(NOON)
    assert Event.objects.latest("sequence").verb == DONE
    assert len(DUTIES) >= 3


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test database has its tables already."""
    monkeypatch.setattr(work, "ready_database", lambda: None)
    monkeypatch.setattr(audit, "ready_database", lambda: None)


def test_the_nights_command_says_by_its_code_whether_all_was_done(ready: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert table.run(["nightly"]) == 0
    monkeypatch.setattr(work, "keep_house", lambda _now: 1)
    assert table.run(["nightly"]) == 1


def test_the_status_says_by_its_code_whether_anything_waits_too_long(
    ready: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = an_entry()
    said = []
    for later in (timedelta(minutes=15), timedelta(minutes=16), timedelta(hours=5)):
        monkeypatch.setattr("vugge.cli.audit.timezone.now", lambda later=later: written + later)
        said.append((table.run(["audit", "status"]), capsys.readouterr().out.splitlines()[-1].partition(":")[0]))
    assert said == [(0, "Alt er i orden."), (1, "ADVARSEL"), (1, "ALARM")]


def test_a_worker_waits_for_a_database_that_is_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stop, tries = Stop(), iter([OperationalError("away"), OperationalError("away"), None])

    def take(stop: Stop) -> None:
        if mistake := next(tries):
            raise mistake
        stop.set()

    monkeypatch.setattr(work, "take_jobs", take)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    monkeypatch.setattr(work, "PAUSE", 0)
    work.work_until(stop)
    assert capsys.readouterr().err.count("Databasen svarer ikke") == 1


def test_a_worker_beside_somebody_ends_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = iter([True, True, False])
    taken: list[int] = []
    monkeypatch.setattr(work, "take_jobs", lambda stop: taken.append(1))
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    monkeypatch.setattr(work, "PAUSE", 0)
    work.work_until(Stop(), goes_on=lambda: next(rounds))
    assert len(taken) == 2


def test_a_checkpoint_that_cannot_be_kept_does_not_stop_the_sealing(
    clock: list[datetime], settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.CHECKPOINT_FOLDER = "/not/here"
    an_entry()
    Clock().do_what_is_due(NOON)
    assert Checkpoint.objects.count() == 1
    assert "seglets kopi: det lykkedes ikke. Kontrolpunktet kunne ikke gemmes i /not/here" in capsys.readouterr().err
