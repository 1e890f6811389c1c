"""The journey map: one child's plan as a transit map, for a wide screen, for paper and for a phone.

Offers `draw_map`, the `Stretch` of a plan that is drawn (`stretch_of`), `MapWords` and `MapPictures`.
"""

from vugge.web.pictures.journey_map.drawing import MapPictures, draw_map
from vugge.web.pictures.journey_map.stretch import Stretch, Tally, stretch_of
from vugge.web.pictures.journey_map.words import Label, MapWords

__all__ = ["Label", "MapPictures", "MapWords", "Stretch", "Tally", "draw_map", "stretch_of"]
