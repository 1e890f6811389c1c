"""The family's own page of the journey, on a phone and in five languages: where we are, what comes, who helps.

Offers the page, `spoken` (the language in which somebody reads) and what its forms share.
"""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category, Permit
from vugge.journey.actions.goals import answer_goal
from vugge.journey.actions.steps import finish_step
from vugge.journey.queries.family import OwnJourney, own_journey
from vugge.journey.queries.speech import DANISH, speech_in, speeches
from vugge.journey.rules.agreed import Answer, View
from vugge.journey.rules.translated import Speech
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence
from vugge.web.components.journey import list_of
from vugge.web.personal import FORM, Opened, citizen_page, render_personal

LANGUAGE: Final = "vugge_journey_language"
NEXT_SHOWN: Final = 2
CATCH_SHOWN: Final = 3
NOTES: Final = {"maal": "goal_saved", "ja": "yes_saved", "gjort": "step_saved"}


def spoken(request: HttpRequest) -> Speech:
    """Return the language of these pages: the one just chosen, the one chosen before, or that of the page."""
    asked = request.GET.get("sprog", "")
    if asked in speeches() and asked != request.session.get(LANGUAGE):
        request.session[LANGUAGE] = asked
    known = request.session.get(LANGUAGE, "")
    return speech_in(known or get_language() or DANISH)


@citizen_page("journey.own_shown")
def my_journey(opened: Opened, identity: UUID | None = None) -> HttpResponse:
    """Show where one of the family is, what comes next, who helps, what is agreed and shared, and the map."""
    found = own_journey(opened.viewer, person=identity)
    asked = opened.request.GET
    if found is None:
        return show(opened, "family/journey_nobody.html", {})
    whole = "hele" in asked
    near = list_of(found.plan, speech=spoken(opened.request))
    context = {
        "own": found,
        "near": near,
        "coming": near.coming[:NEXT_SHOWN],
        "to_catch": near.to_catch[:CATCH_SHOWN],
        "more_to_catch": len(near.to_catch[CATCH_SHOWN:]),
        "whole": whole,
        "note": NOTES.get(asked.get("gemt", "")),
    }
    return show(opened, "family/journey.html", context)


@citizen_page("journey.own_goal_answered_shown", methods=FORM)
def my_goal_yes(opened: Opened, identity: UUID, goal: UUID) -> HttpResponse:
    """Say yes to a goal."""
    leave = sharing(opened, identity)
    must_be_sent(opened)
    answer_goal(opened.viewer, permit=leave, goal=goal, answer=Answer(View.ACCEPTS))
    return back_to(identity, note="ja")


@citizen_page("journey.own_step_done_shown", methods=FORM)
def my_step_done(opened: Opened, identity: UUID, step: UUID) -> HttpResponse:
    """Say that a step is done."""
    leave = sharing(opened, identity)
    must_be_sent(opened)
    found = journey_of(opened, identity).step(step)
    if found is None:
        raise NotFound(sentence("Aftalen er her ikke. Åbn siden igen."))
    if found.is_open:
        finish_step(opened.viewer, permit=leave, step=step, version=found.version)
    return back_to(identity, note="gjort")


def show(opened: Opened, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Fill a page of the journey with the language in which it is read and those to choose between."""
    speech = spoken(opened.request)
    spoken_in = {"speech": speech, "speeches": tuple(speeches().values()), "here": opened.request.path}
    return render_personal(opened, template, {**spoken_in, **context}, section="my_journey", status=status)


def sharing(opened: Opened, identity: UUID) -> Permit:
    """Return leave to write what is common to the family and those who help."""
    return permit(opened.viewer, Act.SHARE, person=identity, category=Category.SHARING)


def journey_of(opened: Opened, identity: UUID) -> OwnJourney:
    """Return the journey of one of the family."""
    found = own_journey(opened.viewer, person=identity)
    if found is None:
        raise NotFound(sentence("Rejsen er her ikke."))
    return found


def must_be_sent(opened: Opened) -> None:
    """Answer whoever opens the address of a button as if there was nothing there."""
    if not opened.is_sent:
        raise NotFound(sentence("Åbn rejsen, og tryk på knappen dér."))


def back_to(identity: UUID, *, note: str) -> HttpResponse:
    """Go back to the journey, which says that it was taken in."""
    return HttpResponse(status=302, headers={"Location": f"{reverse('my_journey_of', args=[identity])}?gemt={note}"})
