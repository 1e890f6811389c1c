"""That a log-in is a citizen's own: found by the number that the log-in service vouches for."""

from uuid import UUID

from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.actions.storing import logged
from vugge.people.models.sealed import hash_of
from vugge.people.queries import facts
from vugge.people.rules.kinds import PersonState


@action("people.account_linked")
def link_account(viewer: Viewer, *, permit: Permit, account: UUID) -> Logged[UUID]:
    """Write that a log-in is a person's, and return the person. Raises `BadInput` when it is somebody else's."""
    person = permit.sight.person
    permit.must_cover(viewer, Act.CHANGE, person, Category.IDENTITY)
    owner = facts.own_person(account)
    if owner not in (None, person):
        raise BadInput(sentence("Log-in hører allerede til en anden person."))
    if owner is None:
        models.CitizenAccount(
            person_id=person, account_id=account, linked_at=timezone.now(), linked_by=viewer.name
        ).save(force_insert=True)
    return logged(person, permit, Category.IDENTITY, fields=("account",))


def person_logging_in(viewer: Viewer, number: Cpr) -> UUID | None:
    """Return the one living person with a number, for the system when a log-in service vouches for it.

    None when nobody has it, and when several records do: until they are made one, nobody knows whose data it would
    show. Raises `Unscoped` for anybody but the system.
    """
    rows = models.Identifier.objects.whole(viewer).filter(hash=hash_of(number), ends__isnull=True)
    found = set(rows.exclude(person__state=PersonState.MERGED).values_list("person_id", flat=True))
    return found.pop() if len(found) == 1 else None
