"""Many persons at once, by the system itself: the demo's town, or a file that has been checked row by row."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from django.db.models import Model
from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import SYSTEM, Category, Level, Logged, Scope, Seen, Viewer
from vugge.kit.identifiers import Cpr
from vugge.people import models
from vugge.people.models.sealed import hash_of, seal
from vugge.people.rules.duplicates import in_order
from vugge.people.rules.kinds import DuplicateState, Origin
from vugge.people.rules.loading import Batch, LoadedPerson
from vugge.people.rules.names import cleaned, folded, order_key
from vugge.people.rules.registering import kind_of_number

_AT_ONCE: Final = 500  # rows a statement
_NUMBER: Final = UUID("5f9d5f0e-3a51-5c1b-9a10-7d0f5cb2a001")  # the space of names in which a number's row gets its key


@action("people.people_loaded")
def load_people(viewer: Viewer, *, batch: Batch, origin: Origin) -> Logged[int]:
    """Store a batch, all of it or nothing, and return how many persons it held. For the system alone.

    Raises `NotAllowed` for anybody else. Keys are the batch's, so that the same batch gives the same rows.
    """
    Scope.whole(viewer)
    now, today = timezone.now(), timezone.localdate()
    _add(models.Person, (_person(one, origin) for one in batch.persons))
    _add(models.Identifier, (_number(one, one.number, begins=one.born or today) for one in batch.persons if one.number))
    _add(models.Dwelling, (models.Dwelling(**_named(one, unit="unit_id")) for one in batch.dwellings))
    _add(models.Household, (models.Household(id=one) for one in sorted({member.household for member in batch.members})))
    shared: dict[str, Any] = {"origin": origin}  # Any: columns of several tables
    written = shared | {"registered_by": viewer.name}
    rows: tuple[tuple[type[Model], Iterable[object], dict[str, Any]], ...] = (
        (models.Protection, batch.protections, written),
        (models.Contact, batch.contacts, shared),
        (models.HouseholdMember, batch.members, shared),
        (models.Custody, batch.custodies, written),
        (models.Parenthood, batch.parents, shared),
        (models.Spell, batch.spells, shared | {"entered_by": viewer.name, "entered_at": now}),
        (models.CitizenAccount, batch.accounts, {"linked_at": now, "linked_by": viewer.name}),
    )
    for table, values, more in rows:
        _add(table, (table(**_named(one, **_LINKS) | more) for one in values))
    _add(models.PossibleDuplicate, _duplicates(batch, now))
    return Logged(
        len(batch.persons),
        subject="people:batch",
        basis=SYSTEM,
        persons=tuple(Seen(one.id, Level.FULL, frozenset(Category), SYSTEM) for one in batch.persons),
        numbers={"persons": len(batch.persons), "spells": len(batch.spells)},
    )


_LINKS: Final = {
    name: f"{name}_id"
    for name in ("person", "household", "child", "holder", "parent", "unit", "dwelling", "account", "first", "second")
}


def _add(table: type[Model], rows: Iterable[Model]) -> None:
    objects = table._default_manager  # noqa: SLF001  Django's documented name
    adding = objects.adding() if isinstance(objects, models.ScopedManager) else objects
    adding.bulk_create(list(rows), batch_size=_AT_ONCE)


def _named(value: object, **columns: str) -> dict[str, Any]:  # Any: a value of any column
    """Return a row's values by column; `columns` says which names are links."""
    names = getattr(value, "__slots__", ())
    return {columns.get(name, name): getattr(value, name) for name in names}


def _person(one: LoadedPerson, origin: Origin) -> models.Person:
    given, surname = cleaned(one.given_names), cleaned(one.surname)
    values = _named(one) | {"given_names": given, "surname": surname}
    del values["number"]
    return models.Person(**values, folded=folded(given, surname), order_key=order_key(given, surname), origin=origin)


def _number(one: LoadedPerson, number: Cpr, *, begins: date) -> models.Identifier:
    return models.Identifier(
        id=uuid5(_NUMBER, one.id.hex),
        person_id=one.id,
        kind=kind_of_number(number),
        sealed=seal(number, person=one.id),
        hash=hash_of(number),
        begins=begins,
    )


def _duplicates(batch: Batch, now: datetime) -> Iterable[models.PossibleDuplicate]:
    for one in batch.duplicates:
        first, second = in_order(one.first, one.second)
        yield models.PossibleDuplicate(
            id=one.id, first_id=first, second_id=second, why=one.why, state=DuplicateState.OPEN, noted_at=now
        )
