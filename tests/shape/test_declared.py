"""Every way in says what is done through it and for which purpose, before anybody is let in."""

from argparse import Namespace
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path
from django_tasks import task
from django_tasks.base import Task

import vugge
from vugge.audit.actions import declaration_of
from vugge.audit.rules import AccessDeclared, Purpose
from vugge.cli.command import Command
from vugge.cli.table import COMMANDS


def undeclared_pages(patterns: Iterable[URLPattern | URLResolver]) -> list[str]:
    """Return the addresses whose page does not declare its action and purpose."""
    found: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += undeclared_pages(pattern.url_patterns)
        elif not _is_declared(pattern.callback):
            found.append(str(pattern.pattern))
    return found


def undeclared_commands(commands: Iterable[Command]) -> list[str]:
    """Return the commands that do not declare their action and purpose."""
    return [command.name for command in commands if not _is_declared(command.run)]


def undeclared_jobs(jobs: Iterable[Task[..., object]]) -> list[str]:
    """Return the jobs that do not declare their action and purpose."""
    return [job.name for job in jobs if not _is_declared(job.func)]


def jobs_of_the_house() -> list[Task[..., object]]:
    """Return every job that a room offers in its `tasks`."""
    rooms = [import_module(f"vugge.{path.parent.name}.tasks") for path in Path(vugge.__path__[0]).glob("*/tasks.py")]
    return [one for room in rooms for one in vars(room).values() if isinstance(one, Task)]


def _is_declared(way_in: Callable[..., object]) -> bool:
    declared = declaration_of(way_in)
    return isinstance(declared, AccessDeclared) and bool(declared.verb) and isinstance(declared.purpose, Purpose)


def test_every_page_declares_its_action_and_purpose() -> None:
    patterns = get_resolver().url_patterns
    assert patterns
    assert undeclared_pages(patterns) == []


def test_every_command_declares_its_action_and_purpose() -> None:
    assert COMMANDS
    assert undeclared_commands(COMMANDS) == []


def test_every_job_declares_its_action_and_purpose() -> None:
    jobs = jobs_of_the_house()
    assert {job.name for job in jobs} >= {"save_register", "save_lists"}
    assert undeclared_jobs(jobs) == []


def test_a_job_that_declares_nothing_is_noticed() -> None:
    assert undeclared_jobs([task()(idle)]) == ["idle"]


def idle() -> None:
    """Do nothing."""


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_a_page_that_declares_nothing_is_noticed() -> None:
    assert undeclared_pages([path("secret/", _page), path("more/", include([path("inner/", _page)]))]) == [
        "secret/",
        "inner/",
    ]


def test_a_command_that_declares_nothing_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="does not declare"):
        Command("open the door", help="", run=_do_nothing)


def _do_nothing(options: Namespace) -> int:
    return 0
