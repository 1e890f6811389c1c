"""The law on access, read once from `law/access/` and chosen by the day."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TypeVar

from vugge.access.rules.law import AccessLaw, Ages, Policy, Retention, Terms
from vugge.access.rules.statistics_law import StatisticsLaw
from vugge.kit.errors import BadLaw
from vugge.kit.law import Dated, in_force, load
from vugge.kit.text import sentence
from vugge.law import folder

D = TypeVar("D", bound=Dated)


@cache
def access_law(day: date) -> AccessLaw:
    """Return what holds on a day. Raises `BadLaw` where a part is missing or two packages hold at once."""
    return AccessLaw(
        policy=_holding("policy", _read("policy", Policy), day),
        terms=_holding("terms", _read("terms", Terms), day),
        ages=_holding("ages", _read("ages", Ages), day),
        retention=_holding("retention", _read("retention", Retention), day),
        statistics=_holding("statistics", _read("statistics", StatisticsLaw), day),
    )


def _read(part: str, shape: type[D]) -> tuple[D, ...]:
    names = sorted(file.name for file in folder("access").iterdir() if file.name.startswith(f"{part}_"))
    return tuple(load(folder("access") / name, shape) for name in names)


def _holding(part: str, packages: Iterable[D], day: date) -> D:
    found = in_force(packages, day)
    if found is None:
        raise BadLaw(sentence("Ingen lovpakke i law/access/ gælder for {part} den {day}.", part=part, day=day))
    return found
