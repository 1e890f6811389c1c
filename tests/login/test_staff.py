"""Staff come in by their workplace's log-in, in the roles that it gives, and by nothing less than the whole proof."""

from dataclasses import dataclass
from typing import Any

import pytest
from allauth.socialaccount.models import SocialApp
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings
from tests.cast import the_operator
from tests.login.conversation import Answer, Visitor, provider_settings
from tests.organisations.sample import a_unit, an_organisation
from tests.web.logging_in import LONG_AGO

from vugge.audit.queries import events
from vugge.organisations.actions.accounts import admit_from_provider, close_account
from vugge.organisations.actions.staffing import give_role
from vugge.organisations.queries.accounts import account_known_as
from vugge.organisations.rules.accounts import Account, AccountKind
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind

pytestmark = pytest.mark.django_db

STRONG: dict[str, Any] = {"level": "strong", "name": "Mette Prøve"}  # Any: whatever JSON holds
TEACHER = {**STRONG, "groups": ["VUGGE-LÆRER"]}
LIES = (
    "nonce", "no_nonce", "expired", "future", "audience", "audiences", "issuer", "foreign_key", "unknown_key",
    "unsigned", "changed", "no_subject", "no_token", "garbage",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.login.pages"


@dataclass(frozen=True)
class Place:
    """A school with a club: the ids of the two."""

    school: int
    club: int


@pytest.fixture
def place(providers: None, settings: Settings) -> Place:
    """A school and its club, where the groups of the workplace give roles."""
    owner = an_organisation("Skolefonden", OrganisationKind.INSTITUTION_OWNER)
    found = Place(a_unit(owner, "Birkeskolen", UnitKind.SCHOOL), a_unit(owner, "Klubben", UnitKind.CLUB))
    staff = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    staff["settings"]["roles"] = {
        "claim": "groups",
        "role": [
            {"group": "VUGGE-LÆRER", "role": "teacher", "unit": found.school},
            {"group": "VUGGE-PÆDAGOG", "role": "pedagogue", "unit": found.club},
            {"group": "VUGGE-UMULIG", "role": "teacher", "unit": found.club},
        ],
    }
    return found


def known(subject: str) -> Account | None:
    return account_known_as(provider="staff", subject=subject)


def who(client: Client) -> str:
    """Return what a personal page takes the visitor for; nothing when it sends them away."""
    answer = client.get("/hvem/")
    return answer.content.decode() if answer.status_code == 200 else ""


def newest() -> tuple[str, tuple[str, ...]]:
    """Return the verb and the codes of the log's newest entry."""
    entry = events(the_operator(), limit=1)[0]
    return entry.verb, entry.fields


def is_refused(answer: Answer, client: Client, *, why: str) -> bool:
    return answer.status_code == 403 and SESSION_KEY not in client.session and newest() == (
        "organisations.log_in_refused", (why,),
    )  # fmt: skip


def test_the_right_one_comes_in_with_the_role_that_the_workplace_gives(visitor: Visitor, place: Place) -> None:
    answer = visitor.logs_in(sub="mette", claims=TEACHER)
    account = known("mette")
    assert account is not None
    assert (answer.status_code, answer["Location"]) == (302, "/log-ind/videre/")
    assert who(visitor.client) == f"person:{account.id} teacher {place.school}"
    assert account.display_name == "Mette Prøve"
    assert newest() == ("organisations.logged_in", ("provider",))


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_wrong_in_any_way_lets_nobody_in(visitor: Visitor, place: Place, lie: str) -> None:
    answer = visitor.logs_in(sub=f"liar-{lie}", claims=TEACHER, spoil=lie)
    assert is_refused(answer, visitor.client, why="token_wrong")
    assert "Svaret fra log-in kunne ikke godkendes" in answer.content.decode()
    assert known(f"liar-{lie}") is None


@pytest.mark.parametrize("level", ["weak", ["pwd", "sms"], "", None, 3, {"strong": True}])
def test_one_factor_at_the_workplace_is_not_enough(visitor: Visitor, place: Place, level: object) -> None:
    answer = visitor.logs_in(sub="careless", claims={**TEACHER, "level": level})
    assert is_refused(answer, visitor.client, why="level_too_low")
    assert "to faktorer" in answer.content.decode()


def test_one_strong_method_among_several_is_enough(visitor: Visitor, place: Place) -> None:
    visitor.logs_in(sub="mette", claims={**TEACHER, "level": ["pwd", "strong"]})
    assert who(visitor.client)


def test_whoever_breaks_off_is_told_so_and_is_not_in(visitor: Visitor, place: Place) -> None:
    answer = visitor.logs_in(sub="doubtful", spoil="cancelled")
    assert answer.status_code == 200
    assert "Du afbrød log-in" in answer.content.decode()
    assert newest() == ("organisations.log_in_refused", ("cancelled",))
    assert not who(visitor.client)


@pytest.mark.parametrize("state", ["", "somebody-elses", "0" * 16])
def test_an_answer_that_nobody_asked_for_lets_nobody_in(client: Client, place: Place, state: str) -> None:
    answer = client.get("/oidc/staff/retur/", {"code": "any", "state": state})
    assert is_refused(answer, client, why="state_unknown")


def test_an_answer_works_once(visitor: Visitor, place: Place) -> None:
    back = visitor.at_the_provider(visitor.sets_out(), sub="mette", claims=TEACHER)
    visitor.comes_back(back)
    visitor.client.post("/log-ud/")
    assert is_refused(visitor.comes_back(back), visitor.client, why="state_unknown")


def test_an_answer_works_only_in_the_browser_that_asked(visitor: Visitor, place: Place) -> None:
    back = visitor.at_the_provider(visitor.sets_out(), sub="mette", claims=TEACHER)
    victim = Client()
    assert is_refused(Visitor(victim).comes_back(back), victim, why="state_unknown")


def test_an_answer_to_one_door_opens_no_other(visitor: Visitor, place: Place) -> None:
    back = visitor.at_the_provider(visitor.sets_out(), sub="mette", claims=TEACHER)
    answer = visitor.comes_back(back.replace("/oidc/staff/", "/oidc/citizen/"))
    assert is_refused(answer, visitor.client, why="state_unknown")


def test_an_answer_that_names_another_provider_lets_nobody_in(visitor: Visitor, place: Place) -> None:
    back = visitor.at_the_provider(visitor.sets_out(), sub="mette", claims=TEACHER)
    assert "&iss=" in back
    answer = visitor.comes_back(back.replace("iss=http", "iss=https"))
    assert is_refused(answer, visitor.client, why="token_wrong")


def test_a_code_that_was_not_given_to_us_lets_nobody_in(visitor: Visitor, place: Place) -> None:
    back = visitor.at_the_provider(visitor.sets_out(), sub="mette", claims=TEACHER)
    answer = visitor.comes_back(back.replace("code=", "code=x"))
    assert is_refused(answer, visitor.client, why="token_wrong")


def test_a_provider_that_does_not_answer_is_said_so(client: Client, place: Place, settings: Settings) -> None:
    silent = provider_settings("http://127.0.0.1:9", entrance="staff")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [silent]}}
    answer = client.post("/oidc/staff/log-ind/")
    assert is_refused(answer, client, why="provider_silent")
    assert "Vi kan ikke få svar" in answer.content.decode()


def test_a_provider_that_speaks_for_another_is_not_believed(
    client: Client, place: Place, settings: Settings, issuer: str
) -> None:
    other = provider_settings(issuer.replace("127.0.0.1", "localhost"), entrance="staff")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [other]}}
    answer = client.post("/oidc/staff/log-ind/")
    assert is_refused(answer, client, why="token_wrong")


@pytest.mark.parametrize("groups", [[], ["SOMETHING-ELSE"], "SOMETHING-ELSE", None, 7])
def test_nobody_gets_an_account_without_a_role(visitor: Visitor, place: Place, groups: object) -> None:
    answer = visitor.logs_in(sub="stranger", claims={**STRONG, "groups": groups})
    assert is_refused(answer, visitor.client, why="no_role")
    assert known("stranger") is None


def test_a_role_that_the_unit_cannot_have_is_not_given(visitor: Visitor, place: Place) -> None:
    answer = visitor.logs_in(sub="mistaken", claims={**STRONG, "groups": ["VUGGE-UMULIG"]})
    assert is_refused(answer, visitor.client, why="no_role")


def test_a_role_that_the_workplace_takes_ends_at_once(visitor: Visitor, place: Place) -> None:
    visitor.logs_in(sub="mette", claims={**TEACHER, "groups": ["VUGGE-LÆRER", "VUGGE-PÆDAGOG"]})
    visitor.client.post("/log-ind/rolle/", {"role": f"pedagogue:{place.club}"})
    before = visitor.client
    assert who(before).endswith(f"pedagogue {place.club}")
    Visitor(other := Client()).logs_in(sub="mette", claims=TEACHER)
    assert who(other).endswith(f"teacher {place.school}")
    assert who(before).endswith(f"teacher {place.school}")
    assert is_refused(Visitor(gone := Client()).logs_in(sub="mette", claims=STRONG), gone, why="no_role")
    assert not who(before)
    assert not who(other)


def test_what_an_administrator_gave_the_workplace_does_not_take(visitor: Visitor, place: Place) -> None:
    visitor.logs_in(sub="mette", claims=TEACHER)
    account = known("mette")
    assert account is not None
    give_role(the_operator(), account=account.id, unit=place.club, role=Role.PEDAGOGUE, valid_from=LONG_AGO)
    visitor.logs_in(sub="mette", claims=STRONG)
    assert who(visitor.client) == f"person:{account.id} pedagogue {place.club}"


def test_a_closed_account_stays_closed(visitor: Visitor, place: Place) -> None:
    visitor.logs_in(sub="mette", claims=TEACHER)
    account = known("mette")
    assert account is not None
    close_account(the_operator(), account=account.id)
    assert not who(visitor.client)
    again = Client()
    assert is_refused(Visitor(again).logs_in(sub="mette", claims=TEACHER), again, why="closed")


def test_without_a_table_of_roles_only_those_known_beforehand_come_in(
    visitor: Visitor, place: Place, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["roles"] = {}
    assert is_refused(visitor.logs_in(sub="new", claims=TEACHER), visitor.client, why="not_known")
    account = admit_from_provider(
        the_operator(), provider="staff", subject="told", kind=AccountKind.STAFF, display_name="Tove Prøve"
    )
    give_role(the_operator(), account=account.id, unit=place.school, role=Role.TEACHER, valid_from=LONG_AGO)
    visitor.logs_in(sub="told", claims=STRONG)
    assert who(visitor.client) == f"person:{account.id} teacher {place.school}"


@pytest.mark.parametrize(
    ("asked", "goes_to"),
    [
        ("/hvem/", "/hvem/"),
        ("/kilder/?a=1", "/kilder/?a=1"),
        ("https://elsewhere.example/", "/log-ind/videre/"),
        ("//elsewhere.example/", "/log-ind/videre/"),
        ("javascript:alert(1)", "/log-ind/videre/"),
        ("/\\elsewhere.example", "/log-ind/videre/"),
    ],
)
def test_after_log_in_one_is_where_one_was_going_if_that_is_ours(
    visitor: Visitor, place: Place, asked: str, goes_to: str
) -> None:
    answer = visitor.logs_in(form={"next": asked}, sub="mette", claims=TEACHER)
    assert (answer.status_code, answer["Location"]) == (302, goes_to)


def test_a_session_that_somebody_planted_is_not_the_one_that_gets_in(visitor: Visitor, place: Place) -> None:
    planted = visitor.client.session
    planted["planted"] = "by an attacker"
    planted.save()
    visitor.client.cookies["vugge-session"] = str(planted.session_key)
    visitor.logs_in(sub="mette", claims=TEACHER)
    assert visitor.client.session.session_key != planted.session_key
    assert "planted" not in visitor.client.session
    assert not Session.objects.filter(session_key=planted.session_key).exists()


def test_whoever_logs_in_after_another_is_not_the_other(visitor: Visitor, place: Place) -> None:
    visitor.logs_in(sub="mette", claims=TEACHER)
    visitor.logs_in(sub="ole", claims={**TEACHER, "name": "Ole Prøve"})
    account = known("ole")
    assert account is not None
    assert who(visitor.client).startswith(f"person:{account.id}")


def test_only_the_button_sets_out(client: Client, place: Place) -> None:
    assert client.get("/oidc/staff/log-ind/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/oidc/staff/log-ind/").status_code == 403


def test_a_provider_in_a_table_opens_no_door(client: Client, place: Place, issuer: str) -> None:
    SocialApp.objects.create(
        provider="openid_connect", provider_id="own", name="Own", client_id="own", settings={"server_url": issuer}
    )
    assert client.post("/oidc/own/log-ind/").status_code == 404
    assert client.get("/oidc/own/retur/").status_code == 404
