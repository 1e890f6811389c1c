"""Every page behind log-in, from the addresses themselves, so that a new page is walked from the day it is there.

Offers `Route`, `routes`, and `LEFT_OUT`: the parts of the site that are not walked, with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

from vugge.audit.actions import declaration_of
from vugge.audit.rules import Purpose

LEFT_OUT: Final[Mapping[str, str]] = {
    "vugge.web.public": "holds no persons, and is the same for everybody",
    "vugge.web.login": "shows nobody but oneself, and turns with chance and time; tests/login walks it",
    "vugge.web.health": "says of the installation whether it runs",
}


@dataclass(frozen=True)
class Route:
    """A page: its name, what its address asks for with the kind of each part, and the purpose that it declares."""

    name: str
    parts: tuple[tuple[str, str], ...]
    declared: Purpose
    room: str


@cache
def routes() -> tuple[Route, ...]:
    """Return every page behind log-in."""
    return tuple(_routes(get_resolver().url_patterns, ()))


def _routes(patterns: Iterable[Any], above: tuple[tuple[str, str], ...]) -> Iterator[Route]:  # Any: Django's patterns
    for one in patterns:
        here = ((name, type(kind).__name__) for name, kind in one.pattern.converters.items())
        parts = (*above, *here)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, parts)
        elif isinstance(one, URLPattern) and not is_left_out(one.callback.__module__):
            found = declaration_of(one.callback)
            assert found is not None, one
            assert one.name, one
            yield Route(one.name, parts, found.purpose, one.callback.__module__.split(".")[2])


def is_left_out(module: str) -> bool:
    """Say whether the pages of a module are not walked."""
    return any(module == left or module.startswith(f"{left}.") for left in LEFT_OUT)
