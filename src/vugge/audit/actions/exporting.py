"""Writes the whole log to a file that the verifier program reads. Offers `export_log` and `Exported`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TextIO

from django.db.models import F

from vugge.audit.actions.deeds import action
from vugge.audit.actions.sealing import ORIGIN
from vugge.audit.models import Checkpoint, Event
from vugge.audit.queries import must_run_the_log, whole_entry
from vugge.audit.rules import Logged, Viewer
from vugge.audit.rules.chain import content

FORMAT: Final = "vugge-log-1"
CHUNK: Final = 2000  # entries in memory at a time
WHOLE_LOG: Final = "whole_log"
"""The basis of an export: the log as such, which names persons by ids alone."""

Line = dict[str, Any]  # Any: what JSON can hold


@dataclass(frozen=True)
class Exported:
    """What an export wrote: entries in all, how many of them are sealed, and checkpoints."""

    entries: int
    sealed: int
    checkpoints: int


@action("audit.log_exported")
def export_log(viewer: Viewer, *, into: TextIO) -> Logged[Exported]:
    """Write every entry in the order of the chain, the unsealed last, and every checkpoint; a line of JSON each.

    Raises `NotAllowed` unless the system runs it.
    """
    must_run_the_log(viewer)
    notes = list(Checkpoint.objects.order_by("size").values_list("note", flat=True))  # before the entries they cover
    _put(into, {"format": FORMAT, "origin": ORIGIN})
    entries = sealed = 0
    for line in _entries():
        entries += 1
        sealed += "position" in line
        _put(into, line)
    for note in notes:
        _put(into, {"checkpoint": note})
    exported = Exported(entries, sealed, len(notes))
    numbers = {"entries": entries, "sealed": sealed, "checkpoints": len(notes)}
    return Logged(exported, subject="log:all", basis=WHOLE_LOG, numbers=numbers)


def _entries() -> Iterator[Line]:
    rows = Event.objects.select_related("sealed").prefetch_related("persons")
    for event in rows.order_by(F("sealed__position").asc(nulls_last=True), "sequence").iterator(chunk_size=CHUNK):
        entry = content(whole_entry(event))
        seal = getattr(event, "sealed", None)
        if seal is None:
            yield {"entry": entry}
        else:
            yield {"position": seal.position, "chain": seal.chain_hash, "entry": entry}


def _put(into: TextIO, line: Line) -> None:
    into.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
