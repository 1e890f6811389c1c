"""When two records may be one person: the same number, the same name and birth, or a child awaited and then born.

A suspicion decides nothing: a human looks at both and merges them, or says that they are two.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from vugge.people.rules.kinds import DuplicateReason

_BORN_BEFORE_DUE: Final = timedelta(weeks=18)  # from the 22nd week of pregnancy a child can live
_BORN_AFTER_DUE: Final = timedelta(weeks=4)


def in_order(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Return two persons in the order in which their pair is stored, which is the same whoever came first."""
    return (one, other) if one.hex < other.hex else (other, one)


def can_be_birth_of(due: date, born: date) -> bool:
    """Say whether a child born on a day can be the one awaited.

    >>> can_be_birth_of(date(2026, 6, 1), date(2026, 5, 20)), can_be_birth_of(date(2026, 6, 1), date(2026, 8, 1))
    (True, False)
    """
    return due - _BORN_BEFORE_DUE <= born <= due + _BORN_AFTER_DUE


def suspicions(
    person: UUID,
    *,
    same_number: Iterable[UUID] = (),
    same_name_and_birth: Iterable[UUID] = (),
    awaited: Mapping[UUID, date | None] | None = None,
    born: date | None = None,
) -> Mapping[UUID, DuplicateReason]:
    """Return whom else a person may be, each with the strongest reason.

    >>> one, other = UUID(int=1), UUID(int=2)
    >>> suspicions(one, same_number=[other], same_name_and_birth=[other])
    {UUID('00000000-0000-0000-0000-000000000002'): <DuplicateReason.SAME_NUMBER: 'same_number'>}
    """
    expected = [
        child
        for child, due in (awaited or {}).items()
        if due is not None and born is not None and can_be_birth_of(due, born)
    ]
    found = {
        **dict.fromkeys(expected, DuplicateReason.EXPECTED_AND_BORN),
        **dict.fromkeys(same_name_and_birth, DuplicateReason.SAME_NAME_AND_BIRTH),
        **dict.fromkeys(same_number, DuplicateReason.SAME_NUMBER),
    }
    found.pop(person, None)
    return found
