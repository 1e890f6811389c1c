"""The seven lines: one colour and one shape each, always beside the word.

Offers `LOOKS`, `Look` and `draw_badge`. A line that belongs to a theme has the theme's colour and shape; every colour
has at least 4.5:1 contrast on white.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vugge.documents.charts.palette import PAPER
from vugge.documents.charts.svg import Attribute, Element, add
from vugge.journey.rules.route import Line

Corner = tuple[float, float]


@dataclass(frozen=True)
class Look:
    """A line's colour and the corners of its shape around the middle, for a radius of one; none for a circle."""

    colour: str
    corners: tuple[Corner, ...] = ()


_PLUS: Final = (
    (-0.4, -1.05), (0.4, -1.05), (0.4, -0.4), (1.05, -0.4), (1.05, 0.4), (0.4, 0.4),
    (0.4, 1.05), (-0.4, 1.05), (-0.4, 0.4), (-1.05, 0.4), (-1.05, -0.4), (-0.4, -0.4),
)  # fmt: skip
_SPEECH: Final = ((-1.05, -0.9), (1.05, -0.9), (1.05, 0.45), (0.1, 0.45), (-0.6, 1.15), (-0.6, 0.45), (-1.05, 0.45))
_SQUARE: Final = ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9))
_DIAMOND: Final = ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0))
_HEXAGON: Final = ((-0.55, -1), (0.55, -1), (1.1, 0), (0.55, 1), (-0.55, 1), (-1.1, 0))
_TRIANGLE: Final = ((0, -1.05), (1.05, 0.85), (-1.05, 0.85))

LOOKS: Final[Mapping[Line, Look]] = {
    Line.FAMILY: Look("#8a3a7e"),
    Line.HEALTH: Look("#c02942", _PLUS),
    Line.LANGUAGE: Look("#4a7a12", _SPEECH),
    Line.SCHOOL: Look("#1d5fa8", _SQUARE),
    Line.LEISURE: Look("#00706b", _DIAMOND),
    Line.YOUTH: Look("#4a4f8f", _HEXAGON),
    Line.JOB: Look("#806000", _TRIANGLE),
}


def draw_badge(parent: Element, line: Line, *, at: tuple[float, float], radius: float) -> None:
    """Draw a line's shape in its colour with a white rim."""
    x, y = at
    look = LOOKS[line]
    paint: dict[str, Attribute] = {
        "fill": look.colour,
        "stroke": PAPER,
        "stroke_width": 2,
        "stroke_linejoin": "round",
    }
    if not look.corners:
        add(parent, "circle", cx=x, cy=y, r=radius, **paint)
        return
    points = " ".join(f"{x + dx * radius:.1f},{y + dy * radius:.1f}" for dx, dy in look.corners)
    add(parent, "polygon", points=points, **paint)
