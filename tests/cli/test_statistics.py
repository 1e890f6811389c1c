"""The command that releases figures says what went out, what did not and why, and may be run again."""

import pytest
from pytest_django import Settings
from tests.access.neighbourhood import DAY, PLACES, Neighbourhood, a_town

from vugge.access.queries.statistics import is_released
from vugge.cli import schedule, statistics, table
from vugge.kit.disclosure import Quarter
from vugge.kit.local_time import local_midnight

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town(monkeypatch: pytest.MonkeyPatch) -> Neighbourhood:
    """A town whose areas have no published residents but those that the demo gives."""
    monkeypatch.setattr(statistics, "ready_database", lambda: None)
    monkeypatch.setattr(statistics, "demo_places", lambda: PLACES)
    return a_town(7)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = table.run(["statistics", "release", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_quarter_is_released_once(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    settings.MODE = "demo"
    code, said = run(capsys, "--quarter", "2026-3")
    assert code == 0
    assert said.count("Udgivet: ") == 5
    assert "Beboere efter område og alder, 3. kvartal 2026" in said
    assert is_released(Quarter(2026, 3))
    again = run(capsys, "--quarter", "2026-3")
    assert again == (0, "Alle tabeller for 3. kvartal 2026 er udgivet i forvejen.\n")


def test_what_is_refused_is_said_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "--quarter", "2026-3")
    assert code == 1
    assert "Ikke udgivet: Beboere efter område og alder. Ingen af områderne" in said


@pytest.mark.parametrize("quarter", ["2026-5", "sommer", "2026"])
def test_what_is_no_quarter_is_refused(capsys: pytest.CaptureFixture[str], quarter: str) -> None:
    with pytest.raises(SystemExit):
        table.run(["statistics", "release", "--quarter", quarter])
    assert "det skal være et kvartal, fx 2026-3" in capsys.readouterr().err


def test_a_quarter_that_is_not_over_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "--quarter", "2099-1")
    assert code == 2
    assert "er ikke slut" in said


def test_the_night_releases_the_last_quarter_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Quarter] = []
    out = set[Quarter]()
    monkeypatch.setattr(schedule, "is_released", lambda quarter: quarter in out)

    def release(*, quarter: Quarter) -> None:
        asked.append(quarter)
        out.add(quarter)

    monkeypatch.setattr(schedule, "release_quarter", release)
    now = local_midnight(DAY)
    schedule._release_figures(now)
    schedule._release_figures(now)
    assert asked == [Quarter(2026, 2)]
