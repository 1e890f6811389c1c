"""Merges as whoever keeps the register looks back at them. Offers `merged_records`, and `merge_to_undo`."""

from uuid import UUID

from vugge.access.queries.actors import scope
from vugge.audit.actions import look
from vugge.audit.rules import Act, Category, Looked, Viewer
from vugge.people.queries.register import MergeLine, MergeReview, merge_lines, merge_review


@look("access.merges_seen")
def merged_records(viewer: Viewer) -> Looked[tuple[MergeLine, ...]]:
    """Show which of those on whom the viewer may decide are made of two records, newest first."""
    mine = scope(viewer)
    decided = [one for one in mine.persons() if mine.sight(one).may(Act.DECIDE, Category.IDENTITY)]
    found = merge_lines(mine, decided)
    shown = dict.fromkeys(one.kept.id for one in found)
    return Looked(found, seen=mine.seen(shown, Category.IDENTITY))


@look("access.merge_seen")
def merge_to_undo(viewer: Viewer, *, merge: UUID) -> Looked[MergeReview]:
    """Show what undoing a merge would do; both persons read that it was looked at. Raises as `merge_review` does."""
    mine = scope(viewer)
    found = merge_review(mine, merge)
    return Looked(found, seen=mine.seen((found.kept.id, found.gone)))
