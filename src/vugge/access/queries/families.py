"""One person's family as it is written, for whoever changes it. Offers `family_page` with `FamilyPage`."""

from dataclasses import dataclass
from uuid import UUID

from vugge.access.queries.actors import scope
from vugge.audit.actions import look
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Level, Looked, Seen, Sight, Viewer
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
    movers: tuple[PersonLine, ...]

    @property
    def known(self) -> frozenset[UUID]:
        """Those of the family whom the viewer may open."""
        return frozenset(one.id for one in self.near)


@look("access.family_record_seen")
def family_page(viewer: Viewer, *, person: UUID) -> Looked[FamilyPage]:
    """Show what is written of a person's family, to change it. A fixed number of statements.

    Raises `Hidden` for whom the viewer may not know of, `NotAllowed` for who may not change the family.
    """
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
    record = family_record(mine, person)
    near = lines(mine, (kin.named | kin.children) & mine.persons())
    together = {one.person for one in record.members}
    page = FamilyPage(
        person=person_in(mine, person),
        sight=sight,
        record=record,
        near=near,
        movers=tuple(one for one in near if one.id in together and mine.sight(one.id).may(Act.ADD, Category.LOCATION)),
    )
    shown = frozenset({Category.FAMILY})
    known = mine.seen((one.id for one in near), Category.IDENTITY)
    named = (Seen(one, Level.EXISTS, shown, sight.basis) for one in record.named() - page.known - {person})
    return Looked(
        page, seen=(sight.seen(Category.IDENTITY, Category.FAMILY), *known, *named), subject=f"person:{person}"
    )
