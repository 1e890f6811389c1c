"""Where to look for a bug that one knows of. Offers `Guide`, and `ANYWHERE` for when one knows of none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tests.promises.worlds.changes import CHANGES, Change
from tests.promises.worlds.families import KINDS, Kind
from tests.promises.worlds.knowing import Known

from vugge.audit.rules import Purpose, Viewer


@dataclass(frozen=True)
class Guide:
    """Which changes, at which pages, by whom, among which families, about whom. Empty: everywhere."""

    changes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    purpose: Purpose | None = None
    kinds: tuple[Kind, ...] = KINDS
    about: Callable[[Known, UUID], bool] | None = None
    is_in_access: bool = False
    """Whether the bug lies in access itself: then one looks at those of whom it changes what access says."""

    def wants(self, viewer: Viewer, purpose: Purpose) -> bool:
        """Say whether somebody at pages of this purpose is to be watched."""
        return (not self.roles or viewer.role in self.roles) and self.purpose in (None, purpose)

    def possible(self) -> tuple[Change, ...]:
        """Return the changes to try."""
        return tuple(one for one in CHANGES if not self.changes or one.name in self.changes)

    def may(self, known: Known, person: UUID) -> bool:
        """Say whether any of the changes may be made of somebody."""
        if self.about is not None and not self.about(known, person):
            return False
        return any(one.may(known, person) for one in self.possible())


ANYWHERE: Final = Guide()
