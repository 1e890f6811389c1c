"""Commands that work in the background: take jobs from the queue and do what the clock asks for. Offers `COMMANDS`.

`work_until` is the loop itself, and `beside` runs it as a process that ends with this one.
"""

import os
import signal
import subprocess
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Final

from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from vugge.audit.actions import declared
from vugge.audit.rules import Purpose
from vugge.cli.command import DATABASE_TROUBLE, Command, mention, say
from vugge.cli.prepare import ready_database
from vugge.cli.schedule import Clock, keep_house
from vugge.kit.text import sentence

PAUSE: Final = 1.0  # seconds between two looks at the queue
PATIENCE: Final = 5  # seconds for a job under way to end, when the demo is stopped
ITSELF: Final = "import sys; from vugge.cli import main; sys.exit(main())"


@declared("cli.work_done", purpose=Purpose.ADMINISTRATION)
def run_work(options: Namespace) -> int:
    """Take jobs and do what the clock asks for, until somebody stops it."""
    ready_database()
    stop = Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda _sign, _frame: stop.set())
    if options.beside is None:
        say(sentence("Vugge arbejder i baggrunden. Stop med Ctrl-C."))
    work_until(stop, goes_on=lambda: options.beside in (None, os.getppid()))
    return 0


@declared("cli.house_kept", purpose=Purpose.ADMINISTRATION)
def run_nightly(_options: Namespace) -> int:
    """Do the night's work now; 1 when some of it could not be done."""
    ready_database()
    return 1 if keep_house(timezone.now()) else 0


def work_until(stop: Event, *, goes_on: Callable[[], bool] = lambda: True) -> None:
    """Work until told to stop; a database that is away for a while is said, and waited for."""
    clock, is_away = Clock(), False
    while not stop.is_set() and goes_on():
        try:
            close_old_connections()
            take_jobs(stop)
            clock.do_what_is_due(timezone.now())
            is_away = False
        except DATABASE_TROUBLE as problem:
            if not is_away:
                mention(
                    sentence("Databasen svarer ikke: {problem}. Vugge prøver igen.", problem=type(problem).__name__)
                )
            is_away = True
        stop.wait(PAUSE)


def take_jobs(stop: Event | None = None) -> None:
    """Do every job that waits, one after the other; told to stop, no more after the one under way."""
    JobTaker(stop or Event()).run()


class JobTaker(Worker):
    """Takes jobs until none waits, and asks after each whether to stop."""

    def __init__(self, stop: Event) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self._stop = stop

    def run_task(self, db_task_result: DBTaskResult[..., object]) -> None:
        """Do one job."""
        super().run_task(db_task_result)
        self.running = not self._stop.is_set()


@contextmanager
def beside() -> Iterator[None]:
    """Run a worker as long as the block lasts, in a process of its own that also ends when this one is killed."""
    words = [sys.executable, "-c", ITSELF, "work", "--beside", str(os.getpid())]
    worker = subprocess.Popen(words)  # noqa: S603  ourselves
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def _work_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--beside", type=int, default=None, help=SUPPRESS)


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "work", "arbejd i baggrunden: indlæs filer, forsegl loggen, og ryd op om natten", run_work, _work_arguments
    ),
    Command("nightly", "gør nattens arbejde nu: ryd op, og udtag månedens stikprøve", run_nightly),
)
