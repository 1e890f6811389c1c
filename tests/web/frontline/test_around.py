"""The team's lead and end, own family, a consent that lapsed, and the warning of a protection: as the pages say it."""

import pytest
from django.utils.timezone import localdate
from tests.cast import EMIL, LEA, MARIAM
from tests.web.frontline.conftest import Browse
from tests.web.frontline.reading import statements, words_of
from tests.web.frontline.workplace import (
    BOOKKEEPER,
    Employee,
    Workplace,
    ask_family,
    employ,
    family_says_yes,
    give_task,
)

from vugge.access.actions.conflicts import note_conflict
from vugge.access.models import Basis, Conflict, Team
from vugge.access.rules.basis import BasisKind
from vugge.kit.local_time import local_midnight
from vugge.organisations.rules.kinds import Role
from vugge.people.models import Custody

LEA_SINCE = local_midnight(localdate())
OF_LEA = f"/arbejde/borger/{LEA.id}/"


def place_of(one: Employee) -> Basis:
    return Basis.objects.adding().get(account=one.account, kind="team", person_id=LEA.id, ended_at__isnull=True)


def test_the_lead_is_handed_over_on_the_page(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    assert "Gør til tovholder" in words_of(client.get(f"{OF_LEA}team/"))
    sent = {"gerning": "overdrag", "basis": place_of(here.teacher).pk}
    done = client.post(f"{OF_LEA}team/", sent, follow=True)
    assert "Thomas Toft er tovholder og kan give det videre" in words_of(done)
    assert "Gør til tovholder" not in words_of(done)


def test_a_team_without_a_lead_is_taken_over_on_the_page(here: Workplace, browse: Browse) -> None:
    client = browse(here.teacher)
    assert "Jeg er tovholder" not in words_of(client.get(f"{OF_LEA}team/"))
    browse(here.visitor).post(f"{OF_LEA}team/", {"gerning": "afslut", "basis": place_of(here.visitor).pk})
    assert "Ingen er tovholder nu" in words_of(client.get(f"{OF_LEA}team/"))
    client.post(f"{OF_LEA}team/", {"gerning": "tovholder"})
    assert place_of(here.teacher).is_lead


def test_a_team_is_closed_on_the_page_with_a_reason(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    refused = client.post(f"{OF_LEA}team/", {"gerning": "luk", "begrundelse": ""})
    assert refused.status_code == 422
    assert "Skriv, hvorfor teamet lukkes" in words_of(refused)
    closed = client.post(f"{OF_LEA}team/", {"gerning": "luk", "begrundelse": "Lea er godt i gang"}, follow=True)
    assert "Teamet er lukket" in words_of(closed)
    assert Team.objects.adding().get(person_id=LEA.id).closed_at
    assert browse(here.teacher).get(OF_LEA).status_code == 404


def test_whoever_leaves_what_they_saw_the_family_by_comes_home(here: Workplace, browse: Browse) -> None:
    left = browse(here.teacher).post(
        f"{OF_LEA}team/", {"gerning": "afslut", "basis": place_of(here.teacher).pk}, follow=True
    )
    assert left.request["PATH_INFO"] == "/arbejde/"
    assert "Teamet er ændret" in words_of(left)


def a_registrar(here: Workplace) -> Employee:
    """Hire somebody who keeps the register and knows of the child."""
    found = employ("Rikke Rask", Role.REGISTRAR, here.caseworker.unit)
    Basis.objects.adding().create(
        kind=BasisKind.STATUTE, person_id=LEA.id, account_id=found.account, in_role="registrar", in_unit_id=found.unit,
        begins_at=LEA_SINCE, granted_at=LEA_SINCE, granted_by="system:test", legal_basis="CPR-loven",
    )  # fmt: skip
    return found


def test_somebody_shuts_themselves_out_and_the_registrar_lets_them_in(here: Workplace, browse: Browse) -> None:
    client, address = browse(here.visitor), f"{OF_LEA}inhabil/"
    assert "Er borgeren din familie eller nabo?" in words_of(client.get(OF_LEA))
    assert client.post(address, {"gerning": "udeluk"}).status_code == 422
    away = client.post(address, {"gerning": "udeluk", "kind": "family"}, follow=True)
    assert "Du er udelukket fra borgeren" in words_of(away)
    assert client.get(OF_LEA).status_code == 404
    other = browse(a_registrar(here))
    assert "Hanne Holm" in words_of(other.get(address))
    number = Conflict.objects.adding().get().pk
    empty = other.post(address, {"gerning": "ophaev", "udelukkelse": number})
    assert "Skriv, hvorfor medarbejderen igen må" in words_of(empty)
    other.post(address, {"gerning": "ophaev", "udelukkelse": number, "begrundelse": "Det var en anden med samme navn"})
    assert client.get(OF_LEA).status_code == 200


def test_colleagues_do_not_read_who_is_shut_out_and_end_nothing(here: Workplace, browse: Browse) -> None:
    note_conflict(BOOKKEEPER, account=here.other_visitor.account, person=LEA.id, kind="neighbour")
    client = browse(here.visitor)
    assert "Bodil Bech" not in words_of(client.get(f"{OF_LEA}inhabil/"))
    sent = {"gerning": "ophaev", "udelukkelse": Conflict.objects.adding().get().pk, "begrundelse": "x"}
    assert client.post(f"{OF_LEA}inhabil/", sent).status_code == 403
    assert browse(here.caseworker).get(f"{OF_LEA}inhabil/").status_code == 404


def test_the_page_of_conflicts_costs_the_same_however_many_there_are(here: Workplace, browse: Browse) -> None:
    client = browse(a_registrar(here))
    note_conflict(BOOKKEEPER, account=here.other_visitor.account, person=LEA.id, kind="neighbour")
    few = statements(client, f"{OF_LEA}inhabil/")
    for one in (here.teacher, here.pedagogue):
        note_conflict(BOOKKEEPER, account=one.account, person=LEA.id, kind="family")
    assert statements(client, f"{OF_LEA}inhabil/") == few


def test_the_pages_say_why_a_consent_lapsed_and_what_to_do(here: Workplace, browse: Browse) -> None:
    number = ask_family(here.visitor, LEA, here.school)
    family_says_yes(LEA, MARIAM, number)
    client = browse(here.visitor)
    assert "Gælder ikke mere" not in words_of(client.get(f"{OF_LEA}samtykker/"))
    Custody.objects.adding().filter(child_id=LEA.id, holder_id=MARIAM.id).update(ends=localdate())
    for page in ("samtykker/", f"samtykke/{number}/"):
        words = words_of(client.get(f"{OF_LEA}{page}"))
        assert "Gælder ikke mere" in words
        assert "har ikke længere forældremyndigheden" in words
        assert "spørg på ny" in words
    assert "Spørg på ny" in words_of(client.get(f"{OF_LEA}samtykke/{number}/"))


@pytest.mark.parametrize("who", ["visitor", "pedagogue", "coordinator"])
def test_whoever_sees_the_outline_is_warned_of_a_protection(here: Workplace, browse: Browse, who: str) -> None:
    one: Employee = getattr(here, who)
    give_task(one, EMIL)
    words = words_of(browse(one).get(f"/arbejde/borger/{EMIL.id}/"))
    assert "Navne- og adressebeskyttelse" in words
    assert "Sig ikke til nogen, hvor borgeren er" in words


def test_in_an_emergency_too(here: Workplace, browse: Browse) -> None:
    client = browse(here.pedagogue)
    sent = {"number": EMIL.number.digits, "reason": "Drengen er alene ude på vejen nu"}
    assert "Navne- og adressebeskyttelse" in words_of(client.post("/arbejde/akut/", sent, follow=True))


def test_whoever_may_only_know_that_somebody_is_here_learns_nothing_of_it(here: Workplace, browse: Browse) -> None:
    give_task(here.volunteer, EMIL, LEA)
    for child in (EMIL, LEA):
        assert "adressebeskyttelse" not in words_of(browse(here.volunteer).get(f"/arbejde/borger/{child.id}/"))


def test_nobody_else_is_warned_of_anything(here: Workplace, browse: Browse) -> None:
    assert "adressebeskyttelse" not in words_of(browse(here.visitor).get(OF_LEA))
