"""Loading the published data: it works, twice changes nothing, nobody unknown may, and it is written down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone
from tests.areas.sample import SOURCE, TODAY, write_lists
from tests.cast import a_passer_by, the_operator

from vugge.areas.actions import Receipt, import_lists, lists, load_catalogue
from vugge.areas.actions.lists import catalogue_rows
from vugge.areas.models import Area, AreaName, AreaYear
from vugge.areas.queries.files import names_of
from vugge.areas.queries.pages import area_history, area_named_as, area_years, data_version
from vugge.areas.rules.agreement import Agreement
from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.figures import Note
from vugge.areas.rules.law import AreaList, Measure
from vugge.areas.rules.outcome import Outcome
from vugge.areas.rules.rows import AreaRow, Newness
from vugge.audit.queries import events
from vugge.catalogue import reading
from vugge.kit.errors import NotAllowed
from vugge.kit.text import Text

pytestmark = pytest.mark.django_db


def test_everything_published_comes_on_file(published: Receipt) -> None:
    rows = catalogue_rows()
    assert published.counts == {Newness.NEW: len(rows), Newness.CHANGED: 0, Newness.UNCHANGED: 0}
    assert AreaYear.objects.count() == len(rows)


def test_loading_twice_changes_nothing(published: Receipt) -> None:
    before, areas = area_years(a_passer_by()), Area.objects.count()
    again = load_catalogue(the_operator())
    assert again.counts[Newness.NEW] == again.counts[Newness.CHANGED] == 0
    assert area_years(a_passer_by()) == before
    assert Area.objects.count() == areas
    assert again.version > published.version


def test_loading_is_written_down_once_with_its_numbers(published: Receipt) -> None:
    [entry] = events(the_operator(), limit=5)
    assert entry.verb == "areas.catalogue_loaded"
    assert entry.viewer == "system:operator"
    assert entry.subject == f"area_import:{published.version}"
    assert entry.numbers == {"new": AreaYear.objects.count(), "changed": 0, "unchanged": 0, "removed": 0}


def test_nobody_known_may_not_load() -> None:
    with pytest.raises(NotAllowed):
        load_catalogue(a_passer_by())
    assert not Area.objects.exists()
    assert events(the_operator(), limit=1) == ()


def test_the_version_of_the_data_is_the_newest_import(published: Receipt) -> None:
    version = data_version(a_passer_by())
    assert version.number == published.version
    assert version.day is not None


def test_a_reload_leaves_rows_from_somebodys_file_alone(published: Receipt, tmp_path: Path) -> None:
    own = f"2015,Bispeparken,København,1657,30.2,59.6,1.89,53.1,54.9,1,,,,,{SOURCE}".split(",")
    import_lists(the_operator(), file=write_lists(tmp_path / "own.csv", [own]), today=TODAY)
    again = load_catalogue(the_operator())
    assert again.counts[Newness.CHANGED] == 0
    [row] = [
        one.facts
        for one in area_history(a_passer_by(), area="bispeparken").years
        if one.facts.list_day == date(2015, 12, 1)
    ]
    assert row.figures[Measure.INCOME].value == Decimal("54.9")
    assert row.official == {AreaList.EXPOSED: True}
    assert row.source_url == SOURCE


def test_a_row_that_the_catalogue_lacked_stays_when_it_is_loaded_again(published: Receipt, tmp_path: Path) -> None:
    own = f"2016,Vollsmose,Odense,9184,47.4,68.4,2.38,57.2,52.5,1,,,,,{SOURCE}".split(",")
    import_lists(the_operator(), file=write_lists(tmp_path / "own.csv", [own]), today=TODAY)
    load_catalogue(the_operator())
    assert AreaYear.objects.filter(area__key="vollsmose", list_day=date(2016, 12, 1)).exists()


def publish(monkeypatch: pytest.MonkeyPatch, change: Callable[[AreaRow], AreaRow | None]) -> Receipt:
    """Load the catalogue as a later version of it would be: each row changed, or left out where `change` gives None."""
    rows = tuple(row for one in catalogue_rows() if (row := change(one)) is not None)
    monkeypatch.setattr(lists, "catalogue_rows", lambda: rows)
    return load_catalogue(the_operator())


def row_of(area: str, day: date) -> AreaYearFacts:
    [row] = [one.facts for one in area_history(a_passer_by(), area=area).years if one.facts.list_day == day]
    return row


def test_a_corrected_remark_reaches_what_is_on_file(published: Receipt, monkeypatch: pytest.MonkeyPatch) -> None:
    mended = Note("corrected", Text(da="Rettet.", en="Corrected."), Measure.RESIDENTS)

    def change(row: AreaRow) -> AreaRow:
        return replace(row, notes=(mended,)) if is_agervang_2011(row) else row

    assert publish(monkeypatch, change).counts[Newness.CHANGED] == 1
    assert row_of("agervang", date(2011, 1, 1)).notes == (mended,)


def test_a_remark_taken_back_leaves_what_is_on_file(published: Receipt, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = publish(monkeypatch, lambda row: replace(row, notes=()) if is_agervang_2011(row) else row)
    assert receipt.counts[Newness.CHANGED] == 1
    assert row_of("agervang", date(2011, 1, 1)).notes == ()


def test_a_corrected_precision_reaches_what_is_on_file(published: Receipt, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(row: AreaRow) -> AreaRow:
        if not is_agervang_2011(row):
            return row
        return replace(row, figures={measure: replace(one, decimals=7) for measure, one in row.figures.items()})

    assert publish(monkeypatch, change).counts[Newness.CHANGED] == 1
    assert {one.decimals for one in row_of("agervang", date(2011, 1, 1)).figures.values()} == {7}


def is_agervang_2011(row: AreaRow) -> bool:
    return row.name == "Agervang" and row.list_day == date(2011, 1, 1)


def test_a_row_that_is_no_longer_published_goes_with_all_that_hangs_on_it(
    published: Receipt, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {one.list_day for one in AreaYear.objects.filter(area__key="agervang")}
    receipt = publish(monkeypatch, lambda row: None if is_agervang_2011(row) else row)
    assert {one.list_day for one in AreaYear.objects.filter(area__key="agervang")} == days - {date(2011, 1, 1)}
    assert receipt.counts == {Newness.NEW: 0, Newness.CHANGED: 0, Newness.UNCHANGED: AreaYear.objects.count()}
    [entry, _] = events(the_operator(), limit=5)
    assert entry.numbers["removed"] == 1


def test_a_row_of_somebodys_file_stays_when_the_catalogue_stops_publishing_it(
    published: Receipt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = f"2015,Bispeparken,København,1657,30.2,59.6,1.89,53.1,54.9,1,,,,,{SOURCE}".split(",")
    import_lists(the_operator(), file=write_lists(tmp_path / "own.csv", [own]), today=TODAY)
    publish(monkeypatch, lambda row: None if row.name == "Bispeparken" else row)
    assert [one.list_day for one in AreaYear.objects.filter(area__key="bispeparken")] == [date(2015, 12, 1)]


def test_names_that_the_catalogue_drops_go_and_names_from_files_stay(
    published: Receipt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = f"2016,Søndre Ås,Aarhus,1657,30.2,59.6,1.89,53.1,54.9,1,,,,,{SOURCE}".split(",")
    import_lists(the_operator(), file=write_lists(tmp_path / "own.csv", [own]), today=TODAY)
    identities = reading.area_identities()
    [gellerup] = [one for one in identities if one.key == "gellerup"]
    gone = gellerup.aliases[0]
    assert AreaName.objects.filter(area__key="gellerup", name=gone).exists()
    fewer = replace(gellerup, aliases=gellerup.aliases[1:])
    monkeypatch.setattr(reading, "area_identities", lambda: [fewer if one is gellerup else one for one in identities])
    load_catalogue(the_operator())
    assert not AreaName.objects.filter(area__key="gellerup", name=gone).exists()
    assert AreaName.objects.get(area__key="soendre_aas_aarhus").name == "Søndre Ås"


def test_an_area_that_the_catalogue_drops_goes_when_nothing_on_file_is_about_it(
    published: Receipt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = f"2016,Vollsmose,Odense,9184,47.4,68.4,2.38,57.2,52.5,1,,,,,{SOURCE}".split(",")
    import_lists(the_operator(), file=write_lists(tmp_path / "own.csv", [own]), today=TODAY)
    dropped = ("agervang", "vollsmose")
    fewer = [one for one in reading.area_identities() if one.key not in dropped]
    names = {known.name for one in reading.area_identities() if one.key in dropped for known in names_of(one)}
    monkeypatch.setattr(reading, "area_identities", lambda: fewer)
    publish(monkeypatch, lambda row: None if row.name in names else row)
    assert not Area.objects.filter(key="agervang").exists()
    assert area_history(a_passer_by(), area="vollsmose").name == "Vollsmose"


def test_what_we_ship_does_not_depend_on_todays_date(monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = datetime(2001, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: long_ago)
    assert load_catalogue(the_operator()).counts[Newness.NEW] == AreaYear.objects.count() > 300


def test_ringparken_in_two_municipalities_are_two_areas(published: Receipt) -> None:
    keys = {one.area.key for one in AreaName.objects.filter(name__startswith="Ringparken")}
    assert {"ringparken_slagelse", "ringparken_esbjerg"} <= keys


def test_an_area_shows_the_name_it_bore_each_year(published: Receipt) -> None:
    history = area_history(a_passer_by(), area=area_named_as(a_passer_by(), name="Agervang"))
    by_year = {one.facts.list_day.year: one.facts.name for one in history.years}
    assert by_year[2010] == "Agervang"
    assert history.name == "Grønneparken"


def test_every_decided_answer_of_ours_stands_beside_the_states_and_agrees(published: Receipt) -> None:
    rows = area_years(a_passer_by())
    assert not [one.name for one in rows if one.agreements() is Agreement.DISAGREES]
    assert sum(one.agreements() is Agreement.AGREES for one in rows) >= 172


def test_what_cannot_be_decided_is_undetermined_never_a_guess(published: Receipt) -> None:
    rows = [one for one in area_years(a_passer_by()) if not one.figures and AreaList.EXPOSED in one.official]
    assert rows
    assert {one.computed[AreaList.EXPOSED] for one in rows} == {Outcome.UNDETERMINED}


def test_remarks_on_quality_stand_on_their_figures(published: Receipt) -> None:
    history = area_history(a_passer_by(), area="agervang")
    [row] = [one.facts for one in history.years if one.facts.list_day == date(2011, 1, 1)]
    assert [note.flag for note in row.notes_on(Measure.RESIDENTS)] == ["carried_over"]
    assert row.notes_on(Measure.CONVICTED) == ()
