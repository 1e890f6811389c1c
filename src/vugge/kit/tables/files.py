"""Looks at a file before it is opened as a table: is it a file, is it small enough, is it what its name says.

Offers `Form`, `checked_form` and `read_bytes`.
"""

import stat
from enum import Enum
from pathlib import Path

from vugge.kit.tables.limits import Limits
from vugge.kit.tables.problems import Unusable
from vugge.kit.text import Sentence, sentence

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_MEGABYTE = 1_000_000


class Form(Enum):
    """The two forms of table that are read."""

    CSV = "csv"
    XLSX = "xlsx"


_FORMS = {".csv": Form.CSV, ".tsv": Form.CSV, ".txt": Form.CSV, ".xlsx": Form.XLSX}


def checked_form(path: Path, limits: Limits) -> Form:
    """Return which form of table a file is, by its name and its first bytes. Raises `Unusable`."""
    _check_file(path, limits)
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise Unusable(_other_form(path.suffix.lower()))
    start = _start(path)
    if start.startswith(_OLD_OFFICE):
        raise Unusable(
            sentence(
                "Filen er beskyttet med adgangskode eller gemt i det gamle Excel-format. "
                "Fjern adgangskoden, og gem den som Excel-projektmappe (.xlsx)."
            )
        )
    is_zip = start.startswith((_ZIP, _EMPTY_ZIP))
    if form is Form.CSV and is_zip:
        raise Unusable(
            sentence(
                "Filen hedder {suffix}, men er en pakket fil. Er det et regneark, så giv den endelsen .xlsx.",
                suffix=path.suffix,
            )
        )
    if form is Form.XLSX and not is_zip:
        raise Unusable(
            sentence(
                "Filen hedder .xlsx, men er ikke en Excel-projektmappe. Er den en CSV-fil, så giv den endelsen .csv."
            )
        )
    return form


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Read a file that has been checked; it may have grown since."""
    with path.open("rb") as file:
        data = file.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise Unusable(_too_large(len(data), limits))
    return data


def _check_file(path: Path, limits: Limits) -> None:
    try:
        found = path.stat()
    except FileNotFoundError:
        raise Unusable(sentence("Filen {name} findes ikke.", name=path.name)) from None
    except (OSError, ValueError) as wrong:
        raise Unusable(sentence("Filen {name} kan ikke åbnes.", name=path.name)) from wrong
    if stat.S_ISDIR(found.st_mode):
        raise Unusable(sentence("{name} er en mappe. Vælg en fil i den.", name=path.name))
    if not stat.S_ISREG(found.st_mode):
        raise Unusable(sentence("{name} er ikke en almindelig fil.", name=path.name))
    if found.st_size == 0:
        raise Unusable(sentence("Filen er tom."))
    if found.st_size > limits.file_bytes:
        raise Unusable(_too_large(found.st_size, limits))


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_OLD_OFFICE))
    except PermissionError:
        raise Unusable(
            sentence("Filen {name} må ikke læses af dette program. Ret filens rettigheder.", name=path.name)
        ) from None
    except OSError as wrong:
        raise Unusable(sentence("Filen {name} kan ikke åbnes.", name=path.name)) from wrong


def _too_large(size: int, limits: Limits) -> Sentence:
    return sentence(
        "Filen fylder {size} MB. Den må højst fylde {limit} MB. Del den i flere filer.",
        size=-(-size // _MEGABYTE),
        limit=limits.file_bytes // _MEGABYTE,
    )


def _other_form(suffix: str) -> Sentence:
    match suffix:
        case ".xls" | ".xlsb":
            return sentence(
                "Excel-formatet {suffix} bliver ikke læst. Gem filen som Excel-projektmappe (.xlsx).", suffix=suffix
            )
        case ".xlsm" | ".xltm":
            return sentence(
                "Projektmapper med makroer ({suffix}) bliver ikke læst. Gem filen som .xlsx.", suffix=suffix
            )
        case ".ods" | ".numbers":
            return sentence(
                "Formatet {suffix} bliver ikke læst. Gem regnearket som .xlsx eller CSV UTF-8.", suffix=suffix
            )
        case _:
            return sentence("Filen skal være en CSV-fil (.csv) eller en Excel-projektmappe (.xlsx).")
