"""Mine borgere: whom somebody works with, whom they opened last, and what waits for them."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.lists import Group, MyPeople, my_people
from vugge.access.queries.permits import may_register
from vugge.web.frontline.notes import note_in
from vugge.web.menus import SEARCH, menu_for
from vugge.web.personal import Opened, frontline_page, render_personal

TITLES: Final = {
    Group.ALL: _("Alle"),
    Group.MINE: _("Min opgave"),
    Group.TEAM: _("Team"),
    Group.CONSENT: _("Samtykke"),
    Group.NEW: _("Nye"),
    Group.ENDING: _("Slutter snart"),
}


@dataclass(frozen=True)
class Tab:
    """One group of the list as a link with its count."""

    title: Promise
    url: str
    count: int
    is_shown: bool


@frontline_page("access.own_people_shown")
def my_people_page(opened: Opened) -> HttpResponse:
    """Show whom the viewer works with, and what waits."""
    asked = opened.request.GET
    group = next((one for one in Group if one.value == asked.get("vis")), Group.ALL)
    number = asked.get("side", "1")
    people = my_people(opened.viewer, group=group, page=int(number) if number.isdecimal() else 1)
    context = {
        "people": people,
        "tabs": _tabs(people),
        "here": _address(group),
        "note": note_in(opened.request),
        "may_search": SEARCH in menu_for(opened.viewer),
        "may_register": may_register(opened.viewer),
    }
    return render_personal(opened, "frontline/my_people.html", context, section="my_people")


def _tabs(people: MyPeople) -> list[Tab]:
    """Offer the groups that hold somebody; the whole list always."""
    return [
        Tab(TITLES[one], _address(one), count, one is people.group)
        for one, count in people.counts.items()
        if count or one in (Group.ALL, people.group)
    ]


def _address(group: Group) -> str:
    list_url = reverse("my_people")
    return list_url if group is Group.ALL else f"{list_url}?vis={group.value}"
