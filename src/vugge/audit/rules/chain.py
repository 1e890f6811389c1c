"""How the log is sealed: each entry's bytes, the chain of hashes over them, and the signed note of its head.

Offers `content` (what an entry is, as plain values), `canonical` (its bytes), `next_link`, `START`, `Head` and
`signed_note`. The verifier program computes the same again without a line from here.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from vugge.audit.rules.logged import Entry, Seen

START: Final = bytes(32)
"""What the first link is joined to."""

SCHEME: Final = "sha256-chain"
"""The line of a checkpoint that says that its head is of a chain and not of a Merkle tree."""

ED25519: Final = b"\x01"  # the kind of key, as C2SP signed-note numbers them
KEY_ID_LENGTH: Final = 4

Plain = dict[str, Any]  # Any: what JSON can hold


def content(entry: Entry) -> Plain:
    """Return all that an entry says, its persons included, as values that JSON can hold."""
    return {
        "sequence": entry.sequence,
        "happened_at": entry.happened_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "verb": entry.verb,
        "viewer": entry.viewer,
        "viewer_kind": entry.viewer_kind.value,
        "role": entry.role,
        "unit": entry.unit,
        "purpose": entry.purpose.value,
        "basis": entry.basis,
        "subject": entry.subject,
        "result": entry.result.value,
        "emergency": entry.is_emergency,
        "request": entry.request,
        "query_hash": entry.query_hash,
        "fields": list(entry.fields),
        "numbers": dict(entry.numbers),
        "code_version": entry.code_version,
        "persons": [_person(seen) for seen in sorted(entry.persons, key=lambda seen: seen.person)],
    }


def canonical(plain: Plain) -> bytes:
    """Return the one way to write these values as bytes: JSON as RFC 8785 has it.

    >>> canonical({"b": [1, True], "a": "å"}).decode()
    '{"a":"å","b":[1,true]}'
    """
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def next_link(previous: bytes, entry: bytes) -> bytes:
    """Return the hash of an entry's bytes and of the whole chain before it.

    >>> next_link(START, b"{}").hex()[:16]
    '961af672d320bfb8'
    """
    return hashlib.sha256(previous + hashlib.sha256(entry).digest()).digest()


@dataclass(frozen=True)
class Head:
    """Where the chain of one log ends: how many entries it has, and the last link."""

    origin: str
    size: int
    link: bytes

    def text(self) -> str:
        """Return what is signed: origin, size, link and scheme, a line each, as a C2SP checkpoint has them."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.link).decode()}\n{SCHEME}\n"


def signed_note(head: Head, key: Ed25519PrivateKey) -> str:
    """Return a checkpoint: the head and its signature as a C2SP signed note."""
    text = head.text()
    signature = key_id(head.origin, key) + key.sign(text.encode())
    return f"{text}\n— {head.origin} {base64.b64encode(signature).decode()}\n"


def key_id(origin: str, key: Ed25519PrivateKey) -> bytes:
    """Return the four bytes by which a signature names its key."""
    return hashlib.sha256(f"{origin}\n".encode() + _public(key)).digest()[:KEY_ID_LENGTH]


def verifier_key(origin: str, key: Ed25519PrivateKey) -> str:
    """Return the public half in the form that verifiers take: name, id and key with + between."""
    return f"{origin}+{key_id(origin, key).hex()}+{base64.b64encode(_public(key)).decode()}"


def _public(key: Ed25519PrivateKey) -> bytes:
    return ED25519 + key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _person(seen: Seen) -> Plain:
    return {
        "person": str(seen.person),
        "level": int(seen.level),
        "categories": sorted(category.value for category in seen.categories),
        "basis": seen.basis,
    }
