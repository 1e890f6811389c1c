"""Nobody who may not read a message ever gets its text: shown in random worlds, at the moments when things turn.

What a world holds is stored as it is. Messages are stored with readers drawn by chance, also such as never could have
been: so it is what holds now that must keep them out. 40 worlds each time, 2,000 with VUGGE_LONG=1.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from tests.access.expecting import expected_sights
from tests.access.rows import daily
from tests.access.worlds import World, a_batch_of_worlds

from vugge.access.rules.basis import BasisKind
from vugge.access.rules.law import Ages
from vugge.audit.rules import Category, Purpose, Viewer, person
from vugge.journey.actions.sending import whose
from vugge.journey.models import Message, MessageReader, Thread, ThreadColleague
from vugge.journey.queries import correspondents
from vugge.journey.queries.correspondents import Me, me_of
from vugge.journey.queries.messages import exported_messages, thread_about, unread_for
from vugge.journey.queries.thread_texts import Texts
from vugge.journey.rules.correspondents import Circle, Known, Part, ThreadKind, circle_of
from vugge.journey.rules.messages import MessageValue
from vugge.kit.errors import NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.periods import age_on
from vugge.people.models.sealed import seal_text
from vugge.people.queries.facts import custodies, homes, protected

WORLDS = 2_000 if os.environ.get("VUGGE_LONG") else 40
BATCH = 20

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> list[bool]:
    """Whether each look was answered with a text."""
    return []


def viewers(world: World) -> Iterator[Viewer]:
    """Yield everybody who could look, in each of their parts."""
    for account in world.citizens:
        yield person(account.id, Purpose.OWN_INSIGHT)
    for held in world.roles:
        yield person(held.account_id, daily(held.role), role=held.role, unit=str(held.unit_id))


def near(world: World, now: datetime) -> list[UUID]:
    """Return those around whom somebody works or whom somebody has custody of at a moment."""
    kinds = (BasisKind.ASSIGNED, BasisKind.TEAM)
    tasks = [one for one in world.bases if one.kind in kinds and one.account_id and one.begins_at <= now]
    going = [one.person_id for one in tasks if all(end is None or now < end for end in (one.ends_at, one.ended_at))]
    day = local_day(now)
    held = [one.child_id for one in world.custodies if one.begins <= day and (one.ends is None or day < one.ends)]
    return [*going, *held]


def a_thread(world: World, kind: ThreadKind, now: datetime) -> tuple[UUID, UUID, set[Me]]:
    """Store a thread with one message and readers drawn by chance; return the thread, whom it is about, and who."""
    about = world.chance.choice(near(world, now) or [one.id for one in world.persons])
    thread = Thread(id=uuid4(), person_id=about, kind=kind, opened_at=now)
    thread.save(force_insert=True)
    parts = {Part(one.account_id, one.role, one.unit_id) for one in world.roles}
    asked = {one for one in sorted(parts, key=str) if world.chance.random() < 0.8}
    for one in sorted(asked, key=str):
        ThreadColleague(
            person_id=about, thread_id=thread.id, account_id=one.account, in_role=one.role, in_unit_id=one.unit,
            joined_at=now,
        ).save()  # fmt: skip
    everybody: list[Me] = [*sorted(asked, key=str), *(one.id for one in world.persons)]
    readers = {one for one in everybody if world.chance.random() < 0.7}
    message = uuid4()
    Message(
        id=message, person_id=about, thread_id=thread.id, **whose(world.persons[0].id),
        sealed=seal_text("Hemmelig", row=message), language="da", written_at=now,
    ).save(force_insert=True)  # fmt: skip
    for reader in readers:
        MessageReader(person_id=about, thread_id=thread.id, message_id=message, given_at=now, **whose(reader)).save()
    return thread.id, about, readers


def exported_texts(viewer: Viewer, about: UUID, thread: UUID) -> list[MessageValue]:
    """Return what stands of a thread in a citizen's own file."""
    threads = exported_messages(viewer, person=about).threads
    return [one for each in threads if each.thread.id == thread for one in each.messages]


def text_given(viewer: Viewer, about: UUID, thread: UUID) -> bool:
    """Say whether a look gives the viewer the text, as a page or as a file."""
    given = []
    for ask in (
        lambda: thread_about(viewer, person=about, thread=thread).messages,
        lambda: exported_texts(viewer, about, thread),
    ):
        try:
            given.append(any(one.text for one in ask()))
        except (NotFound, NotAllowed):
            given.append(False)
    assert given[1] == (given[0] and not viewer.role)
    return given[0]


def may_read(world: World, viewer: Viewer, about: UUID, kind: ThreadKind, now: datetime) -> bool:
    """Say by the world's own rows whether somebody may read in a thread now."""
    seen = expected_sights(world, viewer, now).get(about)
    day = local_day(now)
    if seen is None or not seen.shows(Category.SHARING):
        return False
    born = next(one.born for one in world.persons if one.id == about)
    held = [one for one in custodies(children=(about,)) if one.holds_on(day) and not one.needs_check]
    is_child = born is None or age_on(born, day) < 18
    holders = {one.holder for one in held} if is_child else set()
    hidden = protected({about, *holders}, on=day)
    if viewer.role:
        named = {f"{one.kind}:{one.pk}" for one in world.bases if one.account_id}  # not what all of a unit was given
        mine = {code.partition(":")[0] for code in named.intersection(seen.bases)}
        locates = viewer.role == "caseworker" and "assigned" in mine
        return bool(mine & {"assigned", "team"}) and (locates or about not in hidden)
    me = me_of(viewer)
    assert isinstance(me, UUID)
    where = homes({about, *holders}, on=day)
    is_near = all(me == one or (me in where and one in where and where[me] == where[one]) for one in hidden)
    if kind is ThreadKind.FAMILY:
        return me in holders and is_near
    return me == about and born is not None and age_on(born, day) >= 15 and is_near


def mistakes(seeds: range, told: list[bool]) -> Iterator[str]:
    """Yield each look that gave a text to who may not read it, or none to who may."""
    for seed, world in zip(seeds, a_batch_of_worlds(seeds), strict=True):
        first, second = world.chance.sample(list(ThreadKind), 2)
        for kind in (first, second):
            now = world.now()
            thread, about, readers = a_thread(world, kind, now)
            with patch("django.utils.timezone.now", lambda now=now: now):
                for viewer in viewers(world):
                    given = text_given(viewer, about, thread)
                    told.append(given)
                    wanted = me_of(viewer) in readers and may_read(world, viewer, about, kind, now)
                    if given != wanted:
                        yield f"world {seed}, {kind}, at {now}: {viewer} {'got' if given else 'missed'} the text"
                    if kind is first and not given and any(about in one.persons for one in unread_for(viewer)):
                        yield f"world {seed}, {kind}, at {now}: {viewer} is told that there is news"


def batches() -> Iterator[range]:
    """Yield the seeds, a batch at a time."""
    return (range(first, min(first + BATCH, WORLDS)) for first in range(0, WORLDS, BATCH))


def test_nobody_but_a_reader_who_may_know_now_gets_a_text(told: list[bool]) -> None:
    assert [one for seeds in batches() for one in mistakes(seeds, told)] == []
    assert sum(told) > WORLDS / 4
    assert not all(told)


def _whole_circle(known: Known, kind: ThreadKind, *, ages: Ages, day: date) -> Circle:
    return circle_of(replace(known, protected=frozenset()), kind, ages=ages, day=day)


def _parents_in_the_own_thread(known: Known, kind: ThreadKind, *, ages: Ages, day: date) -> Circle:
    found = circle_of(known, kind, ages=ages, day=day)
    holders = frozenset(one.holder for one in known.custodies)
    return replace(found, citizens=found.citizens | holders) if kind is ThreadKind.OWN else found


SEEDED_BUGS: dict[str, tuple[object, str, Callable[..., object]]] = {
    "nobody is protected": (correspondents, "circle_of", _whole_circle),
    "parents read the young person's own": (correspondents, "circle_of", _parents_in_the_own_thread),
    "everybody in a thread reads all of it": (Texts, "read_at", lambda texts, message: texts.readers[message][0]),
}


@pytest.mark.parametrize("bug", SEEDED_BUGS)
def test_a_seeded_bug_is_caught(bug: str, told: list[bool]) -> None:
    place, name, wrong = SEEDED_BUGS[bug]
    with patch.object(place, name, wrong):
        assert next((one for seeds in batches() for one in mistakes(seeds, told)), None)
