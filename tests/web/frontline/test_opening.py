"""Every page of the daily work opens for who may use it."""

import pytest
from tests.cast import LEA, MARIAM
from tests.web.frontline.conftest import Browse
from tests.web.frontline.workplace import Workplace

OF_LEA = (
    "", "husstand/", "ret/", "beskyttelse/", "doed/", "sted/", "sted/?art=daycare", "sted/?art=home", "kontakt/",
    "team/", "opgave/", "samtykker/", "samtykke/", "moede/", "?papir", "?type=skole",
)  # fmt: skip


@pytest.mark.parametrize("path", ["", "?vis=opgave", "soeg/", "akut/", "moeder/"])
def test_a_page_of_ones_own_opens(here: Workplace, browse: Browse, path: str) -> None:
    assert browse(here.visitor).get(f"/arbejde/{path}").status_code == 200


@pytest.mark.parametrize("path", OF_LEA)
def test_a_page_about_a_child_opens_for_the_health_visitor(here: Workplace, browse: Browse, path: str) -> None:
    answer = browse(here.visitor).get(f"/arbejde/borger/{LEA.id}/{path}")
    assert answer.status_code == 200, answer.content.decode()
    assert MARIAM.number.digits not in answer.content.decode()


def test_a_child_is_awaited_on_the_page_of_its_mother(here: Workplace, browse: Browse) -> None:
    assert browse(here.visitor).get(f"/arbejde/borger/{MARIAM.id}/barn-ventes/").status_code == 200
