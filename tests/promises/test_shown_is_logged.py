"""Who is shown is who is in the log: the persons whose name or id an answer holds are those of its entries.

450 views here, 10,000 with VUGGE_LONG=1. A refusal that names a person is an entry too.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any, Final
from uuid import UUID

import pytest
from django.urls import reverse
from tests.promises.worlds.asking import Answer, Looker, Question
from tests.promises.worlds.freezing import frozen, gone_afterwards
from tests.promises.worlds.making import standing
from tests.promises.worlds.routes import routes
from tests.promises.worlds.runs import Watch, watches
from tests.promises.worlds.sampling import everything
from tests.promises.worlds.town import Resident, Town
from tests.promises.worlds.widening import Sow, in_place_of

from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Purpose, Result
from vugge.organisations.rules.kinds import Role

VIEWS: Final = 10_000 if os.environ.get("VUGGE_LONG") else 450
OF_A_WATCH: Final = 4
MOST_FIRST: Final = 20
"""So many questions has a watch, and so many to pages that have opened for nobody yet."""
OK: Final = 200
LIFE: Final[Mapping[str, Callable[[Resident], bool]]] = {
    "born": lambda one: one.born is None,
    "expected_child": lambda one: one.born is not None and not one.is_dead,
    "not_died": lambda one: one.is_dead,
}
"""Whom a form is for; others are told that it does not fit them."""
NEVER_OPEN: Final[Mapping[str, str]] = {
    "contact_end": "a button that leads back to the page it stands on",
    "custody_confirm": "a button that leads back to the page it stands on",
    "my_goal_yes": "a button that leads back to the page it stands on",
    "my_step_done": "a button that leads back to the page it stands on",
    "my_log_ask": "a button that leads to the receipt",
    "my_log_asked": "its address holds a sealed number, which nobody but the log itself can write",
    "emergency": "the form names nobody, and is sent with too short a reason here: a good one opens anybody",
}
"""Pages about persons that answer no question here with 200, and why."""
LOGS_MORE: Final = (
    "my_data_correct",
    "my_data_delete",
    "at_meeting",
    "emergency_one",
    "emergency_reviews",
    "my_reminders",
)
"""Pages whose one question is answered with a family of which they show a part, or with what somebody did or chose
about a person whom they do not name: the log says more, never less.
"""

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@dataclass(frozen=True)
class View:
    """One answer: who stands in it, who stands in the log of it, and who was denied."""

    question: Question
    status: int
    viewer: str
    is_known: bool
    shown: frozenset[UUID]
    logged: frozenset[UUID]
    denied: frozenset[UUID]

    def __str__(self) -> str:
        return f"{self.viewer} {self.question}: {self.status}, shown {self.shown}, in the log {self.logged}"


def views(count: int, *, sown: Sow = nullcontext) -> Iterator[View]:
    """Yield so many views, by everybody of one town after another."""
    seed, opened = 0, set[str]()
    while count > 0:
        chance = Random(seed)
        with standing(seed) as town:
            for watch in watches(town, chance):
                for question in _chosen(town, watch, chance, opened | NEVER_OPEN.keys()):
                    with sown():
                        view = _view(town, watch, question)
                    opened |= {question.page} if view.status == OK else set()
                    yield view
                    count -= 1
                if count <= 0:
                    return
        seed += 1


def _chosen(town: Town, watch: Watch, chance: Random, opened: AbstractSet[str]) -> list[Question]:
    """Draw what a viewer asks: first pages that have opened for nobody yet, then some near those known, then any."""
    known = {*watch.known.sights, *watch.known.named}
    near = [one for one in watch.questions if not one.about or known & set(one.about)]
    first = _unopened(town, watch, [one for one in near if one.about and one.page not in opened], chance)
    further = max(1, OF_A_WATCH - len(first)) if known else 1
    return [
        *first,
        *chance.sample(near, min(further, len(near))),
        *chance.sample(watch.questions, min(1, len(watch.questions))),
    ]


def _unopened(town: Town, watch: Watch, near: list[Question], chance: Random) -> list[Question]:
    """Return a question to each of these pages: about whom it fits, to look, where the viewer may do most."""

    def promise(question: Question) -> tuple[bool, bool, int]:
        fits = LIFE.get(question.page, _anybody)
        sights = [watch.known.sights.get(one) for one in question.about]
        return (
            all(fits(town.residents[one]) for one in question.about if one in town.residents),
            question.sent is None,
            min(len(one.rights) if one else 0 for one in sights),
        )

    drawn = sorted(chance.sample(near, len(near)), key=promise)
    best = list({one.page: one for one in drawn}.values())
    return chance.sample(best, min(MOST_FIRST, len(best)))


def _anybody(_one: Resident) -> bool:
    return True


def _view(town: Town, watch: Watch, question: Question) -> View:
    with gone_afterwards():
        last = Event.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
        answer = watch.looker.ask(question)
        rows = EventPerson.objects.filter(event__sequence__gt=last).values_list("person", "event__result")
        results = list(rows)
    by_pseudonym = watch.known.viewer.purpose is Purpose.SUPERVISION
    return View(
        question,
        answer.status,
        f"{watch.known.viewer.role or 'citizen'} ({watch.known.viewer.purpose})",
        all(one in watch.known.sights for one in question.about),
        frozenset(_shown(town, question, answer, by_pseudonym=by_pseudonym)),
        frozenset(person for person, result in results if result != Result.DENIED and person in town.residents),
        frozenset(person for person, result in results if result == Result.DENIED),
    )


def _shown(town: Town, question: Question, answer: Answer, *, by_pseudonym: bool) -> Iterator[UUID]:
    """Yield who stands in an answer by name or id, unless it was asked with that very word."""
    sent = f"{question.path} {question.sent}"
    body = answer.body.decode(errors="replace")
    for person, one in town.residents.items():
        marks = [one.name, str(person)] + ([person.hex[:8]] if by_pseudonym else [])
        if any(mark in body and mark not in sent for mark in marks):
            yield person


@cache
def all_views() -> tuple[View, ...]:
    """Return the views that every claim is held against, looked at once."""
    with frozen():
        return tuple(views(VIEWS))


def test_who_is_shown_is_in_the_log() -> None:
    assert next((str(one) for one in all_views() if one.shown - one.logged), None) is None
    assert sum(bool(one.shown) for one in all_views()) > VIEWS / 4


def test_every_page_about_persons_has_been_open_to_somebody() -> None:
    with frozen(), standing(0) as town:
        pages = {one.page for one in everything(town, routes()) if one.about}
    opened = {one.question.page for one in all_views() if one.status == OK and one.question.about}
    assert sorted(pages - opened - NEVER_OPEN.keys()) == []
    assert sorted(NEVER_OPEN.keys() - (pages - opened)) == []


def test_a_page_that_is_refused_has_shown_nobody_by_the_log() -> None:
    both = [one for one in all_views() if one.status == 403 and one.logged]
    assert not both, "\n".join(sorted({f"{one}"[:300] for one in both})[:12])


def test_who_is_in_the_log_was_shown_or_named_by_what_was_asked() -> None:
    told = (one for one in all_views() if one.question.page not in LOGS_MORE)
    extra = [one for one in told if one.logged - one.shown - set(one.question.about)]
    assert not extra, "\n".join(sorted({f"{one}"[:300] for one in extra})[:12])


def test_a_refusal_to_show_a_person_is_in_the_log() -> None:
    refused, unwritten = 0, []
    for one in all_views():
        is_of_person = len(one.question.about) == 1 and str(one.question.about[0]) in one.question.path
        if is_of_person and (one.status == 403 or (one.status == 404 and not one.is_known)):
            refused += 1
            unwritten += [] if one.denied & set(one.question.about) else [str(one)]
    assert refused
    assert not unwritten, "\n".join(sorted(set(unwritten))[:12])


def test_a_page_that_is_shut_to_a_role_notes_whom_it_was_about() -> None:
    with frozen(), standing(0) as town:
        member = next(one for one in town.staff if one.role == Role.BOARD_MEMBER)
        about = next(iter(town.residents))
        question = Question("person", reverse("person", args=[about]), about=(about,))
        assert Looker.of(member.viewer()).ask(question).status == 403
        refused = EventPerson.objects.filter(person=about, event__result=Result.DENIED)
        assert refused.filter(event__viewer=member.viewer().name).count() == 1


def _forgetting_one(right: Any) -> Any:  # Any: what the log says of those who are seen
    return lambda *args: right(*args)[:-1]


def test_a_look_that_forgets_one_is_caught() -> None:
    sown = in_place_of("access.queries.lists._identities", _forgetting_one)
    with frozen():
        assert next((one for one in views(VIEWS * 2, sown=sown) if one.shown - one.logged), None)
