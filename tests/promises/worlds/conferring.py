"""A town's conferences, and the concerns about its people: free text in both says where somebody is.

They have a chance of their own, so that the rest of a town is what it was. Nobody in a town receives concerns: what
those see who do is in `tests/journey/test_concerns`. Offers `confer`.
"""

from random import Random
from typing import Any, Final
from uuid import UUID

from tests.promises.worlds.families import located
from tests.promises.worlds.town import NOW, TODAY, Town

from vugge.journey.models import Concern, Conference, ConferenceNote, ConferenceParticipant, ConferencePoint
from vugge.journey.models.sealing import seal_about
from vugge.journey.rules.concerns import Sender, State
from vugge.journey.rules.conferences import ConferenceKind, ConferenceState, Ground, Kin, PointKind

KINDS: Final = tuple(ConferenceKind)
STATES: Final = tuple(ConferenceState)


def confer(town: Town, seed: int) -> None:
    """Let there be a conference about most people, with somebody who works there, and a concern about some."""
    kept, town.chance = town.chance, Random(f"conferring {seed}")
    for number, one in enumerate(town.residents, 1):
        if town.chance.random() < 0.6:
            _conference(town, one)
        if town.chance.random() < 0.4:
            _concern(town, one, number)
    town.chance = kept


def _conference(town: Town, about: UUID) -> None:
    place, words, said = (town.words.one(first) for first in ("Xv", "Xw", "Xz"))
    for text in (place, words, said):
        located(town, about, text)
    caller, other = town.chance.sample(town.staff, 2)
    row = Conference(
        id=town.uuid(), person_id=about, kind=town.chance.choice(KINDS), ground=Ground.CONSENT,
        state=town.chance.choice(STATES), held_at=NOW, minutes=60, place=place, called_by=caller.account, called_at=NOW,
    )  # fmt: skip
    shared: dict[str, Any] = {"person_id": about, "conference_id": row.id}  # Any: columns of any kind
    note: dict[str, Any] = {"words": said, "written_by": caller.account, "written_at": NOW, **shared}  # Any: likewise
    town.add(row)
    town.add(
        ConferenceParticipant(id=town.uuid(), account=caller.account, **shared),
        ConferenceParticipant(id=town.uuid(), account=other.account, **shared),
        ConferenceParticipant(id=town.uuid(), participant_id=about, **shared),
        ConferenceParticipant(id=town.uuid(), kin=Kin.GRANDMOTHER, **shared),
    )
    town.add(ConferencePoint(id=town.uuid(), place=1, kind=PointKind.OWN, words=words, **shared))
    town.add(
        ConferenceNote(id=town.uuid(), **note),
        ConferenceNote(id=town.uuid(), is_restricted=True, readers=[str(other.account.id)], **note),
    )


def _concern(town: Town, about: UUID, number: int) -> None:
    words, identity = town.words.one("Xb"), town.uuid()
    located(town, about, words)
    caller = town.chance.choice(town.staff)
    town.add(
        Concern(
            id=identity, number=number, person_id=about, unit=caller.unit, sender=Sender.NEIGHBOUR, received_at=NOW,
            sealed_text=seal_about(words, identity), state=State.CONTACTED, handler=caller.account, taken_at=NOW,
            last_on=TODAY,
        )
    )  # fmt: skip
