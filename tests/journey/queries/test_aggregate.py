"""How many children stand how is what their plans say, one by one; and nobody who is protected is among them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.access import rows
from tests.access.neighbourhood import DAY, PLACES
from tests.cast import a_registrar
from tests.journey.children import a_short_route, children

from vugge.access.rules.statistics_series import Handed
from vugge.access.tasks import STATISTICIAN
from vugge.audit.rules import Scope
from vugge.journey.queries.aggregate import handed_over
from vugge.journey.queries.columns import facts_in_columns
from vugge.journey.queries.law import national_network
from vugge.journey.queries.lives import lives_of
from vugge.journey.rules.aggregate import OLDEST, By, part_key, stand_of
from vugge.journey.rules.columns_facts import columns_of
from vugge.journey.rules.plan import plan_of
from vugge.journey.rules.route import Network
from vugge.people.models import Dwelling, Person, Spell
from vugge.people.models.scoped import Unscoped
from vugge.people.rules.counting import years_before
from vugge.people.rules.kinds import SpellKind

pytestmark = pytest.mark.django_db

TOLD_POSTGRESQL = "vugge.deciding"


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    return a_short_route(monkeypatch)


def counted(handed: Handed, by: By) -> Counter[tuple[str, str]]:
    """Return how many stand how at each station."""
    found: Counter[tuple[str, str]] = Counter()
    for key, counts in handed.counts.items():
        if key.startswith(part_key(by)):
            for (_row, stand), count in counts.items():
                found[key.removeprefix(part_key(by)), stand] += count
    return +found


def by_hand(network: Network, out_of: Iterable[object] = ()) -> Counter[tuple[str, str]]:
    """Return the same from the plan of each child, read as any viewer's."""
    whole = Scope.whole(STATISTICIAN)
    young = Person.objects.within(whole).filter(born__gt=years_before(DAY, OLDEST + 1), born__lte=DAY)
    lives = lives_of(whole, [one for one in young.values_list("id", flat=True) if one not in set(out_of)])
    found: Counter[tuple[str, str]] = Counter()
    for life in lives.values():
        plan = plan_of(network, life, on=DAY)
        on_route = {one.station.id: stand_of(one.status.value).value for one in plan.stations}
        for name in network.editions[-1].stations:
            found[name, on_route.get(name, "undecided")] += 1
    return found


def test_every_table_counts_what_the_plans_say(network: Network) -> None:
    children(7, viewer=STATISTICIAN)
    handed, wanted = handed_over(STATISTICIAN, (), on=DAY, known=PLACES), by_hand(network)
    assert {stand for _, stand in wanted} == {"in_time", "late", "missed", "undecided"}
    for by in By:
        assert counted(handed, by) == wanted


def test_the_facts_in_columns_are_those_of_each_life() -> None:
    """Read for all at once, in batches, and one by one: the same plan of every station of the whole route."""
    children(8, families=15, viewer=STATISTICIAN)
    batches = list(facts_in_columns(STATISTICIAN, on=DAY, oldest=OLDEST, at_once=7))
    assert len(batches) > 2
    whole = Scope.whole(STATISTICIAN)
    young = Person.objects.within(whole).filter(born__gt=years_before(DAY, OLDEST + 1)).order_by("id")
    ids = list(young.values_list("id", flat=True))
    lives = lives_of(whole, ids)
    place = 0
    for batch in batches:
        mine = columns_of([lives[one] for one in ids[place : place + batch.lives.size]])
        for name in ("born", "due", "died", "arrived", "moved_in", "school_start", "is_home_known"):
            assert getattr(mine, name).tolist() == getattr(batch.lives, name).tolist(), name
        for table, fields in (
            ("spells", "child start end kind"),
            ("evidence", "child on"),
            ("in_listed", "child start"),
        ):
            for field in fields.split():
                one, other = (getattr(getattr(lives, table), field).tolist() for lives in (mine, batch.lives))
                assert sorted(one) == sorted(other), (table, field)
        place += batch.lives.size
    assert place == len(ids)


def test_rows_divide_children_by_area_year_of_birth_and_kind_of_institution() -> None:
    children(7, viewer=STATISTICIAN)
    handed = handed_over(STATISTICIAN, (), on=DAY, known=PLACES)
    tables = {by: next(one.table for one in handed.declared if one.table.key.startswith(part_key(by))) for by in By}
    assert [group.key for group in tables[By.AREA].rows.groups] == ["birkely", "elmely", "elsewhere"]
    assert "2020_2024" in {group.key for group in tables[By.COHORT].rows.groups}
    assert tables[By.INSTITUTION].rows.groups[-1].key == "no_unit"
    assert handed.sizes["birkely"] == 1200
    assert all(table.sensitive for table in tables.values())


def test_a_table_says_by_which_rule_package_and_program_it_is_counted() -> None:
    children(7, families=5, viewer=STATISTICIAN)
    for one in handed_over(STATISTICIAN, (), on=DAY, known=PLACES).declared:
        assert one.rule == "journey.station_stands/1"
        assert one.packages[0].startswith("journey/")
        assert one.code_version
        assert one.sources
        assert len(one.table.key) <= 60


def test_whoever_is_protected_counts_in_no_table(network: Network) -> None:
    """Two worlds: the protected child lives in the area, or in the other. Everything counted is the same."""
    town = children(7, viewer=STATISTICIAN)
    shy = town.family("birkely", 40, 6)
    town.store()
    before = handed_over(STATISTICIAN, (), on=DAY, known=PLACES)
    rows.protect(shy[1])
    hidden = handed_over(STATISTICIAN, (), on=DAY, known=PLACES)
    assert sum(counted(before, By.COHORT).values()) - sum(counted(hidden, By.COHORT).values()) == 4
    assert counted(hidden, By.AREA) == by_hand(network, out_of=shy)
    homes = Spell.objects.adding().filter(person_id=shy[1], kind=SpellKind.HOME).values("dwelling")
    Dwelling.objects.filter(pk__in=homes).update(area_key="elmely")
    assert handed_over(STATISTICIAN, (), on=DAY, known=PLACES).counts == hidden.counts


def test_counting_takes_as_many_statements_however_many_there_are() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            handed_over(STATISTICIAN, (), on=DAY, known=PLACES)
        return len([one for one in statements if TOLD_POSTGRESQL not in one["sql"]])

    children(1, families=5, viewer=STATISTICIAN)
    few = asked()
    children(2, families=40, viewer=STATISTICIAN)
    assert asked() == few
    assert few <= 15


def test_where_there_are_no_children_nothing_is_handed_over() -> None:
    assert handed_over(STATISTICIAN, (), on=date(2026, 9, 30), known=PLACES) == Handed((), {}, {})


def test_nobody_but_the_system_counts() -> None:
    with pytest.raises(Unscoped):
        handed_over(a_registrar(), (), on=DAY, known=PLACES)


def test_a_late_station_of_the_whole_route_is_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    children(3, families=10, viewer=STATISTICIAN)
    monkeypatch.undo()
    handed = handed_over(STATISTICIAN, (), on=DAY, known=PLACES)
    stations = {key.removeprefix(part_key(By.AREA)) for key in handed.counts if key.startswith(part_key(By.AREA))}
    assert set(national_network().editions[0].stations) <= stations
    assert len(stations) >= 60
