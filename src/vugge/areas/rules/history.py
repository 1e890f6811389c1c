"""Who was officially on which list, and how many lists in a row.

Absence from a list counts as "was not on it" only where the list is complete: where we hold as many names as
the state published. Otherwise it is not known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vugge.areas.rules.area_law import AreaLaw, ListCalendar
from vugge.areas.rules.law import AreaList, InARow
from vugge.areas.rules.outcome import Outcome, all_of, outcome_of
from vugge.kit.law import in_force

AREA_LISTS = "area_lists"
COMBINED_LETTING = "combined_letting"


@dataclass(frozen=True)
class Flag:
    """The state's own answer for one area, one list day and one list."""

    area: str
    list_day: date
    kind: AreaList
    on_list: bool


@dataclass(frozen=True)
class PastList:
    """What is known of one area on one earlier list."""

    list_day: date
    outcome: Outcome


@dataclass(frozen=True)
class Membership:
    """Every official flag on file, and the lists of which every name is on file."""

    flags: Mapping[tuple[str, date, AreaList], bool]
    complete: frozenset[tuple[date, AreaList]]

    def on_list(self, area: str, list_day: date, kind: AreaList) -> Outcome:
        """Return whether an area was on a list; undetermined where nobody has found out."""
        known = self.flags.get((area, list_day, kind))
        if known is not None:
            return outcome_of(known)
        return Outcome.NO if (list_day, kind) in self.complete else Outcome.UNDETERMINED


def complete_lists(
    held: Mapping[tuple[date, AreaList], int], calendar: ListCalendar
) -> frozenset[tuple[date, AreaList]]:
    """Return the lists of which we hold as many names as the state published."""
    return frozenset(
        (one.day, kind)
        for one in calendar.lists
        for kind, published in one.counts.items()
        if held.get((one.day, kind)) == published
    )


def held_names(flags: Iterable[Flag]) -> Mapping[tuple[date, AreaList], int]:
    """Count the names we hold of each list."""
    return Counter((flag.list_day, flag.kind) for flag in flags if flag.on_list)


def membership(flags: Iterable[Flag], complete: frozenset[tuple[date, AreaList]]) -> Membership:
    """Gather official flags, of one area or of all."""
    return Membership({(flag.area, flag.list_day, flag.kind): flag.on_list for flag in flags}, complete)


def lists_before(law: AreaLaw, member: Membership, *, area: str, demand: InARow, before: date) -> tuple[PastList, ...]:
    """Return what is known of the lists that the demand looks back on, latest first.

    Each earlier list counts by the criteria then in force: a law that did not know this list says by
    `counts_as` which of its lists stands in for it.
    """
    days = law.calendar.days_before(before)[: demand.lists - 1]
    return tuple(PastList(day, _then(law, member, area=area, kind=demand.kind, day=day)) for day in days)


def in_a_row(demand: InARow, now: Outcome, past: tuple[PastList, ...]) -> Outcome:
    """Return whether the lists make the row that the law demands, this list included."""
    if len(past) < demand.lists - 1:
        return Outcome.NO
    return all_of([now, *(one.outcome for one in past)])


def _then(law: AreaLaw, member: Membership, *, area: str, kind: AreaList, day: date) -> Outcome:
    package = in_force(law.of_series(AREA_LISTS), day)
    if package is None:
        return Outcome.NO
    stand_in = next((rule.kind for rule in package.lists if kind in rule.counts_as), kind)
    return member.on_list(area, day, stand_in)
