"""Commands about this machine: show Vugge on it, make an installation ready, and Django's own.

Offers `COMMANDS`.
"""

import socket
from argparse import REMAINDER, ArgumentParser, ArgumentTypeError, Namespace
from typing import Final

from django.core.management import execute_from_command_line
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from vugge.audit.actions import declared
from vugge.audit.rules import Purpose
from vugge.cli.command import Command, say
from vugge.cli.prepare import prepare
from vugge.cli.work import beside
from vugge.kit.errors import NotPossibleHere
from vugge.kit.text import sentence

HERE: Final = "127.0.0.1"
PORT: Final = 8000
PORTS: Final = range(1, 65_536)
THREADS: Final = 2  # for each server process; more of them only fight over the interpreter's lock
PATIENCE: Final = 2  # seconds for requests under way to end after Ctrl-C


@declared("cli.demo_started", purpose=Purpose.ADMINISTRATION)
def start_demo(options: Namespace) -> int:
    """Make everything ready and serve it to this machine alone, until somebody stops it."""
    refuse_taken(options.port)
    prepare()
    connections.close_all()
    with beside():
        serve(options.port)
    return 0


@declared("cli.installation_prepared", purpose=Purpose.ADMINISTRATION)
def prepare_installation(_options: Namespace) -> int:
    """Make files, translations, tables and published data ready, as each new version needs."""
    prepare()
    say(sentence("Alt er klar."))
    return 0


@declared("cli.django_managed", purpose=Purpose.ADMINISTRATION)
def manage(options: Namespace) -> int:
    """Pass the words on to Django's own commands."""
    execute_from_command_line(["vugge manage", *options.words])
    return 0


def refuse_taken(port: int) -> None:
    """Raise `NotPossibleHere` when something already listens on the port, or only root may."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
        try:
            probe.bind((HERE, port))
        except OSError as problem:
            raise NotPossibleHere(
                sentence(
                    "Port {port} er optaget eller må ikke bruges. Vælg en anden: make demo PORT={other}",
                    port=str(port),
                    other=str(8001 if port == PORT else PORT),
                )
            ) from problem


def serve(port: int) -> None:
    """Serve the site on this machine until SIGINT or SIGTERM."""
    server = Granian(
        "vugge.web.wsgi:application",
        address=HERE,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        websockets=False,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.critical,  # Ctrl-C reaches its worker too, which it would report as a failure
    )
    server.on_startup(lambda: _say_where(port))
    server.serve()


def _say_where(port: int) -> None:
    say(sentence("Vugge kører. Åbn http://{here}:{port}/ i en browser. Stop med Ctrl-C.", here=HERE, port=str(port)))


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) not in PORTS:
        message = f"porten skal være et tal fra {PORTS.start} til {PORTS.stop - 1}, ikke {text!r}"
        raise ArgumentTypeError(message)
    return int(text)


def _takes_port(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=PORT, help=f"den port, siden vises på ({PORT})")


def _takes_words(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs=REMAINDER, metavar="ORD", help="for eksempel: check --deploy")


COMMANDS: Final = (
    Command("demo", "gør alt klar og vis Vugge på denne maskine", start_demo, _takes_port),
    Command("prepare", "gør filer, tabeller og data klar til drift", prepare_installation),
    Command("manage", "Djangos egne kommandoer: check, migrate, makemigrations …", manage, _takes_words),
)
