"""Writes entries; an entry and its persons are two statements.

Offers to the rest of the room `write_deed`, `write_look` and `write_denial`, and to everybody `search_hash`.
"""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import salted_hmac

from vugge.audit.actions.sessions import request_id
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import NO_BASIS, Level, Logged, Looked, Purpose, Result, Seen, Viewer, joint_basis, one_each

_CODE_VERSION: Final = version("vugge")
_SALT: Final = "vugge.audit.search"


def search_hash(text: str) -> str:
    """Return the keyed hash that stands in the log for a text somebody searched for, in 64 hexadecimal digits.

    Two searches for the same words have the same hash, whatever the case and the spaces.
    """
    words = " ".join(text.casefold().split())
    return salted_hmac(_SALT, words, algorithm="sha256").hexdigest()


def write_deed(verb: str, viewer: Viewer, logged: object) -> None:
    """Write the entry of an action; raises `TypeError` when it did not say what it did."""
    if not isinstance(logged, Logged):
        message = f"{verb} must return Logged(...), so that the log knows what was done to what."
        raise TypeError(message)
    event = _event(verb, viewer, result=Result.DONE, basis=logged.basis)
    event.subject = logged.subject
    event.numbers = dict(logged.numbers)
    event.fields = ",".join(logged.fields)
    _save(event, one_each(logged.persons))


def write_look(verb: str, viewer: Viewer, looked: object) -> None:
    """Write the entry of a look; raises `TypeError` when it did not say who was seen."""
    if not isinstance(looked, Looked):
        message = f"{verb} must return Looked(...), so that the log knows who was seen."
        raise TypeError(message)
    persons = one_each(looked.seen)
    event = _event(verb, viewer, result=looked.result, basis=joint_basis(persons))
    event.subject = looked.subject or _subject_of(persons)
    event.numbers = dict(looked.numbers)
    event.fields = ",".join(looked.fields)
    event.query_hash = looked.query_hash
    _save(event, persons)


def write_denial(verb: str, viewer: Viewer, person: UUID | None) -> None:
    """Write that somebody was refused; the person need not be here."""
    persons = () if person is None else (Seen(person, Level.UNKNOWN, frozenset(), NO_BASIS),)
    event = _event(verb, viewer, result=Result.DENIED, basis=NO_BASIS)
    event.subject = _subject_of(persons)
    _save(event, persons)


def _event(verb: str, viewer: Viewer, *, result: Result, basis: str) -> Event:
    return Event(
        happened_at=timezone.now(),
        verb=verb,
        viewer=viewer.name,
        viewer_kind=viewer.kind,
        role=viewer.role,
        unit=viewer.unit,
        purpose=viewer.purpose,
        result=result,
        basis=basis,
        emergency=viewer.purpose is Purpose.EMERGENCY,
        request=request_id(),
        code_version=_CODE_VERSION,
    )


def _subject_of(persons: tuple[Seen, ...]) -> str:
    return f"person:{persons[0].person}" if len(persons) == 1 else ""


def _save(event: Event, persons: Iterable[Seen]) -> None:
    event.save(force_insert=True)
    EventPerson.objects.bulk_create(
        EventPerson(
            event=event,
            person=seen.person,
            level=seen.level,
            categories=",".join(sorted(seen.categories)),
            basis=seen.basis,
        )
        for seen in persons
    )
