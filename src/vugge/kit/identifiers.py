"""Numbers that identify: a person's CPR number and a company's CVR number.

Offers `Cpr` and `Cvr`. A CPR number is secret: nothing that prints a `Cpr` by accident (repr, str, an f-string,
a traceback, a log) shows a digit of it; only `digits`, `written` and `masked` do, and they are easy to search for.
How a number is built: https://www.cpr.dk/cpr-systemet/opbygning-af-cpr-nummeret (read in November 2026).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from stdnum.dk import cvr as cvr_rules
from stdnum.exceptions import InvalidChecksum, ValidationError

from vugge.kit.errors import BadInput
from vugge.kit.text import Sentence, sentence

_REPLACEMENT_DAYS = 60
_CPR_LENGTH = 10
_UNSEEN = (
    "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
)
_BETWEEN_DIGITS = re.compile(rf"[\s./\-‐‑‒–—−{_UNSEEN}]+")
_EVER_BORN = range(1858, 2058)  # the years that the seventh digit can tell apart

_HOW_TO_WRITE = sentence("Et CPR-nummer har ti cifre: dag, måned, år og fire til. Skriv det sådan: DDMMÅÅ-XXXX.")
_LOST_ZERO = sentence(
    "Der står kun ni cifre. Et nul foran kan være forsvundet i et regneark. Skriv CPR-nummeret med alle ti cifre."
)
_NO_SUCH_DAY = sentence(
    "De første seks cifre er ikke en dag, der findes. Se efter, om to cifre er byttet om, og skriv CPR-nummeret igen."
)


@dataclass(frozen=True)
class Cpr:
    """A CPR number: ten digits whose first six are a day that exists. Raises `BadInput`, never with the digits in it.

    Two kinds are told apart: ordinary numbers, and replacement numbers, where 60 is added to the day. An
    administrative number that CPR itself has issued is built as an ordinary one. Modulus 11 is not looked at: since
    October 2007 numbers are issued that fail it. Nothing here reads a person's sex from the last digit.

    >>> Cpr("6103150007")
    Cpr(******-****)
    """

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        wrong = _mistake(self.digits)
        if wrong is not None:
            raise BadInput(wrong)

    @classmethod
    def parse(cls, text: str) -> "Cpr":
        """Read a number as people write it, with dots, spaces, slashes or a dash; raise `BadInput` if it is none.

        >>> Cpr.parse("61.03.15 - 0007") == Cpr("6103150007")
        True
        """
        return cls(_BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text)))

    @classmethod
    def synthetic(cls, born: date, serial: int) -> "Cpr":
        """Make a number for a person who does not exist: a replacement number, which the CPR register never issues.

        CPR-kontoret advises whoever must make numbers of their own to add 6 to the first digit, so that they "cannot be
        confused with real personal numbers", and says that such numbers never come out of CPR
        (https://www.cpr.dk/cpr-systemet/erstatningspersonnummer-i-eksterne-systemer). So none of these is anybody's
        personal number. One thing it does not promise: another system (a hospital's, a bank's) may use the same
        replacement number for a patient or customer of its own. Such a number means something only where it was
        made; never send one elsewhere.

        `serial` counts from 0 within a day of birth: 6,000 numbers for most years, 4,000 for those who were born
        before 1937 or after 2036. Raises ValueError beyond that, and for a year outside 1858-2057.

        >>> Cpr.synthetic(date(2015, 3, 1), 7).birth_date()
        datetime.date(2015, 3, 1)
        """
        sevenths = [digit for digit in range(10) if born.year == _full_year(born.year % 100, digit)]
        if born.year not in _EVER_BORN or not 0 <= serial < 1000 * len(sevenths):
            message = f"there is no synthetic number {serial} for {born.year}"
            raise ValueError(message)
        day = born.day + _REPLACEMENT_DAYS
        return cls(f"{day}{born:%m%y}{sevenths[serial // 1000]}{serial % 1000:03}")

    def birth_date(self) -> date:
        """Return the day of birth that the number says; the century follows from the seventh digit.

        The parish or hospital may have been wrong, and then the person has got a new number.

        >>> Cpr("6103150007").birth_date(), Cpr("6103155007").birth_date()
        (datetime.date(1915, 3, 1), datetime.date(2015, 3, 1))
        """
        return _birth_date(self.digits)

    def is_replacement(self) -> bool:
        """Say whether it was made outside CPR for somebody without a number (or for somebody who does not exist)."""
        return int(self.digits[:2]) > _REPLACEMENT_DAYS

    def masked(self) -> str:
        """Return the number as a page shows it until somebody asks for all of it.

        >>> Cpr("6103155007").masked()
        '610315-****'
        """
        return f"{self.digits[:6]}-****"

    def written(self) -> str:
        """Return the whole number as Danes write it, for the few places that must show it.

        >>> Cpr("6103155007").written()
        '610315-5007'
        """
        return f"{self.digits[:6]}-{self.digits[6:]}"

    def __repr__(self) -> str:
        return "Cpr(******-****)"

    def __str__(self) -> str:
        return "******-****"


@dataclass(frozen=True)
class Cvr:
    """A company's number: eight digits with a check digit; public. Raises `BadInput`.

    >>> str(Cvr("13585628"))
    '13585628'
    """

    digits: str

    def __post_init__(self) -> None:
        if self.digits != _checked_cvr(self.digits):
            raise BadInput(sentence("Skriv CVR-nummeret med otte cifre og intet andet: 12345678."))

    @classmethod
    def parse(cls, text: str) -> "Cvr":
        """Read a number as people write it, with spaces, dots or DK in front; raise `BadInput` if it is none.

        >>> Cvr.parse("DK 13 58 56 28")
        Cvr(digits='13585628')
        """
        return cls(_checked_cvr(text))

    def written(self) -> str:
        """Return the number in pairs, as Danes read it aloud.

        >>> Cvr("13585628").written()
        '13 58 56 28'
        """
        return " ".join(re.findall("..", self.digits))

    def __str__(self) -> str:
        return self.digits


def _mistake(digits: str) -> Sentence | None:
    if re.fullmatch(f"[0-9]{{{_CPR_LENGTH - 1}}}", digits):
        return _LOST_ZERO
    if not re.fullmatch(f"[0-9]{{{_CPR_LENGTH}}}", digits):
        return _HOW_TO_WRITE
    try:
        _birth_date(digits)
    except ValueError:
        return _NO_SUCH_DAY
    return None


def _birth_date(digits: str) -> date:
    day, month, year, seventh = (int(part) for part in (digits[:2], digits[2:4], digits[4:6], digits[6]))
    real_day = day - _REPLACEMENT_DAYS if day > _REPLACEMENT_DAYS else day
    return date(_full_year(year, seventh), month, real_day)


def _full_year(two_digits: int, seventh: int) -> int:
    """Return the year of birth, by the table of the CPR office."""
    if seventh in {0, 1, 2, 3}:
        return 1900 + two_digits
    if seventh in {4, 9}:
        return (2000 if two_digits <= 36 else 1900) + two_digits  # noqa: PLR2004  the table's own limit
    return (2000 if two_digits <= 57 else 1800) + two_digits  # noqa: PLR2004  the table's own limit


def _checked_cvr(text: str) -> str:
    try:
        return cvr_rules.validate(_BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text)))
    except InvalidChecksum:
        message = sentence("CVR-nummeret er skrevet forkert: tallene passer ikke sammen. Se efter, og skriv det igen.")
    except ValidationError:
        message = sentence("Et CVR-nummer har otte cifre og begynder ikke med 0. Skriv det sådan: 12345678.")
    raise BadInput(message)
