"""Those who store lists take turns: on PostgreSQL by a lock, on SQLite by the way its transactions begin."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import OperationalError, connection, transaction
from tests.areas.sample import ROWS, TODAY, write_lists
from tests.cast import the_operator

from vugge.areas.actions import Receipt, import_lists, lists, load_catalogue
from vugge.areas.actions.storing import take_turn
from vugge.areas.models import AreaYear, ComputedAnswer, Import

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def import_file(tmp_path: Path) -> Callable[[], Receipt]:
    file = write_lists(tmp_path / "lister.csv")
    return lambda: import_lists(the_operator(), file=file, today=TODAY)


def load() -> Receipt:
    return load_catalogue(the_operator())


def impatiently(do: Callable[[], Receipt]) -> Receipt:
    """Do something on a connection of this thread's own that waits for no lock."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        return do()
    finally:
        connection.close()


@pytest.mark.parametrize("what", ["import", "load"])
def test_nobody_reads_or_stores_anything_before_it_is_their_turn(
    what: str, import_file: Callable[[], Receipt], monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_early(*given: object, **named: object) -> None:
        pytest.fail("it went on")

    monkeypatch.setattr(lists, "preview", too_early)
    monkeypatch.setattr(lists, "store_identities", too_early)
    do = import_file if what == "import" else load
    with ThreadPoolExecutor(1) as other, transaction.atomic():
        take_turn()
        with pytest.raises(OperationalError, match="lock timeout"):
            other.submit(impatiently, do).result()
    assert not Import.objects.exists()


def test_readers_wait_for_nobody() -> None:
    def count() -> int:
        try:
            return AreaYear.objects.count()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other, transaction.atomic():
        take_turn()
        assert other.submit(count).result() == 0


def test_imports_at_the_same_time_all_come_on_file(import_file: Callable[[], Receipt]) -> None:
    together = Barrier(3)

    def at_once() -> Receipt:
        try:
            together.wait()
            return import_file()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as several:
        receipts = [one.result() for one in [several.submit(at_once) for _ in range(3)]]
    assert len({receipt.version for receipt in receipts}) == 3
    assert AreaYear.objects.count() == ComputedAnswer.objects.count() == len(ROWS)
