"""The demo's children on their way: some in every state, each once, and the same each time."""

from collections import Counter

from tests.demo.conftest import FAMILIES, TODAY, recipe

from vugge.demo.rules.generating import demo_families
from vugge.demo.rules.known import known_of
from vugge.demo.rules.moving import MOST, TransitionTold, transitions_of
from vugge.demo.rules.values import Family
from vugge.journey.rules.transition_law import TransitionLaw
from vugge.journey.rules.transitions import STEPS, Deed, State
from vugge.kit.law import load
from vugge.law import folder

LAW = load(folder("journey") / "transitions_2024.toml", TransitionLaw)


def told(families: tuple[Family, ...]) -> tuple[TransitionTold, ...]:
    """Return the transitions of the demo."""
    staff = [one for family in families for one in family.staff]
    return transitions_of(families, known_of(families, staff, today=TODAY), recipe().chance("transitions"))


def test_there_are_some_in_every_state_and_nobody_twice(families: tuple[Family, ...]) -> None:
    found = told(families)
    assert Counter(one.state for one in found).keys() == set(State)
    assert len({one.person for one in found}) == len(found) <= MOST


def test_the_same_town_has_the_same_children_on_their_way(families: tuple[Family, ...]) -> None:
    assert told(families) == told(tuple(demo_families(recipe(), families=FAMILIES)))


def test_what_has_happened_is_what_can_happen_in_order(families: tuple[Family, ...]) -> None:
    for one in told(families):
        state = State.PREPARED
        for before, step in zip(one.steps, one.steps[1:], strict=False):
            assert STEPS[state][Deed(step.deed)] is step.state
            assert before.at < step.at
            state = step.state


def test_every_way_leads_where_the_law_lets_it(families: tuple[Family, ...]) -> None:
    units = {unit.key: unit.kind for one in recipe().town.organisations for unit in one.units}
    for one in told(families):
        kind = LAW.kind(one.kind)
        assert kind is not None
        assert units[one.from_unit] in kind.from_units
        assert units[one.to_unit] in kind.to_units
