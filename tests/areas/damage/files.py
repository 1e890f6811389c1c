"""Files that are wrong as a whole, or in their headers."""

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.areas.damage.table import WIDE, Damage, csv_text, letter, sound_rows, write
from tests.areas.sample import HEADER

WHOLE = "Hele filen: "
IN_HEADERS = "Række 1: "
NEEDED = tuple(name for name in HEADER if name != "criteria_met")
TWO_GIGABYTES = 2_000_000_000
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
SHEET = "xl/worksheets/sheet1.xml"


def file_damages() -> Iterator[Damage]:
    """Return every file that is wrong beyond a row."""
    yield from _wrong_as_a_whole()
    yield from _packed_wrongly()
    yield from _encoded_wrongly()
    yield from _without_a_header()
    yield from _with_wrong_headers()


def _wrong_as_a_whole() -> Iterator[Damage]:
    for name, content in {
        "empty.csv": b"",
        "empty.xlsx": b"",
        "only_lines.csv": b"\r\n\r\n\n",
        "only_a_mark.csv": b"\xef\xbb\xbf",
        "only_headers.csv": f"{','.join(WIDE)}\r\n".encode(),
        "no_workbook.xlsx": csv_text().encode(),
        "old.xls": OLD_EXCEL,
        "old_inside.xlsx": OLD_EXCEL,
        "letter.docx": csv_text().encode(),
        "sheet.ods": csv_text().encode(),
        "macros.xlsm": csv_text().encode(),
        "no_ending": csv_text().encode(),
        "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    }.items():
        begins = "Række 1, kolonne A: " if name == "picture.csv" else WHOLE
        yield Damage(f"whole-{name}", partial(_with_bytes, name, content), begins)
    yield Damage("whole-two_gigabytes.csv", partial(_sparse, "large.csv"), WHOLE)
    yield Damage("whole-two_gigabytes.xlsx", partial(_sparse, "large.xlsx"), WHOLE)
    yield Damage("whole-missing.csv", lambda folder: folder / "nowhere.csv", WHOLE)
    yield Damage("whole-folder.csv", _as_folder, WHOLE)
    yield Damage("whole-only_headers.xlsx", lambda folder: write(folder, "xlsx", []), WHOLE)


def _packed_wrongly() -> Iterator[Damage]:
    yield Damage("packed-bomb.xlsx", partial(_repacked, {SHEET: b" " * 90_000_000}), WHOLE)
    yield Damage("packed-sheet_gone.xlsx", partial(_repacked, {SHEET: None}), WHOLE)
    yield Damage("packed-no_xml.xlsx", partial(_repacked, {SHEET: b"year,area"}), WHOLE)
    yield Damage("packed-macros.xlsx", partial(_repacked, {"xl/vbaProject.bin": b"Sub"}), WHOLE)
    yield Damage("packed-file_in_file.xlsx", partial(_repacked, {"xl/embeddings/more.zip": b"PK"}), WHOLE)
    yield Damage("packed-outside.xlsx", partial(_repacked, {"../../outside.xml": b"<a/>"}), WHOLE)
    yield Damage("packed-entities.xlsx", partial(_repacked, {SHEET: _ENTITIES}), WHOLE)
    yield Damage("packed-zip_named.csv", _zip_named_csv, WHOLE)
    for seed in range(6):
        yield Damage(f"packed-cut_short.xlsx-{seed}", partial(_cut_short, seed), WHOLE)


def _encoded_wrongly() -> Iterator[Damage]:
    for codec in ("utf-16", "utf-16-le", "utf-32"):
        yield Damage(f"encoded-{codec}", partial(_with_bytes, "a.csv", csv_text().encode(codec)), WHOLE)
    first_broken = f"Række 2, kolonne {letter('area')}: "
    for codec in ("latin-1", "cp1252", "cp865"):
        yield Damage(f"encoded-{codec}", partial(_with_bytes, "a.csv", csv_text().encode(codec)), first_broken)
    for seed in range(6):
        chance = random.Random(f"nul{seed}")
        place, field = chance.randrange(10), chance.choice(HEADER)
        rows = sound_rows()
        rows[place][WIDE.index(field)] += "\0"
        begins = f"Række {place + 2}, kolonne {letter(field)}: "
        yield Damage(f"encoded-nul-{seed}", partial(_with_bytes, "a.csv", csv_text(rows).encode()), begins)


def _without_a_header() -> Iterator[Damage]:
    for form in ("csv", "xlsx"):
        for name in NEEDED:
            yield Damage(f"header-without_{name}-{form}", partial(_renamed, form, name, "noget andet"), IN_HEADERS)


def _with_wrong_headers() -> Iterator[Damage]:
    for form in ("csv", "xlsx"):
        yield Damage(f"header-all_unknown-{form}", partial(_all_unknown, form), IN_HEADERS)
        for seed in range(4):
            field, other = random.Random(f"twice{form}{seed}").sample(HEADER, 2)
            later = max(field, other, key=WIDE.index)
            begins = f"Række 1, kolonne {letter(later)} »{field}«: "
            # The column whose place is taken is missing as well, where it is needed.
            yield Damage(f"header-twice-{form}-{seed}", partial(_renamed, form, other, field), begins, alone=False)
    yield Damage("header-no_headers-csv", partial(_with_bytes, "a.csv", _without_first_line()), IN_HEADERS)
    yield Damage("header-empty_first_row-csv", partial(_with_bytes, "a.csv", f"\r\n{csv_text()}".encode()), IN_HEADERS)


_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>&b;</sheetData></worksheet>'
)


def _with_bytes(name: str, content: bytes, folder: Path) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def _sparse(name: str, folder: Path) -> Path:
    with (folder / name).open("wb") as file:
        file.truncate(TWO_GIGABYTES)
    return folder / name


def _as_folder(folder: Path) -> Path:
    (folder / "lister.csv").mkdir()
    return folder / "lister.csv"


def _repacked(parts: dict[str, bytes | None], folder: Path) -> Path:
    """Write a sound workbook in which some parts are others, or gone."""
    sound = write(folder, "xlsx", sound_rows())
    target = folder / "repacked.xlsx"
    with ZipFile(sound) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, content in parts.items():
            if content is not None:
                after.writestr(name, content)
    return target


def _zip_named_csv(folder: Path) -> Path:
    return write(folder, "xlsx", sound_rows()).rename(folder / "lister.csv")


def _cut_short(seed: int, folder: Path) -> Path:
    path = write(folder, "xlsx", sound_rows())
    content = path.read_bytes()
    path.write_bytes(content[: random.Random(seed).randrange(10, len(content) - 30)])
    return path


def _renamed(form: str, name: str, to: str, folder: Path) -> Path:
    return write(folder, form, sound_rows(), [to if one == name else one for one in WIDE])


def _all_unknown(form: str, folder: Path) -> Path:
    return write(folder, form, sound_rows(), [f"kolonne {number}" for number in range(len(WIDE))])


def _without_first_line() -> bytes:
    return csv_text().encode().partition(b"\r\n")[2]
