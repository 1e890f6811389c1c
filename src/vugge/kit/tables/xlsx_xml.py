"""Reads the XML parts of a workbook as a stream, through defusedxml: no document types, no entities, no trees.

Offers `Handler`, `parsed`, `elements` and `shared_strings`.
"""

import re
from collections.abc import Iterable, Iterator
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from vugge.kit.tables.problems import Unusable
from vugge.kit.tables.xlsx_package import damaged
from vugge.kit.text import sentence

_MOST_ELEMENTS = 6_000_000  # in one part; a sheet of 100 000 rows and 25 columns has 5 million
_DEEPEST = 100  # elements inside each other; a sheet has about ten
_MOST_KEPT = 500_000  # of what stands around the cells; a workbook of twenty years' growth has 60 000 styles
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def local(name: str) -> str:
    """Return a name without its prefix: programs differ in the prefixes they use.

    >>> local("x:sheetData"), local("row")
    ('sheetData', 'row')
    """
    return name.rpartition(":")[2]


def unescaped(text: str) -> str:
    """Return a text of a cell with the control characters that a workbook writes as _x000D_.

    >>> unescaped("Ring_x000D_parken"), unescaped("_x005F_x000D_")
    ('Ring\\rparken', '_x000D_')
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class Handler(ContentHandler):
    """Takes the elements of a part by their bare names, and stops at a part that has too many."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._depth = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  the name is SAX's
        """Count the element and pass it on."""
        self._count += 1
        self._depth += 1
        if self._count > _MOST_ELEMENTS or self._depth > _DEEPEST:
            raise damaged()
        self.start(local(name), attrs)

    def endElement(self, name: str) -> None:  # noqa: N802  the name is SAX's
        """Pass the end of an element on."""
        self._depth -= 1
        self.end(local(name))

    def start(self, name: str, attrs: AttributesImpl) -> None:
        """Meet the beginning of an element."""

    def end(self, name: str) -> None:
        """Meet the end of an element."""


def parsed(pieces: Iterable[bytes], handler: Handler) -> Iterator[None]:
    """Feed a part to a handler; stops after every piece, so that what the handler found can be fetched."""
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(handler)
    try:
        for piece in pieces:
            parser.feed(piece)
            yield
        parser.close()
        yield
    except DefusedXmlException:
        raise Unusable(
            sentence("Filen indeholder en dokumenttype, som regneark ikke bruger, og er derfor ikke læst.")
        ) from None
    except (SAXException, LookupError, ValueError):  # the last two: the part names an encoding nobody knows
        raise damaged() from None


class _Elements(Handler):
    def __init__(self, wanted: frozenset[str]) -> None:
        super().__init__()
        self.wanted = wanted
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attrs: AttributesImpl) -> None:
        if name in self.wanted:
            self.found.append((name, {local(key): value for key, value in attrs.items()}))
            if len(self.found) > _MOST_KEPT:
                raise damaged()


def elements(pieces: Iterable[bytes], wanted: frozenset[str]) -> list[tuple[str, dict[str, str]]]:
    """Return the wanted elements of a part in their order, each with its attributes."""
    handler = _Elements(wanted)
    for _ in parsed(pieces, handler):
        pass
    return handler.found


class _Strings(Handler):
    """Collects the texts of a workbook; a text may stand in several runs, and may have a reading aid beside it."""

    def __init__(self, longest: int) -> None:
        super().__init__()
        self.found: list[str] = []
        self._longest = longest
        self._pieces: list[str] = []
        self._kept = 0
        self._listens = False
        self._in_aid = False

    def start(self, name: str, attrs: AttributesImpl) -> None:  # noqa: ARG002  the shape is the handler's
        match name:
            case "si":
                self._pieces, self._kept = [], 0
            case "t":
                self._listens = not self._in_aid
            case "rPh":
                self._in_aid = True

    def characters(self, content: str) -> None:
        if self._listens and self._kept <= self._longest:
            self._pieces.append(content)
            self._kept += len(content)

    def end(self, name: str) -> None:
        match name:
            case "si":
                self.found.append(unescaped("".join(self._pieces)))
            case "t":
                self._listens = False
            case "rPh":
                self._in_aid = False


def shared_strings(pieces: Iterable[bytes], longest: int) -> list[str]:
    """Return the texts that the cells of a workbook point to; what is longer than `longest` is cut just after it."""
    handler = _Strings(longest)
    for _ in parsed(pieces, handler):
        pass
    return handler.found
