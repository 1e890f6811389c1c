"""The words of the family's pages of messages, in each language that a family can read in.

Offers `message_speech`.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from vugge import catalogue
from vugge.journey.rules.translated import Originals, Speech, Tongue
from vugge.kit.law import load, load_all

DANISH: Final = "da"


def message_speech(language: str) -> Speech:
    """Return the words in a language; in Danish where we have none."""
    return _speeches().get(language, _speeches()[DANISH])


@cache
def _speeches() -> Mapping[str, Speech]:
    folder = files(catalogue.__name__) / "messages"
    originals = load(folder / f"{DANISH}.toml", Originals)
    tongues = load_all(folder, Tongue, leaving_out=(DANISH,))
    return {DANISH: Speech(originals), **{one.language: Speech(originals, one) for one in tongues}}
