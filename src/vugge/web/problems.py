"""The pages that say what went wrong and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vugge.kit.errors import VuggeError


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, and why where we know."""
    cause = exception.__cause__
    reason = cause.sentence if isinstance(cause, VuggeError) else None
    return render(request, "problems/not_found.html", {"reason": reason}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the mistake is ours."""
    return render(request, "problems/broken.html", status=500)
