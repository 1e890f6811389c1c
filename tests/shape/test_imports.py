"""Imports stand at the top of the file and are absolute, so that reading it shows what it needs."""

import ast
from collections.abc import Iterator

import pytest
from tests.shape.sources import Finding, files, look, tell


def imports_at_the_top(path: str, text: str) -> Iterator[Finding]:
    """Find imports inside a function and imports that begin with a dot."""
    tree = ast.parse(text)
    inside = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and node in inside:
            yield Finding(path, node.lineno, "an import inside a function: move it to the top of the file")
        if isinstance(node, ast.ImportFrom) and node.level:
            yield Finding(path, node.lineno, "an import with a dot: write the whole name")


def test_every_import_is_at_the_top_and_absolute() -> None:
    findings = look(imports_at_the_top, files("src/*.py", "tests/*.py", "bench/*.py"))
    assert not findings, tell(findings)


@pytest.mark.parametrize(
    "text",
    [
        "def ask():\n    import vugge",
        "async def ask():\n    from vugge import kit",
        "class Room:\n    def ask(self):\n        if True:\n            from vugge import kit",
        "from . import rules",
        "from ..kit import text",
    ],
)
def test_a_hidden_import_is_noticed(text: str) -> None:
    assert len(list(imports_at_the_top("areas/queries.py", text))) == 1


def test_an_import_at_the_top_is_let_through() -> None:
    text = "from vugge.kit import text\n\ndef ask():\n    return text\n"
    assert list(imports_at_the_top("areas/queries.py", text)) == []
