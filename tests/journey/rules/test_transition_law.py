"""A package of transitions is checked when it is read, and says what is wrong in words."""

from pathlib import Path

import pytest

from vugge.journey.rules.transition_law import TransitionLaw
from vugge.kit.errors import BadLaw
from vugge.kit.law import load
from vugge.law import folder

TEXT = (folder("journey") / "transitions_2024.toml").read_text(encoding="utf-8")


def read(tmp_path: Path, text: str) -> TransitionLaw:
    """Read a package from a text."""
    file = tmp_path / "transitions_test.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, TransitionLaw)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("months = [3, 12]", "months = [12, 3]", "det mindste først"),
        ('id = "move_institution"', 'id = "daycare_to_school"', "står to gange"),
        ('kinds = ["move_municipality"]', 'kinds = ["move_abroad"]', "ikke er her: move_abroad"),
        ('category = "education"', 'category = "everything"', "category"),
        ("opens_months = 10", "opens_weeks = 10", "opens_weeks"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in TEXT
    with pytest.raises(BadLaw, match=said):
        read(tmp_path, TEXT.replace(before, after, 1))


def test_a_kind_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLaw, match="fører ingen steder hen"):
        read(tmp_path, TEXT.replace('to_units = ["school"]', "to_units = []", 1))


def test_the_package_on_file_is_let_through(tmp_path: Path) -> None:
    law = read(tmp_path, TEXT)
    assert law.kind("daycare_to_school") is not None
    assert law.kind("move_abroad") is None
    assert "enrolled" in {one.id for one in law.items_of("daycare_to_school")}
    assert "applied" not in {one.id for one in law.items_of("daycare_to_school")}
