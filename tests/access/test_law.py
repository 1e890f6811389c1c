"""The packages of access hold together: one for each part on each day, and nothing in the policy that may not be."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from unittest.mock import patch

import pytest

from vugge.access.queries import law as reading
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import CITIZEN, BasisKind
from vugge.access.rules.law import AccessLaw, PolicyRule
from vugge.audit.rules import Act, Category, Level, Purpose
from vugge.kit.errors import BadLaw
from vugge.kit.law import Mistake
from vugge.organisations.rules.kinds import Role

TODAY = date(2026, 11, 22)
FIRST = date(2024, 1, 1)


@pytest.fixture
def law() -> AccessLaw:
    """The law of today."""
    return access_law(TODAY)


def test_every_day_has_one_package_of_each_part() -> None:
    with patch.object(reading, "_read", cache(reading._read)):  # the files once, not once a day
        for number in range((date(2030, 1, 1) - FIRST).days):
            access_law.__wrapped__(FIRST + timedelta(days=number))


def test_a_day_without_a_package_is_noticed() -> None:
    with pytest.raises(BadLaw, match="Ingen lovpakke"):
        access_law(FIRST - timedelta(days=1))


def test_a_day_with_two_packages_is_noticed(law: AccessLaw) -> None:
    twice = (law.terms, replace(law.terms, id="access/terms_twice"))
    with pytest.raises(BadLaw), patch.object(reading, "_read", lambda _part, _shape: twice):
        access_law.__wrapped__(TODAY)


def test_every_role_of_the_policy_exists(law: AccessLaw) -> None:
    known = {CITIZEN, *(role.value for role in Role)}
    assert {rule.role for rule in law.policy.rules} <= known
    assert law.policy.private_roles <= known
    assert {one.role for one in law.policy.protected_seen_by} <= known


def test_those_who_keep_the_house_see_no_persons(law: AccessLaw) -> None:
    silent = {Role.BOARD_MEMBER, Role.SUPERVISOR, Role.ADMINISTRATOR}
    assert not silent & {rule.role for rule in law.policy.rules}


def test_an_emergency_and_a_meeting_are_for_reading_alone(law: AccessLaw) -> None:
    for rule in law.policy.rules:
        if rule.basis in (BasisKind.EMERGENCY, BasisKind.MEETING):
            assert rule.acts == {Act.READ}
            assert rule.purposes == {Purpose(rule.basis.value)}


def test_private_recipients_take_no_part_without_consent(law: AccessLaw) -> None:
    for role in law.policy.private_roles:
        for basis in (BasisKind.MEETING, BasisKind.EMERGENCY, BasisKind.STATUTE):
            assert law.policy.rule(role, basis) is None
        assigned = law.policy.rule(role, BasisKind.ASSIGNED)
        assert assigned is None or assigned.sees <= Level.SUMMARY


def test_a_consent_only_lets_read(law: AccessLaw) -> None:
    given = [rule for rule in law.policy.rules if rule.basis is BasisKind.CONSENT]
    assert given
    assert all(rule.acts <= {Act.FIND, Act.READ} for rule in given)
    assert all(not rule.categories & {Category.LOG, Category.SHARING} for rule in given)


def test_only_the_citizen_and_the_caseworker_take_data_out(law: AccessLaw) -> None:
    assert {rule.role for rule in law.policy.rules if Act.EXPORT in rule.acts} == {CITIZEN, Role.CASEWORKER}


def test_the_log_is_the_citizens_alone(law: AccessLaw) -> None:
    assert {rule.role for rule in law.policy.rules if Category.LOG in rule.categories} == {CITIZEN}


def test_where_the_protected_are_no_consent_team_or_emergency_tells(law: AccessLaw) -> None:
    assert {(one.role, one.basis) for one in law.policy.protected_seen_by} == {
        (CITIZEN, BasisKind.OWN),
        (Role.CASEWORKER, BasisKind.ASSIGNED),
        (Role.REGISTRAR, BasisKind.STATUTE),
    }


def test_a_private_role_never_sees_the_protected_whatever_is_written(law: AccessLaw) -> None:
    some = law.policy.protected_seen_by[0]
    wrong = replace(law.policy, protected_seen_by=(replace(some, role="volunteer", basis=BasisKind.CONSENT),))
    assert not wrong.sees_protected("volunteer", BasisKind.CONSENT)


def test_the_matters_ask_from_ten_and_let_answer_from_fifteen(law: AccessLaw) -> None:
    assert {(one.child_heard, one.child_signs) for one in law.ages.matters} == {(10, 15)}
    assert law.terms.consent.months_at_most <= 12
    assert law.terms.emergency.hours <= 4


@pytest.mark.parametrize(
    "change",
    [{"level": "much"}, {"level": "exists"}, {"level": "summary", "categories": frozenset({Category.SUPPORT})}],
)
def test_a_line_that_says_two_things_is_refused(law: AccessLaw, change: dict[str, object]) -> None:
    line = next(rule for rule in law.policy.rules if rule.level == "full")
    with pytest.raises(Mistake):
        replace(line, **change)  # type: ignore[arg-type]  # wrong on purpose


def test_two_lines_for_the_same_are_refused(law: AccessLaw) -> None:
    line: PolicyRule = law.policy.rules[0]
    with pytest.raises(Mistake):
        replace(law.policy, rules=(*law.policy.rules, replace(line, acts=frozenset({Act.READ}))))
