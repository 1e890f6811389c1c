"""A file that is too long holds two subjects; a function that is too long hides one."""

import ast
from collections.abc import Iterator

import pytest
from tests.shape.sources import Finding, files, look, tell

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
WRITTEN_BY_HAND = tuple(
    f"{folder}/*.{kind}" for folder in ("src", "tests", "bench") for kind in ("py", "html", "css", "js", "sh")
)


def file_length(path: str, text: str) -> Iterator[Finding]:
    """Find files over the limit."""
    lines = len(text.splitlines())
    if lines > LONGEST_FILE:
        yield Finding(path, lines, f"{lines} lines; split what is over {LONGEST_FILE}")


def function_length(path: str, text: str) -> Iterator[Finding]:
    """Find functions over the limit, signature and docstring included."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield Finding(path, node.lineno, f"{node.name} has {lines} lines; at most {LONGEST_FUNCTION}")


def test_no_file_is_too_long() -> None:
    """A room's first migration is written by Django and grows with its tables; nobody edits it."""
    written = [path for path in files(*WRITTEN_BY_HAND) if not path.endswith("/migrations/0001_initial.py")]
    findings = look(file_length, written)
    assert not findings, tell(findings)


def test_no_function_is_too_long() -> None:
    findings = look(function_length, files("src/*.py", "tests/*.py", "bench/*.py"))
    assert not findings, tell(findings)


@pytest.mark.parametrize(("lines", "found"), [(LONGEST_FILE, 0), (LONGEST_FILE + 1, 1)])
def test_one_line_too_many_in_a_file_is_noticed(lines: int, found: int) -> None:
    assert len(list(file_length("areas/queries.py", "x = 1\n" * lines))) == found


@pytest.mark.parametrize(("lines", "found"), [(LONGEST_FUNCTION, 0), (LONGEST_FUNCTION + 1, 1)])
def test_one_line_too_many_in_a_function_is_noticed(lines: int, found: int) -> None:
    function = "class Room:\n    def ask(self):\n" + "        x = 1\n" * (lines - 1)
    assert len(list(function_length("areas/queries.py", function))) == found
