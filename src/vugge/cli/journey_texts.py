"""The command that says what a language of the family's pages lacks.

Offers `COMMANDS`.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import Final

from vugge.audit.actions import declared
from vugge.audit.rules import Purpose
from vugge.cli.command import Command, say
from vugge.journey.queries.law import network_for
from vugge.journey.queries.speech import DANISH, speeches
from vugge.journey.rules.route import Station
from vugge.journey.rules.translated import Gap, Lack, gaps, is_before_school
from vugge.kit.text import Sentence, sentence

WANTING: Final = 1
SAID: Final[Mapping[Lack, Sentence]] = {
    Lack.MISSING: sentence("mangler"),
    Lack.STALE: sentence("er forældet"),
    Lack.UNUSED: sentence("bruges ikke mere"),
}


@declared("journey.texts_checked", purpose=Purpose.PUBLIC_INFORMATION)
def run_texts(options: Namespace) -> int:
    """Say which texts a language lacks, with the Danish and the fingerprint that its translation is to carry."""
    speech = speeches()[options.language]
    stations = [one for one in _stations() if options.all or is_before_school(one)]
    found = gaps(speech, stations)
    for one in found:
        _say_gap(one)
    if not speech.is_checked:
        say(sentence("Ingen med sproget som modersmål har læst teksterne endnu."))
    say(
        sentence("{language}: {count} tekster mangler eller er forældede.", language=options.language, count=len(found))
    )
    return WANTING if found else 0


def _stations() -> tuple[Station, ...]:
    """Return each station of the national route once, as its newest edition has it."""
    return tuple({name: one for each in network_for("").editions for name, one in each.stations.items()}.values())


def _say_gap(one: Gap) -> None:
    say(sentence("{key} {lack}.", key=one.key, lack=SAID[one.lack]))
    if one.danish:
        say(sentence('    of = "{of}"  {danish}', of=one.of, danish=one.danish))


def _configure(parser: ArgumentParser) -> None:
    choices = [code for code in speeches() if code != DANISH]
    parser.add_argument("language", choices=choices, metavar="SPROG", help=f"et af sprogene {', '.join(choices)}")
    parser.add_argument("--all", action="store_true", help="alle stationer, også dem efter skolestart")


COMMANDS: Final = (Command("journey texts", "sig, hvilke tekster et sprog mangler", run_texts, _configure),)
