"""Finds an area by any of its spellings, and the source behind an address.

Offers `area_named`, `areas_named`, `source_for`, `sources_in` and `urls_in`.
"""

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from vugge.catalogue.names import fold
from vugge.catalogue.reading import area_identities, sources
from vugge.catalogue.shapes import AreaIdentity, CatalogueSource


def area_named(name: str, *, municipality: str) -> AreaIdentity | None:
    """Return the area that bears a name in the municipality with a code, or None if there is none."""
    return next((area for area in areas_named(name) if area.municipality == municipality), None)


def areas_named(name: str) -> tuple[AreaIdentity, ...]:
    """Return every area that bears a name, in any municipality; there may be more than one."""
    return _areas_by_spelling().get(fold(name), ())


@lru_cache(maxsize=2048)
def source_for(url: str) -> CatalogueSource | None:
    """Return the source that covers an address most closely, or None if none does."""
    fits = [(start, source) for start, source in _starts() if _covers(start, url)]
    return max(fits, key=lambda fit: len(fit[0]))[1] if fits else None


def sources_in(text: str) -> tuple[CatalogueSource, ...]:
    """Return the sources behind every address in a text, each once, in order of first mention."""
    found = (source_for(url) for url in urls_in(text))
    return tuple(dict.fromkeys(source for source in found if source is not None))


def urls_in(text: str) -> tuple[str, ...]:
    """Return every address in a text such as the source cell of a row.

    >>> urls_in("https://a.dk/1 + http://b.dk/2 (of 2019) ; criteria_met: https://c.dk/?p=3")
    ('https://a.dk/1', 'http://b.dk/2', 'https://c.dk/?p=3')
    """
    return tuple(re.findall(r"https?://[^\s;\"<>]+", text))


def _covers(start: str, url: str) -> bool:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if "/" not in start:
        return host == start or host.endswith(f".{start}")
    address = host + parts.path + (f"?{parts.query}" if parts.query else "")
    return address == start or address.startswith((f"{start}/", f"{start}?"))


@cache
def _starts() -> tuple[tuple[str, CatalogueSource], ...]:
    return tuple((start, source) for source in sources() for start in source.covers)


@cache
def _areas_by_spelling() -> dict[str, tuple[AreaIdentity, ...]]:
    owners: dict[str, dict[str, AreaIdentity]] = {}
    for area in area_identities():
        for spelling in area.spellings():
            owners.setdefault(fold(spelling), {})[area.key] = area
    return {spelling: tuple(found.values()) for spelling, found in owners.items()}
