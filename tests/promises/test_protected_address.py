"""Where a protected family is stands in no answer to anybody who may not know it.

Every page is asked about every family, by somebody who knows one of them where there is such a one; lists and searches
are asked besides. Streets, stairways, towns, telephones, meeting places and what they do where are words that stand
nowhere else, and every answer is searched for them: pages, lists, searches, files and their names, headers, the log,
and a PDF read back. 4 families here, 500 with VUGGE_LONG=1. Those who may know are the family itself, whoever lives
with a child in their custody, the caseworker with the task, and the registrar by statute: that is held against their
sights too. On one database: what is searched is what pages say.
"""

import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
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
from tests.promises.worlds.routes import routes
from tests.promises.worlds.runs import Watch, watches
from tests.promises.worlds.town import Town
from tests.promises.worlds.widening import Sow

from vugge.audit.models import Event
from vugge.audit.rules import Category
from vugge.documents.pdf import CAN_TYPESET, pdf_of
from vugge.people.queries.facts import protected

LONG: Final = bool(os.environ.get("VUGGE_LONG"))
FAMILIES: Final = 10 if LONG else 4
TOWNS: Final = range(50) if LONG else range(1)
PROTECTED: Final = tuple(
    replace(kind, protected="child" if number % 3 else "mother") for number, kind in enumerate(KINDS)
)

BY_WHAT_IS_SENT: Final = frozenset({"people_search", "suggestions", "new_person", "emergency"})

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@dataclass(frozen=True)
class Searched:
    """One answer that was searched, and the words found in it that should not be there."""

    channel: str
    hits: tuple[str, ...]


def searched(town: Town, *, sown: Sow = nullcontext) -> Iterator[Searched]:
    """Ask every page about every family, by somebody who knows one of them where there is such a one, and search."""
    chance = Random(1)
    hidden = frozenset(protected(town.residents))
    left = {(family, page) for family in range(len(town.families)) for page in _pages_about_people()}
    everybody = list(watches(town, chance, sown=sown))
    for is_near in (True, False):
        for watch in everybody:
            words = _words(town, hidden - _may_locate(watch, hidden))
            for question in [*_about_families(town, watch, chance, left, is_near), *_about_nobody(watch, chance)]:
                with sown(), gone_afterwards():
                    answer = watch.looker.ask(question)
                    text = _text(answer) + _log()
                told = (f"{watch.known.viewer} {question}: {word} of {words[word]}" for word in _hits(text, words))
                yield Searched(question.page, tuple(told))


def _pages_about_people() -> frozenset[str]:
    """Return the pages that are asked about a person by their address or by what is sent."""
    by_address = {
        one.name
        for one in routes()
        if {part for part, _kind in one.parts} & {"identity", "suspicion"} or (one.parts and one.room == "family")
    }
    return frozenset(by_address | BY_WHAT_IS_SENT)


def _about_families(
    town: Town, watch: Watch, chance: Random, left: set[tuple[int, str]], is_near: bool
) -> Iterator[Question]:
    """Take from what is left one question about each family for each page: first about those whom one knows."""
    known = {*watch.known.sights, *watch.known.named}
    for question in chance.sample(watch.questions, len(watch.questions)):
        about = [one for one in question.about if one in town.residents and (one in known or not is_near)]
        pair = (town.residents[about[0]].family, question.page) if about else None
        if pair in left:
            left.discard(pair)
            yield question


def _about_nobody(watch: Watch, chance: Random) -> list[Question]:
    """Return some of the lists and searches, each once for every viewer in the long form."""
    alone = {one.page: one for one in watch.questions if not one.about}
    return chance.sample(list(alone.values()), min(len(alone), len(alone) if LONG else 1))


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
                    assert not one.hits, (seed, one)
                    channels[one.channel] += 1
    missing = _pages_about_people() - set(channels)
    assert not missing, f"pages about people that nobody was asked of: {sorted(missing)}"
    families = FAMILIES * len(TOWNS)
    print(f"{families} families, {channels.total()} answers, {len(channels)} channels, 0 hits")  # noqa: T201


def test_the_search_finds_it_when_nobody_is_protected() -> None:
    with frozen(), standing(3, families=4, kinds=PROTECTED) as town:
        assert next((one for one in searched(town, sown=nobody_protected) if one.hits), None)


@pytest.mark.skipif(not CAN_TYPESET, reason="needs Pango")
def test_where_a_protected_child_is_stands_in_no_pdf_either() -> None:
    """A custodian who does not live with the child takes everything as a PDF, whose text and metadata are read."""
    with frozen(), patch("vugge.web.family.own_data.pdf_of", pdf_of), standing(5, families=4, kinds=PROTECTED) as town:
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
