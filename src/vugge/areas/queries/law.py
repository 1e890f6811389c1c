"""The law on area lists, read once from `law/areas/` and checked, and the fingerprint of all that decides."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from vugge.areas import rules
from vugge.areas.rules.area_law import AreaLaw, ListCalendar, NationalLimits, SeriesNotes
from vugge.areas.rules.law import CriteriaPackage
from vugge.catalogue.reading import areas_folder
from vugge.kit.errors import BadLaw
from vugge.kit.law import load, load_all
from vugge.kit.text import sentence
from vugge.law import folder

DECIDING = (folder("areas"), areas_folder(), files(rules))
"""Everything that our stored answers rest on: the law, the published data, and the rules that hold them together."""
ENDINGS = (".toml", ".csv", ".py")
BESIDE_PACKAGES = ("list_calendar", "national_limits", "series")


@cache
def area_law() -> AreaLaw:
    """Return every version of the criteria with calendar, national limits and words.

    Raises `BadLaw` if a file does not hold what it must, or two packages share an id.
    """
    law_folder = folder("areas")
    packages = load_all(law_folder, CriteriaPackage, leaving_out=BESIDE_PACKAGES)
    if len({one.id for one in packages}) != len(packages):
        raise BadLaw(sentence("To lovpakker om områder har samme id."))
    return AreaLaw(
        packages,
        load(law_folder / "national_limits.toml", NationalLimits),
        load(law_folder / "list_calendar.toml", ListCalendar),
        load(law_folder / "series.toml", SeriesNotes),
    )


@cache
def published_fingerprint() -> str:
    """Return one hash of the law, the published data, the rules and the version: with any of them answers change."""
    return fingerprint(DECIDING)


def fingerprint(places: Iterable[Traversable]) -> str:
    """Return one hash of the version of the code and of every file of law, data or rules in some folders."""
    shipped = sorted(
        f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}"
        for place in places
        for file in place.iterdir()
        if file.name.endswith(ENDINGS)
    )
    return hashlib.sha256("\n".join([version("vugge"), *shipped]).encode()).hexdigest()
