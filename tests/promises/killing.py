"""Kills processes at their work, and counts what they leave behind: changes, entries, and either without the other.

    python -c 'import django; django.setup(); from tests.promises.killing import main; main()' KILLS MODE SEED

A worker changes things by an ordinary action, as fast as it can. It is killed with SIGKILL, every other time as soon as
its data are written and its entry is not, until so many have died just there. The mode `together` is how Vugge works.
`apart` is the control: data and entry each in a transaction of its own, in either order. Settings and database are
those of the environment, and the answer is one line of JSON.
"""

import json
import mmap
import os
import random
import signal
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Final, NoReturn
from uuid import UUID

from django.core.management import call_command
from django.db import connection, transaction

from vugge.audit.actions import acting, action
from vugge.audit.actions.writing import write_deed
from vugge.audit.rules import Category, Level, Logged, Purpose, Seen, Viewer, person

VERB: Final = "promises.thing_changed"
WORKER: Final = person(UUID(int=9), Purpose.CARE, role="teacher", unit="17")
STARTING, IDLE, BETWEEN, WRITTEN = range(4)  # where a worker is, as its one byte of shared memory says
PARTS: Final = 2  # rows of data a change
PERSONS: Final = 2  # of an entry
TOKEN: Final = struct.Struct("<q")
TOKENS_EACH: Final = 1_000_000
LONGEST: Final = 0.1  # seconds that a worker is left alone
GIVE_UP: Final = 20  # times as many kills as wanted

where = mmap.mmap(-1, 1)


@dataclass
class Remains:
    """What was done and what was left: all counts."""

    kills: int = 0
    between: int = 0
    changes: int = 0
    entries: int = 0
    acknowledged: int = 0
    acknowledged_lost: int = 0
    changes_without_entry: int = 0
    entries_without_change: int = 0
    halves: int = 0
    told: set[int] = field(default_factory=set)

    def as_json(self) -> str:
        return json.dumps({name: count for name, count in asdict(self).items() if name != "told"})


def main() -> None:
    """Kill, count and answer, as the words after the program say."""
    wanted, mode, seed = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    make_tables()
    remains = Remains()
    chance = random.Random(seed)
    work = {"together": together(), "apart": apart}[mode]
    while remains.between < wanted and remains.kills < GIVE_UP * wanted:
        kill_one(remains, chance, work)
    count(remains)
    print(remains.as_json())  # noqa: T201  the answer


def make_tables() -> None:
    call_command("migrate", "audit", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE thing (token bigint, part integer, PRIMARY KEY (token, part))")
    connection.close()


def kill_one(remains: Remains, chance: random.Random, work: Callable[[int], None]) -> None:
    """Let a worker work, kill it, and note where it died and what it had been told was stored."""
    where[0] = STARTING
    acks, ack = os.pipe()
    delay, is_aimed = chance.uniform(0, LONGEST), remains.kills % 2 == 0
    worker = os.fork()
    if worker == 0:
        os.close(acks)
        work_until_killed(work, first=(remains.kills + 1) * TOKENS_EACH, ack=ack)
    os.close(ack)
    _wait_until(lambda: where[0] != STARTING)
    time.sleep(delay)
    if is_aimed:
        _wait_until(lambda: where[0] == BETWEEN)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    remains.kills += 1
    remains.between += where[0] == BETWEEN
    with os.fdopen(acks, "rb") as pipe:
        told = pipe.read()
    remains.told.update(token for (token,) in TOKEN.iter_unpack(told[: len(told) // TOKEN.size * TOKEN.size]))


def work_until_killed(work: Callable[[int], None], *, first: int, ack: int) -> NoReturn:
    connection.ensure_connection()
    token = first
    with connection.execute_wrapper(_notice_the_entry):
        while True:
            where[0] = IDLE
            work(token)
            where[0] = IDLE
            os.write(ack, TOKEN.pack(token))
            token += 1


def put(token: int) -> None:
    with connection.cursor() as cursor:
        for part in range(PARTS):
            cursor.execute("INSERT INTO thing (token, part) VALUES (%s, %s)", [token, part])
    where[0] = BETWEEN


def logged(token: int) -> Logged[None]:
    persons = (UUID(int=token * PERSONS + one) for one in range(PERSONS))
    seen = tuple(Seen(one, Level.FULL, frozenset({Category.SUPPORT}), "team:3") for one in persons)
    return Logged(None, subject=f"thing:t{token}", basis="team:3", persons=seen)


def together() -> Callable[[int], None]:
    """Change things as every action of Vugge does; every third time as one of several deeds of one request."""

    @action(VERB)
    def change(viewer: Viewer, *, token: int) -> Logged[None]:
        """Change a thing."""
        put(token)
        return logged(token)

    def work(token: int) -> None:
        if token % 3:
            change(WORKER, token=token)
            return
        with acting(WORKER):
            change(WORKER, token=token)

    return work


def apart(token: int) -> None:
    """Do it wrong: data and entry in two transactions, now the one first and now the other."""
    steps: list[Callable[[], None]] = [lambda: put(token), lambda: write_deed(VERB, WORKER, logged(token))]
    for step in steps if token % 2 else reversed(steps):
        with transaction.atomic():
            step()
        where[0] = BETWEEN


def count(remains: Remains) -> None:
    """Compare what was changed with what is in the log, once every worker's transaction has ended."""
    _wait_until(_is_quiet)
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, count(*) FROM thing GROUP BY token")
        parts = dict(cursor.fetchall())
        cursor.execute(
            "SELECT event.subject, count(person.id) FROM audit_event event "
            "LEFT JOIN audit_eventperson person ON person.event_id = event.sequence "
            "WHERE event.verb = %s GROUP BY event.sequence, event.subject",
            [VERB],
        )
        persons = {int(subject.removeprefix("thing:t")): number for subject, number in cursor.fetchall()}
    remains.changes, remains.entries, remains.acknowledged = len(parts), len(persons), len(remains.told)
    remains.acknowledged_lost = len(remains.told - parts.keys()) + len(remains.told - persons.keys())
    remains.changes_without_entry = len(parts.keys() - persons.keys())
    remains.entries_without_change = len(persons.keys() - parts.keys())
    remains.halves = sum(number != PARTS for number in parts.values())
    remains.halves += sum(number != PERSONS for number in persons.values())


def _notice_the_entry(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:  # Any: Django's own hook
    result = execute(sql, *arguments)
    if sql.startswith('INSERT INTO "audit_event" '):
        where[0] = WRITTEN
    return result


def _is_quiet() -> bool:
    """Say whether PostgreSQL has let go of every worker that died; SQLite has nobody else."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        (others,) = cursor.fetchone()
    return bool(others == 0)


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError
