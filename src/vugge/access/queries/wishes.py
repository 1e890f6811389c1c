"""Citizens' wishes about their own data, as whoever keeps the register reads and answers them.

Offers `open_wishes` with `WishLine`, and `wish_page` with `WishPage`.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vugge.access.models import SubjectRequest
from vugge.access.queries.actors import scope
from vugge.access.queries.keeping import Erasable, erasable_stays, fates_of
from vugge.access.rules.requests import Fate, RequestKind
from vugge.audit.actions import look
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Looked, Scope, Sight, Viewer
from vugge.kit.errors import NotFound
from vugge.kit.explained import Explained
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.queries.facts import own_person
from vugge.people.queries.persons import lines
from vugge.people.queries.persons import person as person_in
from vugge.people.queries.register import corrections_of
from vugge.people.queries.spells import spells_of
from vugge.people.rules.values import CorrectionValue, PersonLine, PersonValue, SpellValue


@dataclass(frozen=True)
class WishLine:
    """One wish that is not answered yet: of which kind, about whom, and by when."""

    number: int
    kind: RequestKind
    about: str
    person: PersonLine
    asked_on: date
    due: date


@dataclass(frozen=True)
class WishPage:
    """One wish with the family's own words, beside what is stored now and what the rules on keeping say.

    `by_the_person`: asked by the very person it is about; otherwise by who has custody. `erasable` are the places
    that may be deleted now.
    """

    number: int
    kind: RequestKind
    about: str
    wanted: str
    reason: str
    asked_on: date
    due: date
    by_the_person: bool
    person: PersonValue
    sight: Sight
    spells: tuple[SpellValue, ...]
    corrections: tuple[CorrectionValue, ...]
    fates: tuple[Explained[Fate], ...]
    erasable: Erasable

    @property
    def stored(self) -> object:
        """What stands now in the field of the person that is called wrong; None for what is no such field."""
        return (
            getattr(self.person, self.about) if self.about in ("given_names", "surname", "born", "language") else None
        )


@look("access.wishes_seen")
def open_wishes(viewer: Viewer) -> Looked[tuple[WishLine, ...]]:
    """Show the wishes that wait for an answer, about those whom the viewer may decide on; the first due first.

    A fixed number of statements.
    """
    mine = scope(viewer)
    rows = list(SubjectRequest.objects.within(mine).filter(answered_at__isnull=True).order_by("due", "id"))
    rows = [row for row in rows if _may_answer(mine, row.person_id)]
    named = {one.id: one for one in lines(mine, {row.person_id for row in rows})}
    found = tuple(
        WishLine(row.pk, RequestKind(row.kind), row.about, named[row.person_id], local_day(row.asked_at), row.due)
        for row in rows
        if row.person_id in named
    )
    return Looked(found, seen=mine.seen(dict.fromkeys(one.person.id for one in found), Category.IDENTITY))


@look("access.wish_seen")
def wish_page(viewer: Viewer, *, number: int) -> Looked[WishPage]:
    """Show one wish. A fixed number of statements.

    Raises `NotFound` for one that is answered, or about somebody on whom the viewer may not decide.
    """
    mine = scope(viewer)
    row = SubjectRequest.objects.within(mine).filter(pk=number, answered_at__isnull=True).first()
    if row is None or not _may_answer(mine, row.person_id):
        raise NotFound(sentence("Ønsket er ikke her. Måske har en anden allerede svaret på det."))
    whose: UUID = row.person_id
    kind = RequestKind(row.kind)
    kept = fates_of(viewer, whose) if kind is RequestKind.DELETION else ()
    page = WishPage(
        number=row.pk,
        kind=kind,
        about=row.about,
        wanted=row.wanted,
        reason=row.reason,
        asked_on=local_day(row.asked_at),
        due=row.due,
        by_the_person=_asked_by(row.asked_by) == whose,
        person=person_in(mine, whose),
        sight=mine.sight(whose),
        spells=spells_of(mine, (whose,)),
        corrections=corrections_of(mine, (whose,)),
        fates=kept,
        erasable=erasable_stays(viewer, whose, kept),
    )
    return Looked(page, seen=mine.seen((whose,)), subject=f"person:{whose}")


def _may_answer(mine: Scope, person: UUID) -> bool:
    """Say whether the viewer keeps the register about somebody: to change is not enough, to decide is."""
    sight = mine.sight(person)
    return all(sight.may(act, Category.IDENTITY) for act in (Act.READ, Act.CHANGE, Act.DECIDE))


def _asked_by(name: str) -> UUID | None:
    """Return the person whose account asked; None where it is no longer anybody's."""
    kind, _, account = name.partition(":")
    if kind != "person":
        return None
    with deciding():
        return own_person(UUID(account))
