"""A wrong merge is undone: every row is back, both are themselves again, and what came since is not guessed."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet
from tests.cast import BIRGIT, EMIL, JONAS, LEA, MARIAM, SOFIE, YUSUF, Character, a_registrar, may
from tests.people.actions.deeds import WHY
from tests.people.actions.test_merging import merge, rows
from tests.people.town import BOOKKEEPER, WHOLE, Town, call, custody, entries, hide, leave

from vugge.audit.rules import Act, Category
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.people import models
from vugge.people.actions.correcting import correct_person
from vugge.people.actions.dying import register_death
from vugge.people.actions.merging import Versions, report_duplicate
from vugge.people.actions.unmerging import Undo, unmerge_persons
from vugge.people.queries import facts
from vugge.people.queries.finding import find
from vugge.people.queries.persons import person, whole_number
from vugge.people.queries.register import possible_duplicates
from vugge.people.rules.changes import Conflict
from vugge.people.rules.kinds import CustodyKind, DuplicateState, PersonState
from vugge.people.rules.merging import Side


def the_merge() -> models.Merge:
    return models.Merge.objects.whole(BOOKKEEPER).latest("merged_at")


def version(of: Character) -> int:
    return person(WHOLE, of.id).version


def unmerge(kept: Character, gone: Character, *, at: int | None = None, merge_id: UUID | None = None) -> UUID:
    undo = Undo(merge_id or the_merge().id, at or version(kept), WHY)
    permits = {"kept": leave(Act.DECIDE, kept), "gone": leave(Act.DECIDE, gone)}
    return unmerge_persons(BOOKKEEPER, **permits, undo=undo)


def stored() -> dict[str, list[dict[str, Any]]]:
    """Return all rows, those of numbers by what they say: a number is sealed anew each time."""
    found = rows()
    for row in found["Identifier"]:
        del row["sealed"]
    return {name: sorted(some, key=lambda row: str(row["id"])) for name, some in found.items() if name != "Correction"}


def persons() -> dict[UUID, dict[str, Any]]:
    return {row["id"]: {k: v for k, v in row.items() if k != "version"} for row in QuerySet(models.Person).values()}


@pytest.mark.parametrize(("kept", "gone"), [(LEA, EMIL), (MARIAM, JONAS), (SOFIE, BIRGIT), (BIRGIT, SOFIE)])
@pytest.mark.parametrize("chosen", [Side.KEPT, Side.GONE])
def test_what_a_merge_did_is_undone_to_the_last_row(town: Town, kept: Character, gone: Character, chosen: Side) -> None:
    before, were = stored(), persons()
    merge(kept, gone, surname=chosen, born=chosen, given_names=chosen)
    assert stored() != before
    assert unmerge(kept, gone) == gone.id
    assert stored() == before
    assert persons() == were


def test_each_is_found_by_their_own_number_again(town: Town) -> None:
    merge(LEA, BIRGIT)
    unmerge(LEA, BIRGIT)
    for one in (LEA, BIRGIT):
        assert whole_number(leave(Act.READ, one)) == one.number
        assert [found.id for found in find(WHOLE, one.number.digits).persons] == [one.id]


def test_both_persons_read_in_their_log_that_it_was_undone_and_why_is_kept(town: Town) -> None:
    merge(LEA, EMIL)
    unmerge(LEA, EMIL)
    assert {one.person for one in entries("people.persons_unmerged")[0].persons} == {LEA.id, EMIL.id}
    row = the_merge()
    assert (row.undone_by, row.undone_because) == (BOOKKEEPER.name, WHY)
    assert row.undone_at is not None


def test_a_merge_is_undone_once(town: Town) -> None:
    merge(LEA, EMIL)
    unmerge(LEA, EMIL)
    with pytest.raises(NotFound):
        unmerge(LEA, EMIL)


def test_what_was_put_right_since_stays_put_right(town: Town) -> None:
    merge(LEA, BIRGIT, surname=Side.GONE)
    permit = leave(Act.CHANGE, LEA)
    correct_person(BOOKKEEPER, permit=permit, version=version(LEA), changes={"surname": "Ny"}, reason=WHY)
    unmerge(LEA, BIRGIT)
    assert person(WHOLE, LEA.id).surname == "Ny"
    assert person(WHOLE, BIRGIT.id).surname == BIRGIT.surname


def test_what_came_since_stays_with_the_one_that_stayed(town: Town) -> None:
    merge(LEA, EMIL)
    call(LEA, "11 22 33 44")
    unmerge(LEA, EMIL)
    assert [one.text for one in person(WHOLE, LEA.id).contacts] == ["11 22 33 44"]
    assert person(WHOLE, EMIL.id).contacts == ()


def test_a_protection_that_came_since_protects_both_until_a_human_lifts_it(town: Town) -> None:
    merge(JONAS, BIRGIT)
    hide(JONAS)
    unmerge(JONAS, BIRGIT)
    assert set(facts.protected((JONAS.id, BIRGIT.id))) == {JONAS.id, BIRGIT.id}


def test_the_others_own_protection_goes_back_with_them_alone(town: Town) -> None:
    merge(JONAS, SOFIE)
    unmerge(JONAS, SOFIE)
    assert set(facts.protected((JONAS.id, SOFIE.id))) == {SOFIE.id}


def test_a_death_since_is_believed_of_the_one_that_stayed(town: Town) -> None:
    merge(JONAS, BIRGIT)
    permit = leave(Act.CHANGE, JONAS)
    register_death(BOOKKEEPER, permit=permit, version=version(JONAS), died=date(2026, 1, 2))
    unmerge(JONAS, BIRGIT)
    assert person(WHOLE, JONAS.id).state is PersonState.DEAD
    assert person(WHOLE, BIRGIT.id).state is PersonState.LIVING


def test_a_death_before_goes_back_to_whom_it_was(town: Town) -> None:
    register_death(BOOKKEEPER, permit=leave(Act.CHANGE, BIRGIT), version=1, died=date(2026, 1, 2))
    merge(JONAS, BIRGIT, versions=Versions(1, 2))
    assert person(WHOLE, JONAS.id).state is PersonState.DEAD
    unmerge(JONAS, BIRGIT)
    jonas, birgit = person(WHOLE, JONAS.id), person(WHOLE, BIRGIT.id)
    assert (jonas.state, jonas.died) == (PersonState.LIVING, None)
    assert (birgit.state, birgit.died) == (PersonState.DEAD, date(2026, 1, 2))


def test_a_later_merge_is_undone_first(town: Town) -> None:
    merge(LEA, EMIL)
    first = the_merge().id
    merge(YUSUF, LEA, versions=_versions(YUSUF, LEA))
    second = the_merge().id
    with pytest.raises(BadInput, match="seneste"):
        unmerge(LEA, EMIL, at=2, merge_id=first)
    unmerge(YUSUF, LEA, merge_id=second)
    unmerge(LEA, EMIL, merge_id=first)
    assert {one: facts.lives((one,))[one].merged_into for one in (LEA.id, EMIL.id)} == {LEA.id: None, EMIL.id: None}


def _versions(*of: Character) -> Any:
    return Versions(*(version(one) for one in of))


def test_the_two_are_not_suspected_again_and_what_was_suspected_of_the_other_is(town: Town) -> None:
    for other in (LEA, YUSUF):
        report_duplicate(BOOKKEEPER, permit=leave(Act.CHANGE, EMIL), scope=WHOLE, other=other.id)
    merge(LEA, EMIL)
    unmerge(LEA, EMIL)
    open_pairs = {frozenset((one.first.id, one.second.id)) for one in possible_duplicates(WHOLE)}
    assert frozenset((EMIL.id, YUSUF.id)) in open_pairs
    assert frozenset((EMIL.id, LEA.id)) not in open_pairs
    states = models.PossibleDuplicate.objects.whole(BOOKKEEPER).filter(state=DuplicateState.DIFFERENT)
    assert states.count() == 1


def test_somebody_else_changed_the_record_since_it_was_looked_at(town: Town) -> None:
    merge(LEA, EMIL)
    with pytest.raises(Conflict):
        unmerge(LEA, EMIL, at=77)
    assert facts.lives((EMIL.id,))[EMIL.id].merged_into == LEA.id


def test_leave_to_decide_on_both_is_demanded(town: Town) -> None:
    merge(LEA, EMIL)
    registrar = a_registrar()
    kept = may(registrar, Act.DECIDE, LEA.id, Category.IDENTITY)
    gone = may(registrar, Act.READ, EMIL.id, Category.IDENTITY)
    with pytest.raises(NotAllowed):
        unmerge_persons(registrar, kept=kept, gone=gone, undo=Undo(the_merge().id, version(LEA), WHY))


def test_a_merge_from_before_this_could_be_done_says_so(town: Town) -> None:
    merge(LEA, EMIL)
    models.Merge.objects.whole(BOOKKEEPER).update(before={})
    with pytest.raises(BadInput, match="fra før"):
        unmerge(LEA, EMIL)


def test_custody_that_both_had_is_with_both_again(town: Town) -> None:
    custody(LEA, JONAS, CustodyKind.FATHER)
    merge(MARIAM, JONAS)
    unmerge(MARIAM, JONAS)
    assert {one.holder for one in facts.custodies(children=(LEA.id,))} == {MARIAM.id, JONAS.id}
