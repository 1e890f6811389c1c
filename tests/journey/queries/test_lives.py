"""The facts that a plan is worked out from are those that the viewer may see, and no others."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now
from tests.cast import BIRGIT, EMIL, LEA, YUSUF
from tests.people.town import BOOKKEEPER, leave
from tests.web.frontline.workplace import Workplace, give_task, workplace

from vugge.access.queries.actors import scope
from vugge.areas.models import Area, AreaYear, Import, OfficialFlag
from vugge.areas.queries.law import area_law
from vugge.areas.rules.law import AreaList
from vugge.audit.rules import Act, Category, Level, Scope, Sight
from vugge.journey.actions.evidence import record_evidence
from vugge.journey.queries.lives import life_of, lives_of
from vugge.journey.queries.plans import plans_of
from vugge.journey.rules.life import LifeFacts
from vugge.journey.rules.observing import NewEvidence
from vugge.journey.rules.plan import Status
from vugge.kit.errors import Hidden
from vugge.people.rules.kinds import SpellKind

pytestmark = pytest.mark.django_db
LISTS = area_law().calendar.lists


@pytest.fixture
def here() -> Workplace:
    """The workplace around the cast."""
    return workplace()


def seen(measure: str, *, days_ago: int = 100) -> None:
    new = NewEvidence(measure, localdate() - timedelta(days=days_ago))
    record_evidence(BOOKKEEPER, permit=leave(Act.ADD, LEA), new=new, key=uuid4().hex)


def put_on_list(area: str) -> None:
    """Let the newest of the state's lists name an area."""
    imported = Import.objects.create(committed_at=now(), origin="file", sha256="x", rows=1)
    row = AreaYear.objects.create(
        area=Area.objects.create(key=area, municipality="0101"), list_day=LISTS[-1].day, source_url="x",
        imported=imported,
    )  # fmt: skip
    OfficialFlag.objects.create(area_year=row, kind=AreaList.EXPOSED, on_list=True)


def test_a_life_holds_what_the_health_visitor_sees(here: Workplace) -> None:
    seen("mmr_1")
    life = life_of(scope(here.visitor.viewer()), LEA.id)
    assert (life.born, life.is_home_known, life.municipality) == (LEA.born, True, "0101")
    assert [one.measure for one in life.evidence] == ["mmr_1"]
    assert SpellKind.DAYCARE in {one.kind for one in life.spells}
    assert life.hidden == {Category.WORK, Category.LOG}


def test_what_is_of_another_kind_is_left_out_and_said_to_be(here: Workplace) -> None:
    seen("mmr_1")
    life = life_of(scope(here.pedagogue.viewer()), LEA.id)
    assert life.evidence == ()
    assert not life.is_home_known
    assert {Category.SUPPORT, Category.LOCATION} <= life.hidden


def test_an_outline_hides_everything_but_the_days(here: Workplace) -> None:
    seen("language_look_2")
    mine = scope(here.teacher.viewer())
    assert mine.sight(LEA.id).level is Level.SUMMARY
    assert life_of(mine, LEA.id) == LifeFacts(LEA.born, is_home_known=False, hidden=frozenset(Category))
    plan = plans_of(mine, (LEA.id,), on=localdate())[LEA.id]
    assert {one.status.value for one in plan.stations} <= {Status.HIDDEN, Status.NOT_RELEVANT}


def test_somebody_unknown_has_no_life_here(here: Workplace) -> None:
    with pytest.raises(Hidden):
        life_of(scope(here.visitor.viewer()), BIRGIT.id)


def test_the_home_of_a_protected_child_is_not_told_by_its_route(here: Workplace) -> None:
    give_task(here.visitor, EMIL)
    life = life_of(scope(here.visitor.viewer()), EMIL.id)
    assert (life.is_home_known, life.in_listed, life.municipality, life.moved_in) == (False, (), "", None)
    assert life_of(scope(here.caseworker.viewer()), EMIL.id).is_home_known


def test_living_in_an_area_on_the_list_counts_from_the_list_on(here: Workplace) -> None:
    assert life_of(scope(here.visitor.viewer()), LEA.id).in_listed == ()
    put_on_list("birkely")
    (period,) = life_of(scope(here.visitor.viewer()), LEA.id).in_listed
    assert (period.start, period.end) == (max(LISTS[-1].day, LEA.born), None)


def test_grade_0_begins_with_the_first_school_unless_it_is_too_late_to_tell(here: Workplace) -> None:
    life = life_of(scope(here.visitor.viewer()), YUSUF.id)
    assert life.school_start is None  # eight years old when the first school on file begins
    assert life.born == date(2011, 5, 30)


def test_many_lives_cost_no_more_statements_than_one(here: Workplace) -> None:
    give_task(here.visitor, EMIL)
    everything = frozenset((category, Act.READ) for category in Category)
    ids = (LEA.id, YUSUF.id, EMIL.id)
    whole = Scope(here.visitor.viewer(), {one: Sight(one, Level.FULL, everything, ("assigned:1",)) for one in ids})
    counts = []
    for some in (ids[:1], ids):
        with CaptureQueriesContext(connection) as asked:
            assert len(lives_of(whole, some)) == len(some)
        counts.append(len([one for one in asked if "vugge.deciding" not in one["sql"]]))
    assert counts == [5, 5]
