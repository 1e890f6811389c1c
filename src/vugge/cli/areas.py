"""Commands about areas: import and check tables of official lists, explain one year, export everything.

Offers `COMMANDS`.
"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import redirect_stdout
from pathlib import Path
from typing import Final

from django.utils import timezone

from vugge.areas.actions import import_lists
from vugge.areas.queries.files import Preview, check, preview
from vugge.areas.queries.law import area_law
from vugge.areas.queries.pages import area_history, area_named_as, area_years
from vugge.areas.rules.agreement import Agreement
from vugge.areas.rules.facts import AreaHistory
from vugge.areas.rules.table import table_rows
from vugge.areas.rules.table_columns import columns
from vugge.audit.actions import declared
from vugge.audit.rules import Purpose, system
from vugge.cli.areas_json import check_as_json
from vugge.cli.areas_words import say_check, say_preview, say_year
from vugge.cli.command import Command, say
from vugge.cli.prepare import ready_database
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.tables import write_corrections, write_csv, write_xlsx
from vugge.kit.text import Sentence, sentence
from vugge.organisations.queries import municipality

WANTING: Final = 1
CORRECTIONS: Final = (".csv", ".xlsx")
VIEWER: Final = system("command", Purpose.OFFICIAL_STATISTICS)


@declared("areas.lists_imported", purpose=Purpose.OFFICIAL_STATISTICS)
def run_import(options: Namespace) -> int:
    """Commit a table of official lists, or with --preview only say what it would do."""
    if options.corrections is not None:
        _refuse_target(options.corrections, file=options.file)
    ready_database()
    mapping = dict(options.map)
    today = timezone.localdate()
    seen = preview(VIEWER, file=options.file, mapping=mapping, today=today)
    say_preview(seen)
    if options.corrections is not None and seen.problems:
        _write_corrections(seen, options.corrections)
    if seen.problems:
        say(sentence("Intet er indlæst. Ret fejlene, og indlæs filen igen."))
        return WANTING
    if options.preview:
        say(sentence("Dette er kun en prøve; intet er indlæst."))
        return 0
    receipt = import_lists(VIEWER, file=options.file, mapping=mapping, today=today)
    say(sentence("Indlæst. Datas version er nu {version}.", version=str(receipt.version)))
    return 0


@declared("areas.lists_checked", purpose=Purpose.OFFICIAL_STATISTICS)
def run_check(options: Namespace) -> int:
    """Hold every row with figures against the law of its day and the state's own answer; with none it is wanting."""
    found = check(VIEWER, file=options.file, mapping=dict(options.map), today=timezone.localdate())
    if options.format == "json":
        say(json.dumps(check_as_json(found), ensure_ascii=False, indent=2))
    else:
        say_check(found)
    is_fine = found.having(Agreement.AGREES) and not found.problems and not found.having(Agreement.DISAGREES)
    return 0 if is_fine else WANTING


@declared("areas.area_explained", purpose=Purpose.OFFICIAL_STATISTICS)
def run_explain(options: Namespace) -> int:
    """Say why an area was on the lists of a year, or was not."""
    ready_database()
    history = area_history(VIEWER, area=area_named_as(VIEWER, name=options.area))
    years = [one for one in history.years if one.facts.list_day.year == options.year]
    if not years:
        raise NotFound(_no_such_year(history, options.year))
    for one in reversed(years):
        say_year(history, one)
    return 0


@declared("areas.list_exported", purpose=Purpose.OFFICIAL_STATISTICS)
def run_export(options: Namespace) -> int:
    """Write every area-year on file in the format that import reads."""
    with redirect_stdout(sys.stderr):  # what is said on the way is no part of the table
        ready_database()
    header, rows = table_rows(area_years(VIEWER), lambda code: municipality(code).name)
    as_xlsx = options.format == "xlsx" or (options.format is None and _is_xlsx(options.output))
    target = options.output or sys.stdout.buffer
    if as_xlsx:
        write_xlsx(target, header, rows, sheet="Lister")
    else:
        write_csv(target, header, rows)
    if options.output:
        say(sentence("{count} rækker er skrevet til {file}.", count=len(rows), file=str(options.output)))
    return 0


def _is_xlsx(output: Path | None) -> bool:
    return output is not None and output.suffix.lower() == ".xlsx"


def _refuse_target(target: Path, *, file: Path) -> None:
    """Raise `BadInput` when the rows with errors would be written over a file that exists."""
    if target.resolve() == file.resolve():
        raise BadInput(sentence("Rækkerne med fejl kan ikke skrives i den fil, der læses. Vælg et andet navn."))
    if target.exists():
        raise BadInput(sentence("{file} findes allerede. Vælg et andet navn til rækkerne med fejl.", file=str(target)))


def _write_corrections(seen: Preview, target: Path) -> None:
    count = write_corrections(seen.reading_with_all_problems(), target)
    say(
        sentence(
            "{count} rækker med fejl er skrevet til {file}, med forklaring. Filens andre rækker er heller ikke "
            "indlæst: ret fejlene i den oprindelige fil, eller indlæs de andre rækker for sig.",
            count=count,
            file=str(target),
        )
    )


def _no_such_year(history: AreaHistory, year: int) -> Sentence:
    on_file = tuple(str(one.facts.list_day.year) for one in reversed(history.years))
    return sentence(
        "{area} har ingen række for {year}. Vi har: {years}.",
        area=history.name,
        year=str(year),
        years=tuple(dict.fromkeys(on_file)),
    )


def _pair(text: str) -> tuple[str, str]:
    field, _, header = text.partition("=")
    if not header:
        message = f"skriv FELT=OVERSKRIFT, for eksempel residents=Beboere, ikke {text!r}"
        raise ArgumentTypeError(message)
    known = [column.name for column in columns(area_law().series.measures, source_needed=True)]
    if field not in known:
        message = f"{field!r} er ikke et felt; felterne er {', '.join(known)}"
        raise ArgumentTypeError(message)
    return field, header


def _corrections(text: str) -> Path:
    target = Path(text)
    if target.suffix.lower() not in CORRECTIONS:
        message = f"navnet skal ende på {' eller '.join(CORRECTIONS)}, ikke {target.name!r}"
        raise ArgumentTypeError(message)
    return target


def _takes_file(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FIL", help="CSV eller XLSX i formatet fra vugge areas export")
    parser.add_argument(
        "--map",
        type=_pair,
        action="append",
        default=[],
        metavar="FELT=OVERSKRIFT",
        help="hvilken kolonne i filen der er hvilket felt; kan gives flere gange",
    )


def _configure_import(parser: ArgumentParser) -> None:
    _takes_file(parser)
    parser.add_argument("--preview", action="store_true", help="vis, hvad der ville ske, og indlæs intet")
    parser.add_argument(
        "--corrections", type=_corrections, metavar="FIL", help="skriv rækker med fejl til denne nye CSV eller XLSX"
    )


def _configure_check(parser: ArgumentParser) -> None:
    _takes_file(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="hvordan svaret skrives")


def _configure_explain(parser: ArgumentParser) -> None:
    parser.add_argument("area", metavar="OMRÅDE", help="områdets navn eller nøgle, for eksempel gellerup")
    parser.add_argument("--year", type=int, required=True, metavar="ÅR", help="listens år")


def _configure_export(parser: ArgumentParser) -> None:
    parser.add_argument("--output", type=Path, metavar="FIL", help="skriv til en fil i stedet for skærmen")
    parser.add_argument("--format", choices=("csv", "xlsx"), help="ellers efter filens navn, og CSV på skærmen")


COMMANDS: Final = (
    Command("areas import", "indlæs en tabel med statens lister", run_import, _configure_import),
    Command("areas check", "hold en tabel op mod loven og statens svar", run_check, _configure_check),
    Command("areas explain", "forklar et områdes svar i et år", run_explain, _configure_explain),
    Command("areas export", "skriv alle områder og år som tabel", run_export, _configure_export),
)
