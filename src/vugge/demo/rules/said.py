"""What the demo's invented people write and say: worries, a meeting's minutes, and conversations."""

from dataclasses import dataclass
from typing import Final

from vugge.demo.rules.sharing import CASEWORKER, CONSULTANT, TEACHER, VISITOR
from vugge.journey.rules.concerns import Sender
from vugge.journey.rules.correspondents import ThreadKind

FAMILY: Final = ""
"""Who writes: an employee's log-in name, or this for the family."""
WORRIES: Final = (
    (3, Sender.NEIGHBOUR, "En dreng på omkring otte er ofte alene ude sent om aftenen.", "Opgang 12, stuen", ""),
    (9, Sender.CARETAKER, "Familien virker træt, og der er meget rod på altanen.", "Blok 4, anden sal", "Viceværten"),
    (20, Sender.PROFESSIONAL, "To søskende kommer tit i klubben uden at have spist.", "To piger i klubben", "Klubben"),
)
"""Days ago, from whom, what, about whom, and how to reach the sender."""
AFTER_CONTACT: Final = "Jeg har talt med moren. Hun vil gerne have hjælp til morgenerne."
AGENDA: Final = "Hvem henter om fredagen?"
MINUTES: Final = "Bedstemor henter om fredagen. Skolen ringer, hvis der er fravær to dage i træk."


@dataclass(frozen=True)
class Told:
    """A conversation: about whom, on whose side of the family, with which colleagues, and what was written by whom."""

    about: str
    kind: ThreadKind
    colleagues: tuple[str, ...]
    messages: tuple[tuple[int, str, str, str], ...]


CONVERSATIONS: Final = (
    Told(
        "parent.child:1",
        ThreadKind.FAMILY,
        (TEACHER, VISITOR),
        (
            (4, FAMILY, "da", "Hej. Kan vi tale sammen, før skolen begynder? Jeg kan bedst om morgenen."),
            (3, TEACHER, "da", "Ja, meget gerne. Passer det på torsdag klokken 8.15?"),
            (2, FAMILY, "ar", "نعم، هذا يناسبني. شكرًا لكم."),
            (1, VISITOR, "da", "Jeg kommer også. Så tager vi det hele på én gang."),
        ),
    ),
    Told(
        "young.child:0",
        ThreadKind.OWN,
        (CONSULTANT, CASEWORKER),
        (
            (6, FAMILY, "da", "Hvornår hører jeg noget om fritidsjobbet?"),
            (5, CONSULTANT, "da", "På mandag. Jeg skriver til dig her, så snart jeg ved det."),
        ),
    ),
)
