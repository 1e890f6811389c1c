"""A table is let out with its reasons, or refused with one that says what to do instead."""

from dataclasses import replace

import numpy as np
import pytest
from tests.kit.disclosure.town import (
    AGE_SCHOOL,
    AGES,
    AREA_AGE,
    AREA_SCHOOL,
    AREAS,
    CHILDREN,
    DECLARED,
    EXACT,
    KEY,
    POLICY,
    SCHOOLS,
    SPRING,
    SUPPORT,
    counted,
    drawn,
    grouping,
    named,
    published,
    three_tables,
)

from vugge.kit.disclosure import Counted, Population, Quarter, Refused, Register, Release, Table, release
from vugge.kit.disclosure.attack import Known
from vugge.kit.explained import Explained

TOWN = drawn(np.random.default_rng(7), scale=3.0)
SUMMER = Quarter(2026, 3)


def refused(made: Counted, register: Register) -> str:
    answer = release(made, register, key=KEY, policy=POLICY)
    assert isinstance(answer.value, Refused), "it was let out"
    assert answer.because.rule == "disclosure.refused"
    return answer.because.sentence.say()


def test_a_table_comes_with_the_reasons_for_its_figures() -> None:
    answer: Explained[Release | Refused] = release(three_tables(TOWN)[0], Register(DECLARED), key=KEY, policy=POLICY)
    assert answer.because.sentence.say() == (
        "Alle tal er afrundet op eller ned til et tal, som 5 går op i. De samme mennesker afrundes altid ens. Summer "
        "passer derfor ikke altid. 0 tal er skjult."
    )
    assert [given.value for given in answer.because.inputs] == [5, 100]


def test_the_same_people_have_the_same_figure_in_every_table_and_quarter() -> None:
    register = Register(DECLARED)
    by_age, by_school, _ = (published(made, register) for made in three_tables(TOWN))
    later = published(counted(AREA_AGE, TOWN.sum(axis=2), quarter=SUMMER), register.with_release(by_age))
    assert all(by_age.figures[row.key, None] == by_school.figures[row.key, None] for row in AREAS.groups)
    assert later.figures == by_age.figures


def test_a_figure_is_written_so_that_nothing_is_taken_for_zero() -> None:
    made = published(counted(AREA_AGE, np.zeros((8, 5), dtype=np.int64)))
    assert made.text(None, None).say() == "under 5"
    assert published(counted(AREA_AGE, np.full((8, 5), 25))).text("area1", "age1").say() == "25"


def test_a_place_with_fewer_than_a_hundred_residents_is_not_shown() -> None:
    made = replace(three_tables(TOWN)[0], residents={**{place.key: 100 for place in AREAS.groups}, "area2": 99})
    figures = published(made).figures
    assert {cell[0] for cell, figure in figures.items() if figure is None} == {"area2"}
    assert published(made).text("area2", "age1").say() == "skjult"


def test_a_place_whose_residents_nobody_knows_is_not_shown() -> None:
    made = replace(three_tables(TOWN)[0], residents={"area0": 500, "area1": 500})
    assert published(made).figures["area2", None] is None


def test_an_exact_table_does_not_let_a_small_place_be_worked_out() -> None:
    made = replace(
        counted(EXACT, np.full((8, 5), 30)), residents={**{place.key: 400 for place in AREAS.groups}, "area2": 99}
    )
    figures = published(made).figures
    assert all(figures["area2", age.key] is None for age in AGES.groups)
    assert any(figure is None for cell, figure in figures.items() if cell[0] != "area2")


def test_a_table_of_small_places_only_is_refused() -> None:
    made = counted(AREA_AGE, TOWN.sum(axis=2), residents=99)
    assert "Læg områder sammen" in refused(made, Register(DECLARED))


def test_a_table_nobody_has_declared_is_refused() -> None:
    assert "besluttet på forhånd" in refused(three_tables(TOWN)[0], Register((AREA_SCHOOL,)))


def test_a_table_that_has_been_changed_is_refused() -> None:
    register = Register(DECLARED).with_release(published(three_tables(TOWN)[0]))
    changed = replace(AREA_AGE, columns=grouping("age", range(6), range(6, 18)))
    made = Counted(changed, SUMMER, {}, {place.key: 500 for place in AREAS.groups})
    assert "En ændret tabel skal besluttes som en ny" in refused(made, replace(register, declared=(changed,)))


def test_a_quarter_is_published_once() -> None:
    made = three_tables(TOWN)[0]
    register = Register(DECLARED).with_release(published(made))
    assert "allerede udgivet for 2. kvartal 2026" in refused(made, register)
    assert isinstance(release(replace(made, quarter=SUMMER), register, key=KEY, policy=POLICY).value, Release)


def test_two_sensitive_variables_are_never_crossed() -> None:
    health = replace(grouping("health", [0], [1]), is_sensitive=True)
    crossed = replace(SUPPORT, columns=health)
    said = refused(Counted(crossed, SPRING, {}), Register((crossed,)))
    assert "krydser følsomme oplysninger: støtte og health" in said


def test_one_sensitive_variable_may_stand_alone() -> None:
    assert isinstance(published(counted(SUPPORT, TOWN.sum(axis=2))), Release)


def test_ages_cut_in_another_way_are_refused() -> None:
    other = replace(AREA_AGE, key="other", columns=grouping("age", range(7), range(7, 18)))
    register = Register((*DECLARED, other)).with_release(published(three_tables(TOWN)[0]))
    made = Counted(other, SPRING, {}, {place.key: 500 for place in AREAS.groups})
    assert "deler age anderledes op" in refused(made, register)


def test_ages_cut_more_finely_within_the_same_limits_are_let_out() -> None:
    finer = replace(AREA_AGE, key="finer", columns=grouping("age", range(3), range(3, 6), range(6, 18)))
    register = Register((*DECLARED, finer)).with_release(published(three_tables(TOWN)[0]))
    numbers = np.full((8, 3), 50)
    assert published(counted(finer, numbers, quarter=SUMMER), register)


def test_a_variable_that_covers_fewer_people_is_refused() -> None:
    fewer = replace(AREA_AGE, key="fewer", columns=grouping("age", range(3), range(3, 6)))
    made = Counted(fewer, SPRING, {}, {place.key: 500 for place in AREAS.groups})
    assert "anderledes op" in refused(made, Register((*DECLARED, fewer)))


def test_another_population_may_be_cut_in_its_own_way() -> None:
    others = Table(
        "staff",
        named("ansatte"),
        Population("staff", named("ansatte")),
        AREAS,
        grouping("age", range(40), range(40, 70)),
    )
    register = Register((*DECLARED, others)).with_release(published(three_tables(TOWN)[0]))
    assert published(counted(others, np.full((8, 2), 7)), register)


@pytest.mark.parametrize("first", [EXACT, AREA_SCHOOL])
def test_exact_figures_never_stand_beside_other_tables_about_the_same_people(first: Table) -> None:
    second = AREA_SCHOOL if first is EXACT else EXACT
    numbers = {EXACT: TOWN.sum(axis=2), AREA_SCHOOL: TOWN.sum(axis=1)}
    register = Register((*DECLARED, EXACT)).with_release(published(counted(first, numbers[first])))
    assert "nøjagtige tal kan ikke stå ved siden af" in refused(counted(second, numbers[second]), register)


def test_a_table_that_only_says_it_in_other_words_is_the_same_table() -> None:
    register = Register(DECLARED).with_release(published(three_tables(TOWN)[0]))
    reworded = replace(AREA_AGE, name=named("Børn i områderne"))
    made = counted(reworded, TOWN.sum(axis=2), quarter=SUMMER)
    assert published(made, replace(register, declared=(reworded,)))
    assert "allerede udgivet" in refused(replace(made, quarter=SPRING), replace(register, declared=(reworded,)))


def two_tables_that_meet() -> tuple[Counted, Register]:
    """Return a table, and a register with one of cells that are 0 (0 to 4), two for each area.

    Where the new one says 10 (6 to 14) about an area, both its cells would be 2, 3 or 4.
    """
    first = Table("first", named("Den første"), CHILDREN, AREAS, grouping("school", [0], [1]))
    second = Table("second", named("Den anden"), CHILDREN, AREAS, AGES)
    out = Release(first, SPRING, {cell: (0 if None not in cell else None) for cell in first.boxes()}, POLICY)
    return counted(second, np.tile([2, 2, 1, 1, 1], (8, 1))), Register((first, second)).with_release(out)


def test_figures_that_would_expose_an_earlier_table_are_left_out() -> None:
    made, register = two_tables_that_meet()
    alone, beside = published(made), published(made, register)
    gone = {cell for cell, figure in beside.figures.items() if figure is None}
    assert gone
    assert {alone.figures[cell] for cell in gone} == {10}
    assert {**alone.figures, **dict.fromkeys(gone)} == beside.figures


def test_a_table_that_would_lose_too_much_is_refused() -> None:
    made, register = two_tables_that_meet()
    answer = release(made, register, key=KEY, policy=replace(POLICY, most_lost=0))
    assert isinstance(answer.value, Refused)
    assert answer.because.sentence.say().startswith(
        "Sammen med Den første ville tabellen »Den anden« gøre det muligt at regne sig til tal under 5"
    )


def test_a_table_counted_on_another_day_than_its_neighbours_is_refused() -> None:
    made = three_tables(TOWN)
    register = Register(DECLARED).with_release(published(made[0]))
    late = counted(AREA_SCHOOL, TOWN.sum(axis=1) + 40)
    assert "talt op på forskellige dage" in refused(late, register)


def test_tables_that_are_harmless_together_are_let_out() -> None:
    register = Register(DECLARED)
    for made in three_tables(TOWN):
        register = register.with_release(published(made, register))
    assert [one.table for one in register.releases] == [AREA_AGE, AREA_SCHOOL, AGE_SCHOOL]


def test_too_many_combinations_to_try_are_refused() -> None:
    wide = replace(SCHOOLS, groups=grouping("school", *([number] for number in range(80))).groups)
    many = Table("many", named("Mange"), CHILDREN, wide, AGES)
    register = Register((AREA_AGE, many)).with_release(published(three_tables(TOWN)[0]))
    assert "for mange kombinationer" in refused(Counted(many, SPRING, {}), register)


@pytest.mark.parametrize("people", [{("area0", "age9"): 1}, {("area0", "age0"): -1}])
def test_what_does_not_fit_the_table_is_a_mistake_in_the_counting(people: dict[tuple[str, str], int]) -> None:
    with pytest.raises(ValueError, match="counts of zero or more"):
        Counted(AREA_AGE, SPRING, people)


def test_a_release_says_what_it_tells_a_reader() -> None:
    made = Release(AREA_AGE, SPRING, {(None, None): 10, ("area0", None): 0, ("area1", None): None}, POLICY)
    boxes = AREA_AGE.boxes()
    assert made.known() == (
        Known(boxes[None, None], 6, 14),
        Known(boxes["area0", None], 0, 4),
        Known(boxes["area1", None], 0, None),
    )
