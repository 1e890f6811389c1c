"""A journey as map and as list, in the reader's language.

Offers `map_of` with `JourneyMap`, `list_of` with `JourneyList` and `JourneyRow`, and `state_of`, where one stands at a
station in words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vugge.journey.rules.plan import JourneyPlan, StationPlan, Status
from vugge.journey.rules.route import Line
from vugge.journey.rules.translated import Said, Speech
from vugge.kit.danish import Language, date_text
from vugge.kit.explained import Because
from vugge.web.pictures.journey_map import Label, MapPictures, MapWords, Stretch, Tally, draw_map, stretch_of
from vugge.web.pictures.journey_map.legend import Sign, legend
from vugge.web.pictures.journey_map.stretch import may_catch, to_catch

DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class JourneyMap:
    """The drawings, what the shapes mean, and what is not drawn."""

    pictures: MapPictures
    signs: tuple[Sign, ...]
    stretch: Stretch
    speech: Speech

    @property
    def has_connections(self) -> bool:
        """Say whether a station is drawn that others wait for."""
        return any(one.station.connection for one in self.stretch.stations)


@dataclass(frozen=True)
class JourneyRow:
    """A station of the list: all that a reader needs to know of it, in words."""

    id: str
    line: Line
    status: Status
    name: Said
    line_name: Said
    state: Said
    purpose: Said
    helper: Said
    because: Because
    do_now: Said | None
    waits_for: tuple[Said, ...]
    is_duty: bool
    is_connection: bool
    only_danish: bool


@dataclass(frozen=True)
class JourneyList:
    """The same as the map in words. `not_relevant` is folded away; `behind` and `ahead` are told as numbers.

    `to_catch` is all that was missed and can still be reached, drawn or not.
    """

    past: tuple[JourneyRow, ...]
    now: tuple[JourneyRow, ...]
    coming: tuple[JourneyRow, ...]
    not_relevant: tuple[JourneyRow, ...]
    to_catch: tuple[JourneyRow, ...]
    behind: Said | None
    ahead: Said | None
    hidden: Said | None
    speech: Speech


def map_of(plan: JourneyPlan, *, speech: Speech, whole: bool = False) -> JourneyMap:
    """Draw a plan: the part around now, or all of it."""
    stretch = stretch_of(plan, whole=whole)
    words = _words(plan, stretch, speech)
    shown = {one.status.value for one in stretch.stations}
    return JourneyMap(draw_map(plan, stretch, words), legend(shown), stretch, speech)


def list_of(plan: JourneyPlan, *, speech: Speech, whole: bool = False) -> JourneyList:
    """Write a plan as a list: the part around now, or all of it."""
    stretch = stretch_of(plan, whole=whole)
    names = {one.station.id: speech.of_station(one.station, "name") for one in plan.stations}

    def rows(those: Iterable[StationPlan]) -> tuple[JourneyRow, ...]:
        return tuple(_row(one, plan, speech=speech, names=names) for one in those)

    return JourneyList(
        past=rows(stretch.past),
        now=rows(stretch.now),
        coming=rows(stretch.coming),
        not_relevant=rows(stretch.not_relevant),
        to_catch=rows(to_catch(plan.stations, plan.on)),
        behind=_behind(stretch.behind, speech),
        ahead=_ahead(stretch.ahead, speech),
        hidden=speech.say("not_shown", count=stretch.hidden) if stretch.hidden else None,
        speech=speech,
    )


def state_of(one: StationPlan, plan: JourneyPlan, *, speech: Speech) -> Said:
    """Say where a child stands at a station, with the day that matters."""
    status = one.status.value
    match status:
        case Status.CLOSING if one.days_left is not None:
            return speech.say("state_closing_one" if one.days_left == 1 else "state_closing", days=one.days_left)
        case Status.MISSED if may_catch(one, plan.on) and one.still_until:
            return speech.say("state_missed_catch", day=_day(one.still_until - DAY, speech))
        case Status.MISSED | Status.UNKNOWN | Status.NOT_RELEVANT | Status.HIDDEN:
            return speech.say(f"state_{status.value}")
    day = {Status.NOT_YET: one.opens, Status.REACHED: one.reached_on, Status.REACHED_LATE: one.reached_on}.get(
        status, one.closes - DAY if one.closes else None
    )
    key = "state_open" if status is Status.CLOSING else f"state_{status.value}"
    return speech.say(key, day=_day(day, speech)) if day else speech.say(f"{key}_undated")


def _row(one: StationPlan, plan: JourneyPlan, *, speech: Speech, names: Mapping[str, Said]) -> JourneyRow:
    station = one.station
    purpose = speech.of_station(station, "purpose")
    do_now = speech.of_station(station, "if_missed") if one.status.value is Status.MISSED and one.do_now else None
    texts = [names[station.id], purpose, *([do_now] if do_now else [])]
    return JourneyRow(
        id=station.id,
        line=station.line,
        status=one.status.value,
        name=names[station.id],
        line_name=speech.say(f"line_{station.line.value}"),
        state=state_of(one, plan, speech=speech),
        purpose=purpose,
        helper=speech.say(f"helper_{station.responsible.value}"),
        because=one.status.because,
        do_now=do_now,
        waits_for=tuple(names[waited] for waited in one.waits_for if waited in names),
        is_duty=station.duty,
        is_connection=station.connection,
        only_danish=any(text.language != speech.language for text in texts),
    )


def _words(plan: JourneyPlan, stretch: Stretch, speech: Speech) -> MapWords:
    labels = {
        one.station.id: Label(speech.of_station(one.station, "name"), state_of(one, plan, speech=speech))
        for one in stretch.stations
    }
    return MapWords(
        title=speech.say("map").text,
        description=_described(stretch, speech),
        you_are_here=speech.say("you_are_here"),
        past=speech.say("past"),
        coming=speech.say("coming"),
        behind=_behind(stretch.behind, speech),
        ahead=_ahead(stretch.ahead, speech),
        lines={one: speech.say(f"line_{one.value}") for one in Line},
        labels=labels,
        is_from_right=speech.is_from_right,
    )


def _described(stretch: Stretch, speech: Speech) -> str:
    """Say what the drawing shows in numbers, the folded ones included."""
    statuses = [one.status.value for one in stretch.stations]
    behind = stretch.behind
    return speech.say(
        "map_described",
        day=_day(stretch.on, speech),
        now=len(stretch.now),
        reached=behind.reached + behind.late + sum(one in (Status.REACHED, Status.REACHED_LATE) for one in statuses),
        missed=behind.missed + statuses.count(Status.MISSED),
        unknown=behind.unknown + statuses.count(Status.UNKNOWN),
        ahead=stretch.ahead.total + len(stretch.coming),
    ).text


def _behind(tally: Tally, speech: Speech) -> Said | None:
    if not tally.total:
        return None
    parts = [("reached", tally.reached + tally.late), ("missed", tally.missed), ("unknown", tally.unknown)]
    told = [f"{speech.say(f'sign_{name}').text}: {number}" for name, number in parts if number]
    return speech.say("folded_behind", count=tally.total, parts=" · ".join(told))


def _ahead(tally: Tally, speech: Speech) -> Said | None:
    return speech.say("folded_ahead", count=tally.total) if tally.total else None


def _day(day: date, speech: Speech) -> str:
    language: Language = "en" if speech.language == "en" else "da"
    return date_text(day, language)
