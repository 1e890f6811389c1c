"""Releasing figures about people: counted, protected, tried against all that is out, and then kept for ever.

Offers `release_statistics` (the fixed tables) and `release_series` (those that another room declares and counts). This
is how such a look at everybody stands in the log: as a release, with how many
figures went out and how many were held back, and without persons, for nobody was shown to anybody.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from django.conf import settings
from django.utils import timezone

from vugge.access.models import StatisticsRelease
from vugge.access.queries.law import access_law
from vugge.access.queries.statistics import Released, counts_for, key_names, on_file
from vugge.access.rules.statistics import Outcome, counted_for, key_name, last_day, residents_of, settled_places
from vugge.access.rules.statistics_series import FIXED, Handed, must_be_of
from vugge.access.rules.statistics_stored import to_plain
from vugge.access.rules.statistics_tables import Declared, Place, declared_tables
from vugge.audit.actions import action
from vugge.audit.actions.sessions import wait_for_turn
from vugge.audit.rules import Kind, Logged, Purpose, Viewer
from vugge.kit.disclosure import Quarter, Register, Release, release
from vugge.kit.errors import BadInput, NotAllowed, NotPossibleHere
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence

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
    outcomes = _in_turn(viewer, quarter, series=FIXED, hand_over=partial(_fixed, viewer, quarter, tuple(places)))
    return _logged(outcomes, subject=f"{STATISTICS}:{quarter.year}-{quarter.number}")


@action("access.series_released")
def release_series(
    viewer: Viewer, *, quarter: Quarter, series: str, hand_over: Callable[[tuple[Released, ...]], Handed]
) -> Logged[tuple[Outcome, ...]]:
    """Release those tables of a series that are not out yet for a quarter, as `release_statistics` does the fixed ones.

    `hand_over` declares and counts them, given all of the series that is out; it is asked when it is our turn. Raises
    as `release_statistics`, and `ValueError` for tables of another series.
    """
    outcomes = _in_turn(viewer, quarter, series=series, hand_over=hand_over)
    return _logged(outcomes, subject=f"{STATISTICS}_{series}:{quarter.year}-{quarter.number}")


def _in_turn(
    viewer: Viewer, quarter: Quarter, *, series: str, hand_over: Callable[[tuple[Released, ...]], Handed]
) -> tuple[Outcome, ...]:
    if viewer.kind is not Kind.SYSTEM or viewer.purpose is not Purpose.STATISTICS:
        raise NotAllowed(sentence("Tabeller bliver udgivet af systemet selv, så ingen vælger, hvad der tælles."))
    today = local_day(timezone.now())
    if last_day(quarter) >= today:
        raise BadInput(sentence("{quarter} er ikke slut. Tabeller udgives for hele kvartaler.", quarter=quarter.name))
    wait_for_turn(_TURN)
    _check_key()
    earlier = on_file(series)
    handed = hand_over(earlier)
    must_be_of(series, handed)
    return _all_released(viewer, handed, quarter=quarter, register=Register((), tuple(one.release for one in earlier)))


def _fixed(viewer: Viewer, quarter: Quarter, places: tuple[Place, ...], earlier: tuple[Released, ...]) -> Handed:
    rows = settled_places([one.release.table for one in earlier], places)
    counts = counts_for(viewer, on=last_day(quarter))
    return Handed(declared_tables(rows), counts, residents_of(rows, counts["age"]))


def _logged(outcomes: tuple[Outcome, ...], *, subject: str) -> Logged[tuple[Outcome, ...]]:
    return Logged(
        outcomes,
        subject=subject,
        basis=STATISTICS,
        numbers={
            "released": sum(one.refusal is None for one in outcomes),
            "refused": sum(one.refusal is not None for one in outcomes),
            "figures": sum(one.figures for one in outcomes),
            "withheld": sum(one.withheld for one in outcomes),
        },
    )


def _all_released(viewer: Viewer, handed: Handed, *, quarter: Quarter, register: Register) -> tuple[Outcome, ...]:
    register = Register(tuple(one.table for one in handed.declared), register.releases)
    policy = access_law(local_day(timezone.now())).statistics.policy
    outcomes = []
    for declared in handed.declared:
        if any(one.table.key == declared.table.key for one in register.beside(declared.table, quarter)):
            continue
        counts = handed.counts[declared.table.key]
        counted = counted_for(declared.table, counts, quarter=quarter, residents=handed.sizes)
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


def _check_key() -> None:
    if key_names() - {_own_key()}:
        raise NotPossibleHere(
            sentence(
                "Nøglen VUGGE_STATISTICS_KEY er en anden end den, tidligere tabeller er afrundet med. To afrundinger "
                "af de samme mennesker siger mere end én, så der udgives intet. Find den gamle nøgle frem igen."
            )
        )


def _own_key() -> str:
    return key_name(settings.STATISTICS_KEY.encode())
