"""A concern from anybody: no log-in, no name demanded, kept by nobody but the coordinator who receives it.

What is written goes encrypted into the database and nowhere else: not to a mail, a log, or a kept page.
"""

from collections.abc import Callable
from typing import Any, Final

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import translate_url
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vugge.audit.actions import declared
from vugge.audit.rules import Purpose, system
from vugge.journey.actions.concerns import send_concern
from vugge.journey.queries.policies import concern_law
from vugge.journey.queries.receiving import receivers
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.web.components.concern_forms import ConcernForm
from vugge.web.frontline.forming import UNUSABLE
from vugge.web.templatetags.components import say

FORM_ITSELF: Final = system("concern-form", Purpose.CARE)
"""Who writes for somebody who is not logged in, and whom nobody knows."""
AN_HOUR: Final = 60 * 60
MOST_AN_HOUR: Final = 5
TOO_MANY: Final = 429
BUSY: Final = sentence("Der er skrevet mange bekymringer herfra på kort tid. Vent en time, eller ring til kommunen.")

View = Callable[[HttpRequest], HttpResponse]


def _page(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
    """Make a page without log-in that takes a form: declared, and kept by nobody."""
    opened = require_http_methods(("GET", "HEAD", "POST"))(never_cache(view))
    return declared("journey.public_concern_shown", purpose=Purpose.CARE)(opened)


@_page
def public_concern(request: HttpRequest) -> HttpResponse:
    """Take a concern from anybody, and say first what is to be notified instead."""
    today = localdate()
    found = receivers(today)
    form = ConcernForm(request.POST if request.method == "POST" else None, receivers=found)
    status = 200
    if request.method == "POST" and found:
        status = UNUSABLE
        if form.is_valid():
            if _is_busy(request):
                form.add_error(None, say(BUSY))
                status = TOO_MANY
            elif _is_sent(form):
                return redirect("public_concern_sent")
    return _shown(request, "public/concern.html", {"form": form, "receivers": found}, status=status)


@_page
def public_concern_sent(request: HttpRequest) -> HttpResponse:
    """Say that it has come, and what happens now."""
    return _shown(request, "public/concern_sent.html", {})


def _is_sent(form: ConcernForm) -> bool:
    try:
        send_concern(FORM_ITSELF, new=form.new(), unit=form.receiver, key=str(form.cleaned_data["key"]))
    except BadInput as mistake:
        form.add_error(None, say(mistake.sentence))
        return False
    return True


def _is_busy(request: HttpRequest) -> bool:
    """Count this try, and say whether there were too many from the same line in an hour. The line is kept as a hash."""
    line = salted_hmac("vugge.concern", get_ip(request), algorithm="sha256").hexdigest()
    key = f"concern:{line}"
    if cache.add(key, 1, timeout=AN_HOUR):
        return False
    try:
        return cache.incr(key) > MOST_AN_HOUR
    except ValueError:  # the hour ended between the two
        return False


def _shown(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Fill a template.  Any: a template's values."""
    other = "da" if get_language() == "en" else "en"
    frame = {
        "section": "concern",
        "law": concern_law(localdate()),
        "other_language_url": translate_url(request.path, other),
    }
    answer = render(request, template, {**frame, **context}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
