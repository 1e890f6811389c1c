"""A file brought in by hand: seen first, then all or nothing, and only by an administrator."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.organisations.sample import Corner, corner
from tests.web.logging_in import a_member_of_staff, log_in

from vugge.organisations.models import Organisation
from vugge.organisations.rules.kinds import Role
from vugge.web.office.imports import Given

pytestmark = pytest.mark.django_db

PAGE, LISTS = "/register/indlaes/organisationer/", "/register/indlaes/omraader/"
GOOD = b"Organisation;Organisationens art;Kommune;G\xc3\xa6lder fra\nRoklubben;Forening;Aarhus;01-01-2021\n"
WRONG = GOOD.replace(b"Aarhus", b"Odense")
FORMULA = GOOD.replace(b"Roklubben", b"=1+1")


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
    done = administrator.post(PAGE, carried(GOOD, "commit")).content.decode()
    assert "1 nye, 0 ændrede og 0 uændrede" in done
    assert Organisation.objects.filter(name="Roklubben").count() == 1


def test_sending_it_twice_stores_it_once(administrator: Client) -> None:
    for _ in range(2):
        assert administrator.post(PAGE, carried(GOOD, "commit")).status_code == 200
    assert Organisation.objects.filter(name="Roklubben").count() == 1


def test_what_is_wrong_is_shown_by_row_and_column_and_cannot_be_committed(administrator: Client) -> None:
    page = administrator.post(PAGE, given(WRONG)).content.decode()
    assert "Du kan ikke ændre dette i registeret" in page
    assert 'value="commit"' not in page
    refused = administrator.post(PAGE, carried(WRONG, "commit"))
    assert refused.status_code == 400
    assert "Intet er indlæst" in refused.content.decode()
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


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PEDAGOGUE])
def test_nobody_but_an_administrator_comes_in(here: Corner, client: Client, role: Role) -> None:
    log_in(client, a_member_of_staff("lone", (role, here.school)))
    pages = ("/register/indlaes/", PAGE, LISTS, f"{PAGE}skabelon.xlsx", f"{LISTS}skabelon.xlsx")
    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, 403)
    assert client.post(PAGE, carried(GOOD, "commit")).status_code == 403
    assert not Organisation.objects.filter(name="Roklubben").exists()


def test_nothing_is_taken_in_without_a_token(here: Corner) -> None:
    strict = Client(enforce_csrf_checks=True)
    log_in(strict, a_member_of_staff("anker", (Role.ADMINISTRATOR, here.department)))
    assert strict.post(PAGE, carried(GOOD, "commit")).status_code == 403
