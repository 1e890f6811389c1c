"""Roles that somebody holds: what they are, and who may keep the register and its staff.

Offers `RoleSource`, `HeldRole`, `StaffMember`, `Place`, and the two answers `register_keeper` and `staff_keeper` with
what to say when there is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from vugge.kit.text import sentence
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind


class RoleSource(StrEnum):
    """Who says that somebody has a role: an administrator here, or the municipality's own log-in."""

    LOCAL = "local"
    CLAIMS = "claims"


@dataclass(frozen=True)
class HeldRole:
    """A role somebody has on a day: in which unit of which organisation, all by our own ids.

    `municipality` is the organisation's, by code; `id` the role's own.
    """

    role: Role
    unit: int
    unit_kind: UnitKind
    organisation: int
    organisation_kind: OrganisationKind
    unit_name: str
    municipality: str = ""
    id: int = 0


@dataclass(frozen=True)
class StaffMember:
    """One role of one account in a unit, for those who keep the staff; `valid_to` is the first day without it."""

    id: int
    account: UUID
    name: str
    role: Role
    unit: int
    unit_name: str
    source: RoleSource
    valid_from: date
    valid_to: date | None
    is_ended: bool


@dataclass(frozen=True)
class Colleague:
    """Somebody at work as others meet them: by name, as what and where today, and how to reach them.

    `parts` are all the parts they play today, each as role, unit and the unit's name; the first given stands first.
    """

    account: UUID
    name: str
    email: str = ""
    role: Role | None = None
    unit: int | None = None
    unit_name: str = ""
    parts: tuple[tuple[Role, int, str], ...] = ()

    def in_part(self, role: str, unit: int | None) -> "Colleague":
        """Return them in one part alone; without a role where they play it no more.

        >>> one = Colleague(UUID(int=1), "Ida", parts=((Role.TEACHER, 7, "Birkeskolen"),))
        >>> one.in_part("teacher", 7).unit_name, one.in_part("teacher", 8).role
        ('Birkeskolen', None)
        """
        found = next((one for one in self.parts if one[:2] == (role, unit)), (None, None, ""))
        return replace(self, role=found[0], unit=found[1], unit_name=found[2], parts=())


@dataclass(frozen=True)
class Place:
    """The organisation that a deed is about; `id` is None as long as there is none yet."""

    kind: OrganisationKind
    municipality: str
    id: int | None = None


PUBLIC_AUTHORITIES: Final = frozenset(
    {OrganisationKind.MUNICIPALITY, OrganisationKind.REGION, OrganisationKind.POLICE_DISTRICT}
)

MAY_NOT_KEEP: Final = sentence(
    "Du kan ikke ændre dette i registeret. Det kan en administrator i organisationen selv eller i dens kommune."
)
MAY_NOT_STAFF: Final = sentence(
    "Du kan ikke ændre, hvem der har roller her. Det kan en administrator i organisationen selv; for institutioner, "
    "foreninger og virksomheder også en administrator i kommunen."
)
NOT_ONESELF: Final = sentence("Du kan ikke give dig selv en rolle. Bed en anden administrator om det.")


def register_keeper(held: Iterable[HeldRole], place: Place) -> HeldRole | None:
    """Return the role by which somebody may change an organisation and its units, or None.

    An administrator keeps their own organisation. A municipality's also keeps those others in it that are no
    public authority, and registers new ones.
    """
    return _first(held, place, never=PUBLIC_AUTHORITIES)


def staff_keeper(held: Iterable[HeldRole], place: Place) -> HeldRole | None:
    """Return the role by which somebody may give and end roles in an organisation, or None.

    As for the register, but no municipality decides who works for a housing organisation: what the one knows of
    children may not flow to the other, so nobody in the one lets people into the other.
    """
    return _first(held, place, never=PUBLIC_AUTHORITIES | {OrganisationKind.HOUSING_ORGANISATION})


def _first(held: Iterable[HeldRole], place: Place, *, never: frozenset[OrganisationKind]) -> HeldRole | None:
    administered = [one for one in held if one.role is Role.ADMINISTRATOR]
    own = (one for one in administered if one.organisation == place.id)
    around = (one for one in administered if place.kind not in never and _is_municipality_of(one, place))
    return next(own, None) or next(around, None)


def _is_municipality_of(one: HeldRole, place: Place) -> bool:
    is_municipality = one.organisation_kind is OrganisationKind.MUNICIPALITY
    return is_municipality and bool(place.municipality) and one.municipality == place.municipality
