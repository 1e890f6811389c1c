"""How a Dane writes dates, times, weeks and numbers, and how a Dane sorts words.

Offers `date_text`, `time_text`, `week_text`, `number_text`, `percent_text` and `points_text`; back again
`parse_date`, `parse_time`, `parse_week` and `parse_number`, which raise `Unreadable`; and `sort_key`.

Own code instead of babel, which takes about five times as long: a list page writes hundreds of these. The
tests hold it against babel.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

Language = Literal["da", "en"]

MINUS = "\N{MINUS SIGN}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONGEST_QUOTE = 40
_MARKS = {"da": str.maketrans(",.-", f".,{MINUS}"), "en": str.maketrans("-", MINUS)}
# Wide enough for any figure of ours, and independent of whatever context the caller computes in.
_ROUNDING = Context(prec=100, rounding=ROUND_HALF_UP)


class Unreadable(ValueError):
    """A text that is not written as it should be; says in Danish what is wrong and shows a right one.

    `danish` and `values` are the pattern and the words in it, ready for `vugge.kit.text.Sentence`,
    which this module cannot import because `Sentence` is built on it.
    """

    def __init__(self, danish: str, **values: str) -> None:
        super().__init__(danish.format(**values))
        self.danish = danish
        self.values = values


@dataclass(frozen=True)
class Percent:
    """A share in per cent (41.2 means 41.2 %), shown with so many decimals."""

    value: Decimal
    decimals: int = 1


@dataclass(frozen=True)
class Points:
    """A difference between two shares, in percentage points, shown with so many decimals."""

    value: Decimal
    decimals: int = 1


def date_text(day: date, language: Language = "da") -> str:
    """Write a date.

    >>> date_text(date(2026, 11, 22)), date_text(date(2026, 11, 22), "en")
    ('22-11-2026', '22 Nov 2026')
    """
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


_DAY_FIRST = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]+)")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH_NAMED = re.compile(rf"([0-9]{{1,2}}) ({'|'.join(_MONTHS)}) ([0-9]+)", re.IGNORECASE)
_YEAR_DIGITS = 4


def parse_date(text: str) -> date:
    """Read a date: 22-11-2026, 22.11.2026, 22/11-2026, 2026-11-22 or 22 Nov 2026.

    Raises `Unreadable`; also for a year of two digits, since nobody can know which century was meant.

    >>> parse_date("22/11-2026"), parse_date("2026-11-22")
    (datetime.date(2026, 11, 22), datetime.date(2026, 11, 22))
    """
    day, month, year = _date_parts(text)
    if len(year) != _YEAR_DIGITS:
        raise Unreadable(
            "”{written}” har ikke et årstal på fire cifre. Skriv for eksempel 22-11-2026.",
            written=quoted(text),
        )
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unreadable(
            "”{written}” findes ikke i kalenderen. Skriv en dato som 22-11-2026.", written=quoted(text)
        ) from None


def _date_parts(text: str) -> tuple[str, str, str]:
    written = text.strip()
    if found := _YEAR_FIRST.fullmatch(written):
        return found[3], found[2], found[1]
    if found := _DAY_FIRST.fullmatch(written):
        return found[1], found[2], found[3]
    if found := _MONTH_NAMED.fullmatch(written):
        return found[1], str(_MONTHS.index(found[2].capitalize()) + 1), found[3]
    raise Unreadable("”{written}” er ikke en dato. Skriv den som 22-11-2026.", written=quoted(text))


def time_text(moment: time, language: Language = "da") -> str:
    """Write a time of day, to the minute.

    >>> time_text(time(14, 30)), time_text(time(9, 5), "en")
    ('kl. 14.30', '09:05')
    """
    if language == "en":
        return f"{moment.hour:02}:{moment.minute:02}"
    return f"kl. {moment.hour:02}.{moment.minute:02}"


_TIME = re.compile(r"(?:kl\.?\s*)?([01]?[0-9]|2[0-3])[.:]([0-5][0-9])", re.IGNORECASE)


def parse_time(text: str) -> time:
    """Read a time of day: kl. 14.30, 14.30 or 14:30. Raises `Unreadable`.

    >>> parse_time("kl. 14.30"), parse_time("9:05")
    (datetime.time(14, 30), datetime.time(9, 5))
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise Unreadable("”{written}” er ikke et klokkeslæt. Skriv det som kl. 14.30.", written=quoted(text))
    return time(int(found[1]), int(found[2]))


def week_text(day: date, *, year: int, language: Language = "da") -> str:
    """Write the ISO week of a day; the week's year is told only when it is not `year`, the reader's own.

    >>> week_text(date(2026, 11, 22), year=2026), week_text(date(2027, 1, 2), year=2027)
    ('uge 47', 'uge 53, 2026')
    """
    iso = day.isocalendar()
    word = "week" if language == "en" else "uge"
    return f"{word} {iso.week}" if iso.year == year else f"{word} {iso.week}, {iso.year:04}"


_WEEK = re.compile(r"(?:uge|week)\s*([0-9]{1,2})(?:[\s,/]\s*([0-9]{4}))?", re.IGNORECASE)


def parse_week(text: str, *, year: int) -> date:
    """Read an ISO week as its Monday: uge 47 (of `year`), or uge 53, 2026. Raises `Unreadable`.

    >>> parse_week("uge 47", year=2026), parse_week("uge 1, 2027", year=2026)
    (datetime.date(2026, 11, 16), datetime.date(2027, 1, 4))
    """
    found = _WEEK.fullmatch(text.strip())
    if not found:
        raise Unreadable("”{written}” er ikke en uge. Skriv den som uge 47 eller uge 47, 2026.", written=quoted(text))
    try:
        return date.fromisocalendar(int(found[2] or year), int(found[1]), 1)
    except ValueError:
        raise Unreadable(
            "”{written}” findes ikke i kalenderen. Et år har uge 1 til 52 eller 53, for eksempel uge 47.",
            written=quoted(text),
        ) from None


def number_text(value: int | Decimal, *, decimals: int | None = None, language: Language = "da") -> str:
    """Write a number, rounded half up to `decimals`, or with as many as it carries.

    >>> number_text(Decimal("1234.56")), number_text(Decimal("-0.25"), decimals=1)
    ('1.234,56', '−0,3')
    >>> number_text(1158), number_text(Decimal("1234.56"), language="en")
    ('1.158', '1,234.56')
    """
    number = Decimal(value)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)
    if number.is_zero():
        number = number.copy_abs()  # nobody writes minus zero
    return f"{number:,f}".translate(_MARKS[language])


_MINUSES = re.compile(f"[-{MINUS}\N{EN DASH}]")  # what keyboards, typographers and word processors write
_SPACES = f" {NO_BREAK_SPACE}\N{NARROW NO-BREAK SPACE}"


def _number_pattern(*, group: str, point: str) -> re.Pattern[str]:
    grouped = rf"[1-9][0-9]{{0,2}}(?P<group>[{group}{_SPACES}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*"
    return re.compile(rf"(?P<minus>-?)(?P<whole>{grouped}|[0-9]+)(?:{point}(?P<fraction>[0-9]+))?")


_NUMBERS = {
    "da": _number_pattern(group=".", point=","),
    "en": _number_pattern(group=",", point=r"\."),
}
_NOT_DIGITS = re.compile("[^0-9]")
_LONGEST_NUMBER = 60  # no figure of ours is longer; what is longer could not be rounded and shown again


def parse_number(text: str, *, decimals: int | None = None, language: Language = "da") -> Decimal:
    """Read a number, 1.234,56 or 1234,56, with at most `decimals` digits after the comma (None: any).

    Strict about groups of three, so that 41.2 from a spreadsheet set in English is refused and not read
    as 412. Raises `Unreadable`.

    >>> parse_number("1.234,56"), parse_number("−7", decimals=0), parse_number("41.2", language="en")
    (Decimal('1234.56'), Decimal('-7'), Decimal('41.2'))
    """
    found = _NUMBERS[language].fullmatch(_MINUSES.sub("-", text.strip()))
    if not found or len(text) > _LONGEST_NUMBER:
        raise Unreadable(
            "”{written}” er ikke et tal. Skriv det som {example}.",
            written=quoted(text),
            example=number_text(Decimal("1234.56"), decimals=decimals, language=language),
        )
    fraction = found["fraction"] or ""
    if decimals is not None and len(fraction) > decimals:
        raise Unreadable(
            "”{written}” har for mange decimaler. Skriv det som {example}.",
            written=quoted(text),
            example=number_text(Decimal("1234.56"), decimals=decimals, language=language),
        )
    whole = _NOT_DIGITS.sub("", found["whole"])
    return Decimal(f"{found['minus']}{whole}.{fraction}")


def percent_text(share: Percent, language: Language = "da") -> str:
    """Write a share; in Danish with a space before the sign, one that never ends a line.

    >>> percent_text(Percent(Decimal("41.25"))), percent_text(Percent(Decimal(60), 0), "en")
    ('41,3\\xa0%', '60%')
    """
    number = number_text(share.value, decimals=share.decimals, language=language)
    return f"{number}%" if language == "en" else f"{number}{NO_BREAK_SPACE}%"


def points_text(difference: Points, language: Language = "da") -> str:
    """Write a difference in percentage points.

    >>> points_text(Points(Decimal("1.2"))), points_text(Points(Decimal("-1.2")), "en")
    ('1,2 procentpoint', '−1.2 percentage points')
    """
    number = number_text(difference.value, decimals=difference.decimals, language=language)
    if language == "da":
        return f"{number} procentpoint"
    return f"{number} percentage point{'' if number.strip(MINUS) == '1' else 's'}"


_DOUBLE_A = "\uffff"  # stands for aa while we sort: an å, but after every å when all else is equal
_LETTERS = str.maketrans(  # æ ø å become the three signs that follow z; words hold no such signs themselves
    {
        **dict.fromkeys("æäǽ", "{"),
        **dict.fromkeys("øöőǿ", "|"),
        **dict.fromkeys("åǻ", "}"),
        **dict.fromkeys("üű", "y"),
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "œ": "oe",
        "þ": "th",
    }
)
_ORDINARY_FIRST = str.maketrans("æøå", "{|}")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")


def sort_key(text: str) -> tuple[str, str, str]:
    """Return what to sort a Danish text by (Retskrivningsordbogen § 4): word by word, digits before letters.

    Æ, ø and å come last. Aa counts as å, which is right in names but not in ekstraarbejde. Ä counts as æ,
    ö as ø, ü as y. Case, accents and punctuation count only where all else is equal: Karl before karl,
    Ree before Rée, Nygård before Nygaard. Only the same text has the same key.

    >>> sorted(["Aarhus", "Ølby", "Ærø", "Zebra", "Åbo", "Aabenraa", "Arden"], key=sort_key)
    ['Arden', 'Zebra', 'Ærø', 'Ølby', 'Aabenraa', 'Åbo', 'Aarhus']
    """
    spelled = unicodedata.normalize("NFC", text.casefold()).replace("aa", _DOUBLE_A)
    words = " ".join(_WORD.findall(spelled.replace(_DOUBLE_A, "å"))).translate(_LETTERS)
    letters = _ACCENTS.sub("", unicodedata.normalize("NFD", words))
    return letters, spelled.translate(_ORDINARY_FIRST), text


def quoted(text: str) -> str:
    """Return a text on one line, cut to what a message can bear.

    >>> quoted(" 22-11 \\n 26 ")
    '22-11 26'
    """
    written = " ".join(text.split())
    return written if len(written) <= _LONGEST_QUOTE else f"{written[: _LONGEST_QUOTE - 1]}…"
