"""Who must answer a consent about a person today, and who may take one back. Offers `needed` and `may_take_back`."""

from datetime import date
from uuid import UUID

from vugge.access.rules.consent import Needed, who_signs
from vugge.access.rules.law import Matter
from vugge.kit.explained import Explained
from vugge.kit.periods import age_on
from vugge.people.queries.facts import born, custodies, homes


def needed(person: UUID, matter: Matter, day: date) -> Explained[Needed]:
    """Return who must say yes on a local day. Raises `BadInput` where nobody can answer.

    A custody that nobody has checked counts for nothing. In a daily matter whoever lives with the child is asked.
    """
    held = custodies(children=(person,))
    holders = {one.holder for one in held if one.holds_on(day) and not one.needs_check}
    where = homes({person, *holders}, on=day)
    custodians = sorted(holders, key=lambda one: (person not in where or where.get(one) != where[person], one))
    return who_signs(person, born=born((person,)).get(person), custodians=custodians, matter=matter, day=day)


def may_take_back(me: UUID | None, person: UUID, matter: Matter, day: date) -> bool:
    """Say whether a citizen may take a consent about a person back on a local day, whoever gave it.

    Every custodian of today may, alone, and so may the young person who is old enough to answer. It never makes
    anything known to anybody, so that the least restrictive reading is the safe one.
    """
    if me is None:
        return False
    if me == person:
        birth = born((person,)).get(person)
        return birth is not None and age_on(birth, day) >= matter.child_signs
    return any(one.holder == me and one.holds_on(day) and not one.needs_check for one in custodies(children=(person,)))
