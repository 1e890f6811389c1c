"""The main menu of each part: what somebody can go to, in the order of how often they do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vugge.audit.rules import Viewer
from vugge.organisations.rules.kinds import Role


@dataclass(frozen=True)
class Item:
    """One line of the menu: the page's name in urls.py, and what it is called."""

    url: str
    title: Promise


PEOPLE: Final = Item("my_people", _("Mine borgere"))
BUSES: Final = Item("buses", _("Busser"))
TRANSITIONS: Final = Item("transitions", _("Overgange"))
MESSAGES: Final = Item("messages", _("Beskeder"))
SEARCH: Final = Item("people_search", _("Find borger"))
EMERGENCY: Final = Item("emergency", _("Akut adgang"))
ORGANISATIONS: Final = Item("organisations", _("Organisationer"))
DUPLICATES: Final = Item("duplicates", _("Mulige dubletter"))
CONCERNS: Final = Item("concerns", _("Bekymringer"))
WISHES: Final = Item("wishes", _("Ønsker fra borgere"))
ACCOUNTS: Final = Item("accounts", _("Konti"))
IMPORTS: Final = Item("imports", _("Indlæs fil"))
FIGURES: Final = Item("statistics", _("Tal"))
RELEASES: Final = Item("statistics_releases", _("Udgivne tal"))
SAMPLE: Final = Item("log_sample", _("Stikprøve"))
REVIEWS: Final = Item("emergency_reviews", _("Akutte adgange"))
QUESTIONS: Final = Item("log_questions", _("Spørgsmål fra borgere"))
AFFECTED: Final = Item("affected", _("Berørte borgere"))

CITIZEN: Final = (
    Item("my_family", _("Min familie")),
    Item("my_journey", _("Vores rejse")),
    Item("my_messages", _("Beskeder")),
    Item("my_consents", _("Mine samtykker")),
    Item("my_concerns", _("Bed om hjælp")),
    Item("my_log", _("Hvem har set?")),
    Item("my_data", _("Mine oplysninger")),
    Item("my_reminders", _("Påmindelser")),
)
AT_WORK: Final = (PEOPLE, BUSES, TRANSITIONS, MESSAGES, CONCERNS, SEARCH, EMERGENCY, ORGANISATIONS)
MENUS: Final[Mapping[str, tuple[Item, ...]]] = {
    "": CITIZEN,
    Role.HEALTH_VISITOR: AT_WORK,
    Role.PEDAGOGUE: AT_WORK,
    Role.TEACHER: AT_WORK,
    Role.CASEWORKER: AT_WORK,
    Role.JOB_CONSULTANT: (PEOPLE, BUSES, TRANSITIONS, MESSAGES, SEARCH, ORGANISATIONS),
    Role.COORDINATOR: (PEOPLE, CONCERNS, BUSES, MESSAGES, SEARCH, FIGURES, ORGANISATIONS),
    Role.VOLUNTEER: (PEOPLE, ORGANISATIONS),
    Role.BOARD_MEMBER: (FIGURES, ORGANISATIONS),
    Role.SUPERVISOR: (SAMPLE, REVIEWS, QUESTIONS, AFFECTED, RELEASES, FIGURES, ORGANISATIONS),
    Role.REGISTRAR: (WISHES, DUPLICATES, SEARCH, ORGANISATIONS),
    Role.ADMINISTRATOR: (ORGANISATIONS, ACCOUNTS, IMPORTS, FIGURES),
}


def menu_for(viewer: Viewer) -> tuple[Item, ...]:
    """Return the menu of the part somebody plays."""
    return MENUS.get(viewer.role, ())
