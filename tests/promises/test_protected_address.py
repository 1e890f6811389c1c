"""Where a protected family is stands in no answer to anybody who may not know it.

Streets, stairways, towns, telephones, meeting places and what they do where are words that stand nowhere else, and
every answer is searched for them: pages, lists, searches, files and their names, headers, the log, and a PDF read back.
40 families here, 500 with VUGGE_LONG=1. Those who may know are the family itself, whoever lives with a child in their
custody, the caseworker with the task, and the registrar by statute: that is held against their sights too.
"""

import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from random import Random
from typing import Any, Final
from unittest.mock import patch
from uuid import UUID

import pytest
from pypdf import PdfReader
from tests.promises.worlds.asking import Answer, Question
from tests.promises.worlds.families import KINDS
from tests.promises.worlds.freezing import frozen, gone_afterwards
from tests.promises.worlds.making import standing
from tests.promises.worlds.mistakes import nobody_protected
from tests.promises.worlds.runs import Watch, watches
from tests.promises.worlds.town import Town
from tests.promises.worlds.widening import Sow

from vugge.audit.models import Event
from vugge.audit.rules import Category
from vugge.documents.pdf import CAN_TYPESET, pdf_of
from vugge.people.queries.facts import protected

LONG: Final = bool(os.environ.get("VUGGE_LONG"))
FAMILIES: Final = 40
TOWNS: Final = range(13) if LONG else range(1)
PROTECTED: Final = tuple(replace(kind, protected="child" if kind.protected == "child" else "mother") for kind in KINDS)
NEAR: Final = 60 if LONG else 4  # questions about those whom a viewer knows, for each viewer and purpose
FAR: Final = 40 if LONG else 2  # and about anybody
WATCHES: Final = None if LONG else 50  # viewers at pages of one purpose, in each town; None: all of them

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@dataclass(frozen=True)
class Searched:
    """One answer that was searched, and the words found in it that should not be there."""

    channel: str
    hits: tuple[str, ...]


def searched(town: Town, *, sown: Sow = nullcontext) -> Iterator[Searched]:
    """Ask for what each viewer knows somebody in, and some more, and search each answer."""
    chance = Random(1)
    hidden = frozenset(protected(town.residents))
    for watch in islice(watches(town, chance, sown=sown), WATCHES):
        words = _words(town, hidden - _may_locate(watch, hidden))
        for question in _chosen(watch, chance):
            with sown(), gone_afterwards():
                answer = watch.looker.ask(question)
                text = _text(answer) + _log()
            told = (f"{watch.known.viewer} {question}: {word} of {words[word]}" for word in _hits(text, words))
            yield Searched(question.page, tuple(told))


def _may_locate(watch: Watch, hidden: Iterable[UUID]) -> frozenset[UUID]:
    """Return whom of the protected the viewer may locate, and hold their reasons against what the policy says."""
    found = {one for one in hidden if not watch.known.lacks(one, Category.LOCATION)}
    for one in found:
        kinds = {code.partition(":")[0] for code in watch.known.sights[one].bases}
        allowed = {"caseworker": {"assigned"}, "registrar": {"statute"}, "": {"own", "custody"}}
        assert kinds & allowed.get(watch.known.viewer.role, set()), (watch.known.viewer, kinds)
    return frozenset(found)


def _words(town: Town, persons: Iterable[UUID]) -> dict[str, UUID]:
    """Return the words that locate these persons and nobody whom the viewer may locate."""
    chosen = set(persons)
    open_ones = {word for one in town.residents.values() if one.id not in chosen for word in one.places}
    return {word: one for one in chosen for word in town.residents[one].places - open_ones}


def _chosen(watch: Watch, chance: Random) -> list[Question]:
    known = {*watch.known.sights, *watch.known.named}
    near = [one for one in watch.questions if known & set(one.about)]
    far = [one for one in watch.questions if one.about and not known & set(one.about)]
    alone = [one for one in watch.questions if not one.about]
    pages = {one.page: one for one in chance.sample(near, len(near))}
    return [
        *chance.sample(alone, min(30 if LONG else 4, len(alone))),
        *chance.sample(list(pages.values()), len(pages) if LONG else min(10, len(pages))),
        *chance.sample(near, min(NEAR, len(near))),
        *chance.sample(far, min(FAR, len(far))),
    ]


def _text(answer: Answer) -> str:
    return f"{answer.headers} {answer.body.decode(errors='replace')}"


def _log() -> str:
    """Return what the last request wrote in the log."""
    last = Event.objects.order_by("-sequence").values_list("subject", "basis", "fields", "numbers").first()
    return str(last)


def _hits(text: str, words: Iterable[str]) -> Iterator[str]:
    lower = text.casefold()
    return (word for word in words if word.casefold() in lower)


def test_where_a_protected_family_is_stands_in_no_answer() -> None:
    channels: Counter[str] = Counter()
    with frozen():
        for seed in TOWNS:
            with standing(seed, families=FAMILIES, kinds=PROTECTED) as town:
                for one in searched(town):
                    assert not one.hits, one
                    channels[one.channel] += 1
    assert len(channels) >= 40, channels
    families = FAMILIES * len(TOWNS)
    print(f"{families} families, {channels.total()} answers, {len(channels)} channels")  # noqa: T201  the figure


def test_the_search_finds_it_when_nobody_is_protected() -> None:
    with frozen(), standing(3, families=8, kinds=PROTECTED) as town:
        assert next((one for one in searched(town, sown=nobody_protected) if one.hits), None)


@pytest.mark.skipif(not CAN_TYPESET, reason="needs Pango")
def test_where_a_protected_child_is_stands_in_no_pdf_either() -> None:
    """A custodian who does not live with the child takes everything as a PDF, whose text and metadata are read."""
    with frozen(), patch("vugge.web.family.own_data.pdf_of", pdf_of), standing(5, families=8, kinds=PROTECTED) as town:
        told = [any(_told_in_pdf(town, sown)) for sown in (nullcontext, nobody_protected)]
    assert told == [False, True]


def _told_in_pdf(town: Town, sown: Sow) -> Iterator[str]:
    hidden = frozenset(protected(town.residents))
    for watch in watches(town, Random(1)):
        files = [
            one for one in watch.questions if one.page == "my_data_pdf" and set(one.about) & set(watch.known.sights)
        ]
        words = _words(town, {one for one in hidden if watch.known.lacks(one, Category.LOCATION)})
        for question in files:
            if watch.known.lacks(question.about[0], Category.LOCATION):
                with sown():
                    yield from _hits(_pdf_text(watch.looker.answer(question)), words)


def _pdf_text(answer: Answer) -> str:
    assert answer.status == 200, answer.body
    reader = PdfReader(io.BytesIO(answer.body))
    pages: list[Any] = list(reader.pages)  # Any: pypdf's pages
    return f"{answer.headers} {reader.metadata} {' '.join(page.extract_text() for page in pages)}"
