"""What one viewer may know of a world, by the rules of access alone; whatever else changes may not be noticed.

Asked while no bug is sown. Offers `Known`, `known_to`, `as_asked` (a viewer for the purpose of a page), `suspects` (of
whom a bug changes what access says) and
questions of whom a bug is about.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from tests.promises.worlds.widening import Sow

from vugge.access.models import EmergencyReview
from vugge.access.queries.actors import scope
from vugge.access.queries.errands import WISHES, waiting_errands
from vugge.access.queries.parts import purpose_of
from vugge.access.rules.errands import ErrandKind
from vugge.audit.models import EventPerson
from vugge.audit.rules import Category, Level, Purpose, Scope, Sight, Viewer
from vugge.people.queries.facts import protected
from vugge.people.queries.relatives import Relative, kin_of, relatives_of


@dataclass(frozen=True)
class Known:
    """How much of whom: the sights, the relatives whom a person's family names, and who of all those is protected."""

    viewer: Viewer
    sights: dict[UUID, Sight]
    relatives: dict[UUID, tuple[Relative, ...]]
    children: dict[UUID, frozenset[UUID]]
    protected: dict[UUID, Any]  # Any: what protects them, and below: errands, as access says it
    waiting: tuple[Any, ...] = ()
    """What waits for whoever keeps the register, which they may know of, and of nobody in it."""
    emergencies: tuple[int, ...] = ()
    """The emergency accesses that a supervisor may know were opened, about whom they are not told."""

    @property
    def named(self) -> frozenset[UUID]:
        """Those whose name is known, if nothing else."""
        return frozenset(one.person for family in self.relatives.values() for one in family)

    def is_stranger(self, person: UUID) -> bool:
        """Say whether the viewer may not know that somebody is here."""
        return person not in self.sights and person not in self.named

    def lacks(self, person: UUID, category: Category) -> bool:
        """Say whether the viewer may see nothing of a category of somebody."""
        sight = self.sights.get(person)
        return sight is None or not sight.shows(category)

    def lacks_places(self, person: UUID) -> bool:
        """Say whether what locates is withheld, in whatever category it stands."""
        return self.lacks(person, Category.LOCATION) and (person in self.protected or self.is_stranger(person))

    def lacks_past(self, person: UUID) -> bool:
        """Say whether what is over and what was wrong is withheld, and the number."""
        sight = self.sights.get(person)
        return sight is None or sight.level < Level.FULL or not sight.shows(Category.IDENTITY)


def known_to(viewer: Viewer) -> Known:
    """Return what a viewer may know now."""
    mine = scope(viewer)
    families = {one: kin_of(one) for one in mine.sights if mine.shows(one, Category.FAMILY)}
    relatives = {one: relatives_of(mine, kin) for one, kin in families.items()}
    everybody = {*mine.sights, *(each.person for family in relatives.values() for each in family)}
    return Known(
        viewer,
        dict(mine.sights),
        relatives,
        {one: _children(mine, one) for one in mine.sights},
        dict(protected(sorted(everybody))),
        waiting_errands(viewer, [*WISHES.values(), ErrandKind.DUPLICATE]),
        _emergencies(viewer),
    )


def _emergencies(viewer: Viewer) -> tuple[int, ...]:
    if viewer.purpose is not Purpose.SUPERVISION:
        return ()
    return tuple(EmergencyReview.objects.order_by("pk").values_list("pk", flat=True))


def as_asked(viewer: Viewer, purpose: Purpose) -> Viewer:
    """Return a viewer as pages of a purpose see them: daily work is for what the role is for."""
    return replace(viewer, purpose=(purpose_of(viewer.role) or purpose) if purpose is Purpose.CARE else purpose)


def suspects(viewer: Viewer, sown: Sow) -> frozenset[UUID]:
    """Return those of whom a bug lets the viewer see something else than they may."""
    right = scope(viewer).sights
    with sown():
        wrong = scope(viewer).sights
    return frozenset(one for one in wrong if wrong[one] != right.get(one))


def is_known(known: Known, person: UUID) -> bool:
    """Say whether the viewer may see something of somebody."""
    return person in known.sights


def looked_at_before(known: Known, person: UUID) -> bool:
    """Say whether the viewer has opened somebody before."""
    return EventPerson.objects.filter(person=person, event__viewer=known.viewer.name).exists()


def _children(mine: Scope, person: UUID) -> frozenset[UUID]:
    kin = kin_of(person)
    shows = mine.shows(person, Category.FAMILY)
    return frozenset(one for one in kin.children & mine.persons() if shows or mine.shows(one, Category.FAMILY))
