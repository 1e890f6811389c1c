"""Is the web server answering? Asked by whoever watches the installation, many times a minute."""

from django.http import HttpRequest, HttpResponse

from vugge.audit.actions import declared
from vugge.audit.rules import Purpose


@declared("web.health_asked", purpose=Purpose.ADMINISTRATION)
def health(_request: HttpRequest) -> HttpResponse:
    """Answer "ok" without asking the database."""
    return HttpResponse("ok", content_type="text/plain")
