"""Parsers for cells: each returns a function from the text of a cell to a value, which raises `BadCell`.

Offers `text`, `whole_number`, `decimal_number`, `date`, `yes_no` and `choice`. Strict, because people's mistakes and
spreadsheets' helpfulness must be seen and not guessed away; an unknown figure is an empty cell and nothing else.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NoReturn, TypeVar

from vugge.kit.danish import MINUS, Unreadable, parse_date
from vugge.kit.tables.formulas import looks_like_formula
from vugge.kit.tables.problems import BadCell, shortened
from vugge.kit.text import Sentence, sentence

T = TypeVar("T")

_SPACE = r"[ \u00a0\u2009\u202f]"
_NO_FIGURE = frozenset({"nan", "inf", "-inf", "infinity", "-infinity", "null", "none", "nil"})
_NOT_GIVEN = _NO_FIGURE | {
    "-",
    "–",
    "—",
    ".",
    "..",
    "...",
    "…",
    ":",
    "?",
    "x",
    "na",
    "n/a",
    "n.a.",
    "ukendt",
    "uoplyst",
}
_EXPONENT = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?e[+-]?[0-9]+")
_MONTHS = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
_DATE_LIKE = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}.*|[0-9]{{1,2}}[-.]? ?(?:{_MONTHS}).*|(?:{_MONTHS})-[0-9]+")
_WHOLE = re.compile(rf"-?(?:[0-9]{{1,15}}|[1-9][0-9]{{0,2}}(?:(?:\.[0-9]{{3}}){{1,4}}|(?:{_SPACE}[0-9]{{3}}){{1,4}}))")
_WHOLE_WITH_ZEROS = re.compile(r"(-?[0-9]{1,15})[.,]0{1,15}")  # 1158.0 is how programs write a whole number
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_GROUPED_DECIMAL = re.compile(rf"-?[0-9]{{1,3}}(?:(?:[.,]|{_SPACE})[0-9]{{3}})+(?:[.,][0-9]+)?")
_NOT_DIGITS = re.compile("[^0-9-]")
_PLAIN_DIGITS = 15  # what a spreadsheet's numbers can hold

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")  # not the joiners U+200C and U+200D: names need them
_TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")
# æøå and accents (Ã¸), quotes and dashes (â€“), signs (Â·): UTF-8 read as Windows-1252
_WRONG_ENCODING = re.compile("\ufffd|Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u0080-\u00bf]|â€|Ã$")


def text(*, longest: int = 200) -> Callable[[str], str]:
    """Read a name or another short text on one line; spaces are put in order.

    Refuses control characters, formulas, signs that turn the direction of writing, and the traces of a wrong encoding.

    >>> text()("  Gellerupparken \\u00a0/  Toveshøj ")
    'Gellerupparken / Toveshøj'
    """

    def parse(cell: str) -> str:
        if cell.isascii() and cell.isalnum() and len(cell) <= longest:
            return cell
        _refuse_dangerous(cell)
        found = " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", cell)).split())
        if len(found) > longest:
            raise BadCell(
                sentence(
                    "Teksten er for lang: {length} tegn. Der er plads til {longest}.",
                    length=len(found),
                    longest=longest,
                )
            )
        return found

    return parse


def _refuse_dangerous(cell: str) -> None:
    if _WRONG_ENCODING.search(cell):
        raise BadCell(
            sentence(
                "”{written}” har bogstaver, der er gået i stykker i et forkert tegnsæt. "
                "Ret dem, og gem filen som CSV UTF-8.",
                written=shortened(cell),
            )
        )
    if looks_like_formula(cell):
        raise BadCell(
            sentence(
                "”{written}” begynder som en formel (= + - @ eller et tabulatortegn). Fjern tegnet.",
                written=shortened(cell),
            )
        )
    if _TURNS_TEXT.search(cell) or any(unicodedata.category(character) in ("Cc", "Cs") for character in cell):
        raise BadCell(
            sentence(
                "”{written}” indeholder et linjeskift eller et andet usynligt styretegn. "
                "Skriv teksten igen på én linje.",
                written=shortened(cell),
            )
        )


def whole_number(*, at_least: int | None = None, at_most: int | None = None) -> Callable[[str], int]:
    """Read a whole number: 1158, 1.158 and 1 158 are the same; so is 1158.0, which programs write.

    >>> whole_number()("1.158"), whole_number(at_least=0)("1158.0")
    (1158, 1158)
    """

    def parse(cell: str) -> int:
        number = int(cell) if _is_plain(cell) else _whole(_number_text(cell))
        _refuse_outside(Decimal(number), at_least, at_most, cell)
        return number

    return parse


def _is_plain(cell: str) -> bool:
    return len(cell) <= _PLAIN_DIGITS and cell.isascii() and cell.isdigit()


def _whole(written: str) -> int:
    if _WHOLE.fullmatch(written):
        return int(_NOT_DIGITS.sub("", written))
    if found := _WHOLE_WITH_ZEROS.fullmatch(written):
        return int(found[1])
    _refuse_unknown_number(written)
    raise BadCell(
        sentence("”{written}” er ikke et helt tal. Skriv det med cifre, for eksempel 1158.", written=shortened(written))
    )


def decimal_number(
    *, at_least: Decimal | int | None = None, at_most: Decimal | int | None = None, percent: bool = False
) -> Callable[[str], Decimal]:
    """Read a number with the digits as written: 41.2 and 41,2; with `percent` also 41,2 %.

    The one separator is always the decimal mark; 1.158 is a little more than one.

    >>> decimal_number()("43.0"), decimal_number(percent=True)("41,2 %")
    (Decimal('43.0'), Decimal('41.2'))
    """

    def parse(cell: str) -> Decimal:
        written = _number_text(cell)
        bare = written.removesuffix("%").rstrip() if percent else written
        if not _DECIMAL.fullmatch(bare):
            _refuse_unknown_number(written)
            _refuse_grouped(bare)
            raise BadCell(
                sentence("”{written}” er ikke et tal. Skriv det med cifre, for eksempel 41,2.", written=shortened(cell))
            )
        number = Decimal(bare.replace(",", "."))
        _refuse_outside(number, at_least, at_most, cell)
        return number

    return parse


def _number_text(cell: str) -> str:
    return cell.strip().replace(MINUS, "-")


def _refuse_grouped(written: str) -> None:
    if written.endswith("%"):
        raise BadCell(sentence("”{written}” er en procent. Skriv tallet uden procenttegn.", written=shortened(written)))
    if _GROUPED_DECIMAL.fullmatch(written):
        raise BadCell(
            sentence(
                "”{written}” har flere skilletegn. Skriv kun decimalkommaet, for eksempel 1234,5.",
                written=shortened(written),
            )
        )


def _refuse_unknown_number(written: str) -> None:
    lower = written.casefold()
    if lower in _NOT_GIVEN:
        raise BadCell(
            sentence("”{written}” er ikke et tal. Lad cellen være tom, hvis tallet ikke kendes.", written=written)
        )
    if _EXPONENT.fullmatch(lower):
        raise BadCell(
            sentence(
                "”{written}” er et tal, som regnearket har forkortet. Vis alle cifre, og gem igen.",
                written=shortened(written),
            )
        )
    if _DATE_LIKE.fullmatch(lower):
        raise BadCell(
            sentence(
                "”{written}” er en dato. Regnearket har nok lavet tallet om: formatér kolonnen som tal, "
                "og skriv tallet igen.",
                written=shortened(written),
            )
        )


def _refuse_outside(number: Decimal, at_least: Decimal | int | None, at_most: Decimal | int | None, cell: str) -> None:
    too_small = at_least is not None and number < at_least
    too_large = at_most is not None and number > at_most
    if not too_small and not too_large:
        return
    written = shortened(cell)
    if at_least is None:
        raise BadCell(sentence("”{written}” er for meget. Det må højst være {most}.", written=written, most=at_most))
    if at_most is None:
        raise BadCell(
            sentence("”{written}” er for lidt. Det skal mindst være {least}.", written=written, least=at_least)
        )
    raise BadCell(
        sentence("”{written}” skal ligge fra {least} til {most}.", written=written, least=at_least, most=at_most)
    )


def date() -> Callable[[str], dt.date]:
    """Read a date, as Danes and as spreadsheets write it.

    >>> date()("22-11-2026"), date()("2026-11-22 00:00:00")
    (datetime.date(2026, 11, 22), datetime.date(2026, 11, 22))
    """

    def parse(cell: str) -> dt.date:
        try:
            return parse_date(cell.strip().removesuffix("00:00:00"))
        except Unreadable as wrong:
            raise BadCell(Sentence(wrong.danish, wrong.values)) from None

    return parse


_YES = frozenset({"1", "ja", "sand", "yes", "true"})
_NO = frozenset({"0", "nej", "falsk", "no", "false"})


def yes_no() -> Callable[[str], bool]:
    """Read yes or no: 1 or 0, ja or nej, and what spreadsheets make of them.

    >>> yes_no()("Ja"), yes_no()("0")
    (True, False)
    """

    def parse(cell: str) -> bool:
        word = cell.strip().casefold()
        if word not in _YES | _NO:
            raise BadCell(sentence("”{written}” er hverken 1 (ja) eller 0 (nej).", written=shortened(cell)))
        return word in _YES

    return parse


def choice(options: Mapping[str, T]) -> Callable[[str], T]:
    """Read one of a few words, whatever their case; the words are the keys, the values what they stand for.

    >>> choice({"Aarhus": 751, "Odense": 461})("aarhus")
    751
    """
    values = {word.casefold(): value for word, value in options.items()}

    def parse(cell: str) -> T:
        word = " ".join(cell.split()).casefold()
        if word not in values:
            _refuse_choice(cell, tuple(options))
        return values[word]

    return parse


def _refuse_choice(cell: str, options: tuple[str, ...]) -> NoReturn:
    raise BadCell(
        sentence("”{written}” er ikke en mulighed. Vælg mellem {options}.", written=shortened(cell), options=options)
    )
