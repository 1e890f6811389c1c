"""Commands about local accounts, for installations whose workplace has no log-in of its own.

Offers `COMMANDS`. A password is made here, shown once, and opens only the set-up of a second factor.
"""

import secrets
from argparse import ArgumentParser, Namespace
from typing import Final

from django.utils import timezone

from vugge.audit.actions import declared
from vugge.audit.rules import Purpose, system
from vugge.cli.command import Command, say
from vugge.cli.prepare import ready_database
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence
from vugge.organisations.actions.accounts import (
    close_account,
    end_sessions,
    forget_factors,
    register_account,
    set_password,
)
from vugge.organisations.actions.staffing import give_role
from vugge.organisations.queries.accounts import account_named
from vugge.organisations.rules.accounts import Account, AccountKind
from vugge.organisations.rules.kinds import Role

VIEWER: Final = system("command", Purpose.ADMINISTRATION)
LENGTH: Final = 18  # random bytes of a password that nobody shall remember


@declared("organisations.account_opened", purpose=Purpose.ADMINISTRATION)
def run_open(options: Namespace) -> int:
    """Open an account, give it a role where one is named, and show its first password once."""
    ready_database()
    known = register_account(VIEWER, login_name=options.login, display_name=options.name, kind=AccountKind.STAFF)
    if options.role:
        today = timezone.localdate()
        give_role(VIEWER, account=known.id, unit=options.unit, role=Role(options.role), valid_from=today)
    _show_password(known)
    return 0


@declared("organisations.password_renewed", purpose=Purpose.ADMINISTRATION)
def run_password(options: Namespace) -> int:
    """Give an account a new password and show it once; whoever is logged in by the old one is out."""
    ready_database()
    _show_password(_named(options.login))
    return 0


@declared("organisations.factors_forgotten", purpose=Purpose.ADMINISTRATION)
def run_forget(options: Namespace) -> int:
    """Take away all second factors of somebody who has lost them, with a new password; they set up new ones."""
    ready_database()
    known = _named(options.login)
    forget_factors(VIEWER, account=known.id)
    _show_password(known)
    return 0


@declared("organisations.sessions_shut", purpose=Purpose.ADMINISTRATION)
def run_out(options: Namespace) -> int:
    """Log an account out everywhere, at its next request; it can log in again."""
    ready_database()
    end_sessions(VIEWER, account=_named(options.login).id)
    say(sentence("{login} er logget ud alle steder.", login=options.login))
    return 0


@declared("organisations.account_shut", purpose=Purpose.ADMINISTRATION)
def run_close(options: Namespace) -> int:
    """Close an account: whoever is in is out at the next request."""
    ready_database()
    close_account(VIEWER, account=_named(options.login).id)
    say(sentence("Kontoen {login} er lukket.", login=options.login))
    return 0


def _named(login: str) -> Account:
    known = account_named(login)
    if known is None:
        raise NotFound(sentence("Der er ingen konto med brugernavnet {login}.", login=login))
    return known


def _show_password(account: Account) -> None:
    password = secrets.token_urlsafe(LENGTH)
    set_password(VIEWER, account=account.id, password=password)
    say(sentence("Brugernavn: {login}", login=account.login_name))
    say(sentence("Adgangskode, vist denne ene gang: {password}", password=password))
    say(sentence("Den gælder i syv dage og kun første gang: så vælges en egen adgangskode og en anden faktor."))


def _takes_login(parser: ArgumentParser) -> None:
    parser.add_argument("login", metavar="BRUGERNAVN", help="små bogstaver og tal; begynder med et bogstav")


def _takes_account(parser: ArgumentParser) -> None:
    _takes_login(parser)
    parser.add_argument("name", metavar="NAVN", help="det navn, kolleger ser, i anførselstegn")
    parser.add_argument("--role", metavar="ROLLE", choices=[role.value for role in Role], help="fx administrator")
    parser.add_argument("--unit", metavar="ENHED", type=int, default=0, help="enhedens nummer i registret")


COMMANDS: Final[tuple[Command, ...]] = (
    Command("accounts open", "opret en konto, og vis dens første adgangskode", run_open, _takes_account),
    Command("accounts password", "giv en konto en ny adgangskode", run_password, _takes_login),
    Command("accounts forget", "fjern tabte faktorer, og giv en ny adgangskode", run_forget, _takes_login),
    Command("accounts out", "log en konto ud alle steder", run_out, _takes_login),
    Command("accounts close", "luk en konto nu", run_close, _takes_login),
)
