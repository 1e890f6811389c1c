"""What can be asked of the log."""

from vugge.audit.models import Event
from vugge.audit.rules import Entry, Kind, Purpose, Viewer
from vugge.kit.errors import NotAllowed
from vugge.kit.text import sentence


def events(viewer: Viewer, *, limit: int) -> tuple[Entry, ...]:
    """Return the newest entries, newest first, in one statement.

    Raises `NotAllowed` for everybody but the system itself on administration: who else may read what is
    decided by rules that stand above this room.
    """
    if viewer.kind is not Kind.SYSTEM or viewer.purpose is not Purpose.ADMINISTRATION:
        raise NotAllowed(
            sentence("Loggen læses kun ved drift af systemet. Spørg den, der har ansvaret for Vugge hos jer.")
        )
    return tuple(_entry(event) for event in Event.objects.order_by("-sequence")[:limit])


def _entry(event: Event) -> Entry:
    return Entry(
        sequence=event.sequence,
        happened_at=event.happened_at,
        verb=event.verb,
        viewer=event.viewer,
        viewer_kind=Kind(event.viewer_kind),
        purpose=Purpose(event.purpose),
        basis=event.basis,
        subject=event.subject,
        numbers=event.numbers,
        code_version=event.code_version,
    )
