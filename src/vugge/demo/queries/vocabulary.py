"""The demo's part of the catalogue: its ways in, and the words and shares that its town is made from."""

from functools import cache
from importlib.resources import files
from typing import Final

from vugge.demo.rules.entrances import Entrance, EntrancesFile
from vugge.demo.rules.vocabulary import Marginals, Names, Places, Vocabulary
from vugge.kit.law import load

_FOLDER: Final = files("vugge.catalogue") / "demo"


@cache
def demo_entrances() -> tuple[Entrance, ...]:
    """Return the demo's ways in, in the order in which they are offered."""
    return load(_FOLDER / "entrances.toml", EntrancesFile).entrances


@cache
def vocabulary() -> Vocabulary:
    """Return the words and shares that a town is made from. Raises `BadLaw` when a file is damaged."""
    return Vocabulary(
        load(_FOLDER / "names.toml", Names),
        load(_FOLDER / "places.toml", Places),
        load(_FOLDER / "marginals.toml", Marginals),
    )
