"""Looks a part of a workbook through before openpyxl reads it.

Offers `Look` and `looked_through`. It finds what would stop the machine (openpyxl builds a whole row before anybody can
count its cells), and what openpyxl passes over in silence: rows and cells out of order, and merged cells.
"""

import re
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, LexicalHandler, property_lexical_handler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser
from openpyxl.utils import column_index_from_string

from vugge.kit.tables.problems import Unusable
from vugge.kit.text import sentence

_MOST_ELEMENTS = 6_000_000  # in one part; a sheet of 100 000 rows and 25 columns has 5 million
_MOST_IN_A_ROW = 100_000  # elements; the widest row of a spreadsheet has 16 384 cells
_LONGEST_FORMULA = 8_192  # characters; no spreadsheet takes more
_LONGEST_TAG = 100_000  # characters; openpyxl's parser begins an unfinished tag or comment anew every 16 kB
_LAST_ROW = 1_048_576  # of any spreadsheet
_ROW = re.compile("[1-9][0-9]{0,6}")
_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")


class Look(ContentHandler, LexicalHandler):
    """What was seen in a part: the last row and column with anything in them (from 1; 0 is none), and the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.last_row = 0
        self.widest_row, self.last_column = 0, 0
        self.merges: list[str] = []
        self.is_in_order = True
        self._elements = 0
        self._in_row = 0
        self._row = 0
        self._column = 0
        self._formula: int | None = None

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  the name is SAX's
        """Count an element and note where it stands; programs differ in the prefixes of names."""
        self._elements += 1
        self._in_row += 1 if self._in_row else 0
        longest = sum(map(len, attrs.values()))
        if self._elements > _MOST_ELEMENTS or self._in_row > _MOST_IN_A_ROW or longest > _LONGEST_TAG:
            raise damaged()
        match name.rpartition(":")[2]:
            case "row":
                self._start_row(attrs.get("r", ""))
            case "c":
                self._start_cell(attrs.get("r", ""))
            case "v" | "is":
                self._fill_cell()
            case "f":
                self._fill_cell()
                self._formula = 0
            case "mergeCell":
                self.merges.append(attrs.get("ref", ""))

    def endElement(self, name: str) -> None:  # noqa: N802  the name is SAX's
        """Leave an element."""
        match name.rpartition(":")[2]:
            case "row":
                self._in_row = 0
            case "f":
                self._formula = None

    def characters(self, content: str) -> None:
        """Measure a formula: openpyxl takes it to pieces."""
        if self._formula is not None:
            self._formula += len(content)
            if self._formula > _LONGEST_FORMULA:
                raise damaged()

    def comment(self, content: str) -> None:
        """Measure a comment."""
        if len(content) > _LONGEST_TAG:
            raise damaged()

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802  the name is SAX's
        """Measure an instruction."""
        self.comment(target + data)

    def _start_row(self, written: str) -> None:
        number = self._row + 1
        if written:
            number = int(written) if _ROW.fullmatch(written) else 0
        self.is_in_order &= self._row < number <= _LAST_ROW
        self._row, self._column, self._in_row = number, 0, 1

    def _start_cell(self, reference: str) -> None:
        place = _CELL.fullmatch(reference)
        if not reference:
            column = self._column + 1
        elif place and int(place[2]) == self._row:
            column = column_index_from_string(place[1])
        else:
            column = 0
        self.is_in_order &= column > self._column
        self._column = column

    def _fill_cell(self) -> None:
        self.last_row = self._row
        if self._column > self.last_column:
            self.widest_row, self.last_column = self._row, self._column


def looked_through(content: bytes) -> Look:
    """Look a part through. Raises `Unusable` when it is no XML, declares a document type, or would take too much."""
    look = Look()
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(look)
    parser.setProperty(property_lexical_handler, look)
    try:
        parser.feed(content)
        parser.close()
    except DefusedXmlException:
        raise Unusable(
            sentence("Filen indeholder en dokumenttype, som regneark ikke bruger, og er derfor ikke læst.")
        ) from None
    except (SAXException, LookupError, ValueError):  # the last two: the part names an encoding nobody knows
        raise damaged() from None
    return look


def damaged() -> Unusable:
    """Return what to raise when a workbook is not put together as it must be."""
    return Unusable(sentence("Filen er beskadiget. Åbn den i regnearket, gem den igen som .xlsx, og prøv igen."))
