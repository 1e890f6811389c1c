"""Money adds up to the øre, is written as Danes write it, and is read back."""

from decimal import Decimal, localcontext

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from vugge.kit.danish import Language, Unreadable
from vugge.kit.money import Kroner, kroner_text, parse_kroner

languages: st.SearchStrategy[Language] = st.sampled_from(["da", "en"])
amounts = st.integers(-(10**30), 10**30).map(Kroner)
small = st.integers(-(10**9), 10**9).map(Kroner)


def test_an_amount_is_written_with_its_oere() -> None:
    assert kroner_text(Kroner(123_456)) == "1.234,56 kr."
    assert kroner_text(Kroner(123_456), "en") == "DKK 1,234.56"
    assert kroner_text(Kroner(5)) == "0,05 kr."
    assert kroner_text(Kroner(-100_000)) == "−1.000,00 kr."


@pytest.mark.parametrize(
    "written",
    [
        *("1.234,56 kr.", "1234,56 kr", "1.234,56", "kr. 1.234,56", "KR 1.234,56", "1.234,56 DKK"),
        *("1.234,56 kroner", "1.234,56kr.", " 1.234,56\N{NO-BREAK SPACE}kr. "),
    ],
)
def test_an_amount_is_read_in_every_usual_form(written: str) -> None:
    assert parse_kroner(written) == Kroner(123_456)


@pytest.mark.parametrize("written", ["1.234", "1.234 kr.", "1.234,-", "1.234,- kr.", "kr. 1.234,-", "1.234,0"])
def test_whole_kroner_are_read(written: str) -> None:
    assert parse_kroner(written) == Kroner(123_400)


@given(amounts, languages)
def test_an_amount_that_was_written_is_read_back(amount: Kroner, language: Language) -> None:
    assert parse_kroner(kroner_text(amount, language), language) == amount


@given(st.integers(-(10**12), 10**12))
def test_babel_writes_the_same_amount(oere: int) -> None:
    expected = format_currency(Decimal(oere) / 100, "DKK", locale="da").replace("\N{NO-BREAK SPACE}", " ")
    assert kroner_text(Kroner(oere)).replace("−", "-") == expected


@pytest.mark.parametrize("written", ["", "kr.", "1,234", "12.34", "fem kr.", "5 EUR", ",-", "1.234,5,-", "1e3 kr."])
def test_what_is_no_amount_is_refused_with_a_right_one(written: str) -> None:
    with pytest.raises(Unreadable, match=r"er ikke et beløb\. Skriv det for eksempel sådan: 1\.234,56 kr\.$"):
        parse_kroner(written)


@given(st.text(alphabet="0123456789.,- krdoneKRDONE\N{NO-BREAK SPACE}"))
def test_whatever_is_read_as_an_amount_is_that_amount_when_written_again(text: str) -> None:
    try:
        amount = parse_kroner(text)
    except Unreadable:
        return
    assert parse_kroner(kroner_text(amount)) == amount


@given(small, small)
def test_adding_and_taking_away_undo_each_other(one: Kroner, other: Kroner) -> None:
    assert one + other - other == one
    assert one - other == one + -other


@given(small, st.integers(0, 50))
def test_multiplying_by_a_whole_number_is_adding_so_many_times(amount: Kroner, times: int) -> None:
    assert amount * times == times * amount == sum([amount] * times, Kroner(0))


@given(small, st.decimals(min_value=-10, max_value=10, allow_nan=False, places=6))
def test_a_product_is_off_by_at_most_half_an_oere(amount: Kroner, factor: Decimal) -> None:
    assert abs(Decimal((amount * factor).oere) - amount.oere * factor) <= Decimal("0.5")


def test_half_an_oere_goes_to_the_even_one() -> None:
    assert [(Kroner(oere) * Decimal("0.5")).oere for oere in (1, 3, 5, -1, -3)] == [0, 2, 2, 0, -2]


def test_the_callers_own_decimal_settings_change_nothing() -> None:
    with localcontext(prec=3):
        assert Kroner(123_456_789) * Decimal("1.01") == Kroner(124_691_357)
        assert kroner_text(Kroner(123_456_789)) == "1.234.567,89 kr."
        assert parse_kroner("1.234.567,89 kr.") == Kroner(123_456_789)


def test_money_is_never_multiplied_by_a_float_or_by_money() -> None:
    for factor in (0.1, Kroner(1)):
        with pytest.raises(TypeError):
            Kroner(100) * factor  # type: ignore[operator]  # the mistake is what we test


def test_amounts_are_compared_and_sorted_by_their_value() -> None:
    assert max(Kroner(5), Kroner(-7), Kroner(3)) == Kroner(5)
