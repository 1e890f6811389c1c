"""Every address: Danish without a prefix, English below /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, register_converter

from vugge.web.converters import DayConverter
from vugge.web.health import health
from vugge.web.login.urls import OUTSIDE, PAGES
from vugge.web.public.area import area, area_pdf, area_xlsx
from vugge.web.public.areas import areas, areas_csv, areas_xlsx
from vugge.web.public.concern import public_concern, public_concern_sent
from vugge.web.public.front import front
from vugge.web.public.journey import journey_route
from vugge.web.public.sources import sources
from vugge.web.public.what_if import what_if
from vugge.web.public.years import year, years

register_converter(DayConverter, "day")

urlpatterns = [
    path("helbred", health, name="health"),
    *OUTSIDE,
    *i18n_patterns(
        path("", front, name="front"),
        *PAGES,
        path("omraader/", areas, name="areas"),
        path("omraader/omraader.xlsx", areas_xlsx, name="areas_xlsx"),
        path("omraader/omraader.csv", areas_csv, name="areas_csv"),
        path("omraader/<slug:key>/", area, name="area"),
        path("omraader/<slug:key>/omraade.xlsx", area_xlsx, name="area_xlsx"),
        path("omraader/<slug:key>/omraade.pdf", area_pdf, name="area_pdf"),
        path("lister/", years, name="years"),
        path("lister/<day:list_day>/", year, name="year"),
        path("hvad-hvis/", what_if, name="what_if"),
        path("rejsen/", journey_route, name="journey_route"),
        path("kilder/", sources, name="sources"),
        path("bekymring/", public_concern, name="public_concern"),
        path("bekymring/tak/", public_concern_sent, name="public_concern_sent"),
        path("arbejde/", include("vugge.web.frontline.urls")),
        path("min/", include("vugge.web.family.urls")),
        path("register/", include("vugge.web.office.urls")),
        path("tilsyn/", include("vugge.web.control.urls")),
        path("tal/", include("vugge.web.board.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "vugge.web.problems.refused"
handler403 = "vugge.web.problems.forbidden"
handler404 = "vugge.web.problems.not_found"
handler500 = "vugge.web.problems.broken"
