"""What can be written down as observed: which values a measure takes, and on which days.

Offers `NewEvidence`, `checked_evidence`, `EvidenceValue` and `said_value`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final
from uuid import UUID

from vugge.audit.rules import Category
from vugge.journey.rules.route import Measure, MeasureKind
from vugge.kit.errors import BadInput
from vugge.kit.text import Sentence, Text, sentence
from vugge.people.rules.kinds import Origin

LONGEST_NOTE: Final = 300
LONGEST_VALUE: Final = 40
_BEFORE_BIRTH: Final = 300  # days: what is observed of a child that is awaited
DONE_WORDS: Final = frozenset({"", "ja", "yes", "x", "1", "gjort", "done"})


@dataclass(frozen=True)
class NewEvidence:
    """What somebody writes down: the measure's id, its value as written, the day, and where they know it from."""

    measure: str
    observed_on: date
    value: str = ""
    note: str = ""
    origin: Origin = Origin.STAFF


@dataclass(frozen=True)
class EvidenceValue:
    """What was observed, by which unit; a wrong one stays and says why, and which one is right where there is one."""

    id: UUID
    person: UUID
    measure: str
    value: str
    observed_on: date
    category: Category
    origin: Origin
    unit: int | None = None
    unit_name: str = ""
    note: str = ""
    written_at: datetime | None = None
    is_wrong: bool = False
    wrong_because: str = ""
    corrected_by: UUID | None = None


def checked_evidence(
    new: NewEvidence, *, measures: Mapping[str, Measure], today: date, born: date | None = None
) -> NewEvidence:
    """Return what is written down with its value as it is stored; raises `BadInput` for what cannot be."""
    measure = measures.get(new.measure)
    if measure is None:
        raise BadInput(sentence("Vi kender ikke det, der er målt. Vælg det på listen."))
    if new.observed_on > today:
        raise BadInput(sentence("Dagen {day} er ikke kommet endnu. Tjek datoen.", day=new.observed_on))
    if born is not None and (born - new.observed_on).days > _BEFORE_BIRTH:
        raise BadInput(sentence("Dagen {day} ligger for længe før fødslen. Tjek året.", day=new.observed_on))
    if len(new.note) > LONGEST_NOTE:
        raise BadInput(sentence("Kilden er for lang. Skriv højst {most} tegn.", most=LONGEST_NOTE))
    return replace(new, value=stored_value(measure, new.value), note=new.note.strip())


def stored_value(measure: Measure, written: str) -> str:
    """Return a value as it is stored, from what somebody wrote: a choice by its id or its word, a number with a comma.

    Raises `BadInput` for a value that the measure does not take.
    """
    text = written.strip()
    match measure.kind:
        case MeasureKind.DONE:
            if text.casefold() not in DONE_WORDS:
                raise BadInput(sentence("Her skrives kun, at det er gjort. Lad feltet stå tomt, eller skriv ja."))
            return ""
        case MeasureKind.CHOICE:
            return _choice(measure, text)
        case MeasureKind.NUMBER:
            return _number(measure, text)


def _choice(measure: Measure, text: str) -> str:
    wanted = text.casefold()
    for value, words in measure.values.items():
        if wanted in (value.casefold(), words.da.casefold(), words.en.casefold()):
            return value
    possible = tuple(words for words in measure.values.values())
    raise BadInput(sentence("»{value}« er ikke et af svarene. Vælg mellem: {values}.", value=text, values=possible))


def _number(measure: Measure, text: str) -> str:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise BadInput(sentence("»{value}« er ikke et tal.", value=text)) from None
    least, most = measure.least, measure.most
    if not number.is_finite() or (least is not None and number < least) or (most is not None and number > most):
        raise BadInput(sentence("Tallet {value} ligger uden for det, der kan passe.", value=text))
    return format(number.normalize(), "f")


def said_value(measure: Measure | None, value: str) -> Sentence | Text | Decimal | str:
    """Return a stored value as it is read: the word of a choice, a number with its unit.

    >>> said_value(None, "0.5")
    '0.5'
    """
    if measure is None:
        return value
    if measure.kind is MeasureKind.DONE:
        return sentence("gjort")
    if measure.kind is MeasureKind.CHOICE:
        return measure.values.get(value, value)
    number = Decimal(value) if value else Decimal(0)
    return sentence("{number} {unit}", number=number, unit=measure.unit) if measure.unit else number
