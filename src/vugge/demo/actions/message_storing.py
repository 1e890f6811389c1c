"""A few messages between families of the stories and those around them, written in the days before the demo began.

Offers `store_messages`. Nothing here writes the log: the deed in `loading` does.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from vugge.demo.rules.known import Known
from vugge.demo.rules.said import CONVERSATIONS, Told
from vugge.journey import models
from vugge.journey.rules.correspondents import ThreadKind
from vugge.people.models.sealed import seal_text


def store_messages(known: Known, units: Mapping[str, int]) -> tuple[UUID, ...]:
    """Store the conversations; the newest message of each waits to be read. Returns whom they are about."""
    for number, told in enumerate(CONVERSATIONS):
        _store(number, told, known, units)
    return tuple(known.persons[told.about] for told in CONVERSATIONS)


def _store(number: int, told: Told, known: Known, units: Mapping[str, int]) -> None:
    about, thread = known.persons[told.about], _key("thread", number)
    citizens = (about,) if told.kind is ThreadKind.OWN else known.custodians[told.about]
    parts = {login: _part(login, known, units) for login in told.colleagues}
    opened = known.at(told.messages[0][0], 18)
    models.Thread(id=thread, person_id=about, kind=told.kind, opened_at=opened).save(force_insert=True)
    models.ThreadColleague.objects.adding().bulk_create(
        models.ThreadColleague(
            id=_key("colleague", number, login), person_id=about, thread_id=thread, joined_at=opened, **part
        )
        for login, part in parts.items()
    )
    everybody = [*parts.values(), *({"citizen_id": one} for one in citizens)]
    for place, (days_ago, writer, language, text) in enumerate(told.messages):
        message, at = _key("message", number, place), known.at(days_ago, 18, place)
        by = parts[writer] if writer else {"citizen_id": citizens[0]}
        shared: dict[str, Any] = {"person_id": about, "thread_id": thread}  # Any: columns of any kind
        models.Message(
            id=message, sealed=seal_text(text, row=message), language=language, written_at=at, **by, **shared
        ).save(force_insert=True)
        is_newest = place == len(told.messages) - 1
        models.MessageReader.objects.adding().bulk_create(
            models.MessageReader(
                id=_key("reader", number, place, seat),
                message_id=message,
                given_at=at,
                read_at=None if is_newest and one != by else at + timedelta(hours=2),
                **one,
                **shared,
            )
            for seat, one in enumerate(everybody)
        )


def _part(login: str, known: Known, units: Mapping[str, int]) -> dict[str, Any]:  # Any: columns of any kind
    held = known.staff[login].roles[0]
    return {"account_id": known.account(login), "in_role": held.role.value, "in_unit_id": units[held.unit]}


def _key(*parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(("vugge", "demo", "messages", *(str(one) for one in parts))))
