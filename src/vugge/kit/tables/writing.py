"""Writes tables as CSV and XLSX that no spreadsheet will run as formulas.

Offers `write_csv` with the styles `PLAIN` and `DANISH_EXCEL`, and `write_xlsx`.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Literal, assert_never

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from vugge.kit.tables.formulas import disarmed, looks_like_formula

Value = str | int | Decimal | date | bool | None
"""What a cell of a table of ours may hold. A float is not among them: it has no digits of its own."""

# Not text in XML 1.0, or unreadable to every CSV reader; shown as the sign for a lost character, never left out unseen.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LOST = "\N{REPLACEMENT CHARACTER}"
_MOST_CHARACTERS = 32_767  # in a cell of an XLSX
_MOST_ROWS = 1_048_576
_SPREADSHEET_DIGITS = 15
_FIRST_SAFE_DAY = date(1900, 3, 1)  # spreadsheets count a 29 February 1900 that never was
_NARROWEST, _WIDEST = 10, 40
_ALWAYS = datetime(2000, 1, 1)  # noqa: DTZ001  the same table is the same file, whenever it is written
NO_WIDTHS: Mapping[int, float] = MappingProxyType({})


@dataclass(frozen=True)
class CsvStyle:
    """How a CSV is written. Decimal mark and delimiter belong together: a Dane's comma is not a delimiter."""

    delimiter: Literal[",", ";", "\t"]
    decimal_mark: Literal[".", ","]
    encoding: Literal["utf-8", "utf-8-sig"]


PLAIN = CsvStyle(",", ".", "utf-8")
"""For programs: comma, decimal point, no byte order mark."""

DANISH_EXCEL = CsvStyle(";", ",", "utf-8-sig")
"""For a double click in a Danish Excel: semicolon, decimal comma, byte order mark."""


def write_csv(
    target: Path | BinaryIO, headers: Sequence[str], rows: Iterable[Sequence[Value]], *, style: CsvStyle = PLAIN
) -> None:
    """Write a CSV. Dates are ISO dates, yes and no are 1 and 0, None is an empty cell.

    A text that looks like a formula gets an apostrophe in front, which `read_table` takes off again.
    """
    with _opened(target) as stream:
        text = TextIOWrapper(stream, encoding=style.encoding, newline="")
        writer = csv.writer(text, delimiter=style.delimiter, lineterminator="\r\n")
        try:
            writer.writerow([_csv_cell(header, style) for header in headers])
            writer.writerows([_csv_cell(value, style) for value in row] for row in rows)
        finally:
            text.detach()  # flushes, and leaves the stream to whoever opened it


def _csv_cell(value: Value, style: CsvStyle) -> str:
    match value:
        case None:
            return ""
        case str():
            return disarmed(_NO_TEXT.sub(_LOST, value))
        case bool() | int():
            return str(int(value))
        case Decimal():
            return _digits(value).replace(".", style.decimal_mark)
        case date():
            return str(value)
        case _:
            assert_never(value)


def _digits(value: Decimal) -> str:
    if not value.is_finite():
        message = f"{value} is no figure"
        raise ValueError(message)
    return f"{value:f}"


def write_xlsx(
    target: Path | BinaryIO,
    headers: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    sheet: str = "Tabel",
    widths: Mapping[int, float] = NO_WIDTHS,
) -> None:
    """Write an XLSX of one sheet. Texts are always texts, numbers are numbers, dates are dates; never a formula.

    `widths` are those of single columns (from 0), in characters; the others follow their headers. A number of more
    digits than a spreadsheet keeps is written as text. Raises ValueError when a sheet cannot hold it all.
    """
    with _opened(target) as stream, closing(Workbook(stream, {"constant_memory": True})) as book:
        book.set_properties({"created": _ALWAYS})
        page = _Page(book, book.add_worksheet(sheet))
        page.set_up(headers, widths)
        for number, row in enumerate(rows, start=1):
            if number >= _MOST_ROWS:
                message = f"a sheet has no more than {_MOST_ROWS} rows"
                raise ValueError(message)
            for column, value in enumerate(row):
                page.write(number, column, value)


class _Page:
    """A sheet being written, with the formats it needs."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._heading: Format = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._day: Format = book.add_format({"num_format": "dd-mm-yyyy"})
        # The spreadsheet's own mark for "this is text": it stays text also when somebody edits the cell.
        self._quoted: Format = book.add_format({"quote_prefix": True})

    def set_up(self, headers: Sequence[str], widths: Mapping[int, float]) -> None:
        for column, header in enumerate(headers):
            fitting = min(max(len(header) + 2, _NARROWEST), _WIDEST)
            self._sheet.set_column(column, column, widths.get(column, fitting))
            self._write_text(0, column, header, self._heading)
        self._sheet.freeze_panes(1, 0)

    def write(self, row: int, column: int, value: Value) -> None:
        match value:
            case None | "":
                return
            case str():
                self._write_text(row, column, value, self._quoted if looks_like_formula(value) else None)
            case bool():
                self._sheet.write_boolean(row, column, value)
            case int() | Decimal():
                self._write_number(row, column, Decimal(value))
            case datetime():
                self._write_text(row, column, str(value), None)
            case date() if value >= _FIRST_SAFE_DAY:
                self._sheet.write_datetime(row, column, value, self._day)
            case date():
                self._write_text(row, column, str(value), None)
            case _:
                assert_never(value)

    def _write_number(self, row: int, column: int, value: Decimal) -> None:
        digits = _digits(value)
        if len(value.normalize().as_tuple().digits) > _SPREADSHEET_DIGITS or len(digits) > 2 * _SPREADSHEET_DIGITS:
            self._write_text(row, column, digits.replace(".", ","), None)
        else:
            self._sheet.write_number(row, column, value)

    def _write_text(self, row: int, column: int, value: str, form: Format | None) -> None:
        text = _NO_TEXT.sub(_LOST, value)
        if len(text.encode("utf-16-le")) // 2 > _MOST_CHARACTERS:
            message = f"a cell has no more than {_MOST_CHARACTERS} characters"
            raise ValueError(message)
        if text.startswith("<r>") and text.endswith("</r>"):
            # xlsxwriter would take it for its own markup and write it into the file as it is
            self._sheet.write_rich_string(row, column, text[:1], self._quoted, text[1:])
        else:
            self._sheet.write_string(row, column, text, form)


@contextmanager
def _opened(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    if not isinstance(target, Path):
        yield target
        return
    try:
        with target.open("wb") as stream:
            yield stream
    except ValueError:
        target.unlink()  # half a table looks like a whole one
        raise
