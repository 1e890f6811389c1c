"""Who is who in the stories: persons by label, employees by log-in name.

Offers `Known` and `known_of`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from vugge.demo.rules.values import Family, Staff, Task


@dataclass(frozen=True)
class Known:
    """Who is who. `custodians` are those who have custody today, by the child's label; `tasks` are those of staff."""

    persons: Mapping[str, UUID]
    custodians: Mapping[str, tuple[UUID, ...]]
    staff: Mapping[str, Staff]
    tasks: tuple[Task, ...]
    today: date

    def account(self, login: str) -> UUID:
        """Return the account of an employee."""
        return self.staff[login].account

    def unit(self, login: str) -> str:
        """Return the unit of an employee's first role."""
        return self.staff[login].roles[0].unit

    def tasks_of(self, login: str) -> tuple[Task, ...]:
        """Return an employee's tasks."""
        return tuple(task for task in self.tasks if task.account == self.account(login))

    def at(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        """Return a moment so many days ago, by the clock of UTC."""
        return datetime.combine(self.today - timedelta(days=days_ago), time(hour, minute), tzinfo=UTC)


def known_of(families: Iterable[Family], staff: Iterable[Staff], *, today: date) -> Known:
    """Gather who is who from families with a story and everybody at work."""
    persons: dict[str, UUID] = {}
    custodians: dict[str, tuple[UUID, ...]] = {}
    tasks: list[Task] = []
    for family in families:
        tasks += family.tasks
        told = {label: person for label, person in family.roles.items() if "." in label}
        persons |= told
        for label, person in told.items():
            holding = [one.holder for one in family.custodies if one.child == person and one.ends is None]
            custodians[label] = tuple(sorted(holding))
    return Known(persons, custodians, {one.login_name: one for one in staff}, tuple(tasks), today)
