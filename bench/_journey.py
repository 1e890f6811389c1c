"""What `journey.py` fills and measures, in a process of its own with the settings of one database: prints JSON.

The children are rows alone, put straight into the tables: 0 to 17 years old, each with a home, day-care and school by
age, perhaps a job, and ten observations. Dates and values are drawn with a fixed seed.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median
from unittest import mock

import django
import numpy as np
import numpy.typing as npt
from django.core.management import call_command
from django.db import connection

django.setup()  # before anything of Vugge that holds tables

from vugge.access.tasks import STATISTICIAN  # noqa: E402
from vugge.journey.queries import columns as facts  # noqa: E402
from vugge.journey.queries.law import national_network  # noqa: E402
from vugge.journey.rules.columns import plan_columns  # noqa: E402

ON = date(2026, 11, 23)
SEED = 2026
OLDEST = 17
DAYS_OLD = 365 * 17
OBSERVATIONS = 10
AT_ONCE = 20_000
HOMES = 1000
ROUNDS = {10_000: 7, 100_000: 3}
LONG_AGO = "2026-01-01 00:00:00"
Row = tuple[str | int | None, ...]
QUICK = ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = OFF", "cache_size = -400000")
"""Nobody needs the database if the machine stops."""

PERSON = (
    "id, given_names, surname, folded, order_key, born, language, needs_interpreter, state, version, origin,"
    " request_hash"
)
SPELL = "id, person_id, kind, title, begins, ends, dwelling_id, origin, entered_by, entered_at, version, request_hash"
EVIDENCE = (
    "id, person_id, measure, value, observed_on, origin, note, written_by, written_at, wrong_by, wrong_because,"
    " request_hash"
)


def fill(children: int) -> None:
    """Make the tables and put the children into them."""
    call_command("migrate", verbosity=0)
    chance = np.random.default_rng(SEED)
    with connection.cursor() as cursor:
        for pragma in QUICK:
            cursor.execute(f"PRAGMA {pragma}")
        add(
            "people_dwelling",
            "id, street, number, floor, door, stairway, postcode, city, municipality, area_key",
            homes(),
        )
        for first in range(0, children, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, children))
            born = np.datetime64(ON) - chance.integers(0, DAYS_OLD, len(numbers))
            add("people_person", PERSON, persons(numbers, born))
            add("people_spell", SPELL, spells(numbers, born, chance))
            add("journey_evidence", EVIDENCE, evidence(numbers, born, chance))
        cursor.execute("ANALYZE")


def add(table: str, columns: str, rows: Iterator[Row]) -> None:
    places = ", ".join(["?"] * (columns.count(",") + 1))
    connection.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)
    connection.connection.commit()


def homes() -> Iterator[Row]:
    for number in range(HOMES):
        yield key(number), "Vej", str(number), "", "", "", "9999", "By", "0999", f"area-{number % 20}"


def key(number: int) -> str:
    return f"{number:032x}"


def persons(numbers: range, born: npt.NDArray[np.datetime64]) -> Iterator[Row]:
    for number, day in zip(numbers, born.astype(str).tolist(), strict=True):
        yield key(number), "Barn", str(number), "", "", day, "da", False, "living", 1, "synthetic", ""


def spells(numbers: range, born: npt.NDArray[np.datetime64], chance: np.random.Generator) -> Iterator[Row]:
    """Yield a home for all, and of those old enough day-care, school and a job."""
    daycare = born + chance.integers(200, 500, len(numbers))
    years = born.astype("datetime64[Y]") + 6
    school = (years.astype("datetime64[M]") + 7).astype("datetime64[D]") + 10
    job = born + 13 * 365 + chance.integers(0, 3000, len(numbers))
    kinds: tuple[tuple[str, npt.NDArray[np.datetime64], list[str | None]], ...] = (
        ("home", born, [None] * len(numbers)),
        ("daycare", daycare, (school - 10).astype(str).tolist()),
        ("school", school, [None] * len(numbers)),
        ("job", job, [None] * len(numbers)),
    )
    for place, (kind, begins, ends) in enumerate(kinds):
        text = begins.astype(str).tolist()
        for number, has_begun in zip(numbers, (begins <= np.datetime64(ON)).tolist(), strict=True):
            if has_begun:
                row = number - numbers[0]
                home = key(number % HOMES) if kind == "home" else None
                ids = key(number * len(kinds) + place), key(number)
                yield *ids, kind, "sted", text[row], ends[row], home, "synthetic", "account:1", LONG_AGO, 1, ""


def evidence(numbers: range, born: npt.NDArray[np.datetime64], chance: np.random.Generator) -> Iterator[Row]:
    """Yield observations of any measures on any days since the birth."""
    measures = list(national_network().measures.values())
    size = (len(numbers), OBSERVATIONS)
    ages = (np.datetime64(ON) - born).astype(int)
    days = (born[:, None] + (chance.random(size) * (ages[:, None] + 1)).astype(int)).astype(str).tolist()
    which = chance.integers(0, len(measures), size).tolist()
    for number, on, drawn in zip(numbers, days, which, strict=True):
        for place in range(OBSERVATIONS):
            measure = measures[drawn[place]]
            value = choice(list(measure.values), place)
            ids = key(number * OBSERVATIONS + place), key(number)
            yield *ids, measure.id, value, on[place], "synthetic", "", "account:1", LONG_AGO, "", "", ""


def choice(values: Sequence[str], place: int) -> str:
    return values[place % len(values)] if values else ""


def measure(children: int) -> None:
    """Measure both sides in turn and print what was found."""
    network = national_network()
    reading, nightly, deciding = [], [], []
    for turn in range(ROUNDS.get(children, 1)):
        sides = (reading_alone, all_of_it) if turn % 2 == 0 else (all_of_it, reading_alone)
        for side in sides:
            began = time.process_time()
            columns = side()
            spent = time.process_time() - began
            if side is reading_alone:
                reading.append(spent)
            else:
                nightly.append(spent)
                deciding.append(columns)
    print(
        json.dumps(
            {
                "children": children,
                "stations": len(network.editions[-1].stations),
                "reading": median(reading),
                "nightly": median(nightly),
                "columns": median(deciding),
                "ratio": median(one / other for one, other in zip(nightly, reading, strict=True)),
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


def _let_go(*_rows: object, **_other: object) -> None:
    """Take the rows and keep none."""


def reading_alone() -> float:
    """Run every statement and let the rows go."""
    with mock.patch.object(facts, "_batch", _let_go):  # a mock of its own would keep every row it was given
        for _ in facts.facts_in_columns(STATISTICIAN, on=ON, oldest=OLDEST):
            pass
    return 0


def all_of_it() -> float:
    """Read, put into columns, and decide; return how much of the CPU the deciding took."""
    spent = 0.0
    counted = np.zeros(256, np.int64)
    for batch in facts.facts_in_columns(STATISTICIAN, on=ON, oldest=OLDEST):
        began = time.process_time()
        found = plan_columns(national_network(), batch.lives, on=ON)
        spent += time.process_time() - began
        counted += np.bincount(found.statuses.ravel(order="K"), minlength=256)
    return spent


if __name__ == "__main__":
    {"fill": fill, "measure": measure}[sys.argv[1]](int(sys.argv[2]))
