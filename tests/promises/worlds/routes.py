"""Every page behind log-in, from the addresses themselves, so that a new page is walked from the day it is there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

from vugge.audit.actions import declaration_of
from vugge.audit.rules import Purpose

ROOMS: Final = tuple(f"vugge.web.{room}." for room in ("frontline", "family", "office", "control"))


@dataclass(frozen=True)
class Route:
    """A page: its name, what its address asks for, and the purpose that it declares."""

    name: str
    parts: tuple[str, ...]
    declared: Purpose
    room: str


def routes() -> tuple[Route, ...]:
    """Return every page behind log-in."""
    return tuple(_routes(get_resolver().url_patterns, ()))


def _routes(patterns: Iterable[Any], above: tuple[str, ...]) -> Iterator[Route]:  # Any: patterns and groups of them
    for one in patterns:
        parts = (*above, *one.pattern.converters)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, parts)
        elif isinstance(one, URLPattern) and one.name and one.callback.__module__.startswith(ROOMS):
            found = declaration_of(one.callback)
            assert found is not None, one.name
            yield Route(one.name, parts, found.purpose, one.callback.__module__.split(".")[2])
