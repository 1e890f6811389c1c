"""Several change the same person at once: every text is kept, or shown to its writer beside the one that was first.

PostgreSQL only: SQLite's tests live in one connection.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from tests.access import rows
from tests.access.rows import Employee
from tests.promises.parallel import PATIENCE, several

from vugge.access.queries.actors import scope
from vugge.access.queries.permits import permit, permit_new
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.rules import Act, Category, Purpose, system
from vugge.people.actions.correcting import correct_person
from vugge.people.actions.registering import register_person
from vugge.people.actions.spells import Stay, start_spell
from vugge.people.models import Correction, Person, Spell
from vugge.people.rules.changes import Conflict
from vugge.people.rules.kinds import SpellKind
from vugge.people.rules.registering import NewPerson

EDITORS = 6
EDITS = 50
PAIRS = 10
THE_SYSTEM = system("test", Purpose.ADMINISTRATION)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Outcome:
    """What became of one text: kept, or shown beside the stored one. `read` is what its writer began from."""

    text: str
    read: str
    stored: str | None


def stored_name(person: UUID) -> tuple[str, int]:
    """Return the surname and the version as they are stored now."""
    return Person.objects.whole(THE_SYSTEM).values_list("surname", "version").get(id=person)


def edit(editor: Employee, person: UUID) -> list[Outcome]:
    """Change the surname again and again, each time from what the page showed."""
    return [_one_edit(editor, person, f"{editor.account.id.hex[:8]} {number}") for number in range(EDITS)]


def _one_edit(editor: Employee, person: UUID, text: str) -> Outcome:
    read, version = stored_name(person)
    viewer = editor.viewer()
    try:
        with acting(viewer):
            leave = permit(viewer, Act.CHANGE, person=person, category=Category.IDENTITY)
            correct_person(viewer, permit=leave, version=version, changes={"surname": text}, reason="stavet forkert")
    except Conflict as conflict:
        (shown,) = conflict.differences
        assert shown.given == text
        return Outcome(text, read, shown.stored)
    return Outcome(text, read, None)


def an_edited_person() -> tuple[UUID, list[Employee]]:
    """Make a person and those who keep the register, who may all change it."""
    person = rows.a_person()
    editors = [rows.an_employee("registrar") for _ in range(EDITORS)]
    for one in editors:
        rows.a_basis(BasisKind.STATUTE, person, timezone.now(), account=one.account)
    return person, editors


def test_every_text_is_kept_or_shown_beside_the_one_that_was_first() -> None:
    person, editors = an_edited_person()
    with several(EDITORS) as pool:
        found = [one for done in [pool.submit(edit, editor, person) for editor in editors] for one in done.result()]
    kept = {one.text for one in found if one.stored is None}
    corrections = Correction.objects.whole(THE_SYSTEM).filter(person=person, field="surname")
    assert len(found) == EDITORS * EDITS
    assert kept == set(corrections.values_list("new", flat=True))
    assert stored_name(person)[1] == len(kept) + 1
    conflicts = [one for one in found if one.stored is not None]
    assert conflicts, "nobody met anybody: the test shows nothing"
    assert all(one.stored in kept and one.stored != one.read for one in conflicts)


def test_nothing_that_was_stored_before_is_lost() -> None:
    """Each kept text is the old one of the next, so that the corrections are one unbroken chain."""
    person, editors = an_edited_person()
    first, _ = stored_name(person)
    with several(EDITORS) as pool:
        for done in [pool.submit(edit, editor, person) for editor in editors]:
            done.result()
    chain = dict(Correction.objects.whole(THE_SYSTEM).filter(person=person).values_list("old", "new"))
    length, name = 0, first
    while name in chain:
        name, length = chain[name], length + 1
    assert length == len(chain)
    assert name == stored_name(person)[0]


def _save_plainly(person: UUID, mark: str, together: Barrier) -> None:
    for _ in range(5):
        together.wait(PATIENCE)
        with transaction.atomic():
            row = Person.objects.whole(THE_SYSTEM).get(id=person)
            row.surname += mark
            row.save()


def test_a_plain_save_loses_texts() -> None:
    """The control: without versions, what several write at once is lost."""
    person = rows.a_person()
    Person.objects.whole(THE_SYSTEM).filter(id=person).update(surname="")
    together = Barrier(EDITORS)
    with several(EDITORS) as pool:
        for done in [pool.submit(_save_plainly, person, mark, together) for mark in "abcdef"]:
            done.result()
    assert len(stored_name(person)[0]) < 5 * EDITORS


def _at_once(*deeds: Callable[[], UUID]) -> list[UUID | Conflict]:
    """Do several things at the same moment. Returns what each gave, or the conflict it met."""
    together = Barrier(len(deeds))
    with several(len(deeds)) as pool:
        return [done.result() for done in [pool.submit(_meet, together, deed) for deed in deeds]]


def _meet(together: Barrier, deed: Callable[[], UUID]) -> UUID | Conflict:
    together.wait(PATIENCE)
    try:
        return deed()
    except Conflict as conflict:
        return conflict


def _start_school(editor: Employee, person: UUID, key: str, title: str) -> UUID:
    viewer = editor.viewer()
    stay = Stay(SpellKind.SCHOOL, date(2026, 8, 1), title=title)
    with acting(viewer):
        leave = permit(viewer, Act.ADD, person=person, category=Category.EDUCATION)
        return start_spell(viewer, permit=leave, stay=stay, key=key)


def _a_teacher_of(person: UUID) -> Employee:
    teacher = rows.an_employee("teacher")
    rows.a_basis(BasisKind.ASSIGNED, person, timezone.now(), account=teacher.account)
    return teacher


def test_a_form_sent_twice_at_once_gives_one_row() -> None:
    person = rows.a_person()
    teacher = _a_teacher_of(person)
    for _ in range(PAIRS):
        key = uuid4().hex
        first, second = _at_once(*[lambda key=key: _start_school(teacher, person, key, "Skolen")] * 2)
        assert first == second
    assert Spell.objects.whole(THE_SYSTEM).filter(person=person).count() == PAIRS


def test_the_same_key_with_another_content_is_a_conflict() -> None:
    person = rows.a_person()
    teacher = _a_teacher_of(person)
    for _ in range(PAIRS):
        key = uuid4().hex
        answers = _at_once(*[lambda key=key, title=title: _start_school(teacher, person, key, title) for title in "AB"])
        assert sorted(isinstance(one, Conflict) for one in answers) == [False, True]
    assert Spell.objects.whole(THE_SYSTEM).filter(person=person).count() == PAIRS


def _register(editor: Employee, key: str, name: str) -> UUID:
    viewer = editor.viewer()
    with acting(viewer):
        leave = permit_new(viewer)
        return register_person(viewer, permit=leave, scope=scope(viewer), new=NewPerson(name), key=key)


def test_a_person_registered_twice_at_once_is_one() -> None:
    registrar = rows.an_employee("registrar")
    for number in range(PAIRS):
        key = uuid4().hex
        first, second = _at_once(*[lambda key=key, name=f"Prøve {number}": _register(registrar, key, name)] * 2)
        assert first == second
    assert Person.objects.whole(THE_SYSTEM).count() == PAIRS
