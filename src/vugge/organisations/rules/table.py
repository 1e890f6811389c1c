"""From a read table of the register to rows that can be used, and everything that is wrong with it.

Offers `register_rows`; the columns are in `table_columns`, what must be true of the whole in `consistency`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from vugge.kit.tables import Problem, Reading, Row
from vugge.kit.tables.problems import column_letter
from vugge.kit.text import Sentence, sentence
from vugge.organisations.rules.consistency import complaints
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind
from vugge.organisations.rules.register import folded, municipality_refusal
from vugge.organisations.rules.rows import OnFile, RegisterRow, completed
from vugge.organisations.rules.staff import Place
from vugge.organisations.rules.table_columns import COLUMNS

NEEDED: Final = frozenset({"organisation", "organisation_kind", "municipality", "valid_from"})


@dataclass(frozen=True)
class Setting:
    """What rows are held against: places by name, the register as it stands, and which of it the viewer may keep."""

    municipality_code: Callable[[str], str | None]
    municipality_names: tuple[str, ...]
    area_key: Callable[[str, str], str | None]
    on_file: OnFile
    may_keep: Callable[[Place], bool]


@dataclass(frozen=True)
class RegisterTable:
    """The rows that can be used, completed with what is on file, and everything that is wrong with the table."""

    rows: tuple[RegisterRow, ...]
    problems: tuple[Problem, ...]


def register_rows(reading: Reading, setting: Setting) -> RegisterTable:
    """Turn a read table into rows of the register; a row with any problem is not among them."""
    problems = list(reading.problems)
    if not reading.mapped.keys() >= NEEDED:
        return RegisterTable((), tuple(problems))  # what these rows are about cannot be said
    faulty = {problem.row for problem in problems}
    rows: list[RegisterRow] = []
    for row in reading.rows:
        made = None if row.number in faulty else _register_row(row, setting, reading)
        if isinstance(made, Problem):
            problems.append(made)
        elif made is not None:
            rows.append(completed(made, setting.on_file.before(made)))
    read = {row.number for row in rows}
    unread = _names(row for row in reading.rows if row.number not in read)
    found = complaints(rows, setting.on_file, may_keep=setting.may_keep, unread=unread)
    problems += [_problem(reading, number, field, why=why) for number, field, why in found]
    wrong = {problem.row for problem in problems}
    kept = tuple(row for row in rows if row.number not in wrong)
    return RegisterTable(kept, tuple(sorted(problems, key=lambda one: (one.row or 0, one.column or ""))))


def _names(rows: Iterable[Row]) -> frozenset[str]:
    """Return the folded names of organisations and units in some rows."""
    return frozenset(folded(str(row.values.get(field) or "")) for row in rows for field in ("organisation", "unit"))


def _problem(reading: Reading, row: int, field: str, *, why: Sentence) -> Problem:
    """Point at a row and the column of the file that holds a field; a column left out of the file is the first."""
    index = reading.mapped.get(field, 0)
    return Problem(why, row=row, column=column_letter(index), header=reading.headers[index])


def _register_row(row: Row, setting: Setting, reading: Reading) -> RegisterRow | Problem:
    values = {column.name: row.values.get(column.name) for column in COLUMNS}
    words = {name: str(value) if value is not None else "" for name, value in values.items()}
    kind, unit_kind = values["organisation_kind"], values["unit_kind"]
    if not isinstance(kind, OrganisationKind) or not isinstance(values["valid_from"], date):
        return _problem(reading, row.number, "organisation_kind", why=sentence("Rækken mangler art eller første dag."))
    code = setting.municipality_code(words["municipality"]) if words["municipality"] else ""
    valid_to = values["valid_to"] if isinstance(values["valid_to"], date) else None
    for field, why in _row_refusals(words, kind, code, setting=setting):
        if why is not None:
            return _problem(reading, row.number, field, why=why)
    return RegisterRow(
        number=row.number,
        organisation=words["organisation"],
        organisation_kind=kind,
        municipality=code or "",
        valid_from=values["valid_from"],
        valid_to=valid_to,
        cvr=words["cvr"] if not words["unit"] else "",
        unit=words["unit"],
        unit_kind=unit_kind if isinstance(unit_kind, UnitKind) else None,
        parent=words["parent"],
        area_key=setting.area_key(words["area"], code or "") or "" if words["area"] else "",
        address=words["address"],
        source=words["source"],
        silent=frozenset(column.name for column in COLUMNS if column.name not in reading.mapped),
    )


def _row_refusals(
    words: dict[str, str],
    kind: OrganisationKind,
    code: str | None,
    *,
    setting: Setting,
) -> Iterable[tuple[str, Sentence | None]]:
    """Say of each field of a row that is right in itself what is wrong with it beside the others."""
    yield "municipality", _unknown_municipality(words["municipality"], setting) if code is None else None
    yield "municipality", municipality_refusal(kind, code or "")
    yield from _unit_refusals(words)
    if words["area"] and code is not None and setting.area_key(words["area"], code) is None:
        yield (
            "area",
            sentence("Vi kender intet boligområde med det navn i kommunen. Skriv det, som det står på listen."),
        )


def _unit_refusals(words: dict[str, str]) -> Iterable[tuple[str, Sentence | None]]:
    """A unit has a name and a kind; an organisation has none of what only units have."""
    if words["unit"]:
        missing = sentence("Enheden skal have en art.") if not words["unit_kind"] else None
        yield "unit_kind", missing
        yield "cvr", sentence("CVR-nummeret hører til organisationens egen række.") if words["cvr"] else None
        return
    for field in ("unit_kind", "parent", "area", "address"):
        yield field, sentence("Det hører til en enhed, men rækken nævner ingen enhed.") if words[field] else None


def _unknown_municipality(written: str, setting: Setting) -> Sentence:
    near = get_close_matches(written, setting.municipality_names, n=1)
    if near:
        return sentence("Vi kender ikke kommunen ”{written}”. Mente du {near}?", written=written, near=near[0])
    return sentence("Vi kender ikke kommunen ”{written}”. Skriv navnet på en af de 98 kommuner.", written=written)
