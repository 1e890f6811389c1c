"""What the kinds of transitions are called. Offers `TRANSITION_WORDS`, which stand among the words of all kinds."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vugge.journey.rules.transition_values import ContactHow, ItemAnswer
from vugge.journey.rules.transitions import Part, State
from vugge.kit.text import Text

TRANSITION_WORDS: Final[Mapping[type[Enum], Mapping[Enum, Promise | Text]]] = {
    State: {
        State.PREPARED: _("Gøres klar"),
        State.OFFERED: _("Venter på svar"),
        State.RETURNED: _("Sendt tilbage"),
        State.ACCEPTED: _("Svaret ja"),
        State.ARRIVED: _("Nået frem"),
        State.FOLLOWED_UP: _("Fulgt op"),
        State.CLOSED: _("Afsluttet"),
        State.CANCELLED: _("Annulleret"),
    },
    Part: {
        Part.SENDER: _("Det sted, barnet kommer fra"),
        Part.RECEIVER: _("Det nye sted"),
        Part.OTHER: _("En anden"),
    },
    ItemAnswer: {
        ItemAnswer.YES: _("Ja"),
        ItemAnswer.NOT_YET: _("Ikke endnu"),
        ItemAnswer.NOT_NEEDED: _("Ikke nødvendigt"),
    },
    ContactHow: {
        ContactHow.MET: _("Mødtes"),
        ContactHow.CALLED: _("Talte i telefon"),
        ContactHow.WROTE: _("Skrev sammen"),
        ContactHow.MISSED: _("Fik ikke fat i hinanden"),
    },
}
