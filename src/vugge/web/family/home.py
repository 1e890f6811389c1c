"""A citizen's first page: the family, what waits for an answer, and who is around each of them."""

from django.http import HttpResponse

from vugge.access.queries.own import my_family
from vugge.web.personal import Opened, citizen_page, render_personal


@citizen_page("access.own_family_shown")
def my_family_page(opened: Opened) -> HttpResponse:
    """Show a citizen themselves, their children, and what waits."""
    return render_personal(opened, "family/home.html", {"family": my_family(opened.viewer)}, section="my_family")
