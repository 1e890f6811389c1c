"""The signs of the map one by one: a mark for each status, and the shape of each line, to stand beside words.

Offers `legend` with `Sign`, `mark_picture` and `badge_picture`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final
from xml.etree import ElementTree as ET

from vugge.documents.charts.palette import INK
from vugge.documents.charts.svg import Element, add, line, markup
from vugge.journey.rules.plan import Status
from vugge.journey.rules.route import Line
from vugge.web.pictures.journey_map.lines import LOOKS, draw_badge
from vugge.web.pictures.journey_map.marks import draw_connection, draw_mark
from vugge.web.pictures.journey_map.stretch import UNDRAWN

SIZE: Final = 28
STUB: Final = 5
"""What is left of the line at either side of a station that was missed."""


@dataclass(frozen=True)
class Sign:
    """A mark and the text of the pages that says what it means."""

    picture: str
    key: str


def legend(shown: Collection[Status]) -> tuple[Sign, ...]:
    """Return the marks that a drawing uses, in their own order."""
    return tuple(Sign(mark_picture(one), f"sign_{one.value}") for one in Status if one in shown and one not in UNDRAWN)


@cache
def mark_picture(status: Status, on: Line | None = None) -> str:
    """Draw where one stands at a station, alone on a piece of its line; for no line in particular, in ink."""
    colour = LOOKS[on].colour if on else INK
    root, middle = _small(), (SIZE / 2, SIZE / 2)
    y = SIZE / 2
    if status is Status.MISSED:
        draw_mark(root, status, at=middle, colour=colour)
        line(root, (0, y), (STUB, y), stroke=colour, stroke_width=6)
        line(root, (SIZE - STUB, y), (SIZE, y), stroke=colour, stroke_width=6)
        return markup(root)
    if status not in UNDRAWN:
        line(root, (0, y), (SIZE, y), stroke=colour, stroke_width=6)
    draw_mark(root, status, at=middle, colour=colour)
    return markup(root)


@cache
def badge_picture(one: Line) -> str:
    """Draw the shape of a line."""
    root = _small()
    draw_badge(root, one, at=(SIZE / 2, SIZE / 2), radius=10)
    return markup(root)


@cache
def connection_picture() -> str:
    """Draw the ring of a station that others wait for."""
    root = _small()
    draw_connection(root, at=(SIZE / 2, SIZE / 2), radius=11)
    add(root, "circle", cx=SIZE / 2, cy=SIZE / 2, r=6.5, fill=INK)
    return markup(root)


def _small() -> Element:
    size = str(SIZE)
    shape = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {size} {size}", "width": size, "height": size}
    return ET.Element("svg", {**shape, "aria-hidden": "true", "focusable": "false", "fill": "none"})
