"""The verifier program as it is run: on its own, in Danish, with an exit code."""

import ast
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.audit.test_tampering import (
    Tampering,
    cut_tail,
    delete,
    delete_and_recompute,
    edit,
    edit_and_recompute,
    insert,
    swap,
    untouched,
)
from tests.audit.verifier import KEY, ORIGIN, PROGRAM, PUBLIC, an_export, verify_log
from tests.shape.sources import imported

from vugge.audit.rules.chain import START, Head, signed_note, verifier_key

HOLDS, TAMPERED, NOT_VERIFIED = 0, 1, 2
OTHERS: Final = Ed25519PrivateKey.from_private_bytes(bytes(32))

Files = Callable[..., list[str]]


@pytest.fixture
def arguments(tmp_path: Path) -> Files:
    """Write a log, what was kept elsewhere and the key, and return the words that verify it."""

    def arguments(tamper: Tampering = untouched, **files: str) -> list[str]:
        log = an_export(random.Random(7))
        texts = {"kept": log.notes[-1], "key": PUBLIC + "\n"}
        texts["log"] = "".join(tamper(random.Random(7), log).lines())
        for name, text in (texts | files).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return [*map(str, (tmp_path / "log", "--checkpoint", tmp_path / "kept", "--key", tmp_path / "key"))]

    return arguments


def run(words: list[str]) -> tuple[int, str]:
    """Run the program as a process of its own, away from everything of ours."""
    done = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), *words], cwd="/", capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("tamper", [edit, delete, swap, insert, cut_tail, edit_and_recompute, delete_and_recompute])
def test_the_program_finds_what_was_tampered_with(arguments: Files, tamper: Tampering) -> None:
    code, said = run(arguments(tamper))
    assert (code, "LOGGEN HOLDER IKKE" in said) == (TAMPERED, True)


def test_the_program_vouches_for_what_was_not(arguments: Files) -> None:
    code, said = run(arguments())
    assert code == HOLDS
    assert "12 forseglede linjer, 0 endnu uden segl." in said
    assert "De første 12 linjer er uændrede" in said


def test_without_a_kept_checkpoint_it_says_what_it_cannot_know(
    arguments: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_log.main(arguments(edit_and_recompute)[:1]) == HOLDS
    assert "kan den dog være regnet om" in capsys.readouterr().out


def test_it_knows_nothing_of_vugge() -> None:
    modules = {name.partition(".")[0] for name, _ in imported(ast.parse(PROGRAM.read_text(encoding="utf-8")))}
    assert modules - sys.stdlib_module_names == {"cryptography"}


def test_it_loads_nothing_of_vugge() -> None:
    script = f"import runpy, sys; runpy.run_path({str(PROGRAM)!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "cryptography" in loaded
    assert loaded.isdisjoint({"vugge", "django", "tests"})


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"log": ""}, "begynder ikke med formatet"),
        ({"log": '{"format": "another"}\n'}, "begynder ikke med formatet"),
        ({"log": "no json\n"}, "Linje 1"),
        ({"log": '{"format": "vugge-log-1", "format": "vugge-log-1"}\n'}, "to gange"),
        ({"log": '{"format": "vugge-log-1"}\n{"entry": {"share": 0.5}}\n'}, "ikke et helt tal"),
        ({"kept": "Mødet er kl. 14\n"}, "andet i sig"),
        ({"kept": ""}, "andet i sig"),
        ({"key": "vugge.example/log+00000000+AAAA"}, "offentlige nøgle"),
        ({"key": PUBLIC[:-8]}, "offentlige nøgle"),
    ],
)
def test_what_cannot_be_read_is_not_verified(
    arguments: Files, capsys: pytest.CaptureFixture[str], files: dict[str, Any], says: str
) -> None:
    assert verify_log.main(arguments(**files)) == NOT_VERIFIED
    assert says in capsys.readouterr().err


def test_a_file_that_is_not_there_is_not_verified(arguments: Files, capsys: pytest.CaptureFixture[str]) -> None:
    words = arguments()
    Path(words[-1]).unlink()
    assert verify_log.main(words) == NOT_VERIFIED
    assert "kan ikke læses" in capsys.readouterr().err


def test_a_checkpoint_without_a_key_says_nothing(arguments: Files) -> None:
    assert verify_log.main(arguments()[:3]) == NOT_VERIFIED


FORGED: Final = signed_note(Head(ORIGIN, 12, START), OTHERS)
CHANGED: Final = signed_note(Head(ORIGIN, 12, START), KEY).replace("\n12\n", "\n11\n")
ELSEWHERE: Final = signed_note(Head("another.example/log", 12, START), KEY)


@pytest.mark.parametrize("note", [FORGED, CHANGED, ELSEWHERE], ids=["another's key", "changed after", "another log"])
def test_a_checkpoint_that_our_key_did_not_sign_is_told(
    arguments: Files, capsys: pytest.CaptureFixture[str], note: str
) -> None:
    assert verify_log.main(arguments(kept=note)) == TAMPERED
    assert "ikke underskrevet" in capsys.readouterr().out


def test_several_checkpoints_and_keys_may_be_kept(arguments: Files, tmp_path: Path) -> None:
    notes = an_export(random.Random(7)).notes
    old_key = tmp_path / "old"
    old_key.write_text(verifier_key(ORIGIN, OTHERS), encoding="utf-8")
    assert verify_log.main([*arguments(kept="\n".join(notes)), "--key", str(old_key)]) == HOLDS
