"""What must never be in the project: people's origin, one machine's folders, other people's files."""

import ast
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch

import pytest
from tests.shape.sources import HOUSE, Finding, committed, files, look, read, strings, tell

ORIGIN = re.compile(
    r"ethnic|etnisk|etnicitet|herkomst|non_?western|ikke_?vestlig|indvandrer|efterkommer|immigrant|descendant"
    r"|nationality|statsborgerskab|country_of_(?:birth|origin)|birth_?country|foedeland|fødeland|(?<![a-z])race(?![a-z])|skin_colou?r",
    re.IGNORECASE,
)
PUBLISHED_SHARES_OF_AREAS = ("areas", "law", "catalogue")
"""Where the state's published percentages of an area are held; no row there is about a person."""

MACHINE_FOLDERS = re.compile(r"(?<![\w.:/<\-])/(?:home|root|Users|work|mnt|workspace|tmp)/[\w.]")
THIRD_PARTY = (
    "*.min.js", "*.min.css", "*.map", "*.woff", "*.woff2", "*.ttf", "*.otf", "*.eot",
    "*.whl", "*.tar.gz", "*.tgz", "*.zip", "*.jar", "*.so", "*.dll", "*.exe",
    "*/vendor/*", "*/node_modules/*", "*htmx*.js", "*dkfds*", "*axe*.js",
)  # fmt: skip
NO_TEXT = ("*.png", "*.jpg", "*.ico", "*.pdf", "*.xlsx", "*.zip")


def stores_origin(path: str, text: str) -> Iterator[Finding]:
    """Find fields of models and dataclasses that name a person's origin."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            for name, line in _fields(node):
                if ORIGIN.search(name):
                    yield Finding(path, line, f"{node.name}.{name}: no person's ethnic origin is stored")


def _fields(body: ast.ClassDef) -> Iterator[tuple[str, int]]:
    for statement in body.body:
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) else getattr(statement, "targets", [])
        yield from ((target.id, target.lineno) for target in targets if isinstance(target, ast.Name))


def migrates_origin(path: str, text: str) -> Iterator[Finding]:
    """Find columns that name a person's origin, as migrations and tables write them: as strings."""
    for name, node in strings(ast.parse(text)):
        if name.isidentifier() and ORIGIN.search(name):
            yield Finding(path, node.lineno, f"{name}: no person's ethnic origin is stored")


def names_a_machine(path: str, text: str) -> Iterator[Finding]:
    """Find absolute paths that exist on one machine only."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := MACHINE_FOLDERS.search(line):
            yield Finding(path, number, f"a folder of one machine: {line[found.start() :][:40]}")


def third_party(paths: Iterable[str]) -> list[Finding]:
    """Find files that others wrote: they come by lock file at set-up."""
    return [
        Finding(path, 1, "a third party's file") for path in paths if any(fnmatch(path, kind) for kind in THIRD_PARTY)
    ]


def _about_people() -> list[str]:
    published = [f"{HOUSE}/{room}/*" for room in PUBLISHED_SHARES_OF_AREAS]
    return [path for path in files(f"{HOUSE}/*.py") if not any(fnmatch(path, pattern) for pattern in published)]


def test_no_persons_origin_is_stored() -> None:
    findings = look(stores_origin, _about_people())
    assert not findings, tell(findings)


def test_no_column_holds_a_persons_origin() -> None:
    findings = look(migrates_origin, [path for path in _about_people() if "/models" in path or "/migrations/" in path])
    assert not findings, tell(findings)


def test_no_file_names_a_folder_of_one_machine() -> None:
    findings = look(names_a_machine, [path for path in committed() if not any(fnmatch(path, kind) for kind in NO_TEXT)])
    assert not findings, tell(findings)


def test_no_third_partys_file_is_committed() -> None:
    findings = third_party(committed())
    assert not findings, tell(findings)


def test_every_text_is_utf_8() -> None:
    for path in committed():
        if not any(fnmatch(path, kind) for kind in NO_TEXT):
            assert "\ufffd" not in read(path), path


@pytest.mark.parametrize(
    "code",
    [
        "class Person(models.Model):\n    ethnicity = models.CharField()",
        "@dataclass\nclass Person:\n    herkomst: str",
        "@dataclass\nclass Person:\n    is_nonwestern: bool = False",
        "class Person(models.Model):\n    country_of_birth = models.CharField()",
    ],
)
def test_a_field_for_origin_is_noticed(code: str) -> None:
    assert list(stores_origin("people/models.py", code))


def test_a_column_for_origin_is_noticed() -> None:
    assert list(migrates_origin("people/migrations/0001_start.py", "operations = [('herkomst', models.TextField())]"))


def test_other_fields_are_let_through() -> None:
    code = "@dataclass\nclass Person:\n    born: date\n    trace: str\n    names: str = 'etnisk'"
    assert list(stores_origin("people/models.py", code)) == []


@pytest.mark.parametrize("folder", ["home/anna", "root/x", "Users/anna", "tmp/out.csv"])
def test_a_folder_of_one_machine_is_noticed(folder: str) -> None:
    assert list(names_a_machine("README.md", f"run it in `/{folder}`"))


@pytest.mark.parametrize("text", ["https://example.dk/home/anna", "see docs/home/page", "</tmp/>", "src/root/x"])
def test_an_address_is_no_folder_of_one_machine(text: str) -> None:
    assert list(names_a_machine("README.md", text)) == []


@pytest.mark.parametrize(
    "path", ["web/static/x.min.js", "web/static/fonts/a.woff2", "web/static/vendor/a.css", "static/htmx.js"]
)
def test_a_third_partys_file_is_noticed(path: str) -> None:
    assert third_party([f"{HOUSE}/{path}"])


def test_our_own_files_are_let_through() -> None:
    assert third_party([f"{HOUSE}/web/static/vugge/vugge.js", "package-lock.json", "docs/screens/area.png"]) == []
