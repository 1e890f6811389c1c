"""The question of a consent, as a family of the demo read it.

Offers `words_of`.
"""

from collections.abc import Mapping
from typing import Final

from vugge.audit.rules import Category
from vugge.demo.rules.known import Known
from vugge.demo.rules.sharing import ConsentTold

_SAID: Final = {
    Category.EDUCATION: "dagtilbud og skole",
    Category.SUPPORT: "støtte",
    Category.WORK: "arbejde",
}


def words_of(one: ConsentTold, known: Known, names: Mapping[str, str]) -> str:
    """Return the question with who asks, who may see what, for what and until when; `names` are those of units."""
    to = " og ".join(names[unit] for unit, _ in one.recipients)
    what = " og ".join(word for category, word in _SAID.items() if category in one.categories)
    return (
        f"{names[known.unit(one.asked_by)]} spørger: Må {to} få at vide, hvem det drejer sig om, og det, vi skriver om "
        f"{what}? Det er, for {one.purpose_text}. Det gælder højst til {one.until:%d-%m-%Y}. "
        "Du kan sige nej, og du kan trække et ja tilbage, når du vil."
    )
