"""Nowhere is there a place to store where a person's family comes from: no table, value, data file or name."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from tests.shape.sources import HOUSE, Finding, files, look, read, tell

WORDS = re.compile(
    r"ethnic|etnisk|etnicitet|herkomst|non_?western|ikke_?vestlig|indvandrer|efterkommer|immigrant|descendant"
    r"|nationality|nationalitet|citizenship|statsborger|birth_?place|place_of_birth|foedested|fødested|foede_?land|fødeland"
    r"|country|hjemland|oprindelsesland|(?<![a-z])race(?![a-z])|skin_?colou?r|religion|faith|mother_?tongue|modersmaal",
    re.IGNORECASE,
)
ABOUT_AREAS = ("areas", "law", "catalogue", "economics")
"""Rooms with the state's published shares of an area; no row there is about a person."""
NOT_OF_A_PERSON = {"country": "of an address or a source", "race": "between two transactions"}


def columns() -> Iterator[str]:
    """Yield every column of every table that is not about areas."""
    for table in apps.get_models():
        if table._meta.app_label not in ABOUT_AREAS:
            yield from (f"{table._meta.label}.{field.name}" for field in table._meta.get_fields())


def named_in_code(path: str, text: str) -> Iterator[Finding]:
    """Find names of fields, arguments and variables, and keys in quotation marks."""
    for node in ast.walk(ast.parse(text)):
        for name in _names(node):
            if name.isidentifier() and WORDS.search(name):
                yield Finding(path, getattr(node, "lineno", 1), f"{name}: nobody's origin is stored")


def _names(node: ast.AST) -> Iterable[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.Constant(value=str(name)):
            return [name]
        case ast.keyword(arg=str(name)):
            return [name]
        case _:
            return []


def named_in_data(path: str, text: str) -> Iterator[Finding]:
    """Find keys of a TOML file."""
    yield from (
        Finding(path, 1, f"{key}: nobody's origin is stored") for key in _keys(tomllib.loads(text)) if WORDS.search(key)
    )


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def _of_people(*patterns: str) -> list[str]:
    about_areas = tuple(f"{HOUSE}/{room}/" for room in ABOUT_AREAS)
    return [path for path in files(*patterns) if not path.startswith(about_areas)]


def test_no_table_has_a_column_for_origin() -> None:
    found = list(columns())
    assert len(found) > 100
    assert [column for column in found if WORDS.search(column.rpartition(".")[2])] == []


def test_no_code_names_origin() -> None:
    findings = look(named_in_code, [*_of_people(f"{HOUSE}/people/*.py"), *_of_people(f"{HOUSE}/access/*.py")])
    assert not findings, tell(findings)


def test_no_model_or_value_of_any_room_names_origin() -> None:
    paths = _of_people(f"{HOUSE}/*/models/*.py", f"{HOUSE}/*/rules/*.py", f"{HOUSE}/*/models.py")
    findings = [one for one in look(named_in_code, paths) if one.says.partition(":")[0] not in NOT_OF_A_PERSON]
    assert not findings, tell(findings)


def test_no_data_file_names_origin() -> None:
    paths = [path for path in files("src/*.toml") if "/areas/" not in path]
    findings = [finding for path in paths for finding in named_in_data(path, read(path))]
    assert not findings, tell(findings)


@pytest.mark.parametrize(
    "code",
    [
        "class Person(Model):\n    herkomst = CharField()",
        "def register(*, place_of_birth: str) -> None: ...",
        "values = {'nationality': 'DK'}",
        "person.citizenship = 'DK'",
        "Person(birthplace='x')",
    ],
)
def test_a_place_for_origin_in_code_is_noticed(code: str) -> None:
    assert list(named_in_code("people/models.py", code))


@pytest.mark.parametrize("data", ["statsborgerskab = 'x'", "[[person]]\n[person.inner]\nfødeland = 1\n"])
def test_a_place_for_origin_in_data_is_noticed(data: str) -> None:
    fixed = data.replace("fødeland", '"fødeland"')
    assert list(named_in_data("x.toml", fixed))


def test_what_says_where_we_know_it_from_is_let_through() -> None:
    assert list(named_in_code("people/models.py", "origin = CharField()\nlanguage = CharField()")) == []
