"""Danish formats: as a Dane writes them, back again, and refused with advice when they are not readable."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from hypothesis import assume, given
from hypothesis import strategies as st

from vugge.kit.danish import (
    Language,
    Percent,
    Points,
    Unreadable,
    date_text,
    number_text,
    parse_date,
    parse_number,
    parse_time,
    parse_week,
    percent_text,
    points_text,
    sort_key,
    time_text,
    week_text,
)

languages: st.SearchStrategy[Language] = st.sampled_from(["da", "en"])
decimals = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, places=4)
minutes = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
# Every letter and sign that the alphabet has an opinion on, and some that it has not.
words = st.text(alphabet="aAbyYüÜzæÆäøÖöåÅéEe-' {|}0129þœ\u030aع", max_size=8)


def refused(parse: Callable[[str], object], text: str) -> str | None:
    """What is said when a text is refused; None if it is read."""
    try:
        parse(text)
    except Unreadable as refusal:
        return str(refusal)
    return None


# Dates


@pytest.mark.parametrize(
    "written",
    ["22-11-2026", "22.11.2026", "22/11-2026", "22/11/2026", "2026-11-22", "22 Nov 2026", " 22-11-2026\n"],
)
def test_a_date_is_read_in_every_usual_form(written: str) -> None:
    assert parse_date(written) == date(2026, 11, 22)


def test_a_date_without_leading_noughts_is_read() -> None:
    assert parse_date("1/2-2026") == date(2026, 2, 1)


@given(st.dates(), languages)
def test_a_date_that_was_written_is_read_back(day: date, language: Language) -> None:
    assert parse_date(date_text(day, language)) == day


@given(st.dates(), languages)
def test_babel_writes_the_same_date(day: date, language: Language) -> None:
    pattern = "dd-MM-yyyy" if language == "da" else "d MMM yyyy"
    assert date_text(day, language) == format_date(day, pattern, locale="da" if language == "da" else "en")


@pytest.mark.parametrize("written", ["22-11-26", "1/2-26", "22-11-02026", "22 Nov 26"])
def test_a_year_without_four_digits_is_refused_and_the_advice_shows_the_whole_year(written: str) -> None:
    with pytest.raises(Unreadable, match=r"årstal på fire cifre\..* 22-11-2026"):
        parse_date(written)


@pytest.mark.parametrize("written", ["31-02-2026", "29-02-2025", "00-01-2026", "11-22-2026", "1-1-0000"])
def test_a_day_that_never_was_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="findes ikke i kalenderen"):
        parse_date(written)


@pytest.mark.parametrize("written", ["", "i går", "22-11", "2026-1-2", "٢٢-١١-٢٠٢٦", "22 Okt 2026", "46348"])
def test_what_is_no_date_is_refused_with_a_right_one(written: str) -> None:
    with pytest.raises(Unreadable, match=r"er ikke en dato\. Skriv den som 22-11-2026"):
        parse_date(written)


# Times and weeks


@pytest.mark.parametrize("written", ["kl. 14.30", "14.30", "14:30", "kl 14.30", "KL.14:30", " kl. 14.30 "])
def test_a_time_is_read_in_every_usual_form(written: str) -> None:
    assert parse_time(written) == time(14, 30)


@given(minutes, languages)
def test_a_time_that_was_written_is_read_back(moment: time, language: Language) -> None:
    assert parse_time(time_text(moment, language)) == moment


@given(minutes)
def test_babel_writes_the_same_time(moment: time) -> None:
    assert time_text(moment) == f"kl. {format_time(moment, 'short', locale='da')}"


@pytest.mark.parametrize("written", ["", "25.10", "14.60", "24:00", "14", "14.3", "14-30", "14.30.00"])
def test_what_is_no_time_is_refused_with_a_right_one(written: str) -> None:
    with pytest.raises(Unreadable, match=r"er ikke et klokkeslæt\. Skriv det som kl\. 14\.30"):
        parse_time(written)


@pytest.mark.parametrize("written", ["uge 47", "Uge 47", "uge47", "week 47", "uge 47, 2026", "uge 47/2026"])
def test_a_week_is_read_as_its_monday(written: str) -> None:
    assert parse_week(written, year=2026) == date(2026, 11, 16)


def test_a_week_of_another_year_tells_its_year() -> None:
    new_years_day = date(2027, 1, 1)
    assert week_text(new_years_day, year=2027) == "uge 53, 2026"
    assert week_text(new_years_day, year=2026, language="en") == "week 53"


@given(st.dates(max_value=date(9999, 12, 26)), st.integers(1900, 2100), languages)
def test_a_week_that_was_written_is_read_back(day: date, year: int, language: Language) -> None:
    monday = day - timedelta(days=day.weekday())
    assert parse_week(week_text(day, year=year, language=language), year=year) == monday


@pytest.mark.parametrize(("written", "year"), [("uge 53", 2025), ("uge 0", 2026), ("uge 54", 2026)])
def test_a_week_that_the_year_lacks_is_refused(written: str, year: int) -> None:
    with pytest.raises(Unreadable, match="findes ikke i kalenderen"):
        parse_week(written, year=year)


@pytest.mark.parametrize("written", ["", "47", "uge", "uge 47, 26", "uge 472026"])
def test_what_is_no_week_is_refused_with_a_right_one(written: str) -> None:
    with pytest.raises(Unreadable, match=r"er ikke en uge\. Skriv den som uge 47"):
        parse_week(written, year=2026)


# Numbers


@pytest.mark.parametrize(
    "written", ["1.234,56", "1234,56", "1 234,56", "1\N{NO-BREAK SPACE}234,56", " 1.234,56 ", "01234,56"]
)
def test_a_number_is_read_in_every_usual_form(written: str) -> None:
    assert parse_number(written) == Decimal("1234.56")


@pytest.mark.parametrize("written", ["-7", "−7", "–7"])
def test_every_sign_that_people_use_for_minus_is_read(written: str) -> None:
    assert parse_number(written) == -7


@given(st.integers(-(10**30), 10**30) | decimals, languages)
def test_a_number_that_was_written_is_read_back(number: int | Decimal, language: Language) -> None:
    assert parse_number(number_text(number, language=language), language=language) == number


@given(st.integers(-(10**15), 10**15), languages)
def test_babel_writes_the_same_number(number: int, language: Language) -> None:
    expected = format_decimal(number, locale="da" if language == "da" else "en")
    assert number_text(number, language=language).replace("−", "-") == expected


@given(decimals, st.integers(0, 3))
def test_rounding_moves_a_number_by_at_most_half_of_its_last_digit(number: Decimal, places: int) -> None:
    shown = number_text(number, decimals=places)
    assert abs(parse_number(shown, decimals=places) - number) <= Decimal(5).scaleb(-places - 1)


def test_a_number_keeps_the_decimals_that_it_carries() -> None:
    assert number_text(Decimal("41.20")) == "41,20"
    assert number_text(Decimal("1E+3")) == "1.000"


def test_halves_are_shown_rounded_away_from_nought() -> None:
    assert number_text(Decimal("0.25"), decimals=1) == "0,3"
    assert number_text(Decimal("-0.25"), decimals=1) == "−0,3"


def test_nobody_sees_minus_nought() -> None:
    assert number_text(Decimal("-0.04"), decimals=1) == "0,0"


def test_an_english_number_is_refused_in_danish_rather_than_read_a_hundred_times_too_big() -> None:
    for written in ("41.2", "1,234.56", "0.123", "12.34.567", "1.234 567", "1234.567,8"):
        with pytest.raises(Unreadable, match=r"er ikke et tal\. Skriv det som 1\.234,56"):
            parse_number(written)


@pytest.mark.parametrize(
    "written", ["", "-", ",5", "5,", "--5", "1e5", "NaN", "Infinity", "٤٢", "12 %", "+5", "²", "9" * 61]
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="er ikke et tal"):
        parse_number(written)


def test_a_whole_number_with_decimals_is_refused_with_a_whole_one() -> None:
    with pytest.raises(Unreadable, match=r"har for mange decimaler\. Skriv det som 1\.235"):
        parse_number("12,5", decimals=0)


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,-/: klNov", max_size=12))
def test_any_text_at_all_is_read_or_refused_with_advice(text: str) -> None:
    for parse in (parse_date, parse_time, parse_number):
        refusal = refused(parse, text)
        assert refusal is None or "Skriv" in refusal


def test_a_refusal_can_be_translated_and_quotes_only_the_beginning_of_a_long_text() -> None:
    with pytest.raises(Unreadable) as caught:
        parse_number("x" * 1_000_000)
    assert caught.value.danish.format(**caught.value.values) == str(caught.value)
    assert caught.value.values["written"] == f"{'x' * 39}…"


def test_a_refusal_quotes_braces_as_they_were_written() -> None:
    with pytest.raises(Unreadable, match=r"”\{0\}” er ikke en dato"):
        parse_date("{0}")


# Shares


def test_a_share_is_written_with_a_space_that_never_ends_a_line() -> None:
    assert percent_text(Percent(Decimal("41.2"))) == "41,2\N{NO-BREAK SPACE}%"
    assert percent_text(Percent(Decimal("41.2")), "en") == "41.2%"
    assert percent_text(Percent(Decimal("2.704"), decimals=2)) == "2,70\N{NO-BREAK SPACE}%"


def test_points_are_named_and_a_fall_has_a_proper_minus() -> None:
    assert points_text(Points(Decimal("1.2"))) == "1,2 procentpoint"
    assert points_text(Points(Decimal("-1.2"))) == "\N{MINUS SIGN}1,2 procentpoint"
    assert points_text(Points(Decimal("1.2")), "en") == "1.2 percentage points"
    assert points_text(Points(Decimal(-1), decimals=0), "en") == "−1 percentage point"


# The alphabet

REGISTER = [  # every neighbour below another is plain alphabet or a rule of Retskrivningsordbogen § 4
    *("2. maj-huset", "Amager", "Arden", "Karl", "karl", "Karls", "Nygades Kvarter", "Nygård", "Nygaard"),
    *(
        "Nygaards Plads",
        "Nyhavn",
        "Ree",
        "Rée",
        "Rø",
        "Schytt",
        "Schütt",
        "Skov",
        "Vest Byen",
        "Vest-Centret",
    ),
    *("Vestbyen", "Zebra", "Ærø", "Ätna", "Ævl", "Öland", "Ølby", "Ørsted"),
    *("Aabenraa", "Åby", "Aalborg", "Århus", "Aarhus"),
]


def test_names_stand_as_in_a_danish_register() -> None:
    assert sorted(set(REGISTER), key=sort_key) == REGISTER


def test_every_letter_stands_in_the_order_of_the_alphabet() -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyzæøå"
    assert all(sort_key(earlier) < sort_key(later) for earlier, later in pairwise(alphabet))
    assert all(sort_key(earlier.upper()) < sort_key(later) for earlier, later in pairwise(alphabet))


def test_a_letter_written_as_two_characters_stands_where_it_belongs() -> None:
    assert sort_key("A\u030arhus")[0] == sort_key("Århus")[0]


def test_letters_of_other_alphabets_stand_after_ours() -> None:
    assert sort_key("Åå") < sort_key("عمر")


@given(words, words)
def test_only_the_same_text_has_the_same_place(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(st.lists(words, max_size=6))
def test_the_order_does_not_depend_on_where_a_list_began(names: list[str]) -> None:
    assert sorted(names, key=sort_key) == sorted(sorted(names), key=sort_key)


@given(words, words)
def test_case_never_moves_a_name_past_another(one: str, other: str) -> None:
    assume(sort_key(one)[0] != sort_key(other)[0])
    assert (sort_key(one) < sort_key(other)) == (sort_key(one.upper()) < sort_key(other.upper()))


@given(words, words)
def test_a_name_stands_before_what_only_adds_a_word_to_it(name: str, more: str) -> None:
    assume(sort_key(more)[0])
    assert sort_key(name)[0] < sort_key(f"{name} {more}")[0]
