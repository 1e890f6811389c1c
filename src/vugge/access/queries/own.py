"""What a citizen sees of their own: the family, who is around each of them, and what they were asked.

Offers `my_family` with `MyFamily` and `Mine`, `my_consents` and `my_consent` with `MyConsent`, and `own_of`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from vugge.access.models import Basis, Consent, ConsentSignature, LogQuestion
from vugge.access.queries.actors import scope
from vugge.access.queries.around import consent_lines
from vugge.access.queries.law import access_law
from vugge.access.queries.memberships import tasks_around
from vugge.access.rules.around import ConsentLine
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import ConsentState, hears_child
from vugge.audit.actions import look
from vugge.audit.rules import Category, Looked, Scope, Viewer
from vugge.kit.errors import NotFound
from vugge.kit.local_time import local_day
from vugge.kit.periods import age_on
from vugge.kit.text import sentence
from vugge.organisations.queries.register import units_by_id
from vugge.organisations.queries.staff import colleagues
from vugge.organisations.rules.staff import Colleague
from vugge.people.queries.facts import own_person
from vugge.people.queries.persons import lines
from vugge.people.rules.values import PersonLine

ANSWERS_SHOWN_FOR: Final = timedelta(days=30)


@dataclass(frozen=True)
class Near:
    """Somebody who works around a person: an employee, or a whole unit (`who` None)."""

    who: Colleague | None
    unit_name: str
    is_lead: bool


@dataclass(frozen=True)
class Mine:
    """The citizen, or a child in their custody. `has_log`: the citizen may read who has looked."""

    line: PersonLine
    is_me: bool
    near: tuple[Near, ...]
    has_log: bool


@dataclass(frozen=True)
class MyConsent:
    """What was asked about one of the family.

    `waits_for_me`: my answer is missing. `may_withdraw`: I am one of those who can take it back. `hears_child`: the
    child is old enough to be asked first. `i_said` is my own answer. `is_withheld`: it would tell where a protected
    person is, so nothing of it is here, and it is answered by telephone.
    """

    line: PersonLine
    consent: ConsentLine
    waits_for_me: bool
    may_withdraw: bool
    hears_child: bool
    i_said: bool | None
    is_withheld: bool


@dataclass(frozen=True)
class MyFamily:
    """A citizen's first page: everybody of theirs, the questions that wait, and how many answers are new."""

    persons: tuple[Mine, ...]
    waiting: tuple[MyConsent, ...]
    answers: int


@look("access.own_family_seen")
def my_family(viewer: Viewer) -> Looked[MyFamily]:
    """Show a citizen themselves and the children in their custody, who is around each, and what waits.

    A fixed number of statements, however many children.
    """
    mine, me = own_of(viewer)
    named = sorted(lines(mine, mine.persons()), key=lambda one: one.id != me)
    near = _near(mine, [one.id for one in named])
    family = MyFamily(
        persons=tuple(
            Mine(one, one.id == me, near.get(one.id, ()), has_log=mine.shows(one.id, Category.LOG)) for one in named
        ),
        waiting=tuple(one for one in _consents(mine, me, named) if one.waits_for_me),
        answers=_new_answers(mine, me),
    )
    return Looked(family, seen=mine.seen(mine.persons(), Category.IDENTITY, Category.SHARING))


@look("access.own_consents_seen")
def my_consents(viewer: Viewer) -> Looked[tuple[MyConsent, ...]]:
    """Show what the family was asked, what waits for an answer first."""
    mine, me = own_of(viewer)
    found = _consents(mine, me, lines(mine, mine.persons()))
    shown = {one.line.id for one in found}
    return Looked(found, seen=mine.seen(shown, Category.IDENTITY, Category.SHARING))


@look("access.own_consent_seen")
def my_consent(viewer: Viewer, *, consent: int) -> Looked[MyConsent]:
    """Show one question to the family. Raises `NotFound` for one that was not asked about them."""
    mine, me = own_of(viewer)
    asked = next((one for one in _consents(mine, me, lines(mine, mine.persons())) if one.consent.id == consent), None)
    if asked is None:
        raise NotFound(sentence("Samtykket findes ikke."))
    seen = mine.seen((asked.line.id,), Category.IDENTITY, Category.SHARING)
    return Looked(asked, seen=seen, subject=f"consent:{consent}")


def own_of(viewer: Viewer) -> tuple[Scope, UUID | None]:
    """Return what a citizen may see, and who they are themselves."""
    return scope(viewer), own_person(viewer.identity) if viewer.identity else None


def _near(mine: Scope, persons: Collection[UUID]) -> Mapping[UUID, tuple[Near, ...]]:
    """Return who has a task or is in the team around each of these persons. Four statements, three more where somebody
    from a private organisation is in a team.
    """
    now = timezone.now()
    shown = [one for one in persons if mine.shows(one, Category.SHARING)]
    found = tasks_around(Basis.objects.within(mine).filter(person__in=shown), now)
    accounts = [row["account_id"] for row in found if row["account_id"]]
    who = colleagues(mine.viewer, accounts=accounts, on=local_day(now))
    units = units_by_id(mine.viewer, units=[row["unit_id"] for row in found if row["unit_id"]])
    near: dict[UUID, dict[object, Near]] = {}
    for row in found:
        if not mine.shows(row["person_id"], Category.LOCATION):
            continue  # who works around a protected child tells where it is
        employee = who.get(row["account_id"])
        employee = employee and employee.in_part(row["in_role"], row["in_unit_id"])
        unit = units.get(row["unit_id"])
        name = employee.unit_name if employee else unit.name if unit else ""
        one = Near(employee, name, is_lead=row["is_lead"])
        near.setdefault(row["person_id"], {}).setdefault(row["account_id"] or row["unit_id"], one)
    return {person: tuple(those.values()) for person, those in near.items()}


def _consents(mine: Scope, me: UUID | None, named: Collection[PersonLine]) -> tuple[MyConsent, ...]:
    """Return what was asked about these persons, what waits for me first. Seven statements."""
    by_id = {one.id: one for one in named if mine.shows(one.id, Category.SHARING)}
    rows = list(Consent.objects.within(mine).filter(person__in=by_id).order_by("-requested_at", "-id"))
    signatures = ConsentSignature.objects.filter(consent__in=[row.pk for row in rows], signer=me)
    said = dict(signatures.values_list("consent_id", "said_yes"))
    found = [
        _my_consent(mine, by_id[row.person_id], line, said, matter=row.matter)
        for row, line in zip(rows, consent_lines(mine, rows), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: not one.waits_for_me))


def _my_consent(
    mine: Scope, line: PersonLine, consent: ConsentLine, said: Mapping[int, bool | None], *, matter: str
) -> MyConsent:
    is_asked = consent.id in said
    is_open = consent.state is ConsentState.REQUESTED
    is_withheld = not mine.shows(line.id, Category.LOCATION)
    return MyConsent(
        line,
        without_places(consent) if is_withheld else consent,
        waits_for_me=is_asked and is_open and said[consent.id] is None,
        may_withdraw=consent.state is ConsentState.GIVEN and (is_asked or _may_take_back(mine, line, matter)),
        hears_child=_hears_child(line, matter, timezone.now()),
        i_said=said.get(consent.id),
        is_withheld=is_withheld,
    )


def without_places(consent: ConsentLine) -> ConsentLine:
    """Return a consent with nothing in it that tells where somebody is: no unit, no employee, none of the text."""
    return replace(
        consent,
        asked_by=None,
        asking_unit="",
        recipients=(),
        purpose_text="",
        text_shown="",
        not_heard_because="",
    )


def _may_take_back(mine: Scope, line: PersonLine, name: str) -> bool:
    """Say whether the reader could say yes today: a custodian, or a young person who is old enough."""
    if mine.sight(line.id).basis.startswith(BasisKind.CUSTODY):
        return True
    today = local_day(timezone.now())
    matter = access_law(today).ages.matter(name)
    return matter is not None and line.born is not None and age_on(line.born, today) >= matter.child_signs


def _hears_child(line: PersonLine, name: str, now: datetime) -> bool:
    today = local_day(now)
    matter = access_law(today).ages.matter(name)
    return matter is not None and hears_child(line.born, matter=matter, day=today)


def _new_answers(mine: Scope, me: UUID | None) -> int:
    since = timezone.now() - ANSWERS_SHOWN_FOR
    return LogQuestion.objects.within(mine).filter(asked_by=me, answered_at__gte=since).count()


def questions_of(mine: Scope, me: UUID | None) -> Mapping[int, dict[str, Any]]:  # Any: plain values of rows
    """Return what a citizen has asked about the log, by entry, with the answers. One statement."""
    rows = LogQuestion.objects.within(mine).filter(asked_by=me)
    return {row["entry"]: {**row} for row in rows.values("entry", "asked_at", "due", "answer", "answered_at")}
