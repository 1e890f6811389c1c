"""The supervisor is warned when the log is sealed too late, and not otherwise."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import the_operator
from tests.web.control.conftest import Browse
from tests.web.frontline.workplace import Employee

from vugge.audit.actions import deny
from vugge.audit.actions.sealing import seal

WARNING = "Loggen er ikke forseglet"
WORDS = {20: "kan ikke bevises uændret", 300: "kan ingen åbne akut adgang"}


@pytest.mark.parametrize("minutes", [14, *WORDS])
def test_a_late_seal_is_said_at_the_top(
    browse: Browse, supervisor: Employee, minutes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browse(supervisor)
    seal(the_operator())
    then = timezone.now() - timedelta(minutes=minutes)
    with monkeypatch.context() as past:
        past.setattr("vugge.audit.actions.writing.timezone.now", lambda: then)
        deny(the_operator(), "access.person_seen")
    page = client.get("/tilsyn/").content.decode()
    assert (WARNING in page) == (minutes in WORDS)
    assert WORDS.get(minutes, "") in page
    seal(the_operator())
    assert WARNING not in client.get("/tilsyn/").content.decode()
