"""A damaged file is refused as a whole, nothing of it is kept, and each mistake is named by row and column."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from pytest_django import DjangoDbBlocker
from tests.areas.damage.cells import cell_damages
from tests.areas.damage.files import file_damages
from tests.areas.damage.rows import row_damages
from tests.areas.damage.table import Damage, sound_rows, write
from tests.areas.sample import TODAY, write_lists
from tests.cast import a_secretary, the_operator
from tests.once import built_once

from vugge.areas.actions import import_lists, lists
from vugge.areas.actions.storing import store_rows
from vugge.areas.models import Import
from vugge.areas.queries.files import preview
from vugge.areas.queries.pages import identities_on_file
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

PLACE = re.compile(r"(Hele filen|Række \d+(, kolonne [A-Z]+( »[^«]+«)?)?): \S.+", re.DOTALL)
DAMAGES = [*cell_damages(), *row_damages(), *file_damages()]
Content = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def lists_on_file(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Three areas on file, of which the damaged files would change two; brought in once."""
    file = write_lists(tmp_path_factory.mktemp("before") / "lister.csv")
    with built_once(django_db_blocker, lambda: import_lists(the_operator(), file=file, today=TODAY)):
        yield


@pytest.fixture(autouse=True)
def on_file(lists_on_file: None, db: None) -> None:
    """Three areas, as they were before each test."""


def content() -> Content:
    """Return everything in the tables of areas and in the log."""
    models = [*apps.get_app_config("areas").get_models(), *apps.get_app_config("audit").get_models()]
    return {model.__name__: list(model._default_manager.order_by("pk").values_list()) for model in models}


def assert_refused(damage: Damage, file: Path, importing: Callable[..., object] = import_lists) -> None:
    """Hold an import of a damaged file to all that it must be."""
    before = content()
    said = [problem.say() for problem in preview(a_secretary(), file=file, mapping=None, today=TODAY).problems]
    with pytest.raises(BadInput) as refused:
        importing(the_operator(), file=file, today=TODAY)
    assert content() == before, "a part of the file was kept"
    assert all(PLACE.fullmatch(problem) for problem in said), said
    assert any(problem.startswith(damage.begins) for problem in said), said
    assert len(said) == 1 or not damage.alone, said
    assert str(refused.value) == f"Intet er indlæst. Filen har {len(said)} fejl; den første er: {said[0]}"


def test_there_are_at_least_two_hundred_damaged_files() -> None:
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) >= 200


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damaged_file_is_refused_and_says_where(damage: Damage, tmp_path: Path) -> None:
    assert_refused(damage, damage.make(tmp_path))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_undamaged_file_is_imported(form: str, tmp_path: Path) -> None:
    before = content()
    receipt = import_lists(the_operator(), file=write(tmp_path, form, sound_rows()), today=TODAY)
    assert sum(receipt.counts.values()) == len(sound_rows())
    assert len(content()["AreaYear"]) > len(before["AreaYear"])


def test_every_mistake_is_named_not_only_the_first(tmp_path: Path) -> None:
    rows = sound_rows()
    rows[1][3], rows[4][2], rows[4][4], rows[7][0] = "mange", "Atlantis", "101", ""
    seen = preview(a_secretary(), file=write(tmp_path, "csv", rows), mapping=None, today=TODAY)
    places = [(problem.row, problem.column) for problem in seen.problems]
    assert places == [(3, "D"), (6, "E"), (9, "A")]  # row 6 names its municipality once its cells can be read


def test_the_harness_notices_an_import_that_keeps_half(tmp_path: Path) -> None:
    def keeping_half(viewer: object, *, file: Path, today: object) -> None:
        seen = preview(a_secretary(), file=file, mapping=None, today=TODAY)
        imported = Import.objects.latest("id")
        half = seen.table.rows[: len(seen.table.rows) // 2]
        store_rows(half, known=identities_on_file(a_secretary()), imported=imported)
        raise BadInput(sentence("Intet er indlæst."))

    damage = next(one for one in DAMAGES if one.name.startswith("text_for_number-csv"))
    with pytest.raises(AssertionError, match="a part of the file was kept"):
        assert_refused(damage, damage.make(tmp_path), importing=keeping_half)


def test_a_failure_after_storing_undoes_what_was_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> int:
        raise BadInput(sentence("Noget gik galt."))

    monkeypatch.setattr(lists, "compute_answers", failing)
    before = content()
    with pytest.raises(BadInput, match="Noget gik galt"):
        import_lists(the_operator(), file=write(tmp_path, "csv", sound_rows()), today=TODAY)
    assert content() == before
