"""A file of the register: previewed, told what is wrong by row and cell, committed whole or not at all."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.cast import a_passer_by, the_operator
from tests.organisations.sample import A_CVR, AARHUS, Corner, an_account, as_viewer, corner

from vugge.audit.queries import events
from vugge.audit.rules import Viewer
from vugge.kit.errors import BadInput, NotAllowed
from vugge.kit.tables import DANISH_EXCEL, Value, write_corrections, write_csv, write_xlsx
from vugge.organisations.actions.importing import import_register, load_reference
from vugge.organisations.models import Organisation, Unit
from vugge.organisations.queries.files import preview, register_table, template
from vugge.organisations.queries.register import is_reference_loaded, organisation, organisations, units
from vugge.organisations.rules.kinds import OrganisationKind, Role
from vugge.organisations.rules.register import Wish
from vugge.organisations.rules.rows import Newness
from vugge.organisations.rules.table_columns import HEADER

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
SINCE = "01-01-2021"


@pytest.fixture
def here() -> Corner:
    """The corner of the register."""
    return corner()


def of_organisation(name: str, kind: str = "Forening", *, cvr: str = "", place: str = "Aarhus") -> list[str]:
    return [name, kind, place, cvr, "", "", "", "", "", SINCE, "", "Kommunens liste"]


def of_unit(owner: str, name: str, kind: str, **more: str) -> list[str]:
    """Return the row of a unit; `more` are cells by the name of their column."""
    cells = [owner, more.get("owner_kind", "Forening"), more.get("place", "Aarhus"), "", name, kind]
    return [
        *cells,
        more.get("parent", ""),
        more.get("area", ""),
        more.get("address", ""),
        more.get("valid_from", SINCE),
        more.get("valid_to", ""),
        "",
    ]


def a_file(tmp_path: Path, rows: Sequence[Sequence[Value]], name: str = "register.csv") -> Path:
    target = tmp_path / name
    if target.suffix == ".xlsx":
        write_xlsx(target, HEADER, rows, sheet="Register")
    else:
        write_csv(target, HEADER, rows, style=DANISH_EXCEL)
    return target


GOOD = [
    of_organisation("Idrætsforeningen", cvr=A_CVR),
    of_unit("Idrætsforeningen", "Fodbold", "Klub", parent="Idrætsforeningen 1", area="Gellerupparken/Toveshøj"),
    of_unit("Idrætsforeningen", "Idrætsforeningen 1", "Forening", address="Stadion Allé 1"),
]


@pytest.mark.parametrize("name", ["register.csv", "register.xlsx"])
def test_a_file_is_previewed_then_committed_then_found(here: Corner, tmp_path: Path, name: str) -> None:
    file = a_file(tmp_path, GOOD, name)
    seen = preview(the_operator(), file=file)
    assert seen.problems == ()
    assert seen.counts() == {Newness.NEW: 3, Newness.CHANGED: 0, Newness.UNCHANGED: 0}
    assert organisations(the_operator(), wish=Wish("idræt"), on=TODAY).total == 0
    receipt = import_register(the_operator(), file=file)
    assert receipt.counts == seen.counts()
    (found,) = organisations(the_operator(), wish=Wish(A_CVR), on=TODAY).organisations
    made = units(the_operator(), on=TODAY, organisation=found.id)
    assert {(one.name, one.parent_name, one.area_key, one.address, one.municipality) for one in made} == {
        ("Fodbold", "Idrætsforeningen 1", "gellerup", "", AARHUS),
        ("Idrætsforeningen 1", "", "", "Stadion Allé 1", AARHUS),
    }
    again = preview(the_operator(), file=file)
    assert again.counts() == {Newness.NEW: 0, Newness.CHANGED: 0, Newness.UNCHANGED: 3}


def test_an_import_is_written_down(here: Corner, tmp_path: Path) -> None:
    import_register(the_operator(), file=a_file(tmp_path, GOOD))
    entry = max(events(the_operator(), limit=50), key=lambda one: one.sequence)
    assert entry.verb == "organisations.register_imported"
    assert entry.numbers == {"new": 3, "changed": 0, "unchanged": 0}


WRONG = {
    "kommunen ukendt": ([of_organisation("A", place="Århuus")], "C", "Mente du Aarhus"),
    "ingen kommune": ([of_organisation("A", place="")], "C", "skal ligge i en kommune"),
    "ukendt art": ([of_organisation("A", "Laug")], "B", "ikke en mulighed"),
    "forkert CVR": ([of_organisation("A", cvr="13585629")], "D", "passer ikke sammen"),
    "to med samme CVR": ([of_organisation("A", cvr=A_CVR), of_organisation("B", cvr=A_CVR)], "D", "række 2"),
    "to gange": ([of_organisation("A"), of_organisation("a")], "A", "række 2"),
    "enhed uden art": ([of_organisation("A"), of_unit("A", "Holdet", "")], "F", "skal have en art"),
    "art uden enhed": ([of_unit("A", "", "Klub")], "F", "nævner ingen enhed"),
    "hjemløs enhed": ([of_unit("A", "Holdet", "Klub")], "A", "hverken i registeret"),
    "forkert sted": ([of_organisation("A"), of_unit("A", "Skolen", "Skole")], "F", "kan ikke ligge under"),
    "ukendt overenhed": ([of_organisation("A"), of_unit("A", "X", "Klub", parent="Y")], "G", "hedder sådan"),
    "ring": (
        [
            of_organisation("A"),
            of_unit("A", "X", "Klub", parent="Y"),
            of_unit("A", "Y", "Klub", parent="X"),
        ],
        "G",
        "under sig selv",
    ),
    "ukendt område": ([of_organisation("A"), of_unit("A", "X", "Klub", area="Solsiden")], "H", "intet boligområde"),
    "før organisationen": ([of_organisation("A"), of_unit("A", "X", "Klub", valid_from="01-01-2020")], "J", "først"),
    "bagvendte dage": ([of_organisation("A"), of_unit("A", "X", "Klub", valid_to="01-01-2019")], "K", "slut allerede"),
    "formel": ([of_organisation("=1+1")], "A", "formel"),
    "ingen dag": ([["A", "Forening", "Aarhus", *[""] * 9]], "J", "tom"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_by_row_and_cell_and_nothing_is_stored(here: Corner, tmp_path: Path, case: str) -> None:
    rows, column, words = WRONG[case]
    file = a_file(tmp_path, [*rows, of_organisation("En god forening")])
    if case == "formel":
        file.write_text(file.read_text(encoding="utf-8-sig").replace("'=1+1", "=1+1"), encoding="utf-8")
    problems = preview(the_operator(), file=file).problems
    assert any(one.column == column and words in one.sentence.say() for one in problems), [
        one.say() for one in problems
    ]
    before = Organisation.objects.count()
    with pytest.raises(BadInput, match="Intet er indlæst"):
        import_register(the_operator(), file=file)
    assert (Organisation.objects.count(), Unit.objects.count()) == (before, 4)


def test_one_mistake_is_not_said_again_of_what_hangs_on_it(here: Corner, tmp_path: Path) -> None:
    rows = [of_organisation("A", cvr="1"), of_unit("A", "X", "Klub"), of_unit("A", "Y", "Klub", parent="X")]
    problems = preview(the_operator(), file=a_file(tmp_path, rows)).problems
    assert [one.row for one in problems] == [2]


def test_a_municipalitys_administrator_imports_their_own_and_nobody_elses(here: Corner, tmp_path: Path) -> None:
    viewer = as_viewer(an_account(here.department, Role.ADMINISTRATOR))
    assert import_register(viewer, file=a_file(tmp_path, GOOD)).counts[Newness.NEW] == 3
    elsewhere = a_file(tmp_path, [of_organisation("B", place="Odense")])
    (problem,) = preview(viewer, file=elsewhere).problems
    assert (problem.row, problem.column) == (2, "A")
    with pytest.raises(BadInput):
        import_register(viewer, file=elsewhere)


def a_teacher(here: Corner) -> Viewer:
    return as_viewer(an_account(here.school, Role.TEACHER))


def test_who_is_no_administrator_may_not_even_preview(here: Corner, tmp_path: Path) -> None:
    file = a_file(tmp_path, GOOD)
    for viewer in (a_passer_by(), a_teacher(here)):
        with pytest.raises(NotAllowed):
            preview(viewer, file=file)
        with pytest.raises(NotAllowed):
            import_register(viewer, file=file)


def test_a_new_name_with_the_same_cvr_number_is_a_renaming(here: Corner, tmp_path: Path) -> None:
    import_register(the_operator(), file=a_file(tmp_path, GOOD))
    renamed = [of_organisation("Sportsforeningen", cvr=A_CVR), of_unit("Sportsforeningen", "Håndbold", "Klub")]
    seen = preview(the_operator(), file=a_file(tmp_path, renamed))
    assert [seen.newness[number] for number in (2, 3)] == [Newness.CHANGED, Newness.NEW]
    import_register(the_operator(), file=a_file(tmp_path, renamed))
    (found,) = organisations(the_operator(), wish=Wish("idrætsforeningen"), on=TODAY).organisations
    page = organisation(the_operator(), organisation=found.id, on=TODAY)
    assert page.organisation.name == "Sportsforeningen"
    assert [one.name for one in page.former_names] == ["Idrætsforeningen"]
    assert {one.name for one in page.units} == {"Fodbold", "Håndbold", "Idrætsforeningen 1"}


def test_another_ones_cvr_number_is_refused(here: Corner, tmp_path: Path) -> None:
    import_register(the_operator(), file=a_file(tmp_path, GOOD))
    stolen = [of_organisation("Firmaet", "Virksomhed", cvr=A_CVR)]
    (problem,) = preview(the_operator(), file=a_file(tmp_path, stolen)).problems
    assert "Idrætsforeningen" in problem.say()


def test_a_column_left_out_says_nothing_and_an_empty_cell_says_none(here: Corner, tmp_path: Path) -> None:
    import_register(the_operator(), file=a_file(tmp_path, GOOD))
    short = tmp_path / "kort.csv"
    write_csv(
        short,
        ("Organisation", "Organisationens art", "Kommune", "Gælder fra"),
        [("Idrætsforeningen", "Forening", "Aarhus", SINCE)],
    )
    assert preview(the_operator(), file=short).counts()[Newness.UNCHANGED] == 1
    emptied = a_file(tmp_path, [of_organisation("Idrætsforeningen")])
    assert preview(the_operator(), file=emptied).counts()[Newness.CHANGED] == 1


def test_a_file_closes_no_unit_in_which_somebody_has_a_role(here: Corner, tmp_path: Path) -> None:
    an_account(here.club, Role.VOLUNTEER)
    closing = [of_unit("Foreningen Ly", "Klubben", "Klub", valid_from="01-01-2020", valid_to="01-01-2022")]
    (problem,) = preview(the_operator(), file=a_file(tmp_path, closing)).problems
    assert problem.column == "K"


def test_a_file_closes_no_organisation_over_its_units(here: Corner, tmp_path: Path) -> None:
    row = of_organisation("Foreningen Ly")
    row[9], row[10] = "01-01-2020", "01-01-2022"
    (problem,) = preview(the_operator(), file=a_file(tmp_path, [row])).problems
    assert (problem.row, problem.column) == (2, "K")


def test_rows_with_errors_come_back_with_their_reasons(here: Corner, tmp_path: Path) -> None:
    seen = preview(the_operator(), file=a_file(tmp_path, [*GOOD, of_organisation("A", place="Århuus")]))
    target = tmp_path / "ret.csv"
    assert write_corrections(seen.reading_with_all_problems(), target) == 1
    assert "Mente du Aarhus" in target.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["ud.csv", "ud.xlsx"])
def test_what_is_written_out_is_read_back_without_change(here: Corner, tmp_path: Path, name: str) -> None:
    import_register(the_operator(), file=a_file(tmp_path, GOOD))
    header, rows = register_table(the_operator(), wish=Wish(), on=TODAY)
    assert header == template()[0] == HEADER
    seen = preview(the_operator(), file=a_file(tmp_path, rows, name))
    assert seen.problems == ()
    assert seen.counts() == {Newness.NEW: 0, Newness.CHANGED: 0, Newness.UNCHANGED: len(rows)}


ANYTHING = st.sampled_from(["", "A", "Foreningen Ly", "Forening", "Aarhus", A_CVR, SINCE, "x" * 300, "2026-13-40"])
NAMES = st.sampled_from(["Holdet", "Banen", "Rummet", "Klubben"])
OWNERS = st.builds(
    of_organisation, st.sampled_from(["A", "Foreningen Ly"]), st.just("Forening"), cvr=st.sampled_from(["", A_CVR])
)
UNITS = st.builds(
    of_unit,
    st.sampled_from(["A", "Foreningen Ly"]),
    NAMES,
    st.just("Klub"),
    parent=st.sampled_from([*[""] * 8, "Klubben", "Holdet"]),
    area=st.sampled_from(["", "gellerup"]),
    valid_to=st.sampled_from(["", "", "", "01-01-2031"]),
)
DAMAGED = st.tuples(UNITS, st.integers(0, 11), ANYTHING).map(
    lambda one: [*one[0][: one[1]], one[2], *one[0][one[1] + 1 :]]
)
FILES = st.builds(
    lambda units, damaged: [of_organisation("A"), *units, *damaged],
    st.lists(UNITS, max_size=4, unique_by=lambda row: (row[0], row[4])),
    st.one_of(st.just([]), st.just([]), st.lists(st.one_of(OWNERS, DAMAGED), max_size=2)),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES)
def test_whatever_a_file_holds_is_either_refused_or_stored_as_previewed(
    here: Corner, tmp_path: Path, rows: list[list[str]]
) -> None:
    file = a_file(tmp_path, rows)
    seen = preview(the_operator(), file=file)
    if seen.problems:
        event("refused")
        with pytest.raises(BadInput):
            import_register(the_operator(), file=file)
    else:
        event("stored")
        import_register(the_operator(), file=file)
        again = preview(the_operator(), file=file)
        assert again.problems == ()
        assert again.counts()[Newness.UNCHANGED] == len(again.table.rows) == len(rows)


def test_a_preview_costs_the_same_however_many_rows(
    here: Corner, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    viewer = as_viewer(an_account(here.department, Role.ADMINISTRATOR))
    many = [of_organisation(f"Forening {number}") for number in range(200)]
    for rows in (GOOD, many):
        file = a_file(tmp_path, rows)
        with django_assert_num_queries(4):
            preview(viewer, file=file)


def test_municipalities_and_regions_are_registered_once() -> None:
    assert not is_reference_loaded(the_operator())
    assert load_reference(the_operator()) == 103
    assert is_reference_loaded(the_operator())
    assert load_reference(the_operator()) == 0
    assert Organisation.objects.count() == 103
    found = organisations(the_operator(), wish=Wish("Københavns", OrganisationKind.MUNICIPALITY), on=TODAY)
    assert [(one.name, one.code, one.municipality) for one in found.organisations] == [
        ("Københavns Kommune", "0101", "0101")
    ]


def test_a_municipality_that_the_catalogue_renames_is_renamed_and_still_found() -> None:
    load_reference(the_operator())
    Organisation.objects.filter(code="0101").update(name="Kjøbenhavn", folded="kjoebenhavn")
    assert not is_reference_loaded(the_operator())
    assert load_reference(the_operator()) == 1
    assert organisations(the_operator(), wish=Wish("Kjøbenhavn"), on=TODAY).total == 1
