"""The page of one person: who it is, who is around the family, what comes next, and what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext

from vugge.access.queries.persons import PersonPage, person_page, printed_person
from vugge.access.rules.around import MeetingLine, Member
from vugge.access.rules.consent import ConsentState
from vugge.audit.rules import Act, Category, Sight
from vugge.kit.text import Sentence, sentence
from vugge.people.rules.kinds import SPELL_CATEGORY, PersonState, SpellKind
from vugge.people.rules.registering import may_await_child
from vugge.people.rules.silence import silent_at
from vugge.people.rules.values import PersonValue
from vugge.web.components.values import Crumb, Export, ExportKind
from vugge.web.frontline.notes import note_in
from vugge.web.frontline.timeline import timeline
from vugge.web.personal import Opened, frontline_page, render_personal

WITHHELD = tuple(one for one in Category if one is not Category.LOG)
"""What a page tells of when it is withheld. The log is the citizen's own and never a colleague's."""


@dataclass(frozen=True)
class Deadline:
    """Something that comes or ends on a day."""

    day: date
    said: Sentence


@dataclass(frozen=True)
class Doable:
    """What the viewer may do with this person; the page offers nothing else."""

    add_place: bool
    correct: bool
    share: bool
    protect: bool
    reach: bool
    expect_child: bool
    be_born: bool
    change_family: bool
    die: bool
    live: bool


@frontline_page("access.person_shown")
def person(opened: Opened, identity: UUID) -> HttpResponse:
    """Show one person as far as the viewer may see."""
    is_paper = "papir" in opened.request.GET
    page = (printed_person if is_paper else person_page)(opened.viewer, person=identity)
    template = "frontline/person_exists.html" if page.is_outline else "frontline/person.html"
    paper = {"is_paper": is_paper, "printed_at": localtime(), "exports": (Export(ExportKind.PRINT),)}
    context = {**person_context(opened, page), **paper}
    return render_personal(opened, template, context, section="my_people")


@frontline_page("access.household_shown")
def household(opened: Opened, identity: UUID) -> HttpResponse:
    """Show who lives with a person and who has custody."""
    page = person_page(opened.viewer, person=identity)
    context = {
        "page": page,
        "crumbs": crumbs(page.person.id, gettext("Husstand og forældremyndighed")),
        "shows_family": page.sight.shows(Category.FAMILY),
        "withheld": tuple(one for one in withheld(page) if one is Category.FAMILY),
        "may": doable(page.sight, page.person),
    }
    return render_personal(opened, "frontline/household.html", context, section="my_people")


def person_context(opened: Opened, page: PersonPage) -> dict[str, object]:
    """Return what the templates of a person's page are filled with."""
    moments, strands = timeline(page, asked=opened.request.GET.get("type", ""))
    return {
        "page": page,
        "crumbs": (Crumb(gettext("Mine borgere"), reverse("my_people")), Crumb(gettext("Borger"))),
        "note": note_in(opened.request),
        "deadlines": deadlines(page, today=localdate()),
        "moments": moments,
        "strands": strands,
        "withheld": withheld(page),
        "may": doable(page.sight, page.person),
        "shows_family": page.sight.shows(Category.FAMILY),
        "shows_sharing": page.sight.shows(Category.SHARING),
    }


def crumbs(identity: UUID, last: str) -> tuple[Crumb, ...]:
    """Return the way to a page below a person's; it names nobody, for it may be seen over a shoulder."""
    return (
        Crumb(gettext("Mine borgere"), reverse("my_people")),
        Crumb(gettext("Borger"), reverse("person", args=[identity])),
        Crumb(last),
    )


def withheld(page: PersonPage) -> tuple[Category, ...]:
    """Return what the viewer may not see and could matter at the age they see, whether or not there is anything."""
    silent = silent_at(page.person.born, due=page.person.due, today=localdate())
    return tuple(one for one in WITHHELD if not page.sight.shows(one) and one not in silent)


def _leaving(members: Iterable[Member]) -> list[Deadline]:
    """Return when members leave: by name, or as a number where several leave on one day."""
    by_day: dict[date, list[str]] = {}
    for one in members:
        if one.until and one.who:
            by_day.setdefault(one.until, []).append(one.who.name)
    return [
        Deadline(day, sentence("{name} er ikke længere med", name=names[0]))
        if len(names) == 1
        else Deadline(day, sentence("{count} i teamet er ikke længere med", count=len(names)))
        for day, names in by_day.items()
    ]


def _meeting(one: MeetingLine) -> Sentence:
    return sentence("Møde: {matter}", matter=one.matter)


def doable(sight: Sight, person: PersonValue) -> Doable:
    """Return what may be done with a person."""
    state = person.state
    places = {SPELL_CATEGORY[kind] for kind in SpellKind}
    return Doable(
        add_place=any(sight.may(Act.ADD, one) for one in places),
        correct=sight.may(Act.CHANGE, Category.IDENTITY),
        share=sight.may(Act.SHARE, Category.SHARING),
        protect=sight.may(Act.CHANGE, Category.IDENTITY),
        reach=sight.may(Act.CHANGE, Category.LOCATION),
        expect_child=sight.may(Act.ADD, Category.FAMILY)
        and may_await_child(state, born=person.born, today=localdate()),
        be_born=sight.may(Act.CHANGE, Category.IDENTITY) and state is PersonState.EXPECTED,
        change_family=sight.may(Act.CHANGE, Category.FAMILY),
        die=sight.may(Act.CHANGE, Category.IDENTITY) and state is PersonState.LIVING,
        live=sight.may(Act.CHANGE, Category.IDENTITY) and state is PersonState.DEAD,
    )


def deadlines(page: PersonPage, *, today: date) -> list[Deadline]:
    """Return what comes and what ends, the next first."""
    found = [Deadline(one.held_on, _meeting(one)) for one in page.around.meetings]
    for one in page.around.consents:
        if one.state is ConsentState.GIVEN:
            found.append(Deadline(one.until, sentence("Samtykket udløber: {matter}", matter=one.matter)))
        if one.state is ConsentState.REQUESTED:
            found.append(Deadline(one.until, sentence("Sidste dag at svare på samtykket")))
    found += _leaving(page.around.members)
    if page.until_day:
        found.append(Deadline(page.until_day, sentence("Din adgang slutter")))
    if page.person.due:
        found.append(Deadline(page.person.due, sentence("Barnet ventes")))
    return sorted((one for one in found if one.day >= today), key=lambda one: one.day)
