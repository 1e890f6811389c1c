"""What templates behind log-in can say: `{% load personal %}`.

Offers the filters `word` (what a kind is called), `in_order`, `local_day`, `local_time`,
`about_word`, `language_name`, `field_name` and `age` (how old somebody is, in words).
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Final, TypeVar

from django import template
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from vugge.kit.periods import age_on
from vugge.web.components.words import ABOUT, LANGUAGES
from vugge.web.components.words import word as word_of
from vugge.web.templatetags.components import say

register = template.Library()

E = TypeVar("E", bound=Enum)

FIELDS: Final = {
    "given_names": _("Fornavne"),
    "surname": _("Efternavn"),
    "born": _("Fødselsdag"),
    "due": _("Termin"),
    "died": _("Død"),
    "parent": _("Forælder"),
    "language": _("Sprog"),
    "needs_interpreter": _("Brug for tolk"),
}
FIRST_YEARS = 2  # until then people count months


@register.filter
def word(kind: object) -> str:
    """Say what a kind is called in the reader's language."""
    return say(word_of(kind))


@register.filter
def in_order(kinds: Iterable[E]) -> list[E]:
    """Put kinds in the order in which they are declared: a set has none of its own."""
    return sorted(kinds, key=lambda one: list(type(one).__members__.values()).index(one))


@register.filter
def local_day(moment: datetime | None) -> date | None:
    """Return the day it was in Denmark at a moment."""
    return None if moment is None else localtime(moment).date()


@register.filter
def local_time(moment: datetime) -> str:
    """Say what a clock in Denmark showed at a moment."""
    return say(localtime(moment).time())


@register.filter
def about_word(about: str) -> str:
    """Say what a citizen called wrong."""
    return str(ABOUT.get(about, about))


@register.filter
def language_name(code: str) -> str:
    """Say what a language is called; the code itself where we have no word for it."""
    return say(LANGUAGES.get(code, code))


@register.filter
def field_name(field: str) -> str:
    """Say what a field of a person is called."""
    return str(FIELDS.get(field, field))


@register.filter
def age(born: date | None) -> str:
    """Say how old somebody is today: weeks and months in the first years; nothing without a day of birth."""
    if born is None:
        return ""
    today = localdate()
    years = age_on(born, today)
    if years >= FIRST_YEARS:
        return ngettext("%(years)s år", "%(years)s år", years) % {"years": years}
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months < 1:
        days = (today - born).days
        return gettext("nyfødt") if days < 1 else ngettext("%(days)s dag", "%(days)s dage", days) % {"days": days}
    return ngettext("%(months)s måned", "%(months)s måneder", months) % {"months": months}
