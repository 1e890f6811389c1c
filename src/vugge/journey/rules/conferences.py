"""A conference around a child: a network meeting or a transition conference, with the young person as the main person.

Offers the kinds (`ConferenceKind`, `Ground`, `ConferenceState`, `PointKind`, `Kin`), `must_invite`, `checked_call`,
`agenda_of`, which assembles what the plan says, and the values that are written (`NewConference`) and answered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from vugge.journey.rules.agreed import GoalValue, StepValue
from vugge.journey.rules.conference_law import ConferenceLaw
from vugge.journey.rules.plan import JourneyPlan, StationPlan, Status
from vugge.kit.errors import BadInput
from vugge.kit.explained import Because, Explained, Input
from vugge.kit.local_time import local_day
from vugge.kit.periods import age_on
from vugge.kit.text import Text, sentence

RULE: Final = "journey.rules.conferences"
LONGEST_POINT: Final = 200
LONGEST_NOTE: Final = 4000
LONGEST_PLACE: Final = 120
MOST_POINTS: Final = 30


class ConferenceKind(StrEnum):
    """What a conference is for."""

    NETWORK = "network"
    TRANSITION = "transition"


class Ground(StrEnum):
    """On what those who take part hear of the family: what it has said yes to, or an exchange at this one meeting."""

    CONSENT = "consent"
    MEETING = "meeting"


class ConferenceState(StrEnum):
    """Where a conference stands."""

    CALLED = "called"
    HELD = "held"
    CANCELLED = "cancelled"


class PointKind(StrEnum):
    """What a point of the agenda is about: a part of the plan, or something of one's own."""

    STATION = "station"
    GOAL = "goal"
    STEP = "step"
    OWN = "own"


class Kin(StrEnum):
    """Who somebody of the private network is to the child: a word, and no name."""

    MOTHER = "mother"
    FATHER = "father"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    SIBLING = "sibling"
    AUNT_UNCLE = "aunt_uncle"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    VOLUNTEER = "volunteer"
    OTHER = "other"


@dataclass(frozen=True)
class Point:
    """A point of an agenda: `ref` is the station, goal or step it is about, `words` one's own."""

    kind: PointKind
    ref: str = ""
    words: str = ""


@dataclass(frozen=True)
class NewConference:
    """A conference as it is called. `relatives` are those of the family who are on file; `kin` others, by a word each.

    `wishes_to_come`: a child under the age at which one is always invited has said that it wants to be there.
    """

    kind: ConferenceKind
    ground: Ground
    held_at: datetime
    staff: tuple[UUID, ...]
    relatives: tuple[UUID, ...] = ()
    kin: tuple[Kin, ...] = ()
    wishes_to_come: bool = False
    place: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class PointLine:
    """A point as one viewer sees it: where it is about what they may not see, it `is_withheld` and has no title."""

    id: UUID
    kind: PointKind
    title: str | Text
    is_withheld: bool = False


@dataclass(frozen=True)
class NoteLine:
    """What was written down. `is_withheld`: it is restricted, and the viewer is not among its readers."""

    id: UUID
    words: str
    by_name: str
    written_at: datetime
    is_restricted: bool
    readers: tuple[str, ...] = ()
    is_withheld: bool = False


@dataclass(frozen=True)
class Attendant:
    """Somebody who takes part: an employee, somebody of the family, or a word. `name` is empty where it is withheld."""

    name: str
    account: UUID | None = None
    person: UUID | None = None
    kin: Kin | None = None
    unit_name: str = ""
    is_main: bool = False

    @property
    def is_professional(self) -> bool:
        """Say whether they are there as part of their work."""
        return self.account is not None


@dataclass(frozen=True)
class ConferenceLine:
    """A conference on a list."""

    id: UUID
    kind: ConferenceKind
    state: ConferenceState
    held_at: datetime
    takes_part: bool


@dataclass(frozen=True)
class Sharing:
    """On which ground those who take part hear of the family, and until when: `meeting` is the one-meeting exchange.

    `until` is the first day without it; None where each consent has its own last day.
    """

    ground: Ground
    until: date | None
    legal_basis: str = ""
    meeting: int | None = None


@dataclass(frozen=True)
class ConferenceValue:
    """One conference as whoever may see it sees it. `decisions` are steps that came of it."""

    id: UUID
    person: UUID
    kind: ConferenceKind
    state: ConferenceState
    held_at: datetime
    place: str
    sharing: Sharing
    called_by: UUID
    attendants: tuple[Attendant, ...]
    points: tuple[PointLine, ...]
    notes: tuple[NoteLine, ...]
    decisions: tuple[StepValue, ...]
    takes_part: bool
    version: int

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be held or written up."""
        return self.state is ConferenceState.CALLED


def must_invite(born: date | None, *, wishes: bool, day: date, law: ConferenceLaw) -> Explained[bool]:
    """Say whether a child is invited to the conference about itself: from an age always, before it when it wants to.

    >>> from vugge.kit.explained import Certainty
    >>> from vugge.journey.rules.conference_law import CallingTerms, YoungPersonTerms
    >>> from vugge.kit.text import Text
    >>> young, calling = YoungPersonTerms(15, 10, Certainty.DERIVED), CallingTerms(180, 60, 12, Certainty.DERIVED)
    >>> law = ConferenceLaw("x", date(2024, 1, 1), Text("", ""), Certainty.DERIVED, "", young, calling)
    >>> must_invite(date(2011, 11, 22), wishes=False, day=date(2026, 11, 22), law=law).value
    True
    """
    terms = law.young_person
    age = None if born is None else age_on(born, day)
    is_old_enough = age is not None and age >= terms.invited_from
    if is_old_enough:
        said = sentence("Fra {age} år er den unge altid inviteret til sit eget møde.", age=terms.invited_from)
    elif wishes:
        said = sentence("Barnet vil selv være med og er inviteret.")
    else:
        said = sentence("Barnet er under {age} år og har ikke bedt om at være med.", age=terms.invited_from)
    inputs = () if born is None else (Input(sentence("Født"), born), Input(sentence("Mødets dag"), day))
    because = Because(
        said,
        rule=RULE,
        package=law.id,
        legal_basis=terms.legal_basis,
        certainty=terms.certainty,
        inputs=inputs,
    )
    return Explained(is_old_enough or wishes, because)


def checked_call(new: NewConference, *, me: UUID | None, now: datetime, law: ConferenceLaw) -> NewConference:
    """Return a conference that can be called. Raises `BadInput` for a wrong time, for nobody, and for too much."""
    terms = law.calling
    if not now < new.held_at <= now + timedelta(days=terms.days_ahead):
        raise BadInput(sentence("Vælg et tidspunkt fra nu af og højst {days} dage frem.", days=terms.days_ahead))
    if not (set(new.staff) - {me} or new.relatives or new.kin):
        raise BadInput(sentence("Vælg mindst én ud over dig selv."))
    if len(new.kin) + len(new.relatives) > terms.most_private:
        raise BadInput(sentence("Vælg højst {most} fra familiens eget netværk.", most=terms.most_private))
    if len(new.points) > MOST_POINTS:
        raise BadInput(sentence("Vælg højst {most} punkter.", most=MOST_POINTS))
    if new.ground is Ground.MEETING and not set(new.staff) - {me}:
        raise BadInput(sentence("Uden samtykke er der kun noget at udveksle, når en anden faggruppe er med."))
    return new


def agenda_of(plan: JourneyPlan, goals: Iterable[GoalValue], steps: Iterable[StepValue]) -> tuple[Point, ...]:
    """Return what the plan puts on the agenda: stations that close or were missed, open goals, and open steps."""
    stations = [_point_of(one) for one in plan.stations if one.status.value in (Status.CLOSING, Status.MISSED)]
    wanted = [Point(PointKind.GOAL, str(one.id), one.words) for one in goals if one.is_open]
    agreed = [Point(PointKind.STEP, str(one.id), one.what) for one in steps if one.is_open]
    return (*stations, *wanted, *agreed)


def own_points(text: str) -> tuple[Point, ...]:
    """Return the points that somebody wrote, one on each line.

    >>> [one.words for one in own_points("Hvem henter?\\n\\n  Fritid ")]
    ['Hvem henter?', 'Fritid']
    """
    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line]
    if any(len(line) > LONGEST_POINT for line in found):
        raise BadInput(sentence("Et punkt er for langt. Skriv højst {most} tegn på hver linje.", most=LONGEST_POINT))
    return tuple(Point(PointKind.OWN, words=line) for line in found)


def may_read(note_by: UUID | None, readers: Sequence[UUID], *, is_restricted: bool, me: UUID | None) -> bool:
    """Say whether somebody may read a note: a restricted one is for those who were named, and whoever wrote it."""
    return not is_restricted or (me is not None and (me == note_by or me in readers))


def is_over(held_at: datetime, now: datetime) -> bool:
    """Say whether a conference's day has come, so that it can be written up."""
    return local_day(held_at) <= local_day(now)


def _point_of(one: StationPlan) -> Point:
    return Point(PointKind.STATION, one.station.id)
