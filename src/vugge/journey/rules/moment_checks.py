"""What can be wrong with the moments of a station: its window, how late it can be, and from when evidence counts.

Offers `problems_of_moments`.
"""

from calendar import monthrange
from collections.abc import Iterator
from typing import Final

from vugge.journey.rules.comparing import surely_before, surely_not_after
from vugge.journey.rules.route import Anchor, Moment, Station
from vugge.kit.text import Sentence, sentence

_NUMBERED: Final = (Anchor.GRADE, Anchor.YEAR_TURNING)
_GRADES: Final = range(-1, 18)
_AGES: Final = range(41)
_LEAP_YEAR: Final = 2024
_MONTHS: Final = range(1, 13)


def problems_of_moments(station: Station) -> Iterator[tuple[str, Sentence]]:
    """Say field by field what is wrong with when a station is."""
    fields: list[tuple[str, Moment]] = [("opens", station.opens), ("closes", station.closes)]
    if station.still_until is not None:
        fields.append(("still_until", station.still_until))
    fields += [("reached_by", one.counts_from) for one in station.reached_by if one.counts_from is not None]
    found = [(field, problem) for field, moment in fields for problem in _moment(moment)]
    yield from found
    if not found:
        yield from _order(station)


def _moment(moment: Moment) -> Iterator[Sentence]:
    anchor = moment.anchor.value
    if moment.anchor in _NUMBERED and moment.number is None:
        yield sentence("{anchor} skal have et number: klassen eller alderen", anchor=anchor)
    if moment.anchor not in _NUMBERED and moment.number is not None:
        yield sentence("{anchor} har intet number; slet det", anchor=anchor)
    if moment.number is not None and moment.number not in (_GRADES if moment.anchor is Anchor.GRADE else _AGES):
        yield sentence("number {number} er ikke en klasse eller alder, som ruten har", number=str(moment.number))
    if (moment.month is None) is not (moment.day is None):
        yield sentence("month og day skal stå sammen")
    elif moment.month is not None and moment.day is not None:
        yield from _day_of_the_year(moment, moment.month, moment.day)
    if min(moment.years, moment.months, moment.weeks, moment.days) < 0:
        yield sentence("years, months, weeks og days kan ikke være under nul")


def _day_of_the_year(moment: Moment, month: int, day: int) -> Iterator[Sentence]:
    if moment.anchor not in _NUMBERED:
        yield sentence("month og day kan kun stå ved grade og year_turning")
    elif month not in _MONTHS or not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        yield sentence("dag {day} i måned {month} findes ikke", day=str(day), month=str(month))


def _order(station: Station) -> Iterator[tuple[str, Sentence]]:
    if surely_not_after(station.closes, station.opens):
        yield "closes", sentence("vinduet lukker, før det åbner; byt om på opens og closes, eller ret dem")
    if station.still_until is not None and surely_before(station.still_until, station.closes):
        yield "still_until", sentence("den ligger før closes; skriv en senere dag, eller slet den")
    for proof in station.reached_by:
        if proof.counts_from is not None and surely_not_after(station.closes, proof.counts_from):
            yield "reached_by", sentence("counts_from ligger efter, at vinduet er lukket; skriv en tidligere dag")
