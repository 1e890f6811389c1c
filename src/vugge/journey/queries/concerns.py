"""Concerns as each may see them: those of one's unit, one of them in full, those one has sent, those about the family.

Offers `concerns_received`, `concern_page`, `concerns_sent`, `own_concerns` with `concerns_told`, and `children_of` for
the family's own form.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import look
from vugge.audit.rules import Category, Looked, Scope, Viewer
from vugge.journey.models.concerns import Concern, ConcernEntry
from vugge.journey.models.sealing import unseal_about
from vugge.journey.queries.policies import concern_law
from vugge.journey.queries.receiving import must_receive
from vugge.journey.rules.concern_law import ConcernLaw
from vugge.journey.rules.concerns import (
    ConcernEntry as Entry,
)
from vugge.journey.rules.concerns import (
    ConcernFacts,
    ConcernLine,
    ConcernPage,
    Deed,
    Outcome,
    Sender,
    State,
    Wait,
    standing,
)
from vugge.kit.errors import NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.queries.persons import lines
from vugge.people.rules.values import PersonLine

LISTED: Final = 200
CLOSED_SHOWN: Final = 20
Row = Mapping[str, Any]  # Any: plain values of a row
_LINE: Final = ("number", "sender", "sent_by", "state", "received_at", "last_on", "handler_id", "person_id")


@dataclass(frozen=True)
class Received:
    """What a unit has received: those that are open, the most urgent first, and the last closed."""

    open: tuple[ConcernLine, ...]
    closed: tuple[ConcernLine, ...]

    @property
    def late(self) -> int:
        """How many open ones are past their day."""
        return sum(one.due.value.wait is Wait.LATE for one in self.open)


@dataclass(frozen=True)
class ShownConcern:
    """A concern as its handler sees it, and whom it is about where somebody is linked."""

    page: ConcernPage
    person: PersonLine | None


@dataclass(frozen=True)
class OwnConcern:
    """A concern about somebody of the family: that it is there and how it stands, and the words where one wrote it.

    `since` is the day on which one sent it, or on which somebody was first in touch about it.
    """

    person: PersonLine
    is_sent_by_me: bool
    since: date
    state: State
    text: str = ""


@look("journey.concerns_listed")
def concerns_received(viewer: Viewer) -> Looked[Received]:
    """Show what the viewer's unit has received: when, from what sort of sender, and by when somebody is in touch.

    Nobody is named and no text is shown. A fixed number of statements. Raises `NotAllowed` for whoever receives none.
    """
    must_receive(viewer)
    today = timezone.localdate()
    law = concern_law(today)
    rows = Concern.objects.received_in(viewer)
    opened = [_line(row, viewer, law, today) for row in rows.exclude(state=State.CLOSED).values(*_LINE)[:LISTED]]
    closed = rows.filter(state=State.CLOSED).order_by("-closed_on", "-number").values(*_LINE)[:CLOSED_SHOWN]
    found = Received(
        tuple(sorted(opened, key=lambda one: (one.due.value.day or date.max, one.number))),
        tuple(_line(row, viewer, law, today) for row in closed),
    )
    return Looked(found, numbers={"concerns": len(opened)})


@look("journey.concern_seen")
def concern_page(viewer: Viewer, *, number: int) -> Looked[ShownConcern]:
    """Show a concern to whoever has taken it up. Raises `NotFound` for another unit's, and `NotAllowed` before that."""
    must_receive(viewer)
    row = Concern.objects.received_in(viewer).filter(number=number).values().first()
    if row is None:
        raise NotFound(sentence("Bekymringen er her ikke. Måske er den en anden enheds."))
    if row["handler_id"] != viewer.identity:
        raise NotAllowed(sentence("Tag bekymringen op først. Så kan du læse den."))
    person = row["person_id"]
    mine = scope(viewer, persons=() if person is None else (person,))
    if person is not None and row["closed_on"] is None and not mine.shows(person, Category.SHARING):
        raise NotAllowed(sentence("Du har ikke længere adgang til barnet. En kollega må tage over."), person=person)
    found = lines(mine, (person,)) if person is not None and mine.shows(person, Category.SHARING) else ()
    entries = ConcernEntry.objects.filter(concern=row["id"]).order_by("written_at", "id").values()
    page = _page(row, entries, viewer)
    seen = mine.seen((one.id for one in found), Category.IDENTITY, Category.SHARING)
    return Looked(ShownConcern(page, found[0] if found else None), seen=seen, subject=f"concern:{number}")


@look("journey.concerns_sent_seen")
def concerns_sent(viewer: Viewer) -> Looked[tuple[ConcernLine, ...]]:
    """Show an employee how the concerns stand that they have sent: the number and the state, and nothing more."""
    today = timezone.localdate()
    law = concern_law(today)
    rows = Concern.objects.sent_by(viewer).order_by("-number").values(*_LINE)[:LISTED]
    found = tuple(_line(row, viewer, law, today) for row in rows)
    return Looked(found, numbers={"concerns": len(found)})


@look("journey.own_concerns_seen")
def own_concerns(viewer: Viewer) -> Looked[tuple[OwnConcern, ...]]:
    """Show a citizen what they have written themselves, and that there were others, never from whom.

    Of others' is told that there was one, once somebody has been in touch with the family about it; nothing of one that
    went on to the child authority, and nothing that another of the family wrote.
    """
    mine = scope(viewer)
    found = concerns_told(mine, mine.persons())
    return Looked(found, seen=mine.seen({one.person.id for one in found}, Category.IDENTITY, Category.SHARING))


def concerns_told(mine: Scope, persons: Collection[UUID]) -> tuple[OwnConcern, ...]:
    """Return what the family is told of concerns about these persons. Two statements. Asked inside looks."""
    viewer = mine.viewer
    shown = [one for one in persons if mine.shows(one, Category.SHARING)]
    own = Q(sent_by=viewer.name)
    told = ~Q(state=State.RECEIVED) & ~Q(outcome=Outcome.TO_AUTHORITY) & ~Q(sender=Sender.FAMILY)
    told &= Q(last_on__isnull=False)
    rows = list(Concern.objects.within(mine, only=shown).filter(own | told).order_by("-received_at").values()[:LISTED])
    named = {one.id: one for one in lines(mine, {row["person_id"] for row in rows})}
    return tuple(_own(row, named[row["person_id"]], viewer) for row in rows if row["person_id"] in named)


@look("journey.concern_writing_seen")
def children_of(viewer: Viewer) -> Looked[tuple[PersonLine, ...]]:
    """Show a citizen of whom they can write: themselves, and the children in their custody, youngest first."""
    mine = scope(viewer)
    found = lines(mine, [one for one in mine.persons() if mine.shows(one, Category.SHARING)])
    return Looked(_children_first(found, mine), seen=mine.seen((one.id for one in found), Category.IDENTITY))


def _children_first(found: Iterable[PersonLine], mine: Scope) -> tuple[PersonLine, ...]:
    return tuple(sorted(found, key=lambda one: not mine.sight(one.id).basis.startswith(BasisKind.CUSTODY)))


def _line(row: Row, viewer: Viewer, law: ConcernLaw, today: date) -> ConcernLine:
    facts = ConcernFacts(State(row["state"]), local_day(row["received_at"]), row["last_on"])
    return ConcernLine(
        number=row["number"],
        sender=Sender(row["sender"]),
        state=facts.state,
        received_on=facts.received_on,
        due=standing(facts, law=law, today=today),
        is_taken=row["handler_id"] is not None,
        is_mine=row["handler_id"] is not None and row["handler_id"] == viewer.identity,
        is_linked=row["person_id"] is not None,
        is_anonymous=not row["sent_by"],
    )


def _page(row: Row, entries: Iterable[Row], viewer: Viewer) -> ConcernPage:
    today = timezone.localdate()
    identity: UUID = row["id"]
    return ConcernPage(
        line=_line(row, viewer, concern_law(today), today),
        text=unseal_about(row["sealed_text"], identity),
        about=unseal_about(row["sealed_about"], identity),
        reach=unseal_about(row["sealed_reach"], identity),
        person=row["person_id"],
        entries=tuple(
            Entry(Deed(one["deed"]), one["on"], unseal_about(one["sealed_text"], one["id"]), one["written_by_id"])
            for one in entries
        ),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        closed_on=row["closed_on"],
        version=row["version"],
    )


def _own(row: Row, person: PersonLine, viewer: Viewer) -> OwnConcern:
    is_mine = row["sent_by"] == viewer.name
    return OwnConcern(
        person,
        is_mine,
        local_day(row["received_at"]) if is_mine else row["last_on"],
        State(row["state"]),
        unseal_about(row["sealed_text"], row["id"]) if is_mine else "",
    )
