"""The lists, one day at a time: who was on them, who came, who left."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from vugge.areas.queries.law import area_law
from vugge.areas.queries.pages import list_counts, list_days, year_of_lists
from vugge.areas.rules.agreement import Agreement
from vugge.areas.rules.facts import AreaYearFacts, ListCount, YearOfLists
from vugge.areas.rules.law import THE_FOUR_LISTS, AreaList, Measure
from vugge.areas.rules.table_columns import LIST_NAMES
from vugge.kit.danish import sort_key
from vugge.kit.law import in_force
from vugge.kit.text import Text
from vugge.organisations.queries import municipality
from vugge.web.components.values import Crumb, Figure, Status, StatusKind
from vugge.web.page import Asked, public_page, render_page
from vugge.web.public.areas import counts_picture
from vugge.web.public.words import (
    CRITERIA_MEASURES,
    day_label,
    list_statuses,
    lists_held,
    measure_short,
    shown_figure,
)


@dataclass(frozen=True)
class Link:
    """A name and where it leads."""

    name: str
    url: str


@dataclass(frozen=True)
class Movement:
    """Who came to a list and who left it since the list before."""

    name: Text
    came: tuple[Link, ...]
    left: tuple[Link, ...]
    is_complete: bool


@dataclass(frozen=True)
class Member:
    """One area of the year."""

    name: str
    url: str
    municipality: str
    statuses: tuple[Status, ...]
    residents: Figure
    figures: tuple[Figure, ...]
    disagrees: bool


@public_page("areas.years_shown")
def years(asked: Asked) -> HttpResponse:
    """Show every list the state has published, with its counts."""
    counts = list_counts(asked.viewer)
    by_day: dict[date, dict[AreaList, ListCount]] = {}
    for one in counts:
        by_day.setdefault(one.list_day, {})[one.kind] = one
    calendar = area_law().calendar
    context = {
        "chart": counts_picture(counts),
        "lists": [
            {
                "day": one,
                "url": reverse("year", args=[one.day]),
                "counts": [by_day.get(one.day, {}).get(kind) for kind in THE_FOUR_LISTS],
            }
            for one in (calendar.list_on(day) for day in reversed(list_days(counts)))
        ],
        "kinds": [LIST_NAMES[kind] for kind in THE_FOUR_LISTS],
        "not_lists": calendar.not_lists,
        "crumbs": (Crumb(gettext("Forside"), reverse("front")), Crumb(gettext("Lister"))),
    }
    return render_page(asked, "public/years.html", context, section="years")


@public_page("areas.year_shown")
def year(asked: Asked, *, list_day: date) -> HttpResponse:
    """Show the lists of one day."""
    found = year_of_lists(asked.viewer, list_day=list_day)
    members = _members(found)
    package = in_force(area_law().of_series("area_lists"), list_day)
    context = {
        "day": area_law().calendar.list_on(list_day),
        "label": day_label(list_day),
        "package": package,
        "measures": [measure_short(measure) for measure in CRITERIA_MEASURES],
        "members": members,
        "has_figures": any(one.value is not None for each in members for one in (each.residents, *each.figures)),
        "counts": [(LIST_NAMES[one.kind], one) for one in found.counts],
        "movements": _movements(found),
        "previous": _neighbour(found.days, list_day, -1),
        "next": _neighbour(found.days, list_day, 1),
        "previous_day": found.previous_day,
        "crumbs": (
            Crumb(gettext("Forside"), reverse("front")),
            Crumb(gettext("Lister"), reverse("years")),
            Crumb(day_label(list_day)),
        ),
    }
    return render_page(asked, "public/year.html", context, section="years")


def _members(found: YearOfLists) -> list[Member]:
    """Return the areas of the year: those on a list first, then those screened, each in Danish order."""
    rows = [one for one in found.areas if set(one.official) & set(THE_FOUR_LISTS)]
    rows.sort(key=lambda one: (not one.lists(), sort_key(one.name)))
    is_only_list = len(lists_held(found.list_day)) == 1
    return [_member(one, statuses=_on_the_list(one) if is_only_list else list_statuses(one)) for one in rows]


def _on_the_list(one: AreaYearFacts) -> tuple[Status, ...]:
    """Return the status of an area on a day with one list, which need not be named for each."""
    return (Status(StatusKind.LISTED),) if one.lists() else list_statuses(one)


def _member(one: AreaYearFacts, *, statuses: tuple[Status, ...]) -> Member:
    return Member(
        one.name,
        reverse("area", args=[one.area]),
        municipality(one.municipality).name,
        statuses,
        shown_figure(one, Measure.RESIDENTS),
        tuple(shown_figure(one, measure) for measure in CRITERIA_MEASURES),
        one.agreements() is Agreement.DISAGREES,
    )


def _movements(found: YearOfLists) -> list[Movement]:
    if found.previous_day is None:
        return []
    # Somebody who left may have no row of the new list, so the names come from the query's own keys.
    kinds = [kind for kind in lists_held(found.list_day) if kind in lists_held(found.previous_day)]
    moves = [
        Movement(
            LIST_NAMES[kind],
            _links(found, found.came.get(kind, ())),
            _links(found, found.left.get(kind, ())),
            kind in found.comparable,
        )
        for kind in kinds
    ]
    return [one for one in moves if one.is_complete or one.came or one.left]


def _links(found: YearOfLists, keys: tuple[str, ...]) -> tuple[Link, ...]:
    links = [Link(found.names.get(key, key), reverse("area", args=[key])) for key in keys]
    return tuple(sorted(links, key=lambda link: sort_key(link.name)))


def _neighbour(days: tuple[date, ...], day: date, step: int) -> Link | None:
    place = days.index(day) + step
    if not 0 <= place < len(days):
        return None
    return Link(day_label(days[place]), reverse("year", args=[days[place]]))
