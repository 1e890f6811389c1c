"""Reads a table from a CSV or XLSX file: every row that could be read, and everything that is wrong with it.

Offers `read_table`, `Reading` and `Row`. Content never raises: what is wrong, also with the whole file, is a `Problem`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from vugge.kit.tables.columns import Column, Match, known_headers, match_headers
from vugge.kit.tables.csv_reading import given_csv
from vugge.kit.tables.files import Form, checked_form, read_bytes
from vugge.kit.tables.given import Given, GivenMerge, GivenRow
from vugge.kit.tables.limits import LIMITS, Limits
from vugge.kit.tables.problems import BadCell, Problem, Unusable, column_letter, shortened
from vugge.kit.tables.xlsx_reading import given_xlsx
from vugge.kit.text import Sentence, sentence

_SPREADSHEET_ERROR = re.compile(r"#[A-ZÆØÅ]{1,10}(?:/[A-Z0]{1,4})?[!?]?")


@dataclass(frozen=True)
class Row:
    """A row: its number in the spreadsheet, the values of the cells that are right, and all cells as given.

    An empty cell that may be empty has the value None; a cell with a problem has no value.
    """

    number: int
    values: Mapping[str, object]
    raw: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What a file held. `mapped` says in which column (from 0) each field was found; problems stand in file order."""

    headers: tuple[str, ...]
    mapped: Mapping[str, int]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    ignored_headers: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether all of it may be used."""
        return not self.problems

    @cached_property
    def problems_by_row(self) -> Mapping[int | None, tuple[Problem, ...]]:
        """The problems of each row; those of the whole file under None, those of the headers under 1."""
        found: dict[int | None, list[Problem]] = {}
        for problem in self.problems:
            found.setdefault(problem.row, []).append(problem)
        return {row: tuple(problems) for row, problems in found.items()}


def read_table(
    path: Path, columns: Sequence[Column], *, mapping: Mapping[str, str] | None = None, limits: Limits = LIMITS
) -> Reading:
    """Read a CSV or XLSX file, told apart by its name.

    The headers stand in row 1 and are matched with `columns`; `mapping` gives the header of the file chosen for a
    field, where it is not one of the column's own. Raises ValueError only for a mistake of the caller's in `columns`
    or `mapping`.
    """
    table = _Table(columns, mapping or {}, limits)
    try:
        with _opened(path, table.known, limits) as given:
            table.take(given)
    except Unusable as wrong:
        table.problems.append(wrong.problem)
    return table.reading()


@contextmanager
def _opened(path: Path, known: Mapping[str, str], limits: Limits) -> Iterator[Given]:
    form = checked_form(path, limits)
    if form is Form.CSV:
        yield given_csv(read_bytes(path, limits), known, limits)
        return
    with given_xlsx(path, limits) as given:
        yield given


class _Table:
    """A reading in the making."""

    def __init__(self, columns: Sequence[Column], mapping: Mapping[str, str], limits: Limits) -> None:
        self.known = known_headers(columns, mapping)
        self.problems: list[Problem] = []
        self._columns, self._mapping, self._limits = columns, mapping, limits
        self._headers: tuple[str, ...] = ()
        self._match = Match({}, (), ())
        self._places: tuple[tuple[Column, int], ...] = ()
        self._headless: tuple[int, ...] = ()
        self._rows: list[Row] = []
        self._other_sheets: tuple[str, ...] = ()

    def take(self, given: Given) -> None:
        self._other_sheets = given.other_sheets
        if not self._take_headers(next(given.rows, None)):
            return
        for found in given.rows:
            if isinstance(found, GivenMerge):
                self._take_merge(found)
            elif given.has_full_rows and len(found.cells) < len(self._headers):
                self._tear(found)
            else:
                self._take_row(found)
            self._stop_at_too_many()
        if not self._rows:
            raise Unusable(sentence("Filen har overskrifter, men ingen rækker under dem."))

    def reading(self) -> Reading:
        order = sorted(self.problems, key=lambda problem: (problem.row or 0, *_column_order(problem.column)))
        return Reading(
            headers=self._headers,
            mapped=self._match.mapped,
            rows=tuple(self._rows),
            problems=tuple(order),
            ignored_headers=self._match.ignored,
            other_sheets=self._other_sheets,
        )

    def _take_headers(self, first: GivenRow | GivenMerge | None) -> bool:
        if not isinstance(first, GivenRow):
            raise Unusable(sentence("Filen er tom."))
        if first.number != 1:
            raise Unusable(sentence("Rækken er tom. Overskrifterne skal stå her."), row=1)
        last = max(index for index, cell in enumerate(first.cells) if cell.strip())
        self._headers = tuple(first.cells[: last + 1])
        self._match = match_headers(self._headers, self._columns, self._mapping)
        self._places = tuple(
            (column, self._match.mapped[column.name]) for column in self._columns if column.name in self._match.mapped
        )
        # The first column may lack a header: programs number the rows there.
        self._headless = tuple(index for index, header in enumerate(self._headers) if index and not header.strip())
        for index, flaw in first.flaws.items():
            self._report(flaw, 1, index, first.cells[index])
        self.problems += self._match.problems
        return bool(self._match.mapped)

    def _take_row(self, given: GivenRow) -> None:
        if self._has_headless_cells(given.cells):
            self._tear(given)
            return
        values: dict[str, object] = {}
        cells, count = given.cells, len(given.cells)
        for column, index in self._places:
            cell = cells[index] if index < count else ""
            try:
                if index in given.flaws:
                    raise BadCell(given.flaws[index])
                values[column.name] = self._value(column, cell)
            except BadCell as wrong:
                self._report(wrong.sentence, given.number, index, cell)
        self._rows.append(Row(given.number, values, tuple(cells)))

    def _value(self, column: Column, cell: str) -> object:
        if not cell or cell.isspace():
            if column.required:
                raise BadCell(sentence("Cellen må ikke være tom."))
            return None
        if len(cell) > self._limits.cell_characters:
            raise BadCell(
                sentence("Cellen er for lang. Der er plads til {longest} tegn.", longest=self._limits.cell_characters)
            )
        if cell[0] == "#" and _SPREADSHEET_ERROR.fullmatch(cell):
            raise BadCell(sentence("Cellen viser fejlen {written}. Skriv værdien i stedet.", written=shortened(cell)))
        return column.parse(cell)

    def _has_headless_cells(self, cells: list[str]) -> bool:
        width = len(self._headers)
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            return True
        return any(index < len(cells) and cells[index].strip() for index in self._headless)

    def _tear(self, given: GivenRow) -> None:
        """Keep a row whose cells cannot be told apart, without values."""
        why = sentence(
            "Rækken har {cells} celler, men der er {headers} overskrifter, så cellerne kan ikke kendes fra hinanden. "
            "Ret antallet; en tekst med skilletegn skal stå i anførselstegn.",
            cells=len(given.cells),
            headers=sum(1 for header in self._headers if header.strip()),
        )
        self.problems.append(Problem(why, row=given.number))
        self._rows.append(Row(given.number, {}, tuple(given.cells)))

    def _take_merge(self, merge: GivenMerge) -> None:
        inside = (merge.first_column <= index <= merge.last_column for _, index in self._places)
        if any(inside):
            why = sentence(
                "Cellerne {cells} er flettet sammen. Ophæv fletningen, og udfyld hver celle.",
                cells=merge.reference,
            )
            self._report(why, merge.row, merge.first_column, "")

    def _report(self, why: Sentence, row: int, index: int, cell: str) -> None:
        header = self._headers[index] if index < len(self._headers) else ""
        self.problems.append(Problem(why, row, column_letter(index), shortened(header), shortened(cell)))

    def _stop_at_too_many(self) -> None:
        if len(self.problems) >= self._limits.problems:
            raise Unusable(
                sentence(
                    "Der er mere end {problems} fejl. Resten af filen er ikke læst.", problems=self._limits.problems
                )
            )


def _column_order(letters: str | None) -> tuple[int, str]:
    return (len(letters), letters) if letters else (0, "")
