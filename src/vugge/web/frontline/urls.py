"""The addresses of the daily work with people. A person stands in them by our own id, never by name or number."""

from django.urls import path

from vugge.web.frontline.changing import born, died, expected_child, not_died, person_correct, protect
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
from vugge.web.frontline.meetings import at_meeting, meeting, my_meetings
from vugge.web.frontline.people import my_people_page
from vugge.web.frontline.person import household, person
from vugge.web.frontline.search import new_person, people_search, suggestions
from vugge.web.frontline.spells import spell_correct, spell_end, spell_new
from vugge.web.frontline.team import task, team

urlpatterns = [
    path("", my_people_page, name="my_people"),
    path("soeg/", people_search, name="people_search"),
    path("soeg/forslag/", suggestions, name="suggestions"),
    path("ny/", new_person, name="new_person"),
    path("akut/", emergency, name="emergency"),
    path("akut/<uuid:identity>/", emergency_one, name="emergency_one"),
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
]
