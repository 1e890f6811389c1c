"""Nobody fills in a form and is then refused: what cannot be sent does not open, and no link leads to it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from tests.cast import EMIL, LEA, MARIAM, YUSUF, Character
from tests.people.town import attend
from tests.web.frontline.conftest import Browse
from tests.web.frontline.reading import newest, words_of
from tests.web.frontline.workplace import Employee, Workplace, ask_family, employ, family_says_yes, give_task

from vugge.access.models import Basis
from vugge.access.rules.basis import BasisKind
from vugge.audit.models import Event
from vugge.audit.rules import Purpose
from vugge.organisations.rules.kinds import Role
from vugge.people.rules.kinds import SpellKind

SOME = UUID(int=7)
OF_A_MEMBER = (
    "ret/", "beskyttelse/", "barn-ventes/", "foedt/", "doed/", "ikke-doed/", "sted/?art=home", "sted/?art=school",
    "kontakt/", "familie/", "familie/bor-sammen/", "familie/flyt/", "familie/myndighed/", "familie/foraelder/",
    f"familie/husstand/{SOME}/slut/", f"familie/myndighed/{SOME}/slut/", f"familie/foraelder/{SOME}/fjern/",
)  # fmt: skip
"""Forms that change what is written of somebody, which a place in the team alone gives no leave to."""

OF_A_READER = (*OF_A_MEMBER, "team/", "opgave/", "samtykke/", "moede/")
"""And those that share, which a statute to register by gives no leave to."""


def test_the_pages_here_are_there_for_whoever_has_the_task(here: Workplace, browse: Browse) -> None:
    """The control: what is refused below opens for the health visitor, whose task it is."""
    client = browse(here.visitor)
    unfit = ("barn-ventes/", "foedt/", "ikke-doed/")
    opened = [page for page in OF_A_MEMBER if page not in unfit]
    assert {page: client.get(at(LEA, page)).status_code for page in opened} == dict.fromkeys(opened, 200)


def at(who: Character, page: str = "") -> str:
    return f"/arbejde/borger/{who.id}/{page}"


@pytest.mark.parametrize("page", [*OF_A_MEMBER, "sted/"])
def test_a_member_of_the_team_without_the_task_meets_no_form(here: Workplace, browse: Browse, page: str) -> None:
    client = browse(here.teacher)
    assert client.get(at(LEA)).status_code == 200
    shown = client.get(at(LEA, page))
    event, persons = newest()
    assert (shown.status_code, event.result, persons) == (403, "denied", {str(LEA.id)})
    assert "<form method" not in shown.content.decode().partition("<main")[2]
    if page not in ("sted/", "familie/"):  # which lead to forms, and take nothing in
        sent = client.post(at(LEA, page))
        assert (sent.status_code, words_of(sent)) == (403, words_of(shown))


def a_caseworker_by_statute(here: Workplace) -> Employee:
    """Hire a caseworker who may read of Emil and register by an enactment, and share nothing."""
    one = employ("Stine Sten", Role.CASEWORKER, here.caseworker.unit)
    Basis.objects.adding().create(
        kind=BasisKind.STATUTE,
        person_id=EMIL.id,
        account_id=one.account,
        in_role=one.role.value,
        in_unit_id=one.unit,
        legal_basis="barnets lov § 20",
        begins_at=timezone.now(),
        granted_by="system:test",
        granted_at=timezone.now(),
    )
    return one


@pytest.mark.parametrize("page", OF_A_READER)
def test_what_may_be_added_and_not_changed_or_shared_has_no_other_form(
    here: Workplace, browse: Browse, page: str
) -> None:
    client = browse(a_caseworker_by_statute(here))
    allowed = {"sted/?art=school": 200, "barn-ventes/": 404}  # his address is protected, and he is seven
    assert client.get(at(EMIL, page)).status_code == allowed.get(page, 403)


def test_a_place_is_offered_to_be_changed_by_those_alone_who_may(here: Workplace, browse: Browse) -> None:
    spell = attend(EMIL, SpellKind.SCHOOL, unit=here.school)
    for one, may_change in ((here.teacher, True), (a_caseworker_by_statute(here), False)):
        client = browse(one)
        link = at(EMIL, f"sted/{spell}/afslut/")
        assert (link in client.get(at(EMIL)).content.decode()) is may_change
        assert client.get(link).status_code == (200 if may_change else 403)


def a_consultant_who_reads_of_school(here: Workplace) -> dict[SpellKind, UUID]:
    """Let Mariam go to work and to school, and let the job centre, whose task the work is, read of both."""
    spells = {kind: attend(MARIAM, kind, unit=here.school) for kind in (SpellKind.JOB, SpellKind.EDUCATION)}
    asked = ask_family(here.visitor, MARIAM, here.consultant.unit, purpose=Purpose.EMPLOYMENT)
    family_says_yes(MARIAM, MARIAM, asked)
    return spells


@pytest.mark.parametrize(("kind", "may_change"), [(SpellKind.JOB, True), (SpellKind.EDUCATION, False)])
@pytest.mark.parametrize("deed", ["afslut", "ret"])
def test_of_two_kinds_of_place_the_one_is_offered_that_may_be_changed(
    here: Workplace, browse: Browse, kind: SpellKind, may_change: bool, deed: str
) -> None:
    spell = a_consultant_who_reads_of_school(here)[kind]
    client, link = browse(here.consultant), at(MARIAM, f"sted/{spell}/{deed}/")
    page = client.get(at(MARIAM))
    assert {one.spell.kind for one in page.context["moments"] if one.spell} >= {SpellKind.JOB, SpellKind.EDUCATION}
    assert (link in page.content.decode()) is may_change
    assert client.get(link).status_code == (200 if may_change else 403)


@pytest.mark.parametrize("page", ["sted/{}/afslut/", "sted/{}/ret/", "moede/", "samtykke/", "sted/"])
def test_who_is_refused_a_form_has_seen_nobody_and_the_log_says_so(here: Workplace, browse: Browse, page: str) -> None:
    spell = a_consultant_who_reads_of_school(here)[SpellKind.EDUCATION]
    who, about = here.consultant, MARIAM
    if page in ("moede/", "samtykke/"):
        who, about = a_caseworker_by_statute(here), EMIL
    if page == "sted/":
        who, about = here.teacher, LEA
    client = browse(who)
    before = Event.objects.count()
    assert client.get(at(about, page.format(spell))).status_code == 403
    event, persons = newest()
    assert (event.result, persons, Event.objects.count() - before) == ("denied", {str(about.id)}, 1)


@pytest.mark.parametrize("page", ["sted/?art=home", "kontakt/", "familie/flyt/"])
def test_a_teacher_may_not_write_where_somebody_lives_and_meets_no_form(
    here: Workplace, browse: Browse, page: str
) -> None:
    assert browse(here.teacher).get(at(YUSUF, page)).status_code == 403


def test_whoever_registers_nobody_meets_no_form_for_a_new_person(here: Workplace, browse: Browse) -> None:
    for one, status in ((here.visitor, 200), (here.coordinator, 403)):
        assert browse(one).post("/arbejde/ny/", {"searched": "Ny Person"}).status_code == status


def test_a_child_awaited_is_offered_where_somebody_can_be_its_mother(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    offers = {one: at(one, "barn-ventes/") in client.get(at(one)).content.decode() for one in (MARIAM, LEA)}
    assert offers == {MARIAM: True, LEA: False}
    refused = client.get(at(LEA, "barn-ventes/"))
    assert (refused.status_code, "under 12 år" in words_of(refused)) == (404, True)
    sent = {"due": str(timezone.localdate() + timedelta(days=90)), "key": str(uuid4())}
    kept = client.post(at(LEA, "barn-ventes/"), sent)  # what was written is not lost, and the deed says why
    assert (kept.status_code, "under 12 år" in words_of(kept)) == (422, True)


@pytest.mark.parametrize(
    ("page", "why"), [("foedt/", "ikke registreret som ventet"), ("ikke-doed/", "Der står ikke, at personen er død")]
)
def test_a_form_that_does_not_fit_the_life_of_a_person_does_not_open(
    here: Workplace, browse: Browse, page: str, why: str
) -> None:
    answer = browse(here.visitor).get(at(LEA, page))
    assert answer.status_code == 404
    assert why in words_of(answer)


def test_whoever_is_written_dead_cannot_be_written_dead_again(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    give_task(here.visitor, YUSUF)
    version = client.get(at(YUSUF, "doed/")).context["form"].initial["version"]
    assert client.post(at(YUSUF, "doed/"), {"is_sure": "on", "version": version}).status_code == 302
    assert client.get(at(YUSUF, "doed/")).status_code == 404
    assert client.get(at(YUSUF, "ikke-doed/")).status_code == 200
