"""The calendar file of a conference: when it is, and nothing of whom it is about. Offers `calendar_file`."""

from datetime import datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from vugge.kit.local_time import HERE

PRODUCT: Final = "-//Vugge//Vugge//DA"


def calendar_file(  # noqa: PLR0913  what a calendar asks for, each by its name
    key: str,
    *,
    title: str,
    address: str,
    held_at: datetime,
    minutes: int,
    made_at: datetime,
    is_cancelled: bool = False,
) -> bytes:
    """Return one event as iCalendar (RFC 5545). `key` tells it from others and means nothing anywhere else.

    `title` and `address` are the same for every conference of an installation.
    """
    event = Event()
    event.add("uid", f"{key}@vugge")
    event.add("dtstamp", made_at)
    event.add("dtstart", held_at.astimezone(HERE))
    event.add("dtend", (held_at + timedelta(minutes=minutes)).astimezone(HERE))
    event.add("summary", title)
    event.add("url", address)
    event.add("class", "PRIVATE")
    event.add("sequence", int(is_cancelled))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content
