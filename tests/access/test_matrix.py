"""The access matrix: every part × state × kind of data × act, decided by the application and by the oracle.

The application answers from rows in its database, the oracle from Cedar policies that were written from the policy's
words. A cell in which they differ is a mistake in one of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from unittest.mock import patch

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.access.oracle.asking import CELLS, LEVELS, PERSON, Cell, Oracle, Verdict
from tests.access.stored import Cast, stored
from tests.access.stories import NOW, PARTS, STATES, TODAY, Story, story

from vugge.access.queries import actors
from vugge.access.queries.actors import scope
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import Actor, BasisKind, Grant, PersonFacts
from vugge.access.rules.law import AccessLaw, PolicyRule, RoleOnBasis
from vugge.access.rules.sighting import sight_of
from vugge.audit.rules import Act, Category, Level, Sight

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # a database for the fixture `cases`; one is enough

Answers = dict[Cell, bool]


@dataclass(frozen=True)
class Decided:
    """What the application decided a sight from."""

    actor: Actor
    facts: PersonFacts
    grants: tuple[Grant, ...]


@dataclass(frozen=True)
class Case:
    """One story, what the application and the oracle say of it, and what the application decided it from, if at all."""

    told: Story
    application: Answers
    oracle: dict[Cell, Verdict]
    decided: Decided | None

    def under(self, law: AccessLaw) -> "Case":
        """Return what the application would say under another law."""
        if self.decided is None:
            return self
        seen = sight_of(self.decided.actor, self.decided.facts, self.decided.grants, law=law, now=NOW)
        return replace(self, application=answers(seen))


def answers(sight: Sight) -> Answers:
    """Return what a sight says of each cell."""
    return {
        (act, kind): sight.level >= _LEVELS[act] if kind == PERSON else sight.may(Act(act), Category(kind))
        for act, kind in CELLS
    }


_LEVELS = dict(zip(LEVELS, (Level.EXISTS, Level.SUMMARY, Level.FULL), strict=True))


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    """The policies as they are written."""
    return Oracle.written()


@pytest.fixture(scope="module")
def cases(django_db_setup: None, django_db_blocker: DjangoDbBlocker, oracle: Oracle) -> list[Case]:
    """Every story, stored and decided once; the rows of each are gone again before the next."""
    with django_db_blocker.unblock(), patch("django.utils.timezone.now", lambda: NOW), transaction.atomic():
        cast = Cast.hire()
        found = [_case(story(part, state), cast, oracle) for part in PARTS for state in STATES]
        transaction.set_rollback(True)
    return found


def _case(told: Story, cast: Cast, oracle: Oracle) -> Case:
    with transaction.atomic(), patch.object(actors, "sight_of", wraps=sight_of) as decision:
        asked = stored(told, cast)
        seen = scope(asked.viewer).sight(asked.person)
        transaction.set_rollback(True)
    decided = Decided(*decision.call_args.args) if decision.called else None
    return Case(told, application=answers(seen), oracle=oracle.ask(told), decided=decided)


def deviations(cases: Iterable[Case]) -> list[str]:
    """Return the cells in which the application and the oracle differ."""
    return [
        f"{case.told.part}, {case.told.state}: {' '.join(cell)}: {said} in the application, not in the oracle"
        for case in cases
        for cell, said in case.application.items()
        if said is not case.oracle[cell].is_allowed
    ]


def test_the_application_and_the_oracle_agree_in_every_cell(cases: list[Case]) -> None:
    assert len(PARTS) >= 9
    assert len(STATES) >= 12
    assert sum(len(case.application) for case in cases) >= 6_000
    assert deviations(cases) == []


def test_cedar_finds_no_mistake_in_the_oracle(oracle: Oracle) -> None:
    assert oracle.mistakes() == []


def test_the_matrix_says_yes_often_enough_to_mean_something(cases: list[Case]) -> None:
    yes = sum(sum(case.application.values()) for case in cases)
    assert yes > 2_000


def test_every_line_of_the_oracle_decides_something(cases: list[Case], oracle: Oracle) -> None:
    assert [name for name in oracle.ids if not _is_missed(name, cases, oracle)] == []


def _is_missed(name: str, cases: Iterable[Case], oracle: Oracle) -> bool:
    """Say whether some cell deviates when this policy is taken away."""
    flipped = oracle.without(name)
    took_part = (case for case in cases if any(name in verdict.because for verdict in case.oracle.values()))
    return any(deviations([replace(case, oracle=flipped.ask(case.told))]) for case in took_part)


def flipped_laws(law: AccessLaw) -> Iterator[tuple[str, AccessLaw]]:
    """Yield the law with one thing changed: a line gone, a line with one kind of data or one act more or less."""
    for rule in law.policy.rules:
        name = f"{rule.role} on {rule.basis}"
        yield f"{name}: gone", _with_rule(law, rule, None)
        for act in Act if rule.categories else ():
            yield f"{name}: {act}", _with_rule(law, rule, replace(rule, acts=rule.acts ^ {act}))
        for category in Category if rule.level == "full" else ():
            yield f"{name}: {category}", _with_rule(law, rule, replace(rule, categories=rule.categories ^ {category}))
    for seen_by in law.policy.protected_seen_by:
        kept = tuple(one for one in law.policy.protected_seen_by if one != seen_by)
        yield f"{seen_by} gone", replace(law, policy=replace(law.policy, protected_seen_by=kept))
    for role, basis in (("teacher", "emergency"), ("health_visitor", "assigned"), ("job_consultant", "consent")):
        more = (*law.policy.protected_seen_by, RoleOnBasis(role, BasisKind(basis)))
        yield f"{role} on {basis} sees the protected", replace(law, policy=replace(law.policy, protected_seen_by=more))
    custody = law.ages.custody
    yield "custody to 19", replace(law, ages=replace(law.ages, custody=replace(custody, until_age=19)))
    yield "nothing is the young's own", replace(law, ages=replace(law.ages, custody=replace(custody, own_from=())))


def _with_rule(law: AccessLaw, old: PolicyRule, new: PolicyRule | None) -> AccessLaw:
    rules = tuple(new if one == old else one for one in law.policy.rules if one != old or new is not None)
    return replace(law, policy=replace(law.policy, rules=tuple(one for one in rules if one is not None)))


def test_every_line_of_the_law_decides_something(cases: list[Case]) -> None:
    assert [name for name, law in flipped_laws(access_law(TODAY)) if not _deviates(law, cases)] == []


def _deviates(law: AccessLaw, cases: Iterable[Case]) -> bool:
    return any(deviations([case.under(law)]) for case in cases if case.decided)
