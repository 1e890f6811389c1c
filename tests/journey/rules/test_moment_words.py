"""A moment and a window of the route are said in words that nobody must count in weeks to understand."""

import pytest

from vugge.journey.queries.law import national_network, network_for
from vugge.journey.rules.moment_words import moment_words, window_words
from vugge.journey.rules.route import Anchor, Moment

SAID = [
    (Moment(Anchor.PREGNANCY, weeks=6), "uge 6 i graviditeten"),
    (Moment(Anchor.BIRTH), "fødslen"),
    (Moment(Anchor.BIRTH, months=2), "barnet er 2 måneder"),
    (Moment(Anchor.BIRTH, months=1), "barnet er 1 måned"),
    (Moment(Anchor.BIRTH, weeks=1), "barnet er 1 uge"),
    (Moment(Anchor.BIRTH, days=1), "barnet er 1 dag"),
    (Moment(Anchor.BIRTH, years=2, months=6), "barnet er 2 år og 6 måneder"),
    (Moment(Anchor.BIRTH, years=18), "den unge er 18 år"),
    (Moment(Anchor.CORRECTED_BIRTH), "terminen eller fødslen"),
    (
        Moment(Anchor.CORRECTED_BIRTH, months=9),
        "barnet er 9 måneder regnet fra terminen, hvis det kom for tidligt",
    ),
    (Moment(Anchor.GRADE, number=-1), "begyndelsen af skoleåret før skolestart"),
    (Moment(Anchor.GRADE, number=-1, month=11, day=1), "1. november i skoleåret før skolestart"),
    (Moment(Anchor.GRADE, number=8), "begyndelsen af 8. klasse"),
    (Moment(Anchor.GRADE, number=9, month=3, day=1), "1. marts i 9. klasse"),
    (Moment(Anchor.GRADE, number=10), "begyndelsen af skoleåret efter 9. klasse"),
    (Moment(Anchor.GRADE, number=12, month=6, day=1), "1. juni i det 3. skoleår efter 9. klasse"),
    (Moment(Anchor.GRADE, number=0, weeks=4), "4 uger efter begyndelsen af 0. klasse"),
    (Moment(Anchor.YEAR_TURNING, number=12), "begyndelsen af det år, man fylder 12"),
    (Moment(Anchor.YEAR_TURNING, number=12, month=5, day=31), "31. maj i det år, man fylder 12"),
    (Moment(Anchor.ARRIVAL), "den dag, I flyttede hertil"),
    (Moment(Anchor.ARRIVAL, months=2), "2 måneder efter den dag, I flyttede hertil"),
]


@pytest.mark.parametrize(("moment", "words"), SAID, ids=[words for _, words in SAID])
def test_a_moment_is_said_in_words(moment: Moment, words: str) -> None:
    assert moment_words(moment).say() == words


WINDOWS = [
    (Moment(Anchor.GRADE, number=8), Moment(Anchor.GRADE, number=9), "I 8. klasse"),
    (
        Moment(Anchor.GRADE, number=9, month=1, day=1),
        Moment(Anchor.GRADE, number=9, month=3, day=2),
        "Fra 1. januar til og med 1. marts i 9. klasse",
    ),
    (
        Moment(Anchor.GRADE, number=8),
        Moment(Anchor.GRADE, number=9, month=8, day=1),
        "Fra begyndelsen af 8. klasse til og med 31. juli i 8. klasse",
    ),
    (
        Moment(Anchor.YEAR_TURNING, number=12),
        Moment(Anchor.YEAR_TURNING, number=13, month=1, day=1),
        "Fra begyndelsen af det år, man fylder 12 til og med 31. december i det år, man fylder 12",
    ),
    (
        Moment(Anchor.PREGNANCY, weeks=6),
        Moment(Anchor.PREGNANCY, weeks=11),
        "Fra uge 6 til og med uge 10 i graviditeten",
    ),
    (
        Moment(Anchor.PREGNANCY, weeks=22),
        Moment(Anchor.BIRTH),
        "Fra uge 22 i graviditeten, og før fødslen",
    ),
    (
        Moment(Anchor.BIRTH, years=15),
        Moment(Anchor.BIRTH, years=18),
        "Fra den unge er 15 år, til den unge er 18 år",
    ),
    (
        Moment(Anchor.CORRECTED_BIRTH, months=9),
        Moment(Anchor.CORRECTED_BIRTH, months=18),
        "Fra barnet er 9 måneder, til det er 18 måneder. Kom det for tidligt, tæller vi fra terminen",
    ),
]


@pytest.mark.parametrize(("opens", "closes", "words"), WINDOWS, ids=[words for *_, words in WINDOWS])
def test_a_window_is_said_with_its_last_day_where_that_has_a_name(opens: Moment, closes: Moment, words: str) -> None:
    assert window_words(opens, closes).say() == words


def test_every_window_on_the_shipped_routes_can_be_said() -> None:
    for network in (national_network(), network_for("9001")):
        for edition in network.editions:
            for one in edition.stations.values():
                words = window_words(one.opens, one.closes).say()
                assert "{" not in words, one.id
                assert words[0].isupper(), one.id
