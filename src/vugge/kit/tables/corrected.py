"""Writes the rows that must be corrected, with the reasons beside them.

Offers `write_corrections`. The file can be mended and read again as it is.
"""

from collections.abc import Sequence
from pathlib import Path

from vugge.kit.tables.columns import MISTAKES, plain
from vugge.kit.tables.problems import Problem
from vugge.kit.tables.reading import Reading
from vugge.kit.tables.writing import DANISH_EXCEL, write_csv, write_xlsx

_WIDTH_OF_REASONS = 80.0
_MOST_CHARACTERS = 20_000  # fits in a cell of a spreadsheet, and is still too long when it is read again


def write_corrections(reading: Reading, target: Path) -> int:
    """Write the rows that have problems to a .csv or .xlsx file and return how many they are.

    The cells are as they were given, as text; a last column, Fejl, says in Danish what is wrong. Problems with the
    headers or with the file belong to no row and are not in it. Better XLSX than CSV: a Danish Excel that opens a CSV
    makes a date of 2.85. Raises ValueError for another kind of file.
    """
    wrong = [row for row in reading.rows if row.number in reading.problems_by_row]
    width = max([len(reading.headers), *(len(row.raw) for row in wrong)])
    kept = [index for index in range(width) if plain(_cell(reading.headers, index)) != plain(MISTAKES)]
    headers = [*(_cell(reading.headers, index) for index in kept), MISTAKES]
    rows = (
        [*(_cell(row.raw, index) for index in kept), _reasons(reading.problems_by_row[row.number])] for row in wrong
    )
    match target.suffix.lower():
        case ".csv":
            write_csv(target, headers, rows, style=DANISH_EXCEL)
        case ".xlsx":
            write_xlsx(target, headers, rows, sheet="Rettelser", widths={len(kept): _WIDTH_OF_REASONS})
        case _:
            message = f"{target.name} is neither .csv nor .xlsx"
            raise ValueError(message)
    return len(wrong)


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index][:_MOST_CHARACTERS] if index < len(cells) else ""


def _reasons(problems: Sequence[Problem]) -> str:
    said = (
        f"{problem.header or problem.column}: {problem.sentence}" if problem.column else str(problem.sentence)
        for problem in problems
    )
    return " ".join(said)[:_MOST_CHARACTERS]
