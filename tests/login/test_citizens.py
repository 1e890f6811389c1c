"""Citizens come in by their own entrance, found by the number that a broker vouches for, and leave it nowhere."""

from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.test import Client
from pytest_django import Settings
from tests.cast import BIRGIT, MARIAM, the_operator
from tests.login.conversation import LOW, SUBSTANTIAL, Answer, Visitor, provider_settings
from tests.people.town import register

from vugge.audit.queries import events
from vugge.organisations.actions.accounts import close_account
from vugge.organisations.queries.accounts import account_known_as
from vugge.people.queries.facts import own_person

pytestmark = pytest.mark.django_db(databases=["default"])


@pytest.fixture(autouse=True)
def _citizens(issuer: str, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.login.pages"
    _ask(settings, issuer)


@pytest.fixture
def mariam(client: Client) -> Visitor:
    """Mariam is on file, and sits at a browser."""
    register(MARIAM)
    return Visitor(client)


def _ask(settings: Settings, issuer: str, **more: Any) -> None:  # Any: see `provider_settings`
    levels = {"level_claim": "level", "levels": [SUBSTANTIAL]}
    app = provider_settings(issuer, entrance="citizen", **levels, **more)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


def proves(number: str, level: str = SUBSTANTIAL) -> dict[str, str]:
    return {"cprNumberIdentifier": number, "level": level, "name": "Mariam Østergaard Yılmaz"}


def logs_in(visitor: Visitor, *, sub: str = "broker-1", number: str = MARIAM.number.digits) -> Answer:
    return visitor.logs_in("citizen", sub=sub, claims=proves(number))


def account(client: Client) -> UUID:
    return UUID(client.session[SESSION_KEY])


def is_refused(answer: Answer, client: Client, *, why: str) -> bool:
    entry = events(the_operator(), limit=1)[0]
    return answer.status_code == 403 and SESSION_KEY not in client.session and entry.fields == (why,)


def everything_stored() -> str:
    """Return all that is in the database, as text."""
    return "\n".join(
        str(row) for model in apps.get_models() for row in model._base_manager.using("default").values_list()
    )


def test_a_mother_comes_in_as_herself(mariam: Visitor) -> None:
    answer = logs_in(mariam)
    assert (answer.status_code, answer["Location"]) == (302, "/log-ind/videre/")
    assert own_person(account(mariam.client)) == MARIAM.id
    assert mariam.client.get("/hvem/").content.decode() == f"person:{account(mariam.client)}"


def test_the_next_time_she_has_the_same_account(mariam: Visitor) -> None:
    logs_in(mariam)
    first = account(mariam.client)
    logs_in(mariam)
    assert account(mariam.client) == first


def test_a_new_id_at_the_broker_is_still_her(mariam: Visitor) -> None:
    logs_in(mariam)
    first = account(mariam.client)
    logs_in(mariam, sub="broker-2")
    assert account(mariam.client) == first
    known = account_known_as(provider="citizen", subject="broker-2")
    assert known is not None
    assert known.id == first


def test_an_id_that_has_become_another_persons_is_refused(mariam: Visitor) -> None:
    register(BIRGIT)
    logs_in(mariam)
    neighbour = Client()
    answer = logs_in(Visitor(neighbour), number=BIRGIT.number.digits)
    assert is_refused(answer, neighbour, why="somebody_else")


def test_whoever_is_not_on_file_is_told_whom_to_ask(mariam: Visitor) -> None:
    answer = logs_in(mariam, number=BIRGIT.number.digits)
    assert is_refused(answer, mariam.client, why="not_registered")
    assert "Tal med kommunen" in answer.content.decode()


@pytest.mark.parametrize("number", ["", "not a number", "0000000000", "12345"])
def test_without_a_number_nobody_is_found(mariam: Visitor, number: str) -> None:
    assert is_refused(logs_in(mariam, number=number), mariam.client, why="no_cpr")


def test_a_number_is_read_as_brokers_write_it(mariam: Visitor) -> None:
    digits = MARIAM.number.digits
    logs_in(mariam, number=f"{digits[:6]}-{digits[6:]}")
    assert own_person(account(mariam.client)) == MARIAM.id


@pytest.mark.parametrize("level", [LOW, "", "Substantial"])
def test_a_weak_mitid_is_not_enough(mariam: Visitor, level: str) -> None:
    answer = mariam.logs_in("citizen", sub="broker-1", claims=proves(MARIAM.number.digits, level))
    assert is_refused(answer, mariam.client, why="level_too_low")
    assert "Betydelig" in answer.content.decode()


def test_a_closed_account_stays_closed(mariam: Visitor) -> None:
    logs_in(mariam)
    close_account(the_operator(), account=account(mariam.client))
    assert mariam.client.get("/hvem/").status_code == 302
    assert is_refused(logs_in(mariam), mariam.client, why="closed")
    assert is_refused(logs_in(mariam, sub="broker-2"), mariam.client, why="closed")


def test_neither_number_nor_name_is_left_behind(mariam: Visitor) -> None:
    logs_in(mariam)
    logs_in(mariam, number=BIRGIT.number.digits)
    stored = everything_stored()
    session = str(dict(mariam.client.session))
    for digits in (MARIAM.number.digits, BIRGIT.number.digits):
        assert digits not in stored + session
        assert f"{digits[:6]}-{digits[6:]}" not in stored + session
    assert "Yılmaz" not in session
    assert "Østergaard Yılmaz" in stored  # the control: she is on file, under people


def test_what_the_broker_only_says_when_asked_counts_too(mariam: Visitor, settings: Settings, issuer: str) -> None:
    _ask(settings, issuer, asks_userinfo=True)
    logs_in(mariam)
    assert own_person(account(mariam.client)) == MARIAM.id


def test_what_the_broker_says_of_another_does_not_count(mariam: Visitor, settings: Settings, issuer: str) -> None:
    _ask(settings, issuer, asks_userinfo=True)
    answer = mariam.logs_in("citizen", sub="broker-1", claims=proves(MARIAM.number.digits), spoil="userinfo")
    assert is_refused(answer, mariam.client, why="token_wrong")


def test_the_broker_is_asked_for_the_level(mariam: Visitor, settings: Settings, issuer: str) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["level_claim"] = "acr"
    assert "acr_values=https%3A%2F%2Fdata.gov.dk%2Fconcept%2Fcore%2Fnsis%2FSubstantial" in mariam.sets_out("citizen")
