"""The sorts of files that are brought in by hand, and their pages: organisations, the state's lists, what was seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.areas.queries.files import preview as preview_lists
from vugge.areas.queries.law import area_law
from vugge.areas.rules.table import table_rows
from vugge.areas.rules.table_columns import columns as list_columns
from vugge.areas.tasks import save_lists
from vugge.journey.queries.files import preview as preview_evidence
from vugge.journey.queries.files import template as evidence_template
from vugge.journey.queries.law import measures
from vugge.journey.rules.evidence_table import COLUMNS as EVIDENCE_COLUMNS
from vugge.journey.tasks import save_evidence
from vugge.kit.tables import Column, Value
from vugge.kit.text import Text, sentence
from vugge.organisations.actions.intakes import retry_intake
from vugge.organisations.queries import municipality
from vugge.organisations.queries.files import preview as preview_register
from vugge.organisations.queries.files import template
from vugge.organisations.queries.intakes import intake as intake_of
from vugge.organisations.queries.intakes import intakes
from vugge.organisations.rules.intakes import Intake, IntakeKind, kinds_of, may_retry
from vugge.organisations.rules.table_columns import COLUMNS
from vugge.organisations.tasks import save_register
from vugge.web.components.values import Crumb
from vugge.web.office.imports import SECTION, FileKind, FileRow, Previewed, import_page, template_page
from vugge.web.personal import FORM, Opened, beside_work, frontline_page, register_page, render_personal, to
from vugge.web.templatetags.components import say


def _register_previewed(opened: Opened, file: Path) -> Previewed:
    seen = preview_register(opened.viewer, file=file)
    rows = (
        FileRow(
            row.number, f"{row.organisation}: {row.unit}" if row.unit else row.organisation, seen.newness[row.number]
        )
        for row in seen.table.rows
    )
    return Previewed(
        seen.reading_with_all_problems(),
        seen.problems,
        _counted(seen.counts().items()),
        _changes_first(rows),
        labels=_labels(COLUMNS),
    )


def _lists_previewed(opened: Opened, file: Path) -> Previewed:
    seen = preview_lists(opened.viewer, file=file, mapping=None, today=timezone.localdate())
    rows = (
        FileRow(row.number, f"{row.name} ({municipality(row.municipality).name})", seen.newness[row.number])
        for row in seen.table.rows
    )
    new_areas = sentence("Områder, vi ikke kender i forvejen: {areas}.", areas=seen.new_areas)
    remarks = (new_areas,) if seen.new_areas else ()
    return Previewed(
        seen.reading_with_all_problems(),
        seen.problems,
        _counted(seen.counts().items()),
        _changes_first(rows),
        labels=_labels(list_columns(area_law().series.measures, source_needed=True)),
        remarks=remarks,
    )


def _evidence_previewed(opened: Opened, file: Path) -> Previewed:
    seen = preview_evidence(opened.viewer, file=file)
    rows = (
        FileRow(
            row.number,
            f"{seen.names.get(row.child) or gettext('Barn uden navn')}: {say(measures()[row.new.measure].name)}",
            row.newness,
        )
        for row in seen.table.rows
    )
    return Previewed(
        seen.reading_with_all_problems(),
        seen.problems,
        _counted(seen.counts().items()),
        _changes_first(rows),
        labels=_labels(EVIDENCE_COLUMNS),
    )


@dataclass(frozen=True)
class ImportLine:
    """A file that was brought in, as its page and the list show it."""

    intake: Intake
    kind: FileKind

    @property
    def url(self) -> str:
        """The address of its page."""
        return reverse("import_run", args=[self.intake.id])


def _lists_template() -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return the header in Danish, as people fill it in; the short English names are read as well."""
    names = _labels(list_columns(area_law().series.measures, source_needed=True))
    header, rows = table_rows((), lambda code: municipality(code).name)
    return tuple(names[name].da for name in header), rows


def _labels(columns: Iterable[Column]) -> Mapping[str, Text]:
    return {column.name: column.label for column in columns}


def _counted(counts: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """Return the counts under plain words, which templates can name."""
    return {str(kind): number for kind, number in counts}


def _changes_first(rows: Iterable[FileRow]) -> tuple[FileRow, ...]:
    """Return the rows that change something before those that repeat what is on file."""
    return tuple(sorted(rows, key=lambda row: (row.newness == "unchanged", row.number)))


REGISTER: Final = FileKind(
    title=_("Indlæs organisationer"),
    about=_("Organisationer og enheder"),
    lead=_("Læg mange organisationer og enheder ind på én gang. Du ser først, hvad der ville ske."),
    page="import_organisations",
    template_page="import_organisations_template",
    template_name="skabelon-organisationer.xlsx",
    preview=_register_previewed,
    intake=IntakeKind.REGISTER,
    start=save_register.enqueue,
    template=template,
)
LISTS: Final = FileKind(
    title=_("Indlæs statens lister"),
    about=_("Statens lister over områder"),
    lead=_(
        "Læg en ny liste over boligområder ind, når staten har offentliggjort den. Du ser først, hvad der ville ske."
    ),
    page="import_areas",
    template_page="import_areas_template",
    template_name="skabelon-omraader.xlsx",
    preview=_lists_previewed,
    intake=IntakeKind.LISTS,
    start=save_lists.enqueue,
    template=_lists_template,
)


EVIDENCE: Final = FileKind(
    title=_("Indlæs det, I har set"),
    about=_("Det, der er set af børn"),
    lead=_(
        "Læg sprogvurderinger og andet, I har set, ind for mange børn på én gang. Du ser først, hvad der ville ske."
    ),
    page="import_evidence",
    template_page="import_evidence_template",
    template_name="skabelon-set.xlsx",
    preview=_evidence_previewed,
    intake=IntakeKind.EVIDENCE,
    start=save_evidence.enqueue,
    template=evidence_template,
)


KINDS: Final = {kind.intake: kind for kind in (REGISTER, LISTS, EVIDENCE)}


@register_page("imports.kinds_shown")
def imports(opened: Opened) -> HttpResponse:
    """Show which sorts of files can be brought in, and those that were: by whom, when, and how it went."""
    lines = [ImportLine(one, KINDS[one.kind]) for one in intakes(opened.viewer, now=timezone.now())]
    mine = [KINDS[kind] for kind in kinds_of(opened.viewer.role)]
    context = {"kinds": mine, "lines": lines, "crumbs": (Crumb(gettext("Indlæs fil")),)}
    return render_personal(opened, "office/imports.html", context, section=SECTION)


@beside_work
@register_page("organisations.intake_shown", methods=FORM)
def import_run(opened: Opened, intake: UUID) -> HttpResponse:
    """Show how far a file is, how it ended, and have it tried again where that makes sense."""
    now = timezone.now()
    one = intake_of(opened.viewer, intake=intake, now=now)
    kind = KINDS[one.kind]
    if opened.is_sent:
        retry_intake(opened.viewer, intake=intake, start=kind.start)
        return to("import_run", intake)
    context = {
        "line": ImportLine(one, kind),
        "may_retry": may_retry(one, opened.viewer),
        "crumbs": (Crumb(gettext("Indlæs fil"), reverse("imports")), Crumb(gettext("Indlæsning"))),
    }
    return render_personal(opened, "office/import_run.html", context, section=SECTION)


@register_page("organisations.register_imported", methods=FORM)
def import_organisations(opened: Opened) -> HttpResponse:
    """Preview or commit a file of organisations and units."""
    return import_page(opened, REGISTER)


@register_page("organisations.register_exported")
def import_organisations_template(opened: Opened) -> HttpResponse:
    """Give an empty table of organisations and units."""
    return template_page(opened, REGISTER)


@register_page("areas.lists_imported", methods=FORM)
def import_areas(opened: Opened) -> HttpResponse:
    """Preview or commit a file of the state's lists of areas."""
    return import_page(opened, LISTS)


@register_page("areas.list_exported")
def import_areas_template(opened: Opened) -> HttpResponse:
    """Give an empty table of the state's lists."""
    return template_page(opened, LISTS)


@frontline_page("journey.evidence_imported", methods=FORM)
def import_evidence(opened: Opened) -> HttpResponse:
    """Preview or commit a file of what was seen of children."""
    return import_page(opened, EVIDENCE)


@frontline_page("journey.evidence_template_taken")
def import_evidence_template(opened: Opened) -> HttpResponse:
    """Give an empty table of what was seen."""
    return template_page(opened, EVIDENCE)
