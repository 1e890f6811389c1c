"""What ties the staff of a town to its families: tasks, teams, consents, meetings, emergencies, and who is shut out.

Offers `tie`, `looked_before`, and the rows `a_basis` and `a_consent`.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from tests.access.rows import Employee, daily, text_of
from tests.promises.worlds.town import NOW, TODAY, Town

from vugge.access.models import Basis, Conflict, Consent, ConsentRecipient, ConsentSignature, Meeting, Team
from vugge.access.models.bases import EmergencyReview
from vugge.access.rules.basis import BasisKind
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Category, Purpose
from vugge.kit.local_time import local_midnight
from vugge.organisations.rules.kinds import Role
from vugge.people.models import PossibleDuplicate
from vugge.people.rules.kinds import DuplicateReason, DuplicateState

LAST_YEAR: Final = NOW - timedelta(days=300)
AROUND: Final = (
    Role.HEALTH_VISITOR, Role.PEDAGOGUE, Role.TEACHER, Role.CASEWORKER, Role.JOB_CONSULTANT, Role.COORDINATOR,
    Role.VOLUNTEER,
)  # fmt: skip
SHARED: Final = (Category.LOCATION, Category.FAMILY, Category.EDUCATION, Category.WORK, Category.SUPPORT)
ANSWERS: Final = ("given", "given", "given", "requested", "refused", "withdrawn", "expired")


def tie(town: Town) -> None:
    """Let the staff work with some of the families."""
    around = [one for one in town.staff if one.role in AROUND]
    registrar = next(one for one in town.staff if one.role == Role.REGISTRAR)
    for resident in town.residents:
        for employee in around:
            if town.chance.random() < 0.16:
                _assigned(town, resident, employee)
        if town.chance.random() < 0.4 or town.residents[resident].is_dead:  # whoever keeps the register writes deaths
            town.add(a_basis(BasisKind.STATUTE, resident, to=registrar, legal_basis="Prøveloven § 1"))
        _with_leave(town, resident, around)
    _shut_out(town)
    _suspect(town)


def _with_leave(town: Town, resident: UUID, around: list[Employee]) -> None:
    """Let there be a team, consents, a meeting today or yesterday, an emergency that goes on or is over; or not."""
    if town.chance.random() < 0.35:
        _team(town, resident, town.chance.sample(around, 3))
    for _ in range(town.chance.choice((0, 0, 1, 2))):
        _consented(town, resident, *town.chance.sample(around, 2))
    if town.chance.random() < 0.3:
        _meeting(town, resident, town.chance.sample(around, 2), TODAY - timedelta(days=town.chance.choice((0, 1))))
    if town.chance.random() < 0.15:
        _emergency(town, resident, town.chance.choice(around), NOW - timedelta(hours=town.chance.choice((1, 5))))


def a_basis(kind: BasisKind, about: UUID, *, to: Employee | None = None, **values: Any) -> Basis:  # Any: columns
    """Return a basis as a row, since last year and on: of an employee in the part that they have, or of a unit."""
    usual: dict[str, Any] = {"begins_at": LAST_YEAR, "granted_at": LAST_YEAR, "granted_by": "system:test"}
    whom = {} if to is None else {"account": to.account, "in_role": to.role, "in_unit": to.unit}
    return Basis(kind=kind, person_id=about, **{**usual, **whom, **values})


def _assigned(town: Town, about: UUID, employee: Employee) -> None:
    """Give the task to an employee or the unit; some were ended, some lapsed, some end soon, some begin later."""
    whom: dict[str, Any] = {"unit": employee.unit} if town.chance.random() < 0.2 else {"to": employee}  # Any: likewise
    when: tuple[dict[str, Any], ...] = (  # Any: columns of any kind
        {}, {}, {}, {}, {"ends_at": NOW + timedelta(days=9)}, {"ends_at": NOW}, {"ended_at": NOW - timedelta(hours=1)},
        {"begins_at": NOW + timedelta(hours=1)},
    )  # fmt: skip
    town.add(a_basis(BasisKind.ASSIGNED, about, **whom, **town.chance.choice(when)))


def _team(town: Town, about: UUID, members: list[Employee]) -> None:
    team = Team(person_id=about, opened_at=LAST_YEAR)
    town.add(team)
    for number, one in enumerate(members):
        reason = town.words.one("Xr")
        town.add(a_basis(BasisKind.TEAM, about, to=one, team=team, reason=reason, is_lead=not number))


def a_consent(town: Town, about: UUID, asking: Employee, *, answer: str, categories: str) -> Consent:
    """Return a consent as a row: given, requested, refused, withdrawn, or given and expired."""
    asked = NOW - timedelta(days=60)
    answers: dict[str, dict[str, Any]] = {  # Any: columns of any kind
        "given": {"given_at": asked},
        "requested": {},
        "refused": {"refused_at": asked},
        "withdrawn": {"given_at": asked, "withdrawn_at": NOW - timedelta(days=1)},
        "expired": {"given_at": asked, "until": TODAY},
    }
    usual: dict[str, Any] = {"begins": asked.date(), "until": TODAY + timedelta(days=town.chance.choice((9, 90)))}
    return Consent(
        person_id=about, asked_by=asking.account, asking_unit=asking.unit, matter="support", categories=categories,
        purpose=daily(asking.role), purpose_text=town.words.one("Xr"), language="da", text_version="1",
        text_shown=town.words.one("Xr"), requested_at=asked, key=town.uuid(), **{**usual, **answers[answer]},
    )  # fmt: skip


def _consented(town: Town, about: UUID, asking: Employee, told: Employee) -> None:
    answer = town.chance.choice(ANSWERS)
    categories = text_of({Category.IDENTITY, *town.chance.sample(SHARED, 2)})
    consent = a_consent(town, about, asking, answer=answer, categories=categories)
    consent.purpose = daily(told.role)
    town.add(consent, ConsentRecipient(consent=consent, unit=told.unit))
    town.add(ConsentSignature(consent=consent, signer_id=about, signed_as="self", answered_at=consent.given_at))
    if consent.given_at:
        ends = local_midnight(consent.until)
        town.add(
            a_basis(
                BasisKind.CONSENT, about, unit=told.unit, consent=consent, categories=categories,
                has_own_categories=True, purpose=daily(told.role), begins_at=local_midnight(consent.begins),
                ends_at=ends, ended_at=consent.withdrawn_at,
            )
        )  # fmt: skip


def _meeting(town: Town, about: UUID, participants: list[Employee], day: date) -> None:
    meeting = Meeting(
        person_id=about, matter="wellbeing", about=town.words.one("Xr"), held_on=day, called_by=participants[0].account,
        called_at=LAST_YEAR, legal_basis="Prøveloven § 2",
    )  # fmt: skip
    town.add(meeting)
    shared = text_of({Category.IDENTITY, *town.chance.sample(SHARED, 2)})
    for one in participants:
        town.add(
            a_basis(
                BasisKind.MEETING, about, to=one, meeting=meeting, categories=shared,
                has_own_categories=True, purpose=Purpose.MEETING, begins_at=local_midnight(day),
                ends_at=local_midnight(day + timedelta(days=1)),
            )
        )  # fmt: skip


def _emergency(town: Town, about: UUID, one: Employee, opened: datetime) -> None:
    until = opened + timedelta(hours=4)
    reason = f"{town.words.one('Xr')} og det haster meget"
    basis = a_basis(BasisKind.EMERGENCY, about, to=one, begins_at=opened, ends_at=until, reason=reason)
    town.add(basis, EmergencyReview(basis=basis, due=TODAY + timedelta(days=5)))


def _shut_out(town: Town) -> None:
    """Shut some employees out from one of those whom they work with."""
    known = [one for one in town.tables["Basis"] if one.account is not None]
    for basis in town.chance.sample(known, 4):
        pair = (basis.account.id, basis.person_id)
        if all((one.account.id, one.person_id) != pair for one in town.tables.get("Conflict", ())):
            town.add(Conflict(account=basis.account, person_id=basis.person_id, kind="family", begins=TODAY))


def _suspect(town: Town) -> None:
    for first, second in _pairs(town, 6):
        town.add(a_suspicion(town, first, second))


def a_suspicion(town: Town, one: UUID, other: UUID) -> PossibleDuplicate:
    """Return that two may be one, as a row."""
    first, second = sorted((one, other))
    return PossibleDuplicate(
        id=town.uuid(), first_id=first, second_id=second, why=DuplicateReason.REPORTED, state=DuplicateState.OPEN,
        noted_at=NOW,
    )  # fmt: skip


def _pairs(town: Town, how_many: int) -> set[tuple[UUID, UUID]]:
    everybody = sorted(town.residents)
    pairs = {tuple(sorted(town.chance.sample(everybody, 2))) for _ in range(how_many)}
    return {(first, second) for first, second in pairs}


def looked_before(town: Town) -> None:
    """Let some of the staff have opened some of the families before; asked when the units are stored."""
    for basis in town.tables["Basis"]:
        if basis.account is not None and town.chance.random() < 0.3:
            by = next(one for one in town.staff if one.account.id == basis.account.id)
            for row in entries(town, basis.person_id, by):
                row.save()


def entries(town: Town, about: UUID, by: Employee) -> tuple[Event, EventPerson]:
    """Return an entry of the log and its person, as rows."""
    event = Event(
        happened_at=NOW - timedelta(days=town.chance.randrange(1, 30)), verb="access.person_seen",
        viewer=f"person:{by.account.id}", viewer_kind="person", role=by.role, unit=str(by.unit.pk),
        purpose=daily(by.role), basis="assigned:1", subject=f"person:{about}", result="shown", code_version="1",
    )  # fmt: skip
    return event, EventPerson(event=event, person=about, level=3, categories="identity", basis="assigned:1")
