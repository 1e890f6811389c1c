"""From proof to account: who is let in. Nobody signs up; the municipality decides who works here, and as what.

Offers `admit`.
"""

from datetime import date
from typing import Final

from django.utils import timezone

from vugge.audit.rules import Purpose, system
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.organisations.actions.accounts import admit_from_provider
from vugge.organisations.actions.claims import sync_roles_from_claims
from vugge.organisations.queries.accounts import account_known_as
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.accounts import Account, AccountKind
from vugge.organisations.rules.claims import ClaimedRole, claimed_roles
from vugge.web.login.citizens import account_of_citizen
from vugge.web.login.exchange import Proof
from vugge.web.login.providers import Entrance
from vugge.web.login.refusals import Refused, Why

DOOR: Final = system("log-in", Purpose.ADMINISTRATION)
LONGEST_NAME: Final = 200  # letters


def admit(proof: Proof) -> Account:
    """Return the account of whoever a provider has proved to be here; raises `Refused` for somebody we do not know."""
    if proof.provider.entrance is Entrance.CITIZEN:
        return account_of_citizen(proof, _cpr(proof))
    return _staff(proof, today=timezone.localdate())


def _staff(proof: Proof, *, today: date) -> Account:
    """Let in whoever has a role: given here, or by the workplace's own log-in, which also takes it."""
    table = proof.provider.roles
    claimed: frozenset[ClaimedRole] = claimed_roles(proof.claims, table) if table else frozenset()
    known = account_known_as(provider=proof.provider.id, subject=proof.subject)
    if known is None and not claimed:
        raise Refused(Why.NO_ROLE if table else Why.NOT_KNOWN)
    if known is None:
        known = _new(proof)
    if not known.is_active:
        raise Refused(Why.CLOSED)
    if table:
        sync_roles_from_claims(DOOR, account=known.id, claimed=claimed)
    if not current_roles(known.id, on=today):
        raise Refused(Why.NO_ROLE)
    return known


def _new(proof: Proof) -> Account:
    name = proof.claims.get(proof.provider.name_claim)
    shown = name.strip()[:LONGEST_NAME] if isinstance(name, str) else ""
    try:
        return admit_from_provider(
            DOOR,
            provider=proof.provider.id,
            subject=proof.subject,
            kind=AccountKind.STAFF,
            display_name=shown or proof.provider.name,
        )
    except BadInput as twice:
        raise Refused(Why.STATE_UNKNOWN) from twice


def _cpr(proof: Proof) -> Cpr:
    given = proof.claims.get(proof.provider.cpr_claim)
    try:
        return Cpr.parse(given if isinstance(given, str) else "")
    except BadInput as wrong:
        raise Refused(Why.NO_CPR) from wrong
