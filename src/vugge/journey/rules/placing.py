"""Which edition of the route a station is taken from for one child, and when it is open for just that child.

Offers `Placed`, a station with its `Window` in one life, and `placed_stations`, all of those on a child's route.
An edition counts for a station if it is in force on the day its window opens: what had begun under the older
route goes on under it (docs/decisions/0025).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vugge.journey.rules.anchors import Dates, dates_of, day_of
from vugge.journey.rules.life import LifeFacts
from vugge.journey.rules.route import Anchor, Edition, Moment, Network, Station


@dataclass(frozen=True)
class Window:
    """When a station is open: from `opens` up to `closes`. `counts_from` is the first day on which a proof counts.

    Until `still_until` it can be reached late, without one it cannot: the test of grade 3 is not that of grade 2.
    `opens` and `counts_from` differ for a child that came after the station had closed and may catch up: then it opens
    on arrival and closes at `still_until`. `is_over_on_arrival`: it had closed, and there is nothing to catch up with.
    """

    opens: date
    closes: date
    counts_from: date
    still_until: date | None = None
    is_catching_up: bool = False
    is_over_on_arrival: bool = False

    @property
    def last(self) -> date:
        """The last day on which it is open."""
        return self.closes - timedelta(days=1)

    @property
    def counts_until(self) -> date:
        """The first day on which it can no longer be reached, not even late."""
        return self.still_until or self.closes

    @property
    def is_empty(self) -> bool:
        """Say whether it would close before it opens, as a visit in week 36 for a child born in week 34."""
        return self.closes <= self.opens


@dataclass(frozen=True)
class Placed:
    """A station as it stands in one life. `window` and `dates` are None while neither birth nor due date is known."""

    station: Station
    edition: Edition
    dates: Dates | None = None
    window: Window | None = None

    def day(self, moment: Moment) -> date | None:
        """Return the day of a moment of this station in this life."""
        return None if self.dates is None else day_of(moment, self.dates)

    @property
    def package(self) -> str:
        """The package that the station comes from."""
        return self.edition.packages.get(self.station.id, self.edition.id)


def placed_stations(network: Network, life: LifeFacts, *, on: date) -> Iterator[Placed]:
    """Yield every station on a child's route. Without birth and due date: those of the edition in force on the day."""
    if not network.editions:
        return
    national = dates_of(life, arrival=life.arrived)
    municipal = dates_of(life, arrival=last_arrival(life))
    if national is None or municipal is None:
        edition = edition_in_force(network, on)
        yield from (Placed(station, edition) for station in edition.stations.values())
        return
    for name in station_ids(network):
        placed = _placed(network, name, national=national, municipal=municipal)
        if placed is not None:
            yield placed


def last_arrival(life: LifeFacts) -> date | None:
    """Return the day the child came within reach of a municipal station: to Denmark and to the municipality."""
    return max((day for day in (life.arrived, life.moved_in) if day), default=None)


def station_ids(network: Network) -> tuple[str, ...]:
    """Return the id of every station of any edition, in order of first mention."""
    return tuple(dict.fromkeys(name for edition in network.editions for name in edition.stations))


def edition_in_force(network: Network, on: date) -> Edition:
    """Return the edition in force on a day; before the first one, the first."""
    return next((edition for edition in reversed(network.editions) if edition.valid_from <= on), network.editions[0])


def _placed(network: Network, name: str, *, national: Dates, municipal: Dates) -> Placed | None:
    """Take the station from the oldest edition that fits.

    Where the older edition opens it only after the change, and the newer would have opened it before, the newer counts:
    no child falls between two editions that both have the station.
    """
    is_carried = False
    before: Station | None = None
    opens: date | None = None
    closes: date | None = None
    for place, edition in enumerate(network.editions):
        station = edition.stations.get(name)
        if station is None:
            is_carried, before = False, None
            continue
        dates = municipal if name in edition.municipal else national
        if station is not before:  # most stations are the very same in every edition
            opens, closes, before = day_of(station.opens, dates), day_of(station.closes, dates), station
        if opens is None or closes is None:
            is_carried = False
            continue
        is_early_enough = edition.valid_to is None or opens < edition.valid_to
        if is_early_enough and (place == 0 or is_carried or edition.valid_from <= opens):
            return Placed(station, edition, dates, _window(station, dates, opens=opens, closes=closes))
        is_carried = not is_early_enough
    return None


def _window(station: Station, dates: Dates, *, opens: date, closes: date) -> Window:
    still_until = None if station.still_until is None else day_of(station.still_until, dates)
    if still_until is not None and still_until <= closes:
        still_until = None
    came = dates.arrival
    if came is None or closes > came or station.opens.anchor is Anchor.ARRIVAL:
        return Window(opens, closes, counts_from=opens, still_until=still_until)
    if still_until is None or still_until <= came:
        return Window(opens, closes, counts_from=opens, is_over_on_arrival=True)
    return Window(came, still_until, counts_from=opens, is_catching_up=True)
