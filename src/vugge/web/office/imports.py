"""Files of areas and of organisations, brought in by hand: template, preview with what is wrong, then a job saves them.

Between preview and commit the file travels in the page itself: nothing is kept here, and it is read anew each time.
From the commit on it is kept sealed until the job has saved it (`intakes`).
"""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

from vugge.kit.errors import BadInput
from vugge.kit.tables import Problem, Reading, Value, write_corrections, write_xlsx
from vugge.kit.tables.columns import plain
from vugge.kit.tables.problems import column_letter
from vugge.kit.text import Text, sentence
from vugge.organisations.actions.intakes import Start, bring_file
from vugge.organisations.queries.intakes import bringing
from vugge.organisations.rules.intakes import Given, IntakeKind
from vugge.web.components.values import Crumb
from vugge.web.page import file_answer
from vugge.web.personal import Opened, render_personal, to
from vugge.web.public.areas import XLSX

SECTION: Final = "imports"
MOST_BYTES: Final = 1_500_000  # a third more as it travels in the page, which Django takes up to 2.5 million of
ENDINGS: Final = (".csv", ".xlsx")
SHOWN: Final = 100  # rows and problems; the rest is counted
HEADER_ROW: Final = 1


@dataclass(frozen=True)
class FileRow:
    """A row as a preview shows it: its number in the file, what it is about, and what it does to what is on file."""

    number: int
    about: str
    newness: str


@dataclass(frozen=True)
class Previewed:
    """A file as it would be committed, whatever it is about; `labels` says what each field's column is called."""

    reading: Reading
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    rows: tuple[FileRow, ...]
    labels: Mapping[str, Text]
    remarks: tuple[object, ...] = ()

    @property
    def wrong_rows(self) -> int:
        """How many rows have something wrong; the header is none of them."""
        return len({one.row for one in self.problems if _is_in_a_row(one)})

    @property
    def wrong_in_file(self) -> int:
        """How many mistakes are in the header or in the file as a whole, for which its rows may not be read at all."""
        return sum(not _is_in_a_row(one) for one in self.problems)

    def faults(self) -> Iterator["Fault"]:
        """Yield what is wrong, each with the name people know its column by."""
        names = {column_letter(index): self.labels[field] for field, index in self.reading.mapped.items()}
        for one in self.problems:
            known = names.get(one.column or "")
            header = one.header or ""
            yield Fault(one, known, "" if known and plain(header) in {plain(known.da), plain(known.en)} else header)


@dataclass(frozen=True)
class Fault:
    """Something wrong in a file: its column by name, and the file's own heading where that is another."""

    problem: Problem
    column: Text | None
    heading: str


@dataclass(frozen=True)
class FileKind:
    """One sort of file: what it is called, where its pages are, what previews and begins it, and its job."""

    title: Promise
    about: Promise
    lead: Promise
    page: str
    template_page: str
    template_name: str
    preview: Callable[[Opened, Path], Previewed]
    intake: IntakeKind
    start: Start
    template: Callable[[], tuple[tuple[str, ...], list[tuple[Value, ...]]]]


STEPS: Final = ("preview", "corrections", "commit")


def import_page(opened: Opened, kind: FileKind) -> HttpResponse:
    """Show the form, or do the step asked for: preview a file, give back its wrong rows, or have a job commit it."""
    bringing(opened.viewer, kind.intake)
    if not opened.is_sent:
        return _shown(opened, kind, {})
    step = opened.request.POST.get("step", STEPS[0])
    try:
        given = _uploaded(opened) if step == STEPS[0] else _carried(opened)
        if step == "commit":
            return to("import_run", bring_file(opened.viewer, kind=kind.intake, given=given, start=kind.start))
        with _as_file(given) as file:
            return _done(opened, kind, step=step, given=given, file=file)
    except BadInput as mistake:
        return _shown(opened, kind, {"mistake": mistake.sentence}, status=400)


def template_page(opened: Opened, kind: FileKind) -> HttpResponse:
    """Give an empty table with the columns that a file of this sort has."""
    bringing(opened.viewer, kind.intake)
    header, rows = kind.template()
    target = BytesIO()
    write_xlsx(target, header, rows, sheet="Skabelon")
    return file_answer(target.getvalue(), name=kind.template_name, content_type=XLSX)


def _done(opened: Opened, kind: FileKind, *, step: str, given: Given, file: Path) -> HttpResponse:
    seen = kind.preview(opened, file)
    if step == "corrections":
        return _corrections(seen, file.parent)
    context = {
        "seen": seen,
        "faults": list(islice(seen.faults(), SHOWN)),
        "more_problems": max(0, len(seen.problems) - SHOWN),
        "rows": seen.rows[:SHOWN],
        "more_rows": max(0, len(seen.rows) - SHOWN),
        "ending": given.ending,
        "carried": given.carried,
    }
    return _shown(opened, kind, context)


def _shown(opened: Opened, kind: FileKind, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    crumbs = (Crumb(gettext("Indlæs fil"), reverse("imports")), Crumb(str(kind.title)))
    frame = {"kind": kind, "crumbs": crumbs, "endings": ",".join(ENDINGS)}
    return render_personal(opened, "office/import.html", {**frame, **context}, section=SECTION, status=status)


def _corrections(seen: Previewed, folder: Path) -> HttpResponse:
    target = folder / "rettelser.xlsx"
    write_corrections(seen.reading, target)
    return file_answer(target.read_bytes(), name="rettelser.xlsx", content_type=XLSX)


def _is_in_a_row(problem: Problem) -> bool:
    return problem.row is not None and problem.row > HEADER_ROW


def _uploaded(opened: Opened) -> Given:
    file = opened.request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise BadInput(sentence("Vælg en fil først."))
    if file.size is None or file.size > MOST_BYTES:
        raise BadInput(sentence("Filen er for stor til siden. Del den, eller brug kommandoen på maskinen."))
    return _checked(Path(file.name or "").suffix.lower(), file.read())


def _carried(opened: Opened) -> Given:
    try:
        content = b64decode(opened.request.POST.get("carried", ""), validate=True)
    except (NotBase64, ValueError):
        raise BadInput(sentence("Filen kom ikke hel tilbage. Vælg den igen.")) from None
    return _checked(opened.request.POST.get("ending", ""), content)


def _checked(ending: str, content: bytes) -> Given:
    if ending not in ENDINGS:
        raise BadInput(sentence("Filen skal være et regneark (XLSX) eller en tekstfil (CSV)."))
    return Given(ending, content)


@contextmanager
def _as_file(given: Given) -> Iterator[Path]:
    """Give the content as a file, which is gone when the answer is made; its own name is never used."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"fil{given.ending}"
        file.write_bytes(given.content)
        yield file
