"""Reads the first visible sheet of a workbook with openpyxl: every cell as the text a Dane would have typed there.

Offers `given_xlsx`. Formulas, errors and merged cells are refused where they stand. Numbers get a decimal comma, so
that 1.158 in a spreadsheet (a little more than one) is never taken for the 1.158 that people write (eleven hundred).
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stdout
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl.cell import Cell, MergedCell
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import TranslatorError
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles import is_date_format
from openpyxl.utils import range_boundaries
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from vugge.kit.tables.given import Given, GivenMerge, GivenRow
from vugge.kit.tables.limits import Limits
from vugge.kit.tables.problems import Unusable, shortened
from vugge.kit.tables.xlsx_look import Look, damaged
from vugge.kit.tables.xlsx_package import Package, unpacked
from vugge.kit.text import Sentence, sentence

_QUOTED = re.compile(r'"[^"]*"|\\.')
_FIRST_YEAR = 1900
_SIGNIFICANT_DIGITS = 15  # what a spreadsheet keeps; more is noise of binary fractions
_LARGEST_EXPONENT = 30
_BROKEN = (
    *(ArithmeticError, AttributeError, LookupError, OSError, ParseError, RecursionError, TypeError, ValueError),
    *(TokenizerError, TranslatorError),
)
"""What openpyxl raises on a damaged workbook; only for formulas has it errors of its own."""

Shown = tuple[str, Sentence | None]
"""The text of a cell, and why it cannot be used (or None)."""


@contextmanager
def given_xlsx(path: Path, limits: Limits) -> Iterator[Given]:
    """Open an XLSX file for reading. Raises `Unusable`, also while the rows are read."""
    package = unpacked(path, limits)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")  # of what only its writer would lose
        reader = _opened(package)
        with closing(reader.wb):
            sheet, part, others = _first_visible(reader)
            look = package.looks[part]
            _check(look, limits)
            yield Given(_rows(sheet, look), has_full_rows=False, other_sheets=others)


def _opened(package: Package) -> ExcelReader:
    if "[Content_Types].xml" not in package.looks:
        raise _no_workbook()
    try:
        with redirect_stdout(StringIO()):  # openpyxl prints a word about a damaged style
            reader = ExcelReader(package.content, read_only=True, keep_links=False)
            reader.read()
    except OSError:
        raise _no_workbook() from None
    except _BROKEN:
        raise damaged() from None
    return reader


def _no_workbook() -> Unusable:
    return Unusable(
        sentence(
            "Filen er ikke en Excel-projektmappe, selv om den hedder .xlsx. Gem tabellen som .xlsx eller som CSV UTF-8."
        )
    )


def _first_visible(reader: ExcelReader) -> tuple[Worksheet, str, tuple[str, ...]]:
    """Return the first visible sheet, its part and the names of the other sheets."""
    sheets = reader.wb.worksheets
    found = reader.parser.find_sheets()
    parts = [relation.target for _, relation in found if "chartsheet" not in relation.Type]
    if not sheets or len(parts) != len(sheets):  # openpyxl leaves out a sheet whose part is missing
        raise damaged()
    place = next((place for place, sheet in enumerate(sheets) if sheet.sheet_state == "visible"), None)
    if place is None:
        raise Unusable(sentence("Alle ark i filen er skjult. Vis det ark, som skal læses, og gem igen."))
    others = (shortened(sheet.title) for sheet in sheets if sheet is not sheets[place])
    return sheets[place], parts[place], tuple(others)


def _check(look: Look, limits: Limits) -> None:
    if not look.is_in_order:
        raise damaged()
    if look.last_row > limits.rows + 1:
        raise Unusable(
            sentence("Arket har mere end {rows} rækker. Del det i flere filer.", rows=limits.rows), row=look.last_row
        )
    if look.last_column > limits.columns:
        raise Unusable(
            sentence("Arket har mere end {columns} kolonner.", columns=limits.columns),
            row=look.widest_row,
            column=look.last_column - 1,
        )


def _rows(sheet: Worksheet, look: Look) -> Iterator[GivenRow | GivenMerge]:
    rows = sheet.iter_rows(max_row=look.last_row, max_col=look.last_column)
    try:
        for number, cells in zip(range(1, look.last_row + 1), rows, strict=False):
            row = _row(number, cells)
            if row.cells:
                yield row
        yield from map(_merge, look.merges)
    except _BROKEN:
        raise damaged() from None


def _row(number: int, cells: tuple[Cell | MergedCell, ...]) -> GivenRow:
    texts: list[str] = []
    flaws: dict[int, Sentence] = {}
    for index, cell in enumerate(cells):
        text, flaw = ("", None) if cell.value is None else _shown(cell)
        texts.append("" if text.isspace() else text)
        if flaw is not None:
            flaws[index] = flaw
    while texts and not texts[-1]:
        texts.pop()
    return GivenRow(number, texts, flaws)


def _merge(reference: str) -> GivenMerge:
    first_column, row, last_column, _ = range_boundaries(reference)
    if first_column is None or row is None or last_column is None:
        raise damaged()
    return GivenMerge(reference, row, first_column - 1, last_column - 1)


def _shown(cell: Cell | MergedCell) -> Shown:
    match cell.value:
        case bool() as truth:
            return str(int(truth)), None
        case int() | float() as number:
            return _number(number, _format(cell))
        case date() | time() | timedelta() as moment:
            return _moment(moment)
        case str() as text if cell.data_type == "s":
            return unescape(text), None
        case str(text) | ArrayFormula(text=str(text)):
            return text, _refusal(cell)
        case _:  # a formula without text
            return "=", _refusal(cell)


def _refusal(cell: Cell | MergedCell) -> Sentence:
    match cell.data_type:
        case "f":
            return sentence("Cellen indeholder en formel. Sæt værdien ind i stedet (Kopiér, Indsæt speciel, Værdier).")
        case "e" if is_date_format(_format(cell)):  # openpyxl's word for a number that is no date
            return _no_date()
        case "e":
            return sentence(
                "Cellen viser fejlen {written}. Skriv værdien i stedet.", written=shortened(str(cell.value))
            )
        case _:
            return _damaged_cell()


def _format(cell: Cell | MergedCell) -> str:
    try:
        return cell.number_format
    except IndexError:  # the cell points to a style that is not there
        return ""


def _number(value: float, shown_as: str) -> Shown:
    is_whole = isinstance(value, int) or value.is_integer()
    number = Decimal(value) if is_whole else Decimal(f"{value:.{_SIGNIFICANT_DIGITS}g}")
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        return str(value), _damaged_cell()
    if "%" in _QUOTED.sub("", shown_as.partition(";")[0]):
        return f"{_digits(number * 100)} %", None
    return _digits(number), None


def _digits(number: Decimal) -> str:
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    return f"{number.normalize():f}".replace(".", ",")


def _moment(moment: date | time | timedelta) -> Shown:
    if isinstance(moment, date) and moment.year < _FIRST_YEAR:
        return moment.isoformat(), _no_date()
    if isinstance(moment, datetime):
        return moment.isoformat(sep=" ").removesuffix(" 00:00:00"), None
    return str(moment), None


def _no_date() -> Sentence:
    return sentence("Cellen er vist som dato, men tallet i den er ingen dato. Skriv datoen igen.")


def _damaged_cell() -> Sentence:
    return sentence("Cellen er beskadiget. Skriv værdien igen.")
