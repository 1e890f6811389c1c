"""The register of releases: every table of figures about people that was let out, and those that were refused."""

from itertools import groupby

from django.http import HttpResponse

from vugge.access.queries.statistics import releases
from vugge.access.rules.statistics_series import series_of
from vugge.web.personal import Opened, figures_page, render_personal


@figures_page("access.statistics_register_shown")
def statistics_releases(opened: Opened) -> HttpResponse:
    """Show what has been released, when, by whom and with which key, and what was refused and why."""
    lines = releases(opened.viewer)
    series = [line for line in lines if series_of(line.key)]
    context = {
        "lines": [line for line in lines if not series_of(line.key)],
        "series": [(quarter, tuple(those)) for quarter, those in groupby(series, key=lambda line: line.quarter)],
        "every": lines,
    }
    return render_personal(opened, "control/releases.html", context, section="statistics_releases")
