"""Which questions a viewer puts: every one that there is, and a few for one run, near the person who was changed.

Offers `everything` and `some`.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final
from uuid import UUID, uuid5

from django.urls import reverse
from tests.promises.worlds.addresses import values_of
from tests.promises.worlds.asking import Question
from tests.promises.worlds.routes import Route
from tests.promises.worlds.town import Resident, Town

LISTS: Final = 8
OF_ONE: Final = 4
"""So many questions are put that are about nobody, and about each of those near."""
ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "my_people": ("", "?vis=opgave", "?vis=team", "?vis=samtykke", "?vis=nye", "?vis=slutter", "?side=2"),
    "person": ("", "?papir", "?type=skole", "?type=hjem", "?type=deling"),
    "spell_new": ("", "?art=home", "?art=school", "?art=job"),
    "organisations": ("", "?q=Q"),
    "my_log": ("", "?egne", "?side=2"),
    "my_log_of": ("", "?egne"),
    "buses": ("", "?dage=90", "?bus=missed", "?hvem=mine", "?linje=language"),
    "evidence_new": ("", "?maal=language_look_3", "?maal=mmr_1"),
    "step_new": ("", "?station=dentist_first"),
}
SENT: Final[Mapping[str, tuple[dict[str, str], ...]]] = {
    "protect": ({"kind": "name_address"},),
    "task": ({}, {"reason": "x"}),
    "team": ({"gerning": "tovholder"}, {"gerning": "afslut", "basis": "1"}),
    "person_correct": ({"given_names": "Ny", "reason": "x", "version": "1"},),
    "consent_new": ({},),
    "meeting": ({},),
    "born": ({"born": "2026-06-01", "version": "1"},),
    "goal_new": ({},),
    "goal_answer": ({"participant": "me", "view": "accepts"},),
    "step_change": ({"gerning": "gjort", "version": "1"}, {"gerning": "drop", "version": "1"}),
}


def everything(town: Town, routes: Sequence[Route]) -> list[Question]:
    """Return every question about everybody, also about somebody who is not here."""
    pages = [each for route in routes for each in _of_page(town, route)]
    names = {route.name for route in routes}
    looked_for = [each for one in town.residents.values() for each in _searches(one)]
    return [*pages, *(each for each in (*looked_for, *general()) if each.page in names)]


def some(town: Town, questions: Sequence[Question], *, near: Sequence[UUID], chance: Random) -> list[Question]:
    """Return a few questions: the lists and the searches, a few pages about each of those near, some about anybody."""
    about = set(near)
    lists = [each for each in questions if not each.about]
    chosen = chance.sample(lists, min(LISTS, len(lists)))
    for one in near:
        of_one = [each for each in questions if one in each.about]
        pages = list({each.page: each for each in chance.sample(of_one, len(of_one))}.values())
        chosen += pages[:OF_ONE]
    far = [each for each in questions if each.about and not about & set(each.about)]
    return list(dict.fromkeys([*chosen, *chance.sample(far, min(2, len(far)))]))


def general() -> list[Question]:
    """Return the searches that mean many."""
    return [
        Question(page, reverse(page), (("text", text),))
        for page in ("people_search", "suggestions")
        for text in ("xn", "x", "xs")
    ]


def _searches(one: Resident) -> Iterator[Question]:
    texts = [one.name, one.surname, *([one.number.digits] if one.number else [])]
    texts += [f"{one.born:%d-%m-%Y}"] if one.born else []
    for text in texts:
        for page in ("people_search", "suggestions"):
            yield Question(page, reverse(page), (("text", text),), about=(one.id,))
    yield Question("new_person", reverse("new_person"), (("searched", one.name),), about=(one.id,))
    for sent in _new(one):
        key = uuid5(one.id, str(sent))
        yield Question("new_person", reverse("new_person"), (*sent.items(), ("key", str(key))), about=(one.id,))
    if one.number:  # with too short a reason: with a good one an emergency opens anybody, and is meant to
        short = (("number", one.number.digits), ("reason", "kort"))
        yield Question("emergency", reverse("emergency"), short, about=(one.id,))


def _new(one: Resident) -> Iterator[dict[str, str]]:
    """Register somebody with the number of another, or with the same name and day of birth."""
    if one.number and one.born:
        yield {"given_names": "Prøve", "surname": "Prøve", "number": one.number.digits}
        same = {"given_names": one.name, "surname": one.surname, "born": f"{one.born:%Y-%m-%d}"}
        yield same
        yield {**same, "number": one.number.digits, "different": "1"}


def _of_page(town: Town, route: Route) -> Iterator[Question]:
    for about, values in values_of(town, route):
        path = reverse(route.name, kwargs=values)
        for query in ASKED.get(route.name, ("",)):
            yield Question(route.name, path + query, about=about)
        for sent in SENT.get(route.name, ()):
            yield Question(route.name, path, tuple(sent.items()), about=about)
