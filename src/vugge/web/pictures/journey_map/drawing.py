"""A journey map in its three sizes.

Offers `draw_map` and `MapPictures`.
"""

from dataclasses import dataclass

from vugge.documents.charts.svg import markup
from vugge.journey.rules.plan import JourneyPlan
from vugge.web.pictures.journey_map.board import board_of
from vugge.web.pictures.journey_map.narrow import draw_narrow
from vugge.web.pictures.journey_map.stretch import Stretch
from vugge.web.pictures.journey_map.wide import PAPER_SIZE, SCREEN, draw_sheets, draw_wide
from vugge.web.pictures.journey_map.words import MapWords


@dataclass(frozen=True)
class MapPictures:
    """The map for a wide screen, for paper or a tablet (in pieces that stay whole), and for a phone."""

    wide: str
    paper: tuple[str, ...]
    narrow: str


def draw_map(plan: JourneyPlan, stretch: Stretch, words: MapWords) -> MapPictures:
    """Draw a stretch of a plan with the given words."""
    board = board_of(plan, stretch)
    return MapPictures(
        wide=markup(draw_wide(board, words, SCREEN)),
        paper=tuple(map(markup, draw_sheets(board, words, PAPER_SIZE))),
        narrow=markup(draw_narrow(board, words)),
    )
