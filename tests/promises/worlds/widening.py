"""How access is forgotten: questions asked for everybody, and bases read without what bounds them.

Material for `bugs`. Offers `everybody`, `widened`, `in_place_of` and `grants_without`.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import datetime
from importlib import import_module
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.db.models import Q

from vugge.access.models import Basis
from vugge.access.queries import actors
from vugge.access.rules.basis import CITIZEN, Actor, BasisKind, Grant
from vugge.audit.rules import Act, Category, Level, Scope, Sight
from vugge.people.models import Person

EVERYTHING = frozenset((category, act) for category in Category for act in Act)
Anything = Callable[..., Any]  # Any: any function of the product, replaced by one of the same form
Sow = Callable[[], AbstractContextManager[object]]


def everybody(scope: Scope) -> Scope:
    """Return a scope of the same viewer that shows everything of everybody."""
    ids = Person.objects.adding().values_list("id", flat=True)
    return Scope(scope.viewer, {one: Sight(one, Level.FULL, EVERYTHING, ("assigned:1",)) for one in ids})


def widened(target: str) -> Sow:
    """Let a question forget whose it is: it is answered for everybody."""
    return in_place_of(target, lambda original: lambda scope, *args, **more: original(everybody(scope), *args, **more))


def in_place_of(target: str, make: Callable[[Any], Anything]) -> Sow:
    """Put another function where a module looks one up; `make` gets the one that was there."""
    module, _, name = target.rpartition(".")

    @contextmanager
    def sown() -> Iterator[None]:
        holder = _holder(module)
        with patch.object(holder, name, make(getattr(holder, name))):
            yield

    return sown


def _holder(path: str) -> Any:  # Any: a module or a class
    try:
        return import_module(f"vugge.{path}")
    except ModuleNotFoundError:
        module, _, name = path.rpartition(".")
        return getattr(import_module(f"vugge.{module}"), name)


def together(*sows: Sow) -> Sow:
    """Sow several at once."""

    @contextmanager
    def sown() -> Iterator[None]:
        with ExitStack() as stack:
            for one in sows:
                stack.enter_context(one())
            yield

    return sown


def grants_without(what: str, *, kinds: tuple[BasisKind, ...] = tuple(BasisKind)) -> Sow:
    """Read the bases of some kinds as if something did not bound them: ended, ends, begins, receiver."""

    def make(original: Anything) -> Anything:
        def grants(actor: Actor, now: datetime, *, persons: Any = None) -> list[Grant]:
            found: list[Grant] = original(actor, now, persons=persons)
            if actor.role == CITIZEN:
                return found
            rows = Basis.objects.facts_of().filter(_receiver(actor, what), kind__in=kinds)
            if persons is not None:
                rows = rows.filter(person__in=persons)
            freed = [{**row, **_free(what, now)} for row in rows.values(*actors.GRANT_FIELDS)]
            more = [actors.grant_from(row) for row in freed]
            return found + [one for one in more if one.is_active(now)]

        return grants

    return in_place_of("access.queries.actors.grants_of", make)


def _receiver(actor: Actor, what: str) -> Q:
    mine = Q(account=actor.viewer.identity) | Q(unit=int(actor.viewer.unit))
    colleagues = Q(account__staff_roles__unit=int(actor.viewer.unit))
    return {"receiver": Q(unit__isnull=False), "colleague": mine | colleagues}.get(what, mine)


def _free(what: str, now: datetime) -> dict[str, object]:
    bounds: dict[str, dict[str, object]] = {
        "ended": {"ended_at": None},
        "ends": {"ends_at": None},
        "begins": {"begins_at": datetime(2000, 1, 1, tzinfo=now.tzinfo)},
    }
    return bounds.get(what, {})


def name_of(person: UUID) -> str:
    """Return somebody's name, past all access."""
    names = Person.objects.adding().filter(id=person).values_list("given_names", flat=True)
    return next(iter(names), "")
