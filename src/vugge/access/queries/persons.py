"""One person's page: everything on it is asked for here, and the log's one entry names everybody whom it shows.

Offers `person_page`, its other ways in `emergency_person`, `meeting_person` and `printed_person`, `person_head`,
`person_to_correct`, `spell_to_end` and `spell_to_correct`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.access.models import Basis
from vugge.access.queries.actors import received_by, scope
from vugge.access.queries.around import around
from vugge.access.queries.law import access_law
from vugge.access.queries.permits import permit
from vugge.access.rules.around import Around, Contact
from vugge.access.rules.deciding import reasons
from vugge.audit.actions import look
from vugge.audit.actions.deciding import deciding
from vugge.audit.queries import must_be_sealed
from vugge.audit.rules import Act, Category, Level, Looked, Permit, Scope, Seen, Sight, Viewer
from vugge.kit.errors import Hidden, NotAllowed, NotFound
from vugge.kit.explained import Because
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.queries.persons import lines
from vugge.people.queries.persons import person as person_in
from vugge.people.queries.register import corrections_of
from vugge.people.queries.relatives import Kin, Relative, kin_of, relatives_of
from vugge.people.queries.spells import spells_of
from vugge.people.rules.kinds import SPELL_CATEGORY
from vugge.people.rules.values import CorrectionValue, PersonLine, PersonValue, SpellValue


@dataclass(frozen=True)
class PersonPage:
    """What one viewer sees of one person. `known` are those of the family whom the viewer may open; `until` is when
    the last of the viewer's bases ends (UTC; None: nothing says when).
    """

    person: PersonValue
    sight: Sight
    because: Because
    contact: Contact | None
    relatives: tuple[Relative, ...]
    children: tuple[PersonLine, ...]
    known: frozenset[UUID]
    spells: tuple[SpellValue, ...]
    corrections: tuple[CorrectionValue, ...]
    around: Around
    until: datetime | None

    @property
    def until_day(self) -> date | None:
        """The first local day without access; None where nothing says when."""
        return None if self.until is None else local_day(self.until)

    @property
    def is_outline(self) -> bool:
        """Say whether one may only know that the person is here, and whom to ask."""
        return self.sight.level is Level.EXISTS


@look("access.person_seen")
def person_page(viewer: Viewer, *, person: UUID) -> Looked[PersonPage]:
    """Show one person as far as the viewer may see, with family, places and who is around them.

    A fixed number of statements. Raises `Hidden` for whom the viewer may not know of, as if nobody was there.
    """
    return _looked(viewer, person)


@look("access.emergency_person_seen")
def emergency_person(viewer: Viewer, *, person: UUID) -> Looked[PersonPage]:
    """Show the one person whom the viewer has opened in an emergency. Raises as `person_page` does."""
    return _looked(viewer, person)


@look("access.meeting_person_seen")
def meeting_person(viewer: Viewer, *, person: UUID) -> Looked[PersonPage]:
    """Show what is exchanged about a person at a meeting of the viewer's. Raises as `person_page` does."""
    return _looked(viewer, person)


@look("access.person_printed")
def printed_person(viewer: Viewer, *, person: UUID) -> Looked[PersonPage]:
    """Show one person's page for paper: the same, written in the log as what left the screen.

    Raises `NotAllowed` while the log waits for its seal.
    """
    must_be_sealed(timezone.now(), person=person)
    return _looked(viewer, person)


@dataclass(frozen=True)
class Head:
    """Whom a form is about, and what the viewer may do."""

    line: PersonLine
    sight: Sight


@look("access.person_named")
def person_head(viewer: Viewer, *, person: UUID) -> Looked[Head]:
    """Show whom a form is about: the name and the day of birth. Raises as `person_page` does."""
    mine = scope(viewer, persons=(person,))
    found = lines(mine, (person,))
    if not found:
        raise Hidden(person)
    return Looked(Head(found[0], mine.sight(person)), seen=mine.seen((person,), Category.IDENTITY))


@look("access.team_seen")
def team_page(viewer: Viewer, *, person: UUID) -> Looked[tuple[Head, Around]]:
    """Show who is around a family, what it was asked, and the meetings. Raises `NotAllowed` for an outline."""
    mine = scope(viewer, persons=(person,))
    found = lines(mine, (person,))
    if not found:
        raise Hidden(person)
    if not mine.shows(person, Category.SHARING):
        raise NotAllowed(sentence("Du må ikke se, hvem der er omkring familien. Spørg tovholderen."), person=person)
    team, _contact = around(mine, person)
    seen = mine.seen((person,), Category.IDENTITY, Category.SHARING)
    return Looked((Head(found[0], mine.sight(person)), team), seen=seen)


@look("access.person_to_correct_seen")
def person_to_correct(viewer: Viewer, *, person: UUID) -> Looked[PersonValue]:
    """Show what is written of a person, to put it right. Raises as `person_page` does."""
    mine = scope(viewer, persons=(person,))
    found = person_in(mine, person)
    return Looked(found, seen=mine.seen((person,), Category.IDENTITY, Category.LOCATION))


@look("access.spell_to_end_seen")
def spell_to_end(viewer: Viewer, *, person: UUID, spell: UUID) -> Looked[tuple[SpellValue, Permit]]:
    """Show one place of a person, with leave to end it.

    Raises `NotFound` for one corrected or not shown, and as `permit` does for one that the viewer may not change: then
    the log has the refusal alone, for nothing was shown.
    """
    return _spell_to_change(viewer, person, spell)


@look("access.spell_to_correct_seen")
def spell_to_correct(viewer: Viewer, *, person: UUID, spell: UUID) -> Looked[tuple[SpellValue, Permit]]:
    """Show one place of a person, with leave to put it right. Raises as `spell_to_end` does, and for a hidden one."""
    looked = _spell_to_change(viewer, person, spell)
    found, _leave = looked.value
    if not (found.home or found.unit_name or found.title):
        hidden = sentence("Stedet er skjult for dig, så du kan ikke rette det. Spørg den, der må se det.")
        raise NotAllowed(hidden, person=person)
    return looked


def _spell_to_change(viewer: Viewer, person: UUID, spell: UUID) -> Looked[tuple[SpellValue, Permit]]:
    mine = scope(viewer, persons=(person,))
    if mine.sight(person).level is Level.UNKNOWN:
        raise Hidden(person)
    found = next((one for one in spells_of(mine, (person,)) if one.id == spell and one.corrected_by is None), None)
    if found is None:
        raise NotFound(sentence("Stedet er ikke her, eller det er allerede rettet. Åbn siden igen."))
    category = SPELL_CATEGORY[found.kind]
    leave = permit(viewer, Act.CHANGE, person=person, category=category)
    return Looked((found, leave), seen=mine.seen((person,), category))


def _looked(viewer: Viewer, person: UUID) -> Looked[PersonPage]:
    with deciding():
        kin = kin_of(person)
        mine = scope(viewer, persons={person, *kin.named, *kin.children})
    sight = mine.sight(person)
    if sight.level is Level.UNKNOWN:
        raise Hidden(person)
    law = access_law(local_day(timezone.now()))
    children = lines(mine, _children_shown(mine, kin))
    relatives = _named(relatives_of(mine, kin), is_private=viewer.role in law.policy.private_roles)
    team, contact = around(mine, person)
    page = PersonPage(
        person=person_in(mine, person),
        sight=sight,
        because=reasons(sight, law=law),
        contact=contact,
        relatives=tuple(one for one in relatives if one.person not in {child.id for child in children}),
        children=children,
        known=mine.persons(),
        spells=spells_of(mine, (person,)),
        corrections=_corrections(mine, person, team),
        around=team,
        until=_until(mine, person),
    )
    seen = (sight.seen(), *mine.seen(one.id for one in children), *_seen(sight, page.relatives))
    return Looked(page, seen=seen, subject=f"person:{person}")


def _corrections(mine: Scope, person: UUID, team: Around) -> tuple[CorrectionValue, ...]:
    """Return what was put right; a reason is free text and may name a place, so it goes where places go."""
    found = corrections_of(mine, (person,))
    return tuple(replace(one, reason="") for one in found) if team.is_placeless else found


def _children_shown(mine: Scope, kin: Kin) -> frozenset[UUID]:
    """Return the children whom the viewer knows of, where the parent's family may be seen."""
    return kin.children & mine.persons() if mine.shows(kin.person, Category.FAMILY) else frozenset()


def _named(relatives: Iterable[Relative], *, is_private: bool) -> tuple[Relative, ...]:
    """Take away the names of protected persons from a private organisation."""
    return tuple(replace(one, name="") if is_private and one.is_protected else one for one in relatives)


def _seen(sight: Sight, relatives: Iterable[Relative]) -> tuple[Seen, ...]:
    """Return what the log says of those who are named as somebody's family: the name, on the basis of that somebody."""
    shown = frozenset({Category.FAMILY})
    return tuple(Seen(one.person, Level.EXISTS, shown, sight.basis) for one in relatives if one.name)


def _until(mine: Scope, person: UUID) -> datetime | None:
    """Return when the viewer's last basis ends, or None where one has no end."""
    viewer, now = mine.viewer, timezone.now()
    if viewer.identity is None or not viewer.unit:
        return None
    ids = [code.partition(":")[2] for code in mine.sight(person).bases]
    rows = Basis.objects.within(mine).filter(
        received_by(viewer),
        Q(ends_at__isnull=True) | Q(ends_at__gt=now),
        person=person,
        begins_at__lte=now,
        ended_at__isnull=True,
    )
    used = [row for row in rows.values_list("id", "consent_id", "ends_at") if {str(row[0]), str(row[1])} & set(ids)]
    ends = [row[2] for row in used if row[2] is not None]
    return max(ends) if ends and len(ends) == len(used) else None
