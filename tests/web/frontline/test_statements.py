"""A page asks the database a fixed number of questions, however much there is to show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate
from tests.cast import EMIL, EVERYBODY, LEA, MARIAM, YUSUF
from tests.people.town import attend
from tests.web.frontline.conftest import Browse
from tests.web.frontline.reading import search_statements, statements
from tests.web.frontline.workplace import Workplace, ask_family, employ, give_task

from vugge.access.actions.meetings import call_meeting
from vugge.access.actions.teams import add_to_team
from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category
from vugge.organisations.rules.kinds import Role
from vugge.people.rules.kinds import SpellKind

PAGES = {
    "": (22, 29),
    f"borger/{LEA.id}/": (38, 53),
    f"borger/{LEA.id}/husstand/": (38, 53),
    f"borger/{LEA.id}/team/": (25, 34),
    f"borger/{LEA.id}/samtykker/": (24, 33),
    f"borger/{LEA.id}/sted/": (16, 23),
}
"""How many statements a page takes on SQLite and on PostgreSQL, which is told the role, who asks and what for."""


def _begin(here: Workplace) -> None:
    """Let there be one of everything: a statement that would answer nothing is not asked at all."""
    ask_family(here.visitor, LEA, here.school)
    mine = permit(here.visitor.viewer(), Act.SHARE, person=LEA.id, category=Category.SHARING)
    for day, matter in enumerate(("wellbeing", "language")):
        call_meeting(
            here.visitor.viewer(),
            permit=mine,
            matter=matter,
            day=localdate() + timedelta(days=day + 1),
            participants=(here.teacher.account,),
            categories=frozenset({Category.IDENTITY}),
        )


def _grow(here: Workplace) -> None:
    """Let there be more of everything: people, places, colleagues, questions."""
    give_task(here.visitor, *(one for one in EVERYBODY if one not in (MARIAM, YUSUF, LEA)))
    attend(LEA, SpellKind.SUPPORT, unit=here.visitor.unit)
    for name in ("Anna And", "Berit Bo", "Carl Con"):
        colleague = employ(name, Role.TEACHER, here.school)
        mine = permit(here.visitor.viewer(), Act.SHARE, person=LEA.id, category=Category.SHARING)
        add_to_team(here.visitor.viewer(), permit=mine, account=colleague.account, reason="Flere om opgaven")
        ask_family(here.visitor, LEA, here.school)


@pytest.mark.parametrize("path", PAGES)
def test_more_to_show_costs_no_more_statements(here: Workplace, browse: Browse, path: str) -> None:
    client = browse(here.visitor)
    _begin(here)
    client.get(f"/arbejde/borger/{MARIAM.id}/")
    few = statements(client, f"/arbejde/{path}")
    _grow(here)
    assert statements(client, f"/arbejde/{path}") == few
    assert few == PAGES[path][connection.vendor == "postgresql"]


@pytest.mark.parametrize("texts", [("Østergaard", "Léa", "01-02-2022"), ("xyz", "Emil", EMIL.number.digits)])
def test_a_search_costs_the_same_for_somebody_hidden_and_nobody(
    here: Workplace, browse: Browse, texts: tuple[str, ...]
) -> None:
    client = browse(here.visitor)
    numbers = {text: search_statements(client, text) for text in texts}
    assert len(set(numbers.values())) == 1, numbers
