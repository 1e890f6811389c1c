"""The commands about the route: a municipality checks its file before it is used, and anybody reads the route."""

from importlib.resources import files
from pathlib import Path

import pytest

from vugge import catalogue
from vugge.cli.table import run

DEMO = files(catalogue) / "demo" / "journey.toml"


def written(place: Path, *, whole: str = "", broken: str = "") -> str:
    """Write the demo's own stations to a file, damaged or not."""
    text = DEMO.read_text(encoding="utf-8")
    assert whole in text
    target = place / "vores.toml"
    target.write_text(text.replace(whole, broken, 1) if whole else text, encoding="utf-8")
    return str(target)


def test_a_file_in_order_is_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["journey", "check", written(tmp_path)]) == 0
    assert capsys.readouterr().out == "vores.toml er i orden: 5 stationer, som gælder fra 01-08-2023.\n"


def test_a_file_with_a_mistake_is_found_wanting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = written(tmp_path, whole='measure = "k9001_baby_cafe"', broken='measure = "k9001_cafe"')
    assert run(["journey", "check", broken]) == 1
    said = capsys.readouterr().out
    assert "vores.toml" in said
    assert "station baby_cafe, felt reached_by: k9001_cafe findes ikke i measures.toml" in said


def test_a_file_that_is_not_there_is_not_possible(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["journey", "check", str(tmp_path / "nothing.toml")]) == 2
    assert "nothing.toml" in capsys.readouterr().err


def test_a_national_file_is_checked_as_the_next_of_its_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next_year = tmp_path / "national_2030.toml"
    next_year.write_text(
        'id = "journey/national_2030"\nvalid_from = 2030-08-01\nbased_on = "journey/national_2026"\n'
        'title = { da = "2030", en = "2030" }\ncertainty = "derived"\nsources = [{ title = "Loven" }]\nstations = []\n',
        encoding="utf-8",
    )
    assert run(["journey", "check", str(next_year)]) == 1
    assert "journey/national_2030 gælder allerede fra 01-08-2030. Skriv den dag her" in capsys.readouterr().out


def test_the_route_of_a_day_is_said_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["journey", "route", "--on", "31-07-2024"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("journey/national_2022 gælder fra 01-08-2022 og har 115 stationer.\n")
    assert "readiness_8: Er du parat? Svar i 8. klasse" in said
    assert "\nJob\n" in said


def test_a_municipalitys_route_holds_its_own_stations(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["journey", "route", "--on", "01-08-2026", "--municipality", "9001"]) == 0
    said = capsys.readouterr().out
    assert "  baby_cafe: Babycafé i Tranehuset – Fra barnet er 4 uger, til det er 12 måneder." in said


def test_a_municipality_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["journey", "route", "--municipality", "0000"]) == 2
    assert "Ingen kommune har koden 0000" in capsys.readouterr().err


def test_a_day_that_is_not_in_the_calendar_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["journey", "route", "--on", "31-02-2026"])
    assert "findes ikke i kalenderen" in capsys.readouterr().err


def test_the_example_of_the_handbook_is_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chapter = (Path(__file__).parents[2] / "docs/handbook/rejsen.md").read_text(encoding="utf-8")
    example = tmp_path / "odense_2026.toml"
    example.write_text(chapter.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    assert run(["journey", "check", str(example)]) == 0
    said = capsys.readouterr().out
    assert said == "odense_2026.toml er i orden: 1 stationer, som gælder fra 01-08-2026.\n"
    assert said in chapter
