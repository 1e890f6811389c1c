"""From files to a route: layers of packages become editions, each whole by itself.

Offers `editions_of`, `resolved` (what one package comes to with those it is based on) and `SAME_IN_EVERY_LAYER`.

A route has two layers, the national one and a municipality's own. An edition begins wherever either layer changes, so
that an edition never changes while it holds.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from vugge.journey.rules.route import Edition, RoutePackage, Station
from vugge.kit.law import in_force

SAME_IN_EVERY_LAYER: Final = ("line", "category", "duty")
"""What a municipality cannot change of a national station when it writes its own in its place."""


def editions_of(national: Sequence[RoutePackage], own: Sequence[RoutePackage] = ()) -> tuple[Edition, ...]:
    """Return every edition of a route in order of time: cut at each change of either layer, complete by id.

    The packages of a layer follow each other without gap (see `validation`). Before a municipality's first package the
    national route holds alone.
    """
    return tuple(_edition(national, own, begins=begins, ends=ends) for begins, ends in _cuts(national, own))


def _cuts(national: Sequence[RoutePackage], own: Sequence[RoutePackage]) -> list[tuple[date, date | None]]:
    """Return the days between which nothing changes. The national layer says when the route begins and ends."""
    first = min(one.valid_from for one in national)
    ends = _last_day(national)
    changes = {day for one in (*national, *own) for day in (one.valid_from, one.valid_to) if day is not None}
    days = sorted({first, *(day for day in changes if day > first and (ends is None or day < ends))})
    return list(zip(days, [*days[1:], ends], strict=True))


def _last_day(packages: Sequence[RoutePackage]) -> date | None:
    ends = [one.valid_to for one in packages]
    known = [day for day in ends if day is not None]
    return max(known) if len(known) == len(ends) else None


def _edition(
    national: Sequence[RoutePackage], own: Sequence[RoutePackage], *, begins: date, ends: date | None
) -> Edition:
    layers = [(layer, in_force(layer, begins)) for layer in (national, own)]
    stations: dict[str, Station] = {}
    names: list[str] = []
    for layer, package in layers:
        if package is not None:
            names.append(package.id)
            stations = resolved(package, layer, upon=stations)
    own_ids = {one.id for package in own for one in package.stations}
    of_state = {one.id for package in national for one in package.stations}
    return Edition(
        id="+".join(names),
        valid_from=begins,
        valid_to=ends,
        stations=stations,
        packages={
            one.id: package.id
            for package in (*national, *own)
            for one in package.stations
            if stations.get(one.id) is one
        },
        municipal=frozenset((own_ids - of_state) & stations.keys()),
    )


def resolved(
    package: RoutePackage, layer: Sequence[RoutePackage], *, upon: Mapping[str, Station] | None = None
) -> dict[str, Station]:
    """Return every station that holds with a package: those beneath it, those it is based on, then its own.

    A station with a known id takes the other's place; what is new comes last; what the package ends is gone.
    """
    base = next((one for one in layer if one.id == package.based_on), None)
    found = dict(upon or {}) if base is None else resolved(base, layer, upon=upon)
    for one in package.stations:
        found[one.id] = one
    return {name: station for name, station in found.items() if name not in package.without}
