"""One meeting without consent and one follow-up, among those whom the text names, on their days and no other."""

from collections.abc import Iterable
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from tests.access import rows
from tests.access.family import Family, a_family
from tests.access.rows import Employee

from vugge.access.actions import meetings
from vugge.access.models import Meeting
from vugge.access.rules.consent import months_later
from vugge.audit.actions import acting
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Category, Level, Purpose, system
from vugge.kit.errors import BadInput, Hidden, NotFound
from vugge.kit.local_time import local_midnight

pytestmark = pytest.mark.django_db

THE_SYSTEM = system("test", Purpose.ADMINISTRATION)
SHARED = frozenset({Category.EDUCATION, Category.SUPPORT})


@pytest.fixture
def family() -> Family:
    """A child with a caseworker, who may call a meeting."""
    return a_family()


def call(
    family: Family,
    participants: Iterable[Employee],
    *,
    matter: str = "attendance",
    day: date | None = None,
    categories: frozenset[Category] = SHARED,
) -> int:
    """Let the caseworker call the meeting, for today."""
    viewer = family.caseworker.viewer()
    with acting(viewer):
        return meetings.call_meeting(
            viewer,
            permit=family.may(viewer),
            matter=matter,
            day=day or timezone.localdate(),
            participants=[one.account.id for one in participants],
            categories=categories,
        )


def follow_up(family: Family, meeting: int, day: date, *participants: Employee) -> int:
    """Let the caseworker call the follow-up."""
    viewer = family.caseworker.viewer()
    accounts = [one.account.id for one in participants]
    with acting(viewer):
        return meetings.hold_followup(
            viewer, permit=family.may(viewer), meeting=meeting, day=day, participants=accounts
        )


def test_the_participants_read_what_is_shared_on_the_day(family: Family) -> None:
    call(family, [family.teacher])
    seen = family.seen_by(family.teacher.viewer(Purpose.MEETING))
    assert seen.categories == SHARED | {Category.IDENTITY}
    assert {act for _, act in seen.rights} == {"read"}


def test_at_their_daily_work_they_see_nothing_by_it(family: Family) -> None:
    call(family, [family.teacher])
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_it_opens_and_closes_at_local_midnight(family: Family) -> None:
    day = timezone.localdate() + timedelta(days=5)
    call(family, [family.teacher], day=day)
    viewer = family.teacher.viewer(Purpose.MEETING)
    edges = (local_midnight(day), local_midnight(day + timedelta(days=1)))
    tick = timedelta(microseconds=1)
    shown = {}
    for moment in (edges[0] - tick, edges[0], edges[1] - tick, edges[1]):
        with patch("django.utils.timezone.now", lambda at=moment: at):
            shown[moment] = family.seen_by(viewer).level
    assert list(shown.values()) == [Level.UNKNOWN, Level.FULL, Level.FULL, Level.UNKNOWN]


def test_a_matter_has_one_meeting(family: Family) -> None:
    call(family, [family.teacher])
    with pytest.raises(BadInput, match="allerede et møde"):
        call(family, [family.teacher])
    call(family, [family.teacher], matter="language")


@pytest.mark.parametrize("days", [-1, 61])
def test_no_meeting_in_the_past_or_too_far_ahead(family: Family, days: int) -> None:
    with pytest.raises(BadInput, match="tidligst i dag"):
        call(family, [family.teacher], day=timezone.localdate() + timedelta(days=days))
    assert not Meeting.objects.whole(THE_SYSTEM).exists()


def test_nobody_meets_alone_and_so_opens_what_is_shared_to_themselves(family: Family) -> None:
    with pytest.raises(BadInput, match="alene"):
        call(family, [family.caseworker])
    assert not Meeting.objects.whole(THE_SYSTEM).exists()


def test_other_words_make_no_other_matter(family: Family) -> None:
    viewer = family.caseworker.viewer()
    for about in ("fravær i 3. b", "skolegang"):
        with acting(viewer):
            leave = family.may(viewer)
            today, who = timezone.localdate(), [family.teacher.account.id]
            if about == "skolegang":
                with pytest.raises(BadInput, match="allerede et møde"):
                    meetings.call_meeting(
                        viewer, permit=leave, matter="attendance", about=about, day=today, participants=who,
                        categories=SHARED,
                    )  # fmt: skip
            else:
                meetings.call_meeting(
                    viewer, permit=leave, matter="attendance", about=about, day=today, participants=who,
                    categories=SHARED,
                )  # fmt: skip


def test_a_matter_that_the_law_does_not_know_is_refused(family: Family) -> None:
    with pytest.raises(BadInput, match="hvad sagen"):
        call(family, [family.teacher], matter="fravær")


def test_after_a_year_the_same_kind_is_a_new_matter_with_its_own_followup(family: Family) -> None:
    call(family, [family.teacher])
    free = months_later(timezone.localdate(), 12)
    with patch("django.utils.timezone.now", lambda: local_midnight(free - timedelta(days=1))):
        with pytest.raises(BadInput, match="allerede et møde"):
            call(family, [family.teacher])
        second = call(family, [family.teacher], day=free)
    with patch("django.utils.timezone.now", lambda: local_midnight(free)):
        follow_up(family, second, free + timedelta(days=9), family.teacher)
    assert sorted(Meeting.objects.whole(THE_SYSTEM).values_list("number", flat=True)) == [1, 2, 2]


def test_two_who_call_at_once_call_one_meeting(family: Family) -> None:
    call(family, [family.teacher])
    with patch.object(meetings, "_before", return_value=[]), pytest.raises(BadInput, match="netop indkaldt"):
        call(family, [family.teacher])
    assert Meeting.objects.whole(THE_SYSTEM).count() == 1


def test_a_followup_is_not_held_in_the_past(family: Family) -> None:
    first = call(family, [family.teacher])
    later = timezone.now() + timedelta(days=40)
    with patch("django.utils.timezone.now", lambda: later):
        with pytest.raises(BadInput, match="tidligst"):
            follow_up(family, first, timezone.localdate() - timedelta(days=1), family.teacher)
        follow_up(family, first, timezone.localdate(), family.teacher)
    too_late = timezone.now() + timedelta(days=250)
    other = call(family, [family.teacher], matter="language")
    with patch("django.utils.timezone.now", lambda: too_late), pytest.raises(BadInput, match="for sent"):
        follow_up(family, other, timezone.localdate(), family.teacher)


def test_a_matter_has_one_followup(family: Family) -> None:
    first, later = call(family, [family.teacher]), timezone.localdate() + timedelta(days=30)
    second = follow_up(family, first, later, family.teacher)
    for meeting, says in ((first, "har været et opfølgende"), (second, "ikke selv et opfølgende")):
        with pytest.raises(BadInput, match=says):
            follow_up(family, meeting, later + timedelta(days=1), family.teacher)


def test_the_followup_shares_what_the_first_was_about(family: Family) -> None:
    first, later = call(family, [family.teacher]), timezone.localdate() + timedelta(days=30)
    worker = rows.an_employee("health_visitor")
    follow_up(family, first, later, worker)
    with patch("django.utils.timezone.now", lambda: local_midnight(later) + timedelta(hours=10)):
        assert family.seen_by(worker.viewer(Purpose.MEETING)).categories == SHARED | {Category.IDENTITY}


@pytest.mark.parametrize("days", [0, -1, 200])
def test_the_followup_comes_after_the_meeting_and_within_half_a_year(family: Family, days: int) -> None:
    first = call(family, [family.teacher])
    with pytest.raises(BadInput, match="tidligst"):
        follow_up(family, first, timezone.localdate() + timedelta(days=days), family.teacher)


@pytest.mark.parametrize("role", ["coordinator", "volunteer", "job_consultant", "board_member"])
def test_who_is_not_named_in_the_text_does_not_take_part(family: Family, role: str) -> None:
    with pytest.raises(BadInput, match="hører ikke til dem"):
        call(family, [family.teacher, rows.an_employee(role)])
    assert not Meeting.objects.whole(THE_SYSTEM).exists()


def test_a_meeting_of_nobody_or_about_nothing_is_not_called(family: Family) -> None:
    for participants, categories in (([], SHARED), ([family.teacher], frozenset[Category]())):
        with pytest.raises(BadInput, match="tomt møde"):
            call(family, participants, categories=categories)


def test_a_meeting_about_somebody_else_has_no_followup_here(family: Family) -> None:
    other = a_family()
    with pytest.raises(NotFound):
        follow_up(family, call(other, [other.teacher]), timezone.localdate() + timedelta(days=3), family.teacher)


def test_who_may_not_share_calls_no_meeting(family: Family) -> None:
    viewer = family.teacher.viewer()
    with pytest.raises(Hidden), acting(viewer):
        family.may(viewer)


def test_both_meetings_are_in_the_log_with_the_child(family: Family) -> None:
    first = call(family, [family.teacher])
    second = follow_up(family, first, timezone.localdate() + timedelta(days=9), family.teacher)
    done = Event.objects.filter(subject__in=[f"meeting:{first}", f"meeting:{second}"]).order_by("sequence")
    assert [event.verb for event in done] == ["access.meeting_called", "access.followup_held"]
    assert {row.person for row in EventPerson.objects.filter(event__in=done)} == {family.child}
