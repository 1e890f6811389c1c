"""A small route in files, to damage: two national packages, one of a municipality, and what can be observed.

Offers `MEASURES`, `FIRST`, `SECOND`, `OWN` and `write_route`.
"""

from pathlib import Path
from typing import Final

SOURCES: Final = 'sources = [{ title = "Loven", url = "https://example.dk/lov" }]'

MEASURES: Final = f"""
[[measures]]
id = "visit"
name = {{ da = "Besøg", en = "Visit" }}
kind = "done"
category = "support"
{SOURCES}

[[measures]]
id = "reading"
name = {{ da = "Læsning", en = "Reading" }}
kind = "choice"
category = "education"
values = {{ weak = {{ da = "svag", en = "weak" }}, fine = {{ da = "fin", en = "fine" }} }}
{SOURCES}

[[measures]]
id = "absence"
name = {{ da = "Fravær", en = "Absence" }}
kind = "number"
category = "education"
least = 0
most = 100
unit = {{ da = "%", en = "%" }}
{SOURCES}
"""

FIRST: Final = f"""
id = "journey/national_first"
valid_from = 2022-08-01
valid_to = 2024-08-01
title = {{ da = "Ruten", en = "The route" }}
certainty = "confirmed"
{SOURCES}

[[stations]]
id = "first_visit"
line = "health"
name = {{ da = "Første besøg", en = "First visit" }}
purpose = {{ da = "Hun ser, hvordan I har det.", en = "She sees how you are." }}
opens = {{ anchor = "birth", days = 4 }}
closes = {{ anchor = "birth", days = 7 }}
still_until = {{ anchor = "birth", weeks = 4 }}
reached_by = [{{ kind = "evidence", measure = "visit" }}]
connection = true
if_missed = {{ da = "Ring i dag.", en = "Call today." }}
responsible = "health_visitor"
category = "support"
certainty = "confirmed"
legal_basis = "sundhedsloven"
{SOURCES}

[[stations]]
id = "school_start"
line = "school"
name = {{ da = "Skolestart", en = "School start" }}
purpose = {{ da = "Nu går det i gang.", en = "Now it begins." }}
opens = {{ anchor = "grade", number = 0 }}
closes = {{ anchor = "grade", number = 0, month = 9, day = 1 }}
reached_by = [{{ kind = "spell", spells = ["school"] }}]
after = ["first_visit"]
duty = true
if_missed = {{ da = "Ring i dag.", en = "Call today." }}
responsible = "parents"
category = "education"
certainty = "one_source"
legal_basis = "folkeskoleloven"
{SOURCES}

[[stations]]
id = "reads"
line = "language"
name = {{ da = "Læser selv", en = "Reads alone" }}
purpose = {{ da = "Ti minutter om dagen er nok.", en = "Ten minutes a day are enough." }}
opens = {{ anchor = "grade", number = 1 }}
closes = {{ anchor = "grade", number = 2 }}
reached_by = [
  {{ kind = "evidence", measure = "reading", values = ["fine"] }},
  {{ kind = "evidence", measure = "absence", at_most = 9.9 }},
]
applies = [{{ kind = "not_in", spells = ["daycare"] }}]
after = ["school_start"]
if_missed = {{ da = "Læs en bog i aften.", en = "Read a book tonight." }}
responsible = "school"
category = "education"
certainty = "derived"
{SOURCES}
"""

SECOND: Final = f"""
id = "journey/national_second"
valid_from = 2024-08-01
based_on = "journey/national_first"
without = ["reads"]
title = {{ da = "Ruten", en = "The route" }}
certainty = "confirmed"
{SOURCES}
stations = []
"""

OWN: Final = f"""
id = "journey/town"
valid_from = 2023-08-01
municipality = "9001"
title = {{ da = "Vores", en = "Ours" }}
certainty = "derived"
{SOURCES}

[[stations]]
id = "cafe"
line = "family"
name = {{ da = "Café", en = "Café" }}
purpose = {{ da = "Kom, som du er.", en = "Come as you are." }}
opens = {{ anchor = "birth", weeks = 4 }}
closes = {{ anchor = "birth", months = 12 }}
reached_by = [{{ kind = "evidence", measure = "visit" }}]
if_missed = {{ da = "Kom bare forbi.", en = "Just drop by." }}
responsible = "housing_organisation"
category = "support"
certainty = "derived"
{SOURCES}
"""


def write_route(place: Path, *, damages: dict[str, tuple[str, str]] | None = None) -> tuple[Path, Path]:
    """Write the route to a folder, each file with its damage: a text and what stands in its place."""
    texts = {"measures": MEASURES, "national_1": FIRST, "national_2": SECOND, "own": OWN}
    for name, (whole, broken) in (damages or {}).items():
        assert whole in texts[name], f"{whole!r} is not in {name}"
        texts[name] = texts[name].replace(whole, broken, 1)
    for name, text in texts.items():
        (place / f"{name}.toml").write_text(text, encoding="utf-8")
    return place, place / "own.toml"
