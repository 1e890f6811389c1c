"""What a town's families and those around them write to each other: texts that say where somebody is. Offers `write`.

Mostly between those who may write, so that threads open; the texts have a chance of their own.
"""

from random import Random
from typing import Any, Final
from uuid import UUID

from tests.promises.worlds.families import located
from tests.promises.worlds.town import NOW, Town

from vugge.journey.models import Message, MessageReader, Thread, ThreadColleague
from vugge.journey.rules.correspondents import ThreadKind
from vugge.people.models.sealed import seal_text

Column = dict[str, Any]  # Any: columns of any kind
KINDS: Final = tuple(ThreadKind)


def write(town: Town, seed: int) -> None:
    """Let there be a thread about most people, with two messages."""
    kept, town.chance = town.chance, Random(f"messaging {seed}")
    for one in town.residents:
        if town.chance.random() < 0.7:
            _thread(town, one, town.chance.choice(KINDS))
    town.chance = kept


def _thread(town: Town, about: UUID, kind: ThreadKind) -> None:
    colleagues, family = _colleagues(town, about), _family(town, about, kind)
    thread = Thread(id=town.uuid(), person_id=about, kind=kind, opened_at=NOW)
    town.add(thread)
    for part in colleagues:
        town.add(ThreadColleague(id=town.uuid(), person_id=about, thread=thread, joined_at=NOW, **part))
    for writer in (family[0], colleagues[0]):
        identity, words = town.uuid(), town.words.one("Xm")
        located(town, about, words)
        sealed = seal_text(words, row=identity)
        message = Message(
            id=identity, person_id=about, thread=thread, sealed=sealed, language="da", written_at=NOW, **writer
        )
        town.add(message)
        for reader in (*family, *colleagues):
            town.add(
                MessageReader(
                    id=town.uuid(), person_id=about, thread=thread, message=message, given_at=NOW, **reader
                )
            )  # fmt: skip


def _colleagues(town: Town, about: UUID) -> list[Column]:
    """Return one or two of those who have a basis, or anybody where nobody has one."""
    near = [row for row in town.tables.get("Basis", ()) if row.person_id == about and row.account and row.in_unit]
    parts = [{"account": row.account, "in_role": row.in_role, "in_unit": row.in_unit} for row in near]
    anybody = town.chance.choice(town.staff)
    found = parts or [{"account": anybody.account, "in_role": anybody.role, "in_unit": anybody.unit}]
    drawn = town.chance.sample(found, min(2, len(found)))
    return drawn[:1] if len(drawn) == 2 and drawn[0] == drawn[1] else drawn


def _family(town: Town, about: UUID, kind: ThreadKind) -> list[Column]:
    """Return the person alone, or those with custody; the person where nobody has."""
    holders = [row.holder_id for row in town.tables.get("Custody", ()) if row.child_id == about]
    of_family = dict.fromkeys(holders) if kind is ThreadKind.FAMILY and holders else {about: None}
    return [{"citizen_id": one} for one in of_family]
