"""The floors: import-linter's contracts in pyproject.toml hold, and would notice if they did not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.shape.sources import ROOT

HOUSE_IN_ORDER = {
    "vugge/__init__.py": "",
    "vugge/settings.py": "",
    "vugge/kit/__init__.py": "",
    "vugge/kit/money.py": "",
    "vugge/law/__init__.py": "",
    "vugge/catalogue/__init__.py": "",
    "vugge/areas/__init__.py": "",
    "vugge/areas/models.py": "import django",
    "vugge/areas/rules.py": "import vugge.kit.money",
    "vugge/areas/queries.py": "import vugge.areas.models, vugge.areas.rules",
    "vugge/areas/actions.py": "import vugge.areas.queries",
    "vugge/families/__init__.py": "",
    "vugge/families/magic_window/__init__.py": "",
    "vugge/families/magic_window/rules/__init__.py": "",
    "vugge/families/magic_window/rules/offer.py": "",
    "vugge/families/magic_window/queries.py": "",
    "vugge/documents/__init__.py": "import vugge.areas.rules",
    "vugge/web/__init__.py": "",
    "vugge/web/page.py": "import vugge.areas.queries",
    "vugge/cli.py": "import vugge.areas.actions",
}

WRONG_STEPS = [
    ("vugge/areas/queries.py", "vugge.web.page", "vugge.areas is not allowed to import vugge.web"),
    ("vugge/audit/__init__.py", "vugge.areas.rules", "vugge.audit is not allowed to import vugge.areas"),
    ("vugge/people/__init__.py", "vugge.areas.rules", "vugge.people is not allowed to import vugge.areas"),
    (
        "vugge/jobs/__init__.py",
        "vugge.families.magic_window",
        "vugge.jobs is not allowed to import vugge.families",
    ),
    ("vugge/cupboard/__init__.py", "", "- vugge.cupboard"),
    ("vugge/kit/money.py", "vugge.law", "vugge.kit is not allowed to import vugge.law"),
    ("vugge/kit/money.py", "django", "vugge.kit is not allowed to import django"),
    ("vugge/catalogue/__init__.py", "django.db", "vugge.catalogue is not allowed to import django"),
    (
        "vugge/areas/queries.py",
        "vugge.areas.actions",
        "vugge.areas.queries is not allowed to import vugge.areas.actions",
    ),
    (
        "vugge/families/magic_window/rules/offer.py",
        "vugge.families.magic_window.queries",
        "vugge.families.magic_window.rules is not allowed to import vugge.families.magic_window.queries",
    ),
    ("vugge/areas/rules.py", "django.utils", "vugge.areas.rules is not allowed to import django"),
    (
        "vugge/areas/rules.py",
        "vugge.areas.models",
        "vugge.areas.rules is not allowed to import vugge.areas.models",
    ),
    ("vugge/areas/rules.py", "vugge.law", "vugge.areas.rules is not allowed to import vugge.law"),
    ("vugge/web/page.py", "vugge.areas.models", "vugge.web is not allowed to import vugge.areas.models"),
    ("vugge/cli.py", "vugge.areas.models", "vugge.cli is not allowed to import vugge.areas.models"),
    (
        "vugge/documents/paper.py",
        "vugge.areas.queries",
        "vugge.documents is not allowed to import vugge.areas.queries",
    ),
    ("vugge/web/page.py", "vugge.settings", "vugge.web is not allowed to import vugge.settings"),
]


def contracts_hold(root: Path) -> subprocess.CompletedProcess[str]:
    """Check the package below a folder against this project's contracts."""
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [command, "--config", ROOT / "pyproject.toml", "--no-cache", "--no-logo"],
        cwd=root,
        env=os.environ | {"COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )


def build(root: Path, house: dict[str, str]) -> Path:
    """Write a small package and return the folder it is in."""
    for name, text in house.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def verdict_on_a_wrong_house(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the checker says of a house with every wrong step in it at once."""
    house = dict(HOUSE_IN_ORDER)
    for file, module, _ in WRONG_STEPS:
        house[file] = house.get(file, "") + (f"\nimport {module}" if module else "")
    result = contracts_hold(build(tmp_path_factory.mktemp("wrong"), house))
    assert result.returncode == 1
    return result.stdout


def test_every_room_keeps_to_its_floor() -> None:
    result = contracts_hold(ROOT / "src")
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_house_in_order_is_let_through(tmp_path: Path) -> None:
    result = contracts_hold(build(tmp_path, HOUSE_IN_ORDER))
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("file", "module", "verdict"), WRONG_STEPS)
def test_a_wrong_step_is_noticed(verdict_on_a_wrong_house: str, file: str, module: str, verdict: str) -> None:
    assert verdict in verdict_on_a_wrong_house


def test_no_contract_is_without_a_wrong_step_that_breaks_it(verdict_on_a_wrong_house: str) -> None:
    assert "Contracts: 0 kept" in verdict_on_a_wrong_house
