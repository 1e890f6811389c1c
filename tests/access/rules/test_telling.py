"""Whatever the log says was done, whoever reads it is told in plain words."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import vugge
from vugge.access.rules.deeds_told import TOLD
from vugge.access.rules.telling import told
from vugge.audit.actions import DECLARATIONS
from vugge.audit.rules import Result


def wordless(verbs: set[str]) -> list[str]:
    """Return the verbs that have no words of their own."""
    return sorted(verbs - TOLD.keys())


def ours() -> set[str]:
    """Return the verbs of everything the program can do and show; what tests declare is not ours."""
    for module in walk_packages(vugge.__path__, "vugge."):
        if {"actions", "queries"} & set(module.name.split(".")):
            import_module(module.name)  # what is declared is what is imported
    deeds = {one.verb for one in DECLARATIONS.actions() if one.function.startswith("vugge.")}
    return deeds | {one.verb for one in DECLARATIONS.looks() if one.function.startswith("vugge.")}


def test_every_verb_has_words_of_its_own() -> None:
    assert len(ours()) > 100
    assert wordless(ours()) == []


def test_a_verb_without_words_is_noticed() -> None:
    assert wordless({"demo.moon_landed", "demo.tasks_loaded"}) == ["demo.moon_landed"]


def test_no_words_are_of_something_that_nobody_does() -> None:
    assert sorted(TOLD.keys() - ours()) == []


@pytest.mark.parametrize("verb", sorted(TOLD))
def test_words_are_short_and_plain(verb: str) -> None:
    words = told(verb, Result.DONE).say()
    assert 5 < len(words) <= 100
    assert words[0].isupper()
    assert not words.endswith(".")
