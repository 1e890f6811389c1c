"""The supervisor's pages: the sample and its findings, emergencies, citizens' questions, and who was affected."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import BIRGIT, LEA, MARIAM, YUSUF, the_operator
from tests.people.town import entries
from tests.web.control.conftest import Browse
from tests.web.frontline.workplace import Employee, Workplace, employ

from vugge.access.actions.emergencies import open_emergency
from vugge.access.queries.oversight import pseudonym
from vugge.access.queries.persons import emergency_person, person_page
from vugge.access.tasks import draw_sample
from vugge.audit.rules import Purpose
from vugge.kit.errors import Hidden
from vugge.organisations.actions.staffing import give_role
from vugge.organisations.rules.kinds import Role

MONTH = timezone.localdate().replace(day=1)
PAGES = ("/tilsyn/", "/tilsyn/akut/", "/tilsyn/spoergsmaal/", "/tilsyn/beroerte/")


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.content.decode()[-2000:])
    return response.content.decode()


def some_looks(here: Workplace) -> None:
    """Let staff look at people, one of them at somebody who is no concern of theirs."""
    person_page(here.visitor.viewer(), person=LEA.id)
    person_page(here.teacher.viewer(), person=YUSUF.id)
    with pytest.raises(Hidden):
        person_page(here.teacher.viewer(), person=BIRGIT.id)


def drawn(here: Workplace) -> int:
    """Let the system draw this month's sample."""
    some_looks(here)
    return draw_sample(month=MONTH, chances=iter(Random(7).random, None))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_page_opens_for_the_supervisor_and_for_no_other_role(
    here: Workplace, supervisor: Employee, browse: Browse, path: str, language: str
) -> None:
    shown(browse(supervisor), f"{language}{path}")
    assert browse(here.visitor).get(path).status_code == 403


def test_the_sample_is_drawn_once_and_names_nobody(here: Workplace, supervisor: Employee, browse: Browse) -> None:
    count = drawn(here)
    assert count >= 3
    assert draw_sample(month=MONTH, chances=iter(Random(8).random, None)) == count
    page = shown(browse(supervisor), f"/tilsyn/?maaned={MONTH:%Y-%m}")
    assert pseudonym(BIRGIT.id) in page
    assert "adgang blev nægtet" in page
    for name in (LEA.given_names, BIRGIT.given_names, here.teacher.name, here.visitor.name):
        assert name not in page


def test_a_look_up_is_said_in_plain_danish_with_the_codes_folded_away(
    here: Workplace, supervisor: Employee, browse: Browse
) -> None:
    drawn(here)
    client = browse(supervisor)
    path = f"/tilsyn/stikproeve/{MONTH}/"
    numbers = {one.partition("/")[0] for one in shown(client, "/tilsyn/").split(path)[2:]}
    pages = [shown(client, f"{path}{number}/") for number in numbers]
    plain, _, codes = next(page for page in pages if pseudonym(here.visitor.account) in page).partition("Vis koderne")
    for said in ("Sundhedsplejerske, Sundhedsplejen", "Så siden", "Trivsel og udvikling", "Grund", "Hvornår"):
        assert said in plain
    assert pseudonym(here.visitor.account) not in plain
    assert pseudonym(here.visitor.account) in codes
    assert not any(name in plain for name in (LEA.given_names, here.visitor.name))


def test_a_finding_is_signed_once_and_stands_in_the_documentation(
    here: Workplace, supervisor: Employee, browse: Browse
) -> None:
    drawn(here)
    client = browse(supervisor)
    path = f"/tilsyn/stikproeve/{MONTH}/"
    number = shown(client, "/tilsyn/").split(path)[2].partition("/")[0]  # the first link is the documentation's
    wrong = client.post(f"{path}{number}/", {"verdict": "forkert", "text": ""})
    assert wrong.status_code == 422
    assert client.post(f"{path}{number}/", {"verdict": "forkert", "text": "Ingen opgave."}).status_code == 302
    again = client.post(f"{path}{number}/", {"verdict": "rigtigt", "text": ""})
    assert again.status_code == 422
    page = shown(client, path)
    assert "Ingen opgave." in page
    assert supervisor.name in page


def test_an_emergency_is_gone_through_with_all_that_was_done_in_it(
    here: Workplace, supervisor: Employee, browse: Browse
) -> None:
    urgent = here.visitor.viewer(Purpose.EMERGENCY)
    basis = open_emergency(urgent, person=BIRGIT.id, reason="Barnet blev fundet alene på gaden i nat.")
    emergency_person(urgent, person=BIRGIT.id)
    client = browse(supervisor)
    assert "fundet alene" in shown(client, "/tilsyn/akut/")
    page = shown(client, f"/tilsyn/akut/{basis}/")
    assert "Så siden, fordi det var akut" in page
    assert BIRGIT.surname not in page
    assert client.post(f"/tilsyn/akut/{basis}/", {"verdict": "rigtigt", "text": ""}).status_code == 302
    assert client.post(f"/tilsyn/akut/{basis}/", {"verdict": "rigtigt", "text": ""}).status_code == 422
    assert client.get("/tilsyn/akut/999999/").status_code == 404


def test_whoever_works_where_an_emergency_was_opened_meets_no_form_about_it(
    here: Workplace, supervisor: Employee, browse: Browse
) -> None:
    urgent = here.visitor.viewer(Purpose.EMERGENCY)
    basis = open_emergency(urgent, person=BIRGIT.id, reason="Barnet blev fundet alene på gaden i nat.")
    account, since = supervisor.account, timezone.localdate() - timedelta(days=30)
    give_role(the_operator(), account=account, unit=here.visitor.unit, role=Role.HEALTH_VISITOR, valid_from=since)
    client = browse(supervisor)
    client.post("/log-ind/rolle/", {"role": f"{supervisor.role.value}:{supervisor.unit}"})
    path, judged = f"/tilsyn/akut/{basis}/", {"verdict": "rigtigt", "text": ""}
    listed = shown(client, "/tilsyn/akut/")
    assert "fundet alene" in listed
    assert "Gennemgås af en anden enhed" in listed
    assert path not in listed
    assert [client.get(path).status_code, client.post(path, judged).status_code] == [403, 403]
    other = employ("Else Ea", Role.SUPERVISOR, supervisor.unit)
    assert path in shown(browse(other), "/tilsyn/akut/")
    assert browse(other).post(path, judged).status_code == 302
    assert path in shown(client, "/tilsyn/akut/")
    assert client.get(path).status_code == 200  # to read what the other found


def test_those_affected_are_counted_and_taken_home_as_pseudonyms_with_the_reason_in_the_log(
    here: Workplace, supervisor: Employee, browse: Browse
) -> None:
    some_looks(here)
    client = browse(supervisor)
    path = f"/tilsyn/beroerte/?enhed={here.teacher.unit}"
    shown(client, path)
    today = timezone.localdate()
    given = {
        "account": str(here.teacher.account),
        "since": f"{today}T00:00",
        "until": f"{today + timedelta(days=1)}T00:00",
        "why": "misuse",
    }
    page = client.post(path, given).content.decode()
    assert pseudonym(YUSUF.id) in page
    assert pseudonym(BIRGIT.id) not in page  # who was refused saw nothing
    file = client.post(path, {**given, "fil": "csv"})
    assert str(YUSUF.id) in file.content.decode()
    assert YUSUF.given_names not in file.content.decode()
    noted = entries("access.affected_exported")[0]
    assert noted.fields == ("because_misuse",)
    assert YUSUF.id in {one.person for one in noted.persons}


BACKWARDS = {"since": "2026-01-02T00:00", "until": "2026-01-01T00:00", "why": "breach"}


@pytest.mark.parametrize("given", [{}, {"since": "x", "until": "y", "why": "z"}, BACKWARDS])
def test_an_incident_without_time_or_reason_is_refused(
    here: Workplace, supervisor: Employee, browse: Browse, given: dict[str, str]
) -> None:
    answer = browse(supervisor).post(f"/tilsyn/beroerte/?enhed={here.teacher.unit}", given)
    assert answer.status_code == 422


def test_a_page_costs_the_same_however_much_there_is(here: Workplace, supervisor: Employee, browse: Browse) -> None:
    client = browse(supervisor)

    def statements(path: str) -> int:
        shown(client, path)
        with CaptureQueriesContext(connection) as asked:
            shown(client, path)
        return len([one for one in asked if "set_config" not in one["sql"]])  # PostgreSQL is told who asks

    drawn(here)
    open_one(here, BIRGIT.id)
    few = [statements(path) for path in PAGES]
    for one in (MARIAM, YUSUF, LEA):
        open_one(here, one.id)
    assert [statements(path) for path in PAGES] == few
    assert max(few) <= 16, few


def open_one(here: Workplace, person: object) -> None:
    """Open an emergency."""
    urgent = here.visitor.viewer(Purpose.EMERGENCY)
    open_emergency(urgent, person=person, reason="Barnet blev fundet alene på gaden i nat.")  # type: ignore[arg-type]
