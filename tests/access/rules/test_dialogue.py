"""The question to a family says who will see what, why and until when, and nothing that is not so."""

from datetime import date
from itertools import product
from uuid import UUID

import pytest

from vugge.access.queries.dialogue import languages, words_in
from vugge.access.queries.law import access_law
from vugge.access.rules.consent import Needed
from vugge.access.rules.dialogue import Question, Told, check_told, question_text, who_sees
from vugge.audit.rules import Category, Purpose
from vugge.kit.errors import BadInput
from vugge.organisations.rules.kinds import Role, UnitKind

TODAY = date(2026, 11, 22)
POLICY = access_law(TODAY).policy
SCHOOLING = frozenset({Category.IDENTITY, Category.EDUCATION})
ONE, TWO = UUID(int=1), UUID(int=2)


def asked(*, signers: tuple[UUID, ...] = (ONE,), heard: bool = False, is_about_signer: bool = False) -> Question:
    """Return a question about a school."""
    return Question(
        person="Léa Østergaard",
        asker="Hanne Holm",
        unit="Sundhedsplejen",
        categories=SCHOOLING,
        told=(Told("Birkeskolen", {Role.TEACHER: SCHOOLING}),),
        purpose_text="Så skolen kan tage godt imod Léa.",
        begins=TODAY,
        until=date(2027, 5, 22),
        needed=Needed(signers, child_is_heard=heard),
        is_about_signer=is_about_signer,
    )


@pytest.mark.parametrize("language", ["da", "en", "ar", "tr"])
def test_every_language_says_who_what_why_and_until_when(language: str) -> None:
    text = question_text(words_in(language), asked())
    said = ("Léa Østergaard", "Hanne Holm", "Birkeskolen", "Så skolen kan tage godt imod Léa.", "22-05-2027")
    assert all(part in text for part in said)
    assert "{" not in text


def test_every_language_has_words_for_all_that_can_be_shared_and_all_who_can_see_it() -> None:
    for words in languages():
        assert set(words.categories) == set(Category) - {Category.LOG}
        assert set(words.roles) == {role for role in Role if role.value in _told_roles()}


def _told_roles() -> set[str]:
    pairs = product(UnitKind, Purpose)
    return {role.value for kind, purpose in pairs for role in who_sees(kind, SCHOOLING, purpose=purpose, policy=POLICY)}


def test_only_the_danish_counts_as_read_by_a_translator() -> None:
    assert {words.language for words in languages() if words.checked} == {"da"}


def test_what_nobody_has_read_says_so_itself() -> None:
    for words in languages():
        assert words.checked or words.unchecked_note in question_text(words, asked())


def test_danish_names_keep_their_direction_in_arabic() -> None:
    text = question_text(words_in("ar"), asked())
    assert "\N{FIRST STRONG ISOLATE}Birkeskolen\N{POP DIRECTIONAL ISOLATE}" in text
    assert "\N{FIRST STRONG ISOLATE}" not in question_text(words_in("tr"), asked())


def test_it_says_who_answers() -> None:
    lines = words_in("da").lines
    assert lines.answer_one in question_text(words_in("da"), asked())
    assert lines.answer_both in question_text(words_in("da"), asked(signers=(ONE, TWO)))
    assert lines.answer_self in question_text(words_in("da"), asked(is_about_signer=True))
    assert lines.child_heard in question_text(words_in("da"), asked(heard=True))


def test_a_teacher_never_gets_more_than_the_policy_gives_by_consent() -> None:
    everything = frozenset(Category)
    sees = who_sees(UnitKind.SCHOOL, everything, purpose=Purpose.CARE, policy=POLICY)
    assert Category.LOCATION not in sees[Role.TEACHER]
    assert Category.WORK not in sees[Role.TEACHER]


def test_what_is_not_chosen_is_seen_by_nobody() -> None:
    for kind in UnitKind:
        for purpose in Purpose:
            for seen in who_sees(kind, {Category.EDUCATION}, purpose=purpose, policy=POLICY).values():
                assert seen <= SCHOOLING


def test_a_unit_whose_work_is_for_another_purpose_sees_nothing() -> None:
    assert not who_sees(UnitKind.JOB_CENTRE, SCHOOLING, purpose=Purpose.CARE, policy=POLICY)


def test_asking_for_what_reaches_nobody_is_refused() -> None:
    with pytest.raises(BadInput, match="Ingen i Jobcenter"):
        check_told(SCHOOLING, (Told("Jobcenter", {}),))
    with pytest.raises(BadInput, match="ingen af modtagerne"):
        check_told({Category.WORK}, (Told("Birkeskolen", {Role.TEACHER: SCHOOLING}),))
