"""The route as it stands in files: read once, checked, and laid together for a municipality.

Offers `national_network`, `network_for`, `municipalities_with_own_route`, `measures`, `check_file` and `forget`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from django.conf import settings

from vugge import catalogue
from vugge.journey.rules.packages import editions_of
from vugge.journey.rules.route import Edition, Measure, MeasuresFile, Network, RoutePackage
from vugge.journey.rules.validation import (
    problems_of_edition,
    problems_of_layer,
    problems_of_measures,
    problems_of_package,
)
from vugge.kit.errors import BadLaw
from vugge.kit.law import load
from vugge.kit.text import Sentence, sentence
from vugge.law import folder

MEASURES = "measures.toml"
TOML = ".toml"
NATIONAL = "national_"
DEMO = files(catalogue) / "demo" / "journey.toml"

Packages = Mapping[str, RoutePackage]
"""Packages by the name of their file."""


@cache
def national_network() -> Network:
    """Return every edition of the national route. Raises `BadLaw` if a file does not hold what it must."""
    return read_network(folder("journey"))


@cache
def network_for(municipality: str) -> Network:
    """Return every edition of a municipality's route: the national one where it has none of its own."""
    own = _own_files().get(municipality)
    if not own:
        return national_network()
    return read_network(folder("journey"), own=own, municipality=municipality)


@cache
def municipalities_with_own_route() -> tuple[str, ...]:
    """Return the codes of the municipalities that have written stations of their own."""
    return tuple(sorted(_own_files()))


@cache
def measures() -> Mapping[str, Measure]:
    """Return everything that can be observed anywhere, by id: on the national route and on those of municipalities."""
    own = (network_for(code).measures for code in municipalities_with_own_route())
    return {name: one for known in (national_network().measures, *own) for name, one in known.items()}


def forget() -> None:
    """Read the files again when next asked: for whoever has changed them."""
    for kept in (national_network, network_for, municipalities_with_own_route, measures, _own_files):
        kept.cache_clear()


def read_measures(file: Traversable) -> Mapping[str, Measure]:
    """Read and check the file of what can be observed."""
    found = load(file, MeasuresFile).measures
    _refuse(file.name, problems_of_measures(found))
    return {one.id: one for one in found}


def read_network(place: Traversable, *, own: Iterable[Traversable] = (), municipality: str = "") -> Network:
    """Read the national files of a folder and a municipality's own, check them, and lay them together."""
    known = read_measures(place / MEASURES)
    national = _checked(_loaded(_national_files(place)), known)
    return _laid_together(national, _checked(_loaded(own), known), known=known, municipality=municipality)


def check_file(file: Path) -> RoutePackage:
    """Read one file and hold it against the others, as if it were already among them; it may be a new edition of one.

    Raises `BadLaw` with every mistake in it.
    """
    place = folder("journey")
    package = load(file, RoutePackage)
    others = _own_files().get(package.municipality, ()) if package.municipality else _national_files(place)
    layer = _with(_loaded(others), package, name=file.name)
    known = read_measures(place / MEASURES)
    if package.municipality:
        national = _checked(_loaded(_national_files(place)), known)
        _laid_together(national, _checked(layer, known), known=known, municipality=package.municipality)
    else:
        _laid_together(_checked(layer, known), {}, known=known)
    return package


def _with(packages: Packages, package: RoutePackage, *, name: str) -> Packages:
    others = {file: one for file, one in packages.items() if one.id != package.id and file != name}
    return {**others, name: package}


def _laid_together(
    national: Packages, own: Packages, *, known: Mapping[str, Measure], municipality: str = ""
) -> Network:
    _refuse_layer(national)
    base = editions_of(tuple(national.values()))
    _refuse_editions(base, national)
    if not own:
        return Network(editions=base, measures=known, municipality=municipality)
    _refuse_layer(own, beneath=base)
    editions = editions_of(tuple(national.values()), tuple(own.values()))
    _refuse_editions(editions, own)
    mine = {one.id: one for package in own.values() for one in package.measures}
    return Network(editions=editions, measures={**known, **mine}, municipality=municipality)


def _national_files(place: Traversable) -> Sequence[Traversable]:
    found = (one for one in place.iterdir() if one.name.startswith(NATIONAL) and one.name.endswith(TOML))
    return sorted(found, key=lambda one: one.name)


@cache
def _own_files() -> Mapping[str, tuple[Traversable, ...]]:
    """Return each municipality's files: those in the folder that the installation names, and outside production the
    demo's.
    """
    found: dict[str, tuple[Traversable, ...]] = {}
    for file in (*(() if settings.IN_PRODUCTION else (DEMO,)), *_local_files()):
        package = load(file, RoutePackage)
        if not package.municipality:
            _refuse(file.name, [sentence("felt municipality: skriv kommunens kode med fire cifre, for eksempel 0461")])
        found[package.municipality] = (*found.get(package.municipality, ()), file)
    return found


def _local_files() -> Sequence[Path]:
    if not settings.JOURNEY_FOLDER:
        return ()
    place = Path(settings.JOURNEY_FOLDER)
    if not place.is_dir():
        raise BadLaw(
            sentence(
                "Mappen {place} til kommunens egne stationer findes ikke. Ret VUGGE_JOURNEY_FOLDER.", place=str(place)
            )
        )
    return sorted(place.glob(f"*{TOML}"))


def _loaded(sources: Iterable[Traversable]) -> Packages:
    return {file.name: load(file, RoutePackage) for file in sources}


def _checked(packages: Packages, known: Mapping[str, Measure]) -> Packages:
    """Check each file by itself; it may use what another of its layer brings to observe."""
    brought = {one.id: one for package in packages.values() for one in package.measures}
    for name, package in packages.items():
        _refuse(name, problems_of_package(package, {**known, **brought}))
    return packages


def _refuse_layer(packages: Packages, *, beneath: Sequence[Edition] = ()) -> None:
    grounds = tuple(one.stations for one in beneath)
    problems = problems_of_layer(tuple(packages.values()), beneath=grounds)
    for name, package in packages.items():
        _refuse(name, [what for whose, what in problems if whose == package.id])


def _refuse_editions(editions: Iterable[Edition], packages: Packages) -> None:
    """Refuse a route whose stations wait for what is not there. The newest file of an edition is the one to mend."""
    for edition in editions:
        newest = edition.id.rpartition("+")[2]
        name = next((file for file, one in packages.items() if one.id == newest), newest)
        _refuse(name, problems_of_edition(edition))


def _refuse(name: str, problems: Sequence[Sentence]) -> None:
    """Raise `BadLaw` with everything that is wrong in a file."""
    if problems:
        raise BadLaw(sentence("Filen {file} har fejl: {places}", file=name, places=tuple(problems)))
