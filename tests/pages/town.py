"""A town in which every page behind log-in has something to show: who goes where, and the numbers in the addresses.

Offers `build`, which brings it in by deeds, and `Town`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final
from unittest.mock import patch
from uuid import UUID, uuid4

from django.test import Client
from django.utils.timezone import localdate, now
from tests.access.neighbourhood import PLACES, a_town
from tests.cast import BIRGIT, EMIL, LEA, MARIAM, Character, the_operator
from tests.journey.children import short
from tests.journey.test_concerns import a_family_centre
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
from vugge.audit.actions import acting
from vugge.audit.rules import Act, Category, Permit, Purpose, Scope, person, system
from vugge.journey.actions.concerns import send_concern, take_concern
from vugge.journey.actions.conferences import call_conference, note_at_conference
from vugge.journey.actions.evidence import record_evidence
from vugge.journey.actions.goals import agree_goal
from vugge.journey.actions.messages import open_thread, write_message
from vugge.journey.actions.steps import agree_step
from vugge.journey.actions.transition_notes import write_note
from vugge.journey.actions.transitions import (
    Destination,
    answer_item,
    offer_transition,
    open_transition,
    plan_transition,
)
from vugge.journey.models import Conference
from vugge.journey.queries import aggregate
from vugge.journey.queries.law import national_network
from vugge.journey.rules.agreed import Doer, NewGoal, NewStep, Whose, With
from vugge.journey.rules.concerns import NewConcern, Sender
from vugge.journey.rules.conferences import ConferenceKind, Ground, Kin, NewConference, Point, PointKind
from vugge.journey.rules.correspondents import Part, ThreadKind
from vugge.journey.rules.messages import NewMessage, NewThread
from vugge.journey.rules.observing import NewEvidence
from vugge.journey.rules.transition_values import ItemAnswer
from vugge.journey.tasks import release_journeys
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
    nadia = employ("Nadia Nord", Role.COORDINATOR, a_family_centre())
    mariam = _citizen(MARIAM)
    accounts = {
        "hanne": here.visitor.account,
        "thomas": here.teacher.account,
        "rita": rita.account,
        "anker": anker.account,
        "nadia": nadia.account,
        "bo": here.member.account,
        "dorte": _supervisor().account,
        "mariam": mariam,
    }
    ids: dict[str, object] = {
        **_around_lea(here),
        **_asked(here, mariam),
        **_moving(here),
        **_written(here, mariam),
        **_wanted(here),
        **_seen(here),
        **_met(here),
        **_worried(nadia),
        **_others(here),
        **_office(rita, anker, here),
        **_wished(_browser(mariam), _browser(rita.account)),
        **_supervised(here, _browser(mariam), _browser(accounts["dorte"])),
    }
    a_town(7)
    release_statistics(STATISTICIAN, quarter=Quarter(2026, 2), places=PLACES)
    with patch.object(aggregate, "national_network", lambda: short(national_network())):
        release_journeys(quarter=Quarter(2026, 2), known=PLACES)
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


def _seen(here: Workplace) -> dict[str, object]:
    """Let something have been seen of Léa."""
    hanne = here.visitor.viewer()
    adds = permit(hanne, Act.ADD, person=LEA.id, category=Category.SUPPORT)
    new = NewEvidence("mmr_1", localdate() - timedelta(days=900))
    return {"evidence": record_evidence(hanne, permit=adds, new=new, key="seen of Lea")}


def _wanted(here: Workplace) -> dict[str, object]:
    """Let Mariam's own words be a goal, and something be agreed that the family does."""
    hanne = here.visitor.viewer()
    leave_to_agree = permit(hanne, Act.SHARE, person=LEA.id, category=Category.SHARING)
    words = NewGoal("أن تجد صديقة جيدة", Whose.CHILD, language="ar")
    goal = agree_goal(hanne, permit=leave_to_agree, new=words, key="goal of the family")
    step = NewStep("Se skolen sammen", Doer(), localdate() + timedelta(days=9), frozenset({With.PARENTS}), goal=goal)
    return {"goal": goal, "step": agree_step(hanne, permit=leave_to_agree, new=step, key="step of the family")}


def _met(here: Workplace) -> dict[str, object]:
    """Let there be a conference today with minutes, one of them for some alone, and one still to come."""
    hanne = here.visitor.viewer()
    leave_to_call = permit(hanne, Act.SHARE, person=LEA.id, category=Category.SHARING)
    points = (Point(PointKind.OWN, words="Hvem henter om fredagen?"),)
    made = []
    for days in (1, 2):
        new = NewConference(
            ConferenceKind.TRANSITION,
            Ground.CONSENT,
            now() + timedelta(days=days),
            staff=(here.teacher.account,),
            relatives=(MARIAM.id,),
            kin=(Kin.GRANDMOTHER,),
            points=points,
        )
        made.append(call_conference(hanne, permit=leave_to_call, new=new, key=f"conference {days}"))
    Conference.objects.whole(BOOKKEEPER).filter(id=made[0]).update(held_at=now())
    for readers in (None, (here.teacher.account,)):
        note_at_conference(
            hanne, permit=leave_to_call, conference=made[0], words="Vi talte om skolen.", readers=readers
        )
    return {"conference": made[0]}


def _worried(nadia: Employee) -> dict[str, object]:
    """Let somebody unknown be worried, twice, and Nadia take up one of them."""
    new = NewConcern("Han er ude sent om aftenen.", Sender.NEIGHBOUR, about="Drengen i opgang 7")
    unknown = system("concern-form", Purpose.CARE)
    numbers = [send_concern(unknown, new=new, unit=nadia.unit, key=key) for key in ("first", "second")]
    take_concern(nadia.viewer(), number=numbers[0])
    return {"concern": numbers[0]}


def _written(here: Workplace, mariam: UUID) -> dict[str, object]:
    """Let Mariam write to those around Léa in Danish and Arabic, and Hanne answer."""
    citizen, hanne = person(mariam, Purpose.OWN_INSIGHT), here.visitor.viewer()
    leaves = [permit(one, Act.SHARE, person=LEA.id, category=Category.SHARING) for one in (citizen, hanne)]
    to = frozenset(Part(one.account, one.role.value, one.unit) for one in (here.visitor, here.teacher))
    first = NewThread(ThreadKind.FAMILY, to, NewMessage("Kan vi mødes på tirsdag?"))
    thread = open_thread(citizen, permit=leaves[0], new=first, key="first")
    write_message(hanne, permit=leaves[1], thread=thread, new=NewMessage("Ja, klokken ti."), key="second")
    arabic = NewMessage("شكرًا، Hanne Holm.", "ar")
    write_message(citizen, permit=leaves[0], thread=thread, new=arabic, key="third")
    return {"thread": thread, "family": "family"}


def _moving(here: Workplace) -> dict[str, object]:
    """Let Léa be on her way to kindergarten, and another child be offered to those who work with her."""
    lea = _on_the_way(here.visitor, LEA, "health_visiting_to_daycare", here.kindergarten)
    emil = _on_the_way(here.caseworker, EMIL, "pregnancy_to_health_visiting", here.visitor.unit)
    return {"transition": lea, "offer": emil}


def _on_the_way(who: Employee, child: Character, kind: str, unit: int) -> UUID:
    """Let a transition be opened, made ready and offered."""
    viewer = who.viewer()
    with acting(viewer):
        adds = permit(viewer, Act.ADD, person=child.id, category=Category.SUPPORT)
        made = open_transition(viewer, permit=adds, kind=kind, key=uuid4())
        shares = permit(viewer, Act.SHARE, person=child.id, category=Category.SHARING)
        to, texts = Destination(localdate() + timedelta(days=30), unit), {"strengths": "Glad for bøger."}
        plan_transition(viewer, permit=shares, transition=made, version=1, to=to)
        answer_item(viewer, permit=shares, transition=made, item="family_told", answer=ItemAnswer.YES)
        write_note(viewer, permit=shares, transition=made, version=2, texts=texts)
        offer_transition(viewer, permit=shares, transition=made, version=3)
    return made


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
