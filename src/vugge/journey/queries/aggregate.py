"""How all children stand at all stations on a quarter's last day, counted for the tables that are released of it.

Offers, to the system that releases, `handed_over`; to those who read figures `chain_of`. What is read was released,
and nothing else: no figure is counted for a page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vugge.access.queries.law import access_law
from vugge.access.queries.statistics import Part, Released, places_here, released_series
from vugge.access.rules.statistics_series import Handed
from vugge.access.rules.statistics_tables import Place
from vugge.audit.rules import Viewer
from vugge.journey.queries.columns import Batch, facts_in_columns
from vugge.journey.queries.law import municipalities_with_own_route, national_network, network_for
from vugge.journey.rules.aggregate import (
    COHORTS,
    OLDEST,
    OTHERWISE,
    STANDS,
    By,
    Institution,
    Members,
    Rows,
    Tally,
    areas,
    declared_tables,
    institutions,
    part_key,
    stand_of,
    stations_on,
)
from vugge.journey.rules.columns import CODES, NOT_ON_ROUTE, plan_columns
from vugge.journey.rules.route import Network, Station
from vugge.journey.rules.standing import Status
from vugge.kit.disclosure import Grouping, Quarter
from vugge.organisations.queries.register import units_by_id

CODE_VERSION: Final = version("vugge")
Stations = Mapping[str, tuple[Station, tuple[str, ...]]]


def handed_over(viewer: Viewer, earlier: tuple[Released, ...], *, on: date, known: Iterable[Place] = ()) -> Handed:
    """Return every table of how children stand, declared and counted as of a day. For the system alone.

    The rows are those of the first release (`earlier`, the oldest first). Three statements for each batch of children,
    and a dozen besides; no person leaves it.
    """
    tally, kinds = _counted(viewer, on)
    if not any(tally.size(By.COHORT).values()):
        return Handed((), {}, {})
    places = places_here(viewer, known=known)
    divided = _divided(viewer, earlier, tally=tally, kinds=kinds, places=places, on=on)
    rows = {by: Rows(grouping, OTHERWISE[by], kinds) for by, grouping in divided.items()}
    stations = _stations(on)
    declared = tuple(declared_tables(stations, divided, code_version=CODE_VERSION))
    counts = [tally.counts(by, name, one) for name in stations for by, one in rows.items()]
    sizes = {key: count for by, one in rows.items() for key, count in tally.sizes(by, one).items()}
    published = {one.key: one.residents for one in places if one.residents is not None}
    keys = (one.table.key for one in declared)
    return Handed(declared, dict(zip(keys, counts, strict=True)), sizes | published)


def chain_of(viewer: Viewer, *, by: By, quarter: Quarter | None = None) -> Part:
    """Return what was released of how children stand, divided in one way. As `released_series`."""
    others = tuple(part_key(one) for one in By if one is not by)
    return released_series(viewer, part=part_key(by), quarter=quarter, beside=others)


@dataclass(frozen=True)
class _Routed:
    """A network with the municipality whose children follow it; none: those of all that have none of their own."""

    network: Network
    municipality: str


def _networks() -> tuple[_Routed, ...]:
    own = (_Routed(network_for(code), code) for code in municipalities_with_own_route())
    return (_Routed(national_network(), ""), *own)


def _stations(on: date) -> Stations:
    """Return every station of any route, the national ones first; a municipality's change does not take their place."""
    found: dict[str, tuple[Station, tuple[str, ...]]] = {}
    for routed in _networks():
        found = {**stations_on(routed.network, on), **found}
    return {name: found[name] for routed in _networks() for name in stations_on(routed.network, on)}


def _counted(viewer: Viewer, on: date) -> tuple[Tally, Mapping[str, str]]:
    """Count every child, and return the kind of each institution that occurs beside the counts."""
    tally, kinds = Tally(), dict[str, str]()
    for batch in facts_in_columns(viewer, on=on, oldest=OLDEST):
        divided = _members(batch)
        kinds |= {_unit_key(one[0]): one[1] for one in batch.units if one is not None}
        tally.add_children(divided)
        for name, stands in _stands(batch, on).items():
            tally.add(name, stands, divided)
    return tally, kinds


def _members(batch: Batch) -> Mapping[By, Members]:
    years = (batch.lives.born.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970).tolist()
    return {
        By.AREA: Members.of(batch.areas),
        By.COHORT: Members.of([str(year) for year in years]),
        By.INSTITUTION: Members.of(["" if one is None else _unit_key(one[0]) for one in batch.units]),
    }


def _unit_key(unit: int) -> str:
    return f"u{unit}"


_STAND_OF: Final = np.full(NOT_ON_ROUTE + 1, STANDS.index(stand_of(Status.NOT_RELEVANT)), np.intp)
_STAND_OF[: len(CODES)] = [STANDS.index(stand_of(status)) for status in CODES]


def _stands(batch: Batch, on: date) -> Mapping[str, NDArray[np.intp]]:
    """Return how each child of a batch stands at each station of any route."""
    found: dict[str, NDArray[np.intp]] = {}
    where, others = np.array(batch.municipalities), np.ones(batch.lives.size, np.bool_)
    for routed in reversed(_networks()):
        mine = others if not routed.municipality else where == routed.municipality
        if not mine.any():
            continue
        others = others & ~mine
        plans = plan_columns(routed.network, batch.lives, on=on)
        for name in plans.stations:
            column = found.setdefault(name, np.full(batch.lives.size, _STAND_OF[NOT_ON_ROUTE], np.intp))
            np.copyto(column, _STAND_OF[plans.of(name)], where=mine)
    return found


def _divided(
    viewer: Viewer,
    earlier: tuple[Released, ...],
    *,
    tally: Tally,
    kinds: Mapping[str, str],
    places: Iterable[Place],
    on: date,
) -> Mapping[By, Grouping]:
    """Return the ways to divide: as in the first release, or anew where there is none."""
    settled = {by: _first(earlier, by) for by in By}
    by_area = settled[By.AREA] or areas(places)
    rows_before = len(by_area.groups) if by_area else 1
    by_unit = settled[By.INSTITUTION] or institutions(
        _attended(viewer, tally, kinds),
        smallest=access_law(on).statistics.institution.children,
        among=rows_before * len(COHORTS.groups) * len(STANDS),
    )
    found = {By.AREA: by_area, By.COHORT: settled[By.COHORT] or COHORTS, By.INSTITUTION: by_unit}
    return {by: grouping for by, grouping in found.items() if grouping is not None}


def _first(earlier: Iterable[Released], by: By) -> Grouping | None:
    tables = (one.release.table for one in earlier if one.key.startswith(part_key(by)))
    return next((table.rows for table in tables), None)


def _attended(viewer: Viewer, tally: Tally, kinds: Mapping[str, str]) -> list[Institution]:
    sizes = tally.size(By.INSTITUTION)
    names = units_by_id(viewer, units=[int(key[1:]) for key in kinds])
    return [
        Institution(key, names[int(key[1:])].name, kind, sizes.get(key, 0))
        for key, kind in kinds.items()
        if int(key[1:]) in names
    ]
