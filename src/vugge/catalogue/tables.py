"""Reads the catalogue's CSV files into frozen shapes, and says file, line and column when one is damaged."""

import csv
import io
from collections.abc import Callable, Mapping
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from vugge.kit.errors import BadLaw
from vugge.kit.text import Sentence, sentence

T = TypeVar("T")
Row = Mapping[str, str]


def load_rows(
    file: Traversable, shape: type[T], *, columns: tuple[str, ...], fields: Callable[[Row], object]
) -> tuple[T, ...]:
    """Read a CSV file with exactly these columns; `fields` turns a row into what the shape is made of.

    Raises `BadLaw` naming the file, the line and what is wrong there.
    """
    adapter = TypeAdapter(shape)
    try:
        return tuple(
            _shaped(file, adapter, line=line, fields=fields(row)) for line, row in _rows(file, columns=columns)
        )
    except (csv.Error, UnicodeDecodeError) as mistake:
        unreadable = sentence("Filen {file} kan ikke læses som CSV: {why}", file=file.name, why=str(mistake))
        raise BadLaw(unreadable) from mistake


def _rows(file: Traversable, *, columns: tuple[str, ...]) -> list[tuple[int, Row]]:
    reader = csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline=""), strict=True)
    if tuple(next(reader, [])) != columns:
        raise BadLaw(sentence("Filen {file} skal begynde med kolonnerne {columns}.", file=file.name, columns=columns))
    return [(reader.line_num, _row(file, columns, line=reader.line_num, cells=cells)) for cells in reader]


def _row(file: Traversable, columns: tuple[str, ...], *, line: int, cells: list[str]) -> Row:
    if len(cells) != len(columns):
        raise BadLaw(
            sentence(
                "Filen {file}, linje {line}: {found} felter, der skal være {wanted}.",
                file=file.name,
                line=line,
                found=len(cells),
                wanted=len(columns),
            )
        )
    return dict(zip(columns, cells, strict=True))


def _shaped(file: Traversable, adapter: TypeAdapter[T], *, line: int, fields: object) -> T:
    try:
        return adapter.validate_python(fields)
    except ValidationError as mistakes:
        first = mistakes.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BadLaw(_wrong(file, line=line, what=f"{place}: {first['msg']}")) from mistakes


def _wrong(file: Traversable, *, line: int, what: str) -> Sentence:
    return sentence("Filen {file}, linje {line}: {what}", file=file.name, line=line, what=what)
