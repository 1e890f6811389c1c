"""One timeline of everything that the viewer may see of a person: places, consents, meetings.

Offers `timeline`, its `Moment`s, and `Strand`, the kinds that it can be narrowed to.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.persons import PersonPage
from vugge.access.rules.around import ConsentLine, MeetingLine
from vugge.audit.rules import Act
from vugge.people.rules.kinds import SPELL_CATEGORY, SpellKind
from vugge.people.rules.values import SpellValue


class Strand(Enum):
    """What the timeline can be narrowed to."""

    HOME = "hjem"
    EDUCATION = "skole"
    JOB = "job"
    SUPPORT = "stoette"
    SHARING = "deling"


TITLES: Final = {
    Strand.HOME: _("Hjem"),
    Strand.EDUCATION: _("Dagtilbud og skole"),
    Strand.JOB: _("Job"),
    Strand.SUPPORT: _("Støtte"),
    Strand.SHARING: _("Samtykker og møder"),
}
THEMES: Final = {
    Strand.HOME: "housing",
    Strand.EDUCATION: "education",
    Strand.JOB: "jobs",
    Strand.SUPPORT: "families",
    Strand.SHARING: "community",
}
_OF_SPELL: Final = {
    SpellKind.HOME: Strand.HOME,
    SpellKind.DAYCARE: Strand.EDUCATION,
    SpellKind.SCHOOL: Strand.EDUCATION,
    SpellKind.EDUCATION: Strand.EDUCATION,
    SpellKind.JOB: Strand.JOB,
    SpellKind.SUPPORT: Strand.SUPPORT,
}


@dataclass(frozen=True)
class Moment:
    """One line of the timeline: a place, a consent or a meeting; just one of the three is there.

    `may_change` says whether the viewer may end a place of this kind and put it right.
    """

    strand: Strand
    day: date
    spell: SpellValue | None = None
    right_one: SpellValue | None = None
    consent: ConsentLine | None = None
    meeting: MeetingLine | None = None
    may_change: bool = False

    @property
    def theme(self) -> str:
        """The key of the colour and shape of its strand."""
        return THEMES[self.strand]


@dataclass(frozen=True)
class Choice:
    """One strand to narrow to, as a link; the empty key is all."""

    key: str
    title: Promise
    count: int
    is_shown: bool


def timeline(page: PersonPage, *, asked: str) -> tuple[list[Moment], list[Choice]]:
    """Return the timeline, newest first, narrowed to the strand asked for, and the strands that hold something."""
    everything = sorted((*_spells(page), *_shared(page)), key=lambda one: one.day, reverse=True)
    held = [strand for strand in Strand if any(one.strand is strand for one in everything)]
    chosen = next((strand for strand in held if strand.value == asked), None)
    counts = {strand: sum(one.strand is strand for one in everything) for strand in held}
    choices = [Choice("", _("Alt"), len(everything), chosen is None)]
    choices += [Choice(one.value, TITLES[one], counts[one], one is chosen) for one in held]
    return [one for one in everything if chosen in (None, one.strand)], choices if len(held) > 1 else []


def _spells(page: PersonPage) -> list[Moment]:
    by_id = {one.id: one for one in page.spells}
    return [
        Moment(
            _OF_SPELL[one.kind],
            one.begins,
            spell=one,
            right_one=by_id.get(one.corrected_by) if one.corrected_by else None,
            may_change=page.sight.may(Act.CHANGE, SPELL_CATEGORY[one.kind]),
        )
        for one in by_id.values()
    ]


def _shared(page: PersonPage) -> list[Moment]:
    consents = [Moment(Strand.SHARING, localtime(one.requested_at).date(), consent=one) for one in page.around.consents]
    return consents + [Moment(Strand.SHARING, one.held_on, meeting=one) for one in page.around.meetings]
