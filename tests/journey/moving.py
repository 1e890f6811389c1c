"""A child on its way from kindergarten to school, for the tests of transitions: the family, and both places.

Offers `Moving`, made by `a_move`, with the steps that the tests take again and again.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.utils import timezone
from tests.access import rows
from tests.access.rows import Employee

from vugge.access.queries.actors import sight
from vugge.access.queries.permits import permit
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.rules import Act, Category, Level, Permit, Viewer
from vugge.journey.actions.transitions import (
    Destination,
    accept_transition,
    answer_item,
    confirm_arrival,
    offer_transition,
    open_transition,
    plan_transition,
)
from vugge.journey.models import Transition
from vugge.journey.rules.transition_values import ItemAnswer
from vugge.journey.rules.transitions import State
from vugge.organisations.models import Organisation, Unit
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind
from vugge.people.models import Spell
from vugge.people.rules.kinds import Origin, SpellKind

KIND = "daycare_to_school"


def a_place(kind: UnitKind, owner: OrganisationKind = OrganisationKind.MUNICIPALITY) -> Unit:
    """Make a unit of a kind, with an organisation of its own."""
    mark = uuid4().hex
    organisation = Organisation.objects.create(
        kind=owner, name=f"Prøve {mark}", folded=f"prove {mark}", valid_from=rows.LONG_AGO
    )
    return Unit.objects.create(
        organisation=organisation, kind=kind, name=f"Sted {mark}", folded=f"sted {mark}", valid_from=rows.LONG_AGO
    )


def a_stay(person: UUID, kind: SpellKind, unit: Unit, begins: date, ends: date | None = None) -> None:
    """Let somebody have a place."""
    Spell.objects.adding().create(
        person_id=person,
        kind=kind,
        unit=unit,
        begins=begins,
        ends=ends,
        origin=Origin.SYNTHETIC,
        entered_at=timezone.now(),
    )


@dataclass(frozen=True)
class Moving:
    """A child in a kindergarten, whose pedagogue has the task, and a school that knows nothing of it."""

    child: UUID
    mother: Viewer
    mother_id: UUID
    father: Viewer
    father_id: UUID
    young: Viewer
    pedagogue: Employee
    colleague: Employee
    teacher: Employee
    stranger: Employee

    @property
    def sender(self) -> Viewer:
        """The pedagogue at work."""
        return self.pedagogue.viewer()

    @property
    def receiver(self) -> Viewer:
        """The teacher at work."""
        return self.teacher.viewer()

    def leave(self, viewer: Viewer, act: Act = Act.SHARE, category: Category = Category.SHARING) -> Permit:
        """Return the viewer's leave to do something with the child; raises where there is none."""
        return permit(viewer, act, person=self.child, category=category)

    def row(self, transition: UUID) -> Transition:
        """Return a transition as it is stored."""
        return Transition.objects.adding().get(pk=transition)

    def opened(self, *, kind: str = KIND) -> UUID:
        """Let the pedagogue open a transition."""
        with acting(self.sender):
            leave = self.leave(self.sender, Act.ADD, Category.EDUCATION)
            return open_transition(self.sender, permit=leave, kind=kind, key=uuid4())

    def planned(self, *, on: date | None = None) -> UUID:
        """Let it be opened and told where to."""
        transition = self.opened()
        to = Destination(on or timezone.localdate() + timedelta(days=60), self.teacher.unit.id)
        with acting(self.sender):
            plan_transition(self.sender, permit=self.leave(self.sender), transition=transition, version=1, to=to)
            answer_item(
                self.sender,
                permit=self.leave(self.sender),
                transition=transition,
                item="family_told",
                answer=ItemAnswer.YES,
            )
        return transition

    def offered(self, *, on: date | None = None) -> UUID:
        """Let the school be asked."""
        transition = self.planned(on=on)
        with acting(self.sender):
            offer_transition(
                self.sender,
                permit=self.leave(self.sender),
                transition=transition,
                version=self.row(transition).version,
            )
        return transition

    def accepted(self, *, on: date | None = None) -> UUID:
        """Let the school say yes to the day that was planned."""
        transition = self.offered(on=on)
        row = self.row(transition)
        assert row.planned_on is not None
        with acting(self.receiver):
            accept_transition(self.receiver, transition=transition, version=row.version, begins_on=row.planned_on)
        return transition

    def arrived(self, *, on: date | None = None) -> UUID:
        """Let the child have begun today, or on another day that has been."""
        day = on or timezone.localdate()
        transition = self.accepted(on=timezone.localdate())
        with acting(self.receiver):
            reached = confirm_arrival(
                self.receiver,
                permit=self.leave(self.receiver),
                transition=transition,
                version=self.row(transition).version,
                arrived_on=day,
            )
        assert reached is State.ARRIVED
        return transition

    def level(self, viewer: Viewer) -> Level:
        """Return how much of the child a viewer may know of now."""
        with acting(viewer):
            return sight(viewer, self.child).level


def a_move(*, born: date | None = None, kind: UnitKind = UnitKind.KINDERGARTEN) -> Moving:
    """Make them. The child is five unless it is said when it was born."""
    today = timezone.localdate()
    young, child = rows.a_citizen(born=born or today.replace(year=today.year - 5, day=1))
    mother, father = rows.a_citizen(), rows.a_citizen()
    for _, holder in (mother, father):
        rows.custody(child, holder)
    place, school = a_place(kind), a_place(UnitKind.SCHOOL)
    a_stay(child, SpellKind.DAYCARE if kind is UnitKind.KINDERGARTEN else SpellKind.SCHOOL, place, rows.LONG_AGO)
    role = "pedagogue" if kind is UnitKind.KINDERGARTEN else "teacher"
    pedagogue = rows.an_employee(role, unit=place)
    rows.a_basis(BasisKind.ASSIGNED, child, timezone.now(), account=pedagogue.account)
    return Moving(
        child,
        *mother,
        *father,
        young,
        pedagogue,
        rows.an_employee(role, unit=place),
        rows.an_employee("teacher", unit=school),
        rows.an_employee("teacher"),
    )
