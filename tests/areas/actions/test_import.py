"""Committing somebody's file: new, changed and unchanged rows, the answers beside them, and the log."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from tests.areas.sample import BISPEPARKEN, GELLERUP, HEADER, ROWS, SOURCE, TODAY, VOLLSMOSE, with_cell, write_lists
from tests.cast import a_passer_by, a_registrar, an_analyst, the_operator

from vugge.areas.actions import Receipt, import_lists, lists
from vugge.areas.models import Area, AreaYear, Import
from vugge.areas.queries.files import Preview, preview
from vugge.areas.queries.pages import area_history, area_years
from vugge.areas.rules.agreement import Agreement
from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.law import AreaList, Measure
from vugge.areas.rules.outcome import Outcome
from vugge.areas.rules.rows import Newness
from vugge.areas.rules.table_columns import LIST_COLUMNS
from vugge.audit.queries import events
from vugge.audit.rules import Viewer
from vugge.kit.errors import BadInput, NotAllowed
from vugge.organisations.queries import municipality

pytestmark = pytest.mark.django_db

NEW, CHANGED, UNCHANGED = Newness.NEW, Newness.CHANGED, Newness.UNCHANGED
DAY = date(2016, 12, 1)


def commit(folder: Path, rows: Sequence[Sequence[str]] = ROWS, header: Sequence[str] = HEADER) -> Receipt:
    return import_lists(the_operator(), file=write_lists(folder / "lister.csv", rows, header), today=TODAY)


def look(folder: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Preview:
    return preview(an_analyst(), file=write_lists(folder / "look.csv", rows, header), mapping=None, today=TODAY)


def row_of(area: str, day: date = DAY) -> AreaYearFacts:
    [row] = [one.facts for one in area_history(a_passer_by(), area=area).years if one.facts.list_day == day]
    return row


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_comes_on_file(form: str, tmp_path: Path) -> None:
    file = write_lists(tmp_path / f"lister.{form}")
    receipt = import_lists(the_operator(), file=file, today=TODAY)
    assert receipt.counts == {NEW: 3, CHANGED: 0, UNCHANGED: 0}
    row = row_of("vollsmose_odense")
    assert {measure: str(one.value) for measure, one in row.figures.items()} == {
        Measure.RESIDENTS: "9184",
        Measure.UNATTACHED: "47.4",
        Measure.NONWESTERN: "68.4",
        Measure.CONVICTED: "2.38",
        Measure.BASIC_EDUCATION: "57.2",
        Measure.INCOME: "52.5",
    }
    assert row.official == {AreaList.EXPOSED: True}
    assert row.computed == {AreaList.EXPOSED: Outcome.YES}
    assert row.source_url == SOURCE


def test_an_import_is_written_down_with_its_numbers(tmp_path: Path) -> None:
    receipt = commit(tmp_path)
    [entry] = events(the_operator(), limit=5)
    assert (entry.verb, entry.viewer, entry.basis) == ("areas.lists_imported", the_operator().name, "no_personal_data")
    assert entry.numbers == {"new": 3, "changed": 0, "unchanged": 0}
    assert entry.subject == f"area_import:{receipt.version}"
    assert Import.objects.get(pk=receipt.version).rows == 3


def test_who_is_no_administrator_imports_nothing_whatever_page_they_came_by(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        import_lists(a_registrar(), file=write_lists(tmp_path / "lister.csv"), today=TODAY)
    assert not Area.objects.exists()


def test_nobody_known_may_not_import(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        import_lists(a_passer_by(), file=write_lists(tmp_path / "lister.csv"), today=TODAY)
    assert not Area.objects.exists()


def test_importing_twice_changes_nothing_but_the_version(tmp_path: Path) -> None:
    first = commit(tmp_path)
    before = area_years(a_passer_by())
    second = commit(tmp_path)
    assert second.counts == {NEW: 0, CHANGED: 0, UNCHANGED: 3}
    assert area_years(a_passer_by()) == before
    assert second.version > first.version


def test_a_changed_row_is_updated_and_its_answer_computed_anew(tmp_path: Path) -> None:
    commit(tmp_path)
    others = [one for one in area_years(a_passer_by()) if one.area != "bispeparken_koebenhavn"]
    assert row_of("bispeparken_koebenhavn").computed == {AreaList.EXPOSED: Outcome.NO}
    receipt = commit(tmp_path, [with_cell(BISPEPARKEN, "income_pct_of_region", "54.9")])
    assert receipt.counts == {NEW: 0, CHANGED: 1, UNCHANGED: 0}
    row = row_of("bispeparken_koebenhavn")
    assert row.figures[Measure.INCOME].value == Decimal("54.9")
    assert row.computed == {AreaList.EXPOSED: Outcome.YES}
    assert [one for one in area_years(a_passer_by()) if one.area != "bispeparken_koebenhavn"] == others


def test_a_figure_taken_out_of_the_file_is_no_longer_on_file(tmp_path: Path) -> None:
    commit(tmp_path)
    commit(tmp_path, [with_cell(VOLLSMOSE, "convicted_pct", "")])
    assert Measure.CONVICTED not in row_of("vollsmose_odense").figures


def test_the_states_answer_and_ours_are_both_kept_and_their_disagreement_shows(tmp_path: Path) -> None:
    commit(tmp_path, [with_cell(BISPEPARKEN, "list_udsat", "1")])
    row = row_of("bispeparken_koebenhavn")
    assert row.official == {AreaList.EXPOSED: True}
    assert row.computed == {AreaList.EXPOSED: Outcome.NO}
    assert row.agreement(AreaList.EXPOSED) is Agreement.DISAGREES
    assert row.agreements() is Agreement.DISAGREES


def test_remarks_on_changed_figures_are_dropped_and_the_others_stay(published: Receipt, tmp_path: Path) -> None:
    row = row_of("agervang", date(2011, 1, 1))
    shares = (Measure.RESIDENTS, Measure.UNATTACHED, Measure.NONWESTERN)
    assert all(row.notes_on(measure) for measure in shares)
    changed = [
        "2011",
        "Agervang",
        "Holbæk",
        *(str(row.figures[measure].value) for measure in (Measure.RESIDENTS,)),
        "44.4",
        str(row.figures[Measure.NONWESTERN].value),
        str(row.figures[Measure.CONVICTED].value),
        *("", "", "1" if row.official[AreaList.EXPOSED] else "0", "", "", "", "", row.source_url),
    ]
    commit(tmp_path, [changed])
    after = row_of("agervang", date(2011, 1, 1))
    assert [bool(after.notes_on(measure)) for measure in shares] == [True, False, True]


@pytest.mark.parametrize(("field", "value"), [("list_forebyggelse", "1"), ("source_url", "https://example.org/ny")])
def test_an_official_file_that_says_another_list_or_source_drops_the_remarks_on_the_row(
    field: str, value: str, published: Receipt, tmp_path: Path
) -> None:
    """What was derived is no longer derived when the state's own list says it."""
    [before, *_] = [one for one in area_years(a_passer_by()) if one.notes_on(None) and not one.figures]
    again = with_cell(["" for _ in HEADER], "source_url", before.source_url)
    told = {
        "year": str(before.list_day.year),
        "area": before.name,
        "municipality": municipality(before.municipality).name,
        **{LIST_COLUMNS[kind]: str(int(on_list)) for kind, on_list in before.official.items()},
    }
    for name, cell in told.items():
        again = with_cell(again, name, cell)
    header, day = (*HEADER, "list_day"), before.list_day.isoformat()
    assert commit(tmp_path, [[*again, day]], header).counts[UNCHANGED] == 1
    assert row_of(before.area, before.list_day).notes_on(None) == before.notes_on(None)
    assert commit(tmp_path, [[*with_cell(again, field, value), day]], header).counts[CHANGED] == 1
    assert row_of(before.area, before.list_day).notes_on(None) == ()


def test_a_table_without_the_number_of_criteria_met_leaves_it_as_it_is(tmp_path: Path) -> None:
    commit(tmp_path, [with_cell(VOLLSMOSE, "criteria_met", "3")])
    place = HEADER.index("criteria_met")
    header = (*HEADER[:place], *HEADER[place + 1 :])
    silent = [*VOLLSMOSE[:place], *VOLLSMOSE[place + 1 :]]
    assert commit(tmp_path, [silent], header).counts[UNCHANGED] == 1
    assert commit(tmp_path, [with_cell(silent, "residents", "9000")], header).counts[CHANGED] == 1
    assert row_of("vollsmose_odense").criteria_met == 3
    commit(tmp_path, [VOLLSMOSE])  # here the column stands, and its cell is empty
    assert row_of("vollsmose_odense").criteria_met is None


def test_the_hash_on_file_is_that_of_the_content_that_was_stored(tmp_path: Path) -> None:
    commit(tmp_path)
    assert Import.objects.get().sha256 == sha256((tmp_path / "lister.csv").read_bytes()).hexdigest()


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_lists(tmp_path / "lister.csv")

    def meanwhile(viewer: Viewer, *, file: Path, mapping: Mapping[str, str] | None, today: date) -> Preview:
        seen = preview(viewer, file=file, mapping=mapping, today=today)
        write_lists(file, [VOLLSMOSE])
        return seen

    monkeypatch.setattr(lists, "preview", meanwhile)
    with pytest.raises(BadInput, match="Filen blev ændret, mens den blev læst"):
        import_lists(the_operator(), file=file, today=TODAY)
    assert not Import.objects.exists()


def test_an_unknown_area_becomes_a_new_one_with_a_key_from_its_name_and_municipality(tmp_path: Path) -> None:
    rows = [with_cell(GELLERUP, "area", "Søndre Ås, etape 2")]
    assert look(tmp_path, rows).new_areas == ("Søndre Ås, etape 2",)
    commit(tmp_path, rows)
    assert Area.objects.get().key == "soendre_aas_etape_2_aarhus"
    assert look(tmp_path, rows).new_areas == ()


def test_one_area_under_two_of_its_names_on_one_list_is_one_row_too_many(published: Receipt, tmp_path: Path) -> None:
    rows = [GELLERUP, with_cell(GELLERUP, "area", "Gellerup")]
    [problem] = look(tmp_path, rows).problems
    assert problem.say().startswith("Række 3, kolonne B »area«: Området står allerede i række 2")
    with pytest.raises(BadInput):
        commit(tmp_path, rows)


def test_a_known_spelling_finds_its_area(published: Receipt, tmp_path: Path) -> None:
    areas = Area.objects.count()
    commit(tmp_path, [with_cell(GELLERUP, "area", "GELLERUP")])
    assert Area.objects.count() == areas
    assert row_of("gellerup").figures[Measure.RESIDENTS].value == 7191


def test_the_longest_name_there_is_can_be_kept(tmp_path: Path) -> None:
    name = "Ø" * 45
    commit(tmp_path, [with_cell(with_cell(GELLERUP, "area", name), "municipality", "Ringkøbing-Skjern")])
    assert Area.objects.get().key.endswith("_ringkoebing_skjern")
    [problem] = look(tmp_path, [with_cell(GELLERUP, "area", f"{name}x")]).problems
    assert problem.say() == "Række 2, kolonne B »area«: Navnet er for langt. Der er plads til 90 tegn."


def test_persons_behind_a_share_are_kept_and_decide(tmp_path: Path) -> None:
    """4,004 of 10,000 is published as 40.0, and is over 40."""
    header = (*HEADER, "share_unattached_pct_count", "share_unattached_pct_base")
    row = f"2016,Vollsmose,Odense,9184,40.0,68.4,2.38,57.2,60.0,1,,,,,{SOURCE},4004,10000".split(",")
    commit(tmp_path, [row], header)
    found = row_of("vollsmose_odense")
    assert (found.figures[Measure.UNATTACHED].count, found.figures[Measure.UNATTACHED].base) == (4004, 10_000)
    assert found.computed == {AreaList.EXPOSED: Outcome.YES}
    assert look(tmp_path, [row], header).counts()[UNCHANGED] == 1


def test_more_decimals_than_are_printed_are_kept_and_decide(tmp_path: Path) -> None:
    row = with_cell(with_cell(VOLLSMOSE, "share_unattached_pct", "40.000000001"), "income_pct_of_region", "60.0")
    commit(tmp_path, [row])
    found = row_of("vollsmose_odense")
    assert found.figures[Measure.UNATTACHED].value == Decimal("40.000000001")
    assert found.computed == {AreaList.EXPOSED: Outcome.YES}
    assert commit(tmp_path, [row]).counts[UNCHANGED] == 1


@pytest.mark.parametrize(
    ("written", "kept"), [("41.199999999999996", "41.2"), ("40.123456789012345", "40.123456789012")]
)
def test_the_noise_of_programs_is_rounded_away(written: str, kept: str, tmp_path: Path) -> None:
    row = with_cell(VOLLSMOSE, "share_unattached_pct", written)
    commit(tmp_path, [row])
    assert str(row_of("vollsmose_odense").figures[Measure.UNATTACHED].value) == kept
    assert commit(tmp_path, [row]).counts[UNCHANGED] == 1


def test_two_lists_in_one_year_are_told_apart_by_their_day(tmp_path: Path) -> None:
    header = (*HEADER, "list_day")
    rows = [[*with_cell(VOLLSMOSE, "year", "2014"), day] for day in ("2014-02-01", "2014-12-01")]
    assert commit(tmp_path, rows, header).counts[NEW] == 2
    assert set(AreaYear.objects.values_list("list_day", flat=True)) == {date(2014, 2, 1), date(2014, 12, 1)}


def test_a_preview_changes_nothing_and_counts_as_the_import_will(tmp_path: Path) -> None:
    commit(tmp_path, [GELLERUP, VOLLSMOSE])
    rows = [GELLERUP, with_cell(VOLLSMOSE, "residents", "9000"), BISPEPARKEN]
    before = area_years(a_passer_by())
    expected = look(tmp_path, rows).counts()
    assert area_years(a_passer_by()) == before
    assert Import.objects.count() == 1
    assert expected == {NEW: 1, CHANGED: 1, UNCHANGED: 1}
    assert commit(tmp_path, rows).counts == expected
