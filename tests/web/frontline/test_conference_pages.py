"""The pages of conferences and concerns: from the form to what each reads, with a fixed number of statements."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.cast import LEA, MARIAM
from tests.journey.test_concerns import NOBODY, a_family_centre, citizen, sent
from tests.web.frontline.conftest import Browse
from tests.web.frontline.reading import key_in, statements
from tests.web.frontline.workplace import Employee, Workplace, employ
from tests.web.logging_in import log_in

from vugge.journey.models import Concern, Conference
from vugge.journey.rules.concerns import State
from vugge.organisations.rules.kinds import Role

pytestmark = pytest.mark.django_db

HERE = f"/arbejde/borger/{LEA.id}/netvaerk/"
PUBLIC = "/bekymring/"


@pytest.fixture
def nadia(here: Workplace) -> Employee:
    """The municipality's own coordinator, in the family centre."""
    return employ("Nadia Nord", Role.COORDINATOR, a_family_centre())


def the_mother() -> Client:
    """Return the browser of Mariam, who has logged in."""
    client, account = Client(), citizen(MARIAM).identity
    assert account is not None
    log_in(client, account)
    return client


def called(client: Client, here: Workplace, **values: object) -> str:
    """Call a conference by its form, and return its address."""
    form = {
        "kind": "network",
        "day": (timezone.localdate() + timedelta(days=1)).isoformat(),
        "time": "14:30",
        "place": "Biblioteket",
        "kin": ["grandmother"],
        "relatives": [str(MARIAM.id)],
        "staff": [str(here.teacher.account)],
        "ground": "consent",
        "own": "Hvem henter?\nFritid",
        "key": key_in(client.get(f"{HERE}ny/")),
        **values,
    }
    answer = client.post(f"{HERE}ny/", form)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).partition("?")[0]


def today_is_the_day(path: str) -> None:
    made = UUID(path.rstrip("/").rpartition("/")[2])
    Conference.objects.adding().filter(id=made).update(held_at=timezone.now() - timedelta(minutes=5))


def test_a_conference_is_called_written_up_and_decided(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    path = called(client, here)
    text = client.get(path).content.decode()
    for said in ("Bedstemor", "Hvem henter?", "Biblioteket", "Mariam", "Thomas Toft", "14.30"):
        assert said in text
    assert "Skriv referat" not in text
    today_is_the_day(path)
    client.post(path, {"gerning": "referat", "words": "Vi talte om søvn."})
    due = (timezone.localdate() + timedelta(days=7)).isoformat()
    key = key_in(client.get(path))
    client.post(path, {"gerning": "aftal", "what": "Ring til lægen", "doer": "family", "due": due, "key": key})
    text = client.get(path).content.decode()
    assert "Vi talte om søvn." in text
    assert "Ring til lægen" in text
    client.post(path, {"gerning": "afslut", "version": "1"})
    assert "Holdt" in client.get(path).content.decode()


def test_an_exchange_without_consent_says_so_and_until_when(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    path = called(client, here, ground="meeting", matter="wellbeing", categories=["education"])
    assert "udveksle uden samtykke på dagen" in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"ground": "meeting", "matter": "wellbeing"}, "Vælg, hvad der udveksles"),
        ({"time": "kvart i to"}, "14.30"),
        ({"staff": [], "kin": [], "relatives": []}, "ud over dig selv"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    here: Workplace, browse: Browse, values: dict[str, object], said: str
) -> None:
    client = browse(here.visitor)
    form = {"kind": "network", "day": (timezone.localdate() + timedelta(days=1)).isoformat(), "time": "14:30",
            "kin": ["friend"], "ground": "consent", "own": "Mit eget punkt",
            "key": key_in(client.get(f"{HERE}ny/")), **values}  # fmt: skip
    answer = client.post(f"{HERE}ny/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Mit eget punkt" in answer.content.decode()


def test_the_calendar_file_names_nobody(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    path = called(client, here)
    answer = client.get(f"{path}moede.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert 'filename="moede.ics"' in answer["Content-Disposition"]
    for personal in ("Biblioteket", LEA.surname, str(LEA.id), "Mariam"):
        assert personal not in answer.content.decode()


def test_the_page_for_paper_is_logged(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    path = called(client, here)
    assert "Det står i loggen" in client.get(f"{path}?papir").content.decode()


def test_the_teacher_finds_it_on_the_own_list_and_the_family_on_theirs(here: Workplace, browse: Browse) -> None:
    path = called(browse(here.visitor), here)
    assert path in browse(here.teacher).get("/arbejde/netvaerk/").content.decode()
    family = the_mother()
    listed = family.get("/min/moeder/").content.decode()
    own = path.replace(f"/arbejde/borger/{LEA.id}/netvaerk/", f"/min/moeder/{LEA.id}/")
    assert own in listed
    assert "Biblioteket" in family.get(own).content.decode()


@pytest.mark.parametrize("who", ["volunteer", "caseworker", "coordinator"])
def test_whoever_may_not_know_the_child_gets_the_page_of_nothing(here: Workplace, browse: Browse, who: str) -> None:
    path = called(browse(here.visitor), here)
    stranger = browse(getattr(here, who))
    for address in (HERE, f"{HERE}ny/", path, f"{path}moede.ics"):
        assert stranger.get(address).status_code == 404, address


PAGES = ("list", "new", "page", "mine")


@pytest.mark.parametrize("page", PAGES)
def test_more_to_show_costs_no_more_statements(here: Workplace, browse: Browse, page: str) -> None:
    client = browse(here.visitor)
    path = called(client, here)
    today_is_the_day(path)
    paths = {"list": HERE, "new": f"{HERE}ny/", "page": path, "mine": "/arbejde/netvaerk/"}
    write(client, path)
    client.get(paths[page])
    few = statements(client, paths[page])
    for _ in range(3):
        write(client, path)
    called(client, here)
    assert statements(client, paths[page]) == few


def write(client: Client, path: str) -> None:
    """Write a note, and a decision."""
    due = (timezone.localdate() + timedelta(days=7)).isoformat()
    client.post(path, {"gerning": "referat", "words": "Vi talte om søvn."})
    key = key_in(client.get(path))
    client.post(path, {"gerning": "aftal", "what": "Ring til lægen", "doer": "family", "due": due, "key": key})


def test_a_concern_goes_from_the_teacher_to_the_coordinator_and_is_closed(
    here: Workplace, nadia: Employee, browse: Browse
) -> None:
    teacher, coordinator = browse(here.visitor), browse(nadia)
    path = f"/arbejde/borger/{LEA.id}/bekymring/"
    form = teacher.get(path)
    assert "112" in form.content.decode()
    assert "ikke en underretning" in form.content.decode()
    assert teacher.post(path, {"text": "Hun er træt.", "key": key_in(form)}).status_code == 302
    listed = coordinator.get("/arbejde/bekymringer/").content.decode()
    assert "Hun er træt" not in listed
    assert LEA.surname not in listed
    number = Concern.objects.adding().get().number
    assert coordinator.get(f"/arbejde/bekymringer/{number}/").status_code == 403
    coordinator.post(f"/arbejde/bekymringer/{number}/tag/")
    text = coordinator.get(f"/arbejde/bekymringer/{number}/").content.decode()
    assert "Hun er træt." in text
    assert "Hanne" not in text
    today = timezone.localdate().isoformat()
    version = Concern.objects.adding().get().version
    coordinator.post(f"/arbejde/bekymringer/{number}/", {"on": today, "text": "Mødt moren.", "version": version})
    assert Concern.objects.adding().get().state == State.CONTACTED
    version = Concern.objects.adding().get().version
    closing = {"gerning": "afslut", "slut-outcome": "wanted_help", "version": version}
    assert coordinator.post(f"/arbejde/bekymringer/{number}/", closing).status_code == 302
    assert Concern.objects.adding().get().state == State.CLOSED
    family = the_mother()
    told = family.get("/min/bekymring/").content.decode()
    assert "Nogen var bekymret" in told
    assert "Hanne" not in told
    assert "træt" not in told


@pytest.mark.parametrize("who", ["teacher", "caseworker", "coordinator"])
def test_nobody_else_reads_or_takes_it(here: Workplace, nadia: Employee, browse: Browse, who: str) -> None:
    number = sent(NOBODY, nadia.unit)
    other = browse(getattr(here, who))
    assert other.get(f"/arbejde/bekymringer/{number}/").status_code == 403
    assert other.post(f"/arbejde/bekymringer/{number}/tag/").status_code == 403
    assert "Modtaget hos os" not in other.get("/arbejde/bekymringer/").content.decode()


def test_the_list_costs_the_same_for_many(here: Workplace, nadia: Employee, browse: Browse) -> None:
    client = browse(nadia)
    sent(NOBODY, nadia.unit)
    client.get("/arbejde/bekymringer/")
    few = statements(client, "/arbejde/bekymringer/")
    for _ in range(4):
        sent(NOBODY, nadia.unit)
    assert statements(client, "/arbejde/bekymringer/") == few


def test_anybody_may_write_without_saying_who(here: Workplace, nadia: Employee, client: Client) -> None:
    cache.clear()
    form = client.get(PUBLIC)
    assert "no-store" in form["Cache-Control"]
    given = {"text": "Han græder om natten.", "about": "Opgang 7", "sender": "neighbour", "key": key_in(form)}
    answer = client.post(PUBLIC, given)
    assert answer["Location"].endswith("/bekymring/tak/")
    assert "Tak" in client.get(answer["Location"]).content.decode()
    row = Concern.objects.adding().get()
    assert (row.sent_by, row.person_id, row.unit_id) == ("", None, nadia.unit)


def test_nobody_fills_the_list_from_one_line(here: Workplace, nadia: Employee, client: Client) -> None:
    cache.clear()
    answers = []
    for _ in range(6):
        given = {"text": "x", "about": "y", "sender": "other", "key": key_in(client.get(PUBLIC))}
        answers.append(client.post(PUBLIC, given).status_code)
    assert answers == [302] * 5 + [429]
    assert Concern.objects.adding().count() == 5


def test_where_nobody_receives_the_form_says_where_to_call(here: Workplace, client: Client) -> None:
    text = client.get(PUBLIC).content.decode()
    assert "Ingen modtager bekymringer" in text
    assert "112" in text


def test_a_mother_writes_about_her_child(here: Workplace, nadia: Employee) -> None:
    family = the_mother()
    form = family.get("/min/bekymring/ny/")
    given = {"text": "Vi har brug for hjælp.", "person": str(LEA.id), "key": key_in(form)}
    assert family.post("/min/bekymring/ny/", given).status_code == 302
    assert "Vi har brug for hjælp." in family.get("/min/bekymring/").content.decode()
    assert Concern.objects.adding().get().person_id == LEA.id


@pytest.mark.parametrize("ways", [True, False])
def test_a_citizen_chooses_among_the_ways_that_there_are(
    here: Workplace, settings: object, ways: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.SMS_URL", "https://sms.example/" if ways else "", raising=False)
    family = the_mother()
    text = family.get("/min/paamindelser/").content.decode()
    assert ('value="sms"' in text) is ways
    if ways:
        answer = family.post("/min/paamindelser/", {"channel": "sms", "language": "ar"})
        assert answer.status_code == 302
        assert 'value="ar" selected' in family.get("/min/paamindelser/").content.decode()


def test_an_employee_chooses_too(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    assert client.post("/arbejde/paamindelser/", {"wants_mail": "on"}).status_code == 302
    assert "checked" in client.get("/arbejde/paamindelser/").content.decode()
