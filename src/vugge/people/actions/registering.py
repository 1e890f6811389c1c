"""Bringing somebody into the register: a living person, a child that is awaited, a child that has been born.

That somebody has the same number already, and the one who registers may not see them, changes nothing in the answer:
the suspicion is noted for whoever keeps the register.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Logged, Permit, Scope, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.actions.storing import add_once, change_version, logged, note_suspicions, sent_earlier
from vugge.people.models.sealed import hash_of, seal
from vugge.people.queries import facts
from vugge.people.queries.finding import with_number
from vugge.people.rules.changes import Plain, stale
from vugge.people.rules.duplicates import suspicions
from vugge.people.rules.kinds import DuplicateReason, ParentKind, PersonState
from vugge.people.rules.names import folded, order_key
from vugge.people.rules.registering import (
    NO_MOTHER,
    NewPerson,
    birth_is_possible,
    checked,
    checked_expected,
    kind_of_number,
    may_await_child,
)


class AlreadyHere(BadInput):
    """Somebody whom the viewer may see has this number: `person` is who."""

    def __init__(self, person: UUID) -> None:
        super().__init__(
            sentence("Personen er allerede registreret. Åbn den, der findes, i stedet for at oprette igen.")
        )
        self.person = person


@action("people.person_registered")
def register_person(viewer: Viewer, *, permit: Permit, scope: Scope, new: NewPerson, key: str) -> Logged[UUID]:
    """Register a living person under the id of the permit and return the id; a repeated `key` gives the first one's.

    Raises `AlreadyHere` when somebody in the scope has the number, `BadInput` for what cannot be, and `Conflict` when
    the key was used for another content.
    """
    permit.must_cover(viewer, Act.ADD, permit.sight.person, Category.IDENTITY)
    person = checked(new, today=timezone.localdate())
    given = _given(person)
    made = sent_earlier(models.Person, viewer, key=key, given=given)
    if made is None:
        _refuse_known(scope, person.number)
        made = add_once(_row(permit.sight.person, person, PersonState.LIVING), viewer, key=key, given=given)
        _add_number(made, person.number, begins=person.born or timezone.localdate())
        note_suspicions(made, _suspects(made, person), at=timezone.now())
    return logged(made, permit, Category.IDENTITY)


@action("people.expected_child_registered")
def register_expected_child(
    viewer: Viewer, *, permit: Permit, mother: Permit, new: NewPerson, key: str
) -> Logged[UUID]:
    """Register a child that a woman expects, by its due date; return the id. A repeated `key` gives the first one's.

    `mother` is leave to change her family. Raises as `register_person` does.
    """
    permit.must_cover(viewer, Act.ADD, permit.sight.person, Category.IDENTITY)
    mother.must_cover(viewer, Act.ADD, mother.sight.person, Category.FAMILY)
    _refuse_no_mother(mother)
    child = checked_expected(new, today=timezone.localdate())
    given = _given(child) | {"mother": mother.sight.person}
    made = sent_earlier(models.Person, viewer, key=key, given=given)
    if made is None:
        made = add_once(_row(permit.sight.person, child, PersonState.EXPECTED), viewer, key=key, given=given)
        mothers = models.Parenthood(
            child_id=made, parent_id=mother.sight.person, kind=ParentKind.MOTHER, origin=child.origin
        )
        with deciding():
            mothers.save(force_insert=True)
    return logged(made, permit, Category.IDENTITY, others=(mother.seen(Category.FAMILY),))


@action("people.child_born")
def child_born(
    viewer: Viewer,
    *,
    permit: Permit,
    version: int,
    born: date,
    number: Cpr | None = None,
    names: Mapping[str, str] | None = None,
) -> Logged[UUID]:
    """Let the awaited child be born: the same record goes on, with its day of birth, and its number and names if known.

    `names` may hold `given_names` and `surname`; a child without any is called by its mother's surname, or "Barn".
    Raises `Conflict` when somebody changed the record meanwhile, and `BadInput` when it is no awaited child.
    """
    identity = permit.sight.person
    permit.must_cover(viewer, Act.CHANGE, identity, Category.IDENTITY)
    row = models.Person.objects.covered_by(permit).filter(state=PersonState.EXPECTED).first()
    if row is None:
        raise BadInput(sentence("Barnet er ikke registreret som ventet, eller fødslen er allerede skrevet ind."))
    today = timezone.localdate()
    given = {name: getattr(row, name) for name in ("given_names", "surname")} | dict(names or {})
    child = checked(
        NewPerson(**(given if any(given.values()) else {"given_names": "Barn"}), number=number), today=today
    )
    values = {
        "state": PersonState.LIVING,
        "born": birth_is_possible(born, today),
        "given_names": child.given_names,
        "surname": child.surname,
        "folded": folded(child.given_names, child.surname),
        "order_key": order_key(child.given_names, child.surname),
    }
    change_version(models.Person.objects.covered_by(permit), version=version, values=values, otherwise=stale(()))
    _add_number(identity, number, begins=born)
    note_suspicions(identity, _suspects(identity, child, born=born), at=timezone.now())
    return logged(identity, permit, Category.IDENTITY, fields=("state", "born"))


def _refuse_no_mother(mother: Permit) -> None:
    state, born = models.Person.objects.covered_by(mother).values_list("state", "born").get()
    if not may_await_child(PersonState(state), born=born, today=timezone.localdate()):
        raise BadInput(NO_MOTHER)


def _row(identity: UUID, new: NewPerson, state: PersonState) -> models.Person:
    return models.Person(
        id=identity,
        given_names=new.given_names,
        surname=new.surname,
        folded=folded(new.given_names, new.surname),
        order_key=order_key(new.given_names, new.surname),
        born=new.born,
        due=new.due,
        language=new.language,
        needs_interpreter=new.needs_interpreter,
        state=state,
        origin=new.origin,
    )


def _given(new: NewPerson) -> dict[str, Plain]:
    """Return what was given, with the number as its hash: what is compared when the form comes again."""
    return asdict(new) | {"number": hash_of(new.number) if new.number else None}


def _refuse_known(scope: Scope, number: Cpr | None) -> None:
    if number is None:
        return
    known = with_number(scope, number)
    if known:
        raise AlreadyHere(known[0])


def _add_number(person: UUID, number: Cpr | None, *, begins: date) -> None:
    if number is None:
        return
    row = models.Identifier(
        person_id=person,
        kind=kind_of_number(number),
        sealed=seal(number, person=person),
        hash=hash_of(number),
        begins=begins,
    )
    with deciding():
        row.save(force_insert=True)


def _suspects(person: UUID, new: NewPerson, *, born: date | None = None) -> Mapping[UUID, DuplicateReason]:
    birth = born or new.born
    name = folded(new.given_names, new.surname)
    return suspicions(
        person,
        same_number=facts.with_number(hash_of(new.number)) if new.number else (),
        same_name_and_birth=facts.named_and_born(name, birth) if birth else (),
    )
