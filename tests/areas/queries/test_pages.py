"""What pages ask: how many statements each question costs, and what it answers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.areas.sample import GELLERUP, TODAY, VOLLSMOSE, with_cell, write_lists
from tests.cast import a_passer_by, the_operator

from vugge.areas.actions import import_lists
from vugge.areas.queries import pages
from vugge.areas.queries.files import check, preview
from vugge.areas.rules.law import AreaList
from vugge.areas.rules.outcome import Outcome
from vugge.kit.errors import NotFound

pytestmark = pytest.mark.django_db

IN_2015, IN_2017, IN_2018 = date(2015, 12, 1), date(2017, 12, 1), date(2018, 12, 1)
ONE, ALL = "vollsmose_odense", "vollsmose"
"""The key of one and the same area where it is alone on file, and where the catalogue is."""
QUESTIONS: dict[str, tuple[int, Callable[[str], object]]] = {
    "data_version": (1, lambda area: pages.data_version(a_passer_by())),
    "identities_on_file": (1, lambda area: pages.identities_on_file(a_passer_by())),
    "area_named_as": (1, lambda area: pages.area_named_as(a_passer_by(), name="Vollsmose")),
    "area_years": (6, lambda area: pages.area_years(a_passer_by())),
    "area_summaries": (7, lambda area: pages.area_summaries(a_passer_by())),
    "area_history": (11, lambda area: pages.area_history(a_passer_by(), area=area)),
    "year_of_lists": (7, lambda area: pages.year_of_lists(a_passer_by(), list_day=IN_2015)),
    "list_counts": (1, lambda area: pages.list_counts(a_passer_by())),
    "under_other_law": (
        8,
        lambda area: pages.under_other_law(a_passer_by(), area=area, list_day=IN_2015, other_day=IN_2018),
    ),
}


def of_2015(row: list[str]) -> list[str]:
    return with_cell(row, "year", "2015")


@pytest.fixture
def one_area(tmp_path: Path) -> None:
    """One area in one year on file."""
    import_lists(the_operator(), file=write_lists(tmp_path / "one.csv", [of_2015(VOLLSMOSE)]), today=TODAY)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_about_one_area_costs_so_many_statements(
    question: str, one_area: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    statements, ask = QUESTIONS[question]
    with django_assert_num_queries(statements):
        ask(ONE)


@pytest.mark.parametrize("question", QUESTIONS)
def test_and_no_more_with_everything_on_file(
    question: str, published: object, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    statements, ask = QUESTIONS[question]
    with django_assert_num_queries(statements):
        ask(ALL)


def test_a_preview_costs_seven_statements_and_a_check_none(
    published: object, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for rows in ([GELLERUP], [GELLERUP, VOLLSMOSE]):
        file = write_lists(tmp_path / "lister.csv", [of_2015(row) for row in rows])
        with django_assert_num_queries(7):
            preview(a_passer_by(), file=file, mapping=None, today=TODAY)
        with django_assert_num_queries(0):
            check(a_passer_by(), file=file, mapping=None, today=TODAY)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (
            lambda: pages.area_named_as(a_passer_by(), name="Atlantis"),
            "Vi kender ikke et område med navnet »Atlantis«.",
        ),
        (lambda: pages.area_history(a_passer_by(), area="atlantis"), "Vi kender ikke et område med navnet »atlantis«."),
        (lambda: pages.year_of_lists(a_passer_by(), list_day=date(2015, 6, 1)), "Der er ingen liste fra 01-06-2015."),
        (
            lambda: pages.under_other_law(a_passer_by(), area=ALL, list_day=IN_2018.replace(2009), other_day=IN_2018),
            "Området har ingen tal på listen fra 01-12-2009.",
        ),
        (
            lambda: pages.under_other_law(a_passer_by(), area=ALL, list_day=IN_2015, other_day=date(2009, 12, 1)),
            "Der gjaldt ingen kriterier den 01-12-2009.",
        ),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(ask: Callable[[], object], says: str, published: object) -> None:
    with pytest.raises(NotFound) as missing:
        ask()
    assert str(missing.value) == says


def test_a_name_of_two_areas_is_answered_with_their_keys(published: object) -> None:
    with pytest.raises(NotFound, match="Flere områder hedder »Ringparken«") as several:
        pages.area_named_as(a_passer_by(), name="Ringparken")
    assert "ringparken_esbjerg" in str(several.value)
    assert "ringparken_slagelse" in str(several.value)


@pytest.mark.parametrize("name", ["vollsmose", "Vollsmose", "VOLLSMOSE"])
def test_an_area_is_found_by_name_and_by_key(name: str, published: object) -> None:
    assert pages.area_named_as(a_passer_by(), name=name) == "vollsmose"


def test_who_came_and_who_left_is_told_with_names(published: object) -> None:
    found = pages.year_of_lists(a_passer_by(), list_day=date(2011, 1, 1))
    assert found.previous_day == date(2010, 10, 1)
    assert len(found.left[AreaList.EXPOSED]) - len(found.came[AreaList.EXPOSED]) == 29 - 26
    assert "sebbersundvej" in found.left[AreaList.EXPOSED]
    assert AreaList.EXPOSED in found.comparable
    assert {*found.came[AreaList.EXPOSED], *found.left[AreaList.EXPOSED]} <= found.names.keys()


def test_the_first_list_has_none_before_it(published: object) -> None:
    found = pages.year_of_lists(a_passer_by(), list_day=date(2010, 10, 1))
    assert found.previous_day is None
    assert found.comparable == frozenset()
    assert found.came[AreaList.EXPOSED] == ()


def test_absence_from_an_incomplete_list_is_no_departure(published: object) -> None:
    """Of the 17 exposed areas of 2022 we know 11, so who is missing may be on the list all the same."""
    found = pages.year_of_lists(a_passer_by(), list_day=date(2022, 12, 1))
    [count] = [one for one in found.counts if one.kind is AreaList.EXPOSED]
    assert count.published == 17
    assert count.held < 17
    assert AreaList.EXPOSED not in found.comparable
    rows = {one.area: one for one in found.areas}
    assert all(rows[area].official[AreaList.EXPOSED] is False for area in found.left[AreaList.EXPOSED])


def test_names_of_a_year_are_counted_beside_the_states_own_count(published: object) -> None:
    counts = {(one.list_day, one.kind): (one.published, one.held) for one in pages.list_counts(a_passer_by())}
    assert counts[IN_2017, AreaList.EXPOSED] == (22, 22)
    assert counts[IN_2018, AreaList.PARALLEL] == (29, 29)


def test_the_same_figures_may_be_held_against_another_years_law(published: object) -> None:
    """Vollsmose of 2015 had 53 per cent or so with basic school only: over 50, not over 60."""
    now = pages.under_other_law(a_passer_by(), area=ALL, list_day=IN_2017, other_day=IN_2017)
    then = pages.under_other_law(a_passer_by(), area=ALL, list_day=IN_2017, other_day=IN_2018)
    assert now.outcome(AreaList.EXPOSED) is Outcome.YES
    assert [one.package.id for one in (now, then)] == ["areas/b_2014", "areas/c_2018"]
    assert then.result(AreaList.PARALLEL) is not None


def test_a_summary_knows_the_years_on_any_list(published: object) -> None:
    [vollsmose] = [one for one in pages.area_summaries(a_passer_by()) if one.area == ALL]
    assert {2010, 2017, 2018} <= set(vollsmose.listed_years)
    assert {(2010, AreaList.EXPOSED), (2018, AreaList.PARALLEL)} <= vollsmose.listed
    assert (2010, AreaList.PARALLEL) not in vollsmose.listed
    assert {year for year, _ in vollsmose.listed} == set(vollsmose.listed_years)
    assert vollsmose.residents is not None


def test_a_row_of_combined_letting_alone_is_not_the_latest_row_of_an_area(published: object) -> None:
    [bispehaven] = [one for one in pages.area_summaries(a_passer_by()) if one.area == "bispehaven"]
    assert AreaList.COMBINED_LETTING not in {kind for _, kind in bispehaven.listed}
    assert set(bispehaven.latest.official) != {AreaList.COMBINED_LETTING}
