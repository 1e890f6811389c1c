"""Law as dated data: load packages from TOML, check them, choose the one in force on a day.

Offers `load` (one file into a frozen dataclass), `load_all` (every file of a folder) and `in_force`.
"""

import tomllib
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Protocol, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from vugge.kit.errors import BadLaw
from vugge.kit.text import Sentence, sentence

T = TypeVar("T")

STRICT_SHAPE = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
"""For `__pydantic_config__` of a law dataclass: an unknown key in the file is a mistake."""


class Dated(Protocol):
    """Anything that holds from one day up to, not including, another."""

    @property
    def valid_from(self) -> date:
        """First day it holds."""

    @property
    def valid_to(self) -> date | None:
        """First day it no longer holds; None while it still does."""


D = TypeVar("D", bound=Dated)


def load(file: Traversable, shape: type[T]) -> T:
    """Read one TOML file into the shape; numbers become exact decimals.

    Raises `BadLaw` naming the file, the place in it and what is wrong there.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        return TypeAdapter(shape).validate_python(content)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as mistake:
        raise BadLaw(_not_toml(file, str(mistake))) from mistake
    except ValidationError as mistakes:
        raise BadLaw(_wrong_shape(file, mistakes)) from mistakes


def load_all(folder: Traversable, shape: type[T], *, leaving_out: Collection[str] = ()) -> tuple[T, ...]:
    """Read every TOML file of a folder, in order of name, but those whose stem is left out."""
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(load(folder / name, shape) for name in names if name.removesuffix(".toml") not in leaving_out)


def in_force(packages: Iterable[D], on: date) -> D | None:
    """Return the one package that holds on a day, or None.

    Raises `BadLaw` if two hold at once: then the files contradict each other.
    """
    holding = [one for one in packages if one.valid_from <= on and (one.valid_to is None or on < one.valid_to)]
    if len(holding) > 1:
        raise BadLaw(sentence("To lovpakker gælder samtidig den {day}. Ret deres datoer.", day=on))
    return holding[0] if holding else None


def _not_toml(file: Traversable, why: str) -> Sentence:
    return sentence("Filen {file} kan ikke læses som TOML: {why}", file=file.name, why=why)


def _wrong_shape(file: Traversable, mistakes: ValidationError) -> Sentence:
    places = "; ".join(
        f"{'.'.join(str(step) for step in mistake['loc'])}: {mistake['msg']}" for mistake in mistakes.errors()
    )
    return sentence("Filen {file} har fejl: {places}", file=file.name, places=places)
