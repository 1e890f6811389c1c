"""The verifier program, loaded from its file as somebody else would, and a log to verify."""

import importlib.util
import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.shape.sources import ROOT

from vugge.audit.rules import Category, Entry, Kind, Level, Purpose, Result, Seen
from vugge.audit.rules.chain import START, Head, canonical, content, next_link, signed_note, verifier_key

PROGRAM: Final = ROOT / "tools" / "verify_log.py"
ORIGIN: Final = "vugge.example/log"
KEY: Final = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC: Final = verifier_key(ORIGIN, KEY)
NOON: Final = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)

Row = dict[str, Any]  # Any: what JSON can hold


def load() -> ModuleType:
    """Return the program as a module."""
    spec = importlib.util.spec_from_file_location("verify_log_as_shipped", PROGRAM)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verify_log: Final = load()


@dataclass
class Export:
    """A log as it is written out: its sealed entries, one a row, and its signed checkpoints."""

    rows: list[Row]
    notes: list[str]

    def lines(self) -> list[str]:
        header = {"format": "vugge-log-1", "origin": ORIGIN}
        everything = [header, *self.rows, *({"checkpoint": note} for note in self.notes)]
        return [json.dumps(line, ensure_ascii=False) + "\n" for line in everything]


def an_entry(chance: random.Random, sequence: int) -> Entry:
    """Return an entry like those of a working day."""
    persons = [UUID(int=chance.getrandbits(128)) for _ in range(chance.randint(0, 3))]
    return Entry(
        sequence=sequence,
        happened_at=NOON + timedelta(milliseconds=sequence * 997),
        verb=chance.choice(["people.person_shown", "access.consent_given", "people.persons_found"]),
        viewer=f"person:{UUID(int=chance.getrandbits(128))}",
        viewer_kind=Kind.PERSON,
        role=chance.choice(["teacher", "health_visitor"]),
        unit=str(chance.randint(1, 99)),
        purpose=chance.choice(list(Purpose)),
        basis="per_person",
        subject=f"consent:{chance.randint(1, 999)}",
        result=chance.choice(list(Result)),
        numbers={"found": chance.randint(0, 9)},
        code_version="0.1.0",
        persons=tuple(
            Seen(one, chance.choice(list(Level)), frozenset(chance.sample(list(Category), 2)), "team:3")
            for one in persons
        ),
    )


def an_export(chance: random.Random, *, size: int = 12) -> Export:
    """Return a log with gaps in its numbers, as undone transactions leave them, and two checkpoints."""
    sequences = sorted(chance.sample(range(1, size * 3), size))
    rows: list[Row] = [{"entry": content(an_entry(chance, sequence))} for sequence in sequences]
    return sealed(rows, checkpoints=(size // 2, size))


def sealed(rows: list[Row], *, checkpoints: tuple[int, ...]) -> Export:
    """Compute a whole chain over these entries and sign it, as the sealer does and as whoever has its key can."""
    link = START
    notes: list[str] = []
    again: list[Row] = []
    for position, row in enumerate(rows):
        link = next_link(link, canonical(row["entry"]))
        again.append({"position": position, "chain": link.hex(), "entry": row["entry"]})
        if position + 1 in checkpoints:
            notes.append(signed_note(Head(ORIGIN, position + 1, link), KEY))
    return Export(again, notes)
