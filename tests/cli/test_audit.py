"""Commands about the log: sealed, shown and written out, so that the verifier can do the rest."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from tests.audit.verifier import verify_log

from vugge.audit.actions import deny
from vugge.audit.rules import Purpose, person
from vugge.cli import audit, table

pytestmark = pytest.mark.django_db

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def tables_are_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test database has its tables already."""
    monkeypatch.setattr(audit, "ready_database", lambda: None)


@pytest.fixture(autouse=True)
def three_entries() -> None:
    for number in range(3):
        deny(person(UUID(int=9), Purpose.CARE), "people.person_shown", person=UUID(int=number))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `vugge audit ...` and return the exit code, the answer and what was said beside it."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        code = table.run(["audit", *(str(word) for word in words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_sealed_log_goes_out_and_verifies(run: Run, tmp_path: Path) -> None:
    code, note, beside = run("seal")
    assert (code, "3 nye linjer er forseglet; 3 i alt." in beside) == (0, True)
    (tmp_path / "kept").write_text(note, encoding="utf-8")
    (tmp_path / "key").write_text(run("key")[1], encoding="utf-8")
    code, said, _ = run("export", tmp_path / "log.jsonl")
    assert (code, said.startswith("3 linjer er skrevet til ")) == (0, True)
    words = [tmp_path / "log.jsonl", "--checkpoint", tmp_path / "kept", "--key", tmp_path / "key"]
    assert verify_log.main([str(word) for word in words]) == 0


def test_the_newest_checkpoints_are_shown_as_the_verifier_reads_them(run: Run) -> None:
    first = run("seal")[1]
    deny(person(UUID(int=9), Purpose.CARE), "people.person_shown")
    second = run("seal")[1]
    assert run("checkpoints") == (0, second, "")
    _, both, _ = run("checkpoints", "--newest", "5")
    assert both == second + first
    assert len(verify_log.read_notes(both)) == 2


def test_an_export_is_for_its_owner_alone_and_never_over_another_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "log.jsonl"
    run("export", target)
    assert target.stat().st_mode & 0o077 == 0
    before = target.read_bytes()
    code, _, said = run("export", target)
    assert (code, "findes allerede" in said, target.read_bytes()) == (2, True, before)


def test_without_a_key_it_says_what_is_missing(run: Run, settings: pytest.FixtureRequest) -> None:
    settings.LOG_KEY = ""  # type: ignore[attr-defined]  # pytest-django's settings
    code, _, said = run("seal")
    assert (code, "VUGGE_LOG_KEY mangler" in said) == (2, True)


@pytest.mark.parametrize("newest", ["0", "-1", "mange"])
def test_how_many_checkpoints_is_a_number(run: Run, newest: str) -> None:
    with pytest.raises(SystemExit) as left:
        run("checkpoints", "--newest", newest)
    assert left.value.code == 2
