"""Everything that is kept about one person, for that person or whoever has custody: to read, and as one file.

Offers `own_data` and `exported_data` with `OwnData` and `RequestLine`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from vugge.access.models import Basis, Consent, SubjectRequest
from vugge.access.queries.around import around
from vugge.access.queries.keeping import held
from vugge.access.queries.law import access_law
from vugge.access.queries.own import own_of, without_places
from vugge.access.queries.own_log import LONGEST, LogLine, log_lines, log_since
from vugge.access.rules.around import Around
from vugge.access.rules.requests import Fate, RequestKind, fates
from vugge.audit.actions import look
from vugge.audit.queries import looks_at, must_be_sealed
from vugge.audit.rules import Act, Category, Level, Looked, Scope, Seen, Viewer
from vugge.kit.errors import Hidden, NotAllowed
from vugge.kit.explained import Explained
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.queries.persons import lines
from vugge.people.queries.persons import person as person_in
from vugge.people.queries.register import corrections_of
from vugge.people.queries.relatives import Relative, kin_of, relatives_of
from vugge.people.queries.spells import spells_of
from vugge.people.rules.facts import StayFact
from vugge.people.rules.values import CorrectionValue, PersonLine, PersonValue, SpellValue


@dataclass(frozen=True)
class RequestLine:
    """What was asked about the data: put right or deleted; the day by which it is answered, and the answer."""

    kind: RequestKind
    about: str
    wanted: str
    reason: str
    asked_on: date
    due: date
    was_followed: bool | None
    answer: str
    answered_on: date | None


@dataclass(frozen=True)
class OwnData:
    """All that is kept about one person. `choice` are those whose data the reader may read; `log` only with LOG."""

    person: PersonValue
    is_me: bool
    choice: tuple[PersonLine, ...]
    relatives: tuple[Relative, ...]
    spells: tuple[SpellValue, ...]
    corrections: tuple[CorrectionValue, ...]
    around: Around
    requests: tuple[RequestLine, ...]
    log: tuple[LogLine, ...]
    is_log_cut: bool
    fates: tuple[Explained[Fate], ...]
    made_at: datetime


@look("access.own_data_seen")
def own_data(viewer: Viewer, *, person: UUID | None = None) -> Looked[OwnData]:
    """Show a citizen all that is kept about themselves, or about a child in their custody.

    A fixed number of statements. Raises `Hidden` for somebody who is neither.
    """
    return _looked(*_owned(viewer, person))


@look("access.own_data_exported")
def exported_data(viewer: Viewer, *, person: UUID) -> Looked[OwnData]:
    """Give a citizen the same as one file, of that person alone; the log says that it left the screen.

    Raises as `own_data` does, and `NotAllowed` while the log waits for its seal.
    """
    must_be_sealed(timezone.now(), person=person)
    mine, whose, data = _owned(viewer, person)
    return _looked(mine, whose, replace(data, choice=()))


def _owned(viewer: Viewer, person: UUID | None) -> tuple[Scope, UUID, OwnData]:
    mine, me = own_of(viewer)
    whose = person or me
    if whose is None or mine.sight(whose).level < Level.FULL:
        raise Hidden(whose or UUID(int=0))
    if not mine.sight(whose).may(Act.EXPORT, Category.IDENTITY):
        raise NotAllowed(sentence("Du må ikke hente oplysningerne. Spørg kommunen."), person=whose)
    return mine, whose, _data(mine, me, whose)


def _looked(mine: Scope, whose: UUID, data: OwnData) -> Looked[OwnData]:
    shown = frozenset({Category.FAMILY})
    named = (Seen(one.person, Level.EXISTS, shown, mine.sight(whose).basis) for one in data.relatives if one.name)
    others = mine.seen((one.id for one in data.choice if one.id != whose), Category.IDENTITY)
    return Looked(data, seen=(mine.sight(whose).seen(), *others, *named), subject=f"person:{whose}")


def _data(mine: Scope, me: UUID | None, whose: UUID) -> OwnData:
    kin = kin_of(whose)
    locates = mine.shows(whose, Category.LOCATION)
    spells = spells_of(mine, (whose,))
    team, _contact = around(mine, whose)
    entries = looks_at(mine, whose, since=log_since(), limit=LONGEST) if mine.shows(whose, Category.LOG) else ()
    corrections = corrections_of(mine, (whose,))
    return OwnData(
        person=person_in(mine, whose),
        is_me=whose == me,
        choice=lines(mine, [one for one, sight in mine.sights.items() if sight.level is Level.FULL]),
        relatives=tuple(one for one in relatives_of(mine, kin) if one.custody or locates),
        spells=spells,
        corrections=corrections if locates else tuple(_without_place(one) for one in corrections),
        around=team if locates else _without_places(team),
        requests=_requests(mine, whose),
        log=log_lines(mine, me, entries, whose=whose),
        is_log_cut=len(entries) == LONGEST,
        fates=_fates(mine, whose, spells),
        made_at=timezone.now(),
    )


def _without_places(team: Around) -> Around:
    return Around((), tuple(without_places(one) for one in team.consents), ())


def _without_place(one: CorrectionValue) -> CorrectionValue:
    return replace(one, old="", new="", reason="") if one.field_name == "spell" else one


def _requests(mine: Scope, whose: UUID) -> tuple[RequestLine, ...]:
    """Return what was asked, newest first; of a person whose whereabouts are withheld only what one asked oneself."""
    rows = SubjectRequest.objects.within(mine).filter(person=whose).order_by("-asked_at", "-id")
    if not mine.shows(whose, Category.LOCATION):
        rows = rows.filter(asked_by=mine.viewer.name)
    return tuple(
        RequestLine(
            RequestKind(row.kind),
            row.about,
            wanted=row.wanted,
            reason=row.reason,
            asked_on=local_day(row.asked_at),
            due=row.due,
            was_followed=row.was_followed,
            answer=row.answer,
            answered_on=None if row.answered_at is None else local_day(row.answered_at),
        )
        for row in rows
    )


def _fates(mine: Scope, whose: UUID, spells: Iterable[SpellValue]) -> tuple[Explained[Fate], ...]:
    """Return what the rules on keeping say of each kind of data. Three statements."""
    today = local_day(timezone.now())
    stays = tuple(StayFact(one.id, one.unit, one.ends) for one in spells if one.corrected_by is None)
    bases = Basis.objects.within(mine).filter(person=whose)
    consents = Consent.objects.within(mine).filter(person=whose)
    found = held(mine.viewer, stays, bases=bases, consents=consents, today=today)
    return fates(found, retention=access_law(today).retention, today=today)
