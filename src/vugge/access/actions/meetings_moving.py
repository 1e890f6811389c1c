"""Meetings follow when two records become one, so that nobody calls a second one about the same matter; and back.

Offers `carry_meetings` and `meetings_back` to the deeds that merge. Not actions themselves.
"""

from collections.abc import Collection

from vugge.access.models import Meeting
from vugge.audit.rules import Permit


def carry_meetings(kept: Permit, gone: Permit) -> list[tuple[int, int]]:
    """Let meetings be about the one that stays; return each with the number it had.

    A number that both have is given anew, above all the others of that kind.
    """
    used = set(Meeting.objects.covered_by(kept).values_list("matter", "number"))
    theirs = list(Meeting.objects.covered_by(gone).order_by("held_on", "pk"))
    numbers = used | {(one.matter, one.number) for one in theirs}
    before, renumbered = [(one.pk, one.number) for one in theirs], dict[tuple[str, int], int]()
    for one in theirs:
        old = (one.matter, one.number)
        if old in used and old not in renumbered:
            renumbered[old] = 1 + max(number for matter, number in numbers if matter == one.matter)
            numbers.add((one.matter, renumbered[old]))
        one.person_id, one.number = kept.sight.person, renumbered.get(old, one.number)
        one.save(update_fields=["person", "number"])
    return before


def meetings_back(kept: Permit, gone: Permit, moved: Collection[tuple[int, int]]) -> list[int]:
    """Let meetings be about the one that had gone again, with what followed them up since; return which."""
    numbers, ids = dict(moved), list[int]()
    for one in Meeting.objects.covered_by(kept).order_by("pk"):
        number = numbers.get(one.pk, numbers.get(one.follows_id or one.pk))
        if number is None:
            continue
        one.person_id, one.number = gone.sight.person, number
        one.save(update_fields=["person", "number"])
        ids.append(one.pk)
    return ids
