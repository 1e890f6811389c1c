"""The log in plain words, as the person whom it is about reads it: what was done, and why it was allowed.

Offers `told`, `reason_told` and `Teller`, who did it as seen from the one who reads.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from vugge.access.rules.basis import BasisKind
from vugge.access.rules.deeds_told import TOLD
from vugge.audit.rules import Result
from vugge.kit.text import Sentence, sentence

SUPERVISION: Final = "supervision"


class Teller(StrEnum):
    """Who did it, as seen from whoever reads the log."""

    ME = "me"
    THE_PERSON = "the_person"
    CUSTODIAN = "custodian"
    STAFF = "staff"
    SYSTEM = "system"


_SAW: Final = sentence("Så oplysninger")
_DID: Final = sentence("Skrev eller ændrede noget")
_DENIED: Final = sentence("Prøvede at se eller ændre noget og fik nej")


def told(verb: str, result: Result) -> Sentence:
    """Say in plain words what an entry of the log says was done.

    >>> told("access.person_seen", Result.SHOWN).say(), told("access.person_seen", Result.DENIED).say()
    ('Så siden', 'Prøvede at se eller ændre noget og fik nej')
    """
    if result is Result.DENIED:
        return _DENIED
    return TOLD.get(verb, _DID if result is Result.DONE else _SAW)


_WHY: Final[Mapping[str, Sentence]] = {
    BasisKind.OWN: sentence("Det er egne oplysninger."),
    BasisKind.CUSTODY: sentence("Den, der har forældremyndigheden, må se barnets oplysninger."),
    BasisKind.ASSIGNED: sentence("Medarbejderen har en opgave omkring familien."),
    BasisKind.STATUTE: sentence("En lov giver adgang til det."),
    BasisKind.TEAM: sentence("Medarbejderen er med i teamet omkring familien."),
    BasisKind.CONSENT: sentence("Familien har sagt ja til at dele."),
    BasisKind.MEETING: sentence("Det blev delt på et møde."),
    BasisKind.EMERGENCY: sentence("Det var akut. En anden gennemgår det bagefter."),
    "conflict_of_interest": sentence("Medarbejderen er i familie, nabo eller ikke uvildig."),
    SUPERVISION: sentence("Det er tilsyn: en kontrol af, at loggen bliver brugt rigtigt."),
    "transition": sentence("Stedet var spurgt, om det vil tage imod barnet. Det så ikke hvem."),
    "system": sentence("Systemet gjorde det selv, for eksempel ved en indlæsning."),
    "no_basis": sentence("Der var ingen grund, som gav adgang. Derfor blev intet vist."),
}
_ANOTHER: Final = sentence("Grunden er af en anden slags. Spørg, hvis du vil vide mere.")


def reason_told(basis: str) -> Sentence:
    """Say in plain words why an entry was allowed, from the code of its basis.

    >>> reason_told("consent:17").say()
    'Familien har sagt ja til at dele.'
    """
    return _WHY.get(basis.partition(":")[0], _ANOTHER)
