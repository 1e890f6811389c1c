"""A family and those around it, for the tests of actions: a mother, a father, their child, and the staff.

Offers `Family`, made by `a_family`, with what the tests do again and again: ask for consent, answer it, take it back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.utils import timezone
from tests.access import rows
from tests.access.rows import Employee

from vugge.access.actions import consents
from vugge.access.actions.consents import Asked, Recipient
from vugge.access.queries.actors import sight
from vugge.access.queries.permits import permit
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import ConsentState, Hearing
from vugge.audit.actions import acting
from vugge.audit.rules import Act, Category, Permit, Purpose, Sight, Viewer

ASKED_THE_CHILD = Hearing(was_heard=True)
TEXT = "Må skolen se, hvor dit barn går i dagtilbud?"


@dataclass(frozen=True)
class Family:
    """A child of two custodians, a caseworker who has the case, and a teacher who knows nothing yet."""

    child: UUID
    mother: Viewer
    mother_id: UUID
    father: Viewer
    father_id: UUID
    young: Viewer
    caseworker: Employee
    teacher: Employee
    coordinator: Employee

    def may(self, viewer: Viewer, act: Act = Act.SHARE, category: Category = Category.SHARING) -> Permit:
        """Return the viewer's leave to do something with the child; raises where there is none."""
        return permit(viewer, act, person=self.child, category=category)

    def seen_by(self, viewer: Viewer) -> Sight:
        """Return what a viewer sees of the child now, asked as a request asks."""
        with acting(viewer):
            return sight(viewer, self.child)

    def asked(
        self, categories: Iterable[Category] = (Category.EDUCATION,), *, matter: str = "everyday", **other: object
    ) -> Asked:
        """Return what the family is asked: whether the teacher may see these categories for a month."""
        today = timezone.localdate()
        values: dict[str, object] = {
            "matter": matter,
            "categories": frozenset(categories),
            "recipients": (Recipient(self.teacher.unit.id, self.teacher.account.id),),
            "purpose": Purpose.CARE,
            "purpose_text": "så barnet får en god start i skolen",
            "begins": today,
            "until": today + timedelta(days=30),
            "language": "da",
            "text_version": "2026-1",
            "text_shown": TEXT,
            "key": uuid4(),
            **other,
        }
        return Asked(**values)  # type: ignore[arg-type]  # the values above, and those that a test gives instead

    def ask(self, asked: Asked | None = None) -> int:
        """Let the caseworker ask. Returns the consent's number."""
        viewer = self.caseworker.viewer()
        with acting(viewer):
            return consents.ask(viewer, permit=self.may(viewer), asked=asked or self.asked())

    def answer(
        self, viewer: Viewer, consent: int, *, says_yes: bool = True, hearing: Hearing = ASKED_THE_CHILD
    ) -> ConsentState:
        """Answer as one of the family, who has asked the child first."""
        with acting(viewer):
            leave = self.may(viewer)
            return consents.answer(viewer, permit=leave, consent=consent, says_yes=says_yes, hearing=hearing)

    def withdraw(self, viewer: Viewer, consent: int) -> datetime:
        """Take a consent back as one of the family."""
        with acting(viewer):
            return consents.withdraw(viewer, permit=self.may(viewer), consent=consent)

    def first(self) -> tuple[Viewer, Viewer]:
        """Return the custodian who is asked where one is enough, and the other: they live alike, so by their ids."""
        pair = sorted(((self.mother_id, self.mother), (self.father_id, self.father)), key=lambda one: one[0])
        return pair[0][1], pair[1][1]

    def given(self, asked: Asked | None = None) -> int:
        """Ask and let everybody who must say yes. Returns the consent's number."""
        number = self.ask(asked)
        for viewer in self.first():
            if self.answer(viewer, number) is ConsentState.GIVEN:
                break
        return number


def a_family(*, born: date | None = None) -> Family:
    """Make the family. The child is eight unless it is said when it was born."""
    young, child = rows.a_citizen(born=born or timezone.localdate().replace(day=1) - timedelta(days=8 * 366))
    mother, father = rows.a_citizen(), rows.a_citizen()
    for _, holder in (mother, father):
        rows.custody(child, holder)
    caseworker = rows.an_employee("caseworker")
    rows.a_basis(BasisKind.ASSIGNED, child, timezone.now(), account=caseworker.account)
    return Family(
        child,
        *mother,
        *father,
        young,
        caseworker,
        rows.an_employee("teacher"),
        rows.an_employee("coordinator"),
    )
