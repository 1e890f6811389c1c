"""The register of releases: every table of figures about people that was let out, and those that were refused."""

from django.http import HttpResponse

from vugge.access.queries.statistics import releases
from vugge.web.personal import Opened, figures_page, render_personal


@figures_page("access.statistics_register_shown")
def statistics_releases(opened: Opened) -> HttpResponse:
    """Show what has been released, when, by whom and with which key, and what was refused and why."""
    context = {"lines": releases(opened.viewer)}
    return render_personal(opened, "control/releases.html", context, section="statistics_releases")
