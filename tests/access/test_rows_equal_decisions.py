"""Which rows somebody may see, and each single decision, are one answer: shown in random worlds.

`scope` narrows with SQL, so that a list is one question. Here every person is decided alone, by the rule, with all the
bases there ever were. 150 worlds each time, 10,000 with VUGGE_LONG=1.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Q
from tests.access.expecting import expected_sights
from tests.access.worlds import World, a_batch_of_worlds

from vugge.access.models import Basis
from vugge.access.queries import actors
from vugge.access.queries.actors import GRANT_FIELDS, grant_from, scope
from vugge.access.rules.basis import CITIZEN, Actor, Grant
from vugge.audit.rules import Level, Viewer
from vugge.organisations.queries.staff import plays
from vugge.people.queries.facts import custodies
from vugge.people.rules.facts import CustodyFact

WORLDS = 10_000 if os.environ.get("VUGGE_LONG") else 150
BATCH = 50
LOOKS = 4  # by different viewers at different times, in each world

pytestmark = pytest.mark.django_db


@contextmanager
def stored(seeds: range) -> Iterator[list[World]]:
    """Store a batch of worlds side by side, and throw it away."""
    with transaction.atomic():
        yield a_batch_of_worlds(seeds)
        transaction.set_rollback(True)


def differences(seeds: range) -> Iterator[str]:
    """Yield each look at which the rows shown are not those that single decisions would show."""
    with stored(seeds) as worlds:
        for seed, world in zip(seeds, worlds, strict=True):
            for _ in range(LOOKS):
                now = world.now()
                viewer = world.viewer(now)
                with patch("django.utils.timezone.now", lambda now=now: now):
                    shown = dict(scope(viewer).sights)
                expected = expected_sights(world, viewer, now)
                if shown != expected:
                    yield f"world {seed} at {now} by {viewer}: {shown} is not {expected}"


def batches(count: int) -> Iterator[range]:
    """Yield the seeds, a batch at a time."""
    return (range(first, min(first + BATCH, count)) for first in range(0, count, BATCH))


def test_rows_shown_are_those_that_single_decisions_would_show() -> None:
    assert next((one for seeds in batches(WORLDS) for one in differences(seeds)), None) is None


def test_the_worlds_have_something_to_show() -> None:
    shown, levels = 0, set[Level]()
    with stored(range(3 * BATCH)) as worlds:
        for world in worlds * LOOKS:
            now = world.now()
            sights = expected_sights(world, world.viewer(now), now)
            shown += len(sights)
            levels |= {one.level for one in sights.values()}
    assert shown > BATCH
    assert levels == {Level.EXISTS, Level.SUMMARY, Level.FULL}


def _sql_forgets_what_was_ended(actor: Actor, now: object, *, persons: object = None) -> list[Grant]:
    rows = Basis.objects.facts_of().filter(account=actor.viewer.identity).values(*GRANT_FIELDS)
    return [] if actor.role == CITIZEN else [grant_from({**row, "ended_at": None}) for row in rows]


def _sql_forgets_the_unit(actor: Actor, now: object, *, persons: object = None) -> list[Grant]:
    rows = Basis.objects.facts_of().filter(account=actor.viewer.identity).values(*GRANT_FIELDS)
    return [grant_from(row) for row in rows] if actor.role != CITIZEN else _ORIGINAL(actor, now, persons=persons)  # type: ignore[arg-type]


_ORIGINAL = actors.grants_of


def _any_part(viewer: Viewer) -> Q:
    return Q(account=viewer.identity) | Q(unit=int(viewer.unit))


def _played_last_month(account: UUID, *, role: str, unit: str, on: date) -> bool:
    return plays(account, role=role, unit=unit, on=on - timedelta(days=30))


def _unchecked_custody_counts(**asked: Any) -> tuple[CustodyFact, ...]:  # Any: what the query takes
    return tuple(replace(one, needs_check=False) for one in custodies(**asked))


SEEDED_BUGS: dict[str, tuple[str, Callable[..., object]]] = {
    "bases that were ended still count": ("grants_of", _sql_forgets_what_was_ended),
    "what the unit may know is forgotten": ("grants_of", _sql_forgets_the_unit),
    "a basis counts in every part": ("received_by", _any_part),
    "what custodians said goes on": ("custodians_yes", lambda _asked: {}),
    "own family is not shut out": ("_conflicts", lambda *_: frozenset()),
    "nobody is protected": ("protected", lambda *_, **__: {}),
    "a role counts that was held last month": ("plays", _played_last_month),
    "custody that nobody has checked counts": ("custodies", _unchecked_custody_counts),
    "everybody lives with the viewer": ("_living_with", lambda _me, persons, _day: frozenset(persons)),
    "times are read as if it was summer": ("local_day", lambda moment: (moment + timedelta(hours=2)).date()),
}


@pytest.mark.parametrize("bug", SEEDED_BUGS)
def test_a_seeded_bug_is_caught(bug: str) -> None:
    name, wrong = SEEDED_BUGS[bug]
    with patch.object(actors, name, wrong):
        assert next((one for seeds in batches(150) for one in differences(seeds)), None)
