"""A file brought in by hand: seen first, then saved by a job that says how far it is; only by an administrator."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.organisations.sample import Corner, corner
from tests.web.logging_in import a_member_of_staff, log_in

from vugge.cli.work import take_jobs
from vugge.organisations.models import Intake, Organisation
from vugge.organisations.rules.intakes import Given
from vugge.organisations.rules.kinds import Role

pytestmark = pytest.mark.django_db

PAGE, LISTS = "/register/indlaes/organisationer/", "/register/indlaes/omraader/"
GOOD = b"Organisation;Organisationens art;Kommune;G\xc3\xa6lder fra\nRoklubben;Forening;Aarhus;01-01-2021\n"
WRONG = GOOD.replace(b"Aarhus", b"Odense")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
FORMULA = GOOD.replace(b"Roklubben", b"=1+1")


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker keeps the test's own connection, which holds its transaction."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)


@pytest.fixture
def here() -> Corner:
    """The corner of the register."""
    return corner()


@pytest.fixture
def administrator(here: Corner, client: Client) -> Client:
    """The browser of the municipality's administrator."""
    log_in(client, a_member_of_staff("anker", (Role.ADMINISTRATOR, here.department)))
    return client


def given(content: bytes, name: str = "register.csv") -> dict[str, object]:
    return {"step": "preview", "file": SimpleUploadedFile(name, content)}


def carried(content: bytes, step: str) -> dict[str, str]:
    return {"step": step, "ending": ".csv", "carried": Given(".csv", content).carried}


def test_a_file_is_seen_first_and_then_committed(administrator: Client) -> None:
    page = administrator.post(PAGE, given(GOOD)).content.decode()
    assert "Roklubben" in page
    assert Given(".csv", GOOD).carried in page
    assert not Organisation.objects.filter(name="Roklubben").exists()
    waits = sent(administrator, GOOD)
    assert "venter på sin tur" in read(administrator, waits)
    assert not Organisation.objects.filter(name="Roklubben").exists()
    take_jobs()
    assert "1 nye, 0 ændrede og 0 uændrede" in read(administrator, waits)
    assert Organisation.objects.filter(name="Roklubben").count() == 1


def sent(client: Client, content: bytes) -> str:
    """Have a file committed, and return the page that says how far it is."""
    response = client.post(PAGE, carried(content, "commit"))
    assert response.status_code == 302
    return response.headers["Location"]


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_sending_it_twice_stores_it_once(administrator: Client) -> None:
    assert sent(administrator, GOOD) == sent(administrator, GOOD)
    take_jobs()
    assert Organisation.objects.filter(name="Roklubben").count() == 1


STANDINGS: Final[dict[str, tuple[dict[str, Any], str, bool]]] = {  # Any: columns of any type
    "waiting": ({"state": "waiting"}, "venter på sin tur", True),
    "running": ({"state": "running", "rows": 1200, "rows_done": 432}, "432 af 1.200 rækker er gennemgået", True),
    "reading": ({"state": "running"}, "bliver læst igennem", True),
    "late": ({"state": "waiting", "heard_at": LONG_AGO}, "har ventet for længe", False),
    "stopped": ({"state": "running", "heard_at": LONG_AGO}, "er gået i stå", False),
    "broken": ({"state": "broken", "ended_at": LONG_AGO}, "en fejl hos os", False),
    "refused": (
        {"state": "refused", "ended_at": LONG_AGO, "content": "", "problem": "Navnet mangler."},
        "Navnet mangler",
        False,
    ),
}


@pytest.mark.parametrize("case", STANDINGS)
def test_how_far_it_is_is_said_and_asked_again_only_while_it_changes(administrator: Client, case: str) -> None:
    columns, words, asks_again = STANDINGS[case]
    path = sent(administrator, GOOD)
    Intake.objects.update(**columns)
    page = read(administrator, path)
    assert words in page
    assert ('hx-trigger="every 1s"' in page, "Se, hvor langt den er nu" in page) == (asks_again, asks_again)
    assert ("Prøv igen" in page) == (case in ("late", "stopped", "broken"))


def test_what_stopped_is_tried_again_by_whoever_asked(administrator: Client) -> None:
    path = sent(administrator, GOOD)
    Intake.objects.update(state="broken", ended_at=LONG_AGO)
    assert administrator.post(path).headers["Location"] == path
    take_jobs()
    assert "Filen er indlæst" in read(administrator, path)
    assert administrator.post(path).status_code == 400


def test_the_list_says_who_when_what_and_how_it_went(administrator: Client) -> None:
    assert "Ingen har indlæst en fil" in read(administrator, "/register/indlaes/")
    sent(administrator, GOOD)
    take_jobs()
    sent(administrator, WRONG)
    take_jobs()
    page = read(administrator, "/register/indlaes/")
    assert "Anker, Børn og Unge" in page
    assert "Indlæst: 1 nye, 0 ændrede, 0 uændrede" in page
    assert "Afvist, intet gemt" in page


def test_another_organisations_administrator_sees_none_of_it(here: Corner, administrator: Client) -> None:
    path = sent(administrator, GOOD)
    other = Client()
    log_in(other, a_member_of_staff("vera", (Role.ADMINISTRATOR, here.secretariat)))
    assert other.get(path).status_code == 404
    assert other.post(path).status_code == 404
    assert "Anker" not in read(other, "/register/indlaes/")


@pytest.mark.parametrize("path", ["/register/indlaes/", "run"])
def test_a_page_asks_as_much_however_many_files_there_are(administrator: Client, path: str) -> None:
    numbers = []
    for number in range(3):
        run = sent(administrator, GOOD.replace(b"Roklubben", f"Roklubben {number}".encode()))
        with CaptureQueriesContext(connection) as statements:
            read(administrator, run if path == "run" else path)
        numbers.append(len(statements))
    assert len(set(numbers)) == 1, numbers


def test_what_is_wrong_is_shown_by_row_and_column_and_cannot_be_committed(administrator: Client) -> None:
    page = administrator.post(PAGE, given(WRONG)).content.decode()
    assert "Du kan ikke ændre dette i registeret" in page
    assert 'value="commit"' not in page
    path = sent(administrator, WRONG)
    take_jobs()
    assert "Intet er indlæst" in read(administrator, path)
    assert not Organisation.objects.filter(name="Roklubben").exists()


def test_the_wrong_rows_come_back_as_a_file_with_reasons(administrator: Client) -> None:
    response = administrator.post(PAGE, carried(WRONG, "corrections"))
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][-1] == "Fejl"
    assert "Du kan ikke ændre dette" in str(rows[1][-1])


def test_what_a_file_says_is_shown_as_text(administrator: Client) -> None:
    content = GOOD.replace(b"Roklubben", b"<script>alert(1)</script>")
    page = administrator.post(PAGE, given(content)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "formel" in administrator.post(PAGE, given(FORMULA)).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"step": "preview"},
        given(GOOD, "register.pdf"),
        given(b"x" * 1_500_001),
        {"step": "commit", "ending": ".csv", "carried": "ikke base64"},
        {"step": "commit", "ending": "/../../etc/passwd", "carried": "eA=="},
        {"step": "commit"},
    ],
    ids=["nothing", "no table", "too large", "damaged", "strange ending", "nothing carried"],
)
def test_what_is_no_file_of_ours_is_said_and_changes_nothing(administrator: Client, sent: dict[str, object]) -> None:
    before = Organisation.objects.count()
    response = administrator.post(PAGE, sent)
    assert response.status_code == 400
    assert "alert-error" in response.content.decode()
    assert Organisation.objects.count() == before


def test_a_template_has_the_columns_and_nothing_else(administrator: Client) -> None:
    for page in (PAGE, LISTS):
        sheet = load_workbook(BytesIO(administrator.get(f"{page}skabelon.xlsx").content)).active
        assert sheet is not None
        assert sheet.max_row == 1


def test_the_states_lists_are_brought_in_the_same_way(administrator: Client) -> None:
    content = (
        b"year,area,municipality,residents,source_url,list_udsat\n2024,Provebyen,Aarhus,1500,https://example.dk/,1\n"
    )
    page = administrator.post(LISTS, given(content)).content.decode()
    assert "Provebyen (Aarhus)" in page
    assert "Områder, vi ikke kender" in page


def test_columns_are_called_by_their_danish_names_and_every_mistake_is_counted(administrator: Client) -> None:
    sheet = load_workbook(BytesIO(administrator.get(f"{LISTS}skabelon.xlsx").content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:4] == ["År", "Område", "Kommune", "Beboere"]
    header = ";".join(str(cell.value) for cell in sheet[1])
    cells = ["2024", "Provebyen", "Aarhus", "mange", *[""] * (header.count(";") - 3)]
    wrong = f"{header}\n{';'.join(cells)}\n".replace("Beboere", "residents")
    page = administrator.post(LISTS, given(wrong.encode())).content.decode()
    assert "D – Beboere" in page
    assert "residents" not in page.partition("<tbody>")[2].partition("</tbody>")[0]
    short = administrator.post(LISTS, given(b"year,area\n2024,Provebyen\n")).content.decode()
    assert "Kolonnen ”Kommune” mangler." in short
    assert "fejl gælder hele filen eller dens overskrifter." in short
    assert "0 med fejl" not in short


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PEDAGOGUE])
def test_nobody_but_an_administrator_brings_the_register(here: Corner, client: Client, role: Role) -> None:
    log_in(client, a_member_of_staff("lone", (role, here.school)))
    offered = client.get("/register/indlaes/").content.decode()
    assert ("/register/indlaes/set/" in offered, PAGE in offered) == (True, False)
    pages = (PAGE, LISTS, f"{PAGE}skabelon.xlsx", f"{LISTS}skabelon.xlsx")
    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, 403)
    assert client.post(PAGE, carried(GOOD, "commit")).status_code == 403
    assert not Organisation.objects.filter(name="Roklubben").exists()


def test_whoever_acts_in_another_role_meets_no_form(here: Corner, client: Client) -> None:
    log_in(client, a_member_of_staff("lone", (Role.TEACHER, here.school), (Role.ADMINISTRATOR, here.department)))
    client.post("/log-ind/rolle/", {"role": f"{Role.ADMINISTRATOR.value}:{here.department}"})
    assert client.get(PAGE).status_code == 200
    run = sent(client, GOOD)
    client.post("/log-ind/rolle/", {"role": f"{Role.TEACHER.value}:{here.school}"})
    pages = (PAGE, LISTS, f"{PAGE}skabelon.xlsx")
    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, 403)
    assert client.get(run).status_code == 404
    assert run not in client.get("/register/indlaes/").content.decode()
    assert client.post(PAGE, given(GOOD)).status_code == 403


def test_nothing_is_taken_in_without_a_token(here: Corner) -> None:
    strict = Client(enforce_csrf_checks=True)
    log_in(strict, a_member_of_staff("anker", (Role.ADMINISTRATOR, here.department)))
    assert strict.post(PAGE, carried(GOOD, "commit")).status_code == 403
