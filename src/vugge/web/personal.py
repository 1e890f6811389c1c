"""What every page behind log-in shares: who looks, one transaction, and an answer that nobody keeps.

Offers `frontline_page` (staff at their daily work), `emergency_page`, `citizen_page`, `control_page` (supervisors),
`register_page` (whoever is staff), `figures_page` (released figures), `Opened`, what such a page is given, and
`render_personal`.
"""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from vugge.access.queries.parts import purpose_of
from vugge.audit.actions import acting, declared, deny
from vugge.audit.actions.sessions import beside_a_writer
from vugge.audit.rules import Purpose, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.organisations.rules.kinds import Role
from vugge.web.login.providers import Entrance
from vugge.web.login.session import here, viewer_of, way_to_viewer
from vugge.web.menus import menu_for
from vugge.web.problems import unusable

P = ParamSpec("P")


@dataclass(frozen=True)
class Opened:
    """A request for a page behind log-in: the request, and whoever looks, in their part and for the page's purpose."""

    request: HttpRequest
    viewer: Viewer

    @property
    def is_sent(self) -> bool:
        """Say whether a form was sent."""
        return self.request.method == "POST"


PersonalView = Callable[Concatenate[Opened, P], HttpResponse]
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Audience = Callable[[Viewer], Viewer]

GET_ONLY: Final = ("GET", "HEAD")
FORM: Final = (*GET_ONLY, "POST")


def frontline_page(verb: str, *, methods: tuple[str, ...] = GET_ONLY) -> Callable[[PersonalView[P]], Page[P]]:
    """Make a page for staff at their daily work; what it is for follows from their role."""
    return _page(verb, Purpose.CARE, _at_work, methods)


def emergency_page(verb: str, *, methods: tuple[str, ...] = GET_ONLY) -> Callable[[PersonalView[P]], Page[P]]:
    """Make a page for staff who act in an emergency."""
    return _page(verb, Purpose.EMERGENCY, _staff, methods)


def meeting_page(verb: str, *, methods: tuple[str, ...] = GET_ONLY) -> Callable[[PersonalView[P]], Page[P]]:
    """Make a page for those who take part in one meeting."""
    return _page(verb, Purpose.MEETING, _staff, methods)


def citizen_page(verb: str, *, methods: tuple[str, ...] = GET_ONLY) -> Callable[[PersonalView[P]], Page[P]]:
    """Make a page for citizens about themselves and their children."""
    return _page(verb, Purpose.OWN_INSIGHT, _citizen, methods)


def control_page(verb: str, *, methods: tuple[str, ...] = GET_ONLY) -> Callable[[PersonalView[P]], Page[P]]:
    """Make a page for whoever supervises the log."""
    return _page(verb, Purpose.SUPERVISION, _supervisor, methods)


def register_page(verb: str, *, methods: tuple[str, ...] = GET_ONLY) -> Callable[[PersonalView[P]], Page[P]]:
    """Make a page of a register that holds no persons, for whoever is staff."""
    return _page(verb, Purpose.ADMINISTRATION, _staff, methods)


def figures_page(verb: str, *, methods: tuple[str, ...] = GET_ONLY) -> Callable[[PersonalView[P]], Page[P]]:
    """Make a page of released figures; the question itself answers whoever may not see it as if it were not there."""
    return _page(verb, Purpose.STATISTICS, _anyone, methods)


def render_personal(
    opened: Opened, template: str, context: Mapping[str, Any], *, section: str, status: int = 200
) -> HttpResponse:
    """Fill a template with its values and those of the frame: the menu of the viewer's part, and the other language."""
    other = "da" if get_language() == "en" else "en"
    frame = {
        "section": section,
        "menu": menu_for(opened.viewer),
        "who": here(opened.request),
        "is_citizen": not opened.viewer.role,
        "is_synthetic": settings.MODE == "demo",
        "other_language_url": translate_url(opened.request.path, other),
    }
    return render(opened.request, template, {**frame, **context}, status=status)


def beside_work(page: Page[P]) -> Page[P]:
    """Let a page that only reads be seen while long work is saved; its forms take their turn as ever."""

    @wraps(page)
    def seen(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with beside_a_writer() if request.method in GET_ONLY else nullcontext():
            return page(request, *args, **kwargs)

    return seen


def to(name: str, *arguments: object) -> HttpResponse:
    """Answer a form that was taken in with the page to go to, so that going back sends nothing again."""
    return redirect(reverse(name, args=arguments))


def _page(
    verb: str, purpose: Purpose, audience: Audience, methods: tuple[str, ...]
) -> Callable[[PersonalView[P]], Page[P]]:
    def make(view: PersonalView[P]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            viewer = viewer_of(request, purpose)
            if viewer is None:
                return _to_entrance(request, purpose)
            try:
                acts_as = audience(viewer)
            except NotAllowed as refused:
                deny(viewer, verb, person=_person_in(kwargs))
                return _refused(Opened(request, viewer), refused)
            response = _answered(request, acts_as, lambda opened: view(opened, *args, **kwargs))
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store"
            return response

        return require_http_methods(methods)(declared(verb, purpose=purpose)(page))

    return make


def _person_in(asked: Mapping[str, object]) -> UUID | None:
    """Return the person whom a page's address names: that somebody was refused the page is in that person's log."""
    identity = asked.get("identity")
    return identity if isinstance(identity, UUID) else None


def _answered(request: HttpRequest, viewer: Viewer, view: Callable[[Opened], HttpResponse]) -> HttpResponse:
    """Run a page in its viewer's one transaction, and turn what was refused into a page that says so.

    Nothing tells somebody hidden from nobody: both are the same page with the same words.
    """
    try:
        with acting(viewer):
            return view(Opened(request, viewer))
    except NotFound as missing:
        raise Http404(missing.sentence) from missing
    except NotAllowed as refused:
        return _refused(Opened(request, viewer), refused)
    except BadInput as mistake:
        return unusable(request, mistake)


def _refused(opened: Opened, refusal: NotAllowed) -> HttpResponse:
    """Say why somebody who is logged in may not do this, with their own menu still there."""
    return render_personal(opened, "problems/not_allowed.html", {"reason": refusal.sentence}, section="", status=403)


def _to_entrance(request: HttpRequest, purpose: Purpose) -> HttpResponse:
    return way_to_viewer(request, entrance=Entrance.CITIZEN if purpose is Purpose.OWN_INSIGHT else Entrance.STAFF)


def _at_work(viewer: Viewer) -> Viewer:
    purpose = purpose_of(viewer.role) if viewer.role else None
    if purpose is None:
        raise NotAllowed(sentence("Din opgave arbejder ikke med enkelte borgere, så siden er ikke for dig."))
    return replace(viewer, purpose=purpose)


def _staff(viewer: Viewer) -> Viewer:
    if not viewer.role:
        raise NotAllowed(sentence("Siden er for medarbejdere."))
    return viewer


def _anyone(viewer: Viewer) -> Viewer:
    return viewer


def _citizen(viewer: Viewer) -> Viewer:
    if viewer.role:
        raise NotAllowed(sentence("Siden er for borgere. Log ind som dig selv for at se dine egne oplysninger."))
    return viewer


def _supervisor(viewer: Viewer) -> Viewer:
    if viewer.role != Role.SUPERVISOR:
        raise NotAllowed(sentence("Siden er for den, der fører tilsyn med loggen."))
    return viewer
