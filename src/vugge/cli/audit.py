"""Commands about the log: seal it, write it out for the verifier, and show what is to be kept elsewhere.

Offers `COMMANDS`. An export is verified by `tools/verify_log.py`, which needs nothing from Vugge.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import Final

from vugge.audit.actions import declared
from vugge.audit.actions.exporting import export_log
from vugge.audit.actions.sealing import public_key
from vugge.audit.queries import checkpoints
from vugge.audit.rules import Purpose, system
from vugge.audit.tasks import seal_log
from vugge.cli.command import Command, mention, say
from vugge.cli.prepare import ready_database
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence

VIEWER: Final = system("command", Purpose.ADMINISTRATION)
NEWEST: Final = 1
FOR_ITS_OWNER: Final = 0o600


@declared("audit.log_sealed", purpose=Purpose.ADMINISTRATION)
def run_seal(_options: Namespace) -> int:
    """Seal every new entry, and write the newest checkpoint, which is to be kept elsewhere."""
    ready_database()
    done = seal_log()
    mention(sentence("{added} nye linjer er forseglet; {size} i alt.", added=done.added, size=done.size))
    if done.note:
        say(done.note)
    return 0


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
