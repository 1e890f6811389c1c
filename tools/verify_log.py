"""Verifies an export of Vugge's log against signed checkpoints that were kept elsewhere.

Needs Python and the library `cryptography`, and nothing from Vugge: whoever does not trust the system can read this
page and run it on a machine of their own.

    python verify_log.py LOG.jsonl --checkpoint KEPT.txt --key PUBLIC.txt

The export has a line of JSON that names the format, one for each entry in the order in which they were sealed, and
one for each checkpoint:

    {"format": "vugge-log-1", "origin": "…"}
    {"position": 0, "chain": "…", "entry": {…}}     sealed
    {"entry": {…}}                                  not sealed yet
    {"checkpoint": "…"}                             a signed note

`chain` is SHA-256 of the chain before it and of the SHA-256 of the entry, whose bytes are its JSON as RFC 8785 has it;
before the first entry come 32 zero bytes. A checkpoint is a C2SP signed note: origin, number of entries, base64 of the
chain there, and `sha256-chain`, a line each, then an empty line and an Ed25519 signature.

The answer is in Danish and as an exit code: 0 all holds, 1 something has been tampered with, 2 could not be verified.
"""

# ruff: noqa: EM102, INP001, T201  a program on its own, whose sentences are for people

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HOLDS: Final = 0
TAMPERED: Final = 1
NOT_VERIFIED: Final = 2

FORMAT: Final = "vugge-log-1"
SCHEME: Final = "sha256-chain"
LINK: Final = 32  # bytes of one link of the chain
ED25519: Final = 1  # the kind of key, as C2SP signed-note numbers them
KEY_ID: Final = 4  # bytes
TOLD: Final = 20  # problems, the others are counted

HEX_LINK: Final = re.compile(r"[0-9a-f]{64}")
NOTE: Final = re.compile(r"((?:[^\n]+\n)+)\n((?:— [^\n]+\n)+)")
SIGNATURE: Final = re.compile(r"— (\S+) (\S+)\n")
SEALED: Final = {"position", "chain", "entry"}
UNSEALED: Final = {"entry"}
CHECKPOINT: Final = {"checkpoint"}

Row = dict[str, Any]  # Any: what JSON can hold


class Unusable(Exception):
    """What was given cannot be read, so nothing can be said of the log; the sentence is Danish."""


@dataclass(frozen=True)
class Key:
    """A public key as it is kept: its name, its id, and the key."""

    name: str
    id: bytes
    public: Ed25519PublicKey


@dataclass(frozen=True)
class Checkpoint:
    """What a signed note says: at this number of entries, the chain was this."""

    size: int
    link: bytes


@dataclass
class Findings:
    """What does not hold, how many entries were seen, and how many a checkpoint kept elsewhere vouches for."""

    wrong: list[str] = field(default_factory=list)
    links: bytearray = field(default_factory=lambda: bytearray(LINK))
    unsealed: int = 0
    vouched: int = 0

    @property
    def sealed(self) -> int:
        """How many sealed entries were seen."""
        return len(self.links) // LINK - 1

    def link(self, size: int) -> bytes:
        """Return the chain after so many entries."""
        return bytes(self.links[size * LINK : (size + 1) * LINK])


def verify(lines: Iterable[str], *, kept: Sequence[str] = (), keys: Sequence[Key] = ()) -> Findings:
    """Compute the chain of an export again, and hold against it every checkpoint, in it and kept elsewhere.

    `kept` are signed notes. Without keys the notes in the export are not looked at. Raises `Unusable`.
    """
    found = Findings()
    notes: list[str] = []
    rows = (read_row(line, number) for number, line in enumerate(lines, start=1))
    must_be_an_export(next(rows, {}))
    for number, row in enumerate(rows, start=2):
        take(row, number, notes, found)
    for note in notes if keys else ():
        hold(note, keys, "i udtrækket", found)
    for note in kept:
        size = hold(note, keys, "gemt andetsteds", found)
        found.vouched = max(found.vouched, size)
    return found


def read_row(line: str, number: int) -> Row:
    """Return one line's values; raise `Unusable` for what is no JSON object, or says a thing twice or in fractions."""
    try:
        row = json.loads(line, object_pairs_hook=once_each, parse_float=refuse, parse_constant=refuse)
    except ValueError as problem:
        raise Unusable(f"Linje {number} i udtrækket kan ikke læses: {problem}.") from problem
    if not isinstance(row, dict):
        raise Unusable(f"Linje {number} i udtrækket er ikke et objekt i JSON.")
    return row


def once_each(pairs: list[tuple[str, Any]]) -> Row:
    """Return the pairs as a dict; raise `ValueError` when a name comes twice."""
    row = dict(pairs)
    if len(row) != len(pairs):
        raise ValueError("et navn står to gange")
    return row


def refuse(text: str) -> Any:  # Any: it never returns
    """Refuse a number that is not whole: the log has none."""
    raise ValueError(f"{text} er ikke et helt tal")


def must_be_an_export(row: Row) -> None:
    """Raise `Unusable` unless this first line names the format that this program knows."""
    if row.get("format") != FORMAT:
        raise Unusable(f"Udtrækket begynder ikke med formatet {FORMAT}. Er det den rigtige fil?")


def take(row: Row, number: int, notes: list[str], found: Findings) -> None:
    """Take one line: a sealed entry continues the chain, a note is put aside, what is neither is wrong."""
    names = set(row)
    if names == CHECKPOINT:
        notes.append(str(row["checkpoint"]))
    elif names == UNSEALED:
        found.unsealed += 1
    elif names == SEALED:
        take_sealed(row, number, found)
    else:
        found.wrong.append(f"Linje {number}: den er hverken en linje af loggen eller et kontrolpunkt.")


def take_sealed(row: Row, number: int, found: Findings) -> None:
    """Compute the next link of the chain, and hold what the line says of its place and its link against it."""
    expected = found.sealed
    if row["position"] != expected:
        found.wrong.append(f"Linje {number}: her skulle plads {expected} være, men der står plads {row['position']}.")
    link = next_link(found.link(expected), row["entry"])
    stated = str(row["chain"])
    if stated != link.hex():
        found.wrong.append(f"Linje {number}: indholdet passer ikke med kæden. Linjen eller dens plads er ændret.")
    # On from what the line says, so that one change is told once. Both are the same where nothing is wrong.
    found.links += bytes.fromhex(stated) if HEX_LINK.fullmatch(stated) else link


def next_link(previous: bytes, entry: object) -> bytes:
    """Return the hash of the chain so far and of an entry."""
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + hashlib.sha256(text.encode(errors="surrogatepass")).digest()).digest()


def hold(note: str, keys: Sequence[Key], where: str, found: Findings) -> int:
    """Hold one checkpoint against the chain; return how many entries it vouches for, none when it does not hold."""
    checkpoint = opened(note, keys)
    if checkpoint is None:
        found.wrong.append(f"Et kontrolpunkt {where} er ikke underskrevet med en nøgle, du har givet.")
        return 0
    if checkpoint.size > found.sealed:
        found.wrong.append(
            f"Kontrolpunktet {where} dækker {checkpoint.size} linjer, men udtrækket har kun {found.sealed}: "
            "de sidste linjer er fjernet."
        )
        return 0
    if checkpoint.link != found.link(checkpoint.size):
        found.wrong.append(f"Kontrolpunktet {where} passer ikke: en linje før det er ændret, og kæden er regnet om.")
        return 0
    return checkpoint.size


def opened(note: str, keys: Sequence[Key]) -> Checkpoint | None:
    """Return what a note says, if one of the keys signed it; raise `Unusable` for what is no checkpoint of a chain."""
    parts = NOTE.fullmatch(note)
    if parts is None:
        raise Unusable("Et kontrolpunkt har ikke den form, som det skal have. Er filen klippet over?")
    text, signatures = parts.groups()
    if not any(is_signed(text, name, raw, key) for name, raw in SIGNATURE.findall(signatures) for key in keys):
        return None
    origin, size, link, *more = text.splitlines()
    raw = decoded(link)
    if SCHEME not in more or not size.isdecimal() or len(raw) != LINK or not origin:
        raise Unusable("Et kontrolpunkt er underskrevet, men er ikke af en kæde, som dette program kender.")
    return Checkpoint(int(size), raw)


def is_signed(text: str, name: str, signature: str, key: Key) -> bool:
    """Say whether this is the signature of this text by this key."""
    raw = decoded(signature)
    if name != key.name or raw[:KEY_ID] != key.id or text.partition("\n")[0] != key.name:
        return False
    try:
        key.public.verify(raw[KEY_ID:], text.encode())
    except InvalidSignature:
        return False
    return True


def read_key(text: str) -> Key:
    """Read a public key of the form name+id+key; raise `Unusable` for any other."""
    name, _, rest = text.strip().partition("+")
    id_hex, _, public = rest.partition("+")
    raw = decoded(public)
    key_id = hashlib.sha256(f"{name}\n".encode() + raw).digest()[:KEY_ID]
    if len(raw) != LINK + 1 or raw[0] != ED25519 or key_id.hex() != id_hex:
        raise Unusable("Den offentlige nøgle har ikke formen navn+id+nøgle, eller den er skrevet forkert af.")
    return Key(name, key_id, Ed25519PublicKey.from_public_bytes(raw[1:]))


def read_notes(text: str) -> list[str]:
    """Return every signed note in a file, with empty lines between them; raise `Unusable` for anything else in it."""
    notes = [match.group() for match in NOTE.finditer(text)]
    if not notes or NOTE.sub("", text).strip():
        raise Unusable("Filen med kontrolpunkter har andet i sig end kontrolpunkter. Gem dem, som de er skrevet.")
    return notes


def decoded(text: str) -> bytes:
    """Return what base64 stands for; nothing for what is not base64."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def read_text(file: Path) -> str:
    """Return a file's text; raise `Unusable` when there is none to be had."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise Unusable(f"{file} kan ikke læses: {problem}.") from problem


def answer(found: Findings) -> int:
    """Say in Danish what was found, and return the exit code."""
    print(f"{found.sealed} forseglede linjer, {found.unsealed} endnu uden segl.")
    if found.wrong:
        for problem in found.wrong[:TOLD]:
            print(problem)
        if len(found.wrong) > TOLD:
            print(f"… og {len(found.wrong) - TOLD} andre fejl.")
        print("LOGGEN HOLDER IKKE. Gem udtrækket, og kontakt den, der har ansvaret for databeskyttelse.")
        return TAMPERED
    if found.vouched:
        print(f"De første {found.vouched} linjer er uændrede, siden kontrolpunktet blev gemt.")
    else:
        print("Kæden hænger sammen. Uden et kontrolpunkt, der er gemt andetsteds, kan den dog være regnet om.")
    return HOLDS


def main(words: Sequence[str] | None = None) -> int:
    """Verify one export, and say so."""
    parser = argparse.ArgumentParser(description="Efterprøver et udtræk af Vugges log.")
    parser.add_argument("log", type=Path, help="udtrækket, fra: vugge audit export")
    parser.add_argument("--checkpoint", type=Path, action="append", default=[], help="gemte kontrolpunkter")
    parser.add_argument("--key", type=Path, action="append", default=[], help="den offentlige nøgle, gemt i en fil")
    options = parser.parse_args(words)
    try:
        keys = [read_key(read_text(file)) for file in options.key]
        kept = [note for file in options.checkpoint for note in read_notes(read_text(file))]
        if kept and not keys:
            raise Unusable("Et kontrolpunkt siger kun noget sammen med nøglen: giv den med --key.")
        with options.log.open(encoding="utf-8", newline="\n") as lines:
            return answer(verify(lines, kept=kept, keys=keys))
    except (Unusable, OSError, UnicodeDecodeError) as problem:
        print(f"Loggen kunne ikke efterprøves: {problem}", file=sys.stderr)
        return NOT_VERIFIED


if __name__ == "__main__":
    sys.exit(main())
