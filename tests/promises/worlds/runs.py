"""One run of two worlds: a viewer asks, what the viewer may not know is changed, the viewer asks the same again.

Offers `Watch` (one viewer at pages of one purpose, and some whom it is about), its runs, and `runs` in one town.
"""

from collections.abc import Generator, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final
from uuid import UUID

from tests.promises.worlds.asking import Answer, Looker, Question
from tests.promises.worlds.changes import Change
from tests.promises.worlds.freezing import gone_afterwards
from tests.promises.worlds.guiding import ANYWHERE, Guide
from tests.promises.worlds.knowing import Known, as_asked, known_to, suspects
from tests.promises.worlds.making import standing
from tests.promises.worlds.replaying import Said, Statement, listening, said
from tests.promises.worlds.routes import Route, routes
from tests.promises.worlds.sampling import everything, some
from tests.promises.worlds.town import Town
from tests.promises.worlds.widening import Sow

from vugge.audit.rules import Purpose, Viewer

TRIES: Final = 40
SHUT: Final = (403, 405)
SELDOM: Final = 0.05
EACH: Final = 10
"""So many runs has a watch."""


@dataclass(frozen=True)
class Difference:
    """An answer that tells what the viewer may not know; with a bug sown, also whether it tells it without the bug."""

    change: str
    question: Question
    before: Answer
    after: Answer
    viewer: Viewer
    is_there_without_bug: bool = False

    def __str__(self) -> str:
        a, b = (
            f"{one.status} {dict(one.headers)} {one.body.decode(errors='replace')}" for one in (self.before, self.after)
        )
        where = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
        a, b = (one[max(0, where - 60) : where + 90] for one in (a, b))
        return f"{self.change}: {self.viewer.role or 'citizen'} ({self.viewer.purpose}) {self.question}: {a!r} != {b!r}"


@dataclass(frozen=True)
class Run:
    """What was changed, how many answers were compared, how many of them byte by byte, and what told the change."""

    change: str
    compared: int
    in_full: int
    found: Difference | None


@dataclass(frozen=True)
class Before:
    """An answer before the change, with what it asked the database and what that said."""

    answer: Answer
    asked: list[Statement]
    said: Said

    @property
    def is_unmoved(self) -> bool:
        """Say whether the database still answers all that was asked as before, so that the answer must be the same."""
        return said(self.asked) == self.said


@dataclass
class Watch:
    """One viewer of a town at pages of one purpose; what was answered before the changes is asked once."""

    town: Town
    looker: Looker
    known: Known
    questions: list[Question]
    sown: Sow = nullcontext
    guide: Guide = ANYWHERE
    suspects: frozenset[UUID] = frozenset()
    before: dict[Question, Before] = field(default_factory=dict)

    def runs(self, chance: Random, how_many: int) -> Iterator[Run]:
        """Yield runs with changes of a few persons, all held against the same questions about them, until one tells."""
        worlds = self.changed(chance, how_many)
        for change in worlds:
            run = self._compared(change, chance)
            if run.found is None:
                yield run
                continue
            without = self.looker.answer(run.found.question)
            worlds.close()  # the world is as it was
            is_there = self.has_bug and self.looker.answer(run.found.question) != without
            yield replace(run, found=replace(run.found, is_there_without_bug=is_there))

    def changed(self, chance: Random, how_many: int) -> Generator[str, None, None]:
        """Yield so many worlds, each changed in one thing that the viewer may not know, and change them back."""
        focus = self.look_around(chance)
        knowing = self._what_knowing_asks()
        for _ in range(2 * how_many):
            chosen = self._hidden_change(chance, focus) if how_many else None
            if chosen is None:
                return
            change, near = chosen
            with gone_afterwards():
                change.do(self.town, self.known, near)
                if knowing.is_unmoved or known_to(self.known.viewer) == self.known:
                    how_many -= 1
                    yield change.name

    def look_around(self, chance: Random) -> list[UUID]:
        """Choose whom to look at, and ask all that will be asked again."""
        focus = self._focus(chance)
        self._ask_before(some(self.town, self.questions, near=focus, chance=chance), chance)
        return focus if self.before else []

    def _focus(self, chance: Random) -> list[UUID]:
        """Return whom the changes and most questions are about: some known ones, strangers near them, others."""
        everybody = [one for one in self.town.residents if self.guide.may(self.known, one)]
        if self.suspects:
            everybody = [one for one in everybody if one in self.suspects]
        strangers = [one for one in everybody if self.known.is_stranger(one)]
        others = [one for one in everybody if not self.known.is_stranger(one)]
        chosen = chance.sample(others, min(3, len(others)))
        families = {self.town.residents[one].family for one in self.known.sights}
        close = [one for one in strangers if self.town.residents[one].family in families]
        chosen += chance.sample(close, min(2, len(close)))
        chosen += chance.sample(strangers, min(2, len(strangers)))
        return list(dict.fromkeys(chosen))

    def _ask_before(self, asked: list[Question], chance: Random) -> None:
        """Ask, and leave out the further questions to pages that are shut, most of the time."""
        shut: set[tuple[str, bool]] = set()
        for question in asked:
            way = (question.page, question.sent is None)
            if way not in shut or chance.random() < SELDOM:
                with self.sown(), gone_afterwards(), listening() as statements:
                    answer = self.looker.ask(question)
                if answer.status in SHUT:
                    shut.add(way)
                self.before[question] = Before(answer, statements, said(statements))

    def _what_knowing_asks(self) -> Before:
        with listening() as statements:
            known_to(self.known.viewer)
        return Before(Answer(0, (), b""), statements, said(statements))

    @property
    def has_bug(self) -> bool:
        """Say whether a bug is sown."""
        return self.sown is not nullcontext

    def _compared(self, change: str, chance: Random) -> Run:
        """Compare every answer: by what the database says, and whole where that has moved, and one in any case."""
        always, in_full = chance.choice(list(self.before)), 0
        for question, before in self.before.items():
            if question != always and before.is_unmoved:
                continue
            in_full += 1
            with self.sown():
                after = self.looker.answer(question)
            if after != before.answer:
                found = Difference(change, question, before.answer, after, self.known.viewer)
                return Run(change, len(self.before), in_full, found)
        return Run(change, len(self.before), in_full, None)

    def _hidden_change(self, chance: Random, focus: list[UUID]) -> tuple[Change, UUID] | None:
        changes = self.guide.possible()
        for _ in range(TRIES if focus else 0):
            change, near = chance.choice(changes), chance.choice(focus)
            if change.may(self.known, near):
                return change, near
        return None


def watches(town: Town, chance: Random, *, sown: Sow = nullcontext, guide: Guide = ANYWHERE) -> Iterator[Watch]:
    """Yield watches of the town in random order: mostly of those who know somebody, at the pages that they open.

    Who knows of a bug looks first where it changes what access says.
    """
    by_purpose: dict[Purpose, list[Question]] = {}
    for viewer, purpose, suspected in _pairs(town, chance, sown, guide):
        if purpose not in by_purpose:
            by_purpose[purpose] = everything(town, _pages(purpose, guide))
        if not by_purpose[purpose]:
            continue
        known = known_to(as_asked(viewer, purpose))
        knows_somebody = known.sights or purpose is Purpose.SUPERVISION
        if guide != ANYWHERE or knows_somebody or chance.random() < SELDOM:
            yield Watch(town, Looker.of(viewer), known, by_purpose[purpose], sown, guide, suspected)


def _pairs(town: Town, chance: Random, sown: Sow, guide: Guide) -> list[tuple[Viewer, Purpose, frozenset[UUID]]]:
    """Return who looks, for which purpose, and whom a bug that one knows of lets them see too much of."""
    pairs = [
        (viewer, purpose)
        for viewer in viewers(town)
        for purpose in Purpose
        if guide.wants(viewer, purpose) and bool(viewer.role) != (purpose is Purpose.OWN_INSIGHT)
    ]
    drawn = chance.sample(pairs, len(pairs))
    if not guide.is_in_access:
        return [(*pair, frozenset()) for pair in drawn]
    told = [(*pair, suspects(as_asked(*pair), sown)) for pair in drawn if _pages(pair[1], guide)]
    return [one for one in told if one[2]]


def _pages(purpose: Purpose, guide: Guide) -> list[Route]:
    return [one for one in routes() if one.declared is purpose and (not guide.pages or one.name in guide.pages)]


def viewers(town: Town) -> list[Viewer]:
    """Return everybody on the staff, and the citizens."""
    return [*(one.viewer() for one in town.staff), *(town.citizen(one) for one in town.citizens)]


def runs(
    seed: int, how_many: int, *, sown: Sow = nullcontext, guide: Guide = ANYWHERE, each: int = EACH
) -> Iterator[Run]:
    """Yield at most so many runs in one town, some for each who looks."""
    chance = Random(seed)
    with standing(seed, kinds=guide.kinds) as town:
        for watch in watches(town, chance, sown=sown, guide=guide):
            for run in watch.runs(chance, min(each, how_many)):
                how_many -= 1
                yield run
            if not how_many:
                return
