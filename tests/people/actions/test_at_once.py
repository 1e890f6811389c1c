"""Many at the same time: nobody's text disappears, and one form is one row. On PostgreSQL, where writers meet."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from tests.cast import LEA, a_registrar, may
from tests.people.town import WHOLE, register

from vugge.audit.rules import Act
from vugge.people.actions.correcting import correct_person
from vugge.people.actions.registering import register_person
from vugge.people.actions.spells import Stay, start_spell
from vugge.people.queries import facts
from vugge.people.queries.persons import person
from vugge.people.queries.register import corrections_of
from vugge.people.queries.spells import spells_of
from vugge.people.rules.changes import Conflict
from vugge.people.rules.kinds import SpellKind
from vugge.people.rules.registering import NewPerson

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

EDITORS, EDITS, FORMS, CLICKS = 6, 50, 50, 4
EDITOR = a_registrar()


def together(workers: int, do: Callable[[int], object]) -> list[object]:
    """Do the same from so many threads, begun at the same moment."""
    start = Barrier(workers)

    def work(number: int) -> object:
        start.wait()
        try:
            return do(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, range(workers)))


def edit(surname: str, version: int) -> bool:
    """Write a surname; say whether it was kept, and if not, that the conflict showed both texts."""
    permit = may(EDITOR, Act.CHANGE, LEA.id)
    try:
        correct_person(
            EDITOR, permit=permit, version=version, changes={"surname": surname}, reason="Seks retter samtidig."
        )
    except Conflict as late:
        (shown,) = late.differences
        assert shown.given == surname
        assert shown.stored
        return False
    return True


def test_every_edit_is_kept_or_shown_as_a_conflict_with_both_texts() -> None:
    register(LEA)

    def editor(number: int) -> int:
        return sum(edit(f"Ret{number}x{turn}", person(WHOLE, LEA.id).version) for turn in range(EDITS))

    kept = sum(int(str(count)) for count in together(EDITORS, editor))
    written = corrections_of(WHOLE, (LEA.id,))
    assert len(written) == kept == person(WHOLE, LEA.id).version - 1
    assert kept >= EDITS
    chain = {one.old: one.new for one in written}
    assert len(chain) == kept  # each began from another text: none was overwritten unseen


def test_a_form_sent_four_times_at_once_is_one_person() -> None:
    def send(number: int) -> list[UUID]:
        permits = [may(EDITOR, Act.ADD, UUID(int=0x9000 + 100 * number + form)) for form in range(FORMS)]
        return [
            register_person(EDITOR, permit=permit, scope=WHOLE, new=NewPerson(f"Form {form}"), key=f"form {form}")
            for form, permit in enumerate(permits)
        ]

    answers = together(CLICKS, send)
    assert all(answer == answers[0] for answer in answers)
    assert len(facts.born()) == FORMS


def test_a_spell_sent_four_times_at_once_is_one_spell() -> None:
    register(LEA)
    permit = may(EDITOR, Act.ADD, LEA.id)

    def send(number: int) -> UUID:
        stay = Stay(SpellKind.JOB, date(2026, 1, 1), title="Avisbud")
        return start_spell(EDITOR, permit=permit, stay=stay, key="newspapers")

    answers = together(CLICKS, send)
    assert len(set(answers)) == 1
    assert len(spells_of(WHOLE, (LEA.id,))) == 1
