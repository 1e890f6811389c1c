"""The command that makes the demo's municipality."""

import pytest
from pytest_django import Settings

from vugge.audit.rules import Viewer
from vugge.cli import demo_people, prepare, table
from vugge.demo.actions.loading import Loaded


class Calls(list[object]):
    """What was asked to be loaded."""

    def demo(self, viewer: Viewer, *, families: int, seed: int) -> Loaded:
        self.append((viewer.name, families, seed))
        return Loaded(198, 22, 0)

    def town(self, viewer: Viewer, *, persons: int, seed: int, entries: int) -> Loaded:
        self.append((viewer.name, persons, seed, entries))
        return Loaded(persons, 22, entries)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    found = Calls()
    monkeypatch.setattr(demo_people, "load_demo", found.demo)
    monkeypatch.setattr(demo_people, "load_town", found.town)
    monkeypatch.setattr(demo_people, "ready_database", lambda: None)
    return found


def test_fifty_families_when_nothing_is_said(calls: Calls, capsys: pytest.CaptureFixture[str]) -> None:
    assert table.run(["demo-municipality"]) == 0
    assert calls == [("system:demo", 50, 1)]
    assert capsys.readouterr().out == "Frø 1 gav 198 opdigtede personer, 22 medarbejdere og 0 ekstra linjer i loggen.\n"


def test_so_many_persons_and_entries(calls: Calls) -> None:
    assert table.run(["demo-municipality", "--persons", "700", "--entries", "9", "--seed", "7"]) == 0
    assert calls == [("system:demo", 700, 7, 9)]


@pytest.mark.parametrize(
    "words", [["--families", "-1"], ["--persons", "mange"], ["--persons", "5", "--families", "5"], ["--seed", ""]]
)
def test_a_size_that_is_none_is_refused(words: list[str], calls: Calls) -> None:
    with pytest.raises(SystemExit, match="2"):
        table.run(["demo-municipality", *words])
    assert calls == []


def test_production_gets_no_made_up_people(
    calls: Calls, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MODE = "production"
    assert table.run(["demo-municipality"]) == 2
    assert calls == []
    assert "Opdigtede personer må ikke blandes med rigtige" in capsys.readouterr().err


def test_the_demo_is_loaded_unless_it_is_there(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(prepare, "prepare_files", lambda: done.append("files"))
    monkeypatch.setattr(prepare, "prepare_database", lambda: done.append("database"))
    monkeypatch.setattr(prepare, "is_demo_loaded", lambda viewer: "demo" in done)
    monkeypatch.setattr(prepare, "load_demo", lambda viewer: done.append("demo"))
    monkeypatch.setattr(prepare, "is_released", lambda quarter, series="": series + "figures" in done)
    monkeypatch.setattr(prepare, "release_quarter", lambda **_: done.append("figures"))
    monkeypatch.setattr(prepare, "release_journeys", lambda **_: done.append("journeyfigures"))
    settings.MODE = "test"
    prepare.prepare()
    assert done == ["files", "database"]
    settings.MODE = "demo"
    prepare.prepare()
    prepare.prepare()
    assert done.count("demo") == 1
    assert done.count("figures") == 1
    assert done.count("journeyfigures") == 1
