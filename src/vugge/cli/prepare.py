"""Making an installation ready: files for the browser, translations, tables, and the published data.

Everything may be run again at any time: it does only what is missing, and loses nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files import locks
from django.core.management import call_command
from django.db import connection
from django.utils.timezone import localdate

from vugge.access.queries.statistics import is_released
from vugge.access.rules.statistics import quarter_before, quarters_before
from vugge.access.tasks import release_quarter
from vugge.areas.actions import load_catalogue
from vugge.areas.queries.pages import is_catalogue_loaded
from vugge.audit.rules import Purpose, Viewer, system
from vugge.cli.command import DATABASE_TROUBLE, about_the_database, mention
from vugge.cli.design_system import copy_design_system
from vugge.demo.actions.loading import load_demo
from vugge.demo.queries.loaded import is_demo_loaded
from vugge.demo.queries.places import demo_places
from vugge.journey.rules.aggregate import SERIES
from vugge.journey.tasks import release_journeys
from vugge.kit.errors import NotPossibleHere
from vugge.kit.text import sentence
from vugge.organisations.actions.importing import load_reference
from vugge.organisations.queries.register import is_reference_loaded

VIEWER: Final = system("prepare", Purpose.ADMINISTRATION)
DEMO_QUARTERS: Final = 2

PUBLISHED: Final[tuple[tuple[Callable[[Viewer], bool], Callable[[Viewer], object]], ...]] = (
    (is_reference_loaded, load_reference),
    (is_catalogue_loaded, load_catalogue),
)
"""For each room with published data: are they on file as we ship them, and if not, what brings them there."""


def prepare() -> None:
    """Make everything ready. Raises `NotPossibleHere` when the machine lacks something."""
    prepare_files()
    prepare_database()
    if settings.MODE == "demo":
        prepare_demo()


def prepare_files() -> None:
    """Bring the design system, the translations and the collected static files up to date."""
    with _alone():
        copy_design_system(settings.PACKAGES, settings.VAR / "assets" / "dkfds")
        for folder in settings.LOCALE_PATHS:
            compile_translations(Path(folder))
        state = fingerprint(_static_files())
        _once_for(state, note=settings.VAR / "static.sha256", do=_collect_static_files)


def prepare_database() -> None:
    """Bring the tables up to date and the published data into them.

    Raises `NotPossibleHere` when there is no database or it cannot be written.
    """
    try:
        with _alone():
            if connection.vendor == "sqlite":
                Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)  # where log-in counts failures; nothing in the demo
            _load_published()
    except DATABASE_TROUBLE as problem:
        database = str(connection.settings_dict["NAME"])
        raise NotPossibleHere(about_the_database(problem, database=database)) from problem


def prepare_demo() -> None:
    """Load the demo's municipality and release its last quarters' figures, unless they are on file already."""
    with _alone():
        if not is_demo_loaded(VIEWER):
            mention(sentence("Demoens kommune laves …"))
            load_demo(VIEWER)
        for quarter in quarters_before(localdate(), DEMO_QUARTERS):
            if not is_released(quarter):
                release_quarter(quarter=quarter, known=demo_places())
        if not is_released(newest := quarter_before(localdate()), SERIES):
            mention(sentence("Demoens tal om rejsen tælles …"))
            release_journeys(quarter=newest, known=demo_places())


def ready_database() -> None:
    """Make the demo's own database ready; an installation is made ready by `vugge prepare` and by nothing else."""
    if settings.MODE == "demo":
        prepare_database()


def compile_translations(folder: Path) -> None:
    """Compile every catalogue of translations that is newer than its compiled file."""
    for source in sorted(folder.glob("*/LC_MESSAGES/django.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        with source.open("rb") as texts:
            catalogue = read_po(texts, locale=source.parts[-3], abort_invalid=True)
        unfinished = compiled.with_suffix(".mo.new")
        with unfinished.open("wb") as target:
            write_mo(target, catalogue)
        unfinished.replace(compiled)  # a server that reads it has the old one or the new one, never half of one


def fingerprint(files: Iterable[tuple[str, Path]]) -> str:
    """Return one hash of all the files' names and contents; the order in which they come does not matter."""
    hashes = sorted(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for name, path in files)
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _static_files() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield str(PurePosixPath(getattr(storage, "prefix", None) or "", name)), Path(storage.path(name))


def _collect_static_files() -> None:
    """Collect beside what was collected before: a server that runs still names the files of its own version."""
    mention(sentence("Filerne til browseren samles …"))
    for name, source in _static_files():
        collected = Path(settings.STATIC_ROOT) / name
        # Django goes by the time of change, which a package or a container may have set to anything.
        if collected.exists() and collected.read_bytes() != source.read_bytes():
            collected.unlink()
    call_command("collectstatic", interactive=False, verbosity=0)


def _load_published() -> None:
    for is_loaded, load in PUBLISHED:
        if not is_loaded(VIEWER):
            mention(sentence("De offentliggjorte tal indlæses …"))
            load(VIEWER)


def _once_for(state: str, *, note: Path, do: Callable[[], None]) -> None:
    """Do something unless it was done for just this state; the state is noted when it is done."""
    if note.exists() and note.read_text(encoding="utf-8") == state:
        return
    do()
    note.write_text(state, encoding="utf-8")


@contextmanager
def _alone() -> Iterator[None]:
    """Let other processes that would prepare the same folder wait."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "prepare.lock").open("w") as turn:
        locks.lock(turn, locks.LOCK_EX)
        yield
