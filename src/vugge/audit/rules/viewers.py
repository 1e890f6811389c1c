"""Who asks or acts, and what for.

Offers `Viewer` (made by `anonymous`, `system` or `person`), `Kind` and `Purpose`.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from vugge.audit.rules.forms import ROLE, UNIT, VIEWER, must_match


class Kind(StrEnum):
    """What sort of viewer somebody is."""

    PERSON = "person"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


class Purpose(StrEnum):
    """What somebody wants to see or do something for."""

    PUBLIC_INFORMATION = "public_information"
    OFFICIAL_STATISTICS = "official_statistics"
    ADMINISTRATION = "administration"
    CARE = "care"
    CASEWORK = "casework"
    EMPLOYMENT = "employment"
    MEETING = "meeting"
    OWN_INSIGHT = "own_insight"
    SUPERVISION = "supervision"
    EMERGENCY = "emergency"
    REGISTRATION = "registration"
    STATISTICS = "statistics"


@dataclass(frozen=True)
class Viewer:
    """Whoever asks or acts, by an id that says nothing about the person, and what for.

    `role` is the code of the role and `unit` the id of the unit they act for; both empty for a citizen and for
    the system. Raises `ValueError` when a part is not of its form.

    >>> Viewer("system:demo", Kind.SYSTEM, Purpose.ADMINISTRATION).name
    'system:demo'
    """

    name: str
    kind: Kind
    purpose: Purpose
    role: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        must_match(VIEWER, self.name, "A viewer's name")
        must_match(ROLE, self.role, "A viewer's role")
        must_match(UNIT, self.unit, "A viewer's unit")
        if self.name.partition(":")[0] != self.kind:
            message = f"A viewer named {self.name!r} is not of kind {self.kind!r}."
            raise ValueError(message)

    @property
    def identity(self) -> UUID | None:
        """The account of somebody logged in; none for the system, for nobody, and for an id that is no UUID.

        >>> person(UUID(int=7), Purpose.CARE).identity
        UUID('00000000-0000-0000-0000-000000000007')
        """
        if self.kind is not Kind.PERSON:
            return None
        try:
            return UUID(self.name.partition(":")[2])
        except ValueError:
            return None


def anonymous(purpose: Purpose = Purpose.PUBLIC_INFORMATION) -> Viewer:
    """Return the viewer that nobody knows: reads what is public, changes nothing."""
    return Viewer("anonymous", Kind.ANONYMOUS, purpose)


def system(name: str, purpose: Purpose) -> Viewer:
    """Return the viewer of a command or a job.

    >>> system("demo", Purpose.ADMINISTRATION).name
    'system:demo'
    """
    return Viewer(f"system:{name}", Kind.SYSTEM, purpose)


def person(identity: UUID | str, purpose: Purpose, *, role: str = "", unit: str = "") -> Viewer:
    """Return the viewer of somebody logged in; `identity` is our own id, never a name or CPR number."""
    return Viewer(f"person:{identity}", Kind.PERSON, purpose, role=role, unit=unit)
