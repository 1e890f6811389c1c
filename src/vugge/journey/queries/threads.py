"""Which threads somebody is in and whom they can write to: within a scope, and only for who is in the circle.

Offers `Board` with `boards_of`, `Names` with `names_about`, and what `thread_texts` shares: `thread_lines` and `as_me`.
Asked inside looks alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from vugge.audit.rules import Category, Level, Scope, Seen
from vugge.journey import models
from vugge.journey.queries.correspondents import Me, Roll, in_part, part_of, readers_mark, roll_of
from vugge.journey.queries.message_law import message_law
from vugge.journey.rules.correspondents import Part, ThreadKind
from vugge.journey.rules.message_law import Expectation, expectation
from vugge.journey.rules.messages import Correspondent, ThreadLine
from vugge.organisations.queries.register import units_by_id
from vugge.people.queries.persons import lines
from vugge.people.queries.relatives import Kin, relatives_of
from vugge.people.rules.values import PersonLine

Row = Mapping[str, Any]  # Any: plain values of a row
Parts = Mapping[UUID, tuple[Part, ...]]
"""The colleagues of threads, by thread, in the order in which they came."""
THREAD: Final = ("id", "person_id", "kind", "opened_at")
_PART: Final = ("thread_id", "account_id", "in_role", "in_unit_id")
_MINE: Final = ("thread_id", "read_at", "message__written_at", "message__withdrawn_at")


@dataclass(frozen=True)
class Names:
    """What those around a person are called, as far as the viewer may see it, and who of them is the viewer."""

    roll: Roll
    me: Me
    family: Mapping[UUID, str] = field(default_factory=dict)

    def of(self, one: Me) -> Correspondent:
        """Return somebody as they are shown."""
        if isinstance(one, Part):
            who = in_part(self.roll, one)
            return Correspondent(who.name, part=one, colleague=who, is_me=one == self.me)
        known = one if one in self.family else None
        return Correspondent(self.family.get(one, ""), person=known, is_me=one == self.me)

    def all_of(self, those: Iterable[Me]) -> tuple[Correspondent, ...]:
        """Return several, the family first and the viewer last."""
        found = (self.of(one) for one in those)
        return tuple(sorted(found, key=lambda one: (one.is_me, one.is_staff, one.name, str(one.part or one.person))))


@dataclass(frozen=True)
class Side:
    """Whom one can write to in threads of one kind: `family` on the one side, `colleagues` on the other."""

    kind: ThreadKind
    family: tuple[Correspondent, ...]
    colleagues: tuple[Correspondent, ...]
    mark: str


@dataclass(frozen=True)
class Board:
    """All that one viewer has in messages about one person: the threads, and whom a new one can be written to.

    No `sides`: there is nobody whom the viewer can write to here. `named`: whose names it shows besides.
    """

    line: PersonLine
    threads: tuple[ThreadLine, ...]
    sides: tuple[Side, ...]
    expects: Expectation
    named: tuple[Seen, ...] = ()

    @property
    def unread(self) -> int:
        """Return how many messages are new."""
        return sum(one.unread for one in self.threads)

    def side(self, kind: str) -> Side | None:
        """Return whom one can write to in threads of one kind."""
        return next((one for one in self.sides if one.kind == kind), None)


def boards_of(scope: Scope, me: Me, persons: Collection[UUID]) -> tuple[Board, ...]:
    """Return what the viewer has in messages about these persons, in order of name; it names nobody of the families.

    A fixed number of statements, however many persons and threads.
    """
    shown = [one for one in persons if scope.shows(one, Category.SHARING)]
    found = _Found.of(scope, me, shown)
    return tuple(found.board(line, Names(found.roll, me)) for line in lines(scope, shown))


def board_of(scope: Scope, me: Me, line: PersonLine) -> Board:
    """Return what the viewer has in messages about one person, the family named as far as the viewer may see it."""
    found = _Found.of(scope, me, [line.id])
    names, named = names_about(scope, me, found.roll, line)
    return found.board(line, names, named)


def names_about(scope: Scope, me: Me, roll: Roll, line: PersonLine) -> tuple[Names, tuple[Seen, ...]]:
    """Return what those around a person are called, and for the log whom of the family that names. Two statements."""
    known = roll.known[line.id]
    held = tuple((one.holder, one.kind, one.needs_check) for one in known.custodies if one.holds_on(roll.day))
    near = relatives_of(scope, Kin(line.id, held, frozenset(), frozenset()))
    family = {one.person: one.name for one in near} | {line.id: line.name}
    shown = frozenset({Category.FAMILY})
    basis = scope.sight(line.id).basis
    return Names(roll, me, family), tuple(Seen(one.person, Level.EXISTS, shown, basis) for one in near if one.name)


def of_those(named: Iterable[Seen], those: Iterable[Correspondent]) -> tuple[Seen, ...]:
    """Return what the log says of those of the family whose names stand on a page or in a file."""
    ids = {one.person for one in those}
    return tuple(one for one in named if one.person in ids)


@dataclass(frozen=True)
class _Found:
    """Everything that the boards of some persons are made from."""

    me: Me
    roll: Roll
    threads: Mapping[UUID, list[Row]]
    parts: Parts
    mine: Mapping[UUID, list[Row]]
    municipalities: Mapping[int, str]

    @classmethod
    def of(cls, scope: Scope, me: Me, persons: Collection[UUID]) -> "_Found":
        threads: defaultdict[UUID, list[Row]] = defaultdict(list)
        for row in models.Thread.objects.within(scope, only=persons).order_by("opened_at", "id").values(*THREAD):
            threads[row["person_id"]].append(row)
        parts = parts_of(scope, persons)
        named = {one.account for those in parts.values() for one in those}
        roll = roll_of(scope.viewer, persons, accounts=named)
        units = units_by_id(scope.viewer, units={one.unit for each in roll.known.values() for one in each.sharers})
        codes = {unit: one.municipality for unit, one in units.items()}
        return cls(me, roll, threads, parts, _mine(scope, me, persons), codes)

    def board(self, line: PersonLine, names: Names, named: tuple[Seen, ...] = ()) -> Board:
        threads = thread_lines(self.threads.get(line.id, ()), self.parts, self.mine, names)
        circles = [self.roll.circle(line.id, kind) for kind in ThreadKind]
        open_ones = [one for one in circles if one.is_open and one.holds(self.me)]
        sides = (
            Side(one.kind, names.all_of(one.citizens), names.all_of(one.staff - {self.me}), readers_mark(one.citizens))
            for one in open_ones
        )
        at = {self.municipalities.get(part.unit, "") for one in open_ones for part in one.staff}
        return Board(
            line,
            threads=tuple(sorted(threads, key=lambda one: one.newest_at or one.opened_at, reverse=True)),
            sides=tuple(sides),
            expects=expectation(message_law(self.roll.day), municipalities=at),
            named=named,
        )


def thread_lines(
    threads: Iterable[Row], parts: Parts, mine: Mapping[UUID, list[Row]], names: Names
) -> list[ThreadLine]:
    """Return those of the threads that the viewer takes part in today, with what of them is the viewer's to read."""
    found = []
    for row in threads:
        kind, colleagues = ThreadKind(row["kind"]), parts.get(row["id"], ())
        circle = names.roll.circle(row["person_id"], kind)
        if not circle.holds(names.me) or (isinstance(names.me, Part) and names.me not in colleagues):
            continue
        own = mine.get(row["id"], [])
        found.append(
            ThreadLine(
                row["id"],
                row["person_id"],
                kind,
                colleagues=names.all_of(one for one in colleagues if one in circle.staff),
                opened_at=row["opened_at"],
                newest_at=max((one["message__written_at"] for one in own), default=None),
                messages=len(own),
                unread=sum(one["read_at"] is None and one["message__withdrawn_at"] is None for one in own),
            )
        )
    return found


def parts_of(scope: Scope, persons: Collection[UUID]) -> Parts:
    """Return the colleagues who were asked into threads about these persons. One statement."""
    found: defaultdict[UUID, tuple[Part, ...]] = defaultdict(tuple)
    rows = models.ThreadColleague.objects.within(scope, only=persons).order_by("joined_at", "id")
    for thread, account, role, unit in rows.values_list(*_PART):
        found[thread] += (Part(account, role, unit),)
    return found


def as_me(me: Me) -> Q:
    """Return the condition that a row of a reader or a writer is somebody's."""
    if isinstance(me, Part):
        return Q(account=me.account, in_role=me.role, in_unit=me.unit)
    return Q(citizen=me)


def who_in(row: Row) -> Me:
    """Return whose a row of a reader or a writer is."""
    part = part_of(row["account_id"], row["in_role"], row["in_unit_id"])
    citizen: UUID = row["citizen_id"]
    return part or citizen


def _mine(scope: Scope, me: Me, persons: Collection[UUID]) -> Mapping[UUID, list[Row]]:
    found: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in models.MessageReader.objects.within(scope, only=persons).filter(as_me(me)).values(*_MINE):
        found[row["thread_id"]].append(row)
    return found
