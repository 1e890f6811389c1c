"""A town in which every page behind log-in has something to show: who goes where, and the numbers in the addresses.

Offers `build`, which brings it in by deeds, and `Town`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID, uuid4

from django.test import Client
from django.utils.timezone import localdate, now
from tests.access.neighbourhood import PLACES, a_town
from tests.cast import BIRGIT, LEA, MARIAM, Character, the_operator
from tests.people.town import BOOKKEEPER, leave, register
from tests.web.frontline.reading import key_in
from tests.web.frontline.workplace import (
    LONG_AGO,
    Employee,
    Workplace,
    ask_family,
    employ,
    give_task,
    workplace,
)
from tests.web.logging_in import log_in
from tests.web.office.test_merges import made_one
from tests.web.test_imports import GOOD, sent

from vugge.access.actions.consents import answer
from vugge.access.actions.emergencies import open_emergency
from vugge.access.actions.statistics import release_statistics
from vugge.access.models import Basis
from vugge.access.queries.permits import permit
from vugge.access.queries.persons import person_page
from vugge.access.rules.basis import BasisKind
from vugge.access.tasks import STATISTICIAN, draw_sample
from vugge.audit.rules import Act, Category, Permit, Purpose, Scope, person
from vugge.kit.disclosure import Quarter
from vugge.organisations.actions.accounts import register_account
from vugge.organisations.actions.register import create_organisation
from vugge.organisations.actions.units import create_unit
from vugge.organisations.models import StaffRole, Unit
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.register import NewOrganisation, NewUnit
from vugge.people.actions.accounts import link_account
from vugge.people.actions.dying import register_death
from vugge.people.actions.registering import register_person
from vugge.people.models import Contact, Custody, HouseholdMember, Spell
from vugge.people.queries.facts import open_suspicions
from vugge.people.rules.registering import NewPerson

OLE: Final = Character(UUID(int=0x201), "Ole", "Olsen", date(1948, 5, 6))
INGER: Final = Character(UUID(int=0x202), "Inger", "Iversen", date(1957, 7, 8))
INGE: Final = Character(UUID(int=0x203), "Inge", "Iversen", date(1957, 7, 9))
MONTH: Final = localdate().replace(day=1)
HANDLE: Final = re.compile(r"/min/log/[0-9a-f-]+/([0-9a-f]{20})/spoerg/")


@dataclass(frozen=True)
class Town:
    """The account of everybody who logs in, and what stands in the addresses, each by a short name."""

    accounts: Mapping[str, UUID]
    ids: Mapping[str, object]

    def browser(self, who: str) -> Client:
        """Return the browser of somebody who has logged in."""
        return _browser(self.accounts[who])


def build() -> Town:
    """Bring in the town."""
    here = workplace()
    rita = employ("Rita Ravn", Role.REGISTRAR, here.caseworker.unit)
    anker = employ("Anker Aa", Role.ADMINISTRATOR, here.caseworker.unit)
    mariam = _citizen(MARIAM)
    accounts = {
        "hanne": here.visitor.account,
        "thomas": here.teacher.account,
        "rita": rita.account,
        "anker": anker.account,
        "bo": here.member.account,
        "dorte": _supervisor().account,
        "mariam": mariam,
    }
    ids: dict[str, object] = {
        **_around_lea(here),
        **_asked(here, mariam),
        **_others(here),
        **_office(rita, anker, here),
        **_wished(_browser(mariam), _browser(rita.account)),
        **_supervised(here, _browser(mariam), _browser(accounts["dorte"])),
    }
    a_town(7)
    release_statistics(STATISTICIAN, quarter=Quarter(2026, 2), places=PLACES)
    return Town(accounts, ids | {"table": "age"})


def _browser(account: UUID) -> Client:
    client = Client()
    log_in(client, account)
    return client


def _citizen(one: Character) -> UUID:
    made = register_account(
        the_operator(), login_name=f"citizen-{one.id.hex}", display_name=one.given_names, kind=AccountKind.CITIZEN
    )
    link_account(BOOKKEEPER, permit=leave(Act.CHANGE, one), account=made.id)
    return made.id


def _supervisor() -> Employee:
    new = NewOrganisation(OrganisationKind.MUNICIPALITY, "Vuggested Tilsyn", LONG_AGO, municipality="0147")
    owner = create_organisation(the_operator(), new=new)
    unit = create_unit(the_operator(), new=NewUnit(owner, UnitKind.SUPERVISION, "Databeskyttelse", LONG_AGO))
    return employ("Dorte Dam", Role.SUPERVISOR, unit)


def _around_lea(here: Workplace) -> dict[str, object]:
    """Let there be a meeting about Léa today, and a child on its way."""
    hanne = _browser(here.visitor.account)
    called = {"matter": "wellbeing", "about": "Skolestart", "categories": ["education"]}
    hanne.post(
        f"/arbejde/borger/{LEA.id}/moede/",
        {**called, "participants": [str(here.teacher.account)], "day": localdate().isoformat()},
    )
    waits = f"/arbejde/borger/{MARIAM.id}/barn-ventes/"
    due = {"due": (localdate() + timedelta(weeks=12)).isoformat(), "key": key_in(hanne.get(waits))}
    child = hanne.post(waits, due)["Location"].partition("/borger/")[2].partition("/")[0]
    return {
        "lea": LEA.id,
        "mariam": MARIAM.id,
        "unborn": child,
        "household": HouseholdMember.objects.whole(BOOKKEEPER).get(person_id=LEA.id).household_id,
        "custody": Custody.objects.whole(BOOKKEEPER).get(child=LEA.id).id,
        "spell": Spell.objects.whole(BOOKKEEPER).get(person_id=LEA.id, unit=here.kindergarten).id,
        "contact": Contact.objects.whole(BOOKKEEPER).filter(person_id=MARIAM.id)[0].id,
    }


def _asked(here: Workplace, mariam: UUID) -> dict[str, object]:
    """Let the family be asked twice, and answer once."""
    waits, agreed = (ask_family(here.visitor, LEA, here.school) for _ in range(2))
    citizen = person(mariam, Purpose.OWN_INSIGHT)
    yes = permit(citizen, Act.SHARE, person=LEA.id, category=Category.SHARING)
    answer(citizen, permit=yes, consent=agreed, says_yes=True)
    return {"asked": waits, "agreed": agreed}


def _others(here: Workplace) -> dict[str, object]:
    """Let somebody be dead, and somebody opened in an emergency."""
    register(OLE)
    give_task(here.visitor, OLE)
    register_death(BOOKKEEPER, permit=leave(Act.CHANGE, OLE), version=1)
    urgent = here.visitor.viewer(Purpose.EMERGENCY)
    basis = open_emergency(urgent, person=BIRGIT.id, reason="Hun svarer ikke og er set falde i dag.")
    return {"ole": OLE.id, "birgit": BIRGIT.id, "emergency": basis}


def _office(rita: Employee, anker: Employee, here: Workplace) -> dict[str, object]:
    """Let there be two cards that may be one, two that were made one, and a file that was brought in."""
    new = NewPerson(BIRGIT.given_names, "Nilsen", born=BIRGIT.born, number=BIRGIT.number)
    adds = Permit.of_system(BOOKKEEPER, Act.ADD, uuid4())
    twin = register_person(BOOKKEEPER, permit=adds, scope=Scope(BOOKKEEPER, {}), new=new, key="twin")
    register(INGER)
    register(INGE)
    merge = made_one(INGER, INGE)
    for one in (BIRGIT.id, twin, INGER.id):
        _statute(rita, one)
    _browser(rita.account).post(f"/register/lagt-sammen/{merge}/tag/")
    run = sent(_browser(anker.account), GOOD).rstrip("/").rpartition("/")[2]
    return {
        "suspicion": open_suspicions()[0].id,
        "merge": merge,
        "intake": run,
        "organisation": Unit.objects.get(pk=anker.unit).organisation_id,
        "unit": here.caseworker.unit,
        "role": StaffRole.objects.get(account_id=here.caseworker.account).pk,
        "account": here.caseworker.account,
    }


def _statute(who: Employee, of: UUID) -> None:
    Basis.objects.adding().create(
        kind=BasisKind.STATUTE,
        person_id=of,
        account_id=who.account,
        in_role=who.role.value,
        in_unit_id=who.unit,
        legal_basis="CPR-loven",
        begins_at=now(),
        granted_by="system:test",
        granted_at=now(),
    )


def _wished(mariam: Client, rita: Client) -> dict[str, object]:
    """Let Mariam wish for something to be put right twice, and one of the wishes be taken up."""
    for name in ("Østergaard Holm", "Holm"):
        wish = {"about": "surname", "wanted": name, "reason": "Jeg er gift.", "key": str(uuid4())}
        mariam.post(f"/min/oplysninger/{MARIAM.id}/ret/", wish)
    waiting = re.findall(r"/register/oensker/(\d+)/tag/", rita.get("/register/oensker/").content.decode())
    rita.post(f"/register/oensker/{waiting[0]}/tag/correction/")
    return {"wish": waiting[0]}


def _supervised(here: Workplace, mariam: Client, dorte: Client) -> dict[str, object]:
    """Let there be look-ups, a sample of them, and a question about one."""
    person_page(here.visitor.viewer(), person=LEA.id)
    handle = next(HANDLE.finditer(mariam.get(f"/min/log/{LEA.id}/").content.decode()))[1]
    mariam.post(f"/min/log/{LEA.id}/{handle}/spoerg/")
    draw_sample(month=MONTH, chances=iter(Random(7).random, None))
    listed = re.findall(r"/tilsyn/spoergsmaal/(\d+)/", dorte.get("/tilsyn/spoergsmaal/").content.decode())
    sampled = re.findall(r"/tilsyn/stikproeve/[-\d]+/(\d+)/", dorte.get("/tilsyn/").content.decode())
    return {"month": MONTH, "handle": handle, "sampled": sampled[0], "question": listed[0]}
