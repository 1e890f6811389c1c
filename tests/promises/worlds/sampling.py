"""Which questions a viewer puts: every one that there is, and a few for one run, near the person who was changed.

Offers `everything` and `some`.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final
from uuid import UUID, uuid5

from django.urls import reverse
from tests.promises.worlds.asking import Question
from tests.promises.worlds.routes import Route
from tests.promises.worlds.town import TODAY, Resident, Town

from vugge.access.models import Consent
from vugge.organisations.models import Account, Organisation, StaffRole
from vugge.people.models import PossibleDuplicate, Spell

NOBODY: Final = UUID(int=0x404)
OUTSIDE: Final = ("front", "areas", "years", "sources")
ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "my_people": ("", "?vis=opgave", "?vis=team", "?vis=samtykke", "?vis=nye", "?vis=slutter", "?side=2"),
    "person": ("", "?papir", "?type=skole", "?type=hjem", "?type=deling"),
    "spell_new": ("", "?art=home", "?art=school", "?art=job"),
    "organisations": ("", "?q=Q"),
    "my_log": ("", "?egne", "?side=2"),
    "my_log_of": ("", "?egne"),
}
SENT: Final[Mapping[str, tuple[dict[str, str], ...]]] = {
    "protect": ({"kind": "name_address"},),
    "task": ({}, {"reason": "x"}),
    "team": ({"gerning": "tovholder"}, {"gerning": "afslut", "basis": "1"}),
    "person_correct": ({"given_names": "Ny", "reason": "x", "version": "1"},),
    "consent_new": ({},),
    "meeting": ({},),
    "born": ({"born": "2026-06-01", "version": "1"},),
}


def everything(town: Town, routes: Sequence[Route]) -> list[Question]:
    """Return every question about everybody, also about somebody who is not here."""
    pages = [each for route in routes for each in _of_page(town, route)]
    names = {route.name for route in routes}
    looked_for = [each for one in town.residents.values() for each in _searches(one)]
    return [*pages, *(each for each in (*looked_for, *general()) if each.page in names)]


def some(town: Town, questions: Sequence[Question], *, near: UUID, chance: Random) -> list[Question]:
    """Return a few questions: always the lists and the searches, more about the one near, some about anybody."""
    one = town.residents[near]
    family = set(town.families[one.family])
    of_one = [each for each in questions if near in each.about]
    of_family = [each for each in questions if family & set(each.about)]
    lists = [each for each in questions if not each.about]
    chosen = [
        *chance.sample(lists, min(2, len(lists))),
        *chance.sample(of_one, min(3, len(of_one))),
        *chance.sample(of_family, min(2, len(of_family))),
        *chance.sample(questions, min(1, len(questions))),
    ]
    return list(dict.fromkeys(chosen))


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
    for about, values in _values(town, route):
        path = reverse(route.name, kwargs=values)
        for query in ASKED.get(route.name, ("",)):
            yield Question(route.name, path + query, about=about)
        for sent in SENT.get(route.name, ()):
            yield Question(route.name, path, tuple(sent.items()), about=about)


def _values(town: Town, route: Route) -> Iterator[tuple[tuple[UUID, ...], dict[str, object]]]:
    """Return what stands in the addresses of a page, and whom it is about."""
    others = [part for part in route.parts if part != "identity"]
    if "identity" in route.parts:
        for one in (*town.residents, NOBODY):
            yield from (((one,), {"identity": one, **more}) for more in _of_person(one, others))
    elif not others:
        yield (), {}
    elif others == ["number"] and route.room == "family":
        for consent, about in Consent.objects.adding().order_by("id").values_list("id", "person"):
            yield (about,), {"number": consent}
    elif others == ["suspicion"]:
        for row in PossibleDuplicate.objects.adding().order_by("id"):
            yield (row.first_id, row.second_id), {"suspicion": row.id}
    else:
        yield from (((), numbers) for numbers in _numbers(others))


def _of_person(one: UUID, parts: Sequence[str]) -> Iterator[dict[str, object]]:
    if not parts:
        yield {}
    for part in parts:
        if part == "handle":
            yield {part: "0" * 20}
        else:
            table = Spell if part == "spell" else Consent
            rows = table.objects.adding().filter(person=one).order_by("id")
            for value in rows.values_list("id", flat=True):
                yield {part: value}


def _numbers(parts: Sequence[str]) -> Iterator[dict[str, object]]:
    """Return numbers of rows that are no persons', and where none is known two small ones."""
    role = StaffRole.objects.order_by("id").values_list("id", flat=True).first()
    account = Account.objects.order_by("id").values_list("id", flat=True).first()
    numbers = Organisation.objects.order_by("id").values_list("id", flat=True)[:2] if "number" in parts else (1, 2)
    for number in numbers:
        known = {"role": role, "account": account, "month": TODAY.replace(day=1)}
        yield {part: known.get(part, number) for part in parts}
