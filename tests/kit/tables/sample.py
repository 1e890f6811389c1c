"""A small table of areas, and quick ways to write a file and read it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from vugge.kit.tables import LIMITS, Column, Limits, Reading, cells, read_table, write_xlsx
from vugge.kit.text import Text

YEAR = Column("year", Text("År", "Year"), cells.whole_number(at_least=2010, at_most=2030), required=True)
AREA = Column("area", Text("Boligområde", "Area"), cells.text(), required=True, aliases=("navn",))
RESIDENTS = Column("residents", Text("Beboere", "Residents"), cells.whole_number(at_least=0))
SHARE = Column(
    "share_pct",
    Text("Andel", "Share"),
    cells.decimal_number(at_least=0, at_most=100, percent=True),
    header_needed=False,
)
AREAS = (YEAR, AREA, RESIDENTS, SHARE)
HEADERS = ("year", "area", "residents", "share_pct")
ROWS = ((2010, "Gellerupparken/Toveshøj", 7191, Decimal("53.2")), (2017, "Bispehaven", 2395, None))


def as_given(name: str) -> Column:
    """Return a column that takes every text as it is."""
    return Column(name, Text(name, name), str, header_needed=False)


def read_csv(
    folder: Path, content: str | bytes, *, mapping: Mapping[str, str] | None = None, limits: Limits = LIMITS
) -> Reading:
    path = folder / "areas.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(path, AREAS, mapping=mapping, limits=limits)


def said(reading: Reading) -> list[str]:
    return [problem.say() for problem in reading.problems]


def only(reading: Reading) -> str:
    """Return the one thing that is wrong."""
    assert len(reading.problems) == 1, said(reading)
    return reading.problems[0].say()


def workbook_parts() -> dict[str, bytes]:
    """Return the parts of a good workbook, for tests to damage."""
    stream = BytesIO()
    write_xlsx(stream, HEADERS, ROWS)
    with ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(path: Path, parts: Mapping[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"
SHEET_START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET_END = b"</sheetData></worksheet>"


def with_sheet(path: Path, rows: bytes, after: bytes = b"") -> Path:
    """Write a workbook with these rows as its XML."""
    sheet = SHEET_START + rows + SHEET_END.replace(b"</worksheet>", after + b"</worksheet>")
    return zipped(path, {**workbook_parts(), SHEET: sheet})


def header_xml(headers: Sequence[str] = HEADERS) -> bytes:
    written = "".join(f'<c t="inlineStr"><is><t>{header}</t></is></c>' for header in headers)
    return f'<row r="1">{written}</row>'.encode()
