"""What can be wrong with the files of a route, said so that an editor knows what to mend.

Offers `problems_of_measures`, `problems_of_package` (one file by itself), `problems_of_layer` (files in a row) and
`problems_of_edition` (the whole route as it comes out).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from vugge.journey.rules.comparing import surely_not_after
from vugge.journey.rules.packages import SAME_IN_EVERY_LAYER
from vugge.journey.rules.route import Edition, Measure, MeasureKind, RoutePackage, Station
from vugge.journey.rules.station_checks import problems_of_station
from vugge.kit.text import Sentence, sentence

_MUNICIPALITY: Final = re.compile(r"\d{4}")


def problems_of_measures(measures: Sequence[Measure]) -> tuple[Sentence, ...]:
    """Return everything wrong with the file of what can be observed."""
    twice = [
        sentence("observation {measure} står to gange; slet den ene", measure=name)
        for name, count in Counter(one.id for one in measures).items()
        if count > 1
    ]
    return (*twice, *(problem for one in measures for problem in _measure(one)))


def _measure(one: Measure) -> Iterator[Sentence]:
    if one.kind is MeasureKind.CHOICE and not one.values:
        yield sentence("observation {measure}, felt values: skriv de svar, der kan vælges", measure=one.id)
    if one.kind is not MeasureKind.CHOICE and one.values:
        yield sentence("observation {measure}, felt values: kun et valg (choice) har svar", measure=one.id)
    if one.kind is MeasureKind.NUMBER and (one.least is None or one.most is None or one.unit is None):
        yield sentence("observation {measure}: et tal skal have least, most og unit", measure=one.id)
    if not one.sources:
        yield sentence("observation {measure}, felt sources: der skal stå mindst én kilde", measure=one.id)


def problems_of_package(package: RoutePackage, measures: Mapping[str, Measure]) -> tuple[Sentence, ...]:
    """Return everything wrong with one file by itself."""
    twice = [
        sentence("station {station} står to gange i filen; slet den ene", station=name)
        for name, count in Counter(one.id for one in package.stations).items()
        if count > 1
    ]
    known = {**measures, **{one.id: one for one in package.measures}}
    stations = (problem for one in package.stations for problem in problems_of_station(one, known))
    own = (*problems_of_measures(package.measures), *_own_measures(package))
    return (*_head(package), *own, *twice, *stations)


def _own_measures(package: RoutePackage) -> Iterator[Sentence]:
    """Say which measures a file may not bring: two municipalities must never mean different things by one name."""
    for one in package.measures:
        if not package.municipality:
            yield sentence(
                "observation {measure}: den nationale rutes observationer står i measures.toml", measure=one.id
            )
        elif not one.id.startswith(f"k{package.municipality}_"):
            yield sentence(
                "observation {measure}, felt id: skriv k{code}_ foran, så ingen anden kommune har den samme",
                measure=one.id,
                code=package.municipality,
            )


def _head(package: RoutePackage) -> Iterator[Sentence]:
    if package.valid_to is not None and package.valid_to <= package.valid_from:
        yield sentence("felt valid_to: den skal ligge efter valid_from")
    if package.municipality and not _MUNICIPALITY.fullmatch(package.municipality):
        yield sentence("felt municipality: skriv kommunens kode med fire cifre, for eksempel 0461")
    if not package.sources:
        yield sentence("felt sources: der skal stå mindst én kilde")
    both = {one.id for one in package.stations} & set(package.without)
    for name in sorted(both):
        yield sentence("felt without: {station} både slutter og står i filen; vælg det ene", station=name)


def problems_of_layer(
    packages: Sequence[RoutePackage], *, beneath: Sequence[Mapping[str, Station]] = ()
) -> tuple[tuple[str, Sentence], ...]:
    """Return what is wrong between the files of one layer: pairs of a package's id and the problem.

    `beneath` are the national editions that a municipality's stations are laid upon.
    """
    ordered = sorted(packages, key=lambda one: one.valid_from)
    return (*_names(ordered), *_rows(ordered), *_bases(ordered, beneath), *_last(ordered, is_national=not beneath))


def _names(packages: Sequence[RoutePackage]) -> Iterator[tuple[str, Sentence]]:
    for name, count in Counter(one.id for one in packages).items():
        if count > 1:
            yield name, sentence("felt id: to filer hedder {package}; giv den ene et andet", package=name)


def _rows(packages: Sequence[RoutePackage]) -> Iterator[tuple[str, Sentence]]:
    """Say where two packages hold at once, or none does."""
    for one, following in pairwise(packages):
        if one.valid_to is None or one.valid_to > following.valid_from:
            yield (
                one.id,
                sentence(
                    "felt valid_to: {following} gælder allerede fra {day}. Skriv den dag her",
                    following=following.id,
                    day=following.valid_from,
                ),
            )
        elif one.valid_to < following.valid_from:
            yield (
                one.id,
                sentence(
                    "felt valid_to: intet gælder fra {ends} til {begins}. Luk hullet",
                    ends=one.valid_to,
                    begins=following.valid_from,
                ),
            )


def _last(packages: Sequence[RoutePackage], *, is_national: bool) -> Iterator[tuple[str, Sentence]]:
    if is_national and packages and packages[-1].valid_to is not None:
        yield (
            packages[-1].id,
            sentence(
                "felt valid_to: ruten slutter {day}. Slet den, eller skriv den næste fil", day=packages[-1].valid_to
            ),
        )


def _bases(
    packages: Sequence[RoutePackage], beneath: Sequence[Mapping[str, Station]]
) -> Iterator[tuple[str, Sentence]]:
    """Say which packages build on something that is not there, and which end or change what they may not."""
    known: dict[str, dict[str, Station]] = {}
    ground = {name: station for stations in beneath for name, station in stations.items()}
    for package in packages:
        if package.based_on and package.based_on not in known:
            yield (
                package.id,
                sentence("felt based_on: {base} findes ikke blandt de tidligere filer", base=package.based_on),
            )
        base = {**ground, **known.get(package.based_on, {})}
        for name in package.without:
            if name not in base:
                yield package.id, sentence("felt without: {station} findes ikke i det, filen bygger på", station=name)
            elif name in ground and ground[name].duty:
                yield (
                    package.id,
                    sentence(
                        "felt without: {station} er en pligt efter loven og kan ikke tages af ruten", station=name
                    ),
                )
        for station in package.stations:
            yield from ((package.id, one) for one in _changed(station, ground.get(station.id)))
        left = {name: station for name, station in base.items() if name not in package.without}
        known[package.id] = {**left, **{station.id: station for station in package.stations}}


def _changed(station: Station, national: Station | None) -> Iterator[Sentence]:
    """Say what a municipality's station changes of a national one that it must leave as it is."""
    if national is None:
        return
    for field in SAME_IN_EVERY_LAYER:
        if getattr(station, field) != getattr(national, field):
            yield sentence(
                "station {station}, felt {field}: den skal være som på den nationale rute",
                station=station.id,
                field=field,
            )


def problems_of_edition(edition: Edition) -> tuple[Sentence, ...]:
    """Return what is wrong with the order of stations once all files are laid together."""
    return (*_unknown_before(edition.stations), *_circles(edition.stations), *_too_late(edition.stations))


def _unknown_before(stations: Mapping[str, Station]) -> Iterator[Sentence]:
    for one in stations.values():
        for name in one.after:
            if name not in stations:
                yield sentence(
                    "station {station}, felt after: {before} findes ikke på ruten. Ret navnet, eller slet det",
                    station=one.id,
                    before=name,
                )


def _circles(stations: Mapping[str, Station]) -> Iterator[Sentence]:
    """Find each station that waits for itself, straight or through others."""
    for name in stations:
        waits = _waits_for(name, stations)
        if name in waits:
            yield sentence(
                "station {station}, felt after: den venter på sig selv gennem {others}",
                station=name,
                others=tuple(sorted(waits)),
            )


def _waits_for(name: str, stations: Mapping[str, Station]) -> set[str]:
    """Return every station that must be reached first, those before them included."""
    found: set[str] = set()
    waiting = list(stations[name].after)
    while waiting:
        one = waiting.pop()
        if one in stations and one not in found:
            found.add(one)
            waiting += stations[one].after
    return found


def _too_late(stations: Mapping[str, Station]) -> Iterator[Sentence]:
    for one in stations.values():
        for name in one.after:
            before = stations.get(name)
            if before is not None and surely_not_after(one.closes, before.opens):
                yield sentence(
                    "station {station}, felt after: {before} åbner først, når denne er lukket. Ret vinduet, eller slet "
                    "navnet",
                    station=one.id,
                    before=name,
                )
