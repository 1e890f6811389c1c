"""Reads what a workbook says about itself: its sheets, its texts, and which numbers are dates or per cent.

Offers `Workbook`, `NumberKind` and `read_workbook`.
"""

import posixpath
import re
from dataclasses import dataclass
from enum import Enum

from vugge.kit.tables.limits import Limits
from vugge.kit.tables.problems import Unusable, shortened
from vugge.kit.tables.xlsx_package import Package, damaged
from vugge.kit.tables.xlsx_xml import elements, shared_strings
from vugge.kit.text import sentence

# ECMA-376 part 1, 18.8.30: numbers of the formats that need no code; the gaps are currencies and texts
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_BUILT_IN_PERCENTS = frozenset({9, 10})
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')  # quoted words, colours and conditions, single signs, fillers
_DATE_SIGNS = re.compile("[dmyhs]")


class NumberKind(Enum):
    """What the number of a cell means, by the format it is shown in."""

    PLAIN = "plain"
    DATE = "date"
    PERCENT = "percent"


@dataclass(frozen=True)
class Workbook:
    """The first visible sheet's part, and what is needed to read its cells."""

    sheet: str
    other_sheets: tuple[str, ...]
    strings: list[str]
    number_kinds: list[NumberKind]
    counts_from_1904: bool


@dataclass(frozen=True)
class _Relation:
    kind: str
    part: str


def read_workbook(package: Package, limits: Limits) -> Workbook:
    """Read the parts around the sheets. Raises `Unusable` when there is no workbook or no visible sheet."""
    start = [one.part for one in _relations(package, "").values() if one.kind == "officeDocument"]
    if not start or not start[0].endswith(".xml") or not package.has(start[0]):
        raise Unusable(
            sentence(
                "Filen er ikke en Excel-projektmappe, selv om den hedder .xlsx. "
                "Gem tabellen som .xlsx eller som CSV UTF-8."
            )
        )
    related = _relations(package, start[0])
    strings = [one.part for one in related.values() if one.kind == "sharedStrings" and package.has(one.part)]
    styles = [one.part for one in related.values() if one.kind == "styles" and package.has(one.part)]
    found = elements(package.pieces(start[0]), frozenset({"workbookPr", "sheet"}))
    properties = next((values for name, values in found if name == "workbookPr"), {})
    sheet, others = _first_visible([values for name, values in found if name == "sheet"], related)
    return Workbook(
        sheet=sheet,
        other_sheets=others,
        strings=shared_strings(package.pieces(strings[0]), limits.cell_characters) if strings else [],
        number_kinds=_number_kinds(package, styles[0]) if styles else [],
        counts_from_1904=properties.get("date1904", "0") in ("1", "true"),
    )


def _relations(package: Package, part: str) -> dict[str, _Relation]:
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(listing):
        return {}
    return {
        values.get("Id", ""): _Relation(
            kind=values.get("Type", "").rpartition("/")[2],
            part=posixpath.normpath(posixpath.join("/", folder, values.get("Target", ""))).lstrip("/"),
        )
        for _, values in elements(package.pieces(listing), frozenset({"Relationship"}))
    }


def _first_visible(sheets: list[dict[str, str]], related: dict[str, _Relation]) -> tuple[str, tuple[str, ...]]:
    tables = [
        (sheet, related[sheet["id"]].part)
        for sheet in sheets
        if sheet.get("id") in related and related[sheet["id"]].kind == "worksheet"
    ]
    visible = [part for sheet, part in tables if sheet.get("state", "visible") == "visible"]
    if not tables:
        raise damaged()
    if not visible:
        raise Unusable(sentence("Alle ark i filen er skjult. Vis det ark, som skal læses, og gem igen."))
    others = (shortened(sheet.get("name", "")) for sheet, part in tables if part != visible[0])
    return visible[0], tuple(others)


def _number_kinds(package: Package, part: str) -> list[NumberKind]:
    """Return the kind of number for each style that a cell can point to."""
    wanted = frozenset({"numFmt", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "xf"})
    codes: dict[str, str] = {}
    kinds: list[NumberKind] = []
    inside = ""
    for name, values in elements(package.pieces(part), wanted):
        if name == "xf":
            number = values.get("numFmtId", "0")
            kinds += [_kind(number, codes.get(number, ""))] if inside == "cellXfs" else []
        elif name == "numFmt":
            codes |= {values.get("numFmtId", ""): values.get("formatCode", "")} if inside != "dxfs" else {}
        else:
            inside = name
    return kinds


def _kind(number: str, code: str) -> NumberKind:
    signs = _NOT_CODE.sub("", code.partition(";")[0]).lower()
    built_in = int(number) if number.isdecimal() and not code else -1
    if built_in in _BUILT_IN_PERCENTS or "%" in signs:
        return NumberKind.PERCENT
    if built_in in _BUILT_IN_DATES or ("general" not in signs and _DATE_SIGNS.search(signs)):
        return NumberKind.DATE
    return NumberKind.PLAIN
