"""The addresses of the citizen's own pages."""

from django.urls import path

from vugge.web.family.consents import my_consent_page, my_consent_receipt, my_consent_withdraw, my_consents_page
from vugge.web.family.home import my_family_page
from vugge.web.family.log import my_log_ask, my_log_asked, my_log_page
from vugge.web.family.own_data import my_data_correct, my_data_delete, my_data_json, my_data_page, my_data_pdf

urlpatterns = [
    path("", my_family_page, name="my_family"),
    path("samtykker/", my_consents_page, name="my_consents"),
    path("samtykker/<int:number>/", my_consent_page, name="my_consent"),
    path("samtykker/<int:number>/kvittering/", my_consent_receipt, name="my_consent_receipt"),
    path("samtykker/<int:number>/tilbage/", my_consent_withdraw, name="my_consent_withdraw"),
    path("log/", my_log_page, name="my_log"),
    path("log/<uuid:identity>/", my_log_page, name="my_log_of"),
    path("log/<uuid:identity>/<slug:handle>/spoerg/", my_log_ask, name="my_log_ask"),
    path("log/<uuid:identity>/<slug:handle>/", my_log_asked, name="my_log_asked"),
    path("oplysninger/", my_data_page, name="my_data"),
    path("oplysninger/<uuid:identity>/", my_data_page, name="my_data_of"),
    path("oplysninger/<uuid:identity>/mine-oplysninger.json", my_data_json, name="my_data_json"),
    path("oplysninger/<uuid:identity>/mine-oplysninger.pdf", my_data_pdf, name="my_data_pdf"),
    path("oplysninger/<uuid:identity>/ret/", my_data_correct, name="my_data_correct"),
    path("oplysninger/<uuid:identity>/slet/", my_data_delete, name="my_data_delete"),
]
