"""The addresses of these pages."""

from django.urls import path

from vugge.web.office.duplicates import duplicate, duplicates
from vugge.web.office.import_kinds import (
    import_areas,
    import_areas_template,
    import_organisations,
    import_organisations_template,
    imports,
)
from vugge.web.office.organisations import organisation, organisations, organisations_xlsx
from vugge.web.office.staff import organisation_let_go, organisation_role_end, organisation_staff

urlpatterns = [
    path("organisationer/", organisations, name="organisations"),
    path("organisationer/organisationer.xlsx", organisations_xlsx, name="organisations_xlsx"),
    path("organisationer/<int:number>/", organisation, name="organisation"),
    path("organisationer/<int:number>/medarbejdere/", organisation_staff, name="organisation_staff"),
    path(
        "organisationer/<int:number>/medarbejdere/rolle/<int:role>/afslut",
        organisation_role_end,
        name="organisation_role_end",
    ),
    path(
        "organisationer/<int:number>/medarbejdere/<uuid:account>/holdt-op",
        organisation_let_go,
        name="organisation_let_go",
    ),
    path("indlaes/", imports, name="imports"),
    path("indlaes/organisationer/", import_organisations, name="import_organisations"),
    path("indlaes/organisationer/skabelon.xlsx", import_organisations_template, name="import_organisations_template"),
    path("indlaes/omraader/", import_areas, name="import_areas"),
    path("indlaes/omraader/skabelon.xlsx", import_areas_template, name="import_areas_template"),
    path("dubletter/", duplicates, name="duplicates"),
    path("dubletter/<uuid:suspicion>/", duplicate, name="duplicate"),
]
