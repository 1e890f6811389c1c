"""What must hold between the catalogue's files: keys are unique, and whatever is named elsewhere exists."""

from collections.abc import Iterable, Iterator

from vugge.catalogue.names import fold, place_key
from vugge.catalogue.shapes import AreaIdentity, Catalogue, Municipality
from vugge.kit.errors import BadLaw
from vugge.kit.text import Sentence, sentence


def check(catalogue: Catalogue) -> None:
    """Raise `BadLaw` with the first contradiction between the files, if there is one."""
    for mistake in _mistakes(catalogue):
        raise BadLaw(mistake)


def _mistakes(catalogue: Catalogue) -> Iterator[Sentence]:
    yield from _twice("regions.toml", [one.code for one in catalogue.regions])
    yield from _twice("municipalities.toml", [one.code for one in catalogue.municipalities])
    yield from _shared_spellings("municipalities.toml", _municipality_spellings(catalogue.municipalities))
    yield from _twice("identities.toml", [one.key for one in catalogue.areas])
    yield from _shared_spellings("identities.toml", _area_spellings(catalogue.areas))
    yield from _twice("sources.toml", [one.key for one in catalogue.sources])
    yield from _twice("sources.toml", [start for one in catalogue.sources for start in one.covers])
    yield from _twice("flags.toml", [one.key for one in catalogue.flags])
    yield from _strangers(catalogue)


def _twice(file: str, keys: Iterable[str]) -> Iterator[Sentence]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield sentence("Filen {file} har {key} to gange.", file=file, key=key)
        seen.add(key)


def _municipality_spellings(municipalities: Iterable[Municipality]) -> Iterator[tuple[str, str]]:
    for one in municipalities:
        yield from ((place_key(spelling), one.code) for spelling in one.spellings())


def _area_spellings(areas: Iterable[AreaIdentity]) -> Iterator[tuple[str, str]]:
    for one in areas:
        yield from ((f"{one.municipality} {fold(spelling)}", one.key) for spelling in one.spellings())


def _shared_spellings(file: str, spellings: Iterable[tuple[str, str]]) -> Iterator[Sentence]:
    owners: dict[str, str] = {}
    for spelling, owner in spellings:
        first = owners.setdefault(spelling, owner)
        if first != owner:
            yield sentence(
                "Filen {file}: navnet »{spelling}« tilhører både {first} og {second}.",
                file=file,
                spelling=spelling,
                first=first,
                second=owner,
            )


def _strangers(catalogue: Catalogue) -> Iterator[Sentence]:
    regions = {one.code for one in catalogue.regions}
    municipalities = {one.code for one in catalogue.municipalities}
    areas = {one.key for one in catalogue.areas}
    flags = {one.key for one in catalogue.flags}
    named = [
        *(("municipalities.toml", one.code, one.region, regions) for one in catalogue.municipalities),
        *(("identities.toml", one.key, one.municipality, municipalities) for one in catalogue.areas),
        *(("identities.toml", one.key, other, areas) for one in catalogue.areas for other in _others(one)),
        *(("notes.csv", f"{one.year} {one.area}", one.flag, flags) for one in catalogue.figure_notes),
    ]
    for file, place, name, known in named:
        if name not in known:
            yield sentence("Filen {file}, {place}: {name} findes ikke.", file=file, place=place, name=name)


def _others(area: AreaIdentity) -> Iterator[str]:
    for change in area.changes:
        yield from change.others
