"""What a citizen asks about their own data: put right, or deleted, and what the rules on keeping say to it.

Offers `RequestKind`, `CORRECTABLE`, `Kept` (a kind of data and when the last of it ended), `Fate` and `fates`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from vugge.access.rules.consent import months_later
from vugge.access.rules.law import Retention, RetentionRule
from vugge.kit.explained import Because, Explained, Input
from vugge.kit.text import Text, sentence

RULE: Final = "access.rules.requests.fates"
CORRECTABLE: Final = ("given_names", "surname", "born", "language", "address", "contact", "place", "other")
"""What a citizen can say is wrong: fields of the person, and what stands elsewhere on the page."""


class RequestKind(StrEnum):
    """What is asked for."""

    CORRECTION = "correction"
    DELETION = "deletion"


class Verdict(StrEnum):
    """What the rules on keeping say to a wish to delete."""

    NOTHING = "nothing"
    IN_USE = "in_use"
    KEPT = "kept"
    ARCHIVE = "archive"
    DELETE = "delete"


@dataclass(frozen=True)
class Held:
    """A kind of data about one person: whether there is any, and the day on which the last of it ended.

    `ended` None: it is still in use.
    """

    is_there: bool
    ended: date | None = None


@dataclass(frozen=True)
class Fate:
    """What becomes of one kind of data, and from which day it may be deleted (None: it is in use, or not there)."""

    title: Text
    verdict: Verdict
    day: date | None
    rule: RetentionRule


def fates(held: Mapping[str, Held], *, retention: Retention, today: date) -> tuple[Explained[Fate], ...]:
    """Say of each kind of data asked about that there is a rule for what becomes of a wish to delete it, and why.

    GDPR art. 17(1) and (3)(b) and (d): not what a duty, or the archive, needs. Nothing is deleted by this.
    """
    return tuple(_fate(one, held[one.subject], retention, today) for one in retention.rules if one.subject in held)


_WORDS: Final = {
    Verdict.NOTHING: sentence("Der er ikke noget af den slags her."),
    Verdict.IN_USE: sentence("Det bliver brugt nu. Derfor kan det ikke slettes endnu."),
    Verdict.KEPT: sentence("Det skal gemmes en tid, efter at det er slut. Den tid er ikke gået."),
    Verdict.ARCHIVE: sentence("Tiden er gået. Det skal først gives til arkivet, og så kan det slettes."),
    Verdict.DELETE: sentence("Tiden er gået. Det kan slettes nu."),
}


def _fate(rule: RetentionRule, held: Held, retention: Retention, today: date) -> Explained[Fate]:
    day = None if held.ended is None else months_later(held.ended, rule.months_after_end)
    verdict = _verdict(rule, held, day, today)
    because = Because(
        _WORDS[verdict],
        rule=RULE,
        package=retention.id,
        legal_basis=rule.legal_basis,
        certainty=rule.certainty,
        inputs=(
            Input(Text(da="Måneder, det gemmes", en="Months it is kept"), rule.months_after_end),
            Input(Text(da="Skal til arkivet først", en="Goes to the archive first"), rule.needs_archive),
        ),
    )
    return Explained(Fate(rule.title, verdict, day, rule), because=because)


def _verdict(rule: RetentionRule, held: Held, day: date | None, today: date) -> Verdict:
    if not held.is_there:
        return Verdict.NOTHING
    if day is None:
        return Verdict.IN_USE
    if today < day:
        return Verdict.KEPT
    return Verdict.ARCHIVE if rule.needs_archive else Verdict.DELETE
