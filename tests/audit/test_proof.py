"""Proof of access: closed unless it says otherwise, and made by nobody but those who decide."""

import ast
from collections.abc import Iterator
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shape.sources import HOUSE, Finding, dotted, files, look, tell

from vugge.audit.rules import (
    SYSTEM,
    Act,
    Category,
    Level,
    Permit,
    Purpose,
    Scope,
    Seen,
    Sight,
    Viewer,
    anonymous,
    no_sight,
    one_each,
    person,
    system,
)
from vugge.kit.errors import Hidden, NotAllowed

CHILD, STRANGER = UUID(int=1), UUID(int=2)
NURSE = person(UUID(int=9), Purpose.CARE, role="health_visitor", unit="17")
JOB = system("night", Purpose.ADMINISTRATION)

sights = st.builds(
    Sight,
    st.sampled_from([CHILD, STRANGER]),
    st.sampled_from(Level),
    st.frozensets(st.tuples(st.sampled_from(Category), st.sampled_from(Act))),
    st.just(("consent:17",)),
)


def sight(level: Level = Level.SUMMARY) -> Sight:
    rights = {(Category.IDENTITY, Act.READ), (Category.WORK, Act.READ), (Category.WORK, Act.ADD)}
    return Sight(CHILD, level, frozenset(rights), ("team:3", "consent:17"))


def test_a_stranger_is_unknown_and_nothing_of_them_shows() -> None:
    scope = Scope(NURSE, {CHILD: sight()})
    assert scope.sight(STRANGER) == no_sight(STRANGER)
    assert not any(scope.shows(STRANGER, category) for category in Category)
    assert scope.persons() == {CHILD}


@given(st.dictionaries(st.sampled_from([CHILD, STRANGER]), sights))
def test_nothing_shows_of_whom_the_scope_does_not_name(found: dict[UUID, Sight]) -> None:
    scope = Scope(NURSE, found)
    for somebody in (CHILD, STRANGER):
        shown = {category for category in Category if scope.shows(somebody, category)}
        assert shown <= scope.sight(somebody).categories
        assert not shown or scope.sight(somebody).level >= Level.SUMMARY
        assert not shown or somebody in scope.persons()


@pytest.mark.parametrize("level", [Level.UNKNOWN, Level.EXISTS])
def test_who_may_know_that_somebody_exists_sees_no_data(level: Level) -> None:
    assert not sight(level).shows(Category.IDENTITY)
    assert (CHILD in Scope(NURSE, {CHILD: sight(level)}).persons()) == (level is Level.EXISTS)


@pytest.mark.parametrize("viewer", [NURSE, anonymous(), person("7f3a", Purpose.ADMINISTRATION)])
def test_only_the_system_has_a_whole_scope_or_a_permit_of_its_own(viewer: Viewer) -> None:
    for make in (Scope.whole, lambda who: Scope(who, {}, is_whole=True)):
        with pytest.raises(NotAllowed):
            make(viewer)
    with pytest.raises(NotAllowed):
        Permit.of_system(viewer, Act.READ, CHILD)


def test_the_system_sees_everybody_and_lists_nobody() -> None:
    scope = Scope.whole(JOB)
    assert all(scope.shows(STRANGER, category) for category in Category)
    assert (scope.persons(), scope.sight(STRANGER).basis) == (frozenset(), SYSTEM)


def test_a_permit_covers_the_one_deed_it_names() -> None:
    Permit(NURSE, Act.ADD, sight()).must_cover(NURSE, Act.ADD, CHILD, Category.WORK)
    Permit.of_system(JOB, Act.CHANGE, CHILD).must_cover(JOB, Act.CHANGE, CHILD, Category.LOCATION)


@pytest.mark.parametrize(
    ("permit", "viewer", "act", "category"),
    [
        (Permit(NURSE, Act.ADD, sight()), person(UUID(int=8), Purpose.CARE), Act.ADD, Category.WORK),
        (Permit(NURSE, Act.ADD, sight()), person(UUID(int=9), Purpose.MEETING), Act.ADD, Category.WORK),
        (Permit(NURSE, Act.ADD, sight()), NURSE, Act.CHANGE, Category.WORK),
        (Permit(NURSE, Act.CHANGE, sight()), NURSE, Act.CHANGE, Category.WORK),
        (Permit(NURSE, Act.ADD, sight()), NURSE, Act.ADD, Category.LOCATION),
        (Permit(NURSE, Act.ADD, sight()), NURSE, Act.ADD, Category.IDENTITY),
        (Permit(NURSE, Act.ADD, sight(Level.UNKNOWN)), NURSE, Act.ADD, Category.WORK),
        (Permit(NURSE, Act.ADD, no_sight(CHILD)), NURSE, Act.ADD, Category.WORK),
    ],
    ids=["another", "another purpose", "another deed", "no act", "no data", "only reads", "unknown", "nothing"],
)
def test_a_permit_covers_nothing_else(permit: Permit, viewer: Viewer, act: Act, category: Category) -> None:
    with pytest.raises(NotAllowed) as refused:
        permit.must_cover(viewer, act, CHILD, category)
    assert refused.value.person == CHILD


def test_a_permit_is_for_one_person() -> None:
    with pytest.raises(NotAllowed) as refused:
        Permit(NURSE, Act.ADD, sight()).must_cover(NURSE, Act.ADD, STRANGER, Category.WORK)
    assert refused.value.person == STRANGER


def test_what_the_log_hears_of_a_look_is_no_more_than_may_be_seen() -> None:
    assert sight().seen(Category.WORK, Category.LOCATION) == Seen(
        CHILD, Level.SUMMARY, frozenset({Category.WORK}), "team:3"
    )
    assert sight().seen().categories == sight().categories == {Category.IDENTITY, Category.WORK}
    assert Scope(NURSE, {CHILD: sight()}).seen([CHILD], Category.WORK) == (sight().seen(Category.WORK),)


def test_what_the_log_hears_of_a_deed_is_what_it_may_touch() -> None:
    permit = Permit(NURSE, Act.ADD, sight())
    assert permit.seen().categories == permit.seen(Category.WORK, Category.IDENTITY).categories == {Category.WORK}
    assert permit.seen().basis == "team:3"


@given(st.lists(sights.map(Sight.seen)))
def test_each_person_stands_once_in_an_entry_and_nothing_seen_is_lost(seen: list[Seen]) -> None:
    merged = one_each(seen)
    assert len({one.person for one in merged}) == len(merged)
    assert {(one.person, category) for one in merged for category in one.categories} == {
        (one.person, category) for one in seen for category in one.categories
    }
    assert all(one.level == max(other.level for other in seen if other.person == one.person) for one in merged)


def test_hidden_says_the_same_of_everybody() -> None:
    assert str(Hidden(CHILD)) == str(Hidden(STRANGER))
    assert str(CHILD) not in str(Hidden(CHILD))


@pytest.mark.parametrize("part", [{"role": "Health visitor"}, {"unit": "120180-1234"}, {"unit": "Skolen på Vej"}])
def test_a_viewers_role_and_unit_are_ids(part: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="viewer's"):
        person(UUID(int=9), Purpose.CARE, **part)


def test_a_viewer_is_known_by_their_account() -> None:
    assert NURSE.identity == UUID(int=9)
    assert [who.identity for who in (anonymous(), JOB, person("7f3a", Purpose.CARE))] == [None, None, None]


def made_proof(path: str, text: str) -> Iterator[Finding]:
    """Find where proof of access is made by hand."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in ("Scope", "Permit", "Sight"):
            yield Finding(path, node.lineno, f"only access makes a {dotted(node.func)}")


def test_nobody_but_access_makes_proof_of_access() -> None:
    elsewhere = [
        path
        for path in files(f"{HOUSE}/*.py")
        if not path.startswith((f"{HOUSE}/access/", f"{HOUSE}/audit/rules/sights.py"))
    ]
    findings = look(made_proof, elsewhere)
    assert not findings, tell(findings)


def test_proof_made_by_hand_is_noticed() -> None:
    assert list(made_proof("x.py", "rules.Scope(viewer, {})\nScope.whole(viewer)\nPermit(viewer, act, sight)")) == [
        Finding("x.py", 1, "only access makes a rules.Scope"),
        Finding("x.py", 3, "only access makes a Permit"),
    ]
