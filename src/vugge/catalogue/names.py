"""Names as people write them: what counts as the same spelling, and keys made from names.

Offers `fold`, `place_key` and `slug`.
"""

import re
import unicodedata

_DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_WORDS_FOR_MUNICIPALITY = {"kommune", "kommunes", "regionskommune", "municipality", "of"}


def fold(text: str) -> str:
    """Return a name without case, accents, punctuation and the choice between å and aa.

    >>> fold("Høje-Tåstrup"), fold("HØJE TAASTRUP"), fold("Gellerupparken / Toveshøj")
    ('hoeje taastrup', 'hoeje taastrup', 'gellerupparken toveshoej')
    """
    danish = unicodedata.normalize("NFC", text).casefold().translate(_DANISH_LETTERS)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", danish) if not unicodedata.combining(sign))
    return " ".join(re.findall("[a-z0-9]+", plain))


def place_key(text: str) -> str:
    """Return the folded name of a municipality without the words that say it is one.

    >>> place_key("Københavns Kommune"), place_key("Municipality of Aarhus")
    ('koebenhavns', 'aarhus')
    """
    return " ".join(word for word in fold(text).split() if word not in _WORDS_FOR_MUNICIPALITY)


def slug(name: str, municipality: str) -> str:
    """Make the key of an area nobody has given one, from its name and its municipality's.

    The municipality is always part of it: the country has more than one Ringparken.

    >>> slug("Ringparken", "Esbjerg"), slug("Ringparken, Slagelse", "Slagelse")
    ('ringparken_esbjerg', 'ringparken_slagelse')
    """
    own, place = fold(name), fold(municipality)
    whole = own if own == place or own.endswith(f" {place}") else f"{own} {place}"
    return whole.strip().replace(" ", "_")
