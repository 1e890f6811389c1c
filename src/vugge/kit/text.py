"""What the system says: sentences with named places, and texts that data carries in two languages.

Offers `Text` (a label from a data file), `Sentence` and `sentence` (what a rule or an error says) and
`shown` (a value as a reader of one language writes it).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from vugge.kit.danish import (
    Language,
    Percent,
    Points,
    date_text,
    number_text,
    percent_text,
    points_text,
    time_text,
)
from vugge.kit.money import Kroner, kroner_text


@dataclass(frozen=True)
class Text:
    """A short text that a data file gives in Danish and English."""

    da: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the text in one language.

        >>> Text(da="Beboere", en="Residents").in_language("en")
        'Residents'
        """
        return self.en if language == "en" else self.da


def _untranslated(danish: str) -> str:
    return danish


@dataclass(frozen=True)
class Sentence:
    """A Danish sentence with {named} places. It is translated and filled only when somebody reads it."""

    danish: str
    values: Mapping[str, Any] = field(default_factory=dict)  # Any: whatever `shown` can show

    def say(self, language: Language = "da", translate: Callable[[str], str] = _untranslated) -> str:
        """Return the sentence as text; `translate` turns the Danish pattern into the reader's language.

        >>> sentence("Området har {residents} beboere.", residents=1158).say()
        'Området har 1.158 beboere.'
        """
        filled = {name: shown(value, language, translate) for name, value in self.values.items()}
        return translate(self.danish).format(**filled)

    def __str__(self) -> str:
        return self.say()

    def __hash__(self) -> int:
        return hash((self.danish, tuple(sorted(self.values))))


def sentence(danish: str, /, **values: Any) -> Sentence:  # Any: see `Sentence.values`
    """Make a `Sentence`; the pattern is the key of its translation, so write it as one literal."""
    return Sentence(danish, values)


def shown(  # noqa: C901, PLR0911  one line a type reads better than a table of lambdas
    value: object, language: Language = "da", translate: Callable[[str], str] = _untranslated
) -> str:
    """Return a value as a reader of the language writes it.

    >>> shown(Decimal("41.25")), shown(date(2026, 11, 22)), shown(("a", "b", "c"))
    ('41,25', '22-11-2026', 'a, b og c')
    """
    match value:
        case Sentence():
            return value.say(language, translate)
        case Text():
            return value.in_language(language)
        case Percent():
            return percent_text(value, language)
        case Points():
            return points_text(value, language)
        case Kroner():
            return kroner_text(value, language)
        case bool():
            return translate("ja") if value else translate("nej")
        case int() | Decimal():
            return number_text(value, language=language)
        case datetime():
            return f"{date_text(value.date(), language)} {time_text(value.time(), language)}"
        case date():
            return date_text(value, language)
        case time():
            return time_text(value, language)
        case tuple() | list():
            return joined([shown(part, language, translate) for part in value], language)
        case _:
            return str(value)


def joined(parts: list[str], language: Language = "da") -> str:
    """Join words the way a sentence does.

    >>> joined(["job", "skole"]), joined([])
    ('job og skole', '')
    """
    if len(parts) <= 1:
        return "".join(parts)
    word = "and" if language == "en" else "og"
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
