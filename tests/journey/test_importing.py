"""A file of what an institution has seen: previewed by child, saved whole or not at all, by whoever works there."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now
from tests.cast import BIRGIT, EMIL, LEA
from tests.people.town import entries
from tests.web.frontline.workplace import Workplace, give_task, workplace

from vugge.audit.rules import Category, Result
from vugge.cli.work import take_jobs
from vugge.journey.actions.importing import import_evidence
from vugge.journey.models import Evidence
from vugge.journey.queries.files import preview
from vugge.journey.rules.evidence_table import NOT_YOURS, UNKNOWN_CHILD
from vugge.journey.tasks import save_evidence
from vugge.kit.errors import BadInput, NotAllowed
from vugge.organisations.actions.intakes import bring_file
from vugge.organisations.queries.intakes import intake, intakes
from vugge.organisations.rules.intakes import Given, IntakeKind, Standing

pytestmark = pytest.mark.django_db
HEADER = "Barn;Mål;Værdi;Dag;Kilde"
DAY = localdate() - timedelta(days=3)
WRITTEN = f"{DAY:%d-%m-%Y}"


@pytest.fixture
def here() -> Workplace:
    """The workplace around the cast."""
    return workplace()


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker keeps the test's own connection, which holds its transaction."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)


def a_file(folder: Path, *rows: str) -> Path:
    file = folder / f"{uuid4().hex}.csv"
    file.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return file


def of(child: str = LEA.number.digits, measure: str = "language_assessment", value: str = "general") -> str:
    return f"{child};{measure};{value};{WRITTEN};"


def test_a_row_names_a_child_by_number_or_id_and_a_measure_by_id_or_name(here: Workplace, tmp_path: Path) -> None:
    file = a_file(tmp_path, of(), of(str(LEA.id), "language_look_3", "ja"))
    seen = preview(here.pedagogue.viewer(), file=file)
    assert seen.problems == ()
    assert {row.new.measure for row in seen.table.rows} == {"language_assessment", "language_look_3"}
    assert seen.names == {LEA.id: "Léa Østergaard"}
    entry = entries("journey.evidence_previewed")[0]
    assert [(one.person, one.categories) for one in entry.persons] == [
        (LEA.id, frozenset({Category.IDENTITY, Category.EDUCATION}))
    ]


def test_a_child_that_is_not_here_and_one_that_is_hidden_are_told_of_in_the_same_words(
    here: Workplace, tmp_path: Path
) -> None:
    nobody, hidden = "0101010000", BIRGIT.number.digits
    seen = preview(here.pedagogue.viewer(), file=a_file(tmp_path, of(nobody), of(hidden), of(str(EMIL.id))))
    assert [one.sentence for one in seen.problems] == [UNKNOWN_CHILD] * 3
    assert hidden not in "".join(str(one) for one in seen.problems)


def test_a_kind_of_data_that_is_not_theirs_is_refused(here: Workplace, tmp_path: Path) -> None:
    seen = preview(here.pedagogue.viewer(), file=a_file(tmp_path, of(measure="mmr_1", value="ja")))
    assert [one.sentence for one in seen.problems] == [NOT_YOURS]


@pytest.mark.parametrize(
    "row",
    ["{child};language_assessment;måske;{day};", "{child};ukendt;;{day};", "{child};language_look_3;;01-01-2200;"],
)
def test_what_cannot_be_is_pointed_out_by_row_and_cell(here: Workplace, tmp_path: Path, row: str) -> None:
    file = a_file(tmp_path, of(), row.format(child=LEA.number.digits, day=WRITTEN))
    seen = preview(here.pedagogue.viewer(), file=file)
    assert [(one.row, bool(one.column)) for one in seen.problems] == [(3, True)]
    with pytest.raises(BadInput, match="Intet er indlæst"):
        import_evidence(here.pedagogue.viewer(), file=file)
    assert not Evidence.objects.adding().exists()


def test_what_is_saved_once_is_saved_once(here: Workplace, tmp_path: Path) -> None:
    file = a_file(tmp_path, of(), of())
    first = import_evidence(here.pedagogue.viewer(), file=file)
    again = import_evidence(here.pedagogue.viewer(), file=file)
    assert ([*first.values()], [*again.values()]) == ([1, 0, 1], [0, 0, 2])
    row = Evidence.objects.adding().get()
    assert (row.unit_id, row.written_by, row.value) == (
        here.kindergarten, here.pedagogue.viewer().name, "general",
    )  # fmt: skip


def test_another_value_on_the_same_day_is_no_silent_change(here: Workplace, tmp_path: Path) -> None:
    import_evidence(here.pedagogue.viewer(), file=a_file(tmp_path, of()))
    seen = preview(here.pedagogue.viewer(), file=a_file(tmp_path, of(value="har brug for lidt hjælp")))
    assert [one.row for one in seen.problems] == [2]


def test_a_job_saves_the_file_as_whoever_brought_it(here: Workplace, tmp_path: Path) -> None:
    viewer = here.pedagogue.viewer()
    given = Given(".csv", a_file(tmp_path, of()).read_bytes())
    number = bring_file(viewer, kind=IntakeKind.EVIDENCE, given=given, start=save_evidence.enqueue)
    take_jobs()
    found = intake(viewer, intake=number, now=now())
    assert (found.standing, found.problem, found.counts["new"]) == (Standing.DONE, "", 1)
    entry = entries("journey.evidence_imported")[0]
    assert (entry.viewer, entry.result, entry.persons[0].person) == (viewer.name, Result.DONE, LEA.id)


def test_nobody_sees_what_others_brought(here: Workplace, tmp_path: Path) -> None:
    given = Given(".csv", a_file(tmp_path, of()).read_bytes())
    bring_file(here.pedagogue.viewer(), kind=IntakeKind.EVIDENCE, given=given, start=save_evidence.enqueue)
    assert len(intakes(here.pedagogue.viewer(), now=now())) == 1
    assert intakes(here.teacher.viewer(), now=now()) == ()


@pytest.mark.parametrize("who", ["coordinator", "caseworker", "volunteer"])
def test_whoever_does_not_work_with_the_children_there_brings_no_file(here: Workplace, who: str) -> None:
    given = Given(".csv", HEADER.encode())
    with pytest.raises(NotAllowed):
        bring_file(getattr(here, who).viewer(), kind=IntakeKind.EVIDENCE, given=given, start=save_evidence.enqueue)


def test_more_rows_cost_no_more_statements(here: Workplace, tmp_path: Path) -> None:
    give_task(here.pedagogue, EMIL)
    few = a_file(tmp_path, of())
    many = a_file(tmp_path, of(), of(str(EMIL.id)), of(measure="language_look_3", value=""))
    counts = []
    for file in (few, many):
        with CaptureQueriesContext(connection) as asked:
            assert preview(here.pedagogue.viewer(), file=file).problems == ()
        counts.append(len(asked))
    assert counts[0] == counts[1]
