"""What the kinds of a journey are called: lines, where a child stands, who sees to it, and what is agreed."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vugge.journey.rules.agreed import Achievement, Lifecycle, StepState, View, Whose, With
from vugge.journey.rules.leaving import Bus
from vugge.journey.rules.plan import Status
from vugge.journey.rules.route import Line, Responsible

JOURNEY_WORDS: Final[Mapping[type[Enum], Mapping[Enum, Promise]]] = {
    Line: {
        Line.FAMILY: _("Familie"),
        Line.HEALTH: _("Sundhed"),
        Line.LANGUAGE: _("Sprog og læring"),
        Line.SCHOOL: _("Dagtilbud og skole"),
        Line.LEISURE: _("Fritid og netværk"),
        Line.YOUTH: _("Ungdomsuddannelse"),
        Line.JOB: _("Job"),
    },
    Status: {
        Status.NOT_YET: _("Ikke endnu"),
        Status.OPEN: _("Nu"),
        Status.CLOSING: _("Lukker snart"),
        Status.REACHED: _("Nået"),
        Status.REACHED_LATE: _("Nået senere"),
        Status.MISSED: _("Ikke nået"),
        Status.NOT_RELEVANT: _("Ikke relevant"),
        Status.UNKNOWN: _("Ved vi ikke"),
        Status.HIDDEN: _("Kan ikke ses af dig"),
    },
    Responsible: {
        Responsible.PARENTS: _("forældrene"),
        Responsible.YOUNG_PERSON: _("den unge"),
        Responsible.DOCTOR: _("lægen"),
        Responsible.MIDWIFE: _("jordemoderen"),
        Responsible.DENTIST: _("tandplejen"),
        Responsible.HEALTH_VISITOR: _("sundhedsplejersken"),
        Responsible.DAYCARE: _("dagtilbuddet"),
        Responsible.SCHOOL: _("skolen"),
        Responsible.MUNICIPALITY: _("kommunen"),
        Responsible.GUIDANCE: _("ungevejledningen"),
        Responsible.JOB_CENTRE: _("jobcentret"),
        Responsible.EMPLOYER: _("arbejdsgiveren"),
        Responsible.ASSOCIATION: _("foreningen"),
        Responsible.HOUSING_ORGANISATION: _("boligorganisationen"),
    },
    Whose: {Whose.CHILD: _("Barnets eget"), Whose.FAMILY: _("Familiens")},
    Lifecycle: {
        Lifecycle.ACTIVE: _("I gang"),
        Lifecycle.ON_HOLD: _("Sat på pause"),
        Lifecycle.CLOSED: _("Lukket"),
    },
    Achievement: {
        Achievement.NOT_YET: _("Ikke nået endnu"),
        Achievement.PARTLY: _("Delvist nået"),
        Achievement.REACHED: _("Nået"),
    },
    StepState: {
        StepState.AGREED: _("Aftalt"),
        StepState.DOING: _("I gang"),
        StepState.DONE: _("Gjort"),
        StepState.DROPPED: _("Ikke til noget"),
    },
    With: {With.CHILD: _("barnet"), With.PARENTS: _("forældrene"), With.TEAM: _("teamet")},
    View: {View.ACCEPTS: _("Er enig"), View.OTHER: _("Ser det anderledes")},
    Bus: {Bus.LEAVING: _("Lukker snart"), Bus.MISSED: _("Ikke nået, men kan nås endnu")},
}
