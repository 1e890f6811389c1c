"""The questions that pages and commands ask: the list of areas, one area, one year, what if.

Everything here is public: official figures of areas, never of persons.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vugge.areas import models
from vugge.areas.queries.law import area_law, published_fingerprint
from vugge.areas.queries.rows import (
    change,
    current_name,
    facts,
    held_counts,
    known_names,
    membership_of,
    names_over_time,
)
from vugge.areas.rules.evaluation import Evaluation
from vugge.areas.rules.facts import (
    AreaHistory,
    AreaSummary,
    AreaYearFacts,
    JudgedYear,
    ListCount,
    YearOfLists,
)
from vugge.areas.rules.identity import Identities, identities
from vugge.areas.rules.judging import judged
from vugge.areas.rules.law import THE_FOUR_LISTS, AreaList, Measure
from vugge.areas.rules.movement import difference
from vugge.audit.rules import Viewer
from vugge.catalogue.names import fold
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence


@dataclass(frozen=True)
class DataVersion:
    """Which import everything shown rests on; number 0 before the first."""

    number: int
    day: date | None


def data_version(viewer: Viewer) -> DataVersion:
    """Return the version of the data on file. One statement."""
    newest = models.Import.objects.order_by("-id").values_list("id", "committed_at").first()
    return DataVersion(newest[0], timezone.localdate(newest[1])) if newest else DataVersion(0, None)


def is_catalogue_loaded(viewer: Viewer) -> bool:
    """Say whether the published data that we ship are on file as they are now. One statement."""
    loaded = models.Import.objects.filter(origin="catalogue").order_by("-id").values_list("sha256", flat=True).first()
    return loaded == published_fingerprint()


def identities_on_file(viewer: Viewer) -> Identities:
    """Return every known name of every area. One statement."""
    return identities(known_names())


def area_named_as(viewer: Viewer, *, name: str) -> str:
    """Return the key of the one area that a name, a spelling or a key means. One statement.

    Raises `NotFound` when no area is called that, or several are: then it names them.
    """
    wanted = fold(name)
    known = known_names()
    keys = dict.fromkeys(one.area for one in known if name == one.area or fold(one.name) == wanted)
    if not keys:
        raise NotFound(sentence("Vi kender ikke et område med navnet »{area}«.", area=name))
    if len(keys) > 1:
        raise NotFound(
            sentence("Flere områder hedder »{area}«. Skriv en af nøglerne: {keys}.", area=name, keys=tuple(keys))
        )
    return next(iter(keys))


def area_years(viewer: Viewer) -> tuple[AreaYearFacts, ...]:
    """Return every area-year on file, by list day and area. Six statements."""
    return facts(models.AreaYear.objects.order_by("list_day", "area__key"))


def area_summaries(viewer: Viewer) -> tuple[AreaSummary, ...]:
    """Return every area with its latest row and the years it was officially on any list. Seven statements."""
    by_area: dict[str, list[AreaYearFacts]] = {}
    for one in area_years(viewer):
        by_area.setdefault(one.area, []).append(one)
    spellings: dict[str, list[str]] = {}
    for known in known_names():
        spellings.setdefault(known.area, []).append(known.name)
    return tuple(_summary(rows, tuple(spellings[area])) for area, rows in by_area.items())


def area_history(viewer: Viewer, *, area: str) -> AreaHistory:
    """Return everything on file of one area, each year held against the law of its day. Eleven statements.

    Raises `NotFound` for a key that no area has.
    """
    law = area_law()
    stored = models.Area.objects.filter(key=area).prefetch_related("names", "changes").first()
    if stored is None:
        raise NotFound(sentence("Vi kender ikke et område med navnet »{area}«.", area=area))
    member = membership_of(law.calendar, area=area)
    rows = facts(models.AreaYear.objects.filter(area=stored).order_by("-list_day"))
    return AreaHistory(
        area=stored.key,
        name=current_name(stored.names.all()),
        municipality=stored.municipality,
        names=names_over_time(stored.names.all()),
        changes=tuple(change(one) for one in sorted(stored.changes.all(), key=lambda one: one.year)),
        years=tuple(JudgedYear(one, judged(law, member, one, under=one.list_day)) for one in rows),
    )


def year_of_lists(viewer: Viewer, *, list_day: date) -> YearOfLists:
    """Return the lists of one day and who came and left since the list before. Seven statements.

    Raises `NotFound` for a day on which no list on file was published.
    """
    counts = list_counts(viewer)
    days = list_days(counts)
    if list_day not in days:
        raise NotFound(sentence("Der er ingen liste fra {day}.", day=list_day))
    previous = max((day for day in days if day < list_day), default=None)
    both = facts(models.AreaYear.objects.filter(list_day__in=[list_day, previous or list_day]).order_by("area__key"))
    now = tuple(one for one in both if one.list_day == list_day)
    before = tuple(one for one in both if one.list_day == previous)
    complete_now, complete_before = _complete(counts, list_day), _complete(counts, previous)
    return YearOfLists(
        list_day=list_day,
        previous_day=previous,
        areas=now,
        came=difference(now, before, absence_known=complete_before),
        left=difference(before, now, absence_known=complete_now),
        comparable=complete_now & complete_before,
        names={one.area: one.name for one in both},
        counts=tuple(one for one in counts if one.list_day == list_day),
        days=days,
    )


def list_days(counts: Iterable[ListCount]) -> tuple[date, ...]:
    """Return every list day in the calendar and every day of which we hold a list, oldest first."""
    return tuple(sorted({*(one.day for one in area_law().calendar.lists), *(one.list_day for one in counts)}))


def list_counts(viewer: Viewer) -> tuple[ListCount, ...]:
    """Return how many areas each list named, by the state's count and by the names on file. One statement."""
    held = held_counts()
    calendar = area_law().calendar
    days = sorted({*(one.day for one in calendar.lists), *(day for day, _ in held)})
    return tuple(
        ListCount(day, kind, calendar.list_on(day).counts.get(kind), held.get((day, kind), 0))
        for day in days
        for kind in THE_FOUR_LISTS
        if kind in calendar.list_on(day).counts or held.get((day, kind))
    )


def under_other_law(viewer: Viewer, *, area: str, list_day: date, other_day: date) -> Evaluation:
    """Hold an area's figures of one list day against the law on area lists of another. Eight statements.

    Raises `NotFound` if the area has no row that day or no law held on the other.
    """
    law = area_law()
    row = next(iter(facts(models.AreaYear.objects.filter(area__key=area, list_day=list_day))), None)
    if row is None:
        raise NotFound(sentence("Området har ingen tal på listen fra {day}.", day=list_day))
    found = JudgedYear(row, judged(law, membership_of(law.calendar, area=area), row, under=other_day)).evaluation
    if found is None:
        raise NotFound(sentence("Der gjaldt ingen kriterier den {day}.", day=other_day))
    return found


def _summary(rows: list[AreaYearFacts], spellings: tuple[str, ...]) -> AreaSummary:
    """Sum up an area; a row of combined letting alone is no row of the area lists."""
    latest = next((one for one in reversed(rows) if set(one.official) & set(THE_FOUR_LISTS)), rows[-1])
    lists = [(one.list_day.year, kind) for one in rows for kind in one.lists() if kind in THE_FOUR_LISTS]
    return AreaSummary(
        latest.area,
        latest.name,
        latest.municipality,
        latest,
        listed_years=tuple(sorted({year for year, _ in lists})),
        listed=frozenset(lists),
        residents=next((one for one in reversed(rows) if Measure.RESIDENTS in one.figures), None),
        spellings=spellings,
    )


def _complete(counts: tuple[ListCount, ...], day: date | None) -> frozenset[AreaList]:
    """Return the lists of a day of which we hold every name the state published."""
    return frozenset(one.kind for one in counts if one.list_day == day and one.held == one.published)
