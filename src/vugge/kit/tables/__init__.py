"""Tables in and out: CSV and XLSX, with every mistake named by row and column, in Danish.

`read_table` reads a file into a `Reading`: rows, and problems that say where they are. `write_corrections` gives the
wrong rows back with the reasons beside them. `write_csv` and `write_xlsx` write tables that no spreadsheet runs as
formulas. `cells` has the parsers a `Column` is made with.
"""

from vugge.kit.tables import cells
from vugge.kit.tables.columns import MISTAKES, Column
from vugge.kit.tables.corrected import write_corrections
from vugge.kit.tables.limits import LIMITS, Limits
from vugge.kit.tables.problems import BadCell, Problem
from vugge.kit.tables.reading import Reading, Row, read_table
from vugge.kit.tables.writing import DANISH_EXCEL, PLAIN, CsvStyle, Value, write_csv, write_xlsx

__all__ = [
    "DANISH_EXCEL",
    "LIMITS",
    "MISTAKES",
    "PLAIN",
    "BadCell",
    "Column",
    "CsvStyle",
    "Limits",
    "Problem",
    "Reading",
    "Row",
    "Value",
    "cells",
    "read_table",
    "write_corrections",
    "write_csv",
    "write_xlsx",
]
