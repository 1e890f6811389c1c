"""What stands in the addresses of a page: the ids of a town's persons and of what is stored of them.

A part that nothing is known of gets a small number or an id of nobody, so that a page is asked from the day it is
there, though it may then open for nobody. Offers `values_of`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from tests.promises.worlds.routes import Route
from tests.promises.worlds.town import TODAY, Town

from vugge.access.models import Consent
from vugge.access.models.bases import EmergencyReview
from vugge.journey.models import Conference, Evidence, Goal, Step, Thread, Transition
from vugge.organisations.models import Account, Organisation, StaffRole, Unit
from vugge.people.models import Contact, Custody, HouseholdMember, Parenthood, PossibleDuplicate, Spell

NOBODY: Final = UUID(int=0x404)
OF_A_PERSON: Final[Mapping[str, tuple[Any, str, str]]] = {  # Any: any table
    "number": (Consent, "person", "id"),
    "spell": (Spell, "person", "id"),
    "household": (HouseholdMember, "person", "household"),
    "custody": (Custody, "child", "id"),
    "parent": (Parenthood, "child", "parent"),
    "contact": (Contact, "person", "id"),
    "evidence": (Evidence, "person", "id"),
    "goal": (Goal, "person", "id"),
    "step": (Step, "person", "id"),
    "transition": (Transition, "person", "id"),
    "thread": (Thread, "person", "id"),
    "conference": (Conference, "person", "id"),
}
"""Parts beside a person's own id: the table, the column of the person, and what stands in the address."""

BY_NAME: Final[Mapping[str, Sequence[object]]] = {"side": ("family", "own")}
OF_NO_PERSON: Final[Mapping[str, Any]] = {"role": StaffRole, "account": Account, "unit": Unit}  # Any: any table
NAMING: Final = ("identity", "suspicion")
BY_KIND: Final[Mapping[str, Sequence[object]]] = {
    "IntConverter": (1, 2),
    "UUIDConverter": (NOBODY,),
    "DayConverter": (TODAY.replace(day=1),),
}
About = tuple[UUID, ...]


def values_of(town: Town, route: Route) -> Iterator[tuple[About, dict[str, object]]]:
    """Return what stands in the addresses of a page, and whom each is about."""
    kinds = {part: kind for part, kind in route.parts if part not in NAMING}
    for about, named in _named(town, route):
        if "number" in named:
            yield about, named
            continue
        columns = [_of_part(part, kind, route, about) for part, kind in kinds.items()]
        for values in _combined(columns):
            yield about, {**named, **dict(zip(kinds, values, strict=True))}


def _named(town: Town, route: Route) -> Iterator[tuple[About, dict[str, object]]]:
    """Return the parts of an address that say whom it is about, with whom."""
    parts = {part for part, _kind in route.parts}
    if "identity" in parts:
        for one in (*town.residents, NOBODY):
            yield (one,), {"identity": one}
    elif "suspicion" in parts:
        for row in PossibleDuplicate.objects.adding().order_by("id"):
            yield (row.first_id, row.second_id), {"suspicion": row.id}
    elif parts == {"number"} and route.room == "family":
        for consent, about in Consent.objects.adding().order_by("id").values_list("id", "person"):
            yield (about,), {"number": consent}
    else:
        yield (), {}


def _of_part(part: str, kind: str, route: Route, about: About) -> Sequence[object]:
    return _of_person(about[0], part, kind) if about else _of_nobody(part, kind, route)


def _combined(columns: Sequence[Sequence[object]]) -> Iterator[tuple[object, ...]]:
    """Yield every value of the longest column once, beside values of the others in turn."""
    how_many = max((len(column) for column in columns), default=1)
    if all(columns):
        yield from (tuple(column[n % len(column)] for column in columns) for n in range(how_many))


def _of_person(one: UUID, part: str, kind: str) -> Sequence[object]:
    if part not in OF_A_PERSON:
        return BY_NAME.get(part) or BY_KIND.get(kind, ("0" * 20,))
    table, column, value = OF_A_PERSON[part]
    found = table.objects.adding().filter(**{column: one}).order_by("id")
    return tuple(found.values_list(value, flat=True))


def _of_nobody(part: str, kind: str, route: Route) -> Sequence[object]:
    """Return ids of rows that are no person's: the first organisations, and emergencies to be looked at."""
    if (part, kind, route.room) == ("number", "IntConverter", "control"):
        return tuple(EmergencyReview.objects.order_by("id").values_list("id", flat=True)[:2]) or (1,)
    if (part, kind, route.room) == ("number", "IntConverter", "office"):
        return tuple(Organisation.objects.order_by("id").values_list("id", flat=True)[:2])
    if part in OF_NO_PERSON:
        return tuple(OF_NO_PERSON[part].objects.order_by("id").values_list("id", flat=True)[:1])
    return BY_KIND.get(kind, ("x",))
