"""How the town and its staff are stored: the invented municipality has a code that the register itself refuses.

Offers `store_town` and `store_staff`. Nothing here writes the log: the deeds in `loading` do.
"""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from vugge.demo.rules.standing import Citizen
from vugge.demo.rules.town import FOUNDED, Town
from vugge.demo.rules.values import Organisation, Staff
from vugge.organisations import models
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.register import folded
from vugge.organisations.rules.staff import RoleSource

SOURCE: Final = "Opdigtet til demoen"
_AT_ONCE: Final = 500
_NO_PASSWORD: Final = "!"  # noqa: S105  what Django writes where no password opens


def store_town(town: Town) -> Mapping[str, int]:
    """Store the town's organisations and units, and return the ids of the units by key."""
    ids: dict[str, int] = {}
    for one in town.organisations:
        row = _organisation(one, town)
        row.save(force_insert=True)
        for unit in one.units:
            made = models.Unit(
                organisation=row,
                kind=unit.kind.value,
                name=unit.name,
                folded=folded(unit.name),
                area_key=unit.area_key,
                municipality=row.municipality,
                address=unit.address,
                source=SOURCE,
                valid_from=FOUNDED,
            )
            made.save(force_insert=True)
            ids[unit.key] = made.pk
    return ids


def _organisation(one: Organisation, town: Town) -> models.Organisation:
    return models.Organisation(
        kind=one.kind.value,
        name=one.name,
        folded=folded(one.name),
        cvr=one.cvr,
        code=one.code,
        municipality=town.places.code if one.has_municipality else "",
        source=SOURCE,
        valid_from=FOUNDED,
    )


def store_staff(staff: Iterable[Staff], units: Mapping[str, int]) -> None:
    """Store employees with the roles they have and had; nobody gets a password."""
    found = list(staff)
    models.Account.objects.bulk_create(
        (_account(one.account, one.login_name, one.name, kind=AccountKind.STAFF) for one in found),
        batch_size=_AT_ONCE,
    )
    models.StaffRole.objects.bulk_create(
        (
            models.StaffRole(
                account_id=one.account,
                unit_id=units[held.unit],
                role=held.role.value,
                source=RoleSource.LOCAL.value,
                valid_from=held.begins,
                valid_to=held.ends,
            )
            for one in found
            for held in one.roles
        ),
        batch_size=_AT_ONCE,
    )


def store_citizens(citizens: Iterable[Citizen], names: Mapping[str, str]) -> None:
    """Store the log-ins of citizens; `names` are by the label of the person."""
    models.Account.objects.bulk_create(
        _account(one.account, one.login_name, names[one.person], kind=AccountKind.CITIZEN) for one in citizens
    )


def _account(key: UUID, login_name: str, name: str, *, kind: AccountKind) -> models.Account:
    return models.Account(id=key, login_name=login_name, display_name=name, kind=kind.value, password=_NO_PASSWORD)
