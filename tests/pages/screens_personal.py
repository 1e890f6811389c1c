"""Takes the pictures of the pages behind log-in: the demo itself, served as its users meet it, role by role.

Called by `screens`, which takes those of the public pages. The demo's people are invented, so pictures may show them.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

PERSON: Final = "{person}"
"""Stands in an address for the first citizen whom the first page of a role names."""

OF_PERSON: Final = f"/arbejde/borger/{PERSON}/"
PICTURES: Final[Mapping[str, Mapping[str, str]]] = {
    "sundhedsplejerske": {
        "mine-borgere": "/arbejde/",
        "borger": OF_PERSON,
        "husstand": f"{OF_PERSON}husstand/",
        "omkring-familien": f"{OF_PERSON}team/",
        "samtykker": f"{OF_PERSON}samtykker/",
        "spoerg-familien": f"{OF_PERSON}samtykke/",
        "find-borger": "/arbejde/soeg/",
        "akut": "/arbejde/akut/",
    },
    "foraelder": {
        "min-familie": "/min/",
        "vores-rejse": "/min/rejse/?sprog=da",
        "vores-rejse-hele": "/min/rejse/?hele",
        "vores-rejse-arabisk": "/min/rejse/?sprog=ar",
        "mine-samtykker": "/min/samtykker/",
        "hvem-har-set": "/min/log/",
        "mine-oplysninger": "/min/oplysninger/",
    },
    "ung": {"min-familie": "/min/", "min-rejse": "/min/rejse/"},
    "register": {"oensker": "/register/oensker/", "dubletter": "/register/dubletter/"},
    "administrator": {
        "organisationer": "/register/organisationer/",
        "konti": "/register/konti/",
        "indlaes": "/register/indlaes/organisationer/",
    },
    "bestyrelse": {"tal": "/tal/", "rejsen": "/tal/rejsen/"},
    "tilsyn": {
        "stikproeve": "/tilsyn/",
        "akutte-adgange": "/tilsyn/akut/",
        "spoergsmaal": "/tilsyn/spoergsmaal/",
        "beroerte": "/tilsyn/beroerte/",
    },
}

PATIENCE: Final = 300  # times a fifth of a second

Save = Callable[[Page, str], None]


def take_personal(browser: Browser, *, window: tuple[int, int], save: Save) -> None:
    """Take each picture in a window of this size; `save` gets the page and the picture's name."""
    with _demo() as home:
        context = browser.new_context(
            base_url=home, viewport={"width": window[0], "height": window[1]}, reduced_motion="reduce", locale="da-DK"
        )
        page = context.new_page()
        for role, places in PICTURES.items():
            page.goto("/demo/")
            page.locator(f"button[value='demo-{role}']").click()
            person = _first_person(page)
            for name, path in places.items():
                page.goto(path.replace(PERSON, person))
                save(page, f"{role}-{name}")
        context.close()


def _first_person(page: Page) -> str:
    """Return the id of the first citizen in the list that whoever has just logged in lands on; empty for none."""
    found = re.search(r"/borger/([0-9a-f-]{36})/", page.content())
    return found[1] if found else ""


@contextmanager
def _demo() -> Iterator[str]:
    """Run `vugge demo` on a folder that is thrown away, and give its address when it says that it is there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VUGGE_", "DJANGO_"))}
    with tempfile.TemporaryDirectory(prefix="vugge-screens-") as folder:
        command = [str(Path(sys.executable).parent / "vugge"), "demo", "--port", str(_free_port())]
        environment = kept | {"VUGGE_MODE": "demo", "VUGGE_VAR": folder}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
            try:
                yield _answering(_address(server), server)
            finally:
                server.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
    return port


def _address(server: "subprocess.Popen[str]") -> str:
    for line in server.stdout or ():
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    sys.exit("Demoen kom ikke op.")


def _answering(home: str, server: "subprocess.Popen[str]") -> str:
    """Wait until the demo, which says its address just before it opens, answers there."""
    for _ in range(PATIENCE):
        with suppress(OSError), socket.create_connection(("127.0.0.1", int(home.rpartition(":")[2]))):
            return home
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=0.2)
            break
    sys.exit("Demoen svarer ikke.")


if __name__ == "__main__":
    sys.exit("Kør tests.pages.screens: det tager alle billeder.")
