"""One run of two worlds: a viewer asks, what the viewer may not know is changed, the viewer asks the same again.

Offers `differences`, the runs of a town, with `Difference` and `Guide`, and `watches` (one viewer at one kind of page).
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import islice
from random import Random
from typing import Final
from uuid import UUID

from tests.promises.worlds.asking import Answer, Looker, Question
from tests.promises.worlds.changes import CHANGES, Change
from tests.promises.worlds.families import KINDS, Kind
from tests.promises.worlds.freezing import gone_afterwards
from tests.promises.worlds.knowing import Known, known_to
from tests.promises.worlds.making import standing
from tests.promises.worlds.routes import Route, routes
from tests.promises.worlds.sampling import everything, some
from tests.promises.worlds.town import Town

from vugge.access.queries.parts import purpose_of
from vugge.audit.rules import Purpose, Viewer

Sown = Callable[[], AbstractContextManager[object]]
TRIES: Final = 40
SHUT: Final = (403, 405)
SELDOM: Final = 0.05
NEAR: Final = 0.4
"""So often what changes is of somebody whom the viewer knows in part."""
EACH: Final = 10
"""So many runs has a watch before the next one's turn."""


@dataclass(frozen=True)
class Difference:
    """An answer that tells what the viewer may not know."""

    change: str
    question: Question
    before: Answer
    after: Answer
    viewer: Viewer

    def __str__(self) -> str:
        a, b = (
            f"{one.status} {dict(one.headers)} {one.body.decode(errors='replace')}" for one in (self.before, self.after)
        )
        where = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
        a, b = (one[max(0, where - 60) : where + 90] for one in (a, b))
        return f"{self.change}: {self.viewer.role or 'citizen'} ({self.viewer.purpose}) {self.question}: {a!r} != {b!r}"


@dataclass(frozen=True)
class Guide:
    """Where to look for a bug that one knows of: which changes, at which pages, by whom. Empty: everywhere."""

    changes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    purpose: Purpose | None = None
    kinds: tuple[Kind, ...] = KINDS

    def wants(self, viewer: Viewer, purpose: Purpose) -> bool:
        """Say whether somebody at pages of this purpose is to be watched."""
        return (not self.roles or viewer.role in self.roles) and self.purpose in (None, purpose)

    def possible(self) -> tuple[Change, ...]:
        """Return the changes to try."""
        return tuple(one for one in CHANGES if not self.changes or one.name in self.changes)


ANYWHERE: Final = Guide()


@dataclass
class Watch:
    """One viewer of a town at pages of one purpose; what was answered before the change is asked once."""

    town: Town
    looker: Looker
    known: Known
    questions: list[Question]
    sown: Sown = nullcontext
    guide: Guide = ANYWHERE
    before: dict[Question, Answer] = field(default_factory=dict)
    shut: set[str] = field(default_factory=set)

    def run(self, chance: Random) -> Difference | None:
        """Change one thing that the viewer may not know, and return the first answer that tells it."""
        change, near = self._hidden_change(chance)
        if change is None:
            return None
        asked = some(self.town, self._worth_asking(chance), near=near, chance=chance)
        for question in asked:
            if question not in self.before:
                with self.sown():
                    self.before[question] = self.looker.answer(question)
                if self.before[question].status in SHUT:
                    self.shut.add(question.page)
        with gone_afterwards():
            change.do(self.town, self.known, near)
            if known_to(self.known.viewer) != self.known:
                return None
            return self._compared(change, asked)

    def _worth_asking(self, chance: Random) -> list[Question]:
        """Leave out the pages that were shut before, most of the time."""
        if chance.random() < SELDOM:
            return self.questions
        return [one for one in self.questions if one.page not in self.shut] or self.questions

    def _compared(self, change: Change, asked: list[Question]) -> Difference | None:
        for question in asked:
            with self.sown():
                after = self.looker.answer(question)
            if after != self.before[question]:
                return Difference(change.name, question, self.before[question], after, self.known.viewer)
        return None

    def _hidden_change(self, chance: Random) -> tuple[Change | None, UUID]:
        everybody, changes = list(self.town.residents), self.guide.possible()
        near_ones = [one for one in everybody if not self.known.is_stranger(one)] or everybody
        for _ in range(TRIES):
            change = chance.choice(changes)
            near = chance.choice(near_ones if chance.random() < NEAR else everybody)
            if change.may(self.known, near):
                return change, near
        return None, everybody[0]


def watches(town: Town, chance: Random, *, sown: Sown = nullcontext, guide: Guide = ANYWHERE) -> Iterator[Watch]:
    """Yield watches of the town in random order: mostly of those who know somebody, at the pages that they open."""
    by_purpose: dict[Purpose, list[Question]] = {}
    pairs = [
        (viewer, purpose)
        for viewer in viewers(town)
        for purpose in Purpose
        if guide.wants(viewer, purpose) and bool(viewer.role) != (purpose is Purpose.OWN_INSIGHT)
    ]
    for viewer, purpose in chance.sample(pairs, len(pairs)):
        if purpose not in by_purpose:
            by_purpose[purpose] = everything(town, _pages(purpose, guide))
        meant = purpose if purpose is not Purpose.CARE else (purpose_of(viewer.role) or purpose)
        known = known_to(replace(viewer, purpose=meant))
        knows_somebody = known.sights or purpose is Purpose.SUPERVISION
        if by_purpose[purpose] and (guide != ANYWHERE or knows_somebody or chance.random() < SELDOM):
            yield Watch(town, Looker.of(viewer), known, by_purpose[purpose], sown, guide)


def _pages(purpose: Purpose, guide: Guide) -> list[Route]:
    return [one for one in routes() if one.declared is purpose and (not guide.pages or one.name in guide.pages)]


def viewers(town: Town) -> list[Viewer]:
    """Return everybody on the staff, and the citizens."""
    return [*(one.viewer() for one in town.staff), *(town.citizen(one) for one in town.citizens)]


def differences(
    seed: int, how_many: int, *, sown: Sown = nullcontext, guide: Guide = ANYWHERE, each: int = EACH
) -> Iterator[Difference | None]:
    """Yield what each of so many runs in one town found: a difference, or nothing."""
    chance = Random(seed)
    with standing(seed, kinds=guide.kinds) as town:
        for watch in islice(cycle_of(watches(town, chance, sown=sown, guide=guide)), how_many // each):
            yield from (watch.run(chance) for _ in range(each))


def cycle_of(some_watches: Iterator[Watch]) -> Iterator[Watch]:
    """Yield watches, and begin again after the last."""
    seen = []
    for one in some_watches:
        seen.append(one)
        yield one
    while seen:
        yield from seen
