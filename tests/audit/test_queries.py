"""Who may read the log, and what it answers."""

import pytest
from pytest_django import DjangoAssertNumQueries

from vugge.audit.actions import action
from vugge.audit.queries import events
from vugge.audit.rules import NO_PERSONAL_DATA, Logged, Purpose, Viewer, anonymous, person, system
from vugge.kit.errors import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def five_entries(demo: Viewer) -> None:
    @action("areas.number_told")
    def tell(viewer: Viewer, *, number: int) -> Logged[None]:
        """Tell a number."""
        return Logged(None, subject=f"number:{number}", basis=NO_PERSONAL_DATA)

    for number in range(5):
        tell(demo, number=number)


@pytest.mark.parametrize("limit", [2, 5, 100])
def test_the_newest_come_first_in_one_statement(
    five_entries: None, demo: Viewer, django_assert_num_queries: DjangoAssertNumQueries, limit: int
) -> None:
    newest_first = ["number:4", "number:3", "number:2", "number:1", "number:0"]
    with django_assert_num_queries(1):
        assert [entry.subject for entry in events(demo, limit=limit)] == newest_first[:limit]


def test_sequence_numbers_only_rise(five_entries: None, demo: Viewer) -> None:
    sequence = [entry.sequence for entry in events(demo, limit=5)]
    assert sequence == sorted(set(sequence), reverse=True)


@pytest.mark.parametrize(
    "viewer",
    [
        anonymous(),
        anonymous(Purpose.ADMINISTRATION),
        person("7f3a", Purpose.ADMINISTRATION),
        system("demo", Purpose.PUBLIC_INFORMATION),
    ],
)
def test_everybody_else_is_refused_before_anything_is_asked(
    viewer: Viewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0), pytest.raises(NotAllowed, match="Spørg den"):
        events(viewer, limit=5)
