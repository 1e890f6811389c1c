"""All our addresses, and one more: a personal page that says who it takes the visitor for."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from vugge.audit.rules import Purpose
from vugge.web.login.session import viewer_of, way_to_viewer
from vugge.web.urls import handler400, handler403, handler404, handler500
from vugge.web.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def who(request: HttpRequest) -> HttpResponse:
    """Say who asks: `person:<id> <role> <unit>`; or send whoever nobody knows to the log-in."""
    viewer = viewer_of(request, Purpose.CARE)
    if viewer is None:
        return way_to_viewer(request)
    return HttpResponse(f"{viewer.name} {viewer.role} {viewer.unit}".strip())


urlpatterns = [path("hvem/", who), *ours]
