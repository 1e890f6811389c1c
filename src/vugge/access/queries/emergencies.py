"""Finding somebody by number in an emergency, past one's own people, and written down whoever is found or not.

Offers `number_in_emergency` and `must_have_emergencies`.
"""

from uuid import UUID

from django.utils import timezone

from vugge.access.queries.actors import actor_of
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.granting import check_emergency_reason
from vugge.audit.actions import look, search_hash
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Category, Level, Looked, Purpose, Result, Seen, Viewer
from vugge.kit.errors import NotAllowed
from vugge.kit.identifiers import Cpr
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.models.sealed import hash_of
from vugge.people.queries.facts import lives, with_number
from vugge.people.rules.kinds import PersonState


def must_have_emergencies(viewer: Viewer) -> None:
    """Raise `NotAllowed` for whoever has no emergencies. One statement."""
    now = timezone.now()
    policy = access_law(local_day(now)).policy
    role = actor_of(viewer, now).role
    if viewer.purpose is not Purpose.EMERGENCY or not role or policy.rule(role, BasisKind.EMERGENCY) is None:
        raise NotAllowed(sentence("Din opgave har ikke akut adgang. Ring til børne- og familieafdelingens vagt."))


@look("access.emergency_number_searched")
def number_in_emergency(viewer: Viewer, *, number: Cpr, reason: str) -> Looked[UUID | None]:
    """Return who has a number, whoever they are, to open them in an emergency; None where nobody has it.

    Demands the same as opening does, and first, so that nobody learns who is here by asking without a reason. Raises
    `BadInput` for too short a reason and `NotAllowed` for a role that has no emergencies.
    """
    must_have_emergencies(viewer)
    check_emergency_reason(reason, access_law(local_day(timezone.now())).terms.emergency)
    with deciding():
        found = lives(with_number(hash_of(number)))
    here = sorted(person for person, life in found.items() if life.state is not PersonState.MERGED)
    kept = sorted(life.merged_into for life in found.values() if life.merged_into is not None)
    person = next(iter((*here, *kept)), None)
    seen = () if person is None else (Seen(person, Level.EXISTS, frozenset[Category](), BasisKind.EMERGENCY.value),)
    result = Result.EMPTY if person is None else Result.SHOWN
    return Looked(person, seen=seen, result=result, query_hash=search_hash(number.digits))
