"""Law as dated data: load packages from TOML, check them, choose the one in force on a day.

Offers `load` (one file into a frozen dataclass), `load_all` (every file of a folder), `in_force`, and `Mistake`,
which a shape raises when what a file says cannot be.
"""

import tomllib
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Protocol, TypeVar, runtime_checkable

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from vugge.kit.errors import BadLaw
from vugge.kit.text import Sentence, sentence

T = TypeVar("T")

STRICT_SHAPE = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
"""For `__pydantic_config__` of a law dataclass: an unknown key in the file is a mistake."""


class Mistake(ValueError):
    """What the own check of a shape finds wrong in a file; `load` says it in the reader's language."""

    def __init__(self, said: Sentence) -> None:
        super().__init__(said.say())
        self.sentence = said


class Dated(Protocol):
    """Anything that holds from one day up to, not including, another."""

    @property
    def valid_from(self) -> date:
        """First day it holds."""

    @property
    def valid_to(self) -> date | None:
        """First day it no longer holds; None while it still does."""


@runtime_checkable
class Named(Protocol):
    """Anything that has an id by which to find its file."""

    @property
    def id(self) -> str:
        """The name of the package, for instance "areas/b_2014"."""


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
        raise BadLaw(_both_hold(holding, on))
    return holding[0] if holding else None


def _both_hold(packages: Sequence[Dated], on: date) -> Sentence:
    names = tuple(str(one.id) for one in packages if isinstance(one, Named))
    if len(names) < len(packages):
        return sentence("To lovpakker gælder samtidig den {day}. Ret deres datoer.", day=on)
    return sentence("Lovpakkerne {packages} gælder samtidig den {day}. Ret deres datoer.", packages=names, day=on)


def _not_toml(file: Traversable, why: str) -> Sentence:
    return sentence("Filen {file} kan ikke læses som TOML: {why}", file=file.name, why=why)


def _wrong_shape(file: Traversable, mistakes: ValidationError) -> Sentence:
    places = tuple(
        sentence("{place}: {why}", place=".".join(str(step) for step in one["loc"]) or file.name, why=_why(one))
        for one in mistakes.errors()
    )
    return sentence("Filen {file} har fejl: {places}", file=file.name, places=places)


def _why(mistake: ErrorDetails) -> Sentence | str:
    found = mistake.get("ctx", {}).get("error")
    return found.sentence if isinstance(found, Mistake) else mistake["msg"]
