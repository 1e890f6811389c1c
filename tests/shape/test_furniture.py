"""The furniture: every room is laid out the same way, and rules decide from their arguments alone."""

import ast
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch

import pytest
from tests.shape.sources import HOUSE, Finding, dotted, files, imported, look, tell, within

THEMES = ("families", "education", "jobs", "community", "housing")

ORDINARY = (
    "__init__.py", "README.md", "apps.py",
    "rules.py", "models.py", "queries.py", "actions.py", "tasks.py",
    "rules/*.py", "models/*.py", "queries/*.py", "actions/*.py", "migrations/*.py",
)  # fmt: skip
PLAIN_PYTHON = ("README.md", "*.py", "*/*.py")
DATA = (
    "__init__.py",
    "README.md",
    "*.py",
    "*.toml",
    "*.csv",
    "*.md",
    "*/__init__.py",
    "*/README.md",
    "*/*.toml",
    "*/*.csv",
    "*/*.md",
)
PAPERS = (*PLAIN_PYTHON, "templates/**", "static/**")
READERS = ("public", "family", "frontline", "office", "board", "analyst", "control")
PAGES = (
    "__init__.py", "README.md", "*.py", "templates/**", "static/**",
    *(f"{part}/**" for part in (*READERS, "login", "api", "components", "pictures", "templatetags")),
)  # fmt: skip
SPECIAL = {
    "kit": PLAIN_PYTHON,
    "cli": PLAIN_PYTHON,
    "law": DATA,
    "catalogue": DATA,
    "documents": PAPERS,
    "web": PAGES,
}
FRONT_HALL = ("__init__.py", "__main__.py", "cli.py", "settings.py", "locale/**")

NO_FILES = (
    "builtins",
    "fileinput",
    "glob",
    "importlib",
    "io",
    "os",
    "pathlib",
    "shutil",
    "sqlite3",
    "subprocess",
    "tempfile",
)
NO_CLOCK = ("calendar.timegm", "sched", "time", "zoneinfo")
NO_CHANCE = ("numpy.random", "random", "secrets", "uuid.uuid1", "uuid.uuid4")  # the type UUID is a value as any other
NO_WORLD = ("django", "environs", "http", "locale", "logging", "psycopg", "socket", "sys", "urllib")
FORBIDDEN_IN_RULES = (*NO_FILES, *NO_CLOCK, *NO_CHANCE, *NO_WORLD)
ASKS_THE_CLOCK = ("today", "now", "utcnow", "fromtimestamp")
OPENS = ("open", "print", "input", "exec", "eval", "__import__")
READS_OR_WRITES = (
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "loadtxt",
    "genfromtxt",
    "fromfile",
    "tofile",
)


def furniture(paths: Iterable[str]) -> list[Finding]:
    """Find what does not belong in its room, and rooms without a README."""
    inside = [path.removeprefix(f"{HOUSE}/") for path in paths]
    rooms = {_room_of(path) for path in inside} - {""}
    strange = [path for path in inside if not _belongs(path)]
    unread = [room for room in rooms if f"{room}/README.md" not in inside]
    return [
        *(Finding(f"{HOUSE}/{path}", 1, "no place for this in its room") for path in sorted(strange)),
        *(Finding(f"{HOUSE}/{room}", 1, "a room without README.md") for room in sorted(unread)),
    ]


def _room_of(path: str) -> str:
    """Return the room a path is in: `areas`, or `families/magic_window`; nothing for the front hall."""
    first, *rest = path.split("/")
    if not rest or first == "locale":
        return ""
    return f"{first}/{rest[0]}" if first in THEMES and len(rest) > 1 else first


def _belongs(path: str) -> bool:
    room = _room_of(path)
    if room in THEMES:
        return path in (f"{room}/__init__.py", f"{room}/README.md")
    allowed = SPECIAL.get(room, ORDINARY) if room else FRONT_HALL
    return any(_fits(path.removeprefix(f"{room}/"), pattern) for pattern in allowed)


def _fits(path: str, pattern: str) -> bool:
    """Say whether a path fits a pattern in which `*` stays in one folder and `/**` is whatever is below."""
    if pattern.endswith("/**"):
        return path.startswith(pattern.removesuffix("**"))
    return path.count("/") == pattern.count("/") and fnmatch(path, pattern)


def pure_rules(path: str, text: str) -> Iterator[Finding]:
    """Find where a rule reaches for Django, the clock, chance or a file."""
    tree = ast.parse(text)
    for module, line in imported(tree):
        if within(module, FORBIDDEN_IN_RULES):
            yield Finding(path, line, f"a rule may not import {module}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _reaches_out(node.func):
            yield Finding(path, node.lineno, f"a rule may not call {dotted(node.func)}: give it the value")


def _reaches_out(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in OPENS
    name = dotted(called)
    last = name.rpartition(".")[2]
    return last in (*ASKS_THE_CLOCK, *READS_OR_WRITES, "uuid1", "uuid4") or ".random." in f".{name}."


def test_every_room_has_its_furniture_and_no_other() -> None:
    findings = furniture(files(f"{HOUSE}/*"))
    assert not findings, tell(findings)


def test_rules_decide_from_their_arguments_alone() -> None:
    findings = look(pure_rules, files(f"{HOUSE}/*/rules.py", f"{HOUSE}/*/rules/*.py"))
    assert not findings, tell(findings)


@pytest.mark.parametrize(
    "path",
    [
        "areas/views.py",
        "areas/helpers.py",
        "areas/signals.py",
        "areas/rules/table.csv",
        "areas/management/commands/load.py",
        "families/utils.py",
        "families/magic_window/forms.py",
        "law/areas/2018.xlsx",
        "kit/page.html",
        "web/minister/page.py",
        "helpers.py",
    ],
)
def test_a_strange_piece_of_furniture_is_noticed(path: str) -> None:
    readmes = [f"{HOUSE}/{room}/README.md" for room in (_room_of(path),) if room]
    findings = furniture([*readmes, f"{HOUSE}/{path}"])
    assert [finding.path for finding in findings] == [f"{HOUSE}/{path}"]


def test_a_room_without_readme_is_noticed() -> None:
    assert furniture([f"{HOUSE}/areas/rules.py"])
    assert furniture([f"{HOUSE}/families/README.md", f"{HOUSE}/families/magic_window/rules.py"])


def test_a_room_in_order_is_let_through() -> None:
    paths = [
        "README.md",
        "__init__.py",
        "rules/limits.py",
        "models.py",
        "queries.py",
        "migrations/0001_start.py",
    ]
    assert furniture(f"{HOUSE}/areas/{path}" for path in paths) == []


@pytest.mark.parametrize(
    "rule",
    [
        "from django.db import models",
        "import django",
        "from datetime import date\nage = date.today()",
        "import datetime\nat = datetime.datetime.now(tz=None)",
        "import time",
        "from time import monotonic",
        "import random",
        "from numpy.random import default_rng",
        "from numpy import random",
        "import numpy as np\nchance = np.random.default_rng()",
        "import os",
        "from pathlib import Path",
        "table = open('table.csv')",
        "def load(file):\n    return file.read_text()",
        "import importlib.resources",
    ],
)
def test_a_rule_that_reaches_out_is_noticed(rule: str) -> None:
    assert list(pure_rules("areas/rules.py", rule))


def test_a_rule_that_is_given_everything_is_let_through() -> None:
    rule = "from datetime import date\nimport numpy as np\ndef year(*, today: date) -> int: return today.year"
    assert list(pure_rules("areas/rules.py", rule)) == []
