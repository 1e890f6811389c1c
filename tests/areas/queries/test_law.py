"""The fingerprint of all that decides: whatever changes an answer changes it, so that stored answers are made anew."""

from importlib.resources import files
from pathlib import Path

import pytest

from vugge.areas import rules
from vugge.areas.queries.law import DECIDING, fingerprint, published_fingerprint


@pytest.mark.parametrize("name", ["b_2014.toml", "lists.csv", "criterion.py"])
def test_a_changed_law_table_or_rule_changes_the_fingerprint(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("over", encoding="utf-8")
    before = fingerprint([tmp_path])
    assert fingerprint([tmp_path]) == before
    (tmp_path / name).write_text("at least", encoding="utf-8")
    assert fingerprint([tmp_path]) != before


def test_what_decides_nothing_does_not(tmp_path: Path) -> None:
    before = fingerprint([tmp_path])
    (tmp_path / "README.md").write_text("words", encoding="utf-8")
    assert fingerprint([tmp_path]) == before


def test_the_published_fingerprint_covers_the_rules() -> None:
    assert files(rules) in DECIDING
    assert published_fingerprint() == fingerprint(DECIDING) != fingerprint(DECIDING[:-1])
