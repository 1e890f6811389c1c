"""Whatever a file holds, reading it ends in rows and problems, every problem said, and never in an exception."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kit.tables.sample import AREAS, SHEET, header_xml, read_csv, with_sheet, workbook_parts, zipped

from vugge.kit.tables import Reading, read_table

GOOD_CSV = 'year;area;residents;share_pct\n2010;"Nord; Syd";1.158;41,2\n2011;Nørrebro;7;\n'.encode()


def is_in_order(reading: Reading) -> bool:
    """Tell whether every problem names a place that a spreadsheet shows, and every row without one has its values."""
    for problem in reading.problems:
        assert problem.say().startswith(("Hele filen: ", "Række "))
        assert len(problem.value) <= 40
    wrong = {problem.row for problem in reading.problems}
    assert all(set(row.values) == set(reading.mapped) for row in reading.rows if row.number not in wrong)
    return True


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_csv(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    assert is_in_order(read_csv(tmp_path_factory.mktemp("any"), content))


@given(st.text(st.sampled_from("yearesidntshpc_0123456789,;\t\"\r\n'=-+ æø\u00a0"), max_size=200))
def test_any_rows_are_read_under_good_headers(tmp_path_factory: pytest.TempPathFactory, rows: str) -> None:
    assert is_in_order(read_csv(tmp_path_factory.mktemp("rows"), f"year,area,residents\n{rows}"))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_a_sheet(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("sheet") / "a.xlsx"
    assert is_in_order(read_table(with_sheet(path, header_xml() + content), AREAS))


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def flip(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def insert(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return (
        content[:place] + chance.choice([b'"', b";", b"\n", b"\0", b"\xf8", b"=", b"<", b"&", b"PK"]) + content[place:]
    )


def repeat(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.sample(range(len(content)), 2))
    return content[:end] + content[start:]


DAMAGES = [cut, flip, insert, repeat]
Damage = Callable[[bytes, random.Random], bytes]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_csv_is_read_or_refused(tmp_path: Path, damage: Damage, seed: int) -> None:
    assert is_in_order(read_csv(tmp_path, damage(GOOD_CSV, random.Random(seed))))


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_zip_is_read_or_refused(tmp_path: Path, damage: Damage, seed: int) -> None:
    content = zipped(tmp_path / "a.xlsx", workbook_parts()).read_bytes()
    (tmp_path / "a.xlsx").write_bytes(damage(content, random.Random(seed)))
    assert is_in_order(read_table(tmp_path / "a.xlsx", AREAS))


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_part_is_read_or_refused(tmp_path: Path, damage: Damage, part: str, seed: int) -> None:
    parts = workbook_parts()
    parts[part] = damage(parts[part], random.Random(seed))
    assert is_in_order(read_table(zipped(tmp_path / "a.xlsx", parts), AREAS))


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"]
)
def test_a_missing_part_is_read_without_or_refused(tmp_path: Path, part: str) -> None:
    parts = {name: content for name, content in workbook_parts().items() if name != part}
    reading = read_table(zipped(tmp_path / "a.xlsx", parts), AREAS)
    assert is_in_order(reading)
    assert reading.problems or part in ("xl/styles.xml", "_rels/.rels")
