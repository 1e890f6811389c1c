"""Entries are sealed outside the request, in one chain, and the export of it verifies."""

import io
import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import pytest
from django.db import connection
from pytest_django.fixtures import Settings
from tests.audit.verifier import verify_log

from vugge.audit.actions import action, deny, look, sealing
from vugge.audit.actions.exporting import Exported, export_log
from vugge.audit.actions.sealing import Sealing, public_key, seal
from vugge.audit.models import Checkpoint, Event, Sealed
from vugge.audit.queries import checkpoints, unsealed_since
from vugge.audit.rules import (
    Category,
    Level,
    Logged,
    Looked,
    Purpose,
    Seen,
    Viewer,
    anonymous,
    person,
    system,
)
from vugge.audit.tasks import seal_log
from vugge.kit.errors import NotAllowed, NotPossibleHere

pytestmark = pytest.mark.django_db

NURSE = person(UUID(int=9), Purpose.CARE, role="health_visitor", unit="17")
NOT_THE_SYSTEM: Final = (anonymous(), NURSE, person("7f3a", Purpose.ADMINISTRATION), system("demo", Purpose.CARE))

Work = Callable[[int], None]


@pytest.fixture
def work() -> Work:
    """Do something and look at somebody, so many times: two entries each."""

    @action("areas.thing_done")
    def do(viewer: Viewer, *, number: int) -> Logged[None]:
        """Do something."""
        return Logged(None, subject=f"thing:{number}", basis="own_data", numbers={"things": number})

    @look("areas.thing_shown")
    def show(viewer: Viewer, number: int) -> Looked[None]:
        """Show several."""
        persons = [UUID(int=number * 10 + other) for other in range(number % 3)]
        return Looked(None, seen=tuple(Seen(one, Level.FULL, frozenset(Category), "team:3") for one in persons))

    def work(times: int) -> None:
        for number in range(times):
            do(NURSE, number=number)
            show(NURSE, number)

    return work


def exported(viewer: Viewer) -> tuple[Exported, list[str]]:
    into = io.StringIO()
    receipt = export_log(viewer, into=into)
    return receipt, into.getvalue().splitlines(keepends=True)


def test_every_entry_gets_its_place_in_one_chain(work: Work, demo: Viewer) -> None:
    work(4)
    done = seal(demo)
    assert (done.added, done.size) == (8, 8)
    assert list(Sealed.objects.order_by("position").values_list("position", flat=True)) == list(range(8))
    assert checkpoints(demo, limit=9) == (done.note,)


def test_a_seal_makes_no_entry_and_without_anything_new_nothing_is_signed(work: Work, demo: Viewer) -> None:
    work(1)
    first = seal(demo)
    assert Event.objects.count() == 2
    assert seal_log() == Sealing(added=0, size=2, note=first.note)
    assert Checkpoint.objects.count() == 1


def test_an_empty_log_has_no_checkpoint(demo: Viewer) -> None:
    assert seal(demo) == Sealing(added=0, size=0, note="")


def test_the_export_verifies_against_every_checkpoint_that_was_kept(work: Work, demo: Viewer) -> None:
    notes = []
    for _ in range(3):
        work(2)
        notes.append(seal(demo).note)
    deny(NURSE, "areas.thing_shown", person=UUID(int=5))
    receipt, lines = exported(demo)
    assert receipt == Exported(entries=13, sealed=12, checkpoints=3)
    found = verify_log.verify(lines, kept=notes, keys=[verify_log.read_key(public_key(demo))])
    assert (found.wrong, found.sealed, found.unsealed, found.vouched) == ([], 12, 1, 12)


def test_what_is_changed_behind_our_back_does_not_verify(work: Work, demo: Viewer) -> None:
    work(2)
    seal(demo)
    with connection.cursor() as cursor:
        cursor.execute(
            {
                "sqlite": "DROP TRIGGER audit_eventperson_no_update",
                "postgresql": "DROP TRIGGER audit_eventperson_append_only ON audit_eventperson",
            }[connection.vendor]
        )
        cursor.execute("UPDATE audit_eventperson SET basis = 'consent:99'")
    found = verify_log.verify(exported(demo)[1], keys=[verify_log.read_key(public_key(demo))])
    assert len(found.wrong) == 1


def test_an_export_holds_all_of_an_entry_and_no_more(demo: Viewer, work: Work) -> None:
    work(2)
    _, lines = exported(demo)
    entry = json.loads(lines[-1])["entry"]
    assert entry | {"sequence": 0, "happened_at": "", "request": "", "code_version": ""} == {
        "sequence": 0,
        "happened_at": "",
        "verb": "areas.thing_shown",
        "viewer": NURSE.name,
        "viewer_kind": "person",
        "role": "health_visitor",
        "unit": "17",
        "purpose": "care",
        "basis": "team:3",
        "subject": f"person:{UUID(int=10)}",
        "result": "shown",
        "emergency": False,
        "request": "",
        "query_hash": "",
        "fields": [],
        "numbers": {},
        "code_version": "",
        "persons": [
            {
                "person": str(UUID(int=10)),
                "level": 3,
                "categories": sorted(category.value for category in Category),
                "basis": "team:3",
            }
        ],
    }


def test_an_export_is_written_down(demo: Viewer, work: Work) -> None:
    work(1)
    exported(demo)
    entry = Event.objects.get(verb="audit.log_exported")
    assert (entry.subject, entry.numbers) == ("log:all", {"entries": 2, "sealed": 0, "checkpoints": 0})


def test_an_entry_that_was_stored_late_is_sealed_after_those_that_overtook_it(work: Work, demo: Viewer) -> None:
    work(2)
    early = Event.objects.order_by("sequence").values().first()
    assert early
    seal(demo)
    late = Event.objects.create(**early | {"sequence": early["sequence"] - 1})  # its transaction began first
    assert seal(demo).added == 1
    assert Sealed.objects.get(event=late).position == 4
    assert verify_log.verify(exported(demo)[1], keys=[verify_log.read_key(public_key(demo))]).wrong == []


def test_a_long_log_is_sealed_a_batch_at_a_time(work: Work, demo: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 3)
    work(5)
    assert seal(demo).added == 10
    assert Checkpoint.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_chain(work: Work, demo: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 5)
    work(30)
    done: list[Sealing] = []

    def run() -> None:
        try:
            done.append(seal(demo))
        finally:
            connection.close()

    sealers = [threading.Thread(target=run) for _ in range(4)]
    for sealer in sealers:
        sealer.start()
    for sealer in sealers:
        sealer.join()
    assert {one.size for one in done} == {60}
    assert len(done) == 4
    assert verify_log.verify(exported(demo)[1], keys=[verify_log.read_key(public_key(demo))]).wrong == []


@pytest.mark.parametrize("viewer", NOT_THE_SYSTEM)
def test_only_the_system_seals_and_exports(viewer: Viewer) -> None:
    for ask in (seal, public_key, unsealed_since):
        with pytest.raises(NotAllowed):
            ask(viewer)
    with pytest.raises(NotAllowed):
        checkpoints(viewer, limit=1)
    with pytest.raises(NotAllowed):
        export_log(viewer, into=io.StringIO())


def test_without_a_key_nothing_is_sealed_and_it_says_what_to_do(work: Work, demo: Viewer, settings: Settings) -> None:
    work(1)
    settings.LOG_KEY = ""
    with pytest.raises(NotPossibleHere, match="VUGGE_LOG_KEY mangler"):
        seal(demo)
    assert Sealed.objects.count() == 0


def test_another_key_signs_another_way(demo: Viewer, settings: Settings) -> None:
    before = public_key(demo)
    settings.LOG_KEY = "another key of forty letters and some more"
    assert public_key(demo) != before


def test_how_long_the_log_has_waited_for_its_seal_can_be_asked(
    work: Work, demo: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unsealed_since(demo) is None
    then = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
    monkeypatch.setattr("vugge.audit.actions.writing.timezone.now", lambda: then)
    work(1)
    assert unsealed_since(demo) == then
    seal(demo)
    assert unsealed_since(demo) is None
