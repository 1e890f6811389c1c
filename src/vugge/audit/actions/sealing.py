"""Seals the log, outside any request: gives each entry its place in the chain, and signs a checkpoint of its head.

Offers `seal` and `Sealing`, what it did, and `public_key`. Sealing writes no entry of its own, or the log would never
be sealed; the checkpoint is what it leaves.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vugge.audit.actions.sessions import wait_for_turn
from vugge.audit.models import Checkpoint, Event, Sealed
from vugge.audit.queries import must_run_the_log, whole_entry
from vugge.audit.rules import Viewer
from vugge.audit.rules.chain import START, Head, canonical, content, next_link, signed_note, verifier_key
from vugge.kit.errors import NotPossibleHere
from vugge.kit.text import sentence

ORIGIN: Final = "vugge/log"
"""The name of the log in its checkpoints; the id of the key beside it tells one installation's from another's."""

BATCH: Final = 2000  # entries that are sealed together and held in memory
_TURN: Final = 0x76756767  # the number of PostgreSQL's lock for whoever seals


@dataclass(frozen=True)
class Sealing:
    """What one sealing did: how many entries it sealed, how many are sealed now, and the newest checkpoint."""

    added: int
    size: int
    note: str


def seal(viewer: Viewer) -> Sealing:
    """Seal every entry that is stored and not sealed yet, and sign the new head; nothing new, nothing signed.

    An entry's place is the order in which entries were first seen here, which `sequence` is not where two transactions
    overlap. Raises `NotAllowed` unless the system runs it, and `NotPossibleHere` without a key.
    """
    must_run_the_log(viewer)
    key = _signing_key()
    before = _head().size
    while True:
        with transaction.atomic():
            wait_for_turn(_TURN)
            head = _seal_batch(_head())
            if not Event.objects.filter(sealed=None).exists():
                note = _sign(head, key) if head.size else ""
                return Sealing(head.size - before, head.size, note)


def public_key(viewer: Viewer) -> str:
    """Return the public half of the signing key, as verifiers take it. Raises as `seal` does."""
    must_run_the_log(viewer)
    return verifier_key(ORIGIN, _signing_key())


def _signing_key() -> Ed25519PrivateKey:
    if not settings.LOG_KEY:
        raise NotPossibleHere(
            sentence("Loggen kan ikke forsegles, for VUGGE_LOG_KEY mangler. Giv mindst 40 tilfældige tegn.")
        )
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(settings.LOG_KEY.encode()).digest())


def _head() -> Head:
    last = Sealed.objects.order_by("-position").first()
    if last is None:
        return Head(ORIGIN, 0, START)
    return Head(ORIGIN, last.position + 1, bytes.fromhex(last.chain_hash))


def _seal_batch(head: Head) -> Head:
    waiting = Event.objects.filter(sealed=None).order_by("sequence").prefetch_related("persons")[:BATCH]
    seals: list[Sealed] = []
    link = head.link
    for position, event in enumerate(waiting, start=head.size):
        link = next_link(link, canonical(content(whole_entry(event))))
        seals.append(Sealed(position=position, event=event, chain_hash=link.hex()))
    Sealed.objects.bulk_create(seals)
    return Head(head.origin, head.size + len(seals), link)


def _sign(head: Head, key: Ed25519PrivateKey) -> str:
    kept = Checkpoint.objects.filter(size=head.size).first()
    if kept is not None:
        return kept.note
    note = signed_note(head, key)
    Checkpoint.objects.create(size=head.size, chain_hash=head.link.hex(), note=note, made_at=timezone.now())
    return note
