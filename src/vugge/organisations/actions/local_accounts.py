"""What an administrator here does about their own staff's accounts: open, change, a new password, close, open again.

An administrator alone can never become somebody else: a password given here lets in once, to choose an own one and
show a second factor, and the factors themselves only whoever runs the system can take away.
Offers `open_account` with `NewStaff`, the actions that it is made of, and `one_time_password`.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Kind, Logged, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.organisations import models
from vugge.organisations.actions.keeping import BY_SYSTEM, cleaned, staff_basis, take_turn, unit_row
from vugge.organisations.actions.staffing import give_role
from vugge.organisations.queries.accounts import account_value
from vugge.organisations.queries.rows import organisation_facts
from vugge.organisations.rules.accounts import Account, AccountKind, login_name_refusal
from vugge.organisations.rules.kinds import Role

LENGTH: Final = 18  # random bytes of a password that nobody shall remember


@dataclass(frozen=True)
class NewStaff:
    """Somebody who begins: how they log in, what colleagues see, and their first role."""

    login_name: str
    display_name: str
    email: str
    unit: int
    role: Role
    valid_from: date


def one_time_password() -> str:
    """Return a password that is shown once, to choose an own one with."""
    return secrets.token_urlsafe(LENGTH)


def open_account(viewer: Viewer, *, new: NewStaff) -> tuple[Account, str]:
    """Open an account with its first role, and return it with the password to be shown once: all of it or nothing.

    Raises `NotFound`, `NotAllowed` for whoever does not keep the staff there, and `BadInput` for what cannot be.
    """
    password = one_time_password()
    with transaction.atomic():
        made = register_staff_account(viewer, new=new)
        give_role(viewer, account=made.id, unit=new.unit, role=new.role, valid_from=new.valid_from)
        return give_password(viewer, account=made.id, password=password), password


@action("organisations.staff_account_registered")
def register_staff_account(viewer: Viewer, *, new: NewStaff) -> Logged[Account]:
    """Open the account of somebody who begins in a unit. It opens nothing until it has a role and a password.

    Raises `NotFound`, `NotAllowed`, and `BadInput` for a name that cannot be one or is taken.
    """
    take_turn()
    basis = staff_basis(viewer, organisation_facts(unit_row(new.unit).organisation).place)
    name = new.login_name.strip().lower()
    refusal = login_name_refusal(name)
    if refusal:
        raise BadInput(refusal)
    if models.Account.objects.filter(login_name=name).exists():
        raise BadInput(sentence("Brugernavnet {name} er optaget. Vælg et andet.", name=name))
    row = models.Account(
        login_name=name,
        display_name=cleaned(new.display_name),
        kind=AccountKind.STAFF.value,
        email=_email(new.email),
    )
    row.set_unusable_password()
    row.save(force_insert=True)
    return _logged(row, basis)


@action("organisations.staff_account_changed")
def change_account(viewer: Viewer, *, account: UUID, display_name: str, email: str) -> Logged[Account]:
    """Change what colleagues see of somebody: the name, and the address for mail. Raises as `give_password` does."""
    row, basis = _kept(viewer, account)
    row.display_name, row.email = cleaned(display_name), _email(email)
    row.save(update_fields=["display_name", "email"])
    return _logged(row, basis, fields=("display_name", "email"))


@action("organisations.password_given")
def give_password(viewer: Viewer, *, account: UUID, password: str) -> Logged[Account]:
    """Give somebody on one's staff a password to begin with; every session they have ends. Second factors stay.

    Raises `NotFound`; `NotAllowed` for oneself and for who also works where the viewer keeps no staff; `BadInput` for a
    closed account, one that logs in at a provider, and a password that is easy to guess.
    """
    row, basis = _kept(viewer, account)
    if not row.is_active:
        raise BadInput(sentence("Kontoen er lukket. Åbn den igen først."))
    if row.outside_identities.exists():
        raise BadInput(sentence("Medarbejderen logger ind med arbejdspladsens eget log-in og har ingen kode her."))
    try:
        validate_password(password, row)
    except ValidationError as weak:
        raise BadInput(sentence("Adgangskoden kan ikke bruges: {why}", why=" ".join(weak.messages))) from weak
    row.set_password(password)
    row.password_given_at = row.out_before = timezone.now()
    row.save(update_fields=["password", "password_given_at", "out_before"])
    return _logged(row, basis)


@action("organisations.staff_account_closed")
def close_staff_account(viewer: Viewer, *, account: UUID) -> Logged[int]:
    """Close the account of somebody who leaves: every role ends, and whoever is in is out at the next request.

    Returns how many roles ended. Raises as `give_password` does.
    """
    take_turn()
    row, basis = _kept(viewer, account)
    now, today = timezone.now(), timezone.localdate()
    running = list(_running(account))
    for role in running:
        role.ended_at, role.valid_to = now, max(role.valid_from, today)
        role.save(update_fields=["ended_at", "valid_to"])
    row.is_active, row.out_before = False, now
    row.set_unusable_password()
    row.save(update_fields=["is_active", "out_before", "password"])
    return Logged(len(running), subject=f"account:{row.pk}", basis=basis, numbers={"roles": len(running)})


@action("organisations.staff_account_reopened")
def reopen_staff_account(viewer: Viewer, *, account: UUID) -> Logged[Account]:
    """Let a closed account be used again. It has no role and no password: both are given anew. Raises likewise."""
    row, basis = _kept(viewer, account)
    row.is_active = True
    row.save(update_fields=["is_active"])
    return _logged(row, basis)


def _kept(viewer: Viewer, account: UUID) -> tuple[models.Account, str]:
    """Return an account whose every role is on the viewer's staff, with the basis; those that ended when none runs."""
    row = models.Account.objects.select_for_update().filter(pk=account, kind=AccountKind.STAFF.value).first()
    if row is None:
        raise NotFound(sentence("Kontoen findes ikke."))
    if viewer.kind is Kind.SYSTEM:
        return row, BY_SYSTEM
    if viewer.identity == account:
        raise NotAllowed(sentence("Du kan ikke ændre din egen konto her. Bed en anden administrator om det."))
    held = models.StaffRole.objects.filter(account_id=account)
    roles = (_running(account) if _running(account).exists() else held).select_related("unit__organisation")
    owners = {role.unit.organisation_id: role.unit.organisation for role in roles}
    if not owners:
        raise NotFound(sentence("Kontoen findes ikke."))
    bases = [staff_basis(viewer, organisation_facts(owner).place) for owner in owners.values()]
    return row, bases[0]


def _running(account: UUID) -> QuerySet[models.StaffRole]:
    goes_on = Q(valid_to__isnull=True) | Q(valid_to__gt=timezone.localdate())
    return models.StaffRole.objects.filter(goes_on, account_id=account, ended_at__isnull=True)


def _email(text: str) -> str:
    found = text.strip()
    try:
        if found:
            validate_email(found)
    except ValidationError as wrong:
        raise BadInput(sentence("E-mailadressen kan ikke bruges. Skriv den som navn@sted.dk.")) from wrong
    return found


def _logged(row: models.Account, basis: str, *, fields: tuple[str, ...] = ()) -> Logged[Account]:
    return Logged(account_value(row), subject=f"account:{row.pk}", basis=basis, fields=fields)
