"""What stands on a line at a station: one shape for each status, so that nobody needs to tell colours apart.

Offers `draw_mark`, `draw_pin` and `STATE_COLOURS`.
"""

from collections.abc import Mapping
from typing import Final

from vugge.documents.charts.palette import INK, LIMIT, MUTED, PAPER, TEXT
from vugge.documents.charts.svg import Element, add, line, number
from vugge.journey.rules.plan import Status
from vugge.web.pictures.journey_map.lettering import path

RADIUS: Final = 9.0
GAP: Final = 15.0
"""Half of the break in a line at a station that was missed."""

STATE_COLOURS: Final[Mapping[Status, str]] = {
    Status.NOT_YET: MUTED,
    Status.OPEN: TEXT,
    Status.CLOSING: LIMIT,
    Status.REACHED: MUTED,
    Status.REACHED_LATE: MUTED,
    Status.MISSED: LIMIT,
    Status.UNKNOWN: MUTED,
}
HEAVY: Final = frozenset({Status.OPEN, Status.CLOSING, Status.MISSED})


def draw_mark(parent: Element, status: Status, *, at: tuple[float, float], colour: str) -> None:
    """Draw where a child stands at a station, on the line of this colour."""
    group = add(parent, "g", **{"class": f"vugge-map-mark vugge-map-mark--{status.value}"})
    match status:
        case Status.REACHED | Status.REACHED_LATE:
            _reached(group, at, colour, is_late=status is Status.REACHED_LATE)
        case Status.OPEN:
            _ring(group, at, colour, radius=RADIUS, width=4)
        case Status.CLOSING:
            _clock(group, at)
        case Status.MISSED:
            _cross(group, at)
        case Status.UNKNOWN:
            _question(group, at)
        case _:
            _ring(group, at, colour, radius=6, width=2.5)


def draw_link(parent: Element, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw the way from a connection to a line that waits for it, as passengers walk between two tracks."""
    line(parent, start, end, stroke=INK, stroke_width=5)
    add(parent, "circle", cx=end[0], cy=end[1], r=4.5, fill=PAPER, stroke=INK, stroke_width=2.5)


def draw_connection(parent: Element, *, at: tuple[float, float], radius: float = RADIUS + 5) -> None:
    """Draw the ring around a station that others wait for."""
    add(parent, "circle", cx=at[0], cy=at[1], r=radius, fill=PAPER, stroke=INK, stroke_width=3)


def draw_pin(parent: Element, *, at: tuple[float, float]) -> None:
    """Draw the pin that says where the child is; `at` is its point."""
    group = add(parent, "g", transform=f"translate({number(at[0])} {number(at[1])})")
    add(group, "path", d="M0 0C-2 -7 -8 -9 -8 -15A8 8 0 1 1 8 -15C8 -9 2 -7 0 0Z", fill=INK)
    add(group, "circle", cx=0, cy=-15, r=3, fill=PAPER)


def _reached(group: Element, at: tuple[float, float], colour: str, *, is_late: bool) -> None:
    x, y = at
    if is_late:
        add(
            group,
            "circle",
            cx=x,
            cy=y,
            r=RADIUS + 2.5,
            fill=PAPER,
            stroke=colour,
            stroke_width=1.5,
            stroke_dasharray="4 2.5",
        )
    add(group, "circle", cx=x, cy=y, r=RADIUS - (1.5 if is_late else 0), fill=colour)
    tick = path("M", x - 4, y + 0.3, "L", x - 1.2, y + 3.2, "L", x + 4.2, y - 3)
    add(
        group,
        "path",
        d=tick,
        fill="none",
        stroke=PAPER,
        stroke_width=2.2,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _ring(group: Element, at: tuple[float, float], colour: str, *, radius: float, width: float) -> None:
    add(group, "circle", cx=at[0], cy=at[1], r=radius - width / 2 + 0.5, fill=PAPER, stroke=colour, stroke_width=width)


def _clock(group: Element, at: tuple[float, float]) -> None:
    x, y = at
    add(group, "circle", cx=x, cy=y, r=RADIUS, fill=PAPER, stroke=LIMIT, stroke_width=3.5)
    hands = path("M", x, y - 5, "V", y, "L", x + 3.4, y + 2.4)
    add(
        group,
        "path",
        d=hands,
        fill="none",
        stroke=LIMIT,
        stroke_width=2.2,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _cross(group: Element, at: tuple[float, float]) -> None:
    x, y = at
    arm = 5.5
    ways = path("M", x - arm, y - arm, "L", x + arm, y + arm, "M", x - arm, y + arm, "L", x + arm, y - arm)
    add(group, "circle", cx=x, cy=y, r=RADIUS + 3, fill=PAPER)
    add(group, "path", d=ways, fill="none", stroke=LIMIT, stroke_width=3.4, stroke_linecap="round")


def _question(group: Element, at: tuple[float, float]) -> None:
    x, y = at
    add(group, "circle", cx=x, cy=y, r=RADIUS - 0.5, fill=PAPER, stroke=MUTED, stroke_width=2, stroke_dasharray="3 2.4")
    sign = add(group, "g", transform=f"translate({number(x)} {number(y)})")
    curve = "M-2.6 -2.4C-2.4 -6 3.2 -5.6 2.6 -2C2.2 -0.4 0 -0.4 0 1.6"
    add(sign, "path", d=curve, fill="none", stroke=MUTED, stroke_width=1.7, stroke_linecap="round")
    add(sign, "circle", cx=0, cy=4.4, r=1.1, fill=MUTED)
