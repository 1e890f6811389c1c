"""A citizen's own log: who has looked at them or their child, when, at what, for what, and why it was allowed.

Offers `my_log` with `MyLog` and `LogLine`, `own_line` and `entry_behind`. Employees stand with role and unit,
not with their names (CJEU C-579/21). The log's own numbers are not shown: a line is known by a handle of this
reader's alone.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import salted_hmac

from vugge.access.queries.law import access_law
from vugge.access.queries.own import own_of, questions_of
from vugge.access.rules.consent import months_later
from vugge.access.rules.telling import Teller, reason_told, told
from vugge.audit.actions import look
from vugge.audit.queries import looks_at
from vugge.audit.rules import Category, Entry, Kind, Level, Looked, Purpose, Result, Scope, Viewer
from vugge.kit.errors import Hidden, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import Sentence, sentence
from vugge.organisations.queries.register import organisation_facts_of, units_by_id
from vugge.organisations.rules.kinds import Role
from vugge.people.queries.facts import accounts_of
from vugge.people.queries.persons import lines
from vugge.people.rules.values import PersonLine

PAGE_SIZE: Final = 30
LONGEST: Final = 2000
"""So many entries are read at most; the page says so when there are more."""
GONE: Final = sentence("Opslaget er ikke i loggen. Åbn siden igen.")


@dataclass(frozen=True)
class Asked:
    """What the reader has asked about a line: the day by which it is answered, and the answer."""

    due: date
    answer: str
    answered_on: date | None


@dataclass(frozen=True)
class LogLine:
    """One line: at which local moment somebody did what, with which kinds of data, and why it was allowed."""

    handle: str
    happened_at: datetime
    teller: Teller
    role: Role | None
    unit: str
    organisation: str
    did: Sentence
    categories: tuple[Category, ...]
    purpose: Purpose
    reason: Sentence
    is_emergency: bool
    is_denied: bool
    asked: Asked | None

    @property
    def day(self) -> date:
        """The local day."""
        return local_day(self.happened_at)

    @property
    def may_be_asked_about(self) -> bool:
        """Say whether somebody else did it, and nobody has asked yet."""
        return self.teller in (Teller.STAFF, Teller.CUSTODIAN) and self.asked is None


@dataclass(frozen=True)
class MyLog:
    """A page of the log about one person; `choice` are all whose log the reader may read."""

    person: PersonLine
    choice: tuple[PersonLine, ...]
    lines: tuple[LogLine, ...]
    since: date
    page: int
    pages: int
    is_cut: bool
    own_hidden: int
    me: UUID | None


@look("access.own_log_seen")
def my_log(viewer: Viewer, *, person: UUID | None = None, page: int = 1, with_own: bool = False) -> Looked[MyLog]:
    """Show who has looked at the citizen, or at a child in their custody, newest first; own looks only when asked for.

    A fixed number of statements. Raises `Hidden` for somebody whose log the citizen may not read.
    """
    mine, me = own_of(viewer)
    readable = [one for one in mine.persons() if mine.shows(one, Category.LOG)]
    whose = person or me
    named = lines(mine, readable)
    subject = next((one for one in named if one.id == whose), None)
    if whose is None or subject is None:
        raise Hidden(whose or UUID(int=0))
    since = log_since()
    entries = looks_at(mine, whose, since=since, limit=LONGEST)
    others = [one for one in entries if one.viewer != viewer.name]
    chosen = list(entries) if with_own else others
    pages = max(1, -(-len(chosen) // PAGE_SIZE))
    at = min(max(1, page), pages)
    shown = MyLog(
        subject,
        named,
        log_lines(mine, me, chosen[(at - 1) * PAGE_SIZE : at * PAGE_SIZE], whose=whose),
        since=local_day(since),
        page=at,
        pages=pages,
        is_cut=len(entries) == LONGEST,
        own_hidden=0 if with_own else len(entries) - len(others),
        me=me,
    )
    seen = (*mine.seen(readable, Category.IDENTITY), *mine.seen((whose,), Category.IDENTITY, Category.LOG))
    return Looked(shown, seen=seen, subject=f"person:{whose}")


@look("access.own_log_line_seen")
def own_line(viewer: Viewer, *, person: UUID, handle: str) -> Looked[LogLine]:
    """Show one line of one's own log, with what was asked and answered. Raises `NotFound` for another's handle."""
    mine, me = own_of(viewer)
    entries = looks_at(mine, person, since=log_since(), limit=LONGEST)
    chosen = [one for one in entries if handle_of(viewer, one) == handle]
    if not chosen:
        raise NotFound(GONE)
    line = log_lines(mine, me, chosen, whose=person)[0]
    return Looked(line, seen=mine.seen((person,), Category.LOG), subject=f"person:{person}")


def entry_behind(viewer: Viewer, *, person: UUID, handle: str) -> int:
    """Return the entry that a line of the reader's log stands for. Raises `NotFound` for another's handle."""
    mine, _me = own_of(viewer)
    for one in looks_at(mine, person, since=log_since(), limit=LONGEST):
        if handle_of(viewer, one) == handle:
            return one.sequence
    raise NotFound(GONE)


def log_since() -> datetime:
    """Return from when on the log is kept, by the rules on keeping."""
    now = timezone.now()
    retention = access_law(local_day(now)).retention
    months = next(one.months_after_end for one in retention.rules if one.subject == "log")
    first = months_later(local_day(now), -months)
    return now.replace(year=first.year, month=first.month, day=first.day)


def handle_of(viewer: Viewer, entry: Entry) -> str:
    """Return what an entry is known by to one reader; it says nothing of the log's own numbers."""
    return salted_hmac("vugge.own_log", f"{viewer.name} {entry.sequence}").hexdigest()[:20]


def log_lines(mine: Scope, me: UUID | None, entries: Collection[Entry], *, whose: UUID) -> tuple[LogLine, ...]:
    """Return entries about one person as that person's family reads them. Five statements."""
    viewer = mine.viewer
    places = {int(one.unit) for one in entries if one.unit.isdecimal()}
    if not mine.shows(whose, Category.LOCATION):
        places = set()  # the school that looked tells where a protected child is
    units = units_by_id(viewer, units=places)
    owners = organisation_facts_of(viewer, organisations={one.organisation for one in units.values()})
    own_accounts = accounts_of((whose,)).get(whose, frozenset())
    asked = questions_of(mine, me)
    found = []
    for one in entries:
        unit = units.get(int(one.unit)) if one.unit.isdecimal() else None
        owner = owners.get(unit.organisation) if unit else None
        found.append(
            LogLine(
                handle_of(viewer, one),
                one.happened_at,
                _teller(one, viewer, own_accounts),
                role=Role(one.role) if one.role in set(Role) else None,
                unit=unit.name if unit else "",
                organisation=owner.name if owner and unit and owner.name != unit.name else "",
                did=told(one.verb, one.result),
                categories=_categories(one),
                purpose=one.purpose,
                reason=reason_told(one.basis),
                is_emergency=one.is_emergency,
                is_denied=one.result is Result.DENIED,
                asked=_asked(asked.get(one.sequence)),
            )
        )
    return tuple(found)


def _teller(entry: Entry, viewer: Viewer, own_accounts: Iterable[UUID]) -> Teller:
    if entry.viewer_kind is not Kind.PERSON:
        return Teller.SYSTEM
    if entry.role:
        return Teller.STAFF
    if entry.viewer == viewer.name:
        return Teller.ME
    names = {f"person:{account}" for account in own_accounts}
    return Teller.THE_PERSON if entry.viewer in names else Teller.CUSTODIAN


def _categories(entry: Entry) -> tuple[Category, ...]:
    seen = frozenset[Category]().union(*(one.categories for one in entry.persons if one.level > Level.UNKNOWN))
    return tuple(one for one in Category if one in seen)


def _asked(row: Mapping[str, Any] | None) -> Asked | None:  # Any: plain values of a row
    if row is None:
        return None
    answered = row["answered_at"]
    return Asked(row["due"], row["answer"], None if answered is None else local_day(answered))
