"""Names as people write and search for them: cleaned, folded for searching, put in Danish order.

Offers `cleaned`, `full_name`, `folded`, `name_query` and `order_key`. No name is refused: one letter, no surname and
any script are all names.
"""

import re
import unicodedata
from typing import Final

from vugge.kit.danish import sort_key

_JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"  # letters of Persian and Urdu names need them
_TATWEEL: Final = "\N{ARABIC TATWEEL}"
_ALONE: Final = str.maketrans(
    {
        "æ": "ae",
        "å": "aa",
        "ø": "o",
        "œ": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        _TATWEEL: "",
        **dict.fromkeys(_JOINERS, ""),
    }
)  # letters that are no letter with an accent
_WORD: Final = re.compile(r"[^\W_]+")
_KEY_DIGITS: Final = 128


def cleaned(text: str) -> str:
    """Return a text of one line as it is stored: composed letters, single spaces, no invisible signs.

    Signs that turn the direction of writing are taken out: a name may not rearrange the page around it.

    >>> cleaned("  A\N{COMBINING RING ABOVE}se \u202e  Holm ")
    'Åse Holm'
    """
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(sign for sign in composed if sign in _JOINERS or not _is_control(sign))
    return " ".join(shown.split())


def full_name(given_names: str, surname: str) -> str:
    """Return the name as it is said; empty for a child that has none yet.

    >>> full_name("Åse", "")
    'Åse'
    """
    return f"{given_names} {surname}".strip()


def folded(*names: str) -> str:
    """Return names for searching, with a space before each part: no case, no accents, ø as o, å as aa, ı as i.

    "Søren", "Soeren", "Sören" and "SOREN" are found by each other, and so are Arabic names with and without vowel
    signs. Two different names can fold to one; this finds candidates and decides nothing.

    >>> folded("Søren Åge", "Al-İbrahim")
    ' soren aage al ibrahim'
    """
    plain = unicodedata.normalize("NFKC", " ".join(names)).casefold().translate(_ALONE)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return "".join(f" {part}" for part in _WORD.findall(bare.replace("oe", "o")))


def name_query(text: str) -> tuple[str, ...]:
    """Return what each word of a search must be found as in a folded name: the beginning of one of its parts.

    >>> name_query("Jør hol")
    (' jor', ' hol')
    """
    return tuple(f" {part}" for part in folded(text).split())


def order_key(given_names: str, surname: str) -> str:
    """Return what persons are put in order by: the surname, then the given names, in Danish order.

    The database compares it sign by sign whatever language it is set up for, so it is written in hexadecimal digits.

    >>> order_key("Bo", "Aagaard") > order_key("Bo", "Zachariassen")
    True
    """
    first, second = (sort_key(name)[0] for name in (surname or given_names, given_names))
    return f"{first} {second}".encode().hex()[:_KEY_DIGITS]


def _is_control(sign: str) -> bool:
    """Say whether a sign shows nothing itself; spaces and line breaks are left for the splitting into words."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} and not sign.isspace()
