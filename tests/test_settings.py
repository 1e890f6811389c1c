"""The settings: a real installation starts only when it is safe, and is then as strict as Django asks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from tests.shape.sources import ROOT

from vugge import settings as real

SAFE = {
    "VUGGE_MODE": "production",
    "VUGGE_SECRET_KEY": "".join(chr(ord("!") + number) for number in range(60)),
    "VUGGE_ALLOWED_HOSTS": "vugge.example",
    "VUGGE_DATABASE_URL": "postgresql://vugge@database.example/vugge",
    "VUGGE_SEALING_KEYS": "".join(chr(ord("a") + number % 26) for number in range(0, 7 * 44, 7)),
    "VUGGE_HASH_KEY": "".join(chr(ord("a") + number % 26) for number in range(0, 9 * 44, 9)),
    "VUGGE_STATISTICS_KEY": "".join(chr(ord("a") + number % 26) for number in range(0, 11 * 44, 11)),
}


def vugge(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a shell that sets nothing of Vugge but this."""
    shell = {name: value for name, value in os.environ.items() if not name.startswith(("VUGGE_", "DJANGO_"))}
    return subprocess.run(
        [Path(sys.executable).with_name("vugge"), *words],
        cwd=ROOT,
        env=shell | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_safe_installation_passes_every_check_that_django_has_for_one() -> None:
    done = vugge("manage", "check", "--deploy", "--fail-level", "DEBUG", **SAFE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("VUGGE_SECRET_KEY", "", "VUGGE_SECRET_KEY mangler"),
        ("VUGGE_SECRET_KEY", "short-but-random-4f9c", "VUGGE_SECRET_KEY mangler"),
        ("VUGGE_SECRET_KEY", "abab" * 20, "VUGGE_SECRET_KEY mangler"),
        ("VUGGE_SECRET_KEY", "django-insecure-" + SAFE["VUGGE_SECRET_KEY"], "VUGGE_SECRET_KEY mangler"),
        ("VUGGE_DEBUG", "true", "VUGGE_DEBUG er slået til"),
        ("VUGGE_ALLOWED_HOSTS", "", "VUGGE_ALLOWED_HOSTS mangler"),
        ("VUGGE_ALLOWED_HOSTS", "*", "VUGGE_ALLOWED_HOSTS mangler"),
        ("VUGGE_DATABASE_URL", "sqlite:///vugge.sqlite3", "SQLite er kun til demo og test"),
        ("VUGGE_SEALING_KEYS", "", "VUGGE_SEALING_KEYS, VUGGE_HASH_KEY eller VUGGE_STATISTICS_KEY mangler"),
        ("VUGGE_HASH_KEY", "short", "VUGGE_SEALING_KEYS, VUGGE_HASH_KEY eller VUGGE_STATISTICS_KEY mangler"),
        ("VUGGE_STATISTICS_KEY", "", "VUGGE_SEALING_KEYS, VUGGE_HASH_KEY eller VUGGE_STATISTICS_KEY mangler"),
        ("VUGGE_OIDC_STAFF_ISSUER", "https://login.example", "VUGGE_OIDC_STAFF_LEVELS"),
        ("VUGGE_OIDC_CITIZEN_ISSUER", "http://login.example", "VUGGE_OIDC_CITIZEN_ISSUER"),
        ("VUGGE_MODE", "prod", "VUGGE_MODE er 'prod'"),
        ("VUGGE_DEBUG", "perhaps", "VUGGE_DEBUG"),
        ("VUGGE_SECRET_KEY_FILE", "nowhere/at/all", "VUGGE_SECRET_KEY_FILE"),
    ],
)
def test_an_unsafe_installation_does_not_start_and_says_why(name: str, value: str, says: str) -> None:
    done = vugge("manage", "check", **{**SAFE, name: value})
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_saying_nothing_means_production() -> None:
    done = vugge("manage", "check")
    assert done.returncode == 2
    assert all(name in done.stderr for name in SAFE if name != "VUGGE_MODE")


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(SAFE["VUGGE_SECRET_KEY"] + "\n", encoding="utf-8")
    without_key = {name: value for name, value in SAFE.items() if name != "VUGGE_SECRET_KEY"}
    done = vugge("manage", "check", **without_key, VUGGE_SECRET_KEY_FILE=str(file))
    assert done.returncode == 0, done.stderr


def test_the_tests_run_without_debug_and_with_the_static_files_of_production() -> None:
    assert settings.MODE == "test"
    assert settings.DEBUG is False
    assert "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]


def test_no_page_may_load_anything_from_elsewhere_or_run_script_of_its_own() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert {source for sources in directives.values() for source in sources} == {"'none'", "'self'"}


def test_only_the_tests_hash_passwords_fast() -> None:
    assert not hasattr(real, "PASSWORD_HASHERS"), "an installation keeps Django's own, which are slow on purpose"
