"""Where the words and marks of a drawing stand, worked out from the drawing alone.

Offers `boxes_of`, `Box` and `collisions`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from vugge.web.pictures.journey_map.lettering import Style, breadth

SVG = "{http://www.w3.org/2000/svg}"
DESCENT = 0.22
ASCENT = 0.76
TOUCHING = 1.0


@dataclass(frozen=True)
class Box:
    """A rectangle, and what stands in it."""

    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other: "Box") -> bool:
        """Say whether two share more than an edge."""
        return (
            self.left < other.right - TOUCHING
            and other.left < self.right - TOUCHING
            and self.top < other.bottom - TOUCHING
            and other.top < self.bottom - TOUCHING
        )


def texts_of(svg: str) -> list[Box]:
    """Return the box of each line of text."""
    return [_line(text, part) for text in ET.fromstring(svg).iter(f"{SVG}text") for part in text]


def marks_of(svg: str) -> list[Box]:
    """Return the box of each station's mark."""
    found = []
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        name = group.get("class", "")
        if name.startswith("vugge-map-mark"):
            rings = [one for one in group if one.tag == f"{SVG}circle"]
            x, y, r = max(((_of(one, "cx"), _of(one, "cy"), _of(one, "r")) for one in rings), key=lambda one: one[2])
            found.append(Box(x - r, y - r, x + r, y + r, name.rpartition("--")[2]))
    return found


def links_of(svg: str) -> list[Box]:
    """Return the box of each way from a connection to another line."""
    found = []
    for one in ET.fromstring(svg).iter(f"{SVG}line"):
        if one.get("stroke-width") == "5":
            xs, ys = (_of(one, "x1"), _of(one, "x2")), (_of(one, "y1"), _of(one, "y2"))
            found.append(Box(min(xs) - 2.5, min(ys), max(xs) + 2.5, max(ys), "link"))
    return found


def collisions(boxes: Iterable[Box], others: Iterable[Box] | None = None) -> list[tuple[str, str]]:
    """Return what overlaps: among these, or of these with others."""
    pairs = combinations(boxes, 2) if others is None else ((one, other) for one in boxes for other in others)
    return [(one.what, other.what) for one, other in pairs if one.meets(other)]


def size_of(svg: str) -> Box:
    """Return the box of the whole drawing."""
    left, top, width, height = map(float, ET.fromstring(svg).get("viewBox", "").split())
    return Box(left, top, left + width, top + height, "drawing")


def _line(text: ET.Element, part: ET.Element) -> Box:
    style = Style(_of(text, "font-size"), 0, weight=int(_of(text, "font-weight")))
    wide, words = breadth(part.text or "", style), part.text or ""
    x, y = _of(part, "x"), _of(part, "y")
    from_right = text.get("direction") == "rtl"
    starts = text.get("text-anchor") == "start"
    left = x if starts is not from_right else x - wide
    return Box(left, y - ASCENT * style.size, left + wide, y + DESCENT * style.size, words)


def _of(element: ET.Element, name: str) -> float:
    return float(element.get(name, "0"))
