"""Commands about the log: how it stands, seal it, write it out for the verifier, show what is kept elsewhere.

Offers `COMMANDS`. An export is verified by `tools/verify_log.py`, which needs nothing from Vugge.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.timezone import localtime

from vugge.audit.actions import declared
from vugge.audit.actions.exporting import export_log
from vugge.audit.actions.sealing import public_key
from vugge.audit.queries import checkpoints, seal_standing, unsealed_since
from vugge.audit.rules import Purpose, system
from vugge.audit.rules.lateness import Lateness
from vugge.audit.tasks import keep_checkpoint, seal_log
from vugge.cli.command import Command, mention, say
from vugge.cli.prepare import ready_database
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence

VIEWER: Final = system("command", Purpose.ADMINISTRATION)
NEWEST: Final = 1
FOR_ITS_OWNER: Final = 0o600
STANDINGS: Final = {
    Lateness.IN_TIME: sentence("Alt er i orden."),
    Lateness.LATE: sentence("ADVARSEL: noget har ventet over et kvarter. Kører vugge work?"),
    Lateness.TOO_LATE: sentence(
        "ALARM: noget har ventet over fire timer. Akut adgang, udskrift og filer om borgere er lukket. "
        "Kører vugge work?"
    ),
}


@declared("audit.log_sealed", purpose=Purpose.ADMINISTRATION)
def run_seal(_options: Namespace) -> int:
    """Seal every new entry, and write the newest checkpoint, which is to be kept elsewhere."""
    ready_database()
    done = seal_log()
    mention(sentence("{added} nye linjer er forseglet; {size} i alt.", added=done.added, size=done.size))
    if done.note:
        say(done.note)
    kept = keep_checkpoint()
    if kept:
        mention(sentence("Kontrolpunktet er også gemt i {file}.", file=str(kept)))
    return 0


@declared("audit.standing_shown", purpose=Purpose.ADMINISTRATION)
def run_status(_options: Namespace) -> int:
    """Say how the sealing stands; 1 when something has waited too long."""
    ready_database()
    now = timezone.now()
    found = seal_standing(now)
    found = replace(found, unsealed_since=unsealed_since(VIEWER))  # thorough: the whole log is looked through
    say(sentence("{sealed} linjer er forseglet.", sealed=found.sealed))
    if found.made_at:
        say(sentence("Nyeste kontrolpunkt: {moment}.", moment=localtime(found.made_at)))
    if not settings.CHECKPOINT_FOLDER:
        say(sentence("Ingen kopi andetsteds: VUGGE_CHECKPOINT_FOLDER er ikke sat."))
    if found.unsealed_since:
        say(sentence("Linjer uden segl siden {moment}.", moment=localtime(found.unsealed_since)))
    if found.unkept_since:
        say(sentence("Kontrolpunkter uden kopi andetsteds siden {moment}.", moment=localtime(found.unkept_since)))
    say(STANDINGS[found.lateness])
    return 0 if found.lateness is Lateness.IN_TIME else 1


@declared("audit.log_exported", purpose=Purpose.ADMINISTRATION)
def run_export(options: Namespace) -> int:
    """Write the whole log and its checkpoints to a new file, for the verifier."""
    ready_database()
    if options.file.exists():
        raise BadInput(sentence("{file} findes allerede. Vælg et andet navn.", file=str(options.file)))
    options.file.touch(mode=FOR_ITS_OWNER, exist_ok=False)
    with options.file.open("w", encoding="utf-8", newline="\n") as into:
        done = export_log(VIEWER, into=into)
    say(
        sentence(
            "{entries} linjer er skrevet til {file}, {sealed} af dem forseglet, med {checkpoints} kontrolpunkter.",
            entries=done.entries,
            file=str(options.file),
            sealed=done.sealed,
            checkpoints=done.checkpoints,
        )
    )
    return 0


@declared("audit.checkpoints_shown", purpose=Purpose.ADMINISTRATION)
def run_checkpoints(options: Namespace) -> int:
    """Write the newest checkpoints, as the verifier reads them."""
    ready_database()
    for note in checkpoints(VIEWER, limit=options.newest):
        say(note)
    return 0


@declared("audit.key_shown", purpose=Purpose.ADMINISTRATION)
def run_key(_options: Namespace) -> int:
    """Write the public half of the key that signs the checkpoints."""
    say(public_key(VIEWER))
    return 0


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = "det skal være et antal fra 1"
        raise ArgumentTypeError(message)
    return int(text)


def _export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FIL", type=Path, help="en ny fil, fx log.jsonl; kun du får ret til at læse den"
    )


def _checkpoint_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--newest", metavar="ANTAL", type=_count, default=NEWEST, help="hvor mange; ellers det nyeste")


COMMANDS: Final[tuple[Command, ...]] = (
    Command("audit status", help="sig, om loggen bliver forseglet i tide", run=run_status),
    Command("audit seal", help="forsegl loggens nye linjer, og skriv kontrolpunktet", run=run_seal),
    Command(
        "audit export",
        help="skriv loggen til en fil, som tools/verify_log.py kan efterprøve",
        run=run_export,
        configure=_export_arguments,
    ),
    Command(
        "audit checkpoints",
        help="skriv de nyeste kontrolpunkter, som skal gemmes andetsteds",
        run=run_checkpoints,
        configure=_checkpoint_arguments,
    ),
    Command("audit key", help="skriv den offentlige nøgle, som kontrolpunkter efterprøves med", run=run_key),
)
