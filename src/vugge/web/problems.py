"""The pages that say what went wrong and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from vugge.kit.errors import BadInput, VuggeError


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, and why where we know."""
    cause = exception.__cause__
    reason = cause.sentence if isinstance(cause, VuggeError) else None
    return render(request, "problems/not_found.html", {"reason": reason}, status=404)


def refused(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django gives it by name
    """Say that the request itself could not be understood or allowed, and what to do."""
    return HttpResponse(render_to_string("problems/_refused.html"), status=400)


def forbidden(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  likewise
    """Say that this may not be done from here."""
    return HttpResponse(render_to_string("problems/_refused.html"), status=403)


def unusable(request: HttpRequest, mistake: BadInput) -> HttpResponse:
    """Say what in a sent form could not be used, where the page itself has no place to say it."""
    return render(request, "problems/unusable.html", {"reason": mistake.sentence}, status=400)


def broken(_request: HttpRequest) -> HttpResponse:
    """Say that the mistake is ours, with nothing that could itself be what is broken."""
    return HttpResponse(render_to_string("problems/_broken.html"), status=500)
