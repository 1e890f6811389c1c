"""Two records beside each other: shown to whoever may decide whether they are one, and to nobody else."""

import pytest
from django.test import Client
from tests.cast import JONAS, MARIAM
from tests.people.town import BOOKKEEPER, WHOLE, leave
from tests.web.frontline.reading import newest
from tests.web.frontline.workplace import Workplace, give_task
from tests.web.logging_in import log_in

from vugge.audit.models import Event
from vugge.audit.rules import Act
from vugge.people.actions.merging import report_duplicate
from vugge.people.models import PossibleDuplicate


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_knows_both_and_may_not_decide_is_refused_and_the_log_has_no_look(
    here: Workplace, client: Client, method: str
) -> None:
    give_task(here.visitor, JONAS)
    report_duplicate(BOOKKEEPER, permit=leave(Act.CHANGE, JONAS), scope=WHOLE, other=MARIAM.id)
    suspicion = PossibleDuplicate.objects.whole(BOOKKEEPER).get().id
    log_in(client, here.visitor.account)
    before = Event.objects.count()
    assert getattr(client, method)(f"/register/dubletter/{suspicion}/").status_code == 403
    event, persons = newest()
    assert (event.result, Event.objects.count() - before) == ("denied", 1)
    assert persons <= {str(JONAS.id), str(MARIAM.id)}
