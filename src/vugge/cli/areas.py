"""Commands about areas: import and check tables of official lists, explain one year, export everything.

Offers `COMMANDS`.
"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Final

from django.utils import timezone

from vugge.areas.actions import import_lists
from vugge.areas.queries.files import Check, CheckedList, CheckedRow, Preview, check, preview
from vugge.areas.queries.law import area_law
from vugge.areas.queries.pages import area_history, area_named_as, area_years
from vugge.areas.rules.agreement import Agreement
from vugge.areas.rules.explanation import explained
from vugge.areas.rules.facts import AreaHistory, JudgedYear
from vugge.areas.rules.rows import Newness
from vugge.areas.rules.table import LIST_COLUMNS, LIST_NAMES, columns, table_rows
from vugge.audit.actions import declared
from vugge.audit.rules import Purpose, system
from vugge.cli.command import Command, say
from vugge.cli.prepare import ready_database
from vugge.kit.errors import NotFound
from vugge.kit.explained import Because
from vugge.kit.tables import Problem, write_corrections, write_csv, write_xlsx
from vugge.kit.text import Sentence, sentence
from vugge.organisations.queries import municipality

WANTING: Final = 1
SHOWN_PROBLEMS: Final = 50
VIEWER: Final = system("command", Purpose.OFFICIAL_STATISTICS)
OUTCOME_WORDS: Final = {"yes": "ja", "no": "nej", "undetermined": "kan ikke afgøres"}
OFFICIAL_WORDS: Final = {True: "ja", False: "nej", None: "ikke oplyst"}


@declared("areas.lists_imported", purpose=Purpose.OFFICIAL_STATISTICS)
def run_import(options: Namespace) -> int:
    """Commit a table of official lists, or with --preview only say what it would do."""
    ready_database()
    mapping = dict(options.map)
    today = timezone.localdate()
    seen = preview(VIEWER, file=options.file, mapping=mapping, today=today)
    _say_preview(seen)
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
    """Hold every row with figures against the law of its day and the state's own answer."""
    found = check(VIEWER, file=options.file, mapping=dict(options.map), today=timezone.localdate())
    if options.format == "json":
        say(json.dumps(_check_as_json(found), ensure_ascii=False, indent=2))
    else:
        _say_check(found)
    return WANTING if found.problems or found.having(Agreement.DISAGREES) else 0


@declared("areas.area_explained", purpose=Purpose.OFFICIAL_STATISTICS)
def run_explain(options: Namespace) -> int:
    """Say why an area was on the lists of a year, or was not."""
    ready_database()
    history = area_history(VIEWER, area=area_named_as(VIEWER, name=options.area))
    years = [one for one in history.years if one.facts.list_day.year == options.year]
    if not years:
        raise NotFound(_no_such_year(history, options.year))
    for one in reversed(years):
        _say_year(history, one)
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


def _say_preview(seen: Preview) -> None:
    counts = seen.counts()
    wrong = len({problem.row for problem in seen.problems})
    say(
        sentence(
            "Rækker: {new} nye, {changed} ændrede, {unchanged} uændrede, {wrong} med fejl.",
            new=counts[Newness.NEW],
            changed=counts[Newness.CHANGED],
            unchanged=counts[Newness.UNCHANGED],
            wrong=wrong,
        )
    )
    if seen.new_areas:
        say(sentence("Områder, vi ikke kender i forvejen: {areas}.", areas=seen.new_areas))
    if seen.reading.ignored_headers:
        say(sentence("Kolonner, vi ikke bruger: {headers}.", headers=seen.reading.ignored_headers))
    _say_problems(seen.problems)


def _say_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems[:SHOWN_PROBLEMS]:
        say(f"  {problem.say()}")
    if len(problems) > SHOWN_PROBLEMS:
        say(f"  {sentence('… og {count} fejl mere.', count=len(problems) - SHOWN_PROBLEMS)}")


def _write_corrections(seen: Preview, target: Path) -> None:
    count = write_corrections(seen.reading_with_all_problems(), target)
    say(sentence("{count} rækker med fejl er skrevet til {file}. Ret dem dér.", count=count, file=str(target)))


def _say_check(found: Check) -> None:
    _say_problems(found.problems)
    for row in found.having(Agreement.DISAGREES):
        for one in row.lists:
            if one.agreement is Agreement.DISAGREES:
                _say_disagreement(row, one)
    agree, disagree = len(found.having(Agreement.AGREES)), len(found.having(Agreement.DISAGREES))
    skipped = len(found.having(Agreement.NOT_COMPARABLE))
    if skipped:
        say(
            sentence(
                "{count} rækker kan ikke sammenlignes: der mangler tal eller et officielt svar.",
                count=skipped,
            )
        )
    say(f"{agree} of {agree + disagree} agree")


def _say_disagreement(row: CheckedRow, one: CheckedList) -> None:
    say(
        sentence(
            "Række {row}: {area}, listen {day}, {list}: {official} efter staten, {computed} efter beregningen.",
            row=str(row.row.number),
            area=row.row.name,
            day=row.row.list_day,
            list=LIST_NAMES[one.kind],
            official=OFFICIAL_WORDS[one.official],
            computed=OUTCOME_WORDS[one.computed.value],
        )
    )
    _say_because(one.computed.because, depth=1)


def _check_as_json(found: Check) -> dict[str, object]:
    agree, disagree = len(found.having(Agreement.AGREES)), len(found.having(Agreement.DISAGREES))
    return {
        "agree": agree,
        "compared": agree + disagree,
        "not_compared": len(found.having(Agreement.NOT_COMPARABLE)),
        "problems": [problem.say() for problem in found.problems],
        "rows": [_row_as_json(row) for row in found.rows],
    }


def _row_as_json(row: CheckedRow) -> dict[str, object]:
    return {
        "row": row.row.number,
        "list_day": row.row.list_day.isoformat(),
        "area": row.row.name,
        "municipality": municipality(row.row.municipality).name,
        "agreement": row.agreement,
        "lists": {
            LIST_COLUMNS[one.kind]: {
                "official": one.official,
                "computed": one.computed.value,
                "agreement": one.agreement,
                "package": one.computed.because.package,
                "because": list(_sentences(one.computed.because)),
            }
            for one in row.lists
        },
    }


def _sentences(because: Because) -> Iterable[str]:
    yield str(because.sentence)
    for part in because.parts:
        yield from _sentences(part)


def _say_year(history: AreaHistory, one: JudgedYear) -> None:
    place = municipality(history.municipality).name
    say(
        sentence(
            "{area} ({place}), listen {day}",
            area=one.facts.name,
            place=place,
            day=one.facts.list_day,
        )
    )
    if one.evaluation is None:
        say(f"  {sentence('Der gjaldt ingen kriterier den dag.')}")
        return
    for result in one.evaluation.results:
        kind = result.rule.kind
        why = explained(one.evaluation, kind, area_law().series)
        if why is None:
            continue
        say(
            sentence(
                "{list}: {computed} efter beregningen, {official} efter staten.",
                list=LIST_NAMES[kind],
                computed=OUTCOME_WORDS[why.value],
                official=OFFICIAL_WORDS[one.facts.official.get(kind)],
            )
        )
        _say_because(why.because, depth=1)
    for note in one.facts.notes:
        say(f"  {sentence('Bemærk: {note}', note=note.text)}")


def _say_because(because: Because, *, depth: int) -> None:
    say(f"{'  ' * depth}{because.sentence}")
    if depth == 1:
        say(f"{'  ' * depth}({because.legal_basis}; {because.package})")
    for part in because.parts:
        _say_because(part, depth=depth + 1)


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
        "--corrections", type=Path, metavar="FIL", help="skriv rækker med fejl til denne CSV eller XLSX"
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
