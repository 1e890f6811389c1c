"""Files in which a row contradicts itself or another, or its cells cannot be told apart."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.areas.damage.table import COUNTS, NAMES, WIDE, Damage, csv_text, letter, sound_rows, write
from tests.areas.sample import HEADER
from xlsxwriter import Workbook

Rows = list[list[str]]
SEEDS = range(4)


def row_damages() -> Iterator[Damage]:
    """Return every file in which one row is wrong."""
    for form in ("csv", "xlsx"):
        for seed in SEEDS:
            place = random.Random(f"rows{form}{seed}").randrange(len(NAMES) - 1)
            for change, field, further in CONTRADICTIONS:
                begins = f"Række {place + 2 + further}, kolonne {letter(field)} »{field}«: "
                name = f"{change.__name__.strip('_')}-{form}-{seed}"
                yield Damage(name, partial(_changed, form, change, place), begins)
    yield from _torn()
    yield from _of_spreadsheets()


def _torn() -> Iterator[Damage]:
    """Return rows with too many or too few cells, and quotes that swallow the rest."""
    for seed in SEEDS:
        place = random.Random(f"torn{seed}").randrange(len(NAMES) - 1)
        for name, tear in TEARS.items():
            make = partial(_with_line, place, tear)
            yield Damage(f"{name}-csv-{seed}", make, f"Række {place + 2}: ")


def _of_spreadsheets() -> Iterator[Damage]:
    """Return sheets with a formula, an error, or cells merged into one."""
    for seed in SEEDS:
        chance = random.Random(f"sheets{seed}")
        place, field = chance.randrange(len(NAMES) - 1), chance.choice(HEADER)
        in_cell = f"Række {place + 2}, kolonne {letter(field)} »{field}«: "
        yield Damage(f"formula-xlsx-{seed}", partial(_with_formula, place, field, "=1+1", 2), in_cell)
        yield Damage(f"formula_in_error-xlsx-{seed}", partial(_with_formula, place, field, "=1/0", "#DIV/0!"), in_cell)
        # Merging leaves the lower cell empty, and that may be wrong by itself.
        yield Damage(f"merged-xlsx-{seed}", partial(_merged, place, field), in_cell, alone=False)


def _same_row_twice(rows: Rows, place: int) -> None:
    rows.insert(place + 1, rows[place])


def _same_row_in_capitals(rows: Rows, place: int) -> None:
    again = list(rows[place])
    again[1] = again[1].upper()
    rows.insert(place + 1, again)


def _nothing_said(rows: Rows, place: int) -> None:
    rows[place][HEADER.index("residents") : HEADER.index("criteria_met")] = [""] * 10
    _count(rows, place, "", "")


def _more_than_there_are(rows: Rows, place: int) -> None:
    _count(rows, place, "901", "900")


def _persons_contradict_share(rows: Rows, place: int) -> None:
    _count(rows, place, "1", "900")


def _persons_of_unknown_number(rows: Rows, place: int) -> None:
    _count(rows, place, "300", "")


def _count(rows: Rows, place: int, count: str, base: str) -> None:
    for field, value in zip(COUNTS, (count, base), strict=True):
        rows[place][WIDE.index(field)] = value


Change = Callable[[Rows, int], None]
CONTRADICTIONS: tuple[tuple[Change, str, int], ...] = (
    (_same_row_twice, "area", 1),
    (_same_row_in_capitals, "area", 1),
    (_nothing_said, "area", 0),
    (_more_than_there_are, "share_unattached_pct", 0),
    (_persons_contradict_share, "share_unattached_pct", 0),
    (_persons_of_unknown_number, COUNTS[0], 0),
)
TEARS: dict[str, Callable[[str], str]] = {
    "too_many_cells": lambda line: f"{line},1158",
    "too_few_cells": lambda line: line.rpartition(",")[0],
    "decimal_commas_among_commas": lambda line: line.replace(".", ","),
    "quote_never_closed": lambda line: line.replace(",", ',"', 1),
    "quote_inside_a_quoted_text": lambda line: line.replace(",", ',"Volls"mose",', 1),
}


def _changed(form: str, change: Change, place: int, folder: Path) -> Path:
    rows = sound_rows()
    change(rows, place)
    return write(folder, form, rows)


def _with_line(place: int, tear: Callable[[str], str], folder: Path) -> Path:
    lines = csv_text().split("\r\n")
    lines[place + 1] = tear(lines[place + 1].replace('"', ""))
    path = folder / "lister.csv"
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    return path


def _with_formula(place: int, field: str, formula: str, result: int | str, folder: Path) -> Path:
    path = folder / "lister.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([list(WIDE), *sound_rows()]):
            sheet.write_row(number, 0, row)
        sheet.write_formula(place + 1, WIDE.index(field), formula, value=result)
    return path


def _merged(place: int, field: str, folder: Path) -> Path:
    path = folder / "lister.xlsx"
    column = WIDE.index(field)
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([list(WIDE), *sound_rows()]):
            sheet.write_row(number, 0, row)
        sheet.merge_range(place + 1, column, place + 2, column, sound_rows()[place][column])
    return path
