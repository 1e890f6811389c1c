"""CPR and CVR numbers are read as people write them, and a CPR number never slips out."""

import logging
import pickle
import random
import traceback
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cvr as cvr_rules

from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr, Cvr

birth_dates = st.dates(date(1858, 1, 1), date(2057, 12, 31))
numbers = st.builds(Cpr.synthetic, birth_dates, st.integers(0, 3_999))
SOMEBODY = Cpr.synthetic(date(2015, 3, 1), 123)


@pytest.mark.parametrize(
    "written",
    [
        *("610315-4123", "6103154123", "610315 4123", "61.03.15-4123", "61 03 15 4123", "61/03/15-4123"),
        *(" 610315–4123\n", "610315 − 4123", "610315‑4123", "\N{ZERO WIDTH SPACE}610315-4123", "６１０３１５-4123"),
        "610315\N{NO-BREAK SPACE}-\N{NARROW NO-BREAK SPACE}4123",
    ],
)
def test_a_cpr_number_is_read_however_it_is_written(written: str) -> None:
    assert Cpr.parse(written) == SOMEBODY


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "ti cifre"),
        ("61031541234", "ti cifre"),
        ("610315-412A", "ti cifre"),
        ("٦١٠٣١٥-4123", "ti cifre"),
        ("10315-4123", "nul foran"),
        ("321315-4123", "dag, der findes"),
        ("921315-4123", "dag, der findes"),
        ("600315-4123", "dag, der findes"),
        ("000315-4123", "dag, der findes"),
        ("900215-4123", "dag, der findes"),
    ],
)
def test_what_is_no_cpr_number_is_refused_in_danish(written: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        Cpr.parse(written)


@given(numbers)
def test_a_number_that_was_written_is_read_back(number: Cpr) -> None:
    assert Cpr.parse(number.written()) == number


@given(birth_dates, st.integers(0, 3_999))
def test_no_number_is_refused_for_failing_modulus_11(born: date, serial: int) -> None:
    replacement = Cpr.synthetic(born, serial)
    as_the_register_writes = f"{int(replacement.digits[:2]) - 60:02}{replacement.digits[2:]}"
    ordinary = Cpr(as_the_register_writes)
    assert (ordinary.birth_date(), ordinary.is_replacement()) == (born, False)


def test_two_thousand_numbers_are_read_whether_or_not_they_pass_modulus_11() -> None:
    chance = random.Random(7)  # the same numbers every time
    days = [date(1900, 1, 1) + timedelta(days=chance.randrange(45_000)) for _ in range(2_000)]
    numbers = [Cpr.synthetic(born, chance.randrange(4_000)) for born in days]
    assert [Cpr.parse(number.written()).birth_date() for number in numbers] == days
    assert 0.05 < sum(_passes_modulus_11(number.digits) for number in numbers) / len(numbers) < 0.15


def _passes_modulus_11(digits: str) -> bool:
    return (
        sum(int(digit) * weight for digit, weight in zip(digits, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11 == 0
    )


@pytest.mark.parametrize(
    ("digits", "year"),
    [
        *(("6101000000", 1900), ("6101993999", 1999), ("6101364000", 2036), ("6101374000", 1937)),
        *(("6101575000", 2057), ("6101588999", 1858), ("6101005000", 2000), ("6101998000", 1899)),
        *(("6101369000", 2036), ("6101379000", 1937), ("6101364999", 2036), ("6101999999", 1999)),
    ],
)
def test_the_seventh_digit_gives_the_century(digits: str, year: int) -> None:
    assert Cpr(digits).birth_date() == date(year, 1, 1)


def test_a_leap_day_exists_in_its_own_century_only() -> None:
    assert Cpr("8902004000").birth_date() == date(2000, 2, 29)
    with pytest.raises(BadInput):
        Cpr("8902000000")


@given(birth_dates, st.integers(0, 3_999))
def test_a_synthetic_number_tells_its_birth_date_and_is_none_that_the_register_issues(born: date, serial: int) -> None:
    number = Cpr.synthetic(born, serial)
    assert number.birth_date() == born
    assert number.is_replacement()
    assert number.digits[0] in "6789"


@pytest.mark.parametrize(
    ("born", "room"), [(date(1980, 5, 5), 6_000), (date(2020, 5, 5), 6_000), (date(1920, 5, 5), 4_000)]
)
def test_a_day_has_room_for_its_serials_and_no_more(born: date, room: int) -> None:
    assert len({Cpr.synthetic(born, serial) for serial in range(room)}) == room
    for beyond in (room, -1):
        with pytest.raises(ValueError, match="no synthetic number"):
            Cpr.synthetic(born, beyond)


def test_nobody_is_made_who_was_born_outside_the_years_that_a_number_can_tell() -> None:
    for born in (date(1857, 12, 31), date(2058, 1, 1)):
        with pytest.raises(ValueError, match="no synthetic number"):
            Cpr.synthetic(born, 0)


def test_two_synthetic_people_never_share_a_number() -> None:
    days = [date(2014, 1, 1) + timedelta(days=day) for day in range(500)]
    assert len({Cpr.synthetic(day, serial) for day in days for serial in range(5)}) == 2_500


@given(numbers)
def test_a_number_never_slips_out_by_accident(number: Cpr) -> None:
    accidents = [repr(number), str(number), f"{number}", f"{[number]}", f"{number!r:>20}", "%s" % number]  # noqa: UP031
    assert not any(sign.isdigit() for said in accidents for sign in said)


def test_a_number_is_not_in_a_log_nor_in_an_error(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("tests").info("looked up %s", SOMEBODY)
    try:
        Cpr.parse("310215-4123")
    except BadInput as error:
        said = "".join(traceback.format_exception(error))
    assert "4123" not in caplog.text
    assert "310215" not in said.replace('Cpr.parse("310215-4123")', "")


def test_a_page_shows_the_day_and_hides_the_rest() -> None:
    assert SOMEBODY.masked() == "610315-****"


def test_a_number_survives_being_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(SOMEBODY)) == SOMEBODY


@pytest.mark.parametrize("written", ["13585628", "DK13585628", "dk 13 58 56 28", "13.58.56.28", "DK-13585628"])
def test_a_cvr_number_is_read_however_it_is_written(written: str) -> None:
    assert Cvr.parse(written) == Cvr("13585628")


@pytest.mark.parametrize(
    ("written", "says"),
    [("13585627", "passer ikke sammen"), ("1358562", "otte cifre"), ("03585628", "otte cifre"), ("", "otte cifre")],
)
def test_what_is_no_cvr_number_is_refused_in_danish(written: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        Cvr.parse(written)


def test_a_cvr_number_is_kept_in_one_form() -> None:
    with pytest.raises(BadInput):
        Cvr("DK13585628")


@given(st.integers(10_000_000, 99_999_999))
def test_a_cvr_number_is_one_exactly_when_the_library_says_so(number: int) -> None:
    try:
        Cvr.parse(str(number))
        accepted = True
    except BadInput:
        accepted = False
    assert accepted == cvr_rules.is_valid(str(number))
