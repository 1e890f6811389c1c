"""Texts of the map: broken into lines that fit, set from the left or from the right.

Offers `set_in` (break a text to a width), which gives a `Set` in a `Style`; `stacked`, `breadth` and `path`; and `Pen`,
which writes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vugge.documents.charts.palette import TEXT
from vugge.documents.charts.svg import Element, add, number, text_width
from vugge.journey.rules.translated import Said
from vugge.kit.danish import NO_BREAK_SPACE

_GLUED: Final = re.compile(r"(\d\.?) (\w{2,6})\b")
"""A number and what it counts stand on one line."""
UNSEEN: Final = "\u2066\u2067\u2068\u2069\u200e\u200f\u00ad"
"""Marks of direction, and soft hyphens: they take no room."""
_UNSEEN: Final = dict.fromkeys(map(ord, UNSEEN))
_LAST_PARTS: Final = (
    "plejersken", "plejerske", "uddannelse", "undersøgelse", "vurderingen", "vurdering", "vaccination", "konference",
    "samtalen", "samtale", "vejledning", "indskrivning", "tilbuddet", "tilbud", "eksamen", "prøven", "prøve", "møde",
    "parathed", "starten", "start", "besøg", "tilmelding", "arbejde", "netværk", "grupper", "gruppe", "klasse",
)  # fmt: skip
"""Where a Danish compound may be parted: before one of these."""
_LEAST: Final = 4
REGULAR: Final = 400
HEAVIER: Final = 1.04


@dataclass(frozen=True)
class Style:
    """How a text is set: the size of its letters, the height of a line, weight and colour."""

    size: float
    leading: float
    weight: int = 400
    colour: str = TEXT


@dataclass(frozen=True)
class Set:
    """A text broken into lines that fit."""

    lines: tuple[str, ...]
    said: Said
    style: Style

    @property
    def height(self) -> float:
        """Return how high it stands."""
        return len(self.lines) * self.style.leading


@dataclass(frozen=True)
class Pen:
    """Writes on a drawing of a width; from the right, everything is mirrored."""

    root: Element
    width: float
    is_from_right: bool = False

    def at(self, x: float) -> float:
        """Return where a place counted from the side at which reading begins is."""
        return self.width - x if self.is_from_right else x

    def write(self, text: Set, *, x: float, top: float, anchor: str = "start") -> None:
        """Write a text below `top`; `x` is counted from the side at which reading begins."""
        style = text.style
        turned = text.said.is_from_right is not self.is_from_right
        element = add(
            self.root,
            "text",
            font_size=style.size,
            font_weight=style.weight,
            fill=style.colour,
            text_anchor={"start": "end"}.get(anchor, anchor) if turned else anchor,
            direction=text.said.direction,
            lang=text.said.language,
        )
        for index, line in enumerate(text.lines):
            place = add(element, "tspan", x=self.at(x), y=round(top + index * style.leading + style.size, 1))
            place.text = line


def set_in(said: Said, *, width: float, style: Style) -> Set:
    """Break a text into lines; a word that is longer than a line is parted.

    >>> set_in(Said("Sprogvurdering"), width=80, style=Style(13, 17)).lines
    ('Sprog-', 'vurdering')
    """
    lines: list[str] = []
    for word in _GLUED.sub(f"\\1{NO_BREAK_SPACE}\\2", said.text).split(" "):
        for piece in _parted(word, width, style):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and not lines[-1].endswith("\u00ad") and breadth(longer, style) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return Set(tuple(line.replace("\u00ad", "-") for line in lines), said, style)


def breadth(text: str, style: Style) -> float:
    """Return about how wide a text is, rather too much than too little; heavy letters are broader."""
    return text_width(text.translate(_UNSEEN), style.size) * (HEAVIER if style.weight > REGULAR else 1)


def stacked(texts: Sequence[Set]) -> float:
    """Return how high texts stand below one another."""
    return sum(one.height for one in texts)


def path(*parts: str | float) -> str:
    """Write the path of a line from its letters and numbers.

    >>> path("M", 1.0, 2.125, "H", 8)
    'M 1 2.12 H 8'
    """
    return " ".join(part if isinstance(part, str) else number(part) for part in parts)


def _parted(word: str, width: float, style: Style) -> list[str]:
    """Part a word that is too long; a soft hyphen at the end of a piece says that the word goes on."""
    if breadth(word, style) <= width:
        return [word]
    at = _seam(word, width, style)
    return [word[:at].rstrip("-") + "\u00ad", *_parted(word[at:], width, style)]


def _seam(word: str, width: float, style: Style) -> int:
    bare = word.rstrip(".,:;?!)").casefold()
    for last in _LAST_PARTS:
        at = len(bare) - len(last)
        if bare.endswith(last) and at >= _LEAST and breadth(word[:at] + "-", style) <= width:
            return at
    fits = max((at for at in range(1, len(word)) if breadth(word[:at] + "-", style) <= width), default=1)
    return max(1, min(fits, len(word) - _LEAST) if len(word) > 2 * _LEAST else fits)
