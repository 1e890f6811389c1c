"""Making ready: done once, done again when something changed, and nothing lost."""

import os
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, ProgrammingError, connection
from pytest_django import Settings

from vugge.audit.rules import Viewer
from vugge.cli import prepare
from vugge.kit.errors import NotPossibleHere


class Calls(list[str]):
    """What was done, in order, to a database that may hold the published data already."""

    is_loaded = False

    def has(self, viewer: Viewer) -> bool:
        return self.is_loaded

    def load(self, viewer: Viewer) -> None:
        self.append(f"load by {viewer.name}")
        self.is_loaded = True

    def migrate(self, *words: str, **options: object) -> None:
        self.append(words[0])


@pytest.fixture
def calls(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """A database where migrating and loading only say so."""
    done = Calls()
    settings.VAR = tmp_path / "var"
    monkeypatch.setattr(prepare, "PUBLISHED", ((done.has, done.load),))
    monkeypatch.setattr(prepare, "call_command", done.migrate)
    monkeypatch.setattr(prepare, "connection", _SqliteAt(settings.VAR / "vugge.sqlite3"))
    return done


class _SqliteAt:
    vendor = "sqlite"

    def __init__(self, path: Path) -> None:
        self.settings_dict = {"NAME": path}


TABLES = ["migrate", "createcachetable"]
FIRST = [*TABLES, "load by system:prepare"]


def test_the_first_time_tables_are_made_and_data_loaded(calls: Calls) -> None:
    prepare.prepare_database()
    assert calls == FIRST


def test_the_second_time_nothing_is_loaded(calls: Calls) -> None:
    prepare.prepare_database()
    prepare.prepare_database()
    assert calls == FIRST + TABLES


def test_published_data_that_changed_are_loaded_again(calls: Calls) -> None:
    prepare.prepare_database()
    calls.is_loaded = False
    prepare.prepare_database()
    assert calls == FIRST + FIRST


def test_only_the_demo_makes_its_own_database_ready(calls: Calls, settings: Settings) -> None:
    settings.MODE = "production"
    prepare.ready_database()
    assert calls == []
    settings.MODE = "demo"
    prepare.ready_database()
    assert calls == FIRST


@pytest.mark.parametrize("kind", [OperationalError, ProgrammingError])
def test_a_database_that_cannot_be_written_gives_a_sentence(
    kind: type[DatabaseError], calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*words: str, **options: object) -> None:
        message = "attempt to write a readonly database"
        raise kind(message)

    monkeypatch.setattr(prepare, "call_command", fail)
    with pytest.raises(NotPossibleHere, match=r"Databasen .*sqlite3 kan ikke bruges: attempt to write"):
        prepare.prepare_database()


@pytest.mark.django_db
def test_every_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert "audit_event" in connection.introspection.table_names()


def test_static_files_are_found_by_their_hashed_names() -> None:
    assert staticfiles_storage.url("dkfds/css/dkfds.min.css").startswith("/static/dkfds/css/dkfds.min.")
    assert staticfiles_storage.url("dkfds/css/dkfds.min.css") != "/static/dkfds/css/dkfds.min.css"


def test_a_fingerprint_changes_with_content_and_name_only(tmp_path: Path) -> None:
    one, two = tmp_path / "1", tmp_path / "2"
    one.write_text("a", encoding="utf-8")
    two.write_text("b", encoding="utf-8")
    before = prepare.fingerprint([("x", one), ("y", two)])
    assert prepare.fingerprint([("y", two), ("x", one)]) == before
    assert prepare.fingerprint([("x", one), ("z", two)]) != before
    two.write_text("c", encoding="utf-8")
    assert prepare.fingerprint([("x", one), ("y", two)]) != before


def test_files_of_an_earlier_version_stay_and_changed_ones_are_collected_anew(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STATIC_ROOT = tmp_path
    earlier, changed, same = tmp_path / "vugge.0f3a.css", tmp_path / "vugge.css", tmp_path / "print.css"
    for file in (earlier, changed, same):
        file.write_text("as it was", encoding="utf-8")
    sources = {name: tmp_path / "sources" / name for name in ("vugge.css", "print.css")}
    (tmp_path / "sources").mkdir()
    sources["vugge.css"].write_text("as it is", encoding="utf-8")
    sources["print.css"].write_text("as it was", encoding="utf-8")
    os.utime(sources["vugge.css"], (0, 0))  # a package may say it was made long ago
    asked: list[object] = []
    monkeypatch.setattr(prepare, "_static_files", lambda: iter(sources.items()))
    monkeypatch.setattr(prepare, "call_command", lambda *words, **options: asked.append((words, options)))
    prepare._collect_static_files()
    assert [file.exists() for file in (earlier, changed, same)] == [True, False, True]
    assert asked == [(("collectstatic",), {"interactive": False, "verbosity": 0})]


def test_whoever_reads_a_translation_while_it_is_compiled_has_all_of_the_old_one(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    start = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Område"\nmsgstr '
    source.write_text(f'{start}"Area"\n', encoding="utf-8")
    prepare.compile_translations(tmp_path)
    with source.with_suffix(".mo").open("rb") as reader:
        source.write_text(f'{start}"District"\n', encoding="utf-8")
        newer = source.with_suffix(".mo").stat().st_mtime_ns + 1
        os.utime(source, ns=(newer, newer))
        prepare.compile_translations(tmp_path)
        assert read_mo(reader)["Område"].string == "Area"
    with source.with_suffix(".mo").open("rb") as reader:
        assert read_mo(reader)["Område"].string == "District"
    assert {file.suffix for file in source.parent.iterdir()} == {".po", ".mo"}


def test_translations_are_compiled_and_only_when_newer(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Område"\nmsgstr "Area"\n',
        encoding="utf-8",
    )
    prepare.compile_translations(tmp_path)
    compiled = source.with_suffix(".mo")
    with compiled.open("rb") as file:
        assert read_mo(file)["Område"].string == "Area"
    written = compiled.stat().st_mtime_ns
    prepare.compile_translations(tmp_path)
    assert compiled.stat().st_mtime_ns == written


def test_no_translations_yet_is_nothing_to_do(tmp_path: Path) -> None:
    prepare.compile_translations(tmp_path)
    assert list(tmp_path.iterdir()) == []
