"""What the kinds of conferences, concerns and reminders are called."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vugge.journey.rules.concerns import Deed, Outcome, Sender, State, Wait
from vugge.journey.rules.conferences import ConferenceKind, ConferenceState, Ground, Kin, PointKind
from vugge.journey.rules.reminders import Channel

CONFERENCE_WORDS: Final[Mapping[type[Enum], Mapping[Enum, Promise]]] = {
    ConferenceKind: {
        ConferenceKind.NETWORK: _("Netværksmøde"),
        ConferenceKind.TRANSITION: _("Overgangsrådslagning"),
    },
    ConferenceState: {
        ConferenceState.CALLED: _("Indkaldt"),
        ConferenceState.HELD: _("Holdt"),
        ConferenceState.CANCELLED: _("Aflyst"),
    },
    Ground: {
        Ground.CONSENT: _("Familien har sagt ja, eller det er aftalt i teamet"),
        Ground.MEETING: _("Udveksling uden samtykke på ét møde"),
    },
    PointKind: {
        PointKind.STATION: _("Station"),
        PointKind.GOAL: _("Mål"),
        PointKind.STEP: _("Skridt"),
        PointKind.OWN: _("Punkt"),
    },
    Kin: {
        Kin.MOTHER: _("mor"),
        Kin.FATHER: _("far"),
        Kin.GRANDMOTHER: _("bedstemor"),
        Kin.GRANDFATHER: _("bedstefar"),
        Kin.SIBLING: _("søskende"),
        Kin.AUNT_UNCLE: _("tante eller onkel"),
        Kin.FRIEND: _("ven af familien"),
        Kin.NEIGHBOUR: _("nabo"),
        Kin.VOLUNTEER: _("frivillig"),
        Kin.OTHER: _("en anden"),
    },
    Sender: {
        Sender.PROFESSIONAL: _("en, der arbejder med børn"),
        Sender.CARETAKER: _("vicevært eller anden ansat i boligområdet"),
        Sender.NEIGHBOUR: _("nabo eller bekendt"),
        Sender.FAMILY: _("familien selv"),
        Sender.OTHER: _("en anden"),
    },
    State: {
        State.RECEIVED: _("Modtaget"),
        State.CONTACTED: _("Kontakt taget"),
        State.FOLLOWED_UP: _("Fulgt op"),
        State.CLOSED: _("Afsluttet"),
    },
    Outcome: {
        Outcome.WANTED_HELP: _("Familien ville gerne have hjælp"),
        Outcome.NO_NEED: _("Der var ikke brug for hjælp"),
        Outcome.TO_AUTHORITY: _("Der er givet underretning til børne- og familieafdelingen"),
        Outcome.UNFOUNDED: _("Der var ikke noget om det"),
    },
    Deed: {
        Deed.CONTACT: _("Første kontakt"),
        Deed.FOLLOW_UP: _("Opfølgning"),
        Deed.CLOSE: _("Afsluttet"),
    },
    Wait: {
        Wait.NOTHING: _("Ingen frist"),
        Wait.IN_TIME: _("Inden for fristen"),
        Wait.TODAY: _("I dag"),
        Wait.LATE: _("Fristen er overskredet"),
    },
    Channel: {
        Channel.NONE: _("Ingen påmindelser"),
        Channel.MAIL: _("Mail"),
        Channel.SMS: _("SMS"),
    },
}
