"""Asking a family, answering and taking back: it works, it is refused, it is written down."""

from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
from django.utils import timezone
from tests.access import rows
from tests.access.family import Family, a_family

from vugge.access.actions import consents
from vugge.access.actions.consents import Recipient
from vugge.access.models import Basis, Consent
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import ConsentState
from vugge.audit.actions import acting
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Category, Level, Purpose, Result, system
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound
from vugge.kit.local_time import local_midnight
from vugge.people.models import Spell

pytestmark = pytest.mark.django_db

THE_SYSTEM = system("test", Purpose.ADMINISTRATION)
SUPPORT = (Category.SUPPORT, Category.EDUCATION)


@pytest.fixture
def family() -> Family:
    """A child of eight with two custodians, and those around."""
    return a_family()


def test_a_given_consent_shows_what_it_names_and_who_it_is_about(family: Family) -> None:
    before = family.seen_by(family.teacher.viewer())
    number = family.given()
    after = family.seen_by(family.teacher.viewer())
    assert before.level is Level.UNKNOWN
    assert after.categories == {Category.IDENTITY, Category.EDUCATION}
    assert after.basis == f"consent:{number}"


def test_asking_alone_shows_nothing(family: Family) -> None:
    family.ask()
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_in_a_daily_matter_one_custodian_answers(family: Family) -> None:
    number = family.ask()
    signer, other = family.first()
    with pytest.raises(NotAllowed):
        family.answer(other, number)
    assert family.answer(signer, number) is ConsentState.GIVEN


def test_in_an_essential_matter_both_custodians_answer(family: Family) -> None:
    number = family.ask(family.asked(SUPPORT, matter="support"))
    assert family.answer(family.mother, number) is ConsentState.REQUESTED
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN
    assert family.answer(family.father, number) is ConsentState.GIVEN
    assert family.seen_by(family.teacher.viewer()).shows(Category.SUPPORT)


def test_one_no_refuses_it_for_all(family: Family) -> None:
    number = family.ask(family.asked(SUPPORT, matter="support"))
    assert family.answer(family.father, number, says_yes=False) is ConsentState.REFUSED
    with pytest.raises(BadInput):
        family.answer(family.mother, number)
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


@pytest.mark.parametrize("who", ["mother", "father"])
def test_either_custodian_alone_takes_it_back_at_once(family: Family, who: str) -> None:
    number = family.given(family.asked(SUPPORT, matter="support"))
    family.withdraw(getattr(family, who), number)
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_taking_back_twice_keeps_the_first_moment(family: Family) -> None:
    number = family.given(family.asked(SUPPORT, matter="support"))
    first = family.withdraw(family.mother, number)
    assert family.withdraw(family.father, number) == first


def test_nobody_else_takes_it_back(family: Family) -> None:
    number, stranger = family.given(), a_family()
    for viewer in (family.caseworker.viewer(), family.young):
        with pytest.raises(NotAllowed):
            family.withdraw(viewer, number)
    with pytest.raises(Hidden):
        family.withdraw(stranger.mother, number)
    with pytest.raises(NotFound), acting(stranger.mother):
        consents.withdraw(stranger.mother, permit=stranger.may(stranger.mother), consent=number)
    assert family.seen_by(family.teacher.viewer()).level is Level.FULL


def test_the_custodian_who_was_not_asked_may_take_it_back(family: Family) -> None:
    number = family.given()
    family.withdraw(family.first()[1], number)
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_a_young_person_may_take_back_what_the_parents_gave_before() -> None:
    fourteen = timezone.localdate().replace(day=1)
    family = a_family(born=fourteen.replace(year=fourteen.year - 15) + timedelta(days=40))
    number = family.given(family.asked(SUPPORT, matter="support", until=timezone.localdate() + timedelta(days=80)))
    with pytest.raises(NotAllowed):
        family.withdraw(family.young, number)
    later = timezone.now() + timedelta(days=42)
    with patch("django.utils.timezone.now", lambda: later):
        assert family.withdraw(family.young, number) == later


def test_a_custodian_whom_nobody_has_checked_is_not_asked(family: Family) -> None:
    rows.custody(family.child, rows.a_person(), needs_check=True)
    family.given(family.asked(SUPPORT, matter="support"))
    assert family.seen_by(family.teacher.viewer()).shows(Category.SUPPORT)


def test_in_a_daily_matter_the_custodian_who_lives_with_the_child_is_asked(family: Family) -> None:
    for here, there in ((family.mother, family.father), (family.father, family.mother)):
        child = rows.a_person(born=date(2019, 4, 4))
        home, away = rows.a_dwelling(), rows.a_dwelling()
        ids = {family.mother: family.mother_id, family.father: family.father_id}
        for viewer in (here, there):
            rows.custody(child, ids[viewer])
        rows.a_basis(BasisKind.ASSIGNED, child, timezone.now(), account=family.caseworker.account)
        grown = rows.a_person()
        rows.lives_in(home, child, grown)
        asked = replace(family, child=child)
        _move(ids[here], home)
        _move(ids[there], away)
        assert asked.answer(here, asked.ask()) is ConsentState.GIVEN


def test_a_young_person_of_fifteen_answers_alone() -> None:
    family = a_family(born=timezone.localdate() - timedelta(days=16 * 366))
    number = family.ask(family.asked(SUPPORT, matter="support"))
    with pytest.raises(NotAllowed):
        family.answer(family.mother, number)
    assert family.answer(family.young, number) is ConsentState.GIVEN


def test_a_child_without_custodians_has_nobody_to_ask(family: Family) -> None:
    child = rows.a_person(born=date(2020, 1, 1))
    rows.a_basis(BasisKind.ASSIGNED, child, timezone.now(), account=family.caseworker.account)
    orphan = replace(family, child=child)
    with pytest.raises(BadInput, match="forældremyndigheden"):
        orphan.ask()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"categories": frozenset()}, "uden indhold"),
        ({"categories": frozenset({Category.SUPPORT})}, "mere, end"),
        ({"recipients": ()}, "uden modtagere"),
        ({"matter": "weather"}, "hvad sagen"),
        ({"until": date(2026, 1, 1), "begins": date(2026, 1, 1)}, "mindst en dag"),
        ({"until": date(2040, 1, 1)}, "højst gælde 12"),
    ],
)
def test_a_consent_that_means_nothing_or_too_much_is_not_asked_for(
    family: Family, change: dict[str, object], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        family.ask(replace(family.asked(), **change))  # type: ignore[arg-type]
    assert not Consent.objects.whole(THE_SYSTEM).exists()


def test_who_may_not_share_may_not_ask(family: Family) -> None:
    viewer = family.teacher.viewer()
    with pytest.raises(Hidden), acting(viewer):
        family.may(viewer)
    assert Event.objects.latest("sequence").result == Result.DENIED


def test_sending_the_question_twice_asks_once(family: Family) -> None:
    asked = family.asked()
    assert family.ask(asked) == family.ask(asked)
    assert Consent.objects.whole(THE_SYSTEM).count() == 1


def test_a_unit_may_be_asked_for_as_a_whole(family: Family) -> None:
    colleague = rows.an_employee("teacher", unit=family.teacher.unit)
    family.given(family.asked(recipients=(Recipient(family.teacher.unit.id),)))
    assert family.seen_by(colleague.viewer()).shows(Category.EDUCATION)
    assert family.seen_by(rows.an_employee("teacher").viewer()).level is Level.UNKNOWN


def test_it_ends_at_local_midnight_of_its_last_day(family: Family) -> None:
    asked = family.asked()
    family.given(asked)
    viewer, end = family.teacher.viewer(), local_midnight(asked.until)
    with patch("django.utils.timezone.now", lambda: end - timedelta(microseconds=1)):
        assert family.seen_by(viewer).shows(Category.EDUCATION)
    with patch("django.utils.timezone.now", lambda: end):
        assert family.seen_by(viewer).level is Level.UNKNOWN


def test_it_shows_nothing_before_its_first_day(family: Family) -> None:
    first = timezone.localdate() + timedelta(days=3)
    family.given(family.asked(begins=first, until=first + timedelta(days=5)))
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_it_is_no_use_for_another_purpose(family: Family) -> None:
    family.given()
    assert family.seen_by(family.teacher.viewer(Purpose.MEETING)).level is Level.UNKNOWN


def test_the_words_that_were_shown_are_kept(family: Family) -> None:
    number = family.given()
    kept = Consent.objects.whole(THE_SYSTEM).get(pk=number)
    assert (kept.language, kept.text_version, kept.text_shown) == ("da", "2026-1", family.asked().text_shown)
    assert {one.signed_as for one in kept.signatures.all()} == {"custodian"}


def test_every_step_is_in_the_log_with_the_child_and_the_basis(family: Family) -> None:
    number = family.given(family.asked(SUPPORT, matter="support"))
    family.withdraw(family.mother, number)
    done = Event.objects.filter(result=Result.DONE, subject=f"consent:{number}").order_by("sequence")
    assert [event.verb for event in done] == [
        "access.consent_asked",
        "access.consent_answered",
        "access.consent_answered",
        "access.consent_withdrawn",
    ]
    assert {row.person for row in EventPerson.objects.filter(event__in=done)} == {family.child}
    assert [event.basis.partition(":")[0] for event in done] == ["assigned", "custody", "custody", "custody"]


def test_what_ended_is_kept_with_its_reason(family: Family) -> None:
    number = family.given()
    family.withdraw(family.first()[0], number)
    basis = Basis.objects.whole(THE_SYSTEM).get(consent=number)
    assert basis.ended_at is not None
    assert basis.end_reason == "samtykke trukket tilbage"


def test_a_protected_childs_whereabouts_are_not_shared_by_consent(family: Family) -> None:
    rows.protect(family.child)
    worker = rows.an_employee("health_visitor")
    recipients = (Recipient(worker.unit.id, worker.account.id),)
    family.given(family.asked((Category.LOCATION, Category.EDUCATION), matter="support", recipients=recipients))
    assert family.seen_by(worker.viewer()).categories == {Category.IDENTITY, Category.EDUCATION}


def test_the_key_of_one_question_is_of_no_use_for_another_child(family: Family) -> None:
    asked, other = family.asked(), a_family()
    family.ask(asked)
    with pytest.raises(BadInput):
        other.ask(asked)


def test_the_same_key_with_another_question_is_a_conflict(family: Family) -> None:
    asked = family.asked()
    family.ask(asked)
    with pytest.raises(BadInput, match="allerede sendt"):
        family.ask(replace(asked, until=asked.until + timedelta(days=1)))


def _move(person: UUID, dwelling: UUID) -> None:
    Spell.objects.whole(THE_SYSTEM).filter(person=person).delete()
    rows.lives_in(dwelling, person)
