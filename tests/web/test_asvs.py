"""The list of security controls names files that are there, and says of each control how it stands."""

import re

from tests.shape.sources import ROOT, read

LIST = "docs/asvs.md"
STANDS = {"met", "partly", "deploy", "no", "n.a."}


def named(text: str) -> set[str]:
    """Return the files and folders that a text names.

    >>> named("see `src/vugge/web` and `nosniff`")
    {'src/vugge/web'}
    """
    return set(re.findall(r"`((?:src|docs|tests|tools)/[\w./-]+)`", text))


def controls(text: str) -> list[tuple[str, str]]:
    """Return the controls with how they stand."""
    return re.findall(r"^\| (\d+\.\d+\.\d+[^|]*?) \|[^|]*\| ([^|]+?) \|", text, re.MULTILINE)


def test_every_file_that_the_list_names_is_there() -> None:
    found = named(read(LIST))
    assert len(found) > 20
    assert [path for path in sorted(found) if not (ROOT / path).exists()] == []


def test_every_control_says_how_it_stands_and_why() -> None:
    found = controls(read(LIST))
    assert len(found) > 150
    assert {stands for _, stands in found} <= STANDS
    for chapter in range(1, 17):
        assert any(control.startswith(f"{chapter}.") for control, _ in found), chapter
