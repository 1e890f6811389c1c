"""The situations of the access matrix, told as plain facts: who asks, about whom, and what lies between them.

A story says what happened and when. It does not say what follows: that is for the application, which gets it as rows,
and for the oracle, which gets it as facts in its own words. Offers `PARTS`, `STATES` and `story`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tests.access.rows import ROLES, daily

NOW: Final = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
TODAY: Final = NOW.astimezone(ZoneInfo("Europe/Copenhagen")).date()
DAY: Final = timedelta(days=1)
LAST_YEAR: Final = NOW - 365 * DAY

SELF, CUSTODIAN, STRANGER = "self", "custodian", "stranger"
CITIZENS: Final = (SELF, CUSTODIAN, STRANGER)
PARTS: Final = (*ROLES, *CITIZENS)
"""Who can ask: eleven roles on a staff, somebody about themselves, a custodian, and a citizen who is neither."""

EVERYTHING: Final = ("identity", "location", "family", "education", "work", "support", "sharing", "log")


@dataclass(frozen=True)
class Span:
    """That somebody is tied to a person from one moment to another. `receiver`: me, my unit or a colleague.

    `elsewhere`: I was given it in another part than the one I act in: "role" or "unit".
    """

    begins: datetime = LAST_YEAR
    planned_end: datetime | None = None
    cut_short: datetime | None = None
    receiver: str = "me"
    elsewhere: str = ""


@dataclass(frozen=True)
class CustodyTie:
    """That the viewer, as a citizen, has custody in these days. `lives_together`: they share a home."""

    begins: date = TODAY - 3 * 365 * DAY
    ends: date | None = None
    is_checked: bool = True
    lives_together: bool = False


@dataclass(frozen=True)
class ConsentTie:
    """What the family said yes to share with the viewer, or the viewer's unit, and for what; None: the daily work.

    `by_custodians`: others than the child said yes; for each of them the first day without custody, None: it goes on.
    """

    shares: tuple[str, ...]
    begins: date = TODAY - 30 * DAY
    until: date = TODAY + 30 * DAY
    withdrawn: datetime | None = None
    purpose: str | None = None
    receiver: str = "me"
    elsewhere: str = ""
    by_custodians: tuple[date | None, ...] | None = None


@dataclass(frozen=True)
class MeetingTie:
    """A meeting to which the viewer is called, and what is shared at it."""

    day: date
    shares: tuple[str, ...]
    elsewhere: str = ""


@dataclass(frozen=True)
class Story:
    """One situation. `work` is what the viewer says to be here for; None: the daily work."""

    part: str
    state: str
    born: date = date(2016, 11, 2)
    work: str | None = None
    is_hired_until: date | None = None
    is_self: bool = False
    is_own_record: bool = False
    custody: CustodyTie | None = None
    assigned: Span | None = None
    team: Span | None = None
    consent: ConsentTie | None = None
    statute: Span | None = None
    meeting: MeetingTie | None = None
    emergency_opened: datetime | None = None
    emergency_elsewhere: str = ""
    is_protected: bool = False
    lives_with_protected: bool = False
    is_own_family: bool = False

    @property
    def is_citizen(self) -> bool:
        """Whether somebody asks who is not at work."""
        return self.part in CITIZENS

    @property
    def purpose(self) -> str:
        """What the viewer says to be here for."""
        return self.work or ("own_insight" if self.is_citizen else daily(self.part).value)


def years_ago(years: int, *, days: int = 0) -> date:
    """Return the birthday of a child who turned so many years old so many days ago; none is on 29 February."""
    day = TODAY - days * DAY
    return day.replace(year=day.year - years)


STATUTE: Final = Span(begins=NOW - 10 * DAY)
EARLIER: Final = NOW - timedelta(hours=1)
MEETING: Final = MeetingTie(TODAY, EVERYTHING)
CUSTODY: Final = CustodyTie()

_CHANGES: Final[Mapping[str, Mapping[str, object]]] = {
    "no basis": {},
    "the employee's own record": {"is_own_record": True},
    "custody": {"custody": CUSTODY},
    "custody ended yesterday": {"custody": CustodyTie(ends=TODAY - DAY)},
    "custody ends today": {"custody": CustodyTie(ends=TODAY)},
    "custody begins tomorrow": {"custody": CustodyTie(begins=TODAY + DAY)},
    "custody of one who turns 15 tomorrow": {"custody": CUSTODY, "born": years_ago(15, days=-1)},
    "custody of one who turns 15 today": {"custody": CUSTODY, "born": years_ago(15)},
    "custody of one who turns 18 tomorrow": {"custody": CUSTODY, "born": years_ago(18, days=-1)},
    "custody of one who turns 18 today": {"custody": CUSTODY, "born": years_ago(18)},
    "custody nobody has checked": {"custody": CustodyTie(is_checked=False)},
    "protected, custodian lives there": {"custody": CustodyTie(lives_together=True), "is_protected": True},
    "protected, custodian lives elsewhere": {"custody": CUSTODY, "is_protected": True},
    "assigned": {"assigned": Span()},
    "assigned to the unit": {"assigned": Span(receiver="unit")},
    "assigned to a colleague": {"assigned": Span(receiver="colleague")},
    "assignment ended": {"assigned": Span(cut_short=EARLIER)},
    "assignment ended by plan": {"assigned": Span(planned_end=NOW)},
    "assignment begins tomorrow": {"assigned": Span(begins=NOW + DAY)},
    "team": {"team": Span()},
    "team left": {"team": Span(cut_short=EARLIER)},
    "consent to everything": {"consent": ConsentTie(EVERYTHING)},
    "consent to everything, to the unit": {"consent": ConsentTie(EVERYTHING, receiver="unit")},
    "consent to education": {"consent": ConsentTie(("education",))},
    "consent with empty scope": {"consent": ConsentTie(())},
    "consent withdrawn": {"consent": ConsentTie(EVERYTHING, withdrawn=EARLIER)},
    "consent withdrawn this moment": {"consent": ConsentTie(EVERYTHING, withdrawn=NOW)},
    "consent expired": {"consent": ConsentTie(EVERYTHING, until=TODAY)},
    "consent from tomorrow": {"consent": ConsentTie(EVERYTHING, begins=TODAY + DAY)},
    "consent for another purpose": {"consent": ConsentTie(EVERYTHING, purpose="supervision")},
    "consent by two custodians": {"consent": ConsentTie(EVERYTHING, by_custodians=(None, None))},
    "consent by a custodian of one who turns 15 tomorrow": {
        "consent": ConsentTie(EVERYTHING, by_custodians=(None,)),
        "born": years_ago(15, days=-1),
    },
    "consent by a custodian of one who turns 15 today": {
        "consent": ConsentTie(EVERYTHING, by_custodians=(None,)),
        "born": years_ago(15),
    },
    "consent by two, one loses custody tomorrow": {
        "consent": ConsentTie(EVERYTHING, by_custodians=(None, TODAY + DAY))
    },
    "consent by two, one loses custody today": {"consent": ConsentTie(EVERYTHING, by_custodians=(None, TODAY))},
    "consent in another unit": {"consent": ConsentTie(EVERYTHING, elsewhere="unit")},
    "consent in another unit, team here": {"consent": ConsentTie(EVERYTHING, elsewhere="unit"), "team": Span()},
    "assigned in another role": {"assigned": Span(elsewhere="role")},
    "assigned in another unit": {"assigned": Span(elsewhere="unit")},
    "team in another role": {"team": Span(elsewhere="role")},
    "statute in another unit": {"statute": Span(begins=NOW - 10 * DAY, elsewhere="unit")},
    "meeting today in another unit": {"meeting": MeetingTie(TODAY, EVERYTHING, elsewhere="unit"), "work": "meeting"},
    "emergency open in another unit": {
        "emergency_opened": EARLIER,
        "emergency_elsewhere": "unit",
        "work": "emergency",
    },
    "coordinator's consent by a custodian who lost custody, in the team": {
        "consent": ConsentTie(EVERYTHING, by_custodians=(TODAY,)),
        "team": Span(),
    },
    "statute": {"statute": STATUTE},
    "meeting today": {"meeting": MEETING, "work": "meeting"},
    "meeting today about education": {"meeting": MeetingTie(TODAY, ("education",)), "work": "meeting"},
    "meeting today about nothing": {"meeting": MeetingTie(TODAY, ()), "work": "meeting"},
    "meeting today, at daily work": {"meeting": MEETING},
    "meeting yesterday": {"meeting": MeetingTie(TODAY - DAY, EVERYTHING), "work": "meeting"},
    "meeting tomorrow": {"meeting": MeetingTie(TODAY + DAY, EVERYTHING), "work": "meeting"},
    "emergency open": {"emergency_opened": EARLIER, "work": "emergency"},
    "emergency open, at daily work": {"emergency_opened": EARLIER},
    "emergency expired": {"emergency_opened": NOW - timedelta(hours=4), "work": "emergency"},
    "emergency in its last second": {
        "emergency_opened": NOW - timedelta(hours=3, minutes=59, seconds=59),
        "work": "emergency",
    },
    "protected and assigned": {"is_protected": True, "assigned": Span()},
    "lives with protected, assigned": {"is_protected": True, "lives_with_protected": True, "assigned": Span()},
    "protected and team": {"is_protected": True, "team": Span()},
    "protected and consent": {"is_protected": True, "consent": ConsentTie(EVERYTHING)},
    "protected and statute": {"is_protected": True, "statute": STATUTE},
    "protected and emergency": {"is_protected": True, "emergency_opened": EARLIER, "work": "emergency"},
    "conflict and assigned": {"is_own_family": True, "assigned": Span()},
    "conflict and emergency": {"is_own_family": True, "emergency_opened": EARLIER, "work": "emergency"},
    "wrong purpose": {"assigned": Span(), "consent": ConsentTie(EVERYTHING), "work": "official_statistics"},
    "role no longer held": {"assigned": Span(), "is_hired_until": TODAY},
    "assigned, in a team and with consent": {
        "assigned": Span(),
        "team": Span(),
        "consent": ConsentTie(("support", "work")),
    },
}

STATES: Final = tuple(_CHANGES)


def story(part: str, state: str) -> Story:
    """Tell one state for one part. A child's custodian has custody in every state that says nothing else of it."""
    told = replace(Story(part, state), **_CHANGES[state])  # type: ignore[arg-type]  # the table's values
    if part in CITIZENS:
        told = replace(told, is_own_record=False)
    if part == SELF:
        return replace(told, is_self=True, custody=None)  # nobody has custody of themselves
    if part == CUSTODIAN:
        return replace(told, custody=told.custody or CUSTODY)
    return told
