"""Opens the zip file that an XLSX is, and never unpacks more of it than allowed.

Offers `opened_package` and `Package`. The directory of the zip is looked at before anything is unpacked; since it can
lie, what is really unpacked is counted as well, in pieces, over all parts.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from vugge.kit.tables.limits import Limits
from vugge.kit.tables.problems import Unusable
from vugge.kit.text import sentence

_PIECE = 1 << 22  # the XML parser begins an unfinished tag anew with every piece; few pieces, no endless beginning
_ENCRYPTED = 0x1
_DIRECTORY_END = b"PK\x05\x06"
_LONGEST_DIRECTORY_END = (1 << 16) + 22
_BYTES_PER_ENTRY = 500  # in the directory; Excel's take about 60
_SMALL = 1_000_000  # a file this small unpacked is no bomb, however well it is packed
_FILES_IN_FILES = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".xlsx", ".xlsm", ".xls", ".docx", ".doc")
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What `zipfile` raises on a damaged file; it promises nothing narrower."""


class Package:
    """The parts of an open XLSX file. Counts what is unpacked."""

    def __init__(self, archive: ZipFile, opened: ExitStack, limits: Limits) -> None:
        self._archive = archive
        self._opened = opened  # closes every part with the file, also those whose reading stopped midway
        self._names = {info.filename.lower(): info for info in archive.infolist()}
        self._left = limits.unpacked_bytes
        self._limits = limits

    def has(self, part: str) -> bool:
        """Tell whether the file has this part; Excel does not look at case."""
        return part.lower() in self._names

    def pieces(self, part: str) -> Iterator[bytes]:
        """Unpack one part, piece by piece. Raises `Unusable` when it is missing, damaged or too much."""
        if not self.has(part):
            raise damaged()
        try:
            unpacked = self._opened.enter_context(self._archive.open(self._names[part.lower()]))
            while piece := unpacked.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise _too_large(self._limits)
                yield piece
        except _BROKEN:
            raise damaged() from None


@contextmanager
def opened_package(path: Path, limits: Limits) -> Iterator[Package]:
    """Open an XLSX file after a look at its directory. Raises `Unusable`."""
    _check_directory_size(path, limits)
    try:
        archive = ZipFile(path)
    except _BROKEN:
        raise damaged() from None
    with archive, ExitStack() as opened:
        _check_directory(archive.infolist(), path.stat().st_size, limits)
        yield Package(archive, opened, limits)


def damaged() -> Unusable:
    """Return what to raise when a workbook is not put together as it must be."""
    return Unusable(sentence("Filen er beskadiget. Åbn den i regnearket, gem den igen som .xlsx, og prøv igen."))


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
