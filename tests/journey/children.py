"""A neighbourhood whose children have got somewhere on their way, and a route short enough to release in a test.

Offers `children`, drawn with a seed, `seen`, and `a_short_route`.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

import pytest
from tests.access.neighbourhood import Neighbourhood, a_town

from vugge.audit.rules import Scope, Viewer
from vugge.journey.models import Evidence
from vugge.journey.queries import aggregate
from vugge.journey.queries.law import national_network
from vugge.journey.rules.route import Line, Network, ProofKind
from vugge.people.models import Person
from vugge.people.rules.kinds import Origin

LINES: Final = (Line.HEALTH, Line.SCHOOL)
ON_EACH: Final = 2
_IN_TIME, _LATER = 0.6, 0.15


def seen(person: UUID, measure: str, on: date, value: str = "") -> Evidence:
    """Return what was observed of somebody, not on file yet."""
    written = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return Evidence(
        person_id=person, measure=measure, value=value, observed_on=on, origin=Origin.SYNTHETIC, written_at=written
    )


def children(seed: int, *, families: int = 40, viewer: Viewer) -> Neighbourhood:
    """Return a town on file, whose children were observed now and then, some in time and some late."""
    town, chance = a_town(seed, families=families), Random(seed)
    born = Person.objects.within(Scope.whole(viewer)).filter(born__gt=date(1997, 1, 1)).order_by("born", "id")
    Evidence.objects.adding().bulk_create(
        seen(person, measure, day + timedelta(days=chance.randint(0, 60) + years * 365), value)
        for person, day in born.values_list("id", "born")
        for measure, value in _measures()
        for years in (0, 1, 2, 3, 5, 7, 10)
        if day and chance.random() < (_IN_TIME if years < 5 else _LATER)
    )
    return town


def short(network: Network) -> Network:
    """Return a network of a few stations of two lines."""
    names = [
        name
        for line in LINES
        for name in [one.id for one in network.editions[-1].stations.values() if one.line is line][:ON_EACH]
    ]
    editions = tuple(
        replace(edition, stations={name: edition.stations[name] for name in names if name in edition.stations})
        for edition in network.editions
    )
    return replace(network, editions=editions)


def a_short_route(monkeypatch: pytest.MonkeyPatch) -> Network:
    """Let figures be counted of a few stations: every table is attacked before it is out, and there are hundreds."""
    network = short(national_network())
    monkeypatch.setattr(aggregate, "national_network", lambda: network)
    monkeypatch.setattr(aggregate, "municipalities_with_own_route", tuple)
    return network


def _measures() -> list[tuple[str, str]]:
    proofs = [
        proof for station in short(national_network()).editions[-1].stations.values() for proof in station.reached_by
    ]
    return sorted({(one.measure, next(iter(one.values), "")) for one in proofs if one.kind is ProofKind.EVIDENCE})
