"""Opens the zip file that an XLSX is, and never unpacks more of it than allowed.

Offers `unpacked` and `Package`. The directory of the zip is looked at before anything is unpacked; since it can lie,
what is really unpacked is counted as well, over all parts. openpyxl, which asks for whole parts, gets only the copy.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from vugge.kit.tables.limits import Limits
from vugge.kit.tables.problems import Unusable
from vugge.kit.tables.xlsx_look import Look, damaged, looked_through
from vugge.kit.text import sentence

_ENCRYPTED = 0x1
_DIRECTORY_END = b"PK\x05\x06"
_LONGEST_DIRECTORY_END = (1 << 16) + 22
_BYTES_PER_ENTRY = 500  # in the directory; Excel's take about 60
_SMALL = 1_000_000  # a file this small unpacked is no bomb, however well it is packed
_FILES_IN_FILES = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".xlsx", ".xlsm", ".xls", ".docx", ".doc")
_UNREAD = frozenset(  # folders with nothing that openpyxl needs for the cells
    {"docprops", "customxml", "chartsheets", "charts", "drawings", "theme", "externallinks", "pivotcache"}
)
_STYLES = re.compile(r"xl/styles[0-9]*\.xml", re.IGNORECASE)  # Excel on the web counts up; openpyxl knows one name only
_NAMESPACES = {  # of the strict format, which openpyxl does not know
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What `zipfile` raises on a damaged file; it promises nothing narrower."""


@dataclass(frozen=True)
class Package:
    """A workbook as openpyxl gets it: a fresh, small zip in memory, and what was seen in each of its parts."""

    content: BytesIO
    looks: Mapping[str, Look]


def unpacked(path: Path, limits: Limits) -> Package:
    """Unpack an XLSX file after a look at its directory, and look its parts through. Raises `Unusable`."""
    _check_directory_size(path, limits)
    try:
        with ZipFile(path) as archive:
            _check_directory(archive.infolist(), path.stat().st_size, limits)
            parts = _parts(archive, limits)
    except _BROKEN:
        raise damaged() from None
    copy = BytesIO()
    with ZipFile(copy, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return Package(copy, {name: looked_through(content) for name, content in parts.items()})


def _parts(archive: ZipFile, limits: Limits) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = limits.unpacked_bytes
    for entry in archive.infolist():
        if not _is_read(entry.filename):
            continue
        with archive.open(entry) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise _too_large(limits)
        for strict, usual in _NAMESPACES.items():
            content = content.replace(strict, usual)
        parts[_STYLES.sub("xl/styles.xml", entry.filename)] = content
    return parts


def _is_read(name: str) -> bool:
    folders = name.lower().split("/")
    return folders[-1].endswith((".xml", ".rels")) and _UNREAD.isdisjoint(folders)


def _check_directory_size(path: Path, limits: Limits) -> None:
    """Refuse a directory too long to load: half a million empty entries fit in a small file."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LONGEST_DIRECTORY_END))
        tail = file.read()
    place = tail.rfind(_DIRECTORY_END)
    fields = tail[place + 12 : place + 16]
    if place < 0 or len(fields) < 4:  # noqa: PLR2004  four bytes make the number
        raise damaged()
    if struct.unpack("<L", fields)[0] > limits.packed_parts * _BYTES_PER_ENTRY:
        raise _too_large(limits)


def _check_directory(entries: list[ZipInfo], file_bytes: int, limits: Limits) -> None:
    _check_names(entries)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > limits.packed_parts
        or unpacked > limits.unpacked_bytes
        or packed > file_bytes  # parts that overlap are unpacked over and over
        or unpacked > max(_SMALL, packed * limits.packing_ratio)
    ):
        raise _too_large(limits)


def _check_names(entries: list[ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unusable(sentence("Filen er beskyttet med adgangskode. Fjern adgangskoden, og gem den igen."))
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise Unusable(sentence("Filen indeholder makroer. Gem den som Excel-projektmappe (.xlsx) uden makroer."))
    if any(name.endswith(_FILES_IN_FILES) for name in names):
        raise Unusable(
            sentence("Filen indeholder andre filer. Kopiér tabellen over i en ny, tom projektmappe, og gem den.")
        )
    strange = any(name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") for name in names)
    unknown = any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries)
    if strange or unknown or len(set(names)) < len(names):
        raise damaged()


def _too_large(limits: Limits) -> Unusable:
    return Unusable(
        sentence(
            "Filen fylder alt for meget, når den bliver pakket ud, og er derfor ikke læst. "
            "Den må højst fylde {size} MB. Kopiér tabellen over i en ny, tom projektmappe, og gem den.",
            size=limits.unpacked_bytes // 1_000_000,
        )
    )
