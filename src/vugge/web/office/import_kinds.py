"""The sorts of files that can be brought in by hand, and their pages: organisations, and the state's lists of areas."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.areas.actions import import_lists
from vugge.areas.queries.files import preview as preview_lists
from vugge.areas.rules.table import table_rows
from vugge.kit.tables import Value
from vugge.kit.text import sentence
from vugge.organisations.actions.importing import import_register
from vugge.organisations.queries import municipality
from vugge.organisations.queries.files import administrator_roles, template
from vugge.organisations.queries.files import preview as preview_register
from vugge.web.components.values import Crumb
from vugge.web.office.imports import SECTION, FileKind, FileRow, Previewed, import_page, template_page
from vugge.web.personal import FORM, Opened, register_page, render_personal


def _register_previewed(opened: Opened, file: Path) -> Previewed:
    seen = preview_register(opened.viewer, file=file)
    rows = (
        FileRow(
            row.number, f"{row.organisation}: {row.unit}" if row.unit else row.organisation, seen.newness[row.number]
        )
        for row in seen.table.rows
    )
    return Previewed(
        seen.reading_with_all_problems(), seen.problems, _counted(seen.counts().items()), _changes_first(rows), ()
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
        seen.reading_with_all_problems(), seen.problems, _counted(seen.counts().items()), _changes_first(rows), remarks
    )


def _register_committed(opened: Opened, file: Path) -> Mapping[str, int]:
    return _counted(import_register(opened.viewer, file=file).counts.items())


def _lists_committed(opened: Opened, file: Path) -> Mapping[str, int]:
    return _counted(import_lists(opened.viewer, file=file, today=timezone.localdate()).counts.items())


def _lists_template() -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    return table_rows((), lambda code: municipality(code).name)


def _counted(counts: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """Return the counts under plain words, which templates can name."""
    return {str(kind): number for kind, number in counts}


def _changes_first(rows: Iterable[FileRow]) -> tuple[FileRow, ...]:
    """Return the rows that change something before those that repeat what is on file."""
    return tuple(sorted(rows, key=lambda row: (row.newness == "unchanged", row.number)))


REGISTER: Final = FileKind(
    title=_("Indlæs organisationer"),
    lead=_("Læg mange organisationer og enheder ind på én gang. Du ser først, hvad der ville ske."),
    page="import_organisations",
    template_page="import_organisations_template",
    template_name="skabelon-organisationer.xlsx",
    preview=_register_previewed,
    commit=_register_committed,
    template=template,
)
LISTS: Final = FileKind(
    title=_("Indlæs statens lister"),
    lead=_(
        "Læg en ny liste over boligområder ind, når staten har offentliggjort den. Du ser først, hvad der ville ske."
    ),
    page="import_areas",
    template_page="import_areas_template",
    template_name="skabelon-omraader.xlsx",
    preview=_lists_previewed,
    commit=_lists_committed,
    template=_lists_template,
)


@register_page("imports.kinds_shown")
def imports(opened: Opened) -> HttpResponse:
    """Show which sorts of files can be brought in."""
    administrator_roles(opened.viewer)
    context = {"kinds": (REGISTER, LISTS), "crumbs": (Crumb(gettext("Indlæs fil")),)}
    return render_personal(opened, "office/imports.html", context, section=SECTION)


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
