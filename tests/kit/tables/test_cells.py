"""Cells are read strictly: what a person or a spreadsheet got wrong is said and not guessed away."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.kit.tables import BadCell, cells


def refusal(parse: Callable[[str], object], cell: str) -> str:
    with pytest.raises(BadCell) as caught:
        parse(cell)
    return str(caught.value)


@pytest.mark.parametrize("cell", ["1158", "1.158", "1 158", "1\u00a0158", "1158.0", " 1158 ", "1158,00"])
def test_a_whole_number_is_read_however_it_is_grouped(cell: str) -> None:
    assert cells.whole_number()(cell) == 1158


@pytest.mark.parametrize(
    ("cell", "number"), [("1.234.567", 1234567), ("-7", -7), ("−7", -7), ("0", 0), ("007", 7), ("1.000", 1000)]
)
def test_thousands_and_signs_are_read(cell: str, number: int) -> None:
    assert cells.whole_number()(cell) == number


@pytest.mark.parametrize(
    "cell", ["1,5", "1.5", "1.15", "1.158.0", "11.58", "1,158", "1.158 000", "²", "١", "0x1f", "1_000"]
)
def test_what_is_no_whole_number_is_refused(cell: str) -> None:
    assert (
        refusal(cells.whole_number(), cell) == f"”{cell}” er ikke et helt tal. Skriv det med cifre, for eksempel 1158."
    )


@pytest.mark.parametrize("parse", [cells.whole_number(), cells.decimal_number()])
@pytest.mark.parametrize("cell", ["-", "..", "n/a", "NaN", "inf", "–", "x", "uoplyst"])
def test_an_unknown_number_is_an_empty_cell_and_nothing_else(parse: Callable[[str], object], cell: str) -> None:
    assert "Lad cellen være tom" in refusal(parse, cell)


@pytest.mark.parametrize("parse", [cells.whole_number(), cells.decimal_number()])
@pytest.mark.parametrize("cell", ["1e5", "1,2E+05", "4.12E-1"])
def test_a_number_that_the_spreadsheet_shortened_is_refused(parse: Callable[[str], object], cell: str) -> None:
    assert "Vis alle cifre" in refusal(parse, cell)


@pytest.mark.parametrize("cell", ["2026-02-01", "2. feb", "feb-85", "12-maj"])
def test_a_number_that_the_spreadsheet_made_a_date_of_is_refused(cell: str) -> None:
    assert "er en dato. Regnearket har nok lavet tallet om" in refusal(cells.decimal_number(), cell)


@pytest.mark.parametrize(("cell", "number"), [("41.2", "41.2"), ("41,2", "41.2"), ("43.0", "43.0"), ("-0,5", "-0.5")])
def test_a_decimal_number_keeps_its_digits(cell: str, number: str) -> None:
    assert str(cells.decimal_number()(cell)) == number


@pytest.mark.parametrize("cell", ["1.234,5", "1,234.5", "1 234,5", "1.234.567"])
def test_two_separators_are_refused(cell: str) -> None:
    assert "flere skilletegn" in refusal(cells.decimal_number(), cell)


def test_per_cent_is_read_where_it_is_meant() -> None:
    assert cells.decimal_number(percent=True)("41,2 %") == Decimal("41.2")
    assert "uden procenttegn" in refusal(cells.decimal_number(), "41,2 %")


@pytest.mark.parametrize(
    ("parse", "cell", "said"),
    [
        (cells.whole_number(at_least=2010, at_most=2030), "1999", "”1999” skal ligge fra 2.010 til 2.030."),
        (cells.whole_number(at_least=0), "-1", "”-1” er for lidt. Det skal mindst være 0."),
        (cells.decimal_number(at_most=100), "100,1", "”100,1” er for meget. Det må højst være 100."),
    ],
)
def test_a_number_out_of_range_is_told_the_range(parse: Callable[[str], object], cell: str, said: str) -> None:
    assert refusal(parse, cell) == said


@given(st.integers(-(10**14), 10**14))
def test_every_whole_number_is_read_back(number: int) -> None:
    assert cells.whole_number()(str(number)) == number
    assert cells.whole_number()(f"{number:,}".replace(",", ".")) == number


@given(st.decimals(-(10**9), 10**9, places=4))
def test_every_decimal_number_is_read_back(number: Decimal) -> None:
    assert cells.decimal_number()(f"{number:f}") == number
    assert cells.decimal_number()(f"{number:f}".replace(".", ",")) == number


@given(st.text(max_size=60))
def test_no_text_breaks_a_parser(cell: str) -> None:
    for parse in (cells.whole_number(), cells.decimal_number(percent=True), cells.text(), cells.date(), cells.yes_no()):
        with suppress(BadCell):
            parse(cell)


def test_a_text_is_put_in_order() -> None:
    assert cells.text()("  Gellerupparken \u00a0/\u2009Toveshøj\u200b ") == "Gellerupparken / Toveshøj"
    assert cells.text()("A\u030arhus") == "Århus"


@pytest.mark.parametrize(
    "cell", ["=1+1", "+45 12", "-2+3", "@SUM(A1)", "\t=1", "\rx", " =1", "＝1", "＠x", "\u200b=1", "=cmd|' /C calc'!A0"]
)
def test_a_formula_is_no_text(cell: str) -> None:
    assert "begynder som en formel" in refusal(cells.text(), cell)


@pytest.mark.parametrize(
    "cell", ["TingbjÃ¸rg", "TÃ¥strupgÃ¥rd", "Ã˜sterbro", "â€“", "Aarhus\u00c2\u00a0N", "N\ufffdrrebro"]
)
def test_letters_broken_by_a_wrong_encoding_are_refused(cell: str) -> None:
    assert "forkert tegnsæt" in refusal(cells.text(), cell)


@pytest.mark.parametrize("cell", ["Nørrebro", "Ângela", "São João", "Çiğli", "O'Brien", "'t Hof", "Mjølnerparken 2+1"])
def test_ordinary_names_are_let_through(cell: str) -> None:
    assert cells.text()(cell) == cell


@pytest.mark.parametrize("cell", ["a\nb", "a\x07b", "a\x85b", "\u202eparken"])
def test_control_characters_are_refused(cell: str) -> None:
    assert "styretegn" in refusal(cells.text(), cell)


def test_a_text_has_a_longest_length() -> None:
    assert cells.text(longest=5)("abcde") == "abcde"
    assert refusal(cells.text(longest=5), "abcdef") == "Teksten er for lang: 6 tegn. Der er plads til 5."


@pytest.mark.parametrize("cell", ["22-11-2026", "22.11.2026", "22/11/2026", "2026-11-22", "2026-11-22 00:00:00"])
def test_a_date_is_read_as_danes_and_spreadsheets_write_it(cell: str) -> None:
    assert cells.date()(cell) == dt.date(2026, 11, 22)


@pytest.mark.parametrize("cell", ["22-11-26", "31-02-2026", "11/22/2026", "i går", "46348", "2026-11-22 14:30:00"])
def test_what_is_no_date_is_refused(cell: str) -> None:
    assert "2026" in refusal(cells.date(), cell)


def test_yes_and_no_are_read() -> None:
    assert [cells.yes_no()(cell) for cell in ("1", "ja", "SAND", "0", "Nej", "falsk")] == [True] * 3 + [False] * 3
    assert refusal(cells.yes_no(), "2") == "”2” er hverken 1 (ja) eller 0 (nej)."


def test_a_choice_is_one_of_its_words() -> None:
    parse = cells.choice({"Aarhus": 751, "Odense": 461})
    assert parse(" aarhus ") == 751
    assert refusal(parse, "Malmø") == "”Malmø” er ikke en mulighed. Vælg mellem Aarhus og Odense."
