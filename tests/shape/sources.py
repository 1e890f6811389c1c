"""What the checks of shape share: the project's own files, and a finding that says where and what.

A check is a plain function from a path and a text to findings, so that a control can feed it a bad sample.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = "src/vugge"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is not as the house wants it."""

    path: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.says}"


Check = Callable[[str, str], Iterable[Finding]]


def committed(root: Path = ROOT) -> list[str]:
    """Return the paths of the project's own files, that is all that .gitignore does not leave out."""
    ignored = [line.rstrip("/") for line in (root / ".gitignore").read_text(encoding="utf-8").split()]
    return sorted(file.relative_to(root).as_posix() for file in _walk(root, [*ignored, ".git"]))


def _walk(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for entry in folder.iterdir():
        if any(fnmatch(entry.name, pattern) for pattern in ignored):
            continue
        if entry.is_dir():
            yield from _walk(entry, ignored)
        else:
            yield entry


def files(*patterns: str) -> list[str]:
    """Return the project's own files that match one of the patterns; `*` also crosses folders."""
    found = [path for path in committed() if any(fnmatch(path, pattern) for pattern in patterns)]
    assert found, f"nothing matches {patterns}: the check would look at nothing"
    return found


def read(path: str) -> str:
    """Return the text of one of the project's own files."""
    return (ROOT / path).read_text(encoding="utf-8")


def look(check: Check, paths: Iterable[str]) -> list[Finding]:
    """Run a check over the project's own files."""
    return sorted(finding for path in paths for finding in check(path, read(path)))


def tell(findings: Iterable[Finding]) -> str:
    """Return the findings as one message, one a line."""
    return "\n" + "\n".join(str(finding) for finding in findings)


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every module, and every name taken from a module, that the code imports, with its line.

    >>> list(imported(ast.parse("from vugge.areas import models")))
    [('vugge.areas', 1), ('vugge.areas.models', 1)]
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield module, node.lineno
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def strings(tree: ast.AST) -> Iterator[tuple[str, ast.Constant]]:
    """Yield every string written in the code, docstrings included, with its place in the tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node


def dotted(node: ast.expr) -> str:
    """Return the dotted name of an expression, or its last attributes where it begins with something else.

    >>> dotted(ast.parse("datetime.date.today", mode="eval").body)
    'datetime.date.today'
    """
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".removeprefix(".")
    return node.id if isinstance(node, ast.Name) else ""


def within(name: str, modules: Iterable[str]) -> bool:
    """Say whether a module is one of these or inside one of them."""
    return any(name == module or name.startswith(f"{module}.") for module in modules)
