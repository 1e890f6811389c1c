"""Releasing figures about people: counted, protected, tried against all that is out, and then kept for ever.

Offers `release_statistics`. This is how such a look at everybody stands in the log: as a release, with how many
figures went out and how many were held back, and without persons, for nobody was shown to anybody.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from django.conf import settings
from django.utils import timezone

from vugge.access.models import StatisticsRelease
from vugge.access.queries.law import access_law
from vugge.access.queries.statistics import Released, counts_for, on_file
from vugge.access.rules.statistics import Outcome, counted_for, key_name, last_day, residents_of, settled_places
from vugge.access.rules.statistics_stored import to_plain
from vugge.access.rules.statistics_tables import Declared, Place, declared_tables
from vugge.audit.actions import action
from vugge.audit.actions.sessions import wait_for_turn
from vugge.audit.rules import Kind, Logged, Purpose, Viewer
from vugge.kit.disclosure import Quarter, Register, Release, release
from vugge.kit.errors import BadInput, NotAllowed, NotPossibleHere
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.rules.counting import Counts

STATISTICS: Final = "statistics"
_LONGEST_REASON: Final = 500
_TURN: Final = 0x76756778  # the number of PostgreSQL's lock for whoever releases figures


@action("access.statistics_released")
def release_statistics(viewer: Viewer, *, quarter: Quarter, places: Iterable[Place]) -> Logged[tuple[Outcome, ...]]:
    """Release every fixed table of a quarter that is not out yet. Returns what came of each, also of those refused.

    All are counted at once, as of the quarter's last day. The rows are the areas of the first release; `places` gives
    the residents published about each, and the rows where nothing was released before. A quarter that is out stays as
    it is; of two who release at once the second finds all of it out. Raises `NotAllowed` for anybody but the system,
    `BadInput` for a quarter that is not over, and `NotPossibleHere` with another key than the one that earlier figures
    were rounded with.
    """
    if viewer.kind is not Kind.SYSTEM or viewer.purpose is not Purpose.STATISTICS:
        raise NotAllowed(sentence("Tabeller bliver udgivet af systemet selv, så ingen vælger, hvad der tælles."))
    today = local_day(timezone.now())
    if last_day(quarter) >= today:
        raise BadInput(sentence("{quarter} er ikke slut. Tabeller udgives for hele kvartaler.", quarter=quarter.name))
    wait_for_turn(_TURN)
    earlier = on_file()
    _check_key(earlier)
    rows = settled_places([one.release.table for one in earlier], places)
    counts = counts_for(viewer, on=last_day(quarter))
    outcomes = _all_released(
        viewer,
        declared_tables(rows),
        counts,
        quarter=quarter,
        residents=residents_of(rows, counts["age"]),
        register=Register((), tuple(one.release for one in earlier)),
    )
    return Logged(
        outcomes,
        subject=f"{STATISTICS}:{quarter.year}-{quarter.number}",
        basis=STATISTICS,
        numbers={
            "released": sum(one.refusal is None for one in outcomes),
            "refused": sum(one.refusal is not None for one in outcomes),
            "figures": sum(one.figures for one in outcomes),
            "withheld": sum(one.withheld for one in outcomes),
        },
    )


def _all_released(
    viewer: Viewer,
    tables: Iterable[Declared],
    counts: Mapping[str, Counts],
    *,
    quarter: Quarter,
    residents: Mapping[str, int],
    register: Register,
) -> tuple[Outcome, ...]:
    every = tuple(tables)
    register = Register(tuple(one.table for one in every), register.releases)
    policy = access_law(local_day(timezone.now())).statistics.policy
    outcomes = []
    for declared in every:
        if any(one.table.key == declared.table.key for one in register.beside(declared.table, quarter)):
            continue
        counted = counted_for(declared.table, counts[declared.table.key], quarter=quarter, residents=residents)
        answer = release(counted, register, key=settings.STATISTICS_KEY.encode(), policy=policy)
        made = answer.value
        if isinstance(made, Release):
            register = register.with_release(made)
            _store(viewer, declared, quarter, made=made)
            outcomes.append(_outcome(made))
        else:
            reason = answer.because.sentence
            _store(viewer, declared, quarter, refusal=reason.say()[:_LONGEST_REASON])
            outcomes.append(Outcome(declared.table.name, quarter, reason))
    return tuple(outcomes)


def _store(
    viewer: Viewer, declared: Declared, quarter: Quarter, *, made: Release | None = None, refusal: str = ""
) -> None:
    """Add a line to the register; that a table was refused for the same reason before is there already."""
    same = {"table_key": declared.table.key, "year": quarter.year, "quarter": quarter.number, "refusal": refusal}
    if refusal and StatisticsRelease.objects.filter(**same).exists():
        return
    definition, figures = ({}, None) if made is None else to_plain(made, declared)
    StatisticsRelease.objects.create(
        **same,
        name={"da": declared.table.name.da, "en": declared.table.name.en},
        counted_on=last_day(quarter),
        released_at=timezone.now(),
        released_by=viewer.name,
        key_name=_own_key(),
        definition=definition,
        figures=figures,
    )


def _outcome(made: Release) -> Outcome:
    withheld = sum(figure is None for figure in made.figures.values())
    return Outcome(made.table.name, made.quarter, figures=len(made.figures), withheld=withheld)


def _check_key(earlier: Iterable[Released]) -> None:
    if any(one.key_name != _own_key() for one in earlier):
        raise NotPossibleHere(
            sentence(
                "Nøglen VUGGE_STATISTICS_KEY er en anden end den, tidligere tabeller er afrundet med. To afrundinger "
                "af de samme mennesker siger mere end én, så der udgives intet. Find den gamle nøgle frem igen."
            )
        )


def _own_key() -> str:
    return key_name(settings.STATISTICS_KEY.encode())
