"""Who of a family can answer for a goal: the child and those who have custody. Offers `answering` with `Answering`."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.audit.actions import look
from vugge.audit.rules import Category, Level, Looked, Seen, Viewer
from vugge.kit.errors import Hidden
from vugge.people.queries.facts import custodies
from vugge.people.queries.persons import lines


@dataclass(frozen=True)
class Custodian:
    """Somebody who has custody; `name` is empty for whoever may not know of them."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Answering:
    """Who can answer: the child, and those who have custody, where the viewer sees the family."""

    child: UUID
    custodians: tuple[Custodian, ...]


@look("journey.answering_seen")
def answering(viewer: Viewer, *, person: UUID) -> Looked[Answering]:
    """Show who of a child's family can answer. Raises `Hidden` for whom the viewer may not know of."""
    mine = scope(viewer)
    if mine.sight(person).level is Level.UNKNOWN:
        raise Hidden(person)
    today = timezone.localdate()
    held = [one.holder for one in custodies(children=(person,)) if one.holds_on(today)]
    shown = held if mine.shows(person, Category.FAMILY) else []
    names = {one.id: one.name for one in lines(mine, shown)}
    found = Answering(person, tuple(Custodian(one, names.get(one, "")) for one in shown))
    as_family = (Seen(one, Level.EXISTS, frozenset({Category.FAMILY}), mine.sight(person).basis) for one in shown)
    return Looked(found, seen=(*mine.seen((person,), Category.FAMILY), *as_family))
