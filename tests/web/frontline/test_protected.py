"""Where a protected family is stands on no page, but for the caseworker who has the task."""

import re

import pytest
from tests.cast import EMIL, LEA, SOFIE
from tests.web.frontline.conftest import Browse
from tests.web.frontline.workplace import Employee, Workplace, ask_family, give_task

from vugge.access.actions.teams import add_to_team
from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category

SECRETS = ("Skjulestien", "Gemmested", "opgang X", "60 70 80 90", "Kirkens café", "Birkeskolen", "gemmely")
PAGES = ("", "husstand/", "ret/", "team/", "samtykker/", "moede/", "?papir", "?type=skole")


@pytest.fixture
def others(here: Workplace) -> tuple[Employee, ...]:
    """Those who have the task of the protected boy and may not see where he is; the school has asked for consent."""
    give_task(here.visitor, EMIL, SOFIE)
    mine = permit(here.teacher.viewer(), Act.SHARE, person=EMIL.id, category=Category.SHARING)
    add_to_team(here.teacher.viewer(), permit=mine, account=here.pedagogue.account, reason="Klub ved Birkeskolen")
    ask_family(here.visitor, EMIL, here.school, purpose_text="Så Birkeskolen kan hjælpe")
    return (here.visitor, here.pedagogue)


def about_the_boy(body: str) -> str:
    """Return a page without the lists of all units to choose from, which are the public register."""
    return re.sub(r"<option.*?</option>", "", body.partition("<main")[2], flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_tells_where_a_protected_boy_is(
    here: Workplace, others: tuple[Employee, ...], browse: Browse, page: str
) -> None:
    for one in others:
        body = about_the_boy(browse(one).get(f"/arbejde/borger/{EMIL.id}/{page}").content.decode())
        told = [secret for secret in SECRETS if secret in body]
        own_question = ["Birkeskolen"] if one is here.visitor and page == "samtykker/" else []
        assert set(told) <= set(own_question), (one.name, page, told)


def test_an_emergency_does_not_tell_either(here: Workplace, browse: Browse) -> None:
    client = browse(here.pedagogue)
    sent = {"number": EMIL.number.digits, "reason": "Drengen er alene ude på vejen nu"}
    body = client.post("/arbejde/akut/", sent, follow=True).content.decode()
    assert "Emil Ærø" in body
    assert not [secret for secret in SECRETS if secret in body]


def test_the_caseworker_sees_it_and_is_warned(here: Workplace, browse: Browse) -> None:
    """The control: the secrets are there to be found."""
    body = browse(here.caseworker).get(f"/arbejde/borger/{SOFIE.id}/").content.decode()
    assert all(secret in body for secret in SECRETS[:2])
    assert "Navne- og adressebeskyttelse" in body


def test_protecting_hides_from_the_next_page_on(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    page = f"/arbejde/borger/{LEA.id}/"
    assert "Birkevej" in client.get(page).content.decode()
    answer = client.post(f"{page}beskyttelse/", {"kind": "name_address"}, follow=True)
    assert "Beskyttelsen gælder" in answer.content.decode()
    body = client.get(page).content.decode()
    assert "Birkevej" not in body
    assert "Mariehønen" not in body


def test_a_hidden_place_cannot_be_put_right_by_who_does_not_see_it(here: Workplace, browse: Browse) -> None:
    client = browse(here.teacher)
    body = client.get(f"/arbejde/borger/{EMIL.id}/").content.decode()
    assert "stedet vises ikke" in body
    assert "/ret/" not in body.partition("Tidslinje</h2>")[2].partition("</ol>")[0]
