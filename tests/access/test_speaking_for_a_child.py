"""Parents' yes for a child ends when they may speak for it no longer, and says whether the child was heard."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from tests.access.family import Family, a_family

from vugge.access.queries.persons import team_page
from vugge.access.rules.around import ConsentLine
from vugge.access.rules.consent import ConsentState, Hearing
from vugge.audit.rules import Category, Level, Purpose, system
from vugge.kit.errors import BadInput
from vugge.kit.local_time import local_midnight
from vugge.people.models import Custody

pytestmark = pytest.mark.django_db

THE_SYSTEM = system("test", Purpose.ADMINISTRATION)
SUPPORT = (Category.SUPPORT, Category.EDUCATION)


@pytest.fixture
def family() -> Family:
    """A child of eight with two custodians, and those around."""
    return a_family()


def test_the_parents_yes_ends_at_midnight_when_the_child_turns_fifteen() -> None:
    family, turns = a_family_of_one_soon_fifteen()
    number = family.given(family.asked(SUPPORT, matter="support", until=turns + timedelta(days=60)))
    viewer, tick = family.teacher.viewer(), timedelta(microseconds=1)
    with patch("django.utils.timezone.now", lambda: local_midnight(turns) - tick):
        assert family.seen_by(viewer).shows(Category.SUPPORT)
    with patch("django.utils.timezone.now", lambda: local_midnight(turns)):
        assert family.seen_by(viewer).level is Level.UNKNOWN
        assert line_of(family, number).state is ConsentState.LAPSED
        said = line_of(family, number)
        assert said.stopped is not None
        assert said.what_now is not None
        assert "den unge selv" in said.stopped.sentence.say()
        assert "spørg den unge" in said.what_now.say()


def test_what_the_young_person_says_then_goes_on() -> None:
    family, turns = a_family_of_one_soon_fifteen()
    with patch("django.utils.timezone.now", lambda: local_midnight(turns) + timedelta(hours=9)):
        number = family.ask(family.asked(SUPPORT, matter="support"))
        assert family.answer(family.young, number, hearing=Hearing()) is ConsentState.GIVEN
        assert family.seen_by(family.teacher.viewer()).shows(Category.SUPPORT)


def test_parents_cannot_answer_what_the_young_person_decides_by_now() -> None:
    family, turns = a_family_of_one_soon_fifteen()
    number = family.ask(family.asked(SUPPORT, matter="support", until=turns + timedelta(days=60)))
    with patch("django.utils.timezone.now", lambda: local_midnight(turns)):
        with pytest.raises(BadInput, match="spurgt på ny"):
            family.answer(family.mother, number)
        assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


@pytest.mark.parametrize("matter", ["support", "everyday"])
def test_the_yes_ends_at_midnight_when_who_said_it_loses_custody(family: Family, matter: str) -> None:
    what = SUPPORT if matter == "support" else (Category.EDUCATION,)
    number = family.given(family.asked(what, matter=matter))
    ends = timezone.localdate() + timedelta(days=3)
    signer = family.first()[0]
    holder = family.mother_id if signer is family.mother else family.father_id
    Custody.objects.whole(THE_SYSTEM).filter(holder=holder).update(ends=ends)
    viewer = family.teacher.viewer()
    with patch("django.utils.timezone.now", lambda: local_midnight(ends) - timedelta(microseconds=1)):
        assert family.seen_by(viewer).shows(Category.EDUCATION)
    with patch("django.utils.timezone.now", lambda: local_midnight(ends)):
        assert family.seen_by(viewer).level is Level.UNKNOWN
        said = line_of(family, number).stopped
        assert said is not None
        assert "forældremyndigheden" in said.sentence.say()


def test_in_a_daily_matter_the_other_parents_custody_does_not_matter(family: Family) -> None:
    family.given()
    other = family.first()[1]
    holder = family.mother_id if other is family.mother else family.father_id
    Custody.objects.whole(THE_SYSTEM).filter(holder=holder).update(ends=timezone.localdate())
    assert family.seen_by(family.teacher.viewer()).shows(Category.EDUCATION)


def test_a_consent_that_lapsed_may_be_asked_for_anew(family: Family) -> None:
    family.given(family.asked(SUPPORT, matter="support"))
    Custody.objects.whole(THE_SYSTEM).filter(holder=family.father_id).update(ends=timezone.localdate())
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN
    number = family.ask(family.asked(SUPPORT, matter="support"))
    assert family.answer(family.mother, number) is ConsentState.GIVEN
    assert family.seen_by(family.teacher.viewer()).shows(Category.SUPPORT)


TEN = timedelta(days=11 * 366)


@pytest.mark.parametrize("hearing", [Hearing(), Hearing(was_heard=False), Hearing(was_heard=False, why_not="  ")])
def test_a_yes_for_a_child_of_ten_says_whether_it_was_heard_or_why_not(hearing: Hearing) -> None:
    family = a_family(born=timezone.localdate() - TEN)
    number = family.ask()
    with pytest.raises(BadInput, match="arnet"):
        family.answer(family.first()[0], number, hearing=hearing)
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


@pytest.mark.parametrize(
    ("hearing", "kept"),
    [
        (Hearing(was_heard=True, why_not="glemmes"), (True, "")),
        (Hearing(was_heard=False, why_not=" er indlagt "), (False, "er indlagt")),
    ],
)
def test_what_was_said_of_the_child_is_kept_and_shown(hearing: Hearing, kept: tuple[bool, str]) -> None:
    family = a_family(born=timezone.localdate() - TEN)
    number = family.ask()
    assert family.answer(family.first()[0], number, hearing=hearing) is ConsentState.GIVEN
    line = line_of(family, number)
    assert (line.child_heard, line.not_heard_because) == kept


def test_a_child_that_one_parent_asked_was_asked() -> None:
    family = a_family(born=timezone.localdate() - TEN)
    number = family.ask(family.asked(SUPPORT, matter="support"))
    family.answer(family.mother, number, hearing=Hearing(was_heard=True))
    assert family.answer(family.father, number, hearing=Hearing()) is ConsentState.GIVEN
    assert line_of(family, number).child_heard is True


def test_a_no_needs_no_reason() -> None:
    family = a_family(born=timezone.localdate() - TEN)
    number = family.ask()
    assert family.answer(family.first()[0], number, says_yes=False, hearing=Hearing()) is ConsentState.REFUSED


@pytest.mark.parametrize("years", [8, 16])
def test_nobody_is_asked_of_a_small_child_or_of_one_who_answers_itself(years: int) -> None:
    family = a_family(born=timezone.localdate() - timedelta(days=years * 366))
    number = family.ask()
    signer = family.young if years > 15 else family.first()[0]
    assert family.answer(signer, number, hearing=Hearing()) is ConsentState.GIVEN
    assert line_of(family, number).child_heard is None


def line_of(family: Family, number: int) -> ConsentLine:
    """Return a consent as the caseworker reads it."""
    _head, around = team_page(family.caseworker.viewer(), person=family.child)
    return next(one for one in around.consents if one.id == number)


def a_family_of_one_soon_fifteen() -> tuple[Family, date]:
    """Return a family and the day on which the child turns fifteen, in forty days."""
    turns = timezone.localdate().replace(day=1) + timedelta(days=45)
    turns = turns.replace(day=min(turns.day, 28))
    return a_family(born=turns.replace(year=turns.year - 15)), turns
