"""The five themes: one colour and one shape each, the same everywhere in the system.

Offers `Theme`, `THEMES` and `draw_shape`. Every colour has at least 4.5:1 contrast on white, and a theme
is never shown by its colour alone. The style sheet holds the same colours under the same names.
"""

from dataclasses import dataclass
from enum import StrEnum

from vugge.documents.charts.palette import PAPER
from vugge.documents.charts.svg import Attribute, Element, add


class Shape(StrEnum):
    """What a theme is drawn as."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    HOUSE = "house"


@dataclass(frozen=True)
class Theme:
    """A theme's key, its colour, a tint of it for what is not active, and its shape."""

    key: str
    colour: str
    tint: str
    shape: Shape


THEMES = (
    Theme("families", "#8a3a7e", "#dcc4d8", Shape.CIRCLE),
    Theme("education", "#1d5fa8", "#bbcfe5", Shape.SQUARE),
    Theme("jobs", "#806000", "#d9cfb2", Shape.TRIANGLE),
    Theme("community", "#00706b", "#b2d4d2", Shape.DIAMOND),
    Theme("housing", "#a8441f", "#e5c7bc", Shape.HOUSE),
)

# Corners around the middle, for a radius of one.
_CORNERS = {
    Shape.SQUARE: ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    Shape.TRIANGLE: ((0, -1.05), (1.05, 0.8), (-1.05, 0.8)),
    Shape.DIAMOND: ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
    Shape.HOUSE: (
        (0, -1.1),
        (1.05, -0.15),
        (0.75, -0.15),
        (0.75, 0.9),
        (-0.75, 0.9),
        (-0.75, -0.15),
        (-1.05, -0.15),
    ),
}


def draw_shape(parent: Element, theme: Theme, *, at: tuple[float, float], radius: float) -> None:
    """Draw a theme's shape in its colour with a white rim."""
    x, y = at
    look: dict[str, Attribute] = {
        "fill": theme.colour,
        "stroke": PAPER,
        "stroke_width": 2.5,
        "stroke_linejoin": "round",
    }
    if theme.shape is Shape.CIRCLE:
        add(parent, "circle", cx=x, cy=y, r=radius * 0.95, **look)
        return
    points = " ".join(f"{x + dx * radius:.1f},{y + dy * radius:.1f}" for dx, dy in _CORNERS[theme.shape])
    add(parent, "polygon", points=points, **look)
