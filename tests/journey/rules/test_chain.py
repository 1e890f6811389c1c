"""Shares are as wide as rounding leaves them, and a loss is named only when something sets it apart."""

import pytest

from vugge.journey.rules.aggregate import Stand
from vugge.journey.rules.chain import DECIDED, LEAST, Share, Standing, losses, together


def standing(in_time: int | None, late: int | None, missed: int | None, *, slack: int = 4) -> Standing:
    return Standing({Stand.IN_TIME: in_time, Stand.LATE: late, Stand.MISSED: missed}, slack)


@pytest.mark.parametrize("true", [(80, 10, 10), (76, 6, 14), (84, 14, 6), (83, 9, 13)])
def test_the_true_share_lies_within_what_is_told(true: tuple[int, int, int]) -> None:
    share = standing(80, 10, 10).share(Stand.MISSED)
    assert share is not None
    assert share.lowest <= 100 * true[2] / sum(true) <= share.highest


def test_a_share_of_too_few_or_of_what_is_hidden_is_not_told() -> None:
    assert standing(5, 0, 5).share(Stand.MISSED) is None
    assert standing(0, 0, 0).share(Stand.MISSED) is None
    assert standing(80, None, 10).share(Stand.MISSED) is None
    assert standing(80, None, 10).decided is None


def test_a_line_is_the_sum_of_stations_that_tell_enough_and_of_their_doubt() -> None:
    whole = together([standing(80, 10, 10), standing(40, 0, 10), standing(0, 0, LEAST - 5), standing(None, 0, 50)])
    assert [whole.figures[stand] for stand in DECIDED] == [120, 10, 20]
    assert whole.slack == 8
    assert together([]).share(Stand.MISSED) is None


def test_no_more_than_three_losses_the_largest_first() -> None:
    found = losses({name: standing(100, 0, missed) for name, missed in zip("abcde", (10, 50, 30, 0, 80), strict=True)})
    assert [name for name, _ in found] == ["e", "b", "c"]
    assert found[0][1] == Share(41, 47)


def test_where_many_are_alike_none_is_named() -> None:
    alike = {str(number): standing(0, 0, 80) for number in range(5)}
    assert losses(alike) == ()
    worst = losses(alike | {"apart": standing(0, 0, 160)})
    assert [name for name, _ in worst] == ["apart"]
