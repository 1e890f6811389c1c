"""The law on area lists, read once from `law/areas/` and checked."""

from functools import cache

from vugge.areas.rules.law import AreaLaw, CriteriaPackage, ListCalendar, NationalLimits, SeriesNotes
from vugge.kit.errors import BadLaw
from vugge.kit.law import load, load_all
from vugge.kit.text import sentence
from vugge.law import folder

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
