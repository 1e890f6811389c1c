"""Two records that may be one person, as whoever keeps the register looks at them.

Offers `duplicates` and `duplicate` with `SideBySide`.
"""

from dataclasses import dataclass
from uuid import UUID

from vugge.access.queries.actors import scope
from vugge.access.queries.permits import permit
from vugge.audit.actions import look
from vugge.audit.rules import Act, Category, Looked, Permit, Scope, Viewer
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence
from vugge.people.queries.persons import persons
from vugge.people.queries.register import MergePreview, merge_preview, possible_duplicates
from vugge.people.rules.values import DuplicateValue, PersonValue


@dataclass(frozen=True)
class SideBySide:
    """Two records beside each other, with what differs, why they are thought to be one, and leave to decide it."""

    duplicate: DuplicateValue
    first: PersonValue
    second: PersonValue
    preview: MergePreview
    leaves: tuple[Permit, Permit]


@look("access.duplicates_seen")
def duplicates(viewer: Viewer) -> Looked[tuple[DuplicateValue, ...]]:
    """Show the open suspicions where the viewer may know both. A fixed number of statements."""
    mine = scope(viewer)
    found = possible_duplicates(mine)
    shown = dict.fromkeys(person for one in found for person in (one.first.id, one.second.id))
    return Looked(found, seen=mine.seen(shown, Category.IDENTITY))


@look("access.duplicate_seen")
def duplicate(viewer: Viewer, *, suspicion: UUID) -> Looked[SideBySide]:
    """Show two records beside each other, to whoever may decide whether they are one.

    Raises `NotFound` for a suspicion settled, or not for this viewer, and as `permit` does for who may not decide: then
    the log has the refusal alone, for nothing was shown.
    """
    mine = scope(viewer)
    found = _open_one(mine, suspicion)
    both = (found.first.id, found.second.id)
    leaves = (_leave(viewer, both[0]), _leave(viewer, both[1]))
    by_id = {one.id: one for one in persons(mine, both)}
    preview = merge_preview(mine, *both)
    return Looked(SideBySide(found, by_id[both[0]], by_id[both[1]], preview, leaves), seen=mine.seen(both))


def _open_one(mine: Scope, suspicion: UUID) -> DuplicateValue:
    found = next((one for one in possible_duplicates(mine) if one.id == suspicion), None)
    if found is None:
        raise NotFound(sentence("Der er ingen åben mistanke af det nummer. Måske har en anden afgjort den."))
    return found


def _leave(viewer: Viewer, person: UUID) -> Permit:
    return permit(viewer, Act.DECIDE, person=person, category=Category.IDENTITY)
