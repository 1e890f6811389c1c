"""Finding somebody, and looking before registering: only among those of whom the viewer may know.

A search answers the same, in the same number of statements, whether somebody hidden matches or nobody does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from vugge.audit.rules import Act, Category, Level, Scope, Sight
from vugge.kit.danish import Unreadable, parse_date
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.people import models
from vugge.people.models.sealed import hash_of, request_key
from vugge.people.queries.persons import lines_from
from vugge.people.rules.kinds import PersonState
from vugge.people.rules.names import folded, name_query
from vugge.people.rules.registering import NewPerson
from vugge.people.rules.values import PersonLine

PAGE_SIZE: Final = 25
_NOTHING: Final = Q(pk__in=())


@dataclass(frozen=True)
class Found:
    """One page of what a search found; `total` counts only whom the viewer may know of."""

    persons: tuple[PersonLine, ...]
    page: int
    pages: int
    total: int


def find(scope: Scope, text: str, *, page: int = 1) -> Found:
    """Return those whom a text means: a name or the beginning of its parts, a day of birth, or a CPR number.

    By name one finds whoever one may know of, by birth those whose identity one may read, and by number those of
    whom one may see all: for others, a guess must not be confirmed. Two statements. A text with nothing to search for
    finds nobody.
    """
    rows = _meant(scope, text).exclude(state=PersonState.MERGED)
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    at = min(max(1, page), pages)
    shown = rows.order_by("order_key", "id")[(at - 1) * PAGE_SIZE : at * PAGE_SIZE]
    return Found(tuple(lines_from(scope, shown)), page=at, pages=pages, total=total)


def known_already(scope: Scope, new: NewPerson) -> tuple[PersonLine, ...]:
    """Return whom a new person may be among those whose identity the viewer may read, before they are registered.

    The same number, the same name and birth, or the same name where one of them has no birth date. One statement.
    """
    folded_name = folded(new.given_names, new.surname)
    same_name = Q(folded=folded_name) & (Q(born=new.born) | Q(born__isnull=True) if new.born else Q())
    same_number = Q(id__in=_numbered(scope, new.number).values("id")) if new.number else _NOTHING
    rows = _readable(scope).filter(same_name | same_number).exclude(state=PersonState.MERGED)
    return tuple(lines_from(scope, rows.order_by("order_key", "id")[:PAGE_SIZE]))


def with_number(scope: Scope, number: Cpr) -> tuple[UUID, ...]:
    """Return who has or had a number, among those whose identity the viewer may find them by. One statement."""
    rows = _numbered(scope, number).exclude(state=PersonState.MERGED)
    return tuple(rows.order_by("id").values_list("id", flat=True))


def registered_as(scope: Scope, *, key: str) -> UUID | None:
    """Return whom the viewer registered by a form with this key before, and may still see. One statement."""
    rows = models.Person.objects.within(scope).filter(request_key=request_key(scope.viewer.name, key))
    return rows.values_list("id", flat=True).first()


def _meant(scope: Scope, text: str) -> QuerySet[models.Person]:
    """Return whom a text asks for; a whole number first, for it may be written with spaces."""
    number = _as_number(text)
    if number is not None:
        return _numbered(scope, number)
    words = text.split()
    births = [birth for word in words if (birth := _as_birth(word))]
    parts = name_query(" ".join(word for word in words if not _as_birth(word)))
    rows = _readable(scope).filter(born__in=births) if births else _findable(scope)
    for part in parts:
        rows = rows.filter(folded__contains=part)
    return rows if births or parts else rows.filter(_NOTHING)


def _findable(scope: Scope) -> QuerySet[models.Person]:
    """Return whom the viewer may find: where one may only know that they exist, one may know that."""
    return _those(scope, lambda sight: sight.level is Level.EXISTS or sight.may(Act.FIND, Category.IDENTITY))


def _readable(scope: Scope) -> QuerySet[models.Person]:
    """Return whom the viewer may find by their identity."""
    return _those(scope, _is_readable)


def _is_readable(sight: Sight) -> bool:
    return sight.shows(Category.IDENTITY) and sight.may(Act.FIND, Category.IDENTITY)


def _those(scope: Scope, is_wanted: Callable[[Sight], bool]) -> QuerySet[models.Person]:
    only = None if scope.is_whole else [person for person, sight in scope.sights.items() if is_wanted(sight)]
    return models.Person.objects.within(scope, only=only)


def _numbered(scope: Scope, number: Cpr) -> QuerySet[models.Person]:
    """Return who has or had a number, of those of whom the viewer may see all; a replaced number finds them still."""
    rows = models.Identifier.objects.within(scope).filter(hash=hash_of(number))
    whole = _those(scope, lambda sight: sight.level is Level.FULL and _is_readable(sight))
    return whole.filter(id__in=rows.values_list("person_id", flat=True))


def _as_number(text: str) -> Cpr | None:
    try:
        return Cpr.parse(text)
    except BadInput:
        return None


def _as_birth(text: str) -> date | None:
    try:
        return parse_date(text)
    except Unreadable:
        return None
