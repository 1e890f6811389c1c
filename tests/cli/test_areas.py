"""Commands about areas: exit codes, what is said, and files that go round."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.areas.sample import BISPEPARKEN, GELLERUP, HEADER, ROWS, VOLLSMOSE, with_cell, write_lists
from tests.cast import a_passer_by, the_operator

from vugge.areas.models import Area, AreaYear, Import
from vugge.areas.queries.pages import area_years
from vugge.audit.queries import events
from vugge.cli import areas, table
from vugge.cli.command import say

pytestmark = pytest.mark.django_db

Run = Callable[..., tuple[int, str]]
DISAGREEING = with_cell(BISPEPARKEN, "list_udsat", "1")


@pytest.fixture(autouse=True)
def tables_are_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test database has its tables already."""
    monkeypatch.setattr(areas, "ready_database", lambda: None)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `vugge areas ...` and return the exit code and what was said."""

    def run(*words: str | Path) -> tuple[int, str]:
        code = table.run(["areas", *(str(word) for word in words)])
        return code, "".join(capsys.readouterr())

    return run


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_that_agrees_is_0_and_says_so_last(form: str, run: Run, tmp_path: Path) -> None:
    code, said = run("check", write_lists(tmp_path / f"lister.{form}"))
    assert code == 0
    assert said.splitlines()[-1] == "3 of 3 agree"


def test_a_disagreement_is_1_with_each_reason(run: Run, tmp_path: Path) -> None:
    code, said = run("check", write_lists(tmp_path / "lister.csv", [GELLERUP, DISAGREEING, VOLLSMOSE]))
    lines = said.splitlines()
    assert code == 1
    assert lines[-1] == "2 of 3 agree"
    assert lines[0].startswith("Række 3: Bispeparken, listen 01-12-2016, Udsat boligområde: ja efter staten, nej efter")
    assert "Området opfylder 2 af 5 kriterier, men loven kræver mindst 3" in lines[1]
    assert "almenboligloven § 61 a" in said
    assert any("Indkomst i forhold til regionen: 56,1" in line for line in lines)
    assert "Vollsmose" not in said


def test_a_file_that_cannot_be_read_is_1_and_says_where(run: Run, tmp_path: Path) -> None:
    bad = with_cell(VOLLSMOSE, "residents", "mange")
    code, said = run("check", write_lists(tmp_path / "lister.csv", [GELLERUP, bad]))
    assert code == 1
    assert "Række 3, kolonne D »residents«: ”mange” er ikke et helt tal" in said
    assert said.splitlines()[-1] == "1 of 1 agree"


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_file_of_which_nothing_can_be_compared_is_wanting_and_says_so(form: str, run: Run, tmp_path: Path) -> None:
    file = write_lists(tmp_path / "lister.csv", [with_cell(row, "list_udsat", "") for row in ROWS])
    code, said = run("check", file, "--format", form)
    assert code == 1
    if form == "text":
        assert "Intet kunne sammenlignes, så filen er ikke bekræftet." in said
        assert "0 of 0 agree" in said.splitlines()
    else:
        assert json.loads(said)["compared"] == 0


def test_words_that_mean_nothing_are_2(run: Run) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("check")


def test_a_missing_file_is_said_and_wanting(run: Run, tmp_path: Path) -> None:
    code, said = run("check", tmp_path / "nowhere.csv")
    assert code == 1
    assert "Hele filen: Filen nowhere.csv findes ikke." in said


def test_json_holds_the_same_counts_and_reasons(run: Run, tmp_path: Path) -> None:
    unknown = with_cell(with_cell(VOLLSMOSE, "list_udsat", ""), "municipality", "Aarhus")
    file = write_lists(tmp_path / "lister.csv", [GELLERUP, DISAGREEING, unknown])
    code, said = run("check", file, "--format", "json")
    found = json.loads(said)
    assert code == 1
    assert (found["agree"], found["compared"], found["not_compared"], found["problems"]) == (1, 2, 1, [])
    [row] = [one for one in found["rows"] if one["agreement"] == "disagrees"]
    assert (row["row"], row["area"], row["municipality"], row["list_day"]) == (
        3,
        "Bispeparken",
        "København",
        "2016-12-01",
    )
    flag = row["lists"]["list_udsat"]
    assert (flag["official"], flag["computed"], flag["package"]) == (True, "no", "areas/b_2014")
    assert flag["because"][0].startswith("Området opfylder 2 af 5 kriterier")


def test_json_gives_each_criterion_with_figure_limit_distance_law_and_sources(run: Run, tmp_path: Path) -> None:
    said = run("check", write_lists(tmp_path / "lister.csv", [DISAGREEING]), "--format", "json")[1]
    [row] = json.loads(said)["rows"]
    flag = row["lists"]["list_udsat"]
    [income] = [one for one in flag["criteria"] if one["measure"] == "Indkomst i forhold til regionen"]
    assert (income["value"], income["limit"], income["distance"]) == (56.1, "under 55,0\N{NO-BREAK SPACE}%", 1.1)
    assert (income["package"], income["legal_basis"]) == (flag["package"], flag["legal_basis"])
    assert income["legal_basis"].startswith("almenboligloven § 61 a")
    assert income["certainty"] == "confirmed"
    assert any(source["title"] and source["url"].startswith("http") for source in income["sources"])
    assert income["because"][0] in flag["because"]
    [residents] = [one for one in flag["criteria"] if one["measure"] == "Beboere"]
    assert (residents["value"], residents["distance"]) == (1600, None)


def as_programs_write(row: Sequence[str]) -> list[str]:
    """Return a row as a program writes it that keeps every column with an empty cell as floating point."""
    floats = ("year", "residents", "list_udsat", "list_parallel", "criteria_met")
    row = with_cell(with_cell(row, "criteria_met", "3"), "list_parallel", "0")
    return [f"{value}.0" if value and field in floats else value for field, value in zip(HEADER, row, strict=True)]


def test_years_and_flags_written_as_floating_point_are_understood(run: Run, tmp_path: Path) -> None:
    rows = [as_programs_write(row) for row in ROWS]
    assert rows[0][0] == "2016.0"
    assert rows[0][HEADER.index("list_udsat")] == "1.0"
    code, said = run("check", write_lists(tmp_path / "lister.csv", rows))
    assert (code, said.splitlines()[-1]) == (0, "3 of 3 agree")


def test_a_check_needs_neither_source_nor_database(run: Run, tmp_path: Path) -> None:
    file = write_lists(tmp_path / "lister.csv", [row[:-1] for row in ROWS], HEADER[:-1])
    assert run("check", file)[0] == 0
    assert not Area.objects.exists()


def test_columns_with_other_names_are_mapped(run: Run, tmp_path: Path) -> None:
    header = ["Indbyggere" if name == "residents" else name for name in HEADER]
    file = write_lists(tmp_path / "lister.csv", ROWS, header)
    assert run("check", file)[0] == 1
    code, said = run("check", file, "--map", "residents=Indbyggere")
    assert (code, said.splitlines()[-1]) == (0, "3 of 3 agree")


def test_a_mapping_that_is_no_pair_is_2(run: Run, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("check", write_lists(tmp_path / "lister.csv"), "--map", "residents")


def test_a_mapping_of_a_field_that_is_none_names_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        table.run(["areas", "check", str(write_lists(tmp_path / "lister.csv")), "--map", "wealth=Formue"])
    assert "'wealth' er ikke et felt; felterne er year, area, municipality, residents" in capsys.readouterr().err


def test_a_check_does_not_mind_a_mapping_of_the_source(run: Run, tmp_path: Path) -> None:
    assert run("check", write_lists(tmp_path / "lister.csv"), "--map", "source_url=Kilde")[0] == 0


def test_a_file_is_imported_and_written_down(run: Run, tmp_path: Path) -> None:
    code, said = run("import", write_lists(tmp_path / "lister.csv"))
    assert code == 0
    assert "Rækker: 3 nye, 0 ændrede, 0 uændrede, 0 med fejl." in said
    assert f"Datas version er nu {Import.objects.get().pk}." in said
    [entry] = events(the_operator(), limit=5)
    assert entry.viewer == "system:command"


def test_a_preview_imports_nothing(run: Run, tmp_path: Path) -> None:
    code, said = run("import", write_lists(tmp_path / "lister.csv"), "--preview")
    assert code == 0
    assert "Rækker: 3 nye" in said
    assert "Områder, vi ikke kender i forvejen: Gellerupparken/Toveshøj, Vollsmose og Bispeparken." in said
    assert not AreaYear.objects.exists()
    assert events(the_operator(), limit=1) == ()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_wrong_rows_go_out_are_mended_and_come_in_again(form: str, run: Run, tmp_path: Path) -> None:
    bad = with_cell(VOLLSMOSE, "municipality", "Odens")
    file, corrections = write_lists(tmp_path / "lister.csv", [GELLERUP, bad]), tmp_path / f"ret.{form}"
    code, said = run("import", file, "--corrections", corrections)
    assert code == 1
    assert "Intet er indlæst" in said
    assert "1 rækker med fejl er skrevet til" in said
    assert not AreaYear.objects.exists()
    assert run("import", corrections)[0] == 1  # as it is, it is still wrong
    mended = tmp_path / "rettet.csv"
    mended.write_text(_text(corrections).replace("Odens", "Odense"), encoding="utf-8")
    code, said = run("import", mended)
    assert code == 0, said
    assert AreaYear.objects.get().area.key == "vollsmose_odense"


@pytest.mark.parametrize("target", ["lister.csv", "andre.csv", "ikke/../lister.csv"])
def test_wrong_rows_are_never_written_over_a_file_that_exists(target: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "ikke").mkdir()
    file = write_lists(tmp_path / "lister.csv", [GELLERUP, with_cell(VOLLSMOSE, "municipality", "Odens")])
    (tmp_path / "andre.csv").write_text("mine", encoding="utf-8")
    before = file.read_bytes()
    code, said = run("import", file, "--corrections", tmp_path / target)
    assert code == 2
    assert said.endswith("Vælg et andet navn til rækkerne med fejl.\n" if "andre" in target else "et andet navn.\n")
    assert file.read_bytes() == before
    assert (tmp_path / "andre.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["ret.txt", "ret", "ret.xls"])
def test_wrong_rows_go_to_a_csv_or_xlsx_or_the_command_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        table.run(["areas", "import", "lister.csv", "--corrections", str(tmp_path / name)])
    assert f"navnet skal ende på .csv eller .xlsx, ikke '{name}'" in capsys.readouterr().err


def test_a_preview_names_the_sheets_that_were_not_read(run: Run, tmp_path: Path) -> None:
    file = write_lists(tmp_path / "lister.xlsx")
    book = load_workbook(file)
    book.create_sheet("Noter").append(["hvad som helst"])
    book.save(file)
    code, said = run("import", file, "--preview")
    assert code == 0
    assert "Ark, der ikke er læst: Noter. Kun det første ark bliver læst." in said


def _text(corrections: Path) -> str:
    if corrections.suffix == ".csv":
        [row] = rows_of(corrections)
        assert "Mente du Odense?" in row["Fejl"]
        return corrections.read_text(encoding="utf-8-sig")
    return ",".join((*HEADER, "Fejl")) + "\n" + ",".join(with_cell(VOLLSMOSE, "municipality", "Odens")) + ",Odens\n"


def test_an_area_is_explained_by_name_and_by_key(run: Run, published: object) -> None:
    by_name, by_key = run("explain", "Bispeparken", "--year", "2015"), run("explain", "bispeparken", "--year", "2015")
    assert by_name == by_key
    code, said = by_name
    assert code == 0
    assert said.startswith("Bispeparken (København), listen 01-12-2015\n")
    assert "Udsat boligområde: nej efter beregningen, nej efter staten." in said
    assert "55,0\N{NO-BREAK SPACE}% er ikke under grænsen på 55,0\N{NO-BREAK SPACE}%." in said


def test_an_explanation_gives_limit_distance_window_certainty_and_sources(run: Run, published: object) -> None:
    lines = [line.strip() for line in run("explain", "bispeparken", "--year", "2015")[1].splitlines()]
    [income] = [number for number, line in enumerate(lines) if line.startswith("Indkomst i forhold til regionen: 55,0")]
    inputs, source = lines[income + 1 : income + 3]
    assert inputs.startswith("Grænse: under 55,0\N{NO-BREAK SPACE}% · Afstand til grænsen: 0,0 procentpoint · ")
    assert inputs.endswith(" · Kravets sikkerhed: Bekræftet")
    assert source.startswith("Kilde: ")
    assert "https://" in source
    assert any("Periode: gennemsnit over 2 år" in line for line in lines)
    [law] = [line for line in lines if line.startswith("(almenboligloven § 61 a")]
    assert law.endswith("; areas/b_2014; Bekræftet)")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["Ringparken", "--year", "2015"], "Flere områder hedder »Ringparken«. Skriv en af nøglerne: "),
        (["Atlantis", "--year", "2015"], "Vi kender ikke et område med navnet »Atlantis«."),
        (["vollsmose", "--year", "2009"], "Vollsmose har ingen række for 2009. Vi har: 2010, "),
    ],
)
def test_what_cannot_be_explained_is_2_and_a_sentence(words: list[str], says: str, run: Run, published: object) -> None:
    code, said = run("explain", *words)
    assert code == 2
    assert said.startswith(says)


def test_both_lists_of_a_year_are_explained(run: Run, published: object) -> None:
    said = run("explain", "vollsmose", "--year", "2011")[1]
    assert said.index("listen 01-01-2011") < said.index("listen 01-10-2011")


def test_the_export_on_the_screen_is_a_table_and_nothing_else(
    published: object, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(areas, "ready_database", lambda: say("De offentliggjorte tal indlæses …"))
    assert table.run(["areas", "export"]) == 0
    written = capsysbinary.readouterr()
    rows = list(csv.reader(written.out.decode("utf-8").splitlines()))
    assert tuple(rows[0][:9]) == HEADER[:9]
    assert len(rows) == 1 + AreaYear.objects.count()
    assert {len(row) for row in rows} == {len(rows[0])}
    assert "indlæses" in written.err.decode("utf-8")


@pytest.mark.sqlite
@pytest.mark.parametrize(("name", "words"), [("a.csv", ()), ("a.xlsx", ()), ("a.dat", ("--format", "xlsx"))])
def test_an_exported_file_comes_in_unchanged(
    name: str, words: tuple[str, ...], run: Run, published: object, tmp_path: Path
) -> None:
    before = area_years(a_passer_by())
    code, said = run("export", "--output", tmp_path / name, *words)
    assert code == 0
    assert said == f"{len(before)} rækker er skrevet til {tmp_path / name}.\n"
    file = (tmp_path / name).rename(tmp_path / name.replace(".dat", ".xlsx"))
    code, said = run("import", file)
    assert f"Rækker: 0 nye, 0 ændrede, {len(before)} uændrede, 0 med fejl." in said
    assert area_years(a_passer_by()) == before
