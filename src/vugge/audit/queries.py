"""What can be asked of the log.

Offers `events` (the newest entries, for the system on administration), `looks_at` (what is in the log about one
person), `entries_between` (the beginning of a stretch of the log) and `all_entries_between` (all of it, for the
supervisor's sample and for incidents), `entries_numbered`
(those of a sample), `last_done`, and on the seals `checkpoints`, `unsealed_since`,
`seal_standing` and `must_be_sealed`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Min, Subquery
from django.db.models.functions import Coalesce

from vugge.audit.models import Checkpoint, Event, EventPerson, Kept, Sealed
from vugge.audit.rules import Category, Entry, Kind, Level, Purpose, Result, Scope, Seen, Viewer
from vugge.audit.rules.lateness import REFUSAL, Lateness, SealStanding
from vugge.kit.errors import Hidden, NotAllowed
from vugge.kit.text import sentence

BATCH: Final = 5_000
"""So many entries are in memory at a time, where all of a stretch are read."""

OVERSIGHT: Final = (Purpose.SUPERVISION, Purpose.ADMINISTRATION)
"""What the log as a whole is read for."""


def events(viewer: Viewer, *, limit: int) -> tuple[Entry, ...]:
    """Return the newest entries without their persons, newest first, in one statement.

    Raises `NotAllowed` for everybody but the system itself on administration: who else may read what is
    decided by rules that stand above this room.
    """
    must_run_the_log(viewer)
    return tuple(entry_of(event) for event in Event.objects.order_by("-sequence")[:limit])


def must_run_the_log(viewer: Viewer) -> None:
    """Raise `NotAllowed` for everybody but the system itself on administration."""
    if viewer.kind is not Kind.SYSTEM or viewer.purpose is not Purpose.ADMINISTRATION:
        raise NotAllowed(
            sentence("Loggen læses kun ved drift af systemet. Spørg den, der har ansvaret for Vugge hos jer.")
        )


def checkpoints(viewer: Viewer, *, limit: int) -> tuple[str, ...]:
    """Return the newest signed checkpoints as the notes they are, newest first, in one statement.

    Raises `NotAllowed` for everybody but the system itself on administration.
    """
    must_run_the_log(viewer)
    return tuple(Checkpoint.objects.order_by("-size").values_list("note", flat=True)[:limit])


def unsealed_since(viewer: Viewer) -> datetime | None:
    """Return when the oldest entry that is not sealed was written; nothing when all are. In one statement.

    It looks through the whole log, and so misses nothing that `seal_standing` might. Raises as `checkpoints` does.
    """
    must_run_the_log(viewer)
    oldest: datetime | None = Event.objects.filter(sealed=None).aggregate(oldest=Min("happened_at"))["oldest"]
    return oldest


def seal_standing(now: datetime) -> SealStanding:
    """Return how the sealing stands, in four statements that take no longer the more entries there are.

    An entry that was stored late, beside a newer one that has its seal, shows only once something newer waits too.
    """
    last = Sealed.objects.order_by("-position").values_list("position", "event_id").first()
    position, event = last or (-1, -1)
    waiting = Event.objects.filter(sequence__gt=event, sealed=None).order_by("sequence")
    newest = Checkpoint.objects.order_by("-size").values_list("made_at", flat=True).first()
    return SealStanding(
        unsealed_since=waiting.values_list("happened_at", flat=True).first(),
        unkept_since=_unkept_since() if settings.CHECKPOINT_FOLDER else None,
        sealed=position + 1,
        made_at=newest,
        at=now,
    )


def must_be_sealed(now: datetime, *, person: UUID | None = None) -> None:
    """Raise `NotAllowed` when the log has waited too long for its seal; for exports and emergencies.

    In production alone: a demo that slept since yesterday keeps nobody waiting.
    """
    if settings.LOG_MUST_BE_SEALED and seal_standing(now).lateness is Lateness.TOO_LATE:
        raise NotAllowed(REFUSAL, person=person)


def last_done(viewer: Viewer, *, verb: str) -> datetime | None:
    """Return when a viewer last did something, by its verb; None for never. One statement."""
    rows = Event.objects.filter(viewer=viewer.name, verb=verb, result=Result.DONE.value)
    return rows.order_by("-happened_at").values_list("happened_at", flat=True).first()


def _unkept_since() -> datetime | None:
    """Return when the oldest checkpoint after the last that is kept elsewhere was made. One statement."""
    kept = Kept.objects.order_by("-checkpoint_id").values("checkpoint_id")[:1]
    rows = Checkpoint.objects.filter(size__gt=Coalesce(Subquery(kept), 0))
    return rows.order_by("size").values_list("made_at", flat=True).first()


def looks_at(scope: Scope, person: UUID, *, since: datetime, limit: int) -> tuple[Entry, ...]:
    """Return what is in the log about one person since a moment, newest first, in one statement.

    An entry tells of this person alone: nobody else of the same look, no counts, and as subject only the person.
    Raises `Hidden` when the scope does not show the person's log.
    """
    if not scope.shows(person, Category.LOG):
        raise Hidden(person)
    rows = EventPerson.objects.filter(person=person, event__happened_at__gte=since).select_related("event")
    return tuple(_about_one(row) for row in rows.order_by("-event_id")[:limit])


def entries_between(scope: Scope, since: datetime, until: datetime, *, limit: int, by: str = "") -> tuple[Entry, ...]:
    """Return the entries from `since` until before `until` with all their persons, oldest first, in two statements.

    `by` leaves only those of one viewer, by name. For the monthly sample and for the list of those whom an
    incident concerns: raises `NotAllowed` unless the scope is whole and its purpose supervision or administration.
    """
    _must_oversee(scope)
    found = Event.objects.filter(happened_at__gte=since, happened_at__lt=until)
    if by:
        found = found.filter(viewer=by)
    return tuple(whole_entry(event) for event in found.order_by("sequence").prefetch_related("persons")[:limit])


def all_entries_between(
    scope: Scope, since: datetime, until: datetime, *, by: str = "", unit: str = ""
) -> Iterator[Entry]:
    """Yield every entry from `since` until before `until` with all its persons, oldest first: none is left out.

    Read in batches, so that a long time costs no more memory than a short one: two statements for each `BATCH`. `by`
    leaves only those of one viewer, by name, and `unit` those of one unit. Raises as `entries_between` does.
    """
    _must_oversee(scope)
    found = Event.objects.filter(happened_at__gte=since, happened_at__lt=until)
    found = found.filter(viewer=by) if by else found
    found = found.filter(unit=unit) if unit else found
    last = -1
    while batch := list(found.filter(sequence__gt=last).order_by("sequence").prefetch_related("persons")[:BATCH]):
        yield from map(whole_entry, batch)
        last = batch[-1].sequence


def entries_numbered(scope: Scope, numbers: Collection[int]) -> Mapping[int, Entry]:
    """Return these entries by number with all their persons, in two statements. Raises as `entries_between` does."""
    _must_oversee(scope)
    found = Event.objects.filter(sequence__in=numbers).prefetch_related("persons")
    return {event.sequence: whole_entry(event) for event in found}


def own_subjects(viewer: Viewer, *, verb: str, limit: int) -> tuple[str, ...]:
    """Return what somebody opened last by one verb, newest first each once, in one statement.

    It tells them only where they were themselves; whether they may still go there is for others to say.
    """
    rows = Event.objects.filter(viewer=viewer.name, verb=verb, role=viewer.role, unit=viewer.unit).exclude(subject="")
    newest = rows.order_by("-happened_at").values_list("subject", flat=True)[: 10 * limit]
    return tuple(dict.fromkeys(newest))[:limit]


def _must_oversee(scope: Scope) -> None:
    if not scope.is_whole or scope.viewer.purpose not in OVERSIGHT:
        raise NotAllowed(
            sentence("Hele loggen læses kun ved tilsyn og drift. Spørg den, der har ansvaret for Vugge hos jer.")
        )


def whole_entry(event: Event) -> Entry:
    """Return a row with all its persons, which must have been fetched with it."""
    rows = sorted(event.persons.all(), key=lambda row: row.person)
    return entry_of(event, persons=[_seen(row) for row in rows])


def entry_of(event: Event, *, persons: Iterable[Seen] = ()) -> Entry:
    """Return a row as a value, with the persons given."""
    return Entry(
        sequence=event.sequence,
        happened_at=event.happened_at,
        verb=event.verb,
        viewer=event.viewer,
        viewer_kind=Kind(event.viewer_kind),
        role=event.role,
        unit=event.unit,
        purpose=Purpose(event.purpose),
        basis=event.basis,
        subject=event.subject,
        result=Result(event.result),
        is_emergency=event.emergency,
        request=event.request,
        query_hash=event.query_hash,
        fields=tuple(filter(None, event.fields.split(","))),
        numbers=event.numbers,
        code_version=event.code_version,
        persons=tuple(persons),
    )


def _about_one(row: EventPerson) -> Entry:
    whole = entry_of(row.event, persons=[_seen(row)])
    own_subject = f"person:{row.person}"
    return replace(
        whole,
        basis=row.basis,
        subject=own_subject if whole.subject == own_subject else "",
        numbers={},
        query_hash="",
    )


def _seen(row: EventPerson) -> Seen:
    categories = frozenset(Category(code) for code in row.categories.split(",") if code)
    return Seen(row.person, Level(row.level), categories, row.basis)
