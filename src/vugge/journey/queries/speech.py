"""The languages in which a family can read its journey.

Offers `speeches` (every language, Danish first) and `speech_in`.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from vugge import catalogue
from vugge.journey.rules.translated import Originals, Speech, Tongue
from vugge.kit.law import load, load_all

DANISH: Final = "da"
ORDER: Final = (DANISH, "en", "ar", "tr", "so")


@cache
def speeches() -> Mapping[str, Speech]:
    """Return every language by its code, in the order in which they are offered."""
    folder = files(catalogue.__name__) / "journey"
    originals = load(folder / f"{DANISH}.toml", Originals)
    tongues = {one.language: one for one in load_all(folder, Tongue, leaving_out=(DANISH,))}
    return {code: Speech(originals, tongues.get(code)) for code in ORDER if code == DANISH or code in tongues}


def speech_in(language: str) -> Speech:
    """Return a language; Danish for one that we have no texts in."""
    return speeches().get(language, speeches()[DANISH])
