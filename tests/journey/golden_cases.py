"""Reads the golden journeys: children written out by hand, with the status that each station must have on some days.

A file says who the child is, its life, and for each day which stations have which status. `rest` are the statuses that
every other station may have that day; without it only the named ones are looked at. `own` adds stations of
a municipality to the national route.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.journey.small import OWN

from vugge.audit.rules import Category
from vugge.journey.queries.law import national_network
from vugge.journey.rules.life import EvidenceFact, LifeFacts, SpellFact
from vugge.journey.rules.plan import JourneyPlan, StationPlan, Status, plan_of
from vugge.journey.rules.route import Edition, Network
from vugge.kit.periods import Period
from vugge.people.rules.kinds import SpellKind

FOLDER = Path(__file__).parent / "golden"
OFF_ROUTE = "off_route"
DATES = ("born", "due", "died", "arrived", "moved_in", "school_start")


@dataclass(frozen=True)
class GoldenDay:
    """What must be said on one day."""

    on: date
    statuses: Mapping[str, str]
    rest: frozenset[str] = frozenset()
    windows: Mapping[str, list[date]] = field(default_factory=dict)
    reached_on: Mapping[str, date] = field(default_factory=dict)
    still_until: Mapping[str, date] = field(default_factory=dict)
    editions: Mapping[str, str] = field(default_factory=dict)
    waits: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Golden:
    """One child."""

    name: str
    who: str
    life: LifeFacts
    days: tuple[GoldenDay, ...]
    own: bool = False


def golden_journeys() -> list[Golden]:
    return [golden(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]


def golden(name: str, text: str) -> Golden:
    told = tomllib.loads(text)
    days = tuple(_day(one) for one in told["days"])
    return Golden(name, told["who"], _life(told["life"]), days, own=told.get("own", False))


def _life(told: dict[str, Any]) -> LifeFacts:  # Any: what TOML holds
    known = {name: told.pop(name, None) for name in DATES}
    life = LifeFacts(
        **known,
        repeats=tuple(told.pop("repeats", ())),
        spells=tuple(_spell(*one) for one in told.pop("spells", ())),
        evidence=tuple(EvidenceFact(*one) for one in told.pop("evidence", ())),
        in_listed=tuple(Period(*one) for one in told.pop("listed", ())),
        is_home_known=told.pop("is_home_known", True),
        hidden=frozenset(Category(one) for one in told.pop("hidden", ())),
    )
    assert not told, f"unknown words in the life: {sorted(told)}"
    return life


def _spell(kind: str, start: date, end: date | str = "", from_listed: bool | None = None) -> SpellFact:
    return SpellFact(SpellKind(kind), Period(start, end if isinstance(end, date) else None), from_listed)


def _day(told: dict[str, Any]) -> GoldenDay:
    named = [(name, status) for status in (*Status, OFF_ROUTE) for name in told.pop(status, ())]
    assert len(dict(named)) == len(named), f"a station with two statuses on {told['on']}"
    told.pop("why", None)
    rest = frozenset(told.pop("rest", ()))
    return GoldenDay(statuses=dict(named), rest=rest, **told)


def network_of(journey: Golden) -> Network:
    network = national_network()
    if not journey.own:
        return network
    return replace(network, editions=tuple(_with_own(edition) for edition in network.editions))


def _with_own(edition: Edition) -> Edition:
    own = {one.id: one for one in OWN}
    return replace(edition, stations={**edition.stations, **own}, municipal=frozenset(own))


def mistakes(journey: Golden) -> list[str]:
    """Say where the plan is not what was written."""
    found = []
    for day in journey.days:
        plan = plan_of(network_of(journey), journey.life, on=day.on)
        found += [f"{day.on}: {mistake}" for mistake in _mistakes(plan, day)]
    return found


def _mistakes(plan: JourneyPlan, day: GoldenDay) -> Iterator[str]:
    stations = {one.station.id: one for one in plan.stations}
    for name, expected in day.statuses.items():
        one = stations.get(name)
        status = one.status.value if one else OFF_ROUTE
        if status != expected:
            said = one.status.because.sentence.say() if one else ""
            yield f"{name} is {status}, not {expected}: {said}"
    for name in stations.keys() - day.statuses.keys():
        status = stations[name].status.value
        if day.rest and status not in day.rest:
            yield f"{name} is {status}, and nothing is said of it"
    yield from _inexact(stations, day)


def _inexact(stations: Mapping[str, StationPlan], day: GoldenDay) -> Iterator[str]:
    exact: tuple[tuple[str, Mapping[str, object], Callable[[StationPlan], object]], ...] = (
        ("window", day.windows, lambda one: [one.opens, one.closes]),
        ("day it was reached", day.reached_on, lambda one: one.reached_on),
        ("last chance", day.still_until, lambda one: one.still_until),
        ("edition", day.editions, lambda one: one.edition),
        ("list of what it waits for", day.waits, lambda one: list(one.waits_for)),
    )
    for what, expected, found_of in exact:
        for name, wanted in expected.items():
            found = found_of(stations[name]) if name in stations else None
            if found != wanted:
                yield f"{name} has the {what} {found}, not {wanted}"
