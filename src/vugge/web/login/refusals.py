"""Why somebody was not let in: a code for the log, and what the page says to them.

Offers `Refused`, an error that a page shows, and `Why`.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from vugge.kit.errors import NotAllowed
from vugge.kit.text import Sentence, sentence


class Why(StrEnum):
    """The reasons, as the log knows them."""

    CANCELLED = "cancelled"
    STATE_UNKNOWN = "state_unknown"
    PROVIDER_SILENT = "provider_silent"
    TOKEN_WRONG = "token_wrong"  # noqa: S105  the name of a reason
    LEVEL_TOO_LOW = "level_too_low"
    NOT_KNOWN = "not_known"
    NO_ROLE = "no_role"
    CLOSED = "closed"
    NO_CPR = "no_cpr"
    NOT_REGISTERED = "not_registered"
    SOMEBODY_ELSE = "somebody_else"
    PASSWORD_OLD = "password_old"  # noqa: S105  likewise
    WRONG_PASSWORD = "wrong_password"  # noqa: S105  likewise
    WRONG_CODE = "wrong_code"


_SAYS: Final = MappingProxyType(
    {
        Why.CANCELLED: sentence("Du afbrød log-in. Du er ikke logget ind, og intet er gemt."),
        Why.STATE_UNKNOWN: sentence(
            "Log-in tog for lang tid, eller det blev begyndt i et andet vindue. Begynd forfra."
        ),
        Why.PROVIDER_SILENT: sentence("Vi kan ikke få svar fra log-in lige nu. Prøv igen om lidt."),
        Why.TOKEN_WRONG: sentence(
            "Svaret fra log-in kunne ikke godkendes, så du er ikke lukket ind. Begynd forfra. Sker det igen, så sig "
            "det til den, der driver Vugge hos jer."
        ),
        Why.LEVEL_TOO_LOW: sentence(
            "Du har logget ind på en måde, der ikke er sikker nok. Her er oplysninger om børn og familier, så der skal "
            "to faktorer til: for eksempel MitID på niveau Betydelig, eller adgangskode og telefon på arbejdspladsen."
        ),
        Why.NOT_KNOWN: sentence(
            "Vi kender dig ikke endnu. Bed din leder eller den, der styrer adgange hos jer, om en konto i Vugge."
        ),
        Why.NO_ROLE: sentence(
            "Du har ingen rolle i Vugge lige nu. Er det en fejl, så bed din leder om at få rollen tilbage."
        ),
        Why.CLOSED: sentence("Din konto er lukket. Er det en fejl, så tal med din leder."),
        Why.NO_CPR: sentence(
            "Log-in fortalte os ikke, hvem du er, så vi kan ikke finde dine oplysninger. Prøv igen, og sig ja til at "
            "dele dit CPR-nummer."
        ),
        Why.NOT_REGISTERED: sentence(
            "Der er ingen oplysninger om dig eller dine børn i Vugge, som du kan se her. Tal med kommunen, hvis du "
            "mener, at der burde være det."
        ),
        Why.SOMEBODY_ELSE: sentence(
            "Din log-in passer ikke med det, vi kender. For en sikkerheds skyld lukker vi dig ikke ind. Ring til "
            "kommunen."
        ),
        Why.PASSWORD_OLD: sentence(
            "Den adgangskode, du fik, gælder ikke mere. Bed den, der styrer adgange hos jer, om en ny."
        ),
        Why.WRONG_PASSWORD: sentence("Brugernavn eller adgangskode er forkert."),
        Why.WRONG_CODE: sentence("Koden er forkert."),
    }
)


class Refused(NotAllowed):
    """Somebody was not let in."""

    def __init__(self, why: Why) -> None:
        super().__init__(sentence_about(why))
        self.why = why


def sentence_about(why: Why) -> Sentence:
    """Return what the page says about a reason."""
    return _SAYS[why]
