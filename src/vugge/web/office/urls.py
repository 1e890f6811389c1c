"""The addresses of these pages."""

from django.urls import path

from vugge.web.office.accounts import account, accounts
from vugge.web.office.duplicates import duplicate, duplicate_take, duplicates
from vugge.web.office.import_kinds import (
    import_areas,
    import_areas_template,
    import_evidence,
    import_evidence_template,
    import_organisations,
    import_organisations_template,
    import_run,
    imports,
)
from vugge.web.office.keeping import organisation_edit, unit_edit
from vugge.web.office.merges import merge, merge_take, merges
from vugge.web.office.organisations import organisation, organisations, organisations_xlsx
from vugge.web.office.staff import organisation_let_go, organisation_role_end, organisation_staff
from vugge.web.office.wishes import wish, wish_take, wishes

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
    path("organisationer/<int:number>/ret/", organisation_edit, name="organisation_edit"),
    path("organisationer/<int:number>/enheder/<int:unit>/", unit_edit, name="unit_edit"),
    path("konti/", accounts, name="accounts"),
    path("organisationer/<int:number>/konti/", accounts, name="organisation_accounts"),
    path("organisationer/<int:number>/konti/<uuid:account>/", account, name="account"),
    path("indlaes/", imports, name="imports"),
    path("indlaes/organisationer/", import_organisations, name="import_organisations"),
    path("indlaes/organisationer/skabelon.xlsx", import_organisations_template, name="import_organisations_template"),
    path("indlaes/omraader/", import_areas, name="import_areas"),
    path("indlaes/omraader/skabelon.xlsx", import_areas_template, name="import_areas_template"),
    path("indlaes/set/", import_evidence, name="import_evidence"),
    path("indlaes/set/skabelon.xlsx", import_evidence_template, name="import_evidence_template"),
    path("oensker/", wishes, name="wishes"),
    path("oensker/<int:number>/", wish, name="wish"),
    path("oensker/<int:number>/tag/<slug:kind>/", wish_take, name="wish_take"),
    path("indlaes/<uuid:intake>/", import_run, name="import_run"),
    path("dubletter/", duplicates, name="duplicates"),
    path("lagt-sammen/", merges, name="merges"),
    path("lagt-sammen/<uuid:number>/", merge, name="merge"),
    path("lagt-sammen/<uuid:number>/tag/", merge_take, name="merge_take"),
    path("dubletter/<uuid:suspicion>/", duplicate, name="duplicate"),
    path("dubletter/<uuid:number>/tag/", duplicate_take, name="duplicate_take"),
]
