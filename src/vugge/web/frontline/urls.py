"""The addresses of the daily work with people. A person stands in them by our own id, never by name or number."""

from django.urls import path

from vugge.web.frontline.changing import born, died, expected_child, not_died, person_correct, protect
from vugge.web.frontline.concerns import concern, concern_about, concern_new, concern_take, concerns
from vugge.web.frontline.conferences import (
    conference,
    conference_calendar,
    conference_new,
    conferences,
    my_conferences_page,
)
from vugge.web.frontline.conflicts import conflict
from vugge.web.frontline.consents import consent, consent_new, consents
from vugge.web.frontline.contacts import contact_end, contacts
from vugge.web.frontline.emergency import emergency, emergency_one
from vugge.web.frontline.families import (
    custody_confirm,
    custody_end,
    custody_new,
    family,
    household_join,
    household_leave,
    household_move,
    parent_new,
    parent_remove,
)
from vugge.web.frontline.journey import buses, journey
from vugge.web.frontline.journey_evidence import evidence_correct, evidence_new
from vugge.web.frontline.journey_goals import goal_answer, goal_change, goal_new
from vugge.web.frontline.journey_steps import step_change, step_new
from vugge.web.frontline.meetings import at_meeting, meeting, my_meetings
from vugge.web.frontline.messages import messages, person_message_new, person_messages, person_thread
from vugge.web.frontline.people import my_people_page
from vugge.web.frontline.person import household, person
from vugge.web.frontline.reminding import staff_reminders
from vugge.web.frontline.search import new_person, people_search, suggestions
from vugge.web.frontline.spells import spell_correct, spell_end, spell_new
from vugge.web.frontline.team import task, team
from vugge.web.frontline.transitions import transition, transition_new, transition_offer, transitions

urlpatterns = [
    path("", my_people_page, name="my_people"),
    path("soeg/", people_search, name="people_search"),
    path("soeg/forslag/", suggestions, name="suggestions"),
    path("ny/", new_person, name="new_person"),
    path("akut/", emergency, name="emergency"),
    path("akut/<uuid:identity>/", emergency_one, name="emergency_one"),
    path("busser/", buses, name="buses"),
    path("overgange/", transitions, name="transitions"),
    path("overgange/tilbud/<uuid:transition>/", transition_offer, name="transition_offer"),
    path("beskeder/", messages, name="messages"),
    path("netvaerk/", my_conferences_page, name="my_conferences"),
    path("bekymringer/", concerns, name="concerns"),
    path("bekymringer/ny/", concern_new, name="concern_new"),
    path("bekymringer/<int:number>/", concern, name="concern"),
    path("bekymringer/<int:number>/tag/", concern_take, name="concern_take"),
    path("paamindelser/", staff_reminders, name="staff_reminders"),
    path("moeder/", my_meetings, name="my_meetings"),
    path("moeder/<uuid:identity>/", at_meeting, name="at_meeting"),
    path("borger/<uuid:identity>/", person, name="person"),
    path("borger/<uuid:identity>/husstand/", household, name="household"),
    path("borger/<uuid:identity>/familie/", family, name="family"),
    path("borger/<uuid:identity>/familie/bor-sammen/", household_join, name="household_join"),
    path("borger/<uuid:identity>/familie/flyt/", household_move, name="household_move"),
    path("borger/<uuid:identity>/familie/husstand/<uuid:household>/slut/", household_leave, name="household_leave"),
    path("borger/<uuid:identity>/familie/myndighed/", custody_new, name="custody_new"),
    path("borger/<uuid:identity>/familie/myndighed/<uuid:custody>/slut/", custody_end, name="custody_end"),
    path("borger/<uuid:identity>/familie/myndighed/<uuid:custody>/rigtig/", custody_confirm, name="custody_confirm"),
    path("borger/<uuid:identity>/familie/foraelder/", parent_new, name="parent_new"),
    path("borger/<uuid:identity>/familie/foraelder/<uuid:parent>/fjern/", parent_remove, name="parent_remove"),
    path("borger/<uuid:identity>/doed/", died, name="died"),
    path("borger/<uuid:identity>/ikke-doed/", not_died, name="not_died"),
    path("borger/<uuid:identity>/ret/", person_correct, name="person_correct"),
    path("borger/<uuid:identity>/beskyttelse/", protect, name="protect"),
    path("borger/<uuid:identity>/barn-ventes/", expected_child, name="expected_child"),
    path("borger/<uuid:identity>/foedt/", born, name="born"),
    path("borger/<uuid:identity>/sted/", spell_new, name="spell_new"),
    path("borger/<uuid:identity>/sted/<uuid:spell>/afslut/", spell_end, name="spell_end"),
    path("borger/<uuid:identity>/sted/<uuid:spell>/ret/", spell_correct, name="spell_correct"),
    path("borger/<uuid:identity>/kontakt/", contacts, name="contacts"),
    path("borger/<uuid:identity>/kontakt/<uuid:contact>/slut/", contact_end, name="contact_end"),
    path("borger/<uuid:identity>/inhabil/", conflict, name="conflict"),
    path("borger/<uuid:identity>/team/", team, name="team"),
    path("borger/<uuid:identity>/opgave/", task, name="task"),
    path("borger/<uuid:identity>/samtykker/", consents, name="consents"),
    path("borger/<uuid:identity>/samtykke/", consent_new, name="consent_new"),
    path("borger/<uuid:identity>/samtykke/<int:number>/", consent, name="consent"),
    path("borger/<uuid:identity>/moede/", meeting, name="meeting"),
    path("borger/<uuid:identity>/netvaerk/", conferences, name="conferences"),
    path("borger/<uuid:identity>/netvaerk/ny/", conference_new, name="conference_new"),
    path("borger/<uuid:identity>/netvaerk/<uuid:conference>/", conference, name="conference"),
    path(
        "borger/<uuid:identity>/netvaerk/<uuid:conference>/moede.ics", conference_calendar, name="conference_calendar"
    ),
    path("borger/<uuid:identity>/bekymring/", concern_about, name="concern_about"),
    path("borger/<uuid:identity>/overgang/", transition_new, name="transition_new"),
    path("borger/<uuid:identity>/overgang/<uuid:transition>/", transition, name="transition"),
    path("borger/<uuid:identity>/beskeder/", person_messages, name="person_messages"),
    path("borger/<uuid:identity>/beskeder/ny/<slug:side>/", person_message_new, name="person_message_new"),
    path("borger/<uuid:identity>/beskeder/<uuid:thread>/", person_thread, name="person_thread"),
    path("borger/<uuid:identity>/rejse/", journey, name="journey"),
    path("borger/<uuid:identity>/rejse/set/", evidence_new, name="evidence_new"),
    path("borger/<uuid:identity>/rejse/set/<uuid:evidence>/ret/", evidence_correct, name="evidence_correct"),
    path("borger/<uuid:identity>/rejse/maal/", goal_new, name="goal_new"),
    path("borger/<uuid:identity>/rejse/maal/<uuid:goal>/", goal_change, name="goal_change"),
    path("borger/<uuid:identity>/rejse/maal/<uuid:goal>/svar/", goal_answer, name="goal_answer"),
    path("borger/<uuid:identity>/rejse/skridt/", step_new, name="step_new"),
    path("borger/<uuid:identity>/rejse/skridt/<uuid:step>/", step_change, name="step_change"),
]
