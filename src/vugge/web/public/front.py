"""The front page: what Vugge is, the way from cradle to job, and where to begin."""

from django.http import HttpResponse

from vugge.areas.queries.pages import list_counts
from vugge.areas.rules.facts import ListCount
from vugge.areas.rules.law import AreaList
from vugge.web.page import Asked, public_page, render_page


@public_page("web.front_shown")
def front(asked: Asked) -> HttpResponse:
    """Say in three sentences what Vugge is."""
    latest = _latest(list_counts(asked.viewer))
    counts = {"areas": latest.published, "day": latest.list_day} if latest else None
    return render_page(asked, "public/front.html", {"counts": counts}, section="front")


def _latest(counts: tuple[ListCount, ...]) -> ListCount | None:
    """Return the state's latest count of disadvantaged areas."""
    exposed = [one for one in counts if one.kind is AreaList.EXPOSED and one.published is not None]
    return max(exposed, key=lambda one: one.list_day, default=None)
