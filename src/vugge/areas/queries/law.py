"""The law on area lists, read once from `law/areas/` and checked, and the fingerprint of all that we ship."""

import hashlib
from functools import cache
from importlib.metadata import version

from vugge.areas.rules.law import AreaLaw, CriteriaPackage, ListCalendar, NationalLimits, SeriesNotes
from vugge.catalogue.reading import areas_folder
from vugge.kit.errors import BadLaw
from vugge.kit.law import load, load_all
from vugge.kit.text import sentence
from vugge.law import folder

PUBLISHED = (folder("areas"), areas_folder())
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
    """Return one hash of the law, the published data and the version of the code: with any of them answers change."""
    shipped = sorted(
        f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}"
        for place in PUBLISHED
        for file in place.iterdir()
        if file.name.endswith((".toml", ".csv"))
    )
    return hashlib.sha256("\n".join([version("vugge"), *shipped]).encode()).hexdigest()
