"""What is done every month: the sample of the log, and a quarter's figures. Run by `vugge nightly`, or by hand.

Offers `draw_sample`, `needs_sample` and `release_quarter`. The facts that the sample weighs are gathered here and go
no further: what is stored of an entry is its number, its weight and the reasons in words.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import Final
from uuid import UUID

from vugge.access.actions.oversight import store_sample
from vugge.access.actions.statistics import release_statistics
from vugge.access.models import Conflict, SampledEntry
from vugge.access.queries.law import access_law
from vugge.access.queries.statistics import places_here
from vugge.access.rules.sampling import Watched, draw
from vugge.access.rules.statistics import Outcome
from vugge.access.rules.statistics_tables import Place
from vugge.audit.actions.deciding import deciding
from vugge.audit.queries import all_entries_between
from vugge.audit.rules import Entry, Kind, Purpose, Result, Scope, Viewer, system
from vugge.kit.disclosure import Quarter
from vugge.kit.local_time import local_midnight
from vugge.organisations.queries.staff import colleagues, staff_of_unit
from vugge.organisations.rules.staff import Colleague
from vugge.people.queries.persons import lines
from vugge.people.rules.names import folded
from vugge.people.rules.values import PersonLine

SAMPLER: Final = system("sampler", Purpose.SUPERVISION)
STATISTICIAN: Final = system("statistician", Purpose.STATISTICS)
NEAR: Final = timedelta(days=14)
"""Work for a person so long before or after a look-up speaks for it."""


@dataclass(frozen=True)
class _Month:
    """The entries of a month by staff about persons, and those around it by which one sees that work was done."""

    looked: tuple[Entry, ...]
    done: Mapping[tuple[str, UUID], tuple[datetime, ...]]


def draw_sample(*, month: date, chances: Iterable[float], viewer: Viewer = SAMPLER) -> int:
    """Draw and store the sample of a month, if it has none. Returns how many entries it holds.

    Staff's look-ups of persons are drawn, by risk (`rules.sampling`); as many as `law/access/` says. `chances` gives a
    number even in 0 to 1 for each of them, without end.
    """
    first = month.replace(day=1)
    size = access_law(first).terms.supervision.sample_size
    watched = _watched(viewer, first)
    return store_sample(viewer, month=first, drawn=draw(watched, size=size, chances=chances))


def needs_sample(month: date) -> bool:
    """Say whether a month has no sample yet. One statement."""
    return not SampledEntry.objects.filter(month=month.replace(day=1)).exists()


def release_quarter(
    *, quarter: Quarter, known: Iterable[Place] = (), viewer: Viewer = STATISTICIAN
) -> tuple[Outcome, ...]:
    """Release the fixed tables of a quarter that are not out yet. Returns what came of each.

    Run every month: what is out stays, so the first run after a quarter does the work, and a later one what was
    refused before. `known` are areas whose residents no official list gives.
    """
    places = places_here(viewer, known=known)
    return release_statistics(viewer, quarter=quarter, places=places)


def _watched(viewer: Viewer, first: date) -> list[Watched]:
    whole = Scope.whole(viewer)
    found = _entries(whole, first)
    accounts = {UUID(one.viewer.partition(":")[2]) for one in found.looked}
    who = colleagues(viewer, accounts=accounts, on=first)
    persons = {seen.person for one in found.looked for seen in one.persons}
    named = {one.id: one for one in lines(whole, persons)}
    shut = _conflicts(accounts)
    staff = _names_by_unit(viewer, found.looked, first)
    seen_by, middle = _volumes(found.looked)
    return [
        _watched_one(
            one,
            found,
            who=who.get(UUID(one.viewer.partition(":")[2])),
            named=named,
            shut=shut,
            staff=staff.get(one.unit, frozenset()),
            volume=(len(seen_by[one.viewer]), middle.get(one.role, 0)),
        )
        for one in found.looked
    ]


def _entries(whole: Scope, first: date) -> _Month:
    begins = local_midnight(first)
    ends = local_midnight((first + timedelta(days=32)).replace(day=1))
    done: defaultdict[tuple[str, UUID], list[datetime]] = defaultdict(list)
    looked = []
    for one in all_entries_between(whole, begins - NEAR, ends + NEAR):
        for seen in one.persons if one.result is Result.DONE else ():
            done[one.unit, seen.person].append(one.happened_at)
        if begins <= one.happened_at < ends and _is_watched(one):
            looked.append(one)
    return _Month(tuple(looked), {pair: tuple(moments) for pair, moments in done.items()})


def _is_watched(one: Entry) -> bool:
    """Say whether an entry is a look of staff at persons, supervision's own left out."""
    by_staff = one.viewer_kind is Kind.PERSON and bool(one.role) and bool(one.persons)
    return by_staff and one.purpose is not Purpose.SUPERVISION and one.result is not Result.DONE


def _watched_one(  # noqa: PLR0913  the facts of one entry, each from another place
    entry: Entry,
    month: _Month,
    *,
    who: Colleague | None,
    named: Mapping[UUID, PersonLine],
    shut: Mapping[tuple[UUID, UUID], str],
    staff: frozenset[str],
    volume: tuple[int, int],
) -> Watched:
    persons = [named[seen.person] for seen in entry.persons if seen.person in named]
    surname = _surname(who.name) if who else ""
    kinds = {shut.get((who.account, one.id)) for one in persons} if who else set()
    moments = [moment for one in persons for moment in month.done.get((entry.unit, one.id), ())]
    return Watched(
        entry.sequence,
        entry.happened_at,
        is_emergency=entry.is_emergency,
        is_denied=entry.result is Result.DENIED,
        has_same_surname="family" in kinds or any(surname and surname == _surname(one.surname) for one in persons),
        lives_near="neighbour" in kinds,
        is_colleague=any(folded(one.given_names, one.surname) in staff for one in persons),
        has_work_near=any(abs(moment - entry.happened_at) <= NEAR for moment in moments),
        looked_up=volume[0],
        peers_look_up=volume[1],
    )


def _surname(name: str) -> str:
    return folded(name, "").rpartition(" ")[2]


def _conflicts(accounts: Iterable[UUID]) -> Mapping[tuple[UUID, UUID], str]:
    with deciding():
        rows = Conflict.objects.facts_of().filter(account__in=accounts)
        return {(account, person): kind for account, person, kind in rows.values_list("account", "person", "kind")}


def _names_by_unit(viewer: Viewer, looked: Iterable[Entry], day: date) -> Mapping[str, frozenset[str]]:
    """Return the folded names of who works in each unit: one statement a unit, once a month."""
    units = sorted({one.unit for one in looked if one.unit.isdecimal()})
    return {
        unit: frozenset(folded(one.name, "") for one in staff_of_unit(viewer, unit=int(unit), on=day)) for unit in units
    }


def _volumes(looked: Iterable[Entry]) -> tuple[Mapping[str, set[UUID]], Mapping[str, int]]:
    """Return whom each viewer saw in the month, and how many the middle one of each role saw."""
    seen_by: defaultdict[str, set[UUID]] = defaultdict(set)
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for one in looked:
        seen_by[one.viewer] |= {seen.person for seen in one.persons}
        roles[one.role].add(one.viewer)
    middle = {role: median_low(len(seen_by[name]) for name in names) for role, names in roles.items()}
    return seen_by, middle
