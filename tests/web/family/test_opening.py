"""Every page of the citizen's own opens, for the family and for nobody else."""

import pytest
from tests.cast import BIRGIT, LEA, MARIAM
from tests.web.family.conftest import Citizen
from tests.web.frontline.workplace import Workplace

OF_LEA = (
    "rejse/{}/", "rejse/{}/?hele", "rejse/{}/maal/", "log/{}/", "oplysninger/{}/",
    "oplysninger/{}/mine-oplysninger.json", "oplysninger/{}/ret/", "oplysninger/{}/slet/",
)  # fmt: skip


@pytest.mark.parametrize("path", ["", "rejse/", "rejse/?hele", "samtykker/", "log/", "log/?egne", "oplysninger/"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_page_of_ones_own_opens(here: Workplace, citizen: Citizen, path: str, language: str) -> None:
    assert citizen(MARIAM).get(f"{language}/min/{path}").status_code == 200


@pytest.mark.parametrize("path", OF_LEA)
def test_a_page_about_a_child_opens_for_who_has_custody_and_for_no_neighbour(
    here: Workplace, citizen: Citizen, path: str
) -> None:
    at = f"/min/{path.format(LEA.id)}"
    assert citizen(MARIAM).get(at).status_code == 200
    assert citizen(BIRGIT).get(at).status_code == 404
