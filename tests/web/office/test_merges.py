"""Two cards that were made one become two again: looked at first, access by the one no longer opens the other."""

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import BIRGIT, JONAS, MARIAM, Character
from tests.people.town import BOOKKEEPER, WHOLE, entries, leave
from tests.web.frontline.workplace import Employee, Workplace, give_task
from tests.web.logging_in import log_in
from tests.web.office.conftest import Citizen
from tests.web.office.test_wishes import ask_right, level, shown

from vugge.access.actions.merging import carry_over
from vugge.access.actions.teams import assign
from vugge.access.models import Basis, SubjectRequest
from vugge.access.queries.actors import sight
from vugge.audit.rules import Act, Level
from vugge.people.actions.merging import Versions, merge_persons, report_duplicate
from vugge.people.models import Merge
from vugge.people.queries.facts import lives

LIST = "/register/lagt-sammen/"


def made_one(kept: Character, gone: Character) -> UUID:
    stays, goes = leave(Act.DECIDE, kept), leave(Act.DECIDE, gone)
    merge_persons(BOOKKEEPER, kept=stays, gone=goes, versions=Versions(1, 1), reason="De ligner hinanden.")
    carry_over(BOOKKEEPER, kept=stays, gone=goes)
    return Merge.objects.whole(BOOKKEEPER).get().id


@pytest.fixture
def merged(here: Workplace, rita: Employee) -> UUID:
    """Birgit's card made part of Jonas', wrongly; the health visitor knew Birgit alone, the registrar knows Jonas."""
    give_task(here.visitor, BIRGIT)
    one = made_one(JONAS, BIRGIT)
    statute(rita, JONAS)
    return one


def statute(who: Employee, person: Character) -> None:
    row = Basis(kind="statute", person_id=person.id, unit_id=who.unit, legal_basis="CPR-loven")
    row.granted_by, row.begins_at = "system:test", Merge.objects.whole(BOOKKEEPER).get().merged_at
    row.granted_at = row.begins_at
    row.save()


def decision(browser: Client, at: str, **given: str) -> dict[str, str]:
    version = str(browser.get(at).context["one"].version)
    return {"reason": "Jeg har talt med dem begge.", "is_reviewed": "on", "version": version, **given}


def test_they_become_two_and_who_knew_the_one_knows_only_that_one(
    registrar: Client, here: Workplace, merged: UUID
) -> None:
    assert "Jonas" in shown(registrar, LIST)
    at = f"{LIST}{merged}/"
    assert registrar.get(at).status_code == 404  # the one that went is open to nobody yet
    assert sight(here.visitor.viewer(), JONAS.id).level is Level.FULL
    assert registrar.post(f"{at}tag/").status_code == 302
    page = shown(registrar, at)
    for words in ("Jonas", "Birgit", "Det går tilbage", "CPR-numre", "De ligner hinanden."):
        assert words in page, words
    assert registrar.post(at, decision(registrar, at)).status_code == 302
    assert lives((BIRGIT.id,))[BIRGIT.id].merged_into is None
    assert sight(here.visitor.viewer(), JONAS.id).level is Level.UNKNOWN
    assert sight(here.visitor.viewer(), BIRGIT.id).level is Level.FULL
    for verb in ("people.persons_unmerged", "access.bases_carried_back"):
        assert {one.person for one in entries(verb)[0].persons} == {JONAS.id, BIRGIT.id}, verb


def test_what_the_registrar_opened_to_look_is_shut_again(registrar: Client, rita: Employee, merged: UUID) -> None:
    at = f"{LIST}{merged}/"
    registrar.post(f"{at}tag/")
    assert level(rita, BIRGIT) is Level.FULL
    registrar.post(at, decision(registrar, at))
    assert level(rita, BIRGIT) is Level.UNKNOWN
    assert registrar.get(at).status_code == 404


@pytest.mark.parametrize("missing", ["reason", "is_reviewed"])
def test_nothing_is_undone_without_a_reason_and_a_look(registrar: Client, merged: UUID, missing: str) -> None:
    at = f"{LIST}{merged}/"
    registrar.post(f"{at}tag/")
    given = decision(registrar, at)
    del given[missing]
    assert registrar.post(at, given).status_code == 422
    assert lives((BIRGIT.id,))[BIRGIT.id].merged_into == JONAS.id


def test_an_old_look_undoes_nothing_at_all(registrar: Client, here: Workplace, merged: UUID) -> None:
    at = f"{LIST}{merged}/"
    registrar.post(f"{at}tag/")
    assert registrar.post(at, decision(registrar, at, version="77")).status_code == 422
    assert lives((BIRGIT.id,))[BIRGIT.id].merged_into == JONAS.id
    assert sight(here.visitor.viewer(), JONAS.id).level is Level.FULL


def test_access_that_ended_since_does_not_come_back(registrar: Client, here: Workplace, merged: UUID) -> None:
    carried = Basis.objects.adding().get(account=here.visitor.account, person=JONAS.id, ended_at__isnull=True)
    carried.ended_at = carried.begins_at
    carried.save()
    at = f"{LIST}{merged}/"
    registrar.post(f"{at}tag/")
    registrar.post(at, decision(registrar, at))
    assert sight(here.visitor.viewer(), BIRGIT.id).level is Level.UNKNOWN


def test_access_given_since_stays_with_the_one_that_stayed(registrar: Client, here: Workplace, merged: UUID) -> None:
    assign(BOOKKEEPER, permit=leave(Act.SHARE, JONAS), account=here.other_visitor.account)
    at = f"{LIST}{merged}/"
    registrar.post(f"{at}tag/")
    registrar.post(at, decision(registrar, at))
    assert sight(here.other_visitor.viewer(), JONAS.id).level is Level.FULL
    assert sight(here.other_visitor.viewer(), BIRGIT.id).level is Level.UNKNOWN


def test_a_wish_goes_along_with_a_merge_and_back(registrar: Client, rita: Employee, citizen: Citizen) -> None:
    number = ask_right(citizen(BIRGIT), BIRGIT)
    merge = made_one(JONAS, BIRGIT)
    row = SubjectRequest.objects.adding()
    assert row.get(pk=number).person_id == JONAS.id
    statute(rita, JONAS)
    at = f"{LIST}{merge}/"
    registrar.post(f"{at}tag/")
    registrar.post(at, decision(registrar, at))
    assert row.get(pk=number).person_id == BIRGIT.id


def test_nobody_else_undoes_a_merge(here: Workplace, merged: UUID) -> None:
    for one in (here.visitor, here.caseworker):
        browser = Client()
        log_in(browser, one.account)
        assert browser.post(f"{LIST}{merged}/tag/").status_code == 404
        assert browser.get(f"{LIST}{merged}/").status_code == 404
        assert "Jonas" not in shown(browser, LIST)


def test_a_suspicion_about_people_one_does_not_know_is_taken_up_and_shut_again(
    registrar: Client, rita: Employee, here: Workplace
) -> None:
    report_duplicate(BOOKKEEPER, permit=leave(Act.CHANGE, JONAS), scope=WHOLE, other=BIRGIT.id)
    page = shown(registrar, "/register/dubletter/")
    assert "Tag sagen" in page
    assert "Jonas" not in page
    at = page.split('action="/register/dubletter/')[1].partition('"')[0]
    assert registrar.post(f"/register/dubletter/{at}").status_code == 302
    one = "/register/dubletter/" + at.partition("/")[0] + "/"
    form = registrar.get(one).context["form"]
    versions = {name: str(form.initial[name]) for name in ("first_version", "second_version")}
    given = {"decision": "to", "reason": "Jeg har ringet til dem.", "is_reviewed": "on", **versions}
    assert registrar.post(one, given).status_code == 302
    assert level(rita, JONAS) is Level.UNKNOWN
    assert level(rita, BIRGIT) is Level.UNKNOWN


@pytest.mark.parametrize("page", ["list", "one"])
def test_the_pages_cost_the_same_however_much_there_is(
    registrar: Client, rita: Employee, merged: UUID, page: str
) -> None:
    at = LIST if page == "list" else f"{LIST}{merged}/"
    registrar.post(f"{LIST}{merged}/tag/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            shown(registrar, at)
        return len([one for one in statements if "vugge.deciding" not in one["sql"]])

    few = asked()
    statute(rita, MARIAM)
    report_duplicate(BOOKKEEPER, permit=leave(Act.CHANGE, MARIAM), scope=WHOLE, other=JONAS.id)
    assert asked() == few
