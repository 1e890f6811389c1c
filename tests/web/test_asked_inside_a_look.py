"""No page reads rows about persons past the looks: the guard of every page test is itself tested."""

import pytest
from tests.cast import LEA, a_teacher, everything_of, seeing
from tests.people.town import WHOLE

from vugge.audit.actions import look
from vugge.audit.rules import Looked, Viewer
from vugge.people.models.scoped import Unscoped
from vugge.people.queries.persons import lines

pytestmark = pytest.mark.django_db


@look("tests.pupil_seen")
def _pupil(viewer: Viewer) -> Looked[int]:
    """Show one pupil."""
    scope = seeing(viewer, everything_of(LEA))
    return Looked(len(lines(scope, (LEA.id,))), seen=scope.seen((LEA.id,)))


def test_a_question_outside_a_look_is_refused() -> None:
    with pytest.raises(Unscoped, match="outside a look"):
        lines(seeing(a_teacher(), everything_of(LEA)), (LEA.id,))


def test_the_same_question_inside_one_is_answered_and_the_system_needs_none() -> None:
    assert _pupil(a_teacher()) == 0
    assert lines(WHOLE, (LEA.id,)) == ()
