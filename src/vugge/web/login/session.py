"""Who is here: the session as the rest of the pages know it.

Offers `viewer_of` and `way_to_viewer` (what a personal page asks), `here` (what its frame shows), `enter` and `leave`,
`leave_elsewhere`, `choose_role`, and for the middleware `why_over`, `touch` and `is_strong`.
"""

import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import SESSION_KEY, login, logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from vugge.audit.rules import Purpose, Viewer, person
from vugge.organisations.actions.accounts import end_sessions, record_log_in, record_log_out, record_role_chosen
from vugge.organisations.queries.accounts import account, account_value
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.accounts import STRONG, Account, AccountKind, WayIn
from vugge.organisations.rules.staff import HeldRole
from vugge.web.login.providers import Entrance
from vugge.web.login.refusals import Refused, Why

BACKEND: Final = "allauth.account.auth_backends.AuthenticationBackend"
WAY: Final = "vugge_way"
BEGAN: Final = "vugge_began"
SEEN: Final = "vugge_seen"
ROLE: Final = "vugge_role"
HERE: Final = "vugge_here"  # on a request: who is here, once that was asked
MUST: Final = "vugge_must"  # what somebody must do before anything else: choose a password of their own
ENDED: Final = "vugge_ended"  # on a request whose session was ended just now: why, as a code
SELDOM: Final = 60  # seconds between notes of when somebody was here: a session is not written at every request


@dataclass(frozen=True)
class Here:
    """Who is logged in, and as what they act: what the frame of a personal page shows."""

    account: Account
    role: HeldRole | None = None
    others: int = 0
    way: WayIn = WayIn.PROVIDER


def viewer_of(request: HttpRequest, purpose: Purpose) -> Viewer | None:
    """Return who asks, in the role they act in; None when nobody is logged in or one of several roles is not chosen.

    Asks the roles anew each time: whoever has none left is logged out here and now. Costs three statements for
    staff and two for citizens, the session and the account included. `way_to_viewer` says where to send a None.
    """
    who = here(request)
    if who is None or (who.account.kind is AccountKind.STAFF and who.role is None):
        return None
    if who.role is None:
        return person(who.account.id, purpose)
    return person(who.account.id, purpose, role=who.role.role.value, unit=str(who.role.unit))


def way_to_viewer(request: HttpRequest, *, entrance: Entrance = Entrance.STAFF) -> HttpResponse:
    """Send whoever `viewer_of` did not know to what they lack: a log-in, or the choice of a role; then back here."""
    if account_in(request) is not None:
        page = "choose_role"
    else:
        page = "citizen_login" if entrance is Entrance.CITIZEN else "login"
    back = {"next": request.get_full_path()} if request.method == "GET" else {}
    why = {"hvorfor": getattr(request, ENDED)} if hasattr(request, ENDED) else {}
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({**back, **why})}")


def here(request: HttpRequest) -> Here | None:
    """Return who is logged in and their role; None for nobody, and from now on for staff without any role left.

    Asked once a request: the page and its frame see the same.
    """
    if not hasattr(request, HERE):
        setattr(request, HERE, _here(request))
    found: Here | None = getattr(request, HERE)
    return found


def _here(request: HttpRequest) -> Here | None:
    known = account_in(request)
    if known is None:
        return None
    way = way_in(request.session)
    if known.kind is AccountKind.CITIZEN:
        return Here(known, way=way)
    held = current_roles(known.id, on=timezone.localdate())
    if not held:
        leave(request, why="no_role")
        setattr(request, ENDED, "no_role")
        return None
    return Here(known, role=_acting(request.session, held), others=len(held) - 1, way=way)


def account_in(request: HttpRequest) -> Account | None:
    """Return the account of the session; None without one. A session whose account was closed ends here and now."""
    if not request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        return None
    row = request.user
    if not row.is_authenticated:
        leave(request, why="closed")
        return None
    known = account_value(row)
    if known.out_before and request.session.get(BEGAN, 0) < known.out_before.timestamp():
        leave(request, why="ended")
        setattr(request, ENDED, "ended")
        return None
    return known


def enter(request: HttpRequest, account_id: UUID, *, way: WayIn) -> Account:
    """Begin a new session for an account, under a new key and with nothing of the old one; and note it in the log.

    Raises `Refused` for an account that is closed.
    """
    row = AuthenticationBackend().get_user(account_id)
    known = account(account_id)
    if row is None or known is None:
        raise Refused(Why.CLOSED)
    _forget(request)
    request.session.flush()
    login(request, row, backend=BACKEND)
    begin(request, way)
    return known


def begin(request: HttpRequest, way: WayIn) -> None:
    """Note in a fresh session how and when it began, and in the log that it did."""
    now = time.time()
    request.session.update({WAY: way.value, BEGAN: now, SEEN: now})
    identity = UUID(str(request.session[SESSION_KEY]))
    record_log_in(person(identity, Purpose.ADMINISTRATION), account=identity, way=way)


def leave(request: HttpRequest, *, why: str) -> None:
    """End the session, if there is one, and note in the log why."""
    identity = request.session.get(SESSION_KEY)
    if identity:
        _forget(request)
        logout(request)
        whose = UUID(str(identity))
        record_log_out(person(whose, Purpose.ADMINISTRATION), account=whose, why=why)


def choose_role(request: HttpRequest, *, role: str, unit: int) -> bool:
    """Act from now on in one of the roles that one holds; False when it is not among them."""
    known = account_in(request)
    held = current_roles(known.id, on=timezone.localdate()) if known else ()
    chosen = next((one for one in held if one.role.value == role and one.unit == unit), None)
    if known is None or chosen is None:
        return False
    request.session[ROLE] = [chosen.role.value, chosen.unit]
    _forget(request)
    record_role_chosen(
        person(known.id, Purpose.ADMINISTRATION, role=chosen.role.value, unit=str(chosen.unit)),
        account=known.id, role=chosen.role, unit=chosen.unit,
    )  # fmt: skip
    return True


def leave_elsewhere(request: HttpRequest) -> None:
    """End all other sessions of whoever is here; this one goes on under a new key."""
    known = account_in(request)
    if known is not None:
        end_sessions(person(known.id, Purpose.ADMINISTRATION), account=known.id)
        request.session.cycle_key()
        request.session[BEGAN] = time.time()


def way_in(session: SessionBase) -> WayIn:
    """Return how a session began; as by password alone when it does not say."""
    return WayIn(session.get(WAY, WayIn.PASSWORD.value))


def is_strong(session: SessionBase) -> bool:
    """Say whether a session opens more than the set-up of a second factor; one of the demo's does so only there."""
    way = way_in(session)
    return settings.MODE == "demo" or (way in STRONG and way is not WayIn.DEMO)


def why_over(session: SessionBase, *, now: float) -> str:
    """Return why a session is over, as a code for log and page; empty while it goes on."""
    if now - session.get(BEGAN, 0) > settings.SESSION_LONGEST:
        return "too_long"
    return "idle" if now - session.get(SEEN, 0) > settings.SESSION_IDLE else ""


def touch(session: SessionBase, *, now: float) -> None:
    """Note that somebody was here, unless it was noted a moment ago."""
    if now - session.get(SEEN, 0) > SELDOM:
        session[SEEN] = now


def _forget(request: HttpRequest) -> None:
    if hasattr(request, HERE):
        delattr(request, HERE)


def _acting(session: SessionBase, held: tuple[HeldRole, ...]) -> HeldRole | None:
    """Return the role that was chosen, or the only one; None while one of several must be chosen."""
    if len(held) == 1:
        return held[0]
    role, unit = session.get(ROLE, ("", 0))
    return next((one for one in held if one.role.value == role and one.unit == unit), None)
