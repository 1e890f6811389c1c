"""Where children stand, as one viewer may see it. Offers `plans_of` and `plan_for`. Asked inside looks."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from vugge.audit.rules import Scope, Viewer
from vugge.journey.queries.law import network_for
from vugge.journey.queries.lives import lives_of
from vugge.journey.rules.life import LifeFacts
from vugge.journey.rules.plan import JourneyPlan, plan_of
from vugge.organisations.queries.register import units_by_id

NATIONAL: Final = ""


def plans_of(scope: Scope, persons: Collection[UUID], *, on: date) -> Mapping[UUID, JourneyPlan]:
    """Return where these children stand on a day, those left out whose identity the viewer does not see.

    Six statements at the most. Where the home is not known to the viewer, the route is that of the viewer's own
    municipality.
    """
    own = municipality_of(scope.viewer)
    lives = lives_of(scope, persons)
    return {person: plan_for(life, own=own, on=on) for person, life in lives.items()}


def plan_for(life: LifeFacts, *, own: str, on: date) -> JourneyPlan:
    """Return where one child stands, by the route of its municipality, or of `own` where that is not known."""
    return plan_of(network_for(life.municipality or own), life, on=on)


def municipality_of(viewer: Viewer) -> str:
    """Return the code of the municipality in which the viewer acts; empty for citizens. One statement at the most."""
    if not viewer.unit.isdecimal():
        return NATIONAL
    unit = units_by_id(viewer, units=(int(viewer.unit),)).get(int(viewer.unit))
    return unit.municipality if unit else NATIONAL
