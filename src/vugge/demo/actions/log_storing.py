"""How look-ups of the past come into the log: they are only added, as the log demands.

Offers `store_looks`, what the demo's log tells; `store_traffic`, as many as one asks for, written past the ORM, for a
million entries and as many persons are two million rows; and `make_room`, which comes before those.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

from vugge.access.models import Basis
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Kind, Level, Purpose, Result
from vugge.demo.rules.known import Known
from vugge.demo.rules.looks import SEEN, LookTold
from vugge.demo.rules.traffic import Line

_AT_ONCE: Final = 5_000
_CATEGORIES: Final = "education,family,identity,sharing"
_NO_BASIS: Final = "no_basis"


def store_looks(looks: Iterable[LookTold], known: Known, units: Mapping[str, int]) -> None:
    """Store look-ups in order, each on the basis that its viewer has."""
    told = list(looks)
    bases = _bases({one.person for one in told})
    for number, one in enumerate(told):
        staff = known.staff[one.login]
        unit = units[staff.roles[0].unit]
        basis = bases.get((one.basis, one.person, staff.account)) or bases.get((one.basis, one.person, unit), one.basis)
        event = Event(
            happened_at=one.at,
            verb=one.verb,
            viewer=f"person:{staff.account}",
            viewer_kind=Kind.PERSON,
            role=staff.roles[0].role.value,
            unit=str(unit),
            purpose=one.purpose,
            basis=basis,
            subject=f"person:{one.person}",
            result=one.result,
            emergency=one.purpose is Purpose.EMERGENCY,
            request=f"{number + 1:032x}",
            code_version=version("vugge"),
        )
        event.save(force_insert=True)
        EventPerson.objects.create(
            event=event, person=one.person, level=one.level, categories=",".join(sorted(one.categories)), basis=basis
        )


def _bases(persons: set[UUID]) -> dict[tuple[str, UUID, UUID | int], str]:
    """Return the codes of bases as the log writes them, by kind, person and receiver."""
    rows = Basis.objects.adding().filter(person__in=persons).order_by("pk")
    return {
        (kind, person, account or unit): f"{kind}:{consent or pk}"
        for pk, kind, person, account, unit, consent in rows.values_list(
            "pk", "kind", "person_id", "account_id", "unit_id", "consent_id"
        )
    }


def make_room() -> None:
    """Let SQLite hold a quarter of a gigabyte in memory on this connection: keys by chance are written everywhere."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -262144")  # kibibytes


def store_traffic(lines: Iterable[Line]) -> int:
    """Store look-ups by the thousand, and return how many."""
    first = (Event.objects.aggregate(last=Max("sequence"))["last"] or 0) + 1
    events, persons = (
        _Insert(Event, _SAME_EVENT | {"code_version": version("vugge")}),
        _Insert(EventPerson, _SAME_PERSON),
    )
    stored = 0
    for batch in _batches(lines):
        events.add([_event(line, first + line.number) for line in batch])
        persons.add([{"event": first + line.number, "person": line.person} for line in batch])
        stored += len(batch)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Event]):
            cursor.execute(statement)
    return stored


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    left = iter(lines)
    while batch := list(islice(left, _AT_ONCE)):
        yield batch


_SAME_EVENT: Final = {
    "verb": SEEN,
    "viewer_kind": Kind.PERSON.value,
    "purpose": Purpose.CARE.value,
    "basis": "assigned:1",
    "result": Result.SHOWN.value,
    "emergency": False,
    "query_hash": "",
    "fields": "",
    "numbers": {},
}
_SAME_PERSON: Final = {"level": Level.FULL.value, "categories": _CATEGORIES, "basis": "assigned:1"}


def _event(line: Line, sequence: int) -> dict[str, object]:
    return {
        "sequence": sequence,
        "happened_at": line.at,
        "viewer": f"person:{line.watcher.account}",
        "role": line.watcher.role,
        "unit": str(line.watcher.unit),
        "subject": f"person:{line.person}",
        "request": f"{sequence:032x}",
    }


class _Insert:
    """Adds rows to one table; what all rows share is prepared for the database once."""

    def __init__(self, table: type[Model], shared: Mapping[str, object]) -> None:
        self._table = table
        self._fields = {one.name: one for one in table._meta.concrete_fields}  # noqa: SLF001  Django's documented name
        self._shared = [self._prepared(name, value) for name, value in shared.items()]
        self._shared_names = list(shared)

    def add(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Add rows that all name the same columns."""
        names = [*rows[0], *self._shared_names]
        quote = connection.ops.quote_name
        columns = ", ".join(quote(str(self._fields[name].column)) for name in names)
        places = ", ".join(["%s"] * len(names))
        table = quote(self._table._meta.db_table)  # noqa: SLF001  Django's documented name
        own = [[self._prepared(name, value) for name, value in row.items()] + self._shared for row in rows]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", own)  # noqa: S608  our own names

    def _prepared(self, name: str, value: object) -> Any:  # Any: as the database's driver takes it
        if isinstance(value, int | str) and not isinstance(value, bool):
            return value  # as every database takes it
        return self._fields[name].get_db_prep_save(value, connection)
