"""Seven kinds of tampering, a hundred of each: the verifier finds all, if a checkpoint was kept where it is safe."""

import copy
import random
from collections.abc import Callable
from typing import Final

import pytest
from tests.audit.verifier import PUBLIC, Export, Row, an_entry, an_export, sealed, verify_log

from vugge.audit.rules.chain import content

TRIALS: Final = 100

Tampering = Callable[[random.Random, Export], Export]


def edited(chance: random.Random, entry: Row) -> Row:
    """Return an entry that says something else in one place."""
    entry = copy.deepcopy(entry)
    name = chance.choice(sorted(entry))
    match entry[name]:
        case str() as text:
            entry[name] = text[:-1] if text else "x"
        case bool() as yes:
            entry[name] = not yes
        case int() as number:
            entry[name] = number + 1
        case dict() as numbers:
            entry[name] = numbers | {"found": numbers["found"] + 1}
        case [*_, last] as whole:
            entry[name] = whole[:-1] if chance.random() < 0.5 else [*whole[:-1], last | {"basis": "consent:1"}]
        case _:
            entry[name] = ["surname"] if name == "fields" else [{"person": "x"}]
    return entry


def edit(chance: random.Random, log: Export) -> Export:
    row = chance.choice(log.rows)
    row["entry"] = edited(chance, row["entry"])
    return log


def delete(chance: random.Random, log: Export) -> Export:
    log.rows.pop(chance.randrange(len(log.rows) - 1))  # the last is a cut of the tail
    return log


def swap(chance: random.Random, log: Export) -> Export:
    one, other = chance.sample(log.rows, 2)
    one["entry"], other["entry"] = other["entry"], one["entry"]
    return log


def insert(chance: random.Random, log: Export) -> Export:
    place = chance.randrange(len(log.rows))
    forged = content(an_entry(chance, chance.randrange(100)))
    log.rows.insert(place, {**log.rows[place], "entry": forged})
    return log


def cut_tail(chance: random.Random, log: Export) -> Export:
    """Take the last entries away, and the checkpoints that would tell."""
    half = len(log.rows) // 2
    kept = chance.randrange(half, len(log.rows))
    return Export(log.rows[:kept], log.notes[:1])


def edit_and_recompute(chance: random.Random, log: Export) -> Export:
    """Edit, and make the whole chain and its checkpoints anew, as whoever runs the machine and has its key can."""
    edit(chance, log)
    return sealed(log.rows, checkpoints=(len(log.rows) // 2, len(log.rows)))


def delete_and_recompute(chance: random.Random, log: Export) -> Export:
    """Delete, and make the whole chain and its checkpoints anew."""
    delete(chance, log)
    return sealed(log.rows, checkpoints=(len(log.rows) // 2, len(log.rows)))


CARELESS: Final = (edit, delete, swap, insert)
CAREFUL: Final = (cut_tail, edit_and_recompute, delete_and_recompute)


def is_found(log: Export, *, kept: list[str]) -> bool:
    found = verify_log.verify(log.lines(), kept=kept, keys=[verify_log.read_key(PUBLIC)])
    return bool(found.wrong)


def found_of_a_hundred(tamper: Tampering, *, is_kept: bool) -> int:
    """How many of a hundred logs, each tampered with once, are found out."""
    count = 0
    for seed in range(TRIALS):
        chance = random.Random(f"{tamper.__name__} {seed}")
        log = an_export(chance)
        kept = log.notes[-1:] if is_kept else []
        count += is_found(tamper(chance, copy.deepcopy(log)), kept=kept)
    return count


@pytest.mark.parametrize("tamper", [*CARELESS, *CAREFUL])
def test_every_kind_of_tampering_is_found_each_time(tamper: Tampering) -> None:
    assert found_of_a_hundred(tamper, is_kept=True) == TRIALS


@pytest.mark.parametrize("tamper", CARELESS)
def test_the_chain_alone_finds_the_careless(tamper: Tampering) -> None:
    assert found_of_a_hundred(tamper, is_kept=False) == TRIALS


@pytest.mark.parametrize("tamper", CAREFUL)
def test_the_chain_alone_never_finds_the_careful_so_a_checkpoint_is_kept_elsewhere(tamper: Tampering) -> None:
    assert found_of_a_hundred(tamper, is_kept=False) == 0


def untouched(_chance: random.Random, log: Export) -> Export:
    return log


def test_a_log_that_nobody_touched_is_never_accused() -> None:
    assert found_of_a_hundred(untouched, is_kept=True) == 0


def test_a_checkpoint_vouches_for_a_log_that_has_grown_since() -> None:
    log = an_export(random.Random(1))
    found = verify_log.verify(log.lines(), kept=log.notes[:1], keys=[verify_log.read_key(PUBLIC)])
    assert (found.wrong, found.vouched, found.sealed) == ([], 6, 12)


def test_a_change_is_told_with_its_line() -> None:
    log = an_export(random.Random(1))
    log.rows[4]["entry"]["subject"] = "consent:0"
    found = verify_log.verify(log.lines(), kept=log.notes[-1:], keys=[verify_log.read_key(PUBLIC)])
    assert [problem.partition(":")[0] for problem in found.wrong] == ["Linje 6"]


def test_an_entry_whose_seal_is_taken_away_is_missed_in_the_chain() -> None:
    log = an_export(random.Random(1))
    log.rows[4] = {"entry": log.rows[4]["entry"]}
    assert is_found(log, kept=[])


def test_entries_that_wait_for_a_seal_are_counted_and_not_vouched_for() -> None:
    log = an_export(random.Random(1))
    log.rows.append({"entry": content(an_entry(random.Random(2), 99))})
    found = verify_log.verify(log.lines(), kept=log.notes[-1:], keys=[verify_log.read_key(PUBLIC)])
    assert (found.wrong, found.sealed, found.unsealed, found.vouched) == ([], 12, 1, 12)
