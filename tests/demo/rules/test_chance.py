"""Chance that is the same each time."""

from collections import Counter
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.demo.rules.chance import Chance


def draws(chance: Chance) -> list[int]:
    return [chance.bits() for _ in range(5)]


def test_the_same_labels_draw_the_same() -> None:
    assert draws(Chance("town", 1)) == draws(Chance("town", 1))


@pytest.mark.parametrize("labels", [("town", 2), ("town",), ("town", 1, ""), ("tow", "n1")])
def test_other_labels_draw_something_else(labels: tuple[str | int, ...]) -> None:
    assert draws(Chance(*labels)) != draws(Chance("town", 1))


def test_the_generator_is_splitmix64_as_it_was_published() -> None:
    chance = Chance()
    chance._state = 1234567
    assert [chance.bits() for _ in range(3)] == [6457827717110365317, 3203168211198807973, 9817491932198370423]


def test_what_a_part_draws_does_not_hang_on_what_the_whole_has_drawn() -> None:
    whole, other = Chance("town", 1), Chance("town", 1)
    draws(other)
    assert draws(whole.split("family", 3)) == draws(other.split("family", 3))


@given(st.integers(-5, 5), st.integers(0, 20))
def test_a_number_is_between_its_limits(least: int, more: int) -> None:
    chance = Chance(least, more)
    assert all(least <= chance.between(least, least + more) <= least + more for _ in range(20))


def test_weights_are_followed() -> None:
    chance = Chance("weights")
    found = Counter(chance.weighted({"often": 3.0, "seldom": 1.0, "never": 0.0}) for _ in range(4_000))
    assert found["never"] == 0
    assert 0.72 < found["often"] / 4_000 < 0.78


def test_a_day_lies_in_its_period_and_keys_look_random() -> None:
    chance = Chance("days")
    first, last = date(2026, 1, 1), date(2026, 1, 3)
    assert {chance.day(first, last) for _ in range(50)} == {first, date(2026, 1, 2), last}
    assert chance.day(last, first) == last
    keys = list(islice(iter(chance.key, None), 100))
    assert len(set(keys)) == 100
    assert {key.version for key in keys} == {4}
