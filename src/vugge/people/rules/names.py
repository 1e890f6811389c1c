"""Names as people write and search for them: cleaned, folded for searching, put in Danish order.

Offers `cleaned`, `full_name`, `folded`, `name_query`, `order_key`, `name_refusal`, `refuse_number` and
`is_one_letter`. No name that somebody has is refused: any script, hyphen, apostrophe, initials, one letter beside
another name. Digits are no name.
"""

import re
import unicodedata
from typing import Final

from vugge.kit.danish import sort_key
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.kit.text import Sentence, sentence

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
_BETWEEN: Final = frozenset(" -'.,’‘ʼʻ`´·‐‑–—־׳״/()＇\"“”„")
"""Signs that stand in names beside letters: hyphens, apostrophes of many hands, the dot of an initial."""
_NUMBER: Final = re.compile(r"\d{6}[\s-]?\w{4}")
_NUMBER_IN_NAME: Final = sentence("Det ligner et CPR-nummer. Skriv det i feltet til CPR-nummer og navnet her.")
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


def name_refusal(name: str) -> Sentence | None:
    """Say why a text in one field of a name is no name; None for what may be one, and for nothing at all.

    >>> name_refusal("Anne-Marie D'Souza"), name_refusal("J. P. Åse"), name_refusal("محمد")
    (None, None, None)
    >>> name_refusal("Bo 2").say()
    'Et navn har ingen cifre. Skriv kun navnet.'
    """
    if not name:
        return None
    if _holds_number(name):
        return _NUMBER_IN_NAME
    if any(unicodedata.category(sign) in {"Nd", "No"} for sign in name):
        return sentence("Et navn har ingen cifre. Skriv kun navnet.")
    if not any(sign.isalpha() for sign in name):
        return sentence("Skriv navnet med bogstaver. Er det ikke kendt, så lad feltet være tomt.")
    strange = next((sign for sign in name if not _is_of_a_name(sign)), None)
    return sentence("Tegnet »{sign}« hører ikke til i et navn. Skriv kun navnet.", sign=strange) if strange else None


def refuse_number(*names: str) -> None:
    """Raise `BadInput` where a CPR number stands in a name: a name is stored and shown in clear, a number never.

    >>> refuse_number("Bo", "Holm")
    """
    if any(_holds_number(name) for name in names):
        raise BadInput(_NUMBER_IN_NAME)


def is_one_letter(given_names: str, surname: str) -> bool:
    """Say whether all there is of a name is one letter; an initial with its dot and a script's own sign are more.

    >>> is_one_letter("A", ""), is_one_letter("A.", ""), is_one_letter("A", "Holm"), is_one_letter("明", "")
    (True, False, False, False)
    """
    whole = full_name(given_names, surname)
    return len(whole) == 1 and unicodedata.category(whole) in {"Lu", "Ll", "Lt"}


def _holds_number(name: str) -> bool:
    for found in _NUMBER.finditer(name):
        try:
            Cpr.parse(found[0])
        except BadInput:
            continue
        return True
    return False


def _is_of_a_name(sign: str) -> bool:
    return (
        unicodedata.category(sign)[0] in "LM"
        or unicodedata.category(sign) == "Nl"
        or sign in _BETWEEN
        or sign in _JOINERS
    )


def _is_control(sign: str) -> bool:
    """Say whether a sign shows nothing itself; spaces and line breaks are left for the splitting into words."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} and not sign.isspace()
