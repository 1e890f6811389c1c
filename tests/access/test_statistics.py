"""Figures about people go out once a quarter, protected, for ever; and only some may see them."""

import threading
from datetime import date
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import override_settings
from tests.access import rows
from tests.access.neighbourhood import DAY, PLACES, Neighbourhood, a_town
from tests.cast import a_registrar
from tests.people.town import entries

from vugge.access.actions import statistics as releasing
from vugge.access.actions.statistics import release_statistics
from vugge.access.models import StatisticsRelease
from vugge.access.queries.law import access_law
from vugge.access.queries.statistics import (
    counts_for,
    is_released,
    is_tried,
    is_whole,
    on_file,
    places_here,
    released_table,
    released_tables,
    releases,
)
from vugge.access.rules.statistics import key_name, why_withheld
from vugge.access.rules.statistics_law import StatisticsLaw
from vugge.access.rules.statistics_stored import from_plain, to_plain
from vugge.access.rules.statistics_tables import Place, declared_tables
from vugge.access.tasks import STATISTICIAN, release_quarter
from vugge.audit.actions import acting
from vugge.audit.rules import Purpose, system
from vugge.kit.disclosure import Quarter
from vugge.kit.errors import BadInput, NotAllowed, NotFound, NotPossibleHere
from vugge.kit.law import Mistake
from vugge.organisations.rules.kinds import Role

pytestmark = pytest.mark.django_db

SPRING, SUMMER = Quarter(2026, 2), Quarter(2026, 3)
TABLES = {"age", "daycare", "occupation", "consent", "families"}
READERS = {Role.BOARD_MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR, Role.SUPERVISOR}


def out(quarter: Quarter = SUMMER, places: tuple[Place, ...] = PLACES) -> dict[str, object]:
    """Release a quarter; return what became of each table, by its name."""
    return {one.table.da: one.refusal for one in release_statistics(STATISTICIAN, quarter=quarter, places=places)}


@pytest.fixture
def town() -> Neighbourhood:
    return a_town(7)


def test_figures_by_hand_are_out_as_multiples_of_five_just_beside_them() -> None:
    """Ten families of a mother of 30 and a child of 1, ten of two parents of 50: 10, 10, 20 and 30 in Birkely."""
    here = Neighbourhood()
    for _ in range(10):
        here.family("birkely", 30, 1)
        here.family("birkely", 50, 50)
    here.family("elmely", 30, 1, 4)
    here.store()
    assert set(out().values()) == {None}
    found, _ = released_table(rows.an_employee("board_member").viewer(), table="age")
    figures = found.release.figures
    assert figures["birkely", "0_2"] == 10  # a multiple stays what it is
    assert figures["birkely", "25_64"] == 30
    assert figures["birkely", None] == 40
    assert figures["elmely", "3_5"] in (0, 5)  # the one child of four: somewhere from 0 to 4, or from 1 to 9
    assert figures["birkely", "65_"] == 0
    assert all(figures["elsewhere", column] is None for _, column in figures)  # nobody knows who lives there


def test_a_place_that_is_too_small_says_why_and_is_not_called_zero(town: Neighbourhood) -> None:
    out(places=(PLACES[0], Place("elmely", "Elmely", 99)))
    found = next(one for one in on_file() if one.key == "age")
    why = why_withheld(found.release, "elmely")
    assert why is not None
    assert "færre end 100" in why.sentence.say()
    assert (why.package, why.inputs[0].value) == ("access/statistics_2024", 100)
    assert why_withheld(found.release, "birkely") is None


def test_all_tables_are_out_in_one_entry_that_names_nobody(town: Neighbourhood) -> None:
    outcomes = release_statistics(STATISTICIAN, quarter=SUMMER, places=PLACES)
    (noted,) = entries("access.statistics_released")
    assert noted.subject == "statistics:2026-3"
    assert noted.purpose is Purpose.STATISTICS
    assert noted.persons == ()
    assert noted.numbers["released"] == len(TABLES) == len(outcomes)
    assert noted.numbers["figures"] == sum(one.figures for one in outcomes)
    assert {one.key for one in on_file()} == TABLES
    assert {one.key_name for one in on_file()} == {key_name(settings.STATISTICS_KEY.encode())}


def test_a_quarter_is_out_once_whatever_happens_afterwards(town: Neighbourhood) -> None:
    out()
    before = {one.key: one.release.figures for one in on_file()}
    a_town(8)
    assert out() == {}
    assert {one.key: one.release.figures for one in on_file()} == before
    assert is_released(SUMMER)
    assert not is_released(SPRING)


def test_the_same_people_have_the_same_figures_in_another_quarter(town: Neighbourhood) -> None:
    """Children and the young grow older; the grown-up of one household do not move between groups of it."""
    out(SPRING)
    out(SUMMER)
    first, second = (one for one in on_file() if one.key == "families")
    spring, summer = (counts_for(STATISTICIAN, on=day)["families"] for day in (date(2026, 6, 30), DAY))
    same = [cell for cell in spring.keys() | summer.keys() if spring.get(cell) == summer.get(cell)]
    assert same
    assert all(first.release.figures[_in_table(cell)] == second.release.figures[_in_table(cell)] for cell in same)


def _in_table(cell: tuple[str, str]) -> tuple[str | None, str | None]:
    return cell[0] or "elsewhere", cell[1]


def test_a_release_is_stored_and_read_again_to_the_last_figure(town: Neighbourhood) -> None:
    out()
    for one in on_file():
        plain = to_plain(one.release, one.declared)
        assert from_plain(*plain, SUMMER) == (one.release, one.declared)
        assert plain == to_plain(*from_plain(*plain, SUMMER))
    assert {one.declared for one in on_file()} == set(declared_tables(PLACES))


def test_what_is_out_cannot_be_changed_or_taken_back(town: Neighbourhood) -> None:
    out()
    row = StatisticsRelease.objects.first()
    assert row is not None
    for change in (
        lambda: StatisticsRelease.objects.filter(pk=row.pk).update(figures=[]),
        StatisticsRelease.objects.all().delete,
        lambda: _again(row),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert StatisticsRelease.objects.count() == len(TABLES)


def _again(row: StatisticsRelease) -> None:
    row.pk = None
    row.save(force_insert=True)


def test_an_area_that_comes_later_counts_as_elsewhere(town: Neighbourhood) -> None:
    out(SPRING)
    later = (*PLACES, Place("askely", "Askely", 2000))
    assert set(out(SUMMER, later).values()) == {None}
    newest = next(one for one in on_file() if one.key == "age" and one.release.quarter == SUMMER)
    assert [group.key for group in newest.release.table.rows.groups] == ["birkely", "elmely", "elsewhere"]


def test_another_key_than_before_releases_nothing(town: Neighbourhood) -> None:
    out(SPRING)
    with (
        override_settings(STATISTICS_KEY="another key of forty letters, and then some"),
        pytest.raises(NotPossibleHere),
    ):
        out(SUMMER)
    assert not is_released(SUMMER)


def test_a_refused_table_stands_in_the_register_once_with_its_reason(town: Neighbourhood) -> None:
    tiny = tuple(Place(one.key, one.name, 10) for one in PLACES)
    assert all("Læg områder sammen" in str(said) for said in out(places=tiny).values())
    out(places=tiny)
    lines = releases(rows.an_employee("supervisor").viewer())
    assert sorted(line.key for line in lines) == sorted(TABLES)
    assert all("Læg områder sammen" in line.refusal for line in lines)
    assert on_file() == ()


def test_without_an_area_there_is_nothing_to_release() -> None:
    assert release_quarter(quarter=SUMMER) == ()


def test_areas_come_from_the_dwellings_with_the_residents_that_somebody_knows(town: Neighbourhood) -> None:
    assert places_here(STATISTICIAN, known=PLACES[:1]) == (PLACES[0], Place("elmely", "elmely", None))


@pytest.mark.parametrize(
    "viewer", [a_registrar(), system("other", Purpose.ADMINISTRATION)], ids=["a person", "another purpose"]
)
def test_only_the_system_releases_and_only_for_statistics(viewer: object) -> None:
    with pytest.raises(NotAllowed):
        release_statistics(viewer, quarter=SUMMER, places=PLACES)  # type: ignore[arg-type]  # a viewer


def test_a_quarter_that_is_not_over_is_refused() -> None:
    with pytest.raises(BadInput, match="er ikke slut"):
        out(Quarter(2099, 1))


def test_two_releases_at_once_leave_one(town: Neighbourhood) -> None:
    out()
    with patch.object(releasing, "on_file", lambda _series: ()), pytest.raises(IntegrityError):
        out()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_whoever_releases_while_another_does_finds_it_out() -> None:
    """SQLite has one writer at a time: there the second waits before it begins."""
    a_town(7)
    others: list[dict[str, object]] = []

    def release_too() -> None:
        try:
            others.append(out())
        finally:
            connection.close()

    other = threading.Thread(target=release_too)
    with acting(STATISTICIAN):
        assert len(out()) == len(TABLES)
        other.start()
        other.join(0.5)
    other.join()
    assert others == [{}]
    assert StatisticsRelease.objects.count() == len(TABLES)


def test_a_quarter_is_whole_when_what_was_refused_is_out(town: Neighbourhood) -> None:
    assert not is_tried(SUMMER)
    out(places=tuple(Place(one.key, one.name, 10) for one in PLACES))
    assert is_tried(SUMMER)
    assert not is_whole(SUMMER)
    out()
    assert is_whole(SUMMER)
    assert not is_tried(SPRING)


@pytest.mark.parametrize("role", rows.ROLES)
def test_only_readers_see_figures_and_only_the_supervisor_the_register(role: str) -> None:
    viewer = rows.an_employee(role).viewer(Purpose.STATISTICS)
    if role in READERS:
        assert released_tables(viewer) == ()
    else:
        for ask in (released_tables, lambda who: released_table(who, table="age")):
            with pytest.raises(NotFound, match="Her er ingen tal"):
                ask(viewer)
    if role == Role.SUPERVISOR:
        assert releases(viewer) == ()
    else:
        with pytest.raises(NotFound, match="Her er ingen tal"):
            releases(viewer)


def test_a_role_that_has_ended_and_a_citizen_see_nothing(town: Neighbourhood) -> None:
    out()
    left = rows.an_employee("board_member", until=date(2026, 1, 1)).viewer(Purpose.STATISTICS)
    citizen, _ = rows.a_citizen()
    for viewer in (left, citizen):
        with pytest.raises(NotFound):
            released_tables(viewer)


@pytest.fixture
def law() -> StatisticsLaw:
    return access_law(DAY).statistics


def test_the_limits_are_those_of_the_law(law: StatisticsLaw) -> None:
    policy = law.policy
    assert (policy.threshold, policy.base, policy.smallest_place, policy.narrowest) == (5, 5, 100, 4)
    assert policy.package == law.id
    assert law.audience.readers == READERS


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("limit", {"persons": 6}),
        ("attack", {"narrowest": 3}),
        ("attack", {"narrowest": 5}),
        ("attack", {"most_lost": 101}),
        ("time", {"months": 1}),
        ("audience", {"register": frozenset({"teacher"})}),
    ],
)
def test_limits_that_do_not_protect_are_refused(law: StatisticsLaw, part: str, change: dict[str, object]) -> None:
    from_law = getattr(law, part)
    with pytest.raises(Mistake):
        _changed(law, **{part: _changed(from_law, **change)})


def _changed(one: object, **changes: object) -> object:
    return type(one)(**{**vars(one), **changes})
