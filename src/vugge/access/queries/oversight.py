"""What the supervisor sees: the month's sample of the log, emergencies to go through, and citizens' questions.

Citizens stand here as pseudonyms, never by name. Offers `sample_of` with `Sample` and `Sampled`, `emergencies` and
`emergency_looks` with `Opened`, `log_questions` with `Questioned`, `must_supervise`, `must_be_outside`,
`pseudonym` and `log_scope`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import salted_hmac

from vugge.access.models import Basis, EmergencyReview, Finding, LogQuestion, SampledEntry
from vugge.access.queries.actors import actor_of
from vugge.access.rules.telling import SUPERVISION, reason_told, told
from vugge.audit.actions import look
from vugge.audit.actions.deciding import deciding
from vugge.audit.queries import entries_between, entries_numbered
from vugge.audit.rules import Category, Entry, Level, Looked, Purpose, Result, Scope, Seen, Viewer, system
from vugge.kit.errors import NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import Sentence, sentence
from vugge.organisations.queries.register import units_by_id
from vugge.organisations.queries.staff import colleagues, current_roles
from vugge.organisations.rules.kinds import Role
from vugge.organisations.rules.staff import Colleague, HeldRole

MOST_LOOKS: Final = 500


@dataclass(frozen=True)
class EntryLine:
    """An entry as the supervisor reads it. `by` and `persons` are pseudonyms."""

    happened_at: datetime
    by: str
    role: Role | None
    unit: str
    did: Sentence
    reason: Sentence
    purpose: Purpose
    persons: tuple[str, ...]
    categories: tuple[Category, ...]
    is_emergency: bool
    is_denied: bool


@dataclass(frozen=True)
class Found:
    """What a supervisor found and signed."""

    was_right: bool
    text: str
    signed_by: str
    signed_at: datetime


@dataclass(frozen=True)
class Sampled:
    """One look-up of the sample: why it weighed, and what was found (None: not gone through)."""

    number: int
    weight: int
    why: str
    entry: EntryLine | None
    found: Found | None


@dataclass(frozen=True)
class Sample:
    """The sample of one month; `months` are all that have one, the newest first."""

    month: date | None
    months: tuple[date, ...]
    lines: tuple[Sampled, ...]

    @property
    def signed(self) -> int:
        """How many have been gone through."""
        return sum(one.found is not None for one in self.lines)

    @property
    def wrong(self) -> int:
        """How many were found wrong."""
        return sum(one.found is not None and not one.found.was_right for one in self.lines)


@dataclass(frozen=True)
class Opened:
    """One emergency access: by whom, about whom (a pseudonym), why, and what the review found.

    `may_open` says whether the viewer may see it by itself: one's own, and those of a unit one works in, are first gone
    through by somebody else.
    """

    basis: int
    who: Colleague | None
    person: str
    begins_at: datetime
    ends_at: datetime | None
    reason: str
    due: date
    reviewed_at: datetime | None
    was_right: bool | None
    finding: str
    may_open: bool


@dataclass(frozen=True)
class Questioned:
    """A citizen's question about a look-up, with what they asked about."""

    number: int
    asked_by: str
    asked_at: datetime
    due: date
    entry: EntryLine | None
    answer: str
    answered_at: datetime | None


@look("access.sample_seen")
def sample_of(viewer: Viewer, *, month: date | None = None) -> Looked[Sample]:
    """Show the sample of a month, or the newest one. A fixed number of statements; for supervisors alone."""
    must_supervise(viewer)
    months = tuple(SampledEntry.objects.order_by("-month").values_list("month", flat=True).distinct())
    chosen = month or next(iter(months), None)
    rows = list(
        SampledEntry.objects.filter(month=chosen or date.min).order_by("-weight", "id").select_related("finding")
    )
    entries = entries_numbered(log_scope(), [row.entry for row in rows])
    named = colleagues(viewer, accounts=[one.signed_by_id for row in rows if (one := _finding(row))], on=_today())
    read = entry_lines(viewer, entries)
    lines = tuple(
        Sampled(row.pk, row.weight, row.why, read.get(row.entry), _found(_finding(row), named)) for row in rows
    )
    return Looked(Sample(chosen, months, lines), seen=seen_in(entries.values()), numbers={"entries": len(lines)})


@look("access.emergencies_seen")
def emergencies(viewer: Viewer) -> Looked[tuple[Opened, ...]]:
    """Show every emergency access, those to go through first. A fixed number of statements; for supervisors alone."""
    must_supervise(viewer)
    found = _emergencies(viewer, EmergencyReview.objects.all())
    return Looked(tuple(one for one, _ in found), seen=_pseudonyms(person for _, person in found))


@look("access.emergency_review_seen")
def emergency_looks(viewer: Viewer, *, basis: int) -> Looked[tuple[Opened, tuple[EntryLine, ...]]]:
    """Show one emergency access with everything that was done in it.

    Raises `NotFound` for none of that number, and `NotAllowed`, as going through it does, for who may not.
    """
    must_supervise(viewer)
    found = _emergencies(viewer, EmergencyReview.objects.filter(basis_id=basis))
    if not found:
        raise NotFound(sentence("Den akutte adgang findes ikke."))
    opened, person = found[0]
    with deciding():
        row = Basis.objects.facts_of().get(pk=basis)
    if opened.reviewed_at is None:
        must_be_outside(viewer, row)
    entries = entries_between(
        log_scope(),
        row.begins_at,
        row.ends_at or timezone.now(),
        limit=MOST_LOOKS,
        by=f"person:{row.account_id}",
    )
    own = {one.sequence: one for one in entries if one.is_emergency}
    return Looked(
        (opened, tuple(entry_lines(viewer, own).values())), seen=(*_pseudonyms((person,)), *seen_in(own.values()))
    )


@look("access.log_questions_seen")
def log_questions(viewer: Viewer, *, question: int | None = None) -> Looked[tuple[Questioned, ...]]:
    """Show what citizens ask about look-ups, or one question: those without answer first, by the day of the answer."""
    must_supervise(viewer)
    with deciding():
        rows = LogQuestion.objects.facts_of().order_by("answered_at", "due", "id")
        asked = list(rows.filter(pk=question) if question is not None else rows)
    entries = entries_numbered(log_scope(), [row.entry for row in asked])
    read = entry_lines(viewer, entries)
    found = [
        Questioned(
            row.pk, pseudonym(row.asked_by_id), row.asked_at, row.due, read.get(row.entry), row.answer, row.answered_at
        )
        for row in sorted(asked, key=lambda row: (row.answered_at is not None, row.due, row.pk))
    ]
    return Looked(tuple(found), seen=(*_pseudonyms(row.asked_by_id for row in asked), *seen_in(entries.values())))


def must_supervise(viewer: Viewer) -> None:
    """Raise `NotAllowed` for everybody but a supervisor who supervises. One statement."""
    is_supervisor = actor_of(viewer, timezone.now()).role == Role.SUPERVISOR
    if not is_supervisor or viewer.purpose is not Purpose.SUPERVISION:
        raise NotAllowed(sentence("Det gør den, der fører tilsyn med loggen."))


def must_be_outside(viewer: Viewer, opened: Basis) -> None:
    """Raise `NotAllowed` for whoever may not go through an emergency access: one's own, or of a unit one works in.

    Two statements.
    """
    today = _today()
    mine = current_roles(viewer.identity, on=today) if viewer.identity else ()
    theirs = current_roles(opened.account_id, on=today) if opened.account_id else ()
    is_supervisor = any((one.role, str(one.unit)) == (Role.SUPERVISOR, viewer.unit) for one in mine)
    if not is_supervisor or viewer.role != Role.SUPERVISOR or viewer.purpose is not Purpose.SUPERVISION:
        raise NotAllowed(sentence("Akut adgang gennemgås af den, der fører tilsyn."), person=opened.person_id)
    if not _is_outside(viewer, mine, opened, {one.unit for one in theirs}):
        raise NotAllowed(
            sentence("Akut adgang gennemgås af en anden enhed end den, der åbnede."), person=opened.person_id
        )


def _is_outside(viewer: Viewer, mine: Iterable[HeldRole], opened: Basis, theirs: Collection[int]) -> bool:
    """Say whether a viewer of these parts neither opened a case nor works where it was opened, or with who did."""
    units = {opened.in_unit_id, *theirs}
    return viewer.identity != opened.account_id and not any(one.unit in units for one in mine)


def log_scope() -> Scope:
    """Return the whole log, to be read for a supervisor who has been asked for by `must_supervise`."""
    return Scope.whole(system("oversight", Purpose.SUPERVISION))


def pseudonym(identity: UUID | str) -> str:
    """Return how somebody is called here: always the same, and known to nobody else."""
    return salted_hmac("vugge.pseudonym", str(identity)).hexdigest()[:10]


def entry_lines(viewer: Viewer, entries: Mapping[int, Entry]) -> Mapping[int, EntryLine]:
    """Return entries as the supervisor reads them. One statement."""
    units = units_by_id(viewer, units={int(one.unit) for one in entries.values() if one.unit.isdecimal()})
    return {
        number: _line(one, {str(unit): facts.name for unit, facts in units.items()}) for number, one in entries.items()
    }


def seen_in(entries: Iterable[Entry]) -> tuple[Seen, ...]:
    """Return what the log says of those whom entries name: that the supervisor knows of a look at a pseudonym."""
    return _pseudonyms(one.person for entry in entries for one in entry.persons)


def _line(entry: Entry, units: Mapping[str, str]) -> EntryLine:
    categories = frozenset[Category]().union(*(one.categories for one in entry.persons))
    return EntryLine(
        entry.happened_at,
        by=pseudonym(entry.viewer.partition(":")[2]),
        role=Role(entry.role) if entry.role in set(Role) else None,
        unit=units.get(entry.unit, ""),
        did=told(entry.verb, entry.result),
        reason=reason_told(entry.persons[0].basis if len(entry.persons) == 1 else entry.basis),
        purpose=entry.purpose,
        persons=tuple(pseudonym(one.person) for one in entry.persons),
        categories=tuple(one for one in Category if one in categories),
        is_emergency=entry.is_emergency,
        is_denied=entry.result is Result.DENIED,
    )


def _emergencies(viewer: Viewer, reviews: Iterable[EmergencyReview]) -> list[tuple[Opened, UUID]]:
    by_basis = {one.basis_id: one for one in reviews}
    with deciding():
        rows = list(Basis.objects.facts_of().filter(pk__in=list(by_basis)))
    who = colleagues(viewer, accounts=[row.account_id for row in rows if row.account_id], on=_today())
    mine = current_roles(viewer.identity, on=_today()) if viewer.identity else ()
    found = [
        (
            Opened(
                row.pk,
                who.get(row.account_id) if row.account_id else None,
                pseudonym(row.person_id),
                begins_at=row.begins_at,
                ends_at=row.ends_at,
                reason=row.reason,
                due=by_basis[row.pk].due,
                reviewed_at=by_basis[row.pk].reviewed_at,
                was_right=by_basis[row.pk].was_right,
                finding=by_basis[row.pk].finding,
                may_open=by_basis[row.pk].reviewed_at is not None
                or _is_outside(viewer, mine, row, _units(who.get(row.account_id) if row.account_id else None)),
            ),
            row.person_id,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one[0].reviewed_at is not None, one[0].due, one[0].basis))


def _units(who: Colleague | None) -> frozenset[int]:
    return frozenset(unit for _role, unit, _name in who.parts) if who else frozenset()


def _pseudonyms(persons: Iterable[UUID]) -> tuple[Seen, ...]:
    return tuple(Seen(one, Level.EXISTS, frozenset(), SUPERVISION) for one in dict.fromkeys(persons))


def _finding(row: SampledEntry) -> Finding | None:
    return getattr(row, "finding", None)


def _found(finding: Finding | None, named: Mapping[UUID, Colleague]) -> Found | None:
    if finding is None:
        return None
    who = named.get(finding.signed_by_id)
    return Found(finding.was_right, finding.text, who.name if who else "", finding.signed_at)


def _today() -> date:
    return local_day(timezone.now())
