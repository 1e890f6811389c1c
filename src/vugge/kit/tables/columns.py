"""What a table must hold, and which column of a file holds it.

Offers `Column`, `MISTAKES` (the column our own file of corrections has last) and `match_headers`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from vugge.kit.tables.problems import Problem, column_letter, shortened
from vugge.kit.text import Text, sentence

MISTAKES = "Fejl"

_UNIMPORTANT = re.compile(r"[\s_\-\u00ad\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `name` is the field and the header of our own export; `label` is for people. `parse` makes the text of a
    cell into a value and raises `BadCell`; it never gets an empty cell. A `required` cell may not be empty; a
    column whose `header_needed` is false may be left out of the file. `aliases` are other headers it is known by.
    """

    name: str
    label: Text
    parse: Callable[[str], object]
    required: bool = False
    header_needed: bool = True
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """Which column of the file (counted from 0) holds which field, and which headers nobody asked for."""

    mapped: Mapping[str, int]
    ignored: tuple[str, ...]
    problems: tuple[Problem, ...]


def plain(header: str) -> str:
    """Return a header without what people do not look at: case, spaces, hyphens and underscores.

    >>> plain("Income_pct of Region"), plain("\\ufeffÅr ")
    ('incomepctofregion', 'år')
    """
    return _UNIMPORTANT.sub("", unicodedata.normalize("NFC", header)).casefold()


def known_headers(columns: Sequence[Column], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the field that each plain header stands for.

    A field in `mapping` is known by the header chosen for it and by no other. Raises ValueError when two
    columns claim one header, or the mapping names a field that is no column: mistakes of the caller, not of the file.
    """
    known: dict[str, str] = {}
    for column in columns:
        names = (column.name, column.label.da, column.label.en, *column.aliases)
        headers = {plain(mapping[column.name])} if column.name in mapping else {plain(name) for name in names}
        for header in headers:
            if known.setdefault(header, column.name) != column.name and column.name not in mapping:
                message = f"both {known[header]} and {column.name} are known by the header {header!r}"
                raise ValueError(message)
    if unknown := mapping.keys() - {column.name for column in columns}:
        message = f"no column is called {sorted(unknown)}"
        raise ValueError(message)
    return known


def match_headers(headers: Sequence[str], columns: Sequence[Column], mapping: Mapping[str, str] | None = None) -> Match:
    """Find the columns in the first row of a file; say which are missing and which stand there twice."""
    chosen = mapping or {}
    known = known_headers(columns, chosen)
    labels = {column.name: column.label for column in columns}
    mapped: dict[str, int] = {}
    ignored: list[str] = []
    problems: list[Problem] = []
    for index, header in enumerate(headers):
        field = known.get(plain(header))
        if field is None:
            ignored += [header] if plain(header) not in ("", plain(MISTAKES)) else []
        elif field in mapped:
            problems.append(_twice(index, header, labels[field], column_letter(mapped[field])))
        else:
            mapped[field] = index
    if columns and not mapped:
        problems = [_nothing_known(columns)]
    else:
        problems += [_missing(column, chosen) for column in columns if _is_missing(column, mapped, chosen)]
    return Match(mapped, tuple(ignored), tuple(problems))


def _is_missing(column: Column, mapped: Mapping[str, int], chosen: Mapping[str, str]) -> bool:
    return column.name not in mapped and (column.header_needed or column.name in chosen)


def _missing(column: Column, chosen: Mapping[str, str]) -> Problem:
    if column.name not in chosen:
        plain_why = sentence("Kolonnen ”{label}” mangler. Skriv den i overskriften.", label=column.label)
        return Problem(plain_why, row=1)
    why = sentence(
        "Kolonnen ”{header}” ({label}) mangler. Skriv den i overskriften, eller vælg en anden kolonne til den.",
        header=shortened(chosen[column.name]),
        label=column.label,
    )
    return Problem(why, row=1)


def _nothing_known(columns: Sequence[Column]) -> Problem:
    why = sentence(
        "Ingen af overskrifterne i første række er kendt. Der skal stå {headers}.",
        headers=tuple(column.label for column in columns if column.header_needed),
    )
    return Problem(why, row=1)


def _twice(index: int, header: str, label: Text, other: str) -> Problem:
    why = sentence("Kolonne {other} indeholder også {label}. Behold kun den ene.", other=other, label=label)
    shown = shortened(header)
    return Problem(why, row=1, column=column_letter(index), header=shown, value=shown)
