"""A family is changed from day to day: who lives together and where, custody shared, sole or none, parents, death."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import BIRGIT, EMIL, JONAS, LEA, MARIAM, SOFIE, YUSUF, Character
from tests.people.town import BOOKKEEPER, LONG_AGO, WHOLE, custody, entries, leave
from tests.web.frontline.conftest import Browse
from tests.web.frontline.workplace import Employee, Workplace, employ, give_task

from vugge.access.models import Basis
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Act, Category
from vugge.kit.errors import BadInput
from vugge.organisations.rules.kinds import Role
from vugge.people.actions.dying import register_death
from vugge.people.actions.families import join_household
from vugge.people.models import Custody
from vugge.people.queries.facts import custodies, homes, household_members, households, parents
from vugge.people.queries.persons import person
from vugge.people.queries.register import corrections_of
from vugge.people.rules.kinds import CustodyKind, PersonState

TODAY = timezone.localdate()


def at(who: Character, page: str = "") -> str:
    return f"/arbejde/borger/{who.id}/familie/{page}"


def shown(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def holders(child: Character, day: date = TODAY) -> set[object]:
    return {one.holder for one in custodies(children=(child.id,)) if one.holds_on(day)}


@pytest.fixture
def visitor(here: Workplace, browse: Browse) -> Client:
    """The health visitor's browser, who works with Mariam, Yusuf and Léa, and here with Jonas too."""
    give_task(here.visitor, JONAS)
    return browse(here.visitor)


def test_the_page_says_who_is_family_and_the_log_names_them(visitor: Client) -> None:
    page = shown(visitor, at(LEA))
    for one in (MARIAM, YUSUF, JONAS):
        assert one.given_names in page
    seen = {one.person for one in entries("access.family_record_seen")[0].persons}
    assert {LEA.id, MARIAM.id, YUSUF.id, JONAS.id} <= seen


def test_shared_custody_leaves_the_others_as_they_are(visitor: Client) -> None:
    given = {"who": str(JONAS.id), "kind": "father", "way": "faelles", "begins": str(TODAY), "text": "Jonas"}
    assert visitor.post(at(LEA, "myndighed/"), given).status_code == 302
    assert holders(LEA) == {MARIAM.id, JONAS.id}


def test_sole_custody_ends_that_of_the_others_the_same_day(visitor: Client) -> None:
    given = {"who": str(JONAS.id), "kind": "father", "way": "ene", "begins": str(TODAY), "text": "Jonas"}
    assert visitor.post(at(YUSUF, "myndighed/"), given).status_code == 302
    assert holders(YUSUF) == {JONAS.id}
    assert holders(YUSUF, TODAY - timedelta(days=1)) == {MARIAM.id, JONAS.id}


def test_sole_custody_ends_also_what_was_to_end_later(visitor: Client) -> None:
    Custody.objects.adding().filter(child=YUSUF.id, holder=MARIAM.id).update(ends=TODAY + timedelta(days=300))
    given = {"who": str(JONAS.id), "kind": "father", "way": "ene", "begins": str(TODAY), "text": "Jonas"}
    assert visitor.post(at(YUSUF, "myndighed/"), given).status_code == 302
    assert holders(YUSUF) == {JONAS.id}


def test_a_child_can_be_without_and_the_page_says_so(visitor: Client) -> None:
    page = shown(visitor, at(LEA))
    custody_id = page.split(at(LEA, "myndighed/"))[1].partition("/slut/")[0]
    assert visitor.post(at(LEA, f"myndighed/{custody_id}/slut/"), {"ends": str(TODAY)}).status_code == 302
    assert holders(LEA) == set()
    assert "Ingen står med forældremyndighed" in shown(visitor, at(LEA))


@pytest.mark.parametrize("missing", ["who", "kind", "way", "begins"])
def test_what_is_missing_is_said_and_nothing_is_written(visitor: Client, missing: str) -> None:
    given = {"who": str(JONAS.id), "kind": "father", "way": "ene", "begins": str(TODAY), "text": "Jonas"}
    assert visitor.post(at(LEA, "myndighed/"), {**given, missing: ""}).status_code == 422
    assert holders(LEA) == {MARIAM.id}


def test_a_custody_that_would_have_lasted_no_day_is_refused_whole(visitor: Client) -> None:
    given = {"who": str(JONAS.id), "kind": "father", "way": "ene", "begins": "2019-01-01", "text": "Jonas"}
    answer = visitor.post(at(LEA, "myndighed/"), given)
    assert answer.status_code == 422
    assert "kan ikke slutte" in answer.content.decode()
    assert holders(LEA) == {MARIAM.id}


def test_somebody_is_found_without_leaving_the_form_or_an_address(visitor: Client) -> None:
    answer = visitor.post(at(LEA, "foraelder/"), {"find": "1", "text": "Jonas", "kind": "father"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert JONAS.surname in page
    assert f'value="{JONAS.id}"' in page
    nobody = visitor.post(at(LEA, "foraelder/"), {"find": "1", "text": BIRGIT.given_names}).content.decode()
    assert "Ingen fundet" in nobody
    stranger = {"who": str(BIRGIT.id), "kind": "mother", "text": BIRGIT.given_names}
    assert visitor.post(at(LEA, "foraelder/"), stranger).status_code == 422


def test_a_parent_written_by_mistake_is_taken_away_and_that_it_stood_there_is_kept(visitor: Client) -> None:
    path = at(LEA, f"foraelder/{JONAS.id}/fjern/")
    assert visitor.post(path, {"reason": "kort"}).status_code in {302, 422}
    assert visitor.post(at(YUSUF, f"foraelder/{JONAS.id}/fjern/"), {"reason": "Forkert Jonas."}).status_code == 302
    assert {one.parent for one in parents(children=(YUSUF.id,))} == {MARIAM.id}
    (kept,) = corrections_of(WHOLE, (YUSUF.id,))
    assert (kept.field_name, kept.reason) == ("parent", "Forkert Jonas.")


def test_two_who_live_together_share_a_household_and_leave_it(visitor: Client) -> None:
    given = {"who": str(MARIAM.id), "begins": str(TODAY), "text": "Mariam"}
    assert visitor.post(at(JONAS, "bor-sammen/"), given).status_code == 302
    (home,) = households((JONAS.id,))[JONAS.id]
    assert {MARIAM.id, JONAS.id} <= household_members((home,))[home]
    tomorrow = str(TODAY + timedelta(days=1))
    assert visitor.post(at(JONAS, f"husstand/{home}/slut/"), {"ends": tomorrow}).status_code == 302
    assert JONAS.id not in household_members((home,), on=TODAY + timedelta(days=1))[home]


@pytest.mark.parametrize(
    ("page", "verb"), [("bor-sammen/", "access.family_choices_seen"), ("flyt/", "access.family_movers_seen")]
)
def test_a_form_that_shows_who_is_in_the_family_says_so_in_the_log(visitor: Client, page: str, verb: str) -> None:
    assert visitor.get(at(MARIAM, page)).status_code == 200
    seen = {one.person: one.categories for one in entries(verb)[0].persons}
    assert seen[MARIAM.id] == {Category.IDENTITY, Category.FAMILY}
    assert seen[LEA.id] == {Category.IDENTITY}


def test_a_household_moves_as_one(visitor: Client) -> None:
    form = visitor.get(at(MARIAM, "flyt/")).context["form"]
    who = [value for value, _name in form.fields["who"].choices]
    assert set(who) == {str(MARIAM.id), str(YUSUF.id), str(LEA.id)}
    given = {
        "who": who, "street": "Nyvej", "number": "5", "postcode": "9999", "city": "Vuggested",
        "begins": str(TODAY), "key": "0c8a5a5e-0000-4000-8000-000000000001",
    }  # fmt: skip
    assert visitor.post(at(MARIAM, "flyt/"), {**given, "begins": "2019-01-01"}).status_code == 422
    assert len(set(homes((MARIAM.id, YUSUF.id, LEA.id, BIRGIT.id)).values())) == 2
    for _ in range(2):
        assert visitor.post(at(MARIAM, "flyt/"), given).status_code == 302
    assert len(set(homes((MARIAM.id, YUSUF.id, LEA.id)).values())) == 1
    assert person(WHOLE, LEA.id).home.street == "Nyvej"  # type: ignore[union-attr]  # she has just moved there


def test_a_death_ends_custody_and_household_and_can_be_taken_back(visitor: Client) -> None:
    path, version = f"/arbejde/borger/{MARIAM.id}/doed/", str(person(WHOLE, MARIAM.id).version)
    tomorrow = str(TODAY + timedelta(days=1))
    assert visitor.post(path, {"died": tomorrow, "version": version}).status_code == 422
    assert visitor.post(path, {"died": "1990-01-01", "version": version}).status_code == 422
    assert visitor.post(path, {"died": str(TODAY), "version": version}).status_code == 422, "nobody dies by one click"
    assert visitor.post(path, {"died": str(TODAY), "is_sure": "on", "version": version}).status_code == 302
    now = person(WHOLE, MARIAM.id)
    assert (now.state, now.died) == (PersonState.DEAD, TODAY)
    assert holders(LEA, TODAY + timedelta(days=1)) == set()
    assert "Død" in shown(visitor, f"/arbejde/borger/{MARIAM.id}/")
    back = {"reason": "Det var en anden Mariam.", "version": str(now.version)}
    assert visitor.post(f"/arbejde/borger/{MARIAM.id}/ikke-doed/", back).status_code == 302
    after = person(WHOLE, MARIAM.id)
    assert (after.state, after.died) == (PersonState.LIVING, None)
    assert corrections_of(WHOLE, (MARIAM.id,))[0].old == str(TODAY)


def test_a_death_of_an_unknown_day_is_still_a_death(here: Workplace) -> None:
    register_death(BOOKKEEPER, permit=leave(Act.CHANGE, BIRGIT), version=1)
    assert person(WHOLE, BIRGIT.id).state is PersonState.DEAD
    with pytest.raises(BadInput):
        register_death(BOOKKEEPER, permit=leave(Act.CHANGE, BIRGIT), version=2)


def a_registrar(here: Workplace, *persons: Character) -> Employee:
    rita = employ("Rita Ravn", Role.REGISTRAR, here.caseworker.unit)
    for one in persons:
        Basis.objects.adding().create(
            kind=BasisKind.STATUTE, person_id=one.id, unit_id=rita.unit, legal_basis="CPR-loven",
            begins_at=timezone.now(), granted_by="system:test", granted_at=timezone.now(),
        )  # fmt: skip
    return rita


def test_custody_in_a_protected_family_is_confirmed_by_somebody_else(here: Workplace, browse: Browse) -> None:
    custody(EMIL, JONAS, CustodyKind.FATHER)
    worker, registrar = browse(here.caseworker), browse(a_registrar(here, EMIL, SOFIE))
    assert "skal ses efter" in shown(worker, at(EMIL))
    assert "Den er rigtig" not in shown(worker, at(EMIL))
    page = shown(registrar, at(EMIL))
    confirm = next(part for part in page.split('action="') if "/rigtig/" in part.partition('"')[0]).partition('"')[0]
    assert worker.post(confirm).status_code == 403
    assert registrar.post(confirm).status_code == 302
    assert not any(one.needs_check for one in custodies(children=(EMIL.id,)))


@pytest.mark.parametrize("page", ["", "bor-sammen/", "flyt/", "myndighed/", "foraelder/"])
def test_who_may_not_change_the_family_is_refused_and_a_stranger_is_nobody(
    here: Workplace, browse: Browse, page: str
) -> None:
    assert browse(here.consultant).get(at(MARIAM, page)).status_code == 403
    assert browse(here.visitor).get(at(SOFIE, page)).status_code == 404


@pytest.mark.parametrize("page", ["", "myndighed/", "flyt/"])
def test_the_pages_cost_the_same_however_large_the_family(visitor: Client, page: str) -> None:
    def asked(who: Character) -> int:
        with CaptureQueriesContext(connection) as statements:
            shown(visitor, at(who, page))
        return len([one for one in statements if "vugge.deciding" not in one["sql"]])

    few = asked(LEA)
    join_household(BOOKKEEPER, permit=leave(Act.ADD, JONAS), scope=WHOLE, household=_home(LEA), begins=LONG_AGO)
    custody(LEA, JONAS, CustodyKind.FATHER)
    assert asked(LEA) == few


def _home(who: Character) -> UUID:
    (home,) = households((who.id,))[who.id]
    return home
