"""What can be done with accounts: open and close them, connect them to providers outside, and note who came and went.

Offers `register_account`, `set_password`, `record_password_chosen`, `end_sessions`, `forget_factors`, `close_account`,
`admit_from_provider`, `record_log_in`, `record_refused_log_in`, `record_log_out` and `record_role_chosen`;
`sync_roles_from_claims` is in `claims`.
"""

from typing import Final
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Kind, Logged, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.organisations.models import Account as Row
from vugge.organisations.models import OutsideIdentity
from vugge.organisations.queries.accounts import account_value
from vugge.organisations.rules.accounts import Account, AccountKind, WayIn, login_name_refusal
from vugge.organisations.rules.kinds import Role

KEEPING_ACCOUNTS: Final = "account_keeping"
"""The basis in the log of what is done to an account itself; it opens nothing about any person."""

SECRET_NAME: Final = 12  # letters of chance in the log-in name of an account that never logs in by name


@action("organisations.account_registered")
def register_account(
    viewer: Viewer, *, login_name: str, display_name: str, kind: AccountKind, email: str = ""
) -> Logged[Account]:
    """Open an account that logs in here by name. It opens nothing until it has a role or is a citizen's own.

    Raises `BadInput` for a name that cannot be one or is taken.
    """
    _must_be_system(viewer)
    refusal = login_name_refusal(login_name)
    if refusal:
        raise BadInput(refusal)
    if Row.objects.filter(login_name=login_name).exists():
        raise BadInput(sentence("Brugernavnet {name} er optaget. Vælg et andet.", name=login_name))
    row = _new(login_name, display_name=display_name, kind=kind, email=email)
    return _logged(row)


@action("organisations.password_set")
def set_password(viewer: Viewer, *, account: UUID, password: str) -> Logged[Account]:
    """Give an account a new password; every session it has ends. Raises `BadInput` for one that is easy to guess."""
    _must_be_system(viewer)
    row = _row(account)
    try:
        validate_password(password, row)
    except ValidationError as weak:
        raise BadInput(sentence("Adgangskoden kan ikke bruges: {why}", why=" ".join(weak.messages))) from weak
    row.set_password(password)
    row.password_given_at = timezone.now()
    row.save(update_fields=["password", "password_given_at"])
    return _logged(row)


@action("organisations.password_chosen")
def record_password_chosen(viewer: Viewer, *, account: UUID) -> Logged[Account]:
    """Note that somebody has chosen their own password: the one that was given is done with."""
    if viewer.identity != account:
        raise NotAllowed(sentence("Kun du selv kan vælge din adgangskode."))
    row = _row(account)
    row.password_given_at = None
    row.save(update_fields=["password_given_at"])
    return _logged(row)


@action("organisations.sessions_ended")
def end_sessions(viewer: Viewer, *, account: UUID) -> Logged[Account]:
    """Log an account out everywhere, at the next request there: by its owner, or by whoever runs the system."""
    if viewer.kind is not Kind.SYSTEM and viewer.identity != account:
        raise NotAllowed(sentence("Du kan logge dig selv ud andre steder, men ikke andre."))
    row = _row(account)
    row.out_before = timezone.now()
    row.save(update_fields=["out_before"])
    return _logged(row)


@action("organisations.factors_forgotten")
def forget_factors(viewer: Viewer, *, account: UUID) -> Logged[Account]:
    """Take away all second factors of somebody who has lost them; they set up new ones before anything else."""
    _must_be_system(viewer)
    row = _row(account)
    gone, _ = Authenticator.objects.filter(user_id=row.pk).delete()
    row.out_before = timezone.now()
    row.save(update_fields=["out_before"])
    return _logged(row, gone=gone)


@action("organisations.account_closed")
def close_account(viewer: Viewer, *, account: UUID) -> Logged[Account]:
    """Close an account: nobody comes in by it any more, and whoever is in is out at the next request."""
    _must_be_system(viewer)
    row = _row(account)
    row.is_active = False
    row.save(update_fields=["is_active"])
    return _logged(row)


@action("organisations.account_admitted")
def admit_from_provider(
    viewer: Viewer, *, provider: str, subject: str, kind: AccountKind, display_name: str, account: UUID | None = None
) -> Logged[Account]:
    """Remember as whom a provider knows somebody: a new account, or one that is already theirs.

    A provider may give one person a new id, so an account can have several. Raises `BadInput` when somebody else
    got in first with the same id, and `NotFound` for an account that does not exist.
    """
    _must_be_system(viewer)
    name = f"{provider.lower().replace('_', '-')}-{uuid4().hex[:SECRET_NAME]}"
    try:
        with transaction.atomic():
            row = _row(account) if account else _new(name, display_name=display_name, kind=kind)
            OutsideIdentity.objects.create(account=row, provider=provider, subject=subject)
    except IntegrityError as taken:
        raise BadInput(sentence("Din log-in blev brugt to gange på samme tid. Log ind igen.")) from taken
    return _logged(row)


@action("organisations.logged_in")
def record_log_in(viewer: Viewer, *, account: UUID, way: WayIn) -> Logged[None]:
    """Note that somebody has come in, and how they proved who they are."""
    return Logged(None, subject=f"account:{account}", basis=KEEPING_ACCOUNTS, fields=(way.value,))


@action("organisations.log_in_refused")
def record_refused_log_in(viewer: Viewer, *, account: UUID | None, why: str) -> Logged[None]:
    """Note that somebody was not let in, and why as a code; the account where the name they gave is one's."""
    _must_be_system(viewer)
    return Logged(None, subject=f"account:{account or 'unknown'}", basis=KEEPING_ACCOUNTS, fields=(why,))


@action("organisations.logged_out")
def record_log_out(viewer: Viewer, *, account: UUID, why: str) -> Logged[None]:
    """Note that somebody is out again, and why as a code: they left, were idle, stayed too long, have no role left."""
    return Logged(None, subject=f"account:{account}", basis=KEEPING_ACCOUNTS, fields=(why,))


@action("organisations.role_chosen")
def record_role_chosen(viewer: Viewer, *, account: UUID, role: Role, unit: int) -> Logged[None]:
    """Note in which of several roles somebody has chosen to act."""
    return Logged(
        None, subject=f"account:{account}", basis=KEEPING_ACCOUNTS, numbers={"unit": unit}, fields=(role.value,)
    )


def _new(login_name: str, *, display_name: str, kind: AccountKind, email: str = "") -> Row:
    row = Row(login_name=login_name, display_name=display_name, kind=kind, email=email)
    row.set_unusable_password()
    row.save(force_insert=True)
    return row


def _row(account: UUID) -> Row:
    row = Row.objects.select_for_update().filter(pk=account).first()
    if row is None:
        raise NotFound(sentence("Kontoen findes ikke."))
    return row


def _logged(row: Row, **numbers: int) -> Logged[Account]:
    return Logged(account_value(row), subject=f"account:{row.pk}", basis=KEEPING_ACCOUNTS, numbers=numbers)


def _must_be_system(viewer: Viewer) -> None:
    if viewer.kind is not Kind.SYSTEM:
        raise NotAllowed(sentence("Konti åbnes, lukkes og får adgangskode af den, der driver Vugge."))
