"""Who is around a family, as values; and what of it is left when nothing may tell where the family is.

Offers `Around` with `Member`, `ConsentLine` and `MeetingLine`, `Contact` with `contact_among`, and `without_places`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import ConsentState
from vugge.audit.rules import Category, Purpose, Viewer
from vugge.kit.explained import Because
from vugge.kit.text import Sentence, Text
from vugge.organisations.rules.register import UnitFacts
from vugge.organisations.rules.staff import Colleague


@dataclass(frozen=True)
class Member:
    """Somebody with a task or in the team, or a whole unit with a task (`who` None); `basis` is how to end it.

    `who` stands in the part in which they have it. `may_end`: the viewer may end it.
    """

    basis: int
    kinds: tuple[BasisKind, ...]
    who: Colleague | None
    unit: UnitFacts | None
    since: date
    until: date | None
    reason: str
    is_lead: bool
    may_end: bool = False


@dataclass(frozen=True)
class ConsentLine:
    """What a family was asked and where it stands. `until` is the first day without it; answers are only counted.

    `stopped` says why those who answer for a child can do so no longer, and `what_now` what to do; None: they can.
    """

    id: int
    person: UUID
    matter: Text
    state: ConsentState
    asked_by: Colleague | None
    asking_unit: str
    requested_at: datetime
    begins: date
    until: date
    withdrawn_at: datetime | None
    categories: tuple[Category, ...]
    recipients: tuple[str, ...]
    purpose: Purpose
    purpose_text: str
    language: str
    text_shown: str
    text_version: str
    signers: int
    answered: int
    stopped: Because | None = None
    what_now: Sentence | None = None
    child_heard: bool | None = None
    not_heard_because: str = ""


@dataclass(frozen=True)
class MeetingLine:
    """A meeting at which a matter is exchanged without consent; `follows` is the one that it follows up.

    `matter` is the kind of matter in the words of the law package, `about` the caller's own.
    """

    id: int
    matter: Text
    about: str
    held_on: date
    follows: int | None
    has_followup: bool
    participants: tuple[str, ...]
    legal_basis: str


@dataclass(frozen=True)
class Around:
    """Everything around one family that the viewer may see; `is_placeless`: nothing here tells where the family is.

    `is_led_by_viewer`: the viewer leads the team, in the part acted in.
    """

    members: tuple[Member, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    meetings: tuple[MeetingLine, ...] = ()
    is_placeless: bool = False
    is_led_by_viewer: bool = False

    @property
    def people(self) -> tuple[Member, ...]:
        """Everybody once: who is in the team and has the task too stands there with both kinds."""
        found: dict[object, Member] = {}
        for one in self.members:
            key = one.who.account if one.who else (one.unit.id if one.unit else one.basis)
            before = found.get(key)
            found[key] = replace(before, kinds=(*before.kinds, *one.kinds)) if before else one
        return tuple(found.values())

    @property
    def lead(self) -> Member | None:
        """The one whom the others turn to."""
        return next((one for one in self.members if one.is_lead), None)


@dataclass(frozen=True)
class Contact:
    """Whom to ask about a person: an employee with role and unit, or a unit where nobody is named."""

    name: str
    who: Colleague | None
    unit: UnitFacts | None


def contact_among(members: Iterable[Member], *, asker: UUID | None) -> Contact | None:
    """Return whom to ask but the asker: the lead, else whoever has the task, else a unit that has it."""
    others = [one for one in members if one.who is None or one.who.account != asker]
    named = [one for one in others if one.who is not None]
    in_turn = sorted(named, key=lambda one: (not one.is_lead, BasisKind.TEAM in one.kinds, one.since, one.basis))
    if in_turn and in_turn[0].who is not None:
        return Contact(in_turn[0].who.name, in_turn[0].who, None)
    unit = next((one.unit for one in others if one.unit is not None), None)
    return Contact(unit.name, None, unit) if unit else None


def without_places(around: Around, viewer: Viewer) -> Around:
    """Return the same without anything that names a place, for a protected person whom the viewer may not locate.

    A school, a club or a housing office tells where somebody is, and so can any free text. What the viewer's own unit
    is called, and what the viewer asked the family, they know already.
    """
    members = tuple(_member(one, viewer) for one in around.members)
    consents = tuple(one if _is_asker(one, viewer) else _consent(one) for one in around.consents)
    meetings = tuple(replace(one, about="") for one in around.meetings)
    kept = tuple(one for one in members if one.who or one.unit)
    return replace(around, members=kept, consents=consents, meetings=meetings, is_placeless=True)


def _member(one: Member, viewer: Viewer) -> Member:
    unit = one.unit if one.unit and str(one.unit.id) == viewer.unit else None
    if one.who is None or str(one.who.unit) == viewer.unit:
        return replace(one, unit=unit, reason="")
    return replace(one, who=replace(one.who, email="", unit=None, unit_name="", parts=()), unit=unit, reason="")


def _is_asker(one: ConsentLine, viewer: Viewer) -> bool:
    return one.asked_by is not None and one.asked_by.account == viewer.identity


def _consent(one: ConsentLine) -> ConsentLine:
    asker = replace(one.asked_by, email="", unit=None, unit_name="", parts=()) if one.asked_by else None
    return replace(
        one, asked_by=asker, asking_unit="", recipients=(), purpose_text="", text_shown="", not_heard_because=""
    )
