"""A log that is sealed too late is said to be so, and after hours exports and emergencies wait; reading never does."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.cast import the_operator

from vugge.audit.actions import action, deny
from vugge.audit.actions.keeping import keep_elsewhere
from vugge.audit.actions.sealing import seal
from vugge.audit.models import Checkpoint, Event, Kept
from vugge.audit.queries import last_done, must_be_sealed, seal_standing
from vugge.audit.rules import NO_PERSONAL_DATA, Logged, Purpose, Viewer, person, system
from vugge.audit.rules.lateness import REFUSE_AFTER, WARN_AFTER, Lateness, lateness
from vugge.kit.errors import NotAllowed, NotPossibleHere

pytestmark = pytest.mark.django_db

SOMEBODY: Final = person(UUID(int=9), Purpose.CARE)
MOMENT: Final = timedelta(seconds=1)


def an_entry() -> datetime:
    """Write an entry and return when it happened."""
    deny(SOMEBODY, "people.person_shown")
    return Event.objects.latest("sequence").happened_at


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        (timedelta(0), Lateness.IN_TIME),
        (WARN_AFTER, Lateness.IN_TIME),
        (WARN_AFTER + MOMENT, Lateness.LATE),
        (REFUSE_AFTER, Lateness.LATE),
        (REFUSE_AFTER + MOMENT, Lateness.TOO_LATE),
    ],
)
def test_what_waits_is_late_after_a_quarter_and_too_late_after_four_hours(
    waited: timedelta, expected: Lateness
) -> None:
    assert (timedelta(minutes=15), timedelta(hours=4)) == (WARN_AFTER, REFUSE_AFTER)
    written = an_entry()
    assert seal_standing(written + waited).lateness is expected


def test_a_log_in_which_nothing_waits_is_never_late() -> None:
    year = timedelta(days=365)
    assert seal_standing(timezone.now() + year).lateness is Lateness.IN_TIME
    an_entry()
    seal(the_operator())
    assert seal_standing(timezone.now() + year).lateness is Lateness.IN_TIME
    assert lateness(None, now=timezone.now()) is Lateness.IN_TIME


def test_the_wait_is_counted_from_the_first_entry_after_the_seal(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    an_entry()
    seal(the_operator())
    first = an_entry()
    an_entry()
    with django_assert_num_queries(3):
        found = seal_standing(first)
    assert (found.unsealed_since, found.sealed) == (first, 1)


@pytest.fixture
def for_real(settings: Settings) -> None:
    """Real people are here, not a demo's."""
    settings.LOG_MUST_BE_SEALED = True


def test_a_log_that_waits_too_long_shuts_the_dangerous_doors(for_real: None) -> None:
    written = an_entry()
    must_be_sealed(written + REFUSE_AFTER)
    with pytest.raises(NotAllowed, match="ikke blevet forseglet i flere timer"):
        must_be_sealed(written + REFUSE_AFTER + MOMENT)
    seal(the_operator())
    must_be_sealed(written + REFUSE_AFTER + MOMENT)


def test_a_demo_that_slept_keeps_nobody_waiting() -> None:
    must_be_sealed(an_entry() + timedelta(days=30))


@pytest.fixture
def elsewhere(settings: Settings, tmp_path: Path) -> Path:
    """A folder that checkpoints go to."""
    settings.CHECKPOINT_FOLDER = str(tmp_path)
    return tmp_path


def test_a_checkpoint_is_kept_elsewhere_once_and_whole(elsewhere: Path) -> None:
    an_entry()
    note = seal(the_operator()).note
    first = keep_elsewhere(the_operator()).file
    assert first == elsewhere / "vugge-000000000001.txt"
    assert first.read_text("utf-8") == note
    assert keep_elsewhere(the_operator()).file is None
    assert [one.name for one in elsewhere.iterdir()] == [first.name]


def test_where_no_place_is_named_nothing_is_kept_elsewhere_and_nothing_is_late() -> None:
    an_entry()
    seal(the_operator())
    assert keep_elsewhere(the_operator()).file is None
    assert seal_standing(timezone.now() + timedelta(days=1)).lateness is Lateness.IN_TIME


def test_a_folder_that_is_away_is_said_and_becomes_late_and_heals(elsewhere: Path, settings: Settings) -> None:
    settings.CHECKPOINT_FOLDER = str(elsewhere / "not mounted")
    an_entry()
    seal(the_operator())
    made = Checkpoint.objects.get().made_at
    with pytest.raises(NotPossibleHere, match=r"kunne ikke gemmes i .*not mounted"):
        keep_elsewhere(the_operator())
    assert seal_standing(made + WARN_AFTER + MOMENT).lateness is Lateness.LATE
    an_entry()
    seal(the_operator())
    assert seal_standing(made + REFUSE_AFTER + MOMENT).unkept_since == made
    settings.CHECKPOINT_FOLDER = str(elsewhere)
    keep_elsewhere(the_operator())
    assert seal_standing(made + REFUSE_AFTER + MOMENT).lateness is Lateness.IN_TIME
    assert Kept.objects.get().checkpoint_id == 2  # which covers the first


def test_only_the_system_keeps_checkpoints(elsewhere: Path) -> None:
    with pytest.raises(NotAllowed):
        keep_elsewhere(SOMEBODY)


@action("audit.thing_done_at_night")
def do_it(viewer: Viewer) -> Logged[None]:
    """Do something."""
    return Logged(None, subject="test:1", basis=NO_PERSONAL_DATA)


def test_it_is_known_when_somebody_last_did_something() -> None:
    nightly, other = system("nightly", Purpose.ADMINISTRATION), system("other", Purpose.ADMINISTRATION)
    verb = "audit.thing_done_at_night"
    assert last_done(nightly, verb=verb) is None
    do_it(other)
    assert last_done(nightly, verb=verb) is None
    do_it(nightly)
    assert last_done(nightly, verb=verb) == Event.objects.latest("sequence").happened_at
