"""A table is declared before anybody counts, and a careless declaration is refused."""

from dataclasses import replace

import pytest
from tests.kit.disclosure.town import AGES, AREA_AGE, AREA_SCHOOL, AREAS, CHILDREN, SUPPORTED, grouping, named

from vugge.kit.disclosure import Population, Quarter, Table


def test_the_same_people_are_the_same_box_in_every_table() -> None:
    by_age, by_school = AREA_AGE.boxes(), AREA_SCHOOL.boxes()
    assert by_age["area3", None] == by_school["area3", None]
    assert by_age["area3", None].identity() == by_school["area3", None].identity()
    assert by_age["area3", "age1"] != by_school["area3", "school1"]


def test_turning_a_table_round_changes_nobody() -> None:
    turned = Table("turned", named("vendt"), CHILDREN, AGES, AREAS)
    assert turned.boxes()["age1", "area3"].identity() == AREA_AGE.boxes()["area3", "age1"].identity()


def test_a_choice_of_people_makes_other_boxes() -> None:
    chosen = replace(AREA_AGE, population=Population("children", named("børn"), (SUPPORTED,)))
    assert not {box.identity() for box in chosen.boxes().values()} & {
        box.identity() for box in AREA_AGE.boxes().values()
    }


def test_a_table_has_every_total() -> None:
    assert len(AREA_AGE.boxes()) == (len(AREAS.groups) + 1) * (len(AGES.groups) + 1)
    assert AREA_AGE.boxes()[None, None].sides == frozenset()


@pytest.mark.parametrize("groups", [([1],), ([1, 2], [2, 3]), ([1], []), ()])
def test_groups_hold_everybody_once(groups: tuple[list[int], ...]) -> None:
    with pytest.raises(ValueError, match="its own key and members"):
        grouping("age", *groups)


def test_two_groups_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="its own key"):
        replace(AGES, groups=(AGES.groups[0], replace(AGES.groups[1], key=AGES.groups[0].key)))


def test_a_variable_stands_in_a_table_once() -> None:
    with pytest.raises(ValueError, match="each variable once"):
        replace(AREA_AGE, columns=AREAS)


def test_a_quarter_is_the_shortest_time() -> None:
    assert Quarter(2026, 4).name.say() == "4. kvartal 2026"
    for number in (0, 5, 11):
        with pytest.raises(ValueError, match="quarters 1 to 4"):
            Quarter(2026, number)
