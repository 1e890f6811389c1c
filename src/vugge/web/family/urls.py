"""The addresses of the citizen's own pages."""

from django.urls import path

from vugge.web.family.concerns import my_concern_new, my_concerns
from vugge.web.family.conferences import my_own_conference, my_own_conferences
from vugge.web.family.consents import my_consent_page, my_consent_receipt, my_consent_withdraw, my_consents_page
from vugge.web.family.home import my_family_page
from vugge.web.family.journey import my_goal_yes, my_journey, my_step_done
from vugge.web.family.journey_goals import my_goal_change, my_goal_new
from vugge.web.family.log import my_log_ask, my_log_asked, my_log_page
from vugge.web.family.messages import my_message_new, my_messages_json, my_messages_page, my_thread
from vugge.web.family.own_data import my_data_correct, my_data_delete, my_data_json, my_data_page, my_data_pdf
from vugge.web.family.reminders import my_reminders
from vugge.web.family.transitions import my_transition, my_transitions

urlpatterns = [
    path("", my_family_page, name="my_family"),
    path("rejse/", my_journey, name="my_journey"),
    path("rejse/<uuid:identity>/", my_journey, name="my_journey_of"),
    path("rejse/<uuid:identity>/maal/", my_goal_new, name="my_goal_new"),
    path("rejse/<uuid:identity>/maal/<uuid:goal>/", my_goal_change, name="my_goal_change"),
    path("rejse/<uuid:identity>/maal/<uuid:goal>/ja/", my_goal_yes, name="my_goal_yes"),
    path("rejse/<uuid:identity>/aftale/<uuid:step>/gjort/", my_step_done, name="my_step_done"),
    path("overgange/", my_transitions, name="my_transitions"),
    path("overgange/<uuid:transition>/", my_transition, name="my_transition"),
    path("beskeder/", my_messages_page, name="my_messages"),
    path("beskeder/<uuid:identity>/ny/<slug:side>/", my_message_new, name="my_message_new"),
    path("beskeder/<uuid:identity>/mine-beskeder.json", my_messages_json, name="my_messages_json"),
    path("beskeder/<uuid:identity>/<uuid:thread>/", my_thread, name="my_thread"),
    path("samtykker/", my_consents_page, name="my_consents"),
    path("samtykker/<int:number>/", my_consent_page, name="my_consent"),
    path("samtykker/<int:number>/kvittering/", my_consent_receipt, name="my_consent_receipt"),
    path("samtykker/<int:number>/tilbage/", my_consent_withdraw, name="my_consent_withdraw"),
    path("paamindelser/", my_reminders, name="my_reminders"),
    path("bekymring/", my_concerns, name="my_concerns"),
    path("bekymring/ny/", my_concern_new, name="my_concern_new"),
    path("moeder/", my_own_conferences, name="my_own_conferences"),
    path("moeder/<uuid:identity>/<uuid:conference>/", my_own_conference, name="my_own_conference"),
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
