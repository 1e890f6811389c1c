"""Two records become one: every row is still somewhere, both values are kept, and old numbers find the one person."""

from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase
from tests.cast import BIRGIT, EMIL, EVERYBODY, JONAS, LEA, MARIAM, SOFIE, YUSUF, Character, a_registrar, may, seeing
from tests.people.actions.deeds import STRANGER, WHY, account, awaited, of_all, same_again
from tests.people.town import BOOKKEEPER, WHOLE, Town, custody, hide, leave, move_in

from vugge.audit.rules import Act, Category
from vugge.kit.errors import BadInput, Hidden, NotFound
from vugge.people import models
from vugge.people.actions.accounts import link_account
from vugge.people.actions.merging import Versions, dismiss_duplicate, merge_persons, report_duplicate
from vugge.people.queries import facts
from vugge.people.queries.families import custody_by, custody_of, parents_of
from vugge.people.queries.finding import find
from vugge.people.queries.persons import person, persons, whole_number
from vugge.people.queries.register import merge_preview, possible_duplicates
from vugge.people.queries.spells import spells_of
from vugge.people.rules.changes import Conflict
from vugge.people.rules.kinds import CustodyKind, DuplicateReason, PersonState, SpellKind
from vugge.people.rules.merging import Side

REGISTRAR = a_registrar()
UNCHANGED = Versions(1, 1)


def merge(kept: Character, gone: Character, *, versions: Versions = UNCHANGED, **choices: Side) -> object:
    return merge_persons(
        BOOKKEEPER,
        kept=leave(Act.DECIDE, kept),
        gone=leave(Act.DECIDE, gone),
        versions=versions,
        reason=WHY,
        choices=choices,
    )


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return all that is stored of persons but the persons, the merges and the suspicions."""
    left = {"Person", "Merge", "PossibleDuplicate"}
    tables = [
        table
        for table in apps.get_app_config("people").get_models()
        if table._meta.managed and table.__name__ not in left
    ]
    return {table.__name__: list(QuerySet(table).values()) for table in tables}


def test_the_kept_record_has_what_the_other_had(town: Town) -> None:
    merge(MARIAM, JONAS)
    assert {one.holder for one in custody_of(WHOLE, (YUSUF.id,))} == {MARIAM.id, JONAS.id}  # hers; his would collide
    merge(LEA, EMIL)
    assert {one.unit_name for one in spells_of(WHOLE, (LEA.id,))} >= {"Mariehønen", "Birkeskolen"}
    assert {one.holder for one in custody_of(WHOLE, (LEA.id,))} == {MARIAM.id, SOFIE.id}
    assert facts.lives((EMIL.id,))[EMIL.id].merged_into == LEA.id


def test_both_numbers_find_the_one_person(town: Town) -> None:
    merge(LEA, BIRGIT)
    assert whole_number(leave(Act.READ, LEA)) == LEA.number
    for number in (LEA.number, BIRGIT.number):
        assert [one.id for one in find(WHOLE, number.digits).persons] == [LEA.id]


def test_what_differed_is_kept_with_both_values_and_who_chose(town: Town) -> None:
    merge(LEA, BIRGIT, surname=Side.GONE)
    row = models.Merge.objects.whole(BOOKKEEPER).get()
    assert row.differences["surname"] == {"kept": "Østergaard", "gone": "Nielsen", "chosen": "gone"}
    assert (row.differences["born"]["kept"], row.differences["born"]["gone"]) == ("2022-02-01", "1951-01-02")
    assert (row.merged_by, row.reason) == (BOOKKEEPER.name, WHY)
    assert person(WHOLE, LEA.id).name == "Léa Nielsen"


def test_the_record_that_went_is_not_found_and_not_shown(town: Town) -> None:
    merge(LEA, BIRGIT)
    assert find(WHOLE, "birgit").persons == ()
    assert persons(WHOLE, (BIRGIT.id,)) == ()
    with pytest.raises(NotFound):
        merge(MARIAM, BIRGIT, versions=Versions(1, 2))


def test_the_protection_and_log_in_follow(town: Town) -> None:
    log_in = account()
    link_account(BOOKKEEPER, permit=leave(Act.CHANGE, SOFIE), account=log_in)
    merge(BIRGIT, SOFIE)
    assert facts.own_person(log_in) == BIRGIT.id
    assert BIRGIT.id in facts.protected()


def test_the_awaited_child_and_the_born_one_become_one_who_is_born(town: Town) -> None:
    awaited_id = awaited(town)
    born = Character(awaited_id, "", "", LEA.born)
    merge(born, LEA)
    one = person(WHOLE, awaited_id)
    assert (one.state, one.born, one.given_names) == (PersonState.LIVING, LEA.born, "Léa")
    assert one.due is not None


def test_earlier_merges_follow(town: Town) -> None:
    merge(LEA, BIRGIT)
    merge(YUSUF, LEA, versions=Versions(1, 2))
    assert facts.lives((BIRGIT.id,))[BIRGIT.id].merged_into == YUSUF.id


@pytest.mark.parametrize("versions", [Versions(2, 1), Versions(1, 2)])
def test_a_merge_of_what_somebody_changed_meanwhile_is_a_conflict(town: Town, versions: Versions) -> None:
    before = rows()
    with pytest.raises(Conflict):
        merge(LEA, BIRGIT, versions=versions)
    assert rows() == before


def test_nobody_is_merged_with_themselves(town: Town) -> None:
    with pytest.raises(BadInput, match="sig selv"):
        merge(LEA, LEA)


def test_a_suspicion_is_settled_by_a_merge(town: Town) -> None:
    same_again(town)
    report_duplicate(BOOKKEEPER, permit=leave(Act.CHANGE, JONAS), scope=WHOLE, other=STRANGER)
    report_duplicate(BOOKKEEPER, permit=leave(Act.CHANGE, BIRGIT), scope=WHOLE, other=STRANGER)
    merge(JONAS, Character(STRANGER, "", "", JONAS.born))
    (left,) = possible_duplicates(WHOLE)
    assert ({left.first.id, left.second.id}, left.why) == ({JONAS.id, BIRGIT.id}, DuplicateReason.REPORTED)


def test_a_suspicion_is_dismissed_with_a_reason(town: Town) -> None:
    same_again(town)
    assert len(possible_duplicates(WHOLE)) == 1
    first, second = leave(Act.DECIDE, JONAS), leave(Act.DECIDE, STRANGER)
    assert dismiss_duplicate(BOOKKEEPER, first=first, second=second, reason="Det er fætre med samme navn.") == 1
    assert possible_duplicates(WHOLE) == ()
    with pytest.raises(NotFound):
        dismiss_duplicate(BOOKKEEPER, first=first, second=second, reason="Det er fætre med samme navn.")


def test_a_preview_shows_what_differs_to_whoever_sees_both(town: Town) -> None:
    seen = merge_preview(of_all(REGISTRAR), LEA.id, BIRGIT.id)
    assert {one.field for one in seen.differences} == {"given_names", "surname", "born"}
    assert (seen.first_version, seen.second_version) == (1, 1)
    only_one = seeing(REGISTRAR, {LEA.id: tuple(Category)})
    for other in (BIRGIT.id, STRANGER):
        with pytest.raises(Hidden):
            merge_preview(only_one, LEA.id, other)


def test_reporting_somebody_hidden_is_as_reporting_nobody(town: Town) -> None:
    only_one = seeing(REGISTRAR, {LEA.id: tuple(Category)})
    permit = may(REGISTRAR, Act.CHANGE, LEA.id)
    for other in (BIRGIT.id, STRANGER):
        with pytest.raises(Hidden):
            report_duplicate(REGISTRAR, permit=permit, scope=only_one, other=other)
    assert possible_duplicates(WHOLE) == ()


class MergeLosesNothing(HypothesisCase):
    """Whoever is merged with whom, in whatever order: every row is still there, with the same content."""

    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(st.permutations(EVERYBODY), st.integers(1, 3), st.booleans())
    def test_every_row_is_still_there(self, order: list[Character], pairs: int, has_protection: bool) -> None:
        move_in()
        custody(LEA, BIRGIT, CustodyKind.OTHER)
        if has_protection:
            hide(LEA)
        before = rows()
        for kept, gone in zip(order[:pairs], order[pairs:], strict=False):
            merge(kept, gone)
        after = rows()
        assert lost(before, after) == []
        self._nothing_is_anybodys_own()

    def _nothing_is_anybodys_own(self) -> None:
        assert all(one.child != one.holder for one in custody_by(WHOLE, [one.id for one in EVERYBODY]))
        for one in EVERYBODY:
            homes = [spell for spell in spells_of(WHOLE, (one.id,)) if spell.kind is SpellKind.HOME]
            assert len([spell for spell in homes if spell.ends is None and spell.corrected_by is None]) <= 1
            assert all(parent.parent != parent.child for parent in parents_of(WHOLE, (one.id,)))


def lost(before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Return the tables in which a row's content is not what it was."""
    return [
        table for table, had in before.items() if Counter(map(_content, had)) != Counter(map(_content, after[table]))
    ]


def test_a_lost_row_and_a_lost_text_are_noticed(town: Town) -> None:
    before = rows()
    models.Contact.objects.covered_by(leave(Act.CHANGE, MARIAM)).delete()
    models.Spell.objects.covered_by(leave(Act.CHANGE, YUSUF)).update(title="overwritten")
    assert lost(before, rows()) == ["Contact", "Spell"]


def _content(row: dict[str, Any]) -> str:
    """Return what no merge may change: all but whose it is, and how and until when a number is sealed."""
    moves = {"person_id", "child_id", "holder_id", "parent_id"}
    numbers = {"sealed", "kind", "ends"} if "sealed" in row else set()
    return repr(sorted((name, str(value)) for name, value in row.items() if name not in moves | numbers))
