"""The log in plain words, as the person whom it is about reads it: what was done, and why it was allowed.

Offers `told`, `reason_told` and `Teller`, who did it as seen from the one who reads.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from vugge.access.rules.basis import BasisKind
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

_TOLD: Final[Mapping[str, Sentence]] = {
    "access.consent_answered": sentence("Svarede på et samtykke"),
    "access.consent_asked": sentence("Spurgte om samtykke"),
    "access.consent_previewed": sentence("Skrev et spørgsmål om samtykke"),
    "access.consent_withdrawn": sentence("Trak et samtykke tilbage"),
    "access.emergency_number_searched": sentence("Slog CPR-nummeret op, fordi det var akut"),
    "access.emergency_opened": sentence("Åbnede akut adgang"),
    "access.emergency_person_seen": sentence("Så siden, fordi det var akut"),
    "access.emergency_reviewed": sentence("Gennemgik en akut adgang"),
    "access.followup_held": sentence("Indkaldte til et opfølgende møde"),
    "access.look_questioned": sentence("Spurgte til et opslag i loggen"),
    "access.meeting_called": sentence("Indkaldte til et møde"),
    "access.meeting_person_seen": sentence("Så det, der deles på et møde"),
    "access.own_data_exported": sentence("Hentede alle oplysninger som fil"),
    "access.affected_counted": sentence("Talte, hvem en hændelse drejer sig om. Navnet blev ikke vist"),
    "access.affected_exported": sentence(
        "Hentede en liste over, hvem en hændelse drejer sig om. Navnet står ikke på den"
    ),
    "access.emergencies_seen": sentence("Så, at nogen havde åbnet akut adgang. Navnet blev ikke vist"),
    "access.emergency_review_seen": sentence("Gik en akut adgang igennem. Navnet blev ikke vist"),
    "access.sample_seen": sentence("Så et opslag i en stikprøve af loggen. Navnet blev ikke vist"),
    "access.log_questions_seen": sentence("Læste et spørgsmål om loggen. Navnet blev ikke vist"),
    "access.own_people_seen": sentence("Så navnet på sin liste"),
    "access.people_at_meetings_seen": sentence("Så navnet på en liste over møder"),
    "access.people_searched": sentence("Søgte og så navnet"),
    "access.people_suggested": sentence("Søgte og så navnet"),
    "access.person_named": sentence("Så navnet"),
    "access.person_printed": sentence("Viste siden til udskrift"),
    "access.person_seen": sentence("Så siden"),
    "access.question_answered": sentence("Svarede på et spørgsmål om loggen"),
    "access.request_answered": sentence("Svarede på et ønske om at rette eller slette"),
    "access.correction_asked": sentence("Bad om at få noget rettet"),
    "access.deletion_asked": sentence("Bad om at få noget slettet"),
    "access.task_begun": sentence("Tog opgaven"),
    "access.task_given": sentence("Gav en kollega opgaven"),
    "access.task_ended": sentence("Afsluttede en opgave"),
    "access.team_joined": sentence("Føjede en kollega til teamet"),
    "access.team_seen": sentence("Så, hvem der er omkring familien"),
    "people.person_corrected": sentence("Rettede navn, alder eller sprog"),
    "people.person_registered": sentence("Skrev personen ind"),
    "people.child_born": sentence("Skrev, at barnet er født"),
    "people.protection_registered": sentence("Beskyttede navn og adresse"),
    "people.protection_lifted": sentence("Ophævede en beskyttelse"),
    "people.spell_started": sentence("Skrev et sted ind"),
    "people.spell_ended": sentence("Afsluttede et sted"),
    "people.spell_corrected": sentence("Rettede et sted"),
    "people.home_moved": sentence("Skrev en adresse ind"),
    "people.custody_given": sentence("Skrev forældremyndighed ind"),
    "people.custody_ended": sentence("Afsluttede forældremyndighed"),
    "people.persons_merged": sentence("Lagde to kort om samme person sammen"),
}


def told(verb: str, result: Result) -> Sentence:
    """Say in plain words what an entry of the log says was done.

    >>> told("access.person_seen", Result.SHOWN).say(), told("access.person_seen", Result.DENIED).say()
    ('Så siden', 'Prøvede at se eller ændre noget og fik nej')
    """
    if result is Result.DENIED:
        return _DENIED
    return _TOLD.get(verb, _DID if result is Result.DONE else _SAW)


_WHY: Final[Mapping[str, Sentence]] = {
    BasisKind.OWN: sentence("Det er egne oplysninger."),
    BasisKind.CUSTODY: sentence("Den, der har forældremyndigheden, må se barnets oplysninger."),
    BasisKind.ASSIGNED: sentence("Medarbejderen har en opgave omkring familien."),
    BasisKind.STATUTE: sentence("En lov giver adgang til det."),
    BasisKind.TEAM: sentence("Medarbejderen er med i teamet omkring familien."),
    BasisKind.CONSENT: sentence("Familien har sagt ja til at dele."),
    BasisKind.MEETING: sentence("Det blev delt på et møde."),
    BasisKind.EMERGENCY: sentence("Det var akut. En anden gennemgår det bagefter."),
    SUPERVISION: sentence("Det er tilsyn: en kontrol af, at loggen bliver brugt rigtigt."),
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
