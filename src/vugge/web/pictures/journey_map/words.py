"""The words of a journey map, ready in the reader's language.

Offers `Label`, what stands at a station, and `MapWords`, all of a drawing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vugge.journey.rules.route import Line
from vugge.journey.rules.translated import Said


@dataclass(frozen=True)
class Label:
    """What stands at a station: its name, and where the child stands there."""

    name: Said
    state: Said


@dataclass(frozen=True)
class MapWords:
    """Every word of a drawing: `labels` by the station's id, `lines` by line.

    `behind` and `ahead` say what is folded away, None where nothing is. `is_from_right`: all of it is mirrored.
    """

    title: str
    description: str
    you_are_here: Said
    past: Said
    coming: Said
    behind: Said | None
    ahead: Said | None
    lines: Mapping[Line, Said]
    labels: Mapping[str, Label]
    is_from_right: bool = False
