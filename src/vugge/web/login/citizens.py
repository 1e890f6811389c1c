"""From a CPR number that a broker has proved to the log-in of one person. The number goes no further than here.

Offers `account_of_citizen`.
"""

from typing import Final
from uuid import UUID

from vugge.audit.actions import acting
from vugge.audit.rules import Act, Permit, Purpose, system
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.organisations.actions.accounts import admit_from_provider
from vugge.organisations.queries.accounts import account, account_known_as
from vugge.organisations.rules.accounts import Account, AccountKind
from vugge.people.actions.accounts import link_account, person_logging_in
from vugge.people.queries.facts import accounts_of
from vugge.web.login.exchange import Proof
from vugge.web.login.refusals import Refused, Why

DOOR: Final = system("log-in", Purpose.ADMINISTRATION)
NAMELESS: Final = "Borger"
"""What a citizen's account is called: their name lies with the person, protected, and nowhere else."""


def account_of_citizen(proof: Proof, cpr: Cpr) -> Account:
    """Return the account of whoever has a CPR number, made at their first log-in; raises `Refused` for a stranger.

    The person decides, not the broker's id, which some people have been given anew: an id that belongs to another
    person's account is refused.
    """
    with acting(DOOR):
        person = _person(cpr)
        own = accounts_of([person]).get(person, frozenset())
        known = account_known_as(provider=proof.provider.id, subject=proof.subject)
        if known is not None and known.id not in own:
            raise Refused(Why.SOMEBODY_ELSE)
        found = known or _connected(proof, own) or _first_log_in(proof, person)
    if not found.is_active:
        raise Refused(Why.CLOSED)
    return found


def _person(cpr: Cpr) -> UUID:
    """Return the one person with a number; two are a duplicate that somebody must look at first."""
    found = person_logging_in(DOOR, cpr)
    if found is None:
        raise Refused(Why.NOT_REGISTERED)
    return found


def _connected(proof: Proof, own: frozenset[UUID]) -> Account | None:
    """Return the person's account under the id that the broker uses now; None when they have none."""
    open_ones = [one for one in map(account, sorted(own)) if one is not None and one.is_active]
    if not own:
        return None
    if not open_ones:
        raise Refused(Why.CLOSED)
    return _admit(proof, existing=open_ones[0].id)


def _first_log_in(proof: Proof, person: UUID) -> Account:
    new = _admit(proof, existing=None)
    link_account(DOOR, permit=Permit.of_system(DOOR, Act.CHANGE, person), account=new.id)
    return new


def _admit(proof: Proof, *, existing: UUID | None) -> Account:
    try:
        return admit_from_provider(
            DOOR,
            provider=proof.provider.id,
            subject=proof.subject,
            kind=AccountKind.CITIZEN,
            display_name=NAMELESS,
            account=existing,
        )
    except BadInput as twice:
        raise Refused(Why.STATE_UNKNOWN) from twice
