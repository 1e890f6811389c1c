"""Citizens' wishes: they wait without a name, are taken up for a time, and answered with both versions kept."""

from datetime import timedelta
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import LEA, MARIAM, SOFIE, YUSUF, Character
from tests.people.town import BOOKKEEPER, LONG_AGO, WHOLE, entries, leave
from tests.web.frontline.workplace import Employee, Workplace, employ
from tests.web.logging_in import log_in
from tests.web.office.conftest import Citizen

from vugge.access.actions.conflicts import note_conflict
from vugge.access.actions.errands import end_errand
from vugge.access.models import Basis, SubjectRequest
from vugge.access.queries.actors import sight
from vugge.access.queries.law import access_law
from vugge.access.rules.errands import ErrandKind
from vugge.audit.rules import Act, Level, Purpose
from vugge.kit.errors import BadInput
from vugge.organisations.rules.kinds import Role
from vugge.people.actions.erasing import Erasure, erase_spells
from vugge.people.actions.spells import Stay, start_spell
from vugge.people.models import Spell
from vugge.people.queries.persons import person
from vugge.people.queries.register import corrections_of
from vugge.people.rules.facts import PairFact
from vugge.people.rules.kinds import SpellKind

LIST = "/register/oensker/"


def ask_right(family: Client, about: Character, **given: str) -> int:
    wish = {"about": "surname", "wanted": "Østergaard Holm", "reason": "Hun er gift.", "key": str(uuid4()), **given}
    assert family.post(f"/min/oplysninger/{about.id}/ret/", wish).status_code == 302
    return SubjectRequest.objects.adding().latest("pk").pk


def ask_gone(family: Client, about: Character) -> int:
    gone = {"reason": "Vi går der ikke mere.", "key": str(uuid4())}
    assert family.post(f"/min/oplysninger/{about.id}/slet/", gone).status_code == 302
    return SubjectRequest.objects.adding().latest("pk").pk


def take(browser: Client, number: int, kind: str = "correction") -> int:
    return browser.post(f"{LIST}{number}/tag/{kind}/").status_code


def shown(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def level(of: Employee, who: Character) -> Level:
    return sight(of.viewer(Purpose.REGISTRATION), who.id).level


def test_a_wish_waits_without_a_name_and_opens_to_who_takes_it_up(
    registrar: Client, rita: Employee, citizen: Citizen
) -> None:
    number = ask_right(citizen(MARIAM), MARIAM)
    waiting = shown(registrar, LIST)
    assert "ønske om at få noget rettet" in waiting.lower()
    assert "Mariam" not in waiting
    assert registrar.get(f"{LIST}{number}/").status_code == 404
    assert take(registrar, number) == 302
    page = shown(registrar, f"{LIST}{number}/")
    for words in ("Østergaard Holm", "Hun er gift.", MARIAM.surname, "borgeren selv"):
        assert words in page, words
    assert "Mariam" in shown(registrar, LIST)
    assert level(rita, YUSUF) is Level.UNKNOWN


def test_many_suspicions_hide_no_wish(registrar: Client, citizen: Citizen) -> None:
    number = ask_right(citizen(MARIAM), MARIAM)
    with patch("vugge.access.queries.errands.MOST", 1), patch("vugge.access.queries.errands.open_suspicions") as many:
        many.return_value = [PairFact(uuid4(), MARIAM.id, YUSUF.id, timezone.now() - timedelta(days=9))] * 3
        assert f"{LIST}{number}/tag/" in shown(registrar, LIST)


def test_taking_up_a_wish_is_in_the_citizens_own_log_and_has_an_end_and_a_law(
    registrar: Client, rita: Employee, citizen: Citizen
) -> None:
    take(registrar, ask_right(citizen(MARIAM), MARIAM))
    assert MARIAM.id in {one.person for one in entries("access.errand_taken_up")[0].persons}
    terms = access_law(timezone.localdate()).terms.registration.of(ErrandKind.CORRECTION)
    basis = Basis.objects.adding().get(account=rita.account)
    assert basis.ends_at is not None
    assert basis.ends_at - basis.begins_at == timedelta(days=terms.days)
    assert (basis.legal_basis, basis.purpose) == (terms.legal_basis, Purpose.REGISTRATION)
    assert set(basis.categories.split(",")) == {one.value for one in terms.categories}


def test_a_name_is_put_right_with_both_versions_and_the_access_is_over(
    registrar: Client, rita: Employee, citizen: Citizen
) -> None:
    mother = citizen(MARIAM)
    number = ask_right(mother, MARIAM)
    take(registrar, number)
    given = {"decision": "ja", "value": "Østergaard Holm", "answer": "Tak. Nu står der Holm."}
    assert registrar.post(f"{LIST}{number}/", given).status_code == 302
    assert person(WHOLE, MARIAM.id).surname == "Østergaard Holm"
    (corrected,) = corrections_of(WHOLE, (MARIAM.id,))
    assert (corrected.old, corrected.new) == (MARIAM.surname, "Østergaard Holm")
    assert "Tak. Nu står der Holm." in shown(mother, f"/min/oplysninger/{MARIAM.id}/")
    assert level(rita, MARIAM) is Level.UNKNOWN
    assert registrar.get(f"{LIST}{number}/").status_code == 404
    assert "Ingen ønsker venter" in shown(registrar, LIST)


def test_a_no_has_a_reason_and_says_where_to_complain(registrar: Client, citizen: Citizen) -> None:
    mother = citizen(MARIAM)
    number = ask_right(mother, MARIAM)
    take(registrar, number)
    assert registrar.post(f"{LIST}{number}/", {"decision": "nej", "answer": ""}).status_code == 422
    assert registrar.post(f"{LIST}{number}/", {"decision": "ja", "value": "", "answer": "Ja."}).status_code == 422
    refused = {"decision": "nej", "answer": "Sådan står det i din dåbsattest."}
    assert registrar.post(f"{LIST}{number}/", refused).status_code == 302
    page = shown(mother, f"/min/oplysninger/{MARIAM.id}/")
    assert "dåbsattest" in page
    assert "Datatilsynet" in page
    assert person(WHOLE, MARIAM.id).surname == MARIAM.surname


def test_what_must_be_kept_cannot_be_deleted_and_the_page_says_why(registrar: Client, citizen: Citizen) -> None:
    number = ask_gone(citizen(MARIAM), LEA)
    take(registrar, number, "deletion")
    page = shown(registrar, f"{LIST}{number}/")
    for words in ("Bliver brugt", "Arkivloven", "en med forældremyndighed"):
        assert words in page, words
    assert "Mariehønen" not in page  # where she goes is no concern of who keeps the register
    assert registrar.post(f"{LIST}{number}/", {"decision": "ja", "answer": "Ja."}).status_code == 422
    assert registrar.post(f"{LIST}{number}/", {"decision": "nej", "answer": "Det bruges."}).status_code == 302


def helped(who: Character, unit: int, *, days_ago: int) -> UUID:
    day = timezone.localdate() - timedelta(days=days_ago)
    stay = Stay(SpellKind.SUPPORT, LONG_AGO, unit=unit, ends=day)
    return start_spell(BOOKKEEPER, permit=leave(Act.ADD, who), stay=stay, key=uuid4().hex)


def test_what_the_rules_let_go_of_is_deleted_and_nothing_else(
    registrar: Client, here: Workplace, citizen: Citizen
) -> None:
    old = helped(LEA, here.volunteer.unit, days_ago=500)
    before = Spell.objects.adding().filter(person=LEA.id).count()
    number = ask_gone(citizen(MARIAM), LEA)
    take(registrar, number, "deletion")
    assert registrar.post(f"{LIST}{number}/", {"decision": "ja", "answer": "Det er slettet."}).status_code == 302
    left = Spell.objects.adding().filter(person=LEA.id)
    assert old not in left.values_list("id", flat=True)
    assert left.count() == before - 1
    assert entries("people.spells_erased")[0].numbers == {"spells": 1}


def test_one_place_that_ended_lately_keeps_them_all(registrar: Client, here: Workplace, citizen: Citizen) -> None:
    helped(LEA, here.volunteer.unit, days_ago=500)
    late = helped(LEA, here.volunteer.unit, days_ago=30)
    number = ask_gone(citizen(MARIAM), LEA)
    take(registrar, number, "deletion")
    assert registrar.post(f"{LIST}{number}/", {"decision": "ja", "answer": "Ja."}).status_code == 422
    erasure = Erasure((late,), timezone.localdate() - timedelta(days=365))
    with pytest.raises(BadInput, match="ikke slut længe nok"):
        erase_spells(BOOKKEEPER, permit=leave(Act.DECIDE, LEA), erasure=erasure)


def test_a_matter_that_waits_still_is_not_shut(rita: Employee, registrar: Client, citizen: Citizen) -> None:
    number = ask_right(citizen(MARIAM), MARIAM)
    take(registrar, number)
    with pytest.raises(BadInput, match="ikke afgjort"):
        end_errand(rita.viewer(Purpose.REGISTRATION), kind=ErrandKind.CORRECTION, number=str(number))


def test_nobody_but_the_municipalitys_registrar_takes_it_up(here: Workplace, citizen: Citizen) -> None:
    number = ask_right(citizen(MARIAM), MARIAM)
    private = employ("Bent Bo", Role.REGISTRAR, here.coordinator.unit)
    for one in (here.visitor, here.caseworker, private):
        browser = Client()
        log_in(browser, one.account)
        assert take(browser, number) == 404, one.role
        page = browser.get(LIST)
        assert page.status_code == 200
        assert "Tag sagen" not in page.content.decode(), one.role
        assert browser.get(f"{LIST}{number}/").status_code == 404, one.role


def test_who_is_shut_out_from_a_citizen_does_not_see_that_the_wish_is_there(
    registrar: Client, rita: Employee, citizen: Citizen
) -> None:
    number = ask_right(citizen(SOFIE), SOFIE)
    note_conflict(rita.viewer(Purpose.REGISTRATION), account=rita.account, person=SOFIE.id, kind="family")
    assert "Tag sagen" not in shown(registrar, LIST)
    assert take(registrar, number) == 404


def test_a_wish_is_taken_up_once_however_often_it_is_sent(registrar: Client, rita: Employee, citizen: Citizen) -> None:
    number = ask_right(citizen(MARIAM), MARIAM)
    assert [take(registrar, number) for _ in range(2)] == [302, 302]
    assert Basis.objects.adding().filter(account=rita.account).count() == 1


@pytest.mark.parametrize("kind", ["list", "one"])
def test_the_pages_cost_the_same_however_much_there_is(registrar: Client, citizen: Citizen, kind: str) -> None:
    mother = citizen(MARIAM)
    first = ask_right(mother, MARIAM)
    take(registrar, first)
    ask_right(mother, YUSUF)
    at = LIST if kind == "list" else f"{LIST}{first}/"

    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            shown(registrar, at)
        return len([one for one in statements if "vugge.deciding" not in one["sql"]])

    few = asked()
    for _ in range(3):
        number = ask_right(mother, LEA)
        take(registrar, number)
        ask_right(mother, YUSUF)
    assert asked() == few
