"""When a reminder may leave, which way it goes, and that it never says more than that there is something."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.journey.queries.policies import reminder_law
from vugge.journey.rules.calendar import calendar_file
from vugge.journey.rules.reminders import (
    LANGUAGES,
    Address,
    Channel,
    Choice,
    next_try,
    not_before,
    way_of,
    words_of,
)
from vugge.kit.local_time import HERE
from vugge.people.rules.kinds import ContactKind

LAW = reminder_law(date(2026, 11, 22))
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: BEGAN + timedelta(minutes=minutes))
ADDRESSES = [
    Address(ContactKind.MEETING_PLACE, "Biblioteket"),
    Address(ContactKind.PHONE, "+45 22 22 22 22"),
    Address(ContactKind.EMAIL, "m@vuggested.example"),
]


@given(MOMENTS)
def test_nothing_leaves_in_the_quiet_hours_and_nothing_waits_longer_than_a_night(moment: datetime) -> None:
    at = not_before(moment, LAW)
    clock = at.astimezone(HERE).time()
    assert time(LAW.quiet.ends) <= clock < time(LAW.quiet.begins)
    assert timedelta(0) <= at - moment <= timedelta(hours=12)
    assert not_before(at, LAW) == at


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        (datetime(2026, 3, 28, 20, 59, tzinfo=HERE), datetime(2026, 3, 28, 20, 59, tzinfo=HERE)),
        (datetime(2026, 3, 28, 21, 0, tzinfo=HERE), datetime(2026, 3, 29, 8, 0, tzinfo=HERE)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 8, 0, tzinfo=HERE)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 8, 0, tzinfo=HERE)),
        (datetime(2026, 10, 25, 6, 59, tzinfo=UTC), datetime(2026, 10, 25, 8, 0, tzinfo=HERE)),
    ],
)
def test_the_quiet_hours_are_those_of_the_clock_on_the_wall(moment: datetime, leaves: datetime) -> None:
    assert not_before(moment, LAW) == leaves


def test_the_night_in_which_the_clock_goes_forward_is_ten_hours() -> None:
    evening = datetime(2026, 3, 28, 21, 0, tzinfo=HERE)
    assert not_before(evening, LAW).astimezone(UTC) - evening.astimezone(UTC) == timedelta(hours=10)


@given(MOMENTS, st.integers(1, 9))
def test_it_is_tried_again_ever_later_and_in_the_end_given_up(now: datetime, attempts: int) -> None:
    again = next_try(attempts, now, LAW)
    assert (again is None) == (attempts > len(LAW.retry.minutes))
    assert again is None or again >= now + timedelta(minutes=LAW.retry.minutes[attempts - 1])


@pytest.mark.parametrize(("channel", "to"), [(Channel.SMS, "+45 22 22 22 22"), (Channel.MAIL, "m@vuggested.example")])
def test_it_goes_the_way_that_was_chosen(channel: Channel, to: str) -> None:
    way = way_of(Choice(channel), ADDRESSES, is_protected=False)
    assert (way.value.channel, way.value.to) == (channel, to)
    assert way.because.sentence.say()


def test_without_a_choice_nothing_goes() -> None:
    assert way_of(Choice(), ADDRESSES, is_protected=False).value.channel is Channel.NONE


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.MAIL])
def test_a_place_to_meet_is_no_way_to_remind(channel: Channel) -> None:
    way = way_of(Choice(channel), ADDRESSES[:1], is_protected=False)
    assert way.value.channel is Channel.NONE
    assert "står" in way.because.sentence.say()


@pytest.mark.parametrize(("channel", "says_so"), [*product((Channel.SMS, Channel.MAIL), (False, True))])
def test_who_is_protected_is_reminded_only_when_they_say_so(channel: Channel, says_so: bool) -> None:
    way = way_of(Choice(channel, despite_protection=says_so), ADDRESSES, is_protected=True)
    assert (way.value.channel is channel) is says_so


@pytest.mark.parametrize("language", [*LANGUAGES, "xx"])
def test_all_that_is_said_is_where_to_log_in(language: str) -> None:
    subject, body = words_of(LAW, language=language, address="https://vugge.example/")
    assert "Vugge" in subject
    assert body.count("https://vugge.example/") == 1
    assert "{" not in subject + body


def test_a_text_with_a_second_place_to_fill_is_no_law(tmp_path: object) -> None:
    with pytest.raises(ValueError, match="netop ét sted"):
        type(LAW.text)(LAW.text.subject, LAW.text.body, {"tr": "{address} {name}"})


def test_a_calendar_file_says_when_and_nothing_else() -> None:
    at = datetime(2026, 12, 3, 14, 30, tzinfo=HERE)
    made = calendar_file(
        "0123", title="Møde i Vugge", address="https://vugge.example/", held_at=at, minutes=60, made_at=at
    ).decode()
    said = {line.partition(":")[0].partition(";")[0] for line in made.splitlines() if not line.startswith(" ")}
    assert "DTSTART;TZID=Europe/Copenhagen:20261203T143000" in made
    assert said <= {
        "BEGIN", "END", "VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL",
        "CLASS", "SEQUENCE", "STATUS", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "RDATE", "RRULE", "COMMENT",
        "X-LIC-LOCATION",
    }  # fmt: skip


def test_a_cancelled_one_is_told_apart() -> None:
    at = datetime(2026, 12, 3, 14, 30, tzinfo=HERE)
    made = calendar_file("0123", title="x", address="y", held_at=at, minutes=60, made_at=at, is_cancelled=True)
    assert b"STATUS:CANCELLED" in made
    assert b"METHOD:CANCEL" in made
