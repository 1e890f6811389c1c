"""The people somebody works with, and what waits for them: the first page of a working day.

Offers `my_people` with `MyPeople` and `Group`, the searches `found_people` and `suggested_people`, and
`possible_matches`, asked before somebody is registered, and `people_at_meetings`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.access.models import Basis, Consent
from vugge.access.queries.actors import code_of, received_by, scope
from vugge.access.queries.around import consent_lines
from vugge.access.queries.law import access_law
from vugge.access.rules.around import ConsentLine
from vugge.access.rules.basis import STRENGTH, BasisKind
from vugge.access.rules.consent import ConsentState
from vugge.audit.actions import look, search_hash
from vugge.audit.queries import own_subjects
from vugge.audit.rules import Category, Looked, Result, Scope, Seen, Viewer
from vugge.kit.local_time import local_day
from vugge.people.queries.finding import Found, find, known_already, registered_as
from vugge.people.queries.persons import lines
from vugge.people.rules.registering import NewPerson
from vugge.people.rules.values import PersonLine

NEW_FOR: Final = timedelta(days=14)
RECENT: Final = 6
SUGGESTED: Final = 8
PAGE_SIZE: Final = 50
SEEN_VERB: Final = "access.person_seen"


class Group(StrEnum):
    """The parts of the list of one's own people."""

    ALL = "alle"
    MINE = "opgave"
    TEAM = "team"
    CONSENT = "samtykke"
    NEW = "nye"
    ENDING = "slutter"


@dataclass(frozen=True)
class MyPerson:
    """One person whom the viewer works with: on which kinds of basis, since when, and until when if there is an end."""

    line: PersonLine
    kinds: tuple[BasisKind, ...]
    since: datetime | None
    until: datetime | None

    @property
    def until_day(self) -> date | None:
        """The first local day without access; None where nothing says when."""
        return None if self.until is None else local_day(self.until)


@dataclass(frozen=True)
class AskedOf:
    """A consent that the viewer has asked for, and about whom."""

    line: PersonLine
    consent: ConsentLine


@look("access.people_at_meetings_seen")
def people_at_meetings(viewer: Viewer) -> Looked[tuple[PersonLine, ...]]:
    """Show about whom something is exchanged today at meetings that the viewer takes part in."""
    mine = scope(viewer)
    found = lines(mine, mine.persons())
    return Looked(found, seen=_identities(mine, found), result=_result(found))


@dataclass(frozen=True)
class MyPeople:
    """One page of those whom the viewer works with, in Danish order of name, with how many there are in each group.

    `recent` are those opened last; `waiting` are consents asked for that nobody has answered, `ending` those that
    end soon.
    """

    persons: tuple[MyPerson, ...]
    counts: Mapping[Group, int]
    group: Group
    page: int
    pages: int
    recent: tuple[PersonLine, ...]
    waiting: tuple[AskedOf, ...]
    ending: tuple[AskedOf, ...]


@look("access.own_people_seen")
def my_people(viewer: Viewer, *, group: Group = Group.ALL, page: int = 1) -> Looked[MyPeople]:
    """Show those whom the viewer works with, and what waits. A fixed number of statements, however many they are."""
    now = timezone.now()
    mine = scope(viewer)
    lines_by_id = {one.id: one for one in lines(mine, mine.persons())}
    remind_from = now + timedelta(days=access_law(local_day(now)).terms.consent.remind_days_before)
    everybody = _with_bases(mine, lines_by_id, now)
    grouped = {
        one: [each for each in everybody if _belongs(each, one, now=now, remind_from=remind_from)] for one in Group
    }
    pages = max(1, -(-len(grouped[group]) // PAGE_SIZE))
    at = min(max(1, page), pages)
    asked = consent_lines(mine, _asked(mine, now))
    people = MyPeople(
        persons=tuple(grouped[group][(at - 1) * PAGE_SIZE : at * PAGE_SIZE]),
        counts={one: len(those) for one, those in grouped.items()},
        group=group,
        page=at,
        pages=pages,
        recent=_recent(mine, lines_by_id),
        waiting=_those(asked, lines_by_id, ConsentState.REQUESTED),
        ending=tuple(
            one for one in _those(asked, lines_by_id, ConsentState.GIVEN) if one.consent.until <= local_day(remind_from)
        ),
    )
    return Looked(people, seen=mine.seen(_shown(people), Category.IDENTITY), numbers={"persons": len(everybody)})


@look("access.people_searched")
def found_people(viewer: Viewer, *, text: str, page: int = 1) -> Looked[Found]:
    """Find those of the viewer's own people whom a text means; the log keeps a hash of the text."""
    mine = scope(viewer)
    found = find(mine, text, page=page)
    return Looked(
        found,
        seen=_identities(mine, found.persons),
        result=_result(found.persons),
        query_hash=search_hash(text),
        numbers={"found": found.total},
    )


@look("access.people_suggested")
def suggested_people(viewer: Viewer, *, text: str) -> Looked[tuple[PersonLine, ...]]:
    """Suggest a few whom the beginning of a text may mean."""
    mine = scope(viewer)
    found = find(mine, text)
    few = found.persons[:SUGGESTED]
    return Looked(few, seen=_identities(mine, few), result=_result(few), query_hash=search_hash(text))


@look("access.possible_matches_seen")
def possible_matches(viewer: Viewer, *, new: NewPerson, key: str) -> Looked[tuple[PersonLine, ...]]:
    """Show who of the viewer's own people somebody may be who is about to be registered.

    Nobody where the same form, by its `key`, was taken in before: then it is no question any more.
    """
    mine = scope(viewer)
    known = known_already(mine, new) if registered_as(mine, key=key) is None else ()
    return Looked(known, seen=_identities(mine, known), result=_result(known))


def _identities(mine: Scope, shown: Iterable[PersonLine]) -> tuple[Seen, ...]:
    return mine.seen((one.id for one in shown), Category.IDENTITY)


def _result(shown: Collection[PersonLine]) -> Result:
    return Result.SHOWN if shown else Result.EMPTY


def _with_bases(mine: Scope, named: Mapping[UUID, PersonLine], now: datetime) -> list[MyPerson]:
    bases: dict[UUID, list[dict[str, Any]]] = {person: [] for person in named}  # Any: plain values of rows
    for row in _own_bases(mine, now):
        if row["person_id"] in bases and code_of(row) in mine.sight(row["person_id"]).bases:
            bases[row["person_id"]].append(row)
    return [_my_person(line, bases[person]) for person, line in named.items()]


_OWN_FIELDS: Final = ("id", "consent_id", "person_id", "kind", "begins_at", "ends_at")


def _own_bases(mine: Scope, now: datetime) -> Iterable[dict[str, Any]]:  # Any: plain values of rows
    viewer = mine.viewer
    if viewer.identity is None or not viewer.unit:
        return ()
    rows = Basis.objects.within(mine).filter(
        received_by(viewer),
        Q(ends_at__isnull=True) | Q(ends_at__gt=now),
        Q(ended_at__isnull=True) | Q(ended_at__gt=now),
        begins_at__lte=now,
    )
    return [{**row} for row in rows.order_by("begins_at").values(*_OWN_FIELDS)]


def _my_person(line: PersonLine, rows: list[dict[str, Any]]) -> MyPerson:  # Any: plain values of rows
    ends = [row["ends_at"] for row in rows]
    return MyPerson(
        line,
        kinds=tuple(sorted({BasisKind(row["kind"]) for row in rows}, key=STRENGTH.index)),
        since=min((row["begins_at"] for row in rows), default=None),
        until=max(ends) if ends and None not in ends else None,
    )


def _belongs(one: MyPerson, group: Group, *, now: datetime, remind_from: datetime) -> bool:
    match group:
        case Group.ALL:
            return True
        case Group.MINE:
            return BasisKind.ASSIGNED in one.kinds
        case Group.TEAM:
            return BasisKind.TEAM in one.kinds
        case Group.CONSENT:
            return BasisKind.CONSENT in one.kinds
        case Group.NEW:
            return one.since is not None and now - one.since < NEW_FOR
        case Group.ENDING:
            return one.until is not None and one.until <= remind_from


def _asked(mine: Scope, now: datetime) -> list[Consent]:
    """Return what the viewer has asked and what is not over, of those whose sharing they see."""
    seen = [person for person in mine.sights if mine.shows(person, Category.SHARING)]
    rows = Consent.objects.within(mine).filter(
        person__in=seen,
        asked_by=mine.viewer.identity,
        until__gt=local_day(now),
        refused_at__isnull=True,
        withdrawn_at__isnull=True,
    )
    return list(rows.order_by("until", "id")[:PAGE_SIZE])


def _those(asked: Iterable[ConsentLine], named: Mapping[UUID, PersonLine], state: ConsentState) -> tuple[AskedOf, ...]:
    return tuple(AskedOf(named[one.person], one) for one in asked if one.state is state and one.person in named)


def _recent(mine: Scope, named: Mapping[UUID, PersonLine]) -> tuple[PersonLine, ...]:
    """Return whom the viewer opened last and may still see."""
    subjects = own_subjects(mine.viewer, verb=SEEN_VERB, limit=2 * RECENT)
    opened = [UUID(subject.partition(":")[2]) for subject in subjects if subject.startswith("person:")]
    return tuple(named[one] for one in opened if one in named)[:RECENT]


def _shown(people: MyPeople) -> frozenset[UUID]:
    shown = [one.line for one in people.persons] + [one.line for one in (*people.waiting, *people.ending)]
    return frozenset(one.id for one in (*shown, *people.recent))
