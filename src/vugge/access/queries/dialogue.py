"""The sharing dialogue before it is sent: its words by language, and who would see what.

Offers `languages`, `words_in`, and `preview` of a `Draft`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from uuid import UUID

from django.utils import timezone

from vugge import catalogue
from vugge.access.queries.actors import scope
from vugge.access.queries.law import access_law
from vugge.access.queries.signers import needed
from vugge.access.rules.consent import Needed, check_scope, check_until
from vugge.access.rules.dialogue import Question, Told, Words, check_told, question_text, who_sees
from vugge.audit.actions import look
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Looked, Permit, Purpose, Viewer
from vugge.kit.danish import sort_key
from vugge.kit.errors import BadInput, Hidden
from vugge.kit.explained import Because, Explained
from vugge.kit.law import load_all
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.organisations.queries.register import units_by_id
from vugge.organisations.queries.staff import colleagues
from vugge.people.queries.persons import lines

ORDER = ("da", "en", "ar", "tr")


@cache
def languages() -> tuple[Words, ...]:
    """Return the languages that a family can be asked in, Danish first."""
    found = load_all(files(catalogue.__name__) / "consents", Words)
    return tuple(sorted(found, key=lambda one: ORDER.index(one.language) if one.language in ORDER else len(ORDER)))


def words_in(language: str) -> Words:
    """Return the words of a language. Raises `BadInput` for one that we have no words in."""
    found = next((one for one in languages() if one.language == language), None)
    if found is None:
        raise BadInput(sentence("Vælg et af de sprog, der står på listen."))
    return found


@dataclass(frozen=True)
class Draft:
    """What somebody is about to ask a family."""

    matter: str
    categories: frozenset[Category]
    units: Collection[int]
    purpose: Purpose
    purpose_text: str
    until: date
    language: str


@dataclass(frozen=True)
class Preview:
    """The question as the family will read it, the same in Danish, and why just these must answer."""

    begins: date
    question: Question
    words: Words
    text: str
    danish: str
    because: Because


@look("access.consent_previewed")
def preview(viewer: Viewer, *, permit: Permit, draft: Draft) -> Looked[Preview]:
    """Show the question to a family before it is sent. Raises `BadInput` for one that may not be asked."""
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, Category.SHARING)
    today = local_day(timezone.now())
    answering = _needed(person, draft, today)
    mine = scope(viewer, persons=(person,))
    line = next(iter(lines(mine, (person,))), None)
    if line is None:
        raise Hidden(person)
    told = _told(viewer, draft, today)
    check_told(draft.categories, told)
    asker, unit = _asker(viewer, today)
    question = Question(
        person=line.name,
        asker=asker,
        unit=unit,
        categories=draft.categories,
        told=told,
        purpose_text=draft.purpose_text,
        begins=today,
        until=draft.until,
        needed=answering.value,
        is_about_signer=answering.value.signers == (person,),
    )
    words = words_in(draft.language)
    text, danish = (question_text(one, question) for one in (words, words_in("da")))
    shown = Preview(today, question, words, text=text, danish=danish, because=answering.because)
    return Looked(shown, seen=mine.seen((person,), Category.IDENTITY))


def _needed(person: UUID, draft: Draft, today: date) -> Explained[Needed]:
    """Return who must answer. Raises `BadInput` for too much, too long, or where nobody can answer."""
    law = access_law(today)
    matter = law.ages.matter(draft.matter)
    if matter is None:
        raise BadInput(sentence("Vælg, hvad sagen drejer sig om."))
    check_scope(draft.categories, draft.units, matter=matter)
    check_until(today, draft.until, terms=law.terms.consent)
    with deciding():
        return needed(person, matter, today)


def _told(viewer: Viewer, draft: Draft, today: date) -> tuple[Told, ...]:
    """Return who would see what. Raises `BadInput` for a unit that is not on file or closed."""
    policy = access_law(today).policy
    found = units_by_id(viewer, units=draft.units)
    open_ones = [one for one in found.values() if one.valid_to is None or one.valid_to > today]
    if len(open_ones) < len(set(draft.units)):
        raise BadInput(sentence("En modtager er ikke længere i registeret. Vælg igen."))
    return tuple(
        Told(one.name, who_sees(one.kind, draft.categories, purpose=draft.purpose, policy=policy))
        for one in sorted(open_ones, key=lambda one: sort_key(one.name))
    )


def _asker(viewer: Viewer, today: date) -> tuple[str, str]:
    """Return the name of whoever asks and of the unit acted for."""
    me = colleagues(viewer, accounts=(viewer.identity,), on=today) if viewer.identity else {}
    unit = units_by_id(viewer, units=(int(viewer.unit),)) if viewer.unit else {}
    return (next((one.name for one in me.values()), ""), next((one.name for one in unit.values()), ""))
