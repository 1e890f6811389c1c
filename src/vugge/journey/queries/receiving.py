"""Who receives concerns: which units, and whether the viewer does.

Offers `receivers`, `receivers_for`, `is_receiver` and `must_receive`.
"""

from datetime import date

from django.utils import timezone

from vugge.audit.rules import Viewer
from vugge.journey.queries.policies import concern_law
from vugge.journey.rules.concern_law import receives
from vugge.kit.errors import NotAllowed
from vugge.kit.text import sentence
from vugge.organisations.queries.posts import held_in, manned_units
from vugge.organisations.rules.register import UnitFacts


def receivers(on: date) -> tuple[UnitFacts, ...]:
    """Return the units that receive concerns on a day: those where somebody is there to take them up. One statement."""
    who = concern_law(on).receivers
    return manned_units(role=who.role, units=who.units, organisations=who.organisations, on=on)


def receivers_for(municipality: str, on: date) -> tuple[UnitFacts, ...]:
    """Return those of one municipality, or all of them where it is not known or has none. One statement."""
    found = receivers(on)
    return tuple(one for one in found if one.municipality == municipality) or found


def is_receiver(viewer: Viewer) -> bool:
    """Say whether the viewer, in the part acted in, receives concerns. One statement at the most."""
    today = timezone.localdate()
    law = concern_law(today)
    if viewer.role != law.receivers.role:
        return False
    held = held_in(viewer, on=today)
    return held is not None and receives(held, law)


def must_receive(viewer: Viewer) -> None:
    """Raise `NotAllowed` for whoever receives no concerns."""
    if not is_receiver(viewer):
        raise NotAllowed(
            sentence("Bekymringer læses af kommunens egen koordinator, som ikke har myndighed. Det er ikke din rolle.")
        )
