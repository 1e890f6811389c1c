"""Those at work who follow from no child: coordinator, board, supervision, register, administration, a volunteer.

Offers `standing_staff` and `citizens`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from vugge.demo.rules.chance import Chance
from vugge.demo.rules.values import HeldRole, Staff
from vugge.organisations.rules.kinds import Role

_HERE_FOR: Final = timedelta(days=900)
_LEFT_BEFORE: Final = timedelta(days=20)

_POSTS: Final = (
    ("demo-koordinator", "Solvej Brøndum", Role.COORDINATOR, "secretariat:0"),
    ("demo-bestyrelse", "Ove Nygaard", Role.BOARD_MEMBER, "housing:0"),
    ("demo-tilsyn", "Bodil Fjord", Role.SUPERVISOR, "supervision:0"),
    ("demo-register", "Karim Højgaard", Role.REGISTRAR, "office:register"),
    ("demo-administrator", "Vibeke Sand", Role.ADMINISTRATOR, "office:register"),
    ("familieven", "Rosa Ærtebjerg", Role.VOLUNTEER, "association:1"),
)
_RECEIVER: Final = ("demo-familiehus", "Nanna Lindhøj", Role.COORDINATOR, "family_centre:0")
"""Who receives concerns: the municipality's own, without authority."""
_LEAVER: Final = ("fratraadt-laerer", "Gorm Agerskov", Role.TEACHER, "school:0")


@dataclass(frozen=True)
class Citizen:
    """A log-in of a citizen of a story: the account, the key of its link to the person, and the person's label."""

    account: UUID
    link: UUID
    login_name: str
    person: str


def standing_staff(chance: Chance, today: date) -> tuple[Staff, ...]:
    """Return those with a post of their own, and a teacher who has left and sees nothing any more."""
    begins = today - _HERE_FOR
    found = [Staff(chance.key(), login, name, (HeldRole(unit, role, begins),)) for login, name, role, unit in _POSTS]
    login, name, role, unit = _LEAVER
    left = HeldRole(unit, role, begins, today - _LEFT_BEFORE)
    gone = Staff(chance.key(), login, name, (left,))
    login, name, role, unit = _RECEIVER
    return (*found, gone, Staff(chance.key(), login, name, (HeldRole(unit, role, begins),)))


def citizens(chance: Chance) -> tuple[Citizen, ...]:
    """Return the log-ins of the parent and the fifteen-year-old."""
    return (
        Citizen(chance.key(), chance.key(), "demo-foraelder", "parent.resident"),
        Citizen(chance.key(), chance.key(), "demo-ung", "young.child:0"),
    )
