"""What is exported can be imported again, and changes nothing."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.areas.sample import HEADER, SOURCE, TODAY, write_lists
from tests.cast import a_passer_by, the_operator

from vugge.areas.actions import import_lists
from vugge.areas.queries.files import read_lists
from vugge.areas.queries.pages import area_years
from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.identity import Identities
from vugge.areas.rules.law import Measure
from vugge.areas.rules.rows import AreaRow, Newness, completed, newness
from vugge.areas.rules.table import table_rows
from vugge.kit.tables import write_csv, write_xlsx
from vugge.organisations.queries import municipalities, municipality

NO_AREAS = Identities()


def exported(facts: tuple[AreaYearFacts, ...], target: Path) -> Path:
    header, rows = table_rows(facts, lambda code: municipality(code).name)
    if target.suffix == ".xlsx":
        write_xlsx(target, header, rows)
    else:
        write_csv(target, header, rows)
    return target


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_exporting_everything_and_importing_it_changes_nothing(form: str, published: object, tmp_path: Path) -> None:
    before = area_years(a_passer_by())
    receipt = import_lists(the_operator(), file=exported(before, tmp_path / f"alt.{form}"), today=TODAY)
    assert receipt.counts == {Newness.NEW: 0, Newness.CHANGED: 0, Newness.UNCHANGED: len(before)}
    assert area_years(a_passer_by()) == before


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_persons_behind_a_share_survive_export_and_import(form: str, tmp_path: Path) -> None:
    header = (*HEADER, "convicted_pct_count", "convicted_pct_base")
    row = f"2016,Vollsmose,Odense,9184,47.4,68.4,2.38,57.2,52.5,1,,,,,{SOURCE},150,6302".split(",")
    import_lists(the_operator(), file=write_lists(tmp_path / "own.csv", [row], header), today=TODAY)
    before = area_years(a_passer_by())
    receipt = import_lists(the_operator(), file=exported(before, tmp_path / f"alt.{form}"), today=TODAY)
    assert receipt.counts[Newness.UNCHANGED] == 1
    assert area_years(a_passer_by()) == before


NAMES = st.text(st.sampled_from("abcdefæøåÆØÅ ,;\"'-/().&1234"), min_size=1, max_size=30).map(str.strip)
SHARES = (
    st.none() | st.decimals(min_value=0, max_value=100, places=1) | st.decimals(min_value=0, max_value=100, places=9)
)
FLAGS = st.sampled_from(["", "0", "1"])


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Return rows as somebody types them: every name another, every row with a flag or a figure."""
    names = draw(st.lists(NAMES.filter(_is_name), min_size=1, max_size=4, unique_by=lambda name: name.casefold()))
    return [_row(draw, name, number) for number, name in enumerate(names)]


def _is_name(name: str) -> bool:
    return name[:1] not in ("", "-", "'") and any(letter.isalnum() for letter in name)


def _row(draw: st.DrawFn, name: str, number: int) -> list[str]:
    shares = ["" if share is None else f"{share:f}" for share in (draw(SHARES) for _ in range(5))]
    flags = [draw(FLAGS) for _ in range(4)]
    town = draw(st.sampled_from(municipalities())).name
    year = str(2010 + number if number != 4 else 2015)
    return [year, name, town, str(draw(st.integers(1, 100_000))), *shares, *flags, "", SOURCE]


def facts_of(row: AreaRow) -> AreaYearFacts:
    return AreaYearFacts(
        row.name,
        row.name,
        row.municipality,
        row.list_day,
        row.figures,
        row.official,
        computed={},
        criteria_met=row.criteria_met,
        source_url=row.source_url,
    )


def read(file: Path) -> tuple[AreaRow, ...]:
    _, table = read_lists(file, mapping=None, today=date(2026, 11, 22), known=NO_AREAS, source_needed=True)
    assert not table.problems, [problem.say() for problem in table.problems]
    return table.rows


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables(), form=st.sampled_from(["csv", "xlsx"]))
def test_any_table_survives_export_and_import(
    table: list[list[str]], form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    facts = tuple(facts_of(row) for row in read(write_lists(folder / "given.csv", table)))
    again = read(exported(facts, folder / f"alt.{form}"))
    assert {newness(completed(row, fact), fact) for row, fact in zip(again, facts, strict=True)} == {Newness.UNCHANGED}
    assert [(row.name, row.municipality, row.list_day) for row in again] == [
        (one.name, one.municipality, one.list_day) for one in facts
    ]
    if form == "csv":  # a number in a spreadsheet has no zeros at its end
        assert [_decimals(row) for row in again] == [_decimals(fact) for fact in facts]


def _decimals(row: AreaRow | AreaYearFacts) -> dict[Measure, int]:
    return {measure: one.decimals for measure, one in row.figures.items()}
