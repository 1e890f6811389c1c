"""The family's own meetings: when they are, who is there, what was written down and agreed."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from vugge.journey.queries.conferences import conference_page, own_conferences
from vugge.web.components.values import Crumb
from vugge.web.personal import Opened, citizen_page, render_personal


@citizen_page("journey.own_conferences_shown")
def my_own_conferences(opened: Opened) -> HttpResponse:
    """Show the meetings around the family, the next first."""
    context = {"coming": own_conferences(opened.viewer)}
    return render_personal(opened, "family/conferences.html", context, section="my_family")


@citizen_page("journey.own_conference_shown")
def my_own_conference(opened: Opened, identity: UUID, conference: UUID) -> HttpResponse:
    """Show one of them."""
    page = conference_page(opened.viewer, person=identity, conference=conference)
    crumbs = (Crumb(gettext("Møder"), reverse("my_own_conferences")), Crumb(gettext("Møde")))
    context = {"value": page.value, "head": page.head, "crumbs": crumbs}
    return render_personal(opened, "family/conference.html", context, section="my_family")
