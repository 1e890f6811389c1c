"""The command that says what a language lacks: nothing now, and nobody of the language has read it yet."""

import pytest

from vugge.cli.table import run
from vugge.journey.queries.speech import speeches

FOREIGN = [code for code in speeches() if code not in ("da", "en")]


@pytest.mark.parametrize("language", FOREIGN)
def test_a_whole_language_lacks_nothing_up_to_school(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["journey", "texts", language]) == 0
    said = capsys.readouterr().out
    assert "Ingen med sproget som modersmål har læst teksterne endnu." in said
    assert f"{language}: 0 tekster mangler eller er forældede." in said


def test_what_comes_after_school_start_is_said_with_its_danish(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["journey", "texts", "tr", "--all"]) == 1
    said = capsys.readouterr().out
    assert "mangler." in said
    assert '    of = "' in said


def test_a_language_that_we_do_not_have_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["journey", "texts", "xx"])
    assert "xx" in capsys.readouterr().err
