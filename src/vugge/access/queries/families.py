"""One person's family as it is written, for whoever changes it.

Offers `family_page` with `FamilyPage`, and for the forms `family_choices` and `family_movers` with `FamilyChoices`.
"""

from dataclasses import dataclass
from uuid import UUID

from vugge.access.queries.actors import scope
from vugge.audit.actions import look
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Level, Looked, Scope, Seen, Sight, Viewer
from vugge.kit.errors import Hidden, NotAllowed
from vugge.kit.text import sentence
from vugge.people.queries.persons import lines
from vugge.people.queries.persons import person as person_in
from vugge.people.queries.relatives import FamilyRecord, family_record, kin_of
from vugge.people.rules.values import PersonLine, PersonValue


@dataclass(frozen=True)
class FamilyPage:
    """What is written of a person's family; `near` are those of it whom the viewer may know of, and may choose."""

    person: PersonValue
    sight: Sight
    record: FamilyRecord
    near: tuple[PersonLine, ...]

    @property
    def known(self) -> frozenset[UUID]:
        """Those of the family whom the viewer may open."""
        return frozenset(one.id for one in self.near)


@dataclass(frozen=True)
class FamilyChoices:
    """Whom a form about a family is about, and whom of the family it offers."""

    person: PersonLine
    offered: tuple[PersonLine, ...]


@look("access.family_record_seen")
def family_page(viewer: Viewer, *, person: UUID) -> Looked[FamilyPage]:
    """Show what is written of a person's family, to change it. A fixed number of statements.

    Raises `Hidden` for whom the viewer may not know of, `NotAllowed` for who may not change the family.
    """
    mine, near = _family(viewer, person)
    sight = mine.sight(person)
    record = family_record(mine, person)
    page = FamilyPage(person=person_in(mine, person), sight=sight, record=record, near=near)
    shown = frozenset({Category.FAMILY})
    known = mine.seen((one.id for one in near), Category.IDENTITY)
    named = (Seen(one, Level.EXISTS, shown, sight.basis) for one in record.named() - page.known - {person})
    return Looked(
        page, seen=(sight.seen(Category.IDENTITY, Category.FAMILY), *known, *named), subject=f"person:{person}"
    )


@look("access.family_choices_seen")
def family_choices(viewer: Viewer, *, person: UUID) -> Looked[FamilyChoices]:
    """Show a person and those of the family whom the viewer may know of, to choose among. Raises as `family_page`."""
    mine, near = _family(viewer, person)
    return _choices(mine, person, near)


@look("access.family_movers_seen")
def family_movers(viewer: Viewer, *, person: UUID) -> Looked[FamilyChoices]:
    """Show a person and those they live with whom the viewer may move, to choose among. Raises as `family_page`."""
    mine, near = _family(viewer, person)
    together = {one.person for one in family_record(mine, person).members}
    movers = tuple(one for one in near if one.id in together and mine.sight(one.id).may(Act.ADD, Category.LOCATION))
    return _choices(mine, person, movers)


def _family(viewer: Viewer, person: UUID) -> tuple[Scope, tuple[PersonLine, ...]]:
    """Return what the viewer may see of a family that they may change, and those of it whom they may know of."""
    with deciding():
        kin = kin_of(person)
        mine = scope(viewer, persons={person, *kin.named, *kin.children})
    sight = mine.sight(person)
    if sight.level is Level.UNKNOWN:
        raise Hidden(person)
    if not (sight.may(Act.READ, Category.FAMILY) and sight.may(Act.CHANGE, Category.FAMILY)):
        raise NotAllowed(
            sentence("Din opgave giver ikke adgang til at ændre familien for denne borger."), person=person
        )
    return mine, lines(mine, (kin.named | kin.children) & mine.persons())


def _choices(mine: Scope, person: UUID, of_family: tuple[PersonLine, ...]) -> Looked[FamilyChoices]:
    own = lines(mine, (person,))
    if not own:
        raise Hidden(person)
    offered = tuple(one for one in of_family if one.id != person)
    their = mine.seen((one.id for one in offered), Category.IDENTITY)
    seen = (mine.sight(person).seen(Category.IDENTITY, Category.FAMILY), *their)
    return Looked(FamilyChoices(own[0], offered), seen=seen, subject=f"person:{person}")
