"""A real OpenID provider on this machine, and the settings that know it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.login.conversation import GROUPS, SECRET, Visitor, provider_settings
from tests.shape.sources import ROOT

HERE = Path(__file__).parent
RETURNS = {f"vugge-{entrance}": f"http://testserver/oidc/{entrance}/retur/" for entrance in ("staff", "citizen")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let these tests talk to the provider, which is on this machine."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]))


@pytest.fixture(scope="session")
def issuer() -> Iterator[str]:
    """The address of a real provider; it runs as long as the tests do."""
    node = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if node is None or not (ROOT / "node_modules" / "oidc-provider").exists():
        pytest.skip("no Node or no oidc-provider: python3 .ci/setup.py --dev")
    command = [node, str(HERE / "provider.mjs"), json.dumps(RETURNS), SECRET]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout is not None
        yield running.stdout.readline().strip()
        running.terminate()


@pytest.fixture
def providers(issuer: str, settings: Settings) -> None:
    """Both entrances have a provider; the workplace's gives roles by groups."""
    apps = [
        provider_settings(issuer, entrance="staff", roles=GROUPS),
        provider_settings(issuer, entrance="citizen"),
    ]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}


@pytest.fixture
def visitor(client: Client, providers: None) -> Visitor:
    """Somebody at a browser, whom nobody knows yet."""
    return Visitor(client)
