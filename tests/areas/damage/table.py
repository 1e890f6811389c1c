"""A sound table of official lists for damaging, and what a damaged file must say about its place.

Every row differs from what is on file, so that a partial import would show whichever rows it took.
"""

import csv
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.areas.sample import HEADER, SOURCE, write_lists

COUNTS = ("share_unattached_pct_count", "share_unattached_pct_base")
WIDE = (*HEADER, "list_day", *COUNTS)
NAMES = (
    ("Gellerupparken/Toveshøj", "Aarhus"),
    ("Vollsmose", "Odense"),
    ("Bispeparken", "København"),
    ("Ringparken", "Slagelse"),
    ("Ringparken", "Esbjerg"),
    ("Høje Kolstrup", "Aabenraa"),
    ("Tåstrupgård", "Høje-Taastrup"),
    ("Æblehaven", "Roskilde"),
    ("Sebbersundvej mv", "Aalborg"),
    ("Årupparken, Øst", "Odense"),
)


def sound_rows() -> list[list[str]]:
    chance = random.Random(61)
    rows = []
    for name, municipality in NAMES:
        residents, base = chance.randint(1000, 9000), chance.randint(500, 900)
        count = chance.randint(200, 400)
        shares = [f"{100 * count / base:.1f}", *(f"{chance.uniform(10, 90):.1f}" for _ in range(4))]
        shares[2] = f"{chance.uniform(0, 6):.2f}"
        flags = [str(chance.randint(0, 1)), "", "", ""]
        rows.append(
            ["2016", name, municipality, str(residents), *shares, *flags, "3", SOURCE, "", str(count), str(base)]
        )
    return rows


def letter(field: str) -> str:
    return chr(ord("A") + WIDE.index(field))


@dataclass(frozen=True)
class Damage:
    """One damaged file: how it is made, and how its only problem begins; `alone` says that there is no other."""

    name: str
    make: Callable[[Path], Path]
    begins: str
    alone: bool = True


def with_value(kind: str, form: str, field: str, value: str, seed: int) -> Damage:
    """Damage one cell of a row that the seed chooses."""
    place = random.Random(f"{kind}{form}{field}{value}{seed}").randrange(len(NAMES))

    def make(folder: Path) -> Path:
        rows = sound_rows()
        rows[place][WIDE.index(field)] = value
        return write(folder, form, rows)

    begins = f"Række {place + 2}, kolonne {letter(field)} »{field}«: "
    return Damage(f"{kind}-{form}-{field}-{seed}", make, begins)


def write(folder: Path, form: str, rows: Sequence[Sequence[str]], header: Sequence[str] = WIDE) -> Path:
    return write_lists(folder / f"lister.{form}", rows, header)


def csv_text(rows: Sequence[Sequence[str]] | None = None) -> str:
    """Return a table as the text of a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([WIDE, *(rows or sound_rows())])
    return out.getvalue()
