"""Says what stands in one cell of a sheet, as the text a Dane would have typed there.

Offers `FoundCell` and `cell_text`. Numbers get a decimal comma, so that 1.158 in a spreadsheet (a little more than
one) is never taken for the 1.158 that people write (eleven hundred).
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from vugge.kit.tables.problems import shortened
from vugge.kit.tables.xlsx_workbook import NumberKind, Workbook
from vugge.kit.tables.xlsx_xml import unescaped
from vugge.kit.text import Sentence, sentence

_FROM_1900 = datetime(1899, 12, 30)  # noqa: DTZ001  a spreadsheet's days have no time zone
_FROM_1904 = datetime(1904, 1, 1)  # noqa: DTZ001  as above
_LEAP_DAY_THAT_NEVER_WAS = 60  # 29 February 1900, which spreadsheets count
_SIGNIFICANT_DIGITS = 15  # what a spreadsheet keeps; more is noise of binary fractions
_LARGEST_EXPONENT = 30

Shown = tuple[str, Sentence | None]
"""The text of a cell, and why it cannot be used (or None)."""


@dataclass(frozen=True)
class FoundCell:
    """A cell as the sheet writes it: its kind (the attribute t), its style and its text."""

    kind: str
    style: int
    written: str


def cell_text(cell: FoundCell, book: Workbook) -> Shown:
    """Return what stands in a cell."""
    match cell.kind:
        case "s":
            return _shared(cell.written, book)
        case "str" | "inlineStr":
            return unescaped(cell.written), None
        case "e":
            return cell.written, sentence(
                "Cellen viser fejlen {written}. Skriv værdien i stedet.", written=shortened(cell.written)
            )
        case "d":
            return cell.written.replace("T", " ").removesuffix("Z").removesuffix(" 00:00:00"), None
        case "b" | "n":
            return _number(cell, book)
        case _:
            return cell.written, _damaged()


def _damaged() -> Sentence:
    return sentence("Cellen er beskadiget. Skriv værdien igen.")


def _shared(written: str, book: Workbook) -> Shown:
    if not written:
        return "", None
    if not written.isascii() or not written.isdigit() or int(written[:9]) >= len(book.strings):
        return written, _damaged()
    return book.strings[int(written[:9])], None


def _number(cell: FoundCell, book: Workbook) -> Shown:
    if not cell.written:
        return "", None
    try:
        number = Decimal(cell.written)
    except InvalidOperation:
        return cell.written, _damaged()
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        return (cell.written, _damaged()) if number else ("0", None)
    kind = book.number_kinds[cell.style] if cell.style < len(book.number_kinds) else NumberKind.PLAIN
    match kind:
        case NumberKind.DATE:
            return _date(number, book)
        case NumberKind.PERCENT:
            return f"{_digits(number * 100)} %", None
        case NumberKind.PLAIN:
            return _digits(number), None


def _digits(number: Decimal) -> str:
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    short = Decimal(f"{number:.{_SIGNIFICANT_DIGITS}g}")
    return f"{short.normalize():f}".replace(".", ",")


def _date(number: Decimal, book: Workbook) -> Shown:
    days = float(number)
    start = _FROM_1904 if book.counts_from_1904 else _FROM_1900
    early = start == _FROM_1900 and 1 <= days < _LEAP_DAY_THAT_NEVER_WAS
    if days < 0 or (start == _FROM_1900 and int(days) == _LEAP_DAY_THAT_NEVER_WAS):
        return _digits(number), _no_date()
    try:
        moment = start + timedelta(days=int(days) + early, seconds=round(days % 1 * 86_400))
    except OverflowError:
        return _digits(number), _no_date()
    if days < 1:
        return moment.time().isoformat(), None
    if moment.time() == time(0):
        return moment.date().isoformat(), None
    return moment.isoformat(sep=" "), None


def _no_date() -> Sentence:
    return sentence("Cellen er vist som dato, men tallet i den er ingen dato. Skriv datoen igen.")
