"""Commands about local accounts: a password is shown once, and a lost telephone is forgotten."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from tests.cast import the_operator
from tests.organisations.sample import a_unit, an_organisation

from vugge.audit.queries import events
from vugge.cli import accounts, table
from vugge.organisations.models import Account
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind

pytestmark = pytest.mark.django_db

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `vugge accounts ...` and return the exit code, the answer and what was said beside it."""
    monkeypatch.setattr(accounts, "ready_database", lambda: None)

    def run(*words: str) -> tuple[int, str, str]:
        code = table.run(["accounts", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def password_in(said: str) -> str:
    found = re.search(r"denne ene gang: (\S+)", said)
    assert found, said
    return found[1]


def test_an_account_is_opened_with_a_role_and_a_password_that_is_shown_once(run: Run) -> None:
    owner = an_organisation("Skolefonden", OrganisationKind.INSTITUTION_OWNER)
    school = a_unit(owner, "Birkeskolen", UnitKind.SCHOOL)
    code, said, _ = run("open", "mette", "Mette Prøve", "--role", "teacher", "--unit", str(school))
    row = Account.objects.get(login_name="mette")
    assert code == 0
    assert row.check_password(password_in(said))
    assert row.staff_roles.get().unit_id == school
    assert password_in(said) not in str(events(the_operator(), limit=20))


def test_a_new_password_replaces_the_old(run: Run) -> None:
    first = password_in(run("open", "mette", "Mette Prøve")[1])
    second = password_in(run("password", "mette")[1])
    row = Account.objects.get(login_name="mette")
    assert row.check_password(second)
    assert not row.check_password(first)


def test_lost_factors_are_forgotten(run: Run) -> None:
    run("open", "mette", "Mette Prøve")
    row = Account.objects.get(login_name="mette")
    Authenticator.objects.create(user=row, type=Authenticator.Type.TOTP, data={"secret": "x"})
    run("forget", "mette")
    assert not Authenticator.objects.filter(user=row).exists()


def test_an_account_is_closed(run: Run) -> None:
    run("open", "mette", "Mette Prøve")
    assert run("close", "mette")[0] == 0
    assert not Account.objects.get(login_name="mette").is_active


@pytest.mark.parametrize("words", [("close", "nobody"), ("open", "0102031234", "X"), ("password", "nobody")])
def test_what_cannot_be_done_is_said_in_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    code, said, beside = run(*words)
    assert (code, said) == (2, "")
    assert beside.endswith(".\n")
