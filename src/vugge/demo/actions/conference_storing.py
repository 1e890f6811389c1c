"""How a conference and a few concerns are stored with their moments in the past, which deeds can only do as of now.

Offers `store_conference` and `store_concerns`. Nothing here writes the log: the deed in `loading` does.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from vugge.demo.rules.known import Known
from vugge.demo.rules.said import AFTER_CONTACT, AGENDA, MINUTES, WORRIES
from vugge.demo.rules.sharing import CASEWORKER, TEACHER, VISITOR
from vugge.journey import models
from vugge.journey.models.sealing import seal_about
from vugge.journey.rules.concerns import Deed, State
from vugge.journey.rules.conferences import ConferenceKind, ConferenceState, Ground, Kin, PointKind
from vugge.kit.local_time import local_day

CHILD: Final = "large.child:3"
RECEIVER: Final = "demo-familiehus"


def store_conference(known: Known) -> UUID:
    """Store a network meeting two weeks ago with minutes, and one to come. Returns whom they are about."""
    about = known.persons[CHILD]
    for number, days_ago, state in ((1, 14, ConferenceState.HELD), (2, -6, ConferenceState.CALLED)):
        row = models.Conference(
            id=_key("conference", number),
            person_id=about,
            kind=ConferenceKind.NETWORK,
            ground=Ground.CONSENT,
            state=state,
            held_at=known.at(days_ago, 13, 30),
            minutes=60,
            place="Familiehuset",
            called_by_id=known.account(CASEWORKER),
            called_at=known.at(21, 9),
        )
        row.save(force_insert=True)
        _fill(row, known, number)
    return about


def store_concerns(known: Known, units: Mapping[str, int]) -> int:
    """Store concerns by people who are not logged in: one waits, one is taken up, one is followed. Returns how many."""
    receiver = known.account(RECEIVER)
    for number, (days_ago, sender, text, about, reach) in enumerate(WORRIES, 1):
        identity = _key("concern", number)
        is_met, received = number == len(WORRIES), known.at(days_ago, 16, 20)
        models.Concern(
            id=identity,
            number=number,
            unit_id=units[known.unit(RECEIVER)],
            sender=sender,
            received_at=received,
            sealed_text=seal_about(text, identity),
            sealed_about=seal_about(about, identity),
            sealed_reach=seal_about(reach, identity) if reach else "",
            state=State.CONTACTED if is_met else State.RECEIVED,
            handler_id=receiver if number > 1 else None,
            taken_at=received + timedelta(days=1) if number > 1 else None,
            last_on=local_day(received) + timedelta(days=4) if is_met else None,
        ).save(force_insert=True)
    entry = _key("entry", 1)
    models.ConcernEntry(
        id=entry,
        concern_id=_key("concern", len(WORRIES)),
        deed=Deed.CONTACT,
        on=local_day(known.at(16, 12)),
        sealed_text=seal_about(AFTER_CONTACT, entry),
        written_by_id=receiver,
        written_at=known.at(16, 14),
    ).save(force_insert=True)
    return len(WORRIES)


def _fill(row: models.Conference, known: Known, number: int) -> None:
    """Let somebody take part, something be on the agenda, and something be written of what was held."""
    shared: dict[str, Any] = {"person_id": row.person_id, "conference_id": row.id}  # Any: columns of any kind
    those: list[dict[str, Any]] = [{"account_id": known.account(login)} for login in (CASEWORKER, VISITOR, TEACHER)]
    those += [{"participant_id": one} for one in (row.person_id, *known.custodians[CHILD])]
    models.ConferenceParticipant.objects.adding().bulk_create(
        models.ConferenceParticipant(id=_key(f"participant {number}", place), **one, **shared)
        for place, one in enumerate([*those, {"kin": Kin.GRANDMOTHER}])
    )
    models.ConferencePoint(id=_key("point", number), place=1, kind=PointKind.OWN, words=AGENDA, **shared).save(
        force_insert=True
    )
    if row.state == ConferenceState.HELD:
        models.ConferenceNote(
            id=_key("note", number),
            words=MINUTES,
            written_by_id=row.called_by_id,
            written_at=row.held_at + timedelta(hours=1),
            **shared,
        ).save(force_insert=True)


def _key(what: str, number: int) -> UUID:
    """Return the same id each time the demo is made."""
    return uuid5(NAMESPACE_URL, f"vugge demo {what} {number}")
