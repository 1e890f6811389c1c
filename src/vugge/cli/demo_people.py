"""The command that makes a municipality that does not exist, to try Vugge or to measure it.

Offers `COMMANDS`.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Final

from django.conf import settings

from vugge.audit.actions import declared
from vugge.audit.rules import Purpose, Viewer, system
from vugge.cli.command import Command, say
from vugge.cli.prepare import ready_database
from vugge.demo.actions.loading import FAMILIES, SEED, Loaded, load_demo, load_town
from vugge.kit.errors import NotPossibleHere
from vugge.kit.text import sentence

VIEWER: Final = system("demo", Purpose.REGISTRATION)
MOST: Final = 10_000_000


@declared("demo.municipality_made", purpose=Purpose.REGISTRATION)
def make_municipality(options: Namespace) -> int:
    """Make a municipality of people who do not exist, in an empty database of a demo or a test."""
    if settings.MODE == "production":
        raise NotPossibleHere(sentence("Opdigtede personer må ikke blandes med rigtige. Brug en demos database."))
    ready_database()
    loaded = _loaded(VIEWER, options)
    say(
        sentence(
            "Frø {seed} gav {persons} opdigtede personer, {staff} medarbejdere og {entries} ekstra linjer i loggen.",
            persons=loaded.persons,
            staff=loaded.staff,
            entries=loaded.entries,
            seed=str(options.seed),
        )
    )
    return 0


def _loaded(viewer: Viewer, options: Namespace) -> Loaded:
    if options.persons is None:
        return load_demo(viewer, families=options.families, seed=options.seed)
    return load_town(viewer, persons=options.persons, seed=options.seed, entries=options.entries)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= MOST):
        message = f"antallet skal være et helt tal fra 0 til {MOST}, ikke {text!r}"
        raise ArgumentTypeError(message)
    return int(text)


def _takes_size(parser: ArgumentParser) -> None:
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--families", type=_count, default=FAMILIES, help=f"så mange børnefamilier ({FAMILIES})")
    size.add_argument("--persons", type=_count, help="i stedet så mange personer i alle aldre")
    parser.add_argument("--entries", type=_count, default=0, help="så mange linjer i loggen oveni, med --persons")
    parser.add_argument("--seed", type=_count, default=SEED, help=f"samme frø giver samme personer ({SEED})")


COMMANDS: Final = (
    Command("demo-municipality", "lav en opdigtet kommune til demo eller måling", make_municipality, _takes_size),
)
