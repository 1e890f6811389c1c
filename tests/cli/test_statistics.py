"""The command that releases figures says what went out, what did not and why, and may be run again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pytest
from pytest_django import Settings
from tests.access.neighbourhood import DAY, PLACES, Neighbourhood, a_town

from vugge.access.actions import statistics as releasing
from vugge.access.models import StatisticsRelease
from vugge.access.queries.statistics import is_released, on_file
from vugge.access.rules.statistics import Outcome
from vugge.cli import schedule, statistics, table
from vugge.cli.schedule import Duty
from vugge.kit.disclosure import Counted, Quarter, Refused, Register, release
from vugge.kit.local_time import local_midnight
from vugge.kit.text import sentence

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


IN_SUMMER: Final = local_midnight(DAY)
SPRING: Final = Quarter(2026, 2)
"""The last whole quarter on that day."""


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Quarter]:
    """The quarters that the clock had counted, in order."""
    asked: list[Quarter] = []

    def release(quarter: Quarter) -> tuple[Outcome, ...]:
        asked.append(quarter)
        return statistics.release_here(quarter)

    monkeypatch.setattr(schedule, "release_here", release)
    return asked


def lines(*, is_out: bool) -> list[str]:
    """Return the tables of the spring that are out, or those that stand there as refused."""
    rows = StatisticsRelease.objects.filter(year=SPRING.year, quarter=SPRING.number)
    return sorted((rows.filter(refusal="") if is_out else rows.exclude(refusal="")).values_list("table_key", flat=True))


def test_the_night_releases_the_last_quarter_once(settings: Settings, counted: list[Quarter]) -> None:
    settings.MODE = "demo"
    for _ in range(2):
        schedule._release_figures(IN_SUMMER)
    assert counted == [SPRING]
    assert len(lines(is_out=True)) == 5


def test_the_next_night_tries_again_what_was_refused(
    settings: Settings, counted: list[Quarter], capsys: pytest.CaptureFixture[str]
) -> None:
    schedule._release_figures(IN_SUMMER)  # nobody knows yet how many live in the areas
    assert capsys.readouterr().err.count("Ikke udgivet: ") == 5
    schedule._release_figures(IN_SUMMER)
    assert (len(lines(is_out=False)), lines(is_out=True)) == (5, [])
    capsys.readouterr()
    settings.MODE = "demo"
    for _ in range(2):
        schedule._release_figures(IN_SUMMER)
    assert counted == [SPRING] * 3
    assert (len(lines(is_out=False)), len(lines(is_out=True))) == (5, 5)
    assert capsys.readouterr().err.count("Udgivet: ") == 5


def test_a_night_that_let_some_tables_out_is_followed_by_one_for_the_others(
    settings: Settings, counted: list[Quarter], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MODE = "demo"
    with monkeypatch.context() as at_first:
        at_first.setattr(releasing, "release", refusing("age"))
        schedule._release_figures(IN_SUMMER)
    assert lines(is_out=False) == ["age"]
    before = {one.key: one.release.figures for one in on_file()}
    schedule._release_figures(IN_SUMMER)
    assert lines(is_out=True) == ["age", *sorted(before)]
    assert {one.key: one.release.figures for one in on_file() if one.key in before} == before
    assert counted == [SPRING, SPRING]


def refusing(key: str) -> Callable[..., object]:
    """Return how releases are made, but for one table, which is refused."""

    def made(counted: Counted, register: Register, **options: Any) -> object:  # Any: whatever a release takes
        answer = release(counted, register, **options)
        if counted.table.key != key:
            return answer
        return replace(answer, value=Refused(counted.table, counted.quarter))

    return made


def test_what_was_refused_is_not_counted_again_each_hour(counted: list[Quarter]) -> None:
    for _ in range(2):
        schedule._release_new_figures(IN_SUMMER)
    assert counted == [SPRING]


def test_a_refusal_is_no_failure_of_the_night(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = Duty(sentence("kvartalets tal"), schedule._release_figures)
    monkeypatch.setattr(schedule, "DUTIES", (figures,))
    assert schedule.keep_house(IN_SUMMER) == 0
    assert "Ikke udgivet: Beboere efter område og alder. Ingen af områderne" in capsys.readouterr().err
