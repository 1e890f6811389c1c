"""What the families of the stories have been asked and said, and who works together around them.

Offers the values `ConsentTold`, `TeamTold`, `MeetingTold`, `EmergencyTold` and `ConflictTold`, and `Sharing` with
`sharing_of`, which tells them all.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from vugge.audit.rules import Category
from vugge.demo.rules.chance import Chance
from vugge.demo.rules.known import Known

IDENTITY, EDUCATION, SUPPORT, WORK = Category.IDENTITY, Category.EDUCATION, Category.SUPPORT, Category.WORK
TEACHER, VISITOR, PEDAGOGUE = "demo-laerer", "demo-sundhedsplejerske", "demo-paedagog"
CASEWORKER, COORDINATOR, CONSULTANT = "demo-sagsbehandler", "demo-koordinator", "demo-jobkonsulent"
SECRETARIAT: Final = "secretariat:0"


@dataclass(frozen=True)
class SignatureTold:
    """Somebody's answer; without a moment it has not come."""

    signer: UUID
    answered_at: datetime | None = None
    said_yes: bool | None = None


@dataclass(frozen=True)
class ConsentTold:
    """A request to share, and what came of it. A recipient without an account is everybody in the unit."""

    key: UUID
    person: UUID
    asked_by: str
    matter: str
    categories: frozenset[Category]
    purpose_text: str
    recipients: tuple[tuple[str, UUID | None], ...]
    requested_at: datetime
    until: date
    signatures: tuple[SignatureTold, ...]
    given_at: datetime | None = None
    refused_at: datetime | None = None
    withdrawn_at: datetime | None = None
    purpose: str = "care"


@dataclass(frozen=True)
class TeamTold:
    """Those who work together around a person; the first is the lead."""

    person: UUID
    members: tuple[str, ...]
    opened_at: datetime


@dataclass(frozen=True)
class MeetingTold:
    """A meeting, and the one that follows up on it."""

    person: UUID
    matter: str
    about: str
    called_by: str
    participants: tuple[str, ...]
    categories: frozenset[Category]
    held_on: date
    followup_on: date


@dataclass(frozen=True)
class EmergencyTold:
    """An emergency access that awaits its review."""

    person: UUID
    opened_by: str
    opened_at: datetime
    reason: str


@dataclass(frozen=True)
class ConflictTold:
    """A person whom an employee may not look up."""

    person: UUID
    login: str


@dataclass(frozen=True)
class Sharing:
    """Everything that is told of sharing."""

    consents: tuple[ConsentTold, ...]
    teams: tuple[TeamTold, ...]
    meetings: tuple[MeetingTold, ...]
    emergencies: tuple[EmergencyTold, ...]
    conflicts: tuple[ConflictTold, ...]


def sharing_of(known: Known, chance: Chance) -> Sharing:
    """Tell what has been shared, asked and opened around the families of the stories."""
    person = known.persons
    return Sharing(
        consents=(_open(known, chance), *_given(known, chance), *_over(known, chance), _own(known, chance)),
        teams=(
            TeamTold(person["parent.child:1"], (TEACHER, VISITOR), known.at(70, 9)),
            TeamTold(person["young.child:0"], (CASEWORKER, CONSULTANT), known.at(110, 10)),
            TeamTold(person["large.child:3"], (CASEWORKER, VISITOR, TEACHER, COORDINATOR), known.at(45, 12)),
        ),
        meetings=(
            MeetingTold(
                person["grandmother.child:0"],
                "wellbeing",
                "trivsel i skolen",
                CASEWORKER,
                (CASEWORKER, TEACHER, VISITOR),
                frozenset({EDUCATION, SUPPORT}),
                known.today,
                known.today + timedelta(days=28),
            ),
        ),
        emergencies=(
            EmergencyTold(
                person["large.child:1"],
                PEDAGOGUE,
                known.at(1, 15, 40),
                "Barnet blev ikke hentet ved lukketid, og ingen i familien tog telefonen. Vi måtte finde en pårørende.",
            ),
        ),
        conflicts=(ConflictTold(own_pupil(known), TEACHER),),
    )


def own_pupil(known: Known) -> UUID:
    """Return the pupil in the teacher's class of whom no story tells, who is the teacher's own family."""
    pupils = [task.person for task in known.tasks_of(TEACHER)]
    told = set(known.persons.values())
    return next((pupil for pupil in pupils if pupil not in told), pupils[-1])


def _open(known: Known, chance: Chance) -> ConsentTold:
    """The other parent has said yes; the parent of the demo has not answered."""
    return ConsentTold(
        chance.key(),
        known.persons["parent.child:1"],
        TEACHER,
        "support",
        frozenset({IDENTITY, EDUCATION}),
        "at Noah kan få en plads i lektiecaféen og hjælp til at komme derhen",
        ((SECRETARIAT, None),),
        known.at(3, 11, 20),
        known.today + timedelta(days=180),
        (
            SignatureTold(known.persons["parent.resident"]),
            SignatureTold(known.persons["parent.away"], known.at(2, 18, 5), said_yes=True),
        ),
    )


def _given(known: Known, chance: Chance) -> list[ConsentTold]:
    nursery = (known.unit(PEDAGOGUE), known.account(PEDAGOGUE))
    to_all = (SECRETARIAT, None)
    of_speech = _Asked("parent.child:0", VISITOR, "at Ida får samme hjælp til sproget hjemme og i vuggestuen", 60)
    of_leisure = _Asked("large.child:3", CASEWORKER, "at koordinatoren kan finde en fritidsaktivitet", 50)
    of_friend = _Asked("twins.child:2", VISITOR, "at familien kan få en frivillig familieven", 30)
    return [
        _answered(known, chance, of_speech, what=frozenset({IDENTITY, SUPPORT, EDUCATION}), to=nursery),
        _answered(known, chance, of_leisure, what=_LITTLE, to=to_all),
        _answered(known, chance, of_friend, what=_LITTLE, to=to_all),
    ]


def _over(known: Known, chance: Chance) -> list[ConsentTold]:
    """One taken back yesterday, one that has run out, one refused."""
    to = (SECRETARIAT, None)
    of_moving = _Asked("moved.child:0", TEACHER, "at koordinatoren kan hjælpe med fritiden efter flytningen", 100)
    of_cafe = _Asked("leap_day.child:0", VISITOR, "at familien kan deltage i forældrecaféen", 380)
    of_contact = _Asked("grandmother.child:0", CASEWORKER, "at koordinatoren kan finde en kontaktfamilie", 12)
    withdrawn, expired, refused = (
        _answered(known, chance, one, what=_LITTLE, to=to) for one in (of_moving, of_cafe, of_contact)
    )
    no = tuple(replace(one, said_yes=False) for one in refused.signatures)
    return [
        replace(withdrawn, withdrawn_at=known.at(1, 19, 30)),
        replace(expired, until=known.today - timedelta(days=20)),
        replace(refused, signatures=no, given_at=None, refused_at=refused.given_at),
    ]


def _own(known: Known, chance: Chance) -> ConsentTold:
    """The fifteen-year-old answers alone."""
    person = known.persons["young.child:0"]
    requested = known.at(33, 13, 10)
    given = known.at(32, 16, 45)
    return ConsentTold(
        chance.key(),
        person,
        CASEWORKER,
        "support",
        frozenset({IDENTITY, WORK, EDUCATION}),
        "at jobkonsulenten kan hjælpe dig med et fritidsjob",
        ((known.unit(CONSULTANT), known.account(CONSULTANT)),),
        requested,
        known.today + timedelta(days=150),
        (SignatureTold(person, given, said_yes=True),),
        given_at=given,
        purpose="employment",
    )


@dataclass(frozen=True)
class _Asked:
    about: str
    asked_by: str
    why: str
    days_ago: int


_LITTLE: Final = frozenset({IDENTITY, EDUCATION})


def _answered(
    known: Known, chance: Chance, asked: _Asked, *, what: frozenset[Category], to: tuple[str, UUID | None]
) -> ConsentTold:
    """Return a consent that everybody who has custody said yes to the day after, for nearly a year."""
    given = known.at(asked.days_ago - 1, 17, 15)
    return ConsentTold(
        chance.key(),
        known.persons[asked.about],
        asked.asked_by,
        "support",
        what,
        asked.why,
        (to,),
        known.at(asked.days_ago, 10, 30),
        known.today - timedelta(days=asked.days_ago - 360),
        tuple(SignatureTold(holder, given, said_yes=True) for holder in known.custodians[asked.about]),
        given_at=given,
    )
