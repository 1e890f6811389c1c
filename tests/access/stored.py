"""A story of the access matrix as rows, as the actions would have left them. Offers `Cast`, `stored` and `Asked`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tests.access import rows
from tests.access.rows import Employee
from tests.access.stories import LAST_YEAR, TODAY, Span, Story

from vugge.access.queries.law import access_law
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.granting import emergency_until
from vugge.audit.rules import Category, Purpose, Viewer, person
from vugge.kit.local_time import local_midnight
from vugge.organisations.models import Account
from vugge.organisations.rules.accounts import AccountKind


@dataclass(frozen=True)
class Asked:
    """Who asks about whom."""

    viewer: Viewer
    person: UUID


@dataclass(frozen=True)
class Cast:
    """Those who work in the stories, and the citizen; hired once, while each story is gone before the next."""

    hired: Mapping[tuple[str, date | None], Employee]
    citizen: Employee

    @classmethod
    def hire(cls) -> "Cast":
        """Hire somebody for every role, and somebody whose role ends today."""
        hired = {(role, until): rows.an_employee(role, until=until) for role in rows.ROLES for until in (None, TODAY)}
        anywhere = hired["teacher", None].unit
        return cls(hired, Employee(rows.an_account(AccountKind.CITIZEN), anywhere, "teacher"))

    def asker(self, told: Story) -> Employee:
        """Return who asks in a story. A citizen works nowhere, whatever role is claimed."""
        return self.citizen if told.is_citizen else self.hired[told.part, told.is_hired_until]


def stored(told: Story, cast: Cast) -> Asked:
    """Store a story. Returns who asks, and about whom."""
    about = rows.a_person(born=told.born)
    me = cast.asker(told)
    at_home = _at_home(told, about, me.account)
    _protect(told, about, at_home)
    if told.is_own_family:
        rows.shut_out(me.account, about)
    for kind, span in _spans(told):
        _tie(kind, span, about, me)
    _consent(told, about, me, asking=cast.hired["caseworker", None])
    _meeting(told, about, me)
    _emergency(told, about, me)
    role, unit = ("", "") if told.is_citizen and told.is_hired_until is None else (me.role, str(me.unit.id))
    return Asked(person(me.account.id, Purpose(told.purpose), role=role, unit=unit), about)


def _at_home(told: Story, about: UUID, account: Account) -> UUID:
    """Return the person that the account belongs to; employees are citizens too, at home."""
    if told.is_self or told.is_own_record:
        rows.link(about, account)
        return about
    me = rows.a_person()
    rows.link(me, account)
    if tie := told.custody:
        rows.custody(about, me, begins=tie.begins, ends=tie.ends, needs_check=not tie.is_checked)
    return me


def _protect(told: Story, about: UUID, me: UUID) -> None:
    if not told.is_protected:
        return
    home = rows.a_dwelling()
    together = told.custody is not None and told.custody.lives_together
    rows.lives_in(home, about, *([me] if together else []))
    if me != about and not together:
        rows.lives_in(rows.a_dwelling(), me)
    hidden = about
    if told.lives_with_protected:
        hidden = rows.a_person()
        rows.lives_in(home, hidden)
    rows.protect(hidden)


def _spans(told: Story) -> list[tuple[BasisKind, Span]]:
    ties = (
        (BasisKind.ASSIGNED, told.assigned),
        (BasisKind.TEAM, told.team),
        (BasisKind.STATUTE, told.statute),
    )
    return [(kind, span) for kind, span in ties if span is not None]


def _tie(kind: BasisKind, span: Span, about: UUID, me: Employee) -> None:
    more = {"team": rows.a_team(about, LAST_YEAR)} if kind is BasisKind.TEAM else {}
    ends: dict[str, datetime | None] = {"ends_at": span.planned_end, "ended_at": span.cut_short}
    rows.a_basis(kind, about, span.begins, **_receiver(span.receiver, me, span.elsewhere), **ends, **more)


def _receiver(who: str, me: Employee, elsewhere: str = "") -> dict[str, object]:
    if who == "unit":
        return {"unit": me.unit}
    if who == "colleague":
        return {"account": rows.an_account()}
    other_role = next(one for one in rows.ROLES if one != me.role)
    return {
        "account": me.account,
        "in_role": other_role if elsewhere == "role" else me.role,
        "in_unit": rows.a_unit_for(me.role) if elsewhere == "unit" else me.unit,
    }


def _consent(told: Story, about: UUID, me: Employee, *, asking: Employee) -> None:
    tie = told.consent
    if tie is None:
        return
    consent = rows.a_consent(about, asking, begins=tie.begins, until=tie.until)
    for ends in tie.by_custodians or ():
        signer = rows.a_person()
        rows.custody(about, signer, ends=ends)
        rows.signed(consent, signer)
    rows.a_basis(
        BasisKind.CONSENT,
        about,
        local_midnight(tie.begins),
        **_receiver(tie.receiver, me, tie.elsewhere),
        consent=consent,
        ends_at=local_midnight(tie.until),
        ended_at=tie.withdrawn,
        **_named(tie.shares),
        purpose=tie.purpose or told.purpose,
    )


def _meeting(told: Story, about: UUID, me: Employee) -> None:
    tie = told.meeting
    if tie is None:
        return
    rows.a_basis(
        BasisKind.MEETING,
        about,
        local_midnight(tie.day),
        **_receiver("me", me, tie.elsewhere),
        meeting=rows.a_meeting(about, me.account, tie.day),
        ends_at=local_midnight(_next(tie.day)),
        **_named(tie.shares),
        purpose=Purpose.MEETING,
    )


def _emergency(told: Story, about: UUID, me: Employee) -> None:
    opened = told.emergency_opened
    if opened is not None:
        until = emergency_until(opened, access_law(TODAY).terms.emergency)
        receiver = _receiver("me", me, told.emergency_elsewhere)
        rows.a_basis(BasisKind.EMERGENCY, about, opened, ends_at=until, **receiver)


def _named(shares: tuple[str, ...]) -> dict[str, object]:
    return {"categories": rows.text_of(map(Category, shares)), "has_own_categories": True}


def _next(day: date) -> date:
    return day + timedelta(days=1)
