"""Reads the rows of a workbook's first visible sheet, as a stream, and refuses formulas.

Offers `given_xlsx`. Own code on defusedxml instead of openpyxl, which builds a row in memory before anybody can count
its cells, works out shared formulas as it reads, drops rows that stand out of order, and cannot say which cells are
merged. The tests hold it against openpyxl.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from xml.sax.xmlreader import AttributesImpl

from vugge.kit.tables.given import Given, GivenMerge, GivenRow
from vugge.kit.tables.limits import Limits
from vugge.kit.tables.problems import Unusable
from vugge.kit.tables.xlsx_cells import FoundCell, cell_text
from vugge.kit.tables.xlsx_package import Package, damaged, opened_package
from vugge.kit.tables.xlsx_workbook import Workbook, read_workbook
from vugge.kit.tables.xlsx_xml import Handler, parsed
from vugge.kit.text import Sentence, sentence

_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_LAST_ROW = 1_048_576  # of any spreadsheet
_MOST_MERGES = 100_000


@contextmanager
def given_xlsx(path: Path, limits: Limits) -> Iterator[Given]:
    """Open an XLSX file for reading. Raises `Unusable`, also while the rows are read."""
    with opened_package(path, limits) as package:
        book = read_workbook(package, limits)
        yield Given(_rows(package, book, limits), has_full_rows=False, other_sheets=book.other_sheets)


def _rows(package: Package, book: Workbook, limits: Limits) -> Iterator[GivenRow | GivenMerge]:
    handler = _Sheet(book, limits)
    for _ in parsed(package.pieces(book.sheet), handler):
        yield from handler.fetch()


class _Sheet(Handler):
    """Collects rows as the parser comes by them; `fetch` hands them over."""

    def __init__(self, book: Workbook, limits: Limits) -> None:
        super().__init__()
        self._book, self._limits = book, limits
        self._ready: list[GivenRow | GivenMerge] = []
        self._merges = 0
        self._row, self._column = 0, -1
        self._cells: dict[int, str] = {}
        self._flaws: dict[int, Sentence] = {}
        self._kind, self._style, self._has_formula = "n", 0, False
        self._value: list[str] = []
        self._formula: list[str] = []
        self._listener: list[str] | None = None
        self._kept = 0
        self._in_aid = False

    def fetch(self) -> list[GivenRow | GivenMerge]:
        """Hand over what is ready."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, name: str, attrs: AttributesImpl) -> None:
        match name:
            case "c":
                self._start_cell(attrs)
            case "v":
                self._listener = self._value
            case "t":
                self._listener = None if self._in_aid else self._value
            case "f":
                self._has_formula, self._listener = True, self._formula
            case "row":
                self._start_row(attrs)
            case "rPh":
                self._in_aid = True
            case "mergeCell":
                self._add_merge(attrs.get("ref", ""))

    def end(self, name: str) -> None:
        match name:
            case "v" | "t" | "f":
                self._listener = None
            case "c":
                self._end_cell()
            case "row":
                self._end_row()
            case "rPh":
                self._in_aid = False

    def characters(self, content: str) -> None:
        if self._listener is not None and self._kept <= self._limits.cell_characters:
            self._listener.append(content)
            self._kept += len(content)

    def _start_row(self, attrs: AttributesImpl) -> None:
        written = attrs.get("r", "")
        number = int(written) if written.isdecimal() and len(written) <= len(str(_LAST_ROW)) else 0
        if written and not self._row < number <= _LAST_ROW:
            raise damaged()
        self._row = number or self._row + 1
        self._column = -1

    def _start_cell(self, attrs: AttributesImpl) -> None:
        reference = attrs.get("r")
        column = _column_of(reference, self._row) if reference else self._column + 1
        if column <= self._column:
            raise damaged()
        self._column = column
        self._kind = attrs.get("t", "n")
        style = attrs.get("s", "0")
        self._style = int(style) if style.isdecimal() and len(style) < 9 else 0  # noqa: PLR2004  no workbook has 10⁹
        self._value, self._formula = [], []
        self._has_formula, self._kept = False, 0

    def _end_cell(self) -> None:
        if self._has_formula:
            self._keep(f"={''.join(self._formula)}", _formula_refused())
            return
        written = "".join(self._value)
        if written:
            self._keep(*cell_text(FoundCell(self._kind, self._style, written), self._book))

    def _keep(self, text: str, flaw: Sentence | None) -> None:
        if flaw is None and not text.strip():
            return
        if self._column >= self._limits.columns:
            raise Unusable(
                sentence("Arket har mere end {columns} kolonner.", columns=self._limits.columns),
                row=self._row,
                column=self._column,
                value=text,
            )
        self._cells[self._column] = text
        if flaw is not None:
            self._flaws[self._column] = flaw

    def _end_row(self) -> None:
        if not self._cells:
            return
        if self._row > self._limits.rows + 1:
            raise Unusable(
                sentence("Arket har mere end {rows} rækker. Del det i flere filer.", rows=self._limits.rows),
                row=self._row,
            )
        cells = [self._cells.get(column, "") for column in range(max(self._cells) + 1)]
        self._ready.append(GivenRow(self._row, cells, self._flaws))
        self._cells, self._flaws = {}, {}

    def _add_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
        self._merges += 1
        if not start or not end or self._merges > _MOST_MERGES:
            raise damaged()
        self._ready.append(GivenMerge(reference, int(start[2]), _index(start[1]), _index(end[1])))


def _formula_refused() -> Sentence:
    return sentence("Cellen indeholder en formel. Sæt værdien ind i stedet (Kopiér, Indsæt speciel, Værdier).")


def _column_of(reference: str, row: int) -> int:
    place = _CELL.fullmatch(reference)
    if not place or int(place[2]) != row:
        raise damaged()
    return _index(place[1])


@lru_cache(maxsize=20_000)
def _index(letters: str) -> int:
    """Return the index of a column, counted from 0.

    >>> _index("A"), _index("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
