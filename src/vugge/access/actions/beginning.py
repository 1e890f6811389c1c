"""Registering somebody new and taking up the task around them, as one: both or neither, and once however often sent.

Offers `registered`.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from vugge.access.actions.teams import take_up
from vugge.access.queries.permits import permit_new
from vugge.audit.rules import Permit, Viewer


def registered(viewer: Viewer, write: Callable[[Permit], UUID]) -> UUID:
    """Take up the task around somebody new, let `write` register them, and return who it is.

    The task comes first, for the database shows the new person to nobody without one. Where the same form was sent
    before, `write` returns the person of that time, who has a task already; then nothing more is kept.
    """
    permit = permit_new(viewer)
    with transaction.atomic():
        take_up(viewer, permit=permit)
        person = write(permit)
        if person != permit.sight.person:
            transaction.set_rollback(True)
    return person
