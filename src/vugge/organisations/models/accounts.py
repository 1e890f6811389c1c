"""Accounts: who can log in, and as whom providers outside know them. Rights lie elsewhere: in roles and relations."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from vugge.organisations.rules.accounts import LOGIN_NAME, AccountKind


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by log-in name, as Django's own log-in asks for."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account with a log-in name, however it is typed."""
        return self.get(login_name=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """Somebody who can log in. No superusers and no permissions: what an account may do is decided in `access`.

    `password_given_at` is when somebody else chose the password, None once the owner has; `out_before` is a time that
    no session begun earlier outlives. Both UTC.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    login_name = models.CharField("brugernavn", max_length=100, unique=True)
    display_name = models.CharField("vist navn", max_length=200)
    email = models.EmailField("e-mail", blank=True)
    kind = models.CharField("art", max_length=12, choices=[(kind.value, kind.value) for kind in AccountKind])
    is_active = models.BooleanField("i brug", default=True)
    created_at = models.DateTimeField("oprettet", auto_now_add=True)
    password_given_at = models.DateTimeField("adgangskode givet", null=True, blank=True)
    out_before = models.DateTimeField("logget ud, hvis inde siden før", null=True, blank=True)

    USERNAME_FIELD = "login_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        """Constraints: a log-in name that is no CPR number, and a known kind."""

        constraints = (
            models.CheckConstraint(
                condition=Q(login_name__regex=LOGIN_NAME),
                name="account_login_name_form",
                violation_error_message="Brugernavnet begynder med et bogstav og har små bogstaver, tal og . - _ @.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in AccountKind]),
                name="account_kind_known",
                violation_error_message="En konto er en medarbejders eller en borgers.",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    def has_perm(self, _perm: str, _obj: Any = None) -> bool:  # Any: Django's own signature
        """Say no: nothing here is decided by Django's permissions."""
        return False


class OutsideIdentity(models.Model):
    """As whom a provider outside knows an account: its subject there, never a name or CPR number."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="outside_identities")
    provider = models.SlugField("udbyder", max_length=60)
    subject = models.CharField("id hos udbyderen", max_length=255)
    linked_at = models.DateTimeField("forbundet", auto_now_add=True)

    class Meta:
        """Constraints: a subject at a provider is one account's."""

        constraints = (
            models.UniqueConstraint(
                fields=["provider", "subject"],
                name="outside_identity_once",
                violation_error_message="Udbyderens id hører allerede til en konto.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.provider} {self.pk}"
