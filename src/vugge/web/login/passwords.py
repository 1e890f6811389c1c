"""Passwords that anybody who knows the place would guess. Named in the settings; see docs/handbook/log-ind.md.

Offers `NoWordsOfThePlace`.
"""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

WORDS: Final = (
    "vugge", "kommune", "kommunen", "boligforening", "helhedsplan", "sekretariat", "sundhedspleje", "jobcenter",
    "skole", "mitid", "nemid", "adgangskode", "kodeord", "password", "velkommen", "danmark", "forår", "sommer",
    "efterår", "vinter", "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
    "oktober", "november", "december", "mandag", "tirsdag", "onsdag", "torsdag", "fredag",
)  # fmt: skip
SHORTEST_REST: Final = 8  # letters that must be left when these words, digits and signs are taken away

_GUESSED: Final = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))


class NoWordsOfThePlace:
    """Refuses a password that is hardly more than the name of the place, a season and a year."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002  Django gives it
        """Raise `ValidationError` when too little is left.

        >>> NoWordsOfThePlace().validate("en ganske lang sætning")
        """
        rest = "".join(filter(str.isalpha, _GUESSED.sub("", password.lower())))
        if len(rest) < SHORTEST_REST:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """Return what to do instead."""
        return gettext("Brug ord, som andre ikke kan gætte: ikke stedet, årstiden eller måneden med et tal efter.")
