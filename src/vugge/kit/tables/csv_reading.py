"""Reads a CSV file strictly: UTF-8 and nothing else, and the row where a quote is opened and never closed.

Offers `given_csv`. The delimiter is the one that makes known headers of the first row: `csv.Sniffer` guesses, and
wrongly.
"""

import codecs
import csv
import re
from collections.abc import Collection, Iterator
from io import StringIO

from vugge.kit.tables.columns import plain
from vugge.kit.tables.formulas import rearmed
from vugge.kit.tables.given import Given, GivenRow
from vugge.kit.tables.limits import Limits
from vugge.kit.tables.problems import Unusable, shortened
from vugge.kit.text import sentence

DELIMITERS = (",", ";", "\t")

_EXCEL_HINT = re.compile(r"sep=([,;\t|])\r?\n")  # a first line that Excel obeys and does not show
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)  # UTF-32-LE begins as UTF-16-LE
_SHOWN_AFTER = 40
_HERE = "|"


def given_csv(data: bytes, known: Collection[str], limits: Limits) -> Given:
    """Open the bytes of a CSV file; `known` are the plain headers that decide the delimiter. Raises `Unusable`."""
    content = _decoded(data, known)
    if hint := _EXCEL_HINT.match(content):
        return Given(_rows(content[hint.end() :], hint[1], limits), has_full_rows=True)
    return Given(_rows(content, _delimiter(content, known), limits), has_full_rows=True)


def _decoded(data: bytes, known: Collection[str]) -> str:
    if data.startswith(_WIDE_MARKS) or data[:200].count(0) > len(data[:200]) // 4:
        raise Unusable(
            sentence("Filen er gemt som UTF-16. Åbn den i regnearket, og gem den som CSV UTF-8 (kommasepareret).")
        )
    bare = data.removeprefix(codecs.BOM_UTF8)
    try:
        content = bare.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise _wrong_byte(bare, wrong.start, known) from None
    if (place := content.find("\0")) >= 0:
        row, column, _ = _place(content[:place], known)
        raise Unusable(
            sentence("Cellen indeholder et nul-tegn. Filen er beskadiget; gem den igen fra regnearket."),
            row=row,
            column=column,
        )
    return content


def _wrong_byte(data: bytes, position: int, known: Collection[str]) -> Unusable:
    row, column, begun = _place(data[:position].decode("utf-8"), known)
    rest = data[position : position + _SHOWN_AFTER].decode("cp1252", errors="replace")
    written = begun + re.split(r"[,;\t\r\n\"]", rest, maxsplit=1)[0]
    return Unusable(
        sentence(
            "I ”{written}” er der et tegn, som ikke er UTF-8. Filen er nok gemt i et ældre tegnsæt "
            "(Windows-1252 eller Latin-1). Åbn den i Excel, og vælg Filer, Gem som, CSV UTF-8 (kommasepareret).",
            written=shortened(written),
        ),
        row=row,
        column=column,
        value=written,
    )


def _place(before: str, known: Collection[str]) -> tuple[int, int, str]:
    """Return row, column (from 0) and the begun cell at the end of a text."""
    try:
        records = list(_reader(f"{before}{_HERE}", _delimiter(before, known), strict=False))
    except csv.Error:  # a cell without end: the text before is broken as well
        return 1, 0, ""
    return len(records), len(records[-1]) - 1, records[-1][-1].removesuffix(_HERE)


def _delimiter(content: str, known: Collection[str]) -> str:
    def fitness(delimiter: str) -> tuple[int, int]:
        headers = _first_record(content, delimiter)
        return sum(plain(header) in known for header in headers), len(headers)

    return max(DELIMITERS, key=fitness)


def _first_record(content: str, delimiter: str) -> list[str]:
    try:
        return next(_reader(content, delimiter, strict=False), [])
    except csv.Error:
        return []


def _reader(content: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(StringIO(content, newline=""), delimiter=delimiter, strict=strict)


def _rows(content: str, delimiter: str, limits: Limits) -> Iterator[GivenRow]:
    """Yield the filled rows. Every record is one row of the spreadsheet, also an empty one or one of several lines."""
    reader = _reader(content, delimiter, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            cells = [rearmed(cell) if cell[:1] == "'" else cell for cell in record]
            if any(cell.strip() for cell in cells):
                _refuse_too_much(number, cells, limits)
                yield GivenRow(number, cells)
    except csv.Error as wrong:
        raise _broken_record(number + 1, str(wrong)) from None


def _refuse_too_much(number: int, cells: list[str], limits: Limits) -> None:
    if number > limits.rows + 1:
        raise Unusable(
            sentence("Filen har mere end {rows} rækker. Del den i flere filer.", rows=limits.rows), row=number
        )
    if len(cells) > limits.columns and any(cell.strip() for cell in cells[limits.columns :]):
        raise Unusable(sentence("Rækken har mere end {columns} kolonner.", columns=limits.columns), row=number)


def _broken_record(number: int, why: str) -> Unusable:
    if "unexpected end" in why or "field limit" in why:
        return Unusable(
            sentence(
                'Her begynder en tekst med et anførselstegn ("), som aldrig bliver lukket. Luk det, eller fjern det.'
            ),
            row=number,
        )
    return Unusable(
        sentence(
            'Her står et anførselstegn (") midt i en tekst. '
            'Skriv det dobbelt (""), når teksten selv er sat i anførselstegn.'
        ),
        row=number,
    )
