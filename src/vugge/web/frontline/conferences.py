"""Network meetings and transition conferences: listed, called, and on their own page, with a calendar file."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext

from vugge.access.actions.meetings import call_meeting
from vugge.access.queries.permits import permit
from vugge.audit.actions import together
from vugge.audit.rules import Act, Category, Permit
from vugge.journey.actions.conferences import (
    call_conference,
    cancel_conference,
    close_conference,
    decide_at_conference,
    note_at_conference,
)
from vugge.journey.actions.posting import calendar_of
from vugge.journey.actions.steps import agree_step
from vugge.journey.queries.conferences import (
    ConferencePage,
    conference_page,
    conferences_of,
    my_conferences,
    preparing,
    printed_conference,
)
from vugge.journey.queries.policies import conference_law
from vugge.journey.rules.conferences import Ground, is_over
from vugge.kit.errors import BadInput
from vugge.web.components.values import Crumb, Export, ExportKind
from vugge.web.frontline.conference_forms import CallForm, DecisionForm, NoteForm
from vugge.web.frontline.forming import UNUSABLE
from vugge.web.frontline.notes import done, note_in
from vugge.web.frontline.person import crumbs
from vugge.web.page import file_answer
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say

PRINTED: Final = "papir"


@frontline_page("journey.my_conferences_shown")
def my_conferences_page(opened: Opened) -> HttpResponse:
    """Show the conferences in which one takes part, the next first."""
    context = {"coming": my_conferences(opened.viewer)}
    return render_personal(opened, "frontline/my_conferences.html", context, section="my_people")


@frontline_page("journey.conferences_shown")
def conferences(opened: Opened, identity: UUID) -> HttpResponse:
    """Show the conferences around a child."""
    found = conferences_of(opened.viewer, person=identity)
    context = {
        "head": found.head,
        "conferences": found.lines,
        "may_share": found.head.sight.may(Act.SHARE, Category.SHARING),
        "crumbs": crumbs(identity, gettext("Møder om barnet")),
        "note": note_in(opened.request),
    }
    return render_personal(opened, "frontline/conferences.html", context, section="my_people")


@frontline_page("journey.conference_called_shown", methods=FORM)
def conference_new(opened: Opened, identity: UUID) -> HttpResponse:
    """Call a conference around a child."""
    leave = _leave(opened, identity)
    prepared = preparing(opened.viewer, person=identity)
    form = CallForm(opened, prepared)
    if opened.is_sent and form.is_valid():
        try:
            return _called(opened, leave, form)
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
    context = {
        "prepared": prepared,
        "head": prepared.head,
        "form": form,
        "law": conference_law(timezone.localdate()),
        "crumbs": crumbs(identity, gettext("Indkald")),
    }
    return render_personal(
        opened,
        "frontline/conference_new.html",
        context,
        section="my_people",
        status=UNUSABLE if opened.is_sent else 200,
    )


@frontline_page("journey.conference_shown", methods=FORM)
def conference(opened: Opened, identity: UUID, conference: UUID) -> HttpResponse:
    """Show one conference, and take what is written down at it."""
    leave = _leave(opened, identity) if opened.is_sent else None
    is_paper = PRINTED in opened.request.GET
    page = (printed_conference if is_paper else conference_page)(opened.viewer, person=identity, conference=conference)
    noting, deciding = NoteForm(opened, page), DecisionForm(opened, page)
    refused = None
    if leave is not None:
        try:
            if answer := _done(opened, leave, page, noting, deciding):
                return answer
        except BadInput as mistake:
            refused = mistake.sentence
    context = _context(opened, page, noting, deciding) | {"is_paper": is_paper, "refused": refused}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/conference.html", context, section="my_people", status=status)


@frontline_page("journey.conference_calendar_fetched")
def conference_calendar(opened: Opened, identity: UUID, conference: UUID) -> HttpResponse:
    """Give the calendar file of a conference: when it is, and nothing of whom it is about."""
    value = conference_page(opened.viewer, person=identity, conference=conference).value
    law = conference_law(timezone.localdate())
    content = calendar_of(value.id, value.held_at, law.calling.minutes, now=timezone.now())
    return file_answer(content, name="moede.ics", content_type="text/calendar; charset=utf-8")


def _leave(opened: Opened, identity: UUID) -> Permit:
    return permit(opened.viewer, Act.SHARE, person=identity, category=Category.SHARING)


def _called(opened: Opened, leave: Permit, form: CallForm) -> HttpResponse:
    """Call the conference, and before it the one-meeting exchange that it rests on, where it rests on one."""
    new, key = form.new(), str(form.cleaned_data["key"])
    with together():
        meeting = None
        if new.ground is Ground.MEETING:
            meeting = call_meeting(
                opened.viewer,
                permit=leave,
                matter=form.cleaned_data["matter"],
                day=localtime(new.held_at).date(),
                participants=new.staff,
                categories=frozenset({Category.IDENTITY, *form.cleaned_data["categories"]}),
            )
        made = call_conference(opened.viewer, permit=leave, new=new, key=key, meeting=meeting)
    return done("conference", leave.sight.person, made, note="raadslagning")


def _done(
    opened: Opened, leave: Permit, page: ConferencePage, noting: NoteForm, deciding: DecisionForm
) -> HttpResponse | None:
    """Do what was sent; None where a form is to be put right."""
    value, viewer = page.value, opened.viewer
    deeds: dict[str, Callable[[], object]] = {
        "aflys": lambda: cancel_conference(viewer, permit=leave, conference=value.id, version=_version(opened)),
        "afslut": lambda: close_conference(viewer, permit=leave, conference=value.id, version=_version(opened)),
    }
    deed = opened.request.POST.get("gerning", "")
    if deed in deeds:
        deeds[deed]()
    elif deed == "referat" and noting.is_valid():
        given = noting.cleaned_data
        readers = given["readers"] if given["is_restricted"] else None
        note_at_conference(viewer, permit=leave, conference=value.id, words=given["words"], readers=readers)
    elif deed == "aftal" and deciding.is_valid():
        with together():
            step = agree_step(viewer, permit=leave, new=deciding.new(), key=str(deciding.cleaned_data["key"]))
            decide_at_conference(viewer, permit=leave, conference=value.id, step=step)
    else:
        return None
    return done("conference", leave.sight.person, value.id, note="raadslagning_gemt")


def _version(opened: Opened) -> int:
    given = opened.request.POST.get("version", "")
    return int(given) if given.isdecimal() else 0


def _context(
    opened: Opened, page: ConferencePage, noting: NoteForm, deciding: DecisionForm
) -> dict[str, Any]:  # Any: a template's values
    value = page.value
    identity = page.head.line.id
    list_url = reverse("conferences", args=[identity])
    may = value.takes_part and value.is_open and page.head.sight.may(Act.SHARE, Category.SHARING)
    return {
        "head": page.head,
        "value": value,
        "noting": noting,
        "deciding": deciding,
        "may_write": may and is_over(value.held_at, timezone.now()),
        "may_cancel": may,
        "law": conference_law(timezone.localdate()),
        "note": note_in(opened.request),
        "printed_at": localtime(),
        "exports": (Export(ExportKind.PRINT),),
        "crumbs": (*crumbs(identity, "")[:-1], Crumb(gettext("Møder om barnet"), list_url), Crumb(gettext("Møde"))),
    }
