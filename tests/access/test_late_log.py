"""While the log has waited hours for its seal, nobody opens an emergency or takes data home; reading goes on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings
from tests.access.family import Family, a_family
from tests.cast import the_operator

from vugge.access.actions.emergencies import open_emergency
from vugge.access.queries.affected import Incident, Why, exported_affected
from vugge.access.queries.own_data import exported_data, own_data
from vugge.access.queries.persons import person_page, printed_person
from vugge.audit.actions import deny
from vugge.audit.actions.sealing import seal
from vugge.audit.models import Event
from vugge.audit.rules import Purpose, Result, Viewer
from vugge.kit.errors import NotAllowed

pytestmark = pytest.mark.django_db

REASON = "Barnet er bragt på skadestuen alene."
INCIDENT = Incident(
    None, 1, since=datetime(2026, 1, 1, tzinfo=UTC), until=datetime(2026, 2, 1, tzinfo=UTC), why=Why.EXERCISE
)


@pytest.fixture
def family() -> Family:
    return a_family()


@pytest.fixture
def five_hours_late(family: Family, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is sealed but for one entry of five hours ago."""
    settings.LOG_MUST_BE_SEALED = True
    seal(the_operator())
    then = timezone.now() - timedelta(hours=5)
    with monkeypatch.context() as past:
        past.setattr("vugge.audit.actions.writing.timezone.now", lambda: then)
        deny(family.mother, "access.person_seen")


def doors(family: Family) -> dict[str, Callable[[], object]]:
    """Return what takes data home or breaks the glass."""
    hurried = family.teacher.viewer(Purpose.EMERGENCY)
    supervisor: Viewer = family.teacher.viewer(Purpose.SUPERVISION)
    return {
        "emergency": lambda: open_emergency(hurried, person=family.child, reason=REASON),
        "print": lambda: printed_person(family.caseworker.viewer(), person=family.child),
        "own data as a file": lambda: exported_data(family.mother, person=family.child),
        "list of those affected": lambda: exported_affected(supervisor, incident=INCIDENT),
    }


@pytest.mark.parametrize("door", ["emergency", "print", "own data as a file", "list of those affected"])
def test_the_dangerous_doors_are_shut(family: Family, five_hours_late: None, door: str) -> None:
    with pytest.raises(NotAllowed, match="ikke blevet forseglet i flere timer"):
        doors(family)[door]()


@pytest.mark.parametrize("door", ["emergency", "print", "own data as a file"])
def test_they_open_again_when_the_log_is_sealed(family: Family, five_hours_late: None, door: str) -> None:
    seal(the_operator())
    doors(family)[door]()


def test_the_refusal_is_in_the_log_of_whom_it_was_about(family: Family, five_hours_late: None) -> None:
    with pytest.raises(NotAllowed):
        doors(family)["emergency"]()
    entry = Event.objects.latest("sequence")
    assert (entry.verb, entry.result) == ("access.emergency_opened", Result.DENIED.value)
    assert [one.person for one in entry.persons.all()] == [family.child]


def test_reading_goes_on_and_is_logged(family: Family, five_hours_late: None) -> None:
    before = Event.objects.count()
    person_page(family.caseworker.viewer(), person=family.child)
    own_data(family.mother, person=family.child)
    assert Event.objects.count() == before + 2
