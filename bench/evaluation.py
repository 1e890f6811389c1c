"""The official lists for a million area-years: Vugge's rules on columns beside the expression a NumPy user writes.

Vugge answers yes, no or undetermined for every list of any package; the plain expression knows one package,
answers yes or no, and takes a missing figure for a no. Goal: at most three times as long. Exits with 1 when a
median lies above it, or when the answers differ where nothing is missing.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from vugge.areas.queries.law import area_law
from vugge.areas.rules.columns import NO, YES, Answers, Columns, Marks, evaluate_columns
from vugge.areas.rules.law import AreaList, CriteriaPackage, Criterion, Measure
from vugge.kit.danish import number_text

SIZE = 1_000_000
ROUNDS = 9
SEED = 2026
GOAL = 3.0
NATIONAL_CONVICTED = 0.87  # percent; any number will do, as long as both sides hold the same limits
MISSING_SHARES = (0.0, 0.1)

# From the lowest to the highest value of each measure: wide enough that every criterion is met by some and not by all.
RANGES: Mapping[Measure, tuple[float, float]] = {
    Measure.RESIDENTS: (700, 4000),
    Measure.UNATTACHED: (20, 60),
    Measure.NONWESTERN: (20, 80),
    Measure.CONVICTED: (1, 4),
    Measure.BASIC_EDUCATION: (30, 80),
    Measure.INCOME: (45, 75),
}

Flags = dict[AreaList, Marks]


def plain_2014(columns: Columns) -> Flags:
    """Hold every row against the criteria of 2014 as a NumPy user would write them: three of five."""
    met = (
        (columns[Measure.NONWESTERN] > 50).astype(np.int8)
        + (columns[Measure.UNATTACHED] > 40)
        + (columns[Measure.CONVICTED] > 2.7)
        + (columns[Measure.BASIC_EDUCATION] > 50)
        + (columns[Measure.INCOME] < 55)
    )
    return {AreaList.EXPOSED: (columns[Measure.RESIDENTS] >= 1000) & (met >= 3)}


def plain_2021(columns: Columns) -> Flags:
    """Hold every row against the criteria of 2021; the transformation list needs a history that nobody has here."""
    large = columns[Measure.RESIDENTS] >= 1000
    basic_education = columns[Measure.BASIC_EDUCATION] > 60
    met = (
        (columns[Measure.UNATTACHED] > 40).astype(np.int8)
        + (columns[Measure.CONVICTED] >= 3 * NATIONAL_CONVICTED)
        + basic_education
        + (columns[Measure.INCOME] < 55)
    )
    met_for_prevention = (
        (columns[Measure.UNATTACHED] > 30).astype(np.int8)
        + (columns[Measure.CONVICTED] >= 2 * NATIONAL_CONVICTED)
        + basic_education
        + (columns[Measure.INCOME] < 65)
    )
    exposed = large & (met >= 2)
    return {
        AreaList.EXPOSED: exposed,
        AreaList.PARALLEL: exposed & (columns[Measure.NONWESTERN] > 50),
        # What holds for an area that is on the first list too is unsettled: it is surely on this one only without it.
        AreaList.PREVENTION: large & (columns[Measure.NONWESTERN] > 30) & (met_for_prevention >= 2) & ~exposed,
    }


PLAIN: Mapping[str, Callable[[Columns], Flags]] = {"areas/b_2014": plain_2014, "areas/d_2021": plain_2021}


@dataclass(frozen=True)
class Result:
    """Seconds of processor time of both in each round, one after the other on the same data."""

    vugge: tuple[float, ...]
    plain: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How many times as long Vugge takes, in the median round."""
        return statistics.median(a / b for a, b in zip(self.vugge, self.plain, strict=True))


def main() -> int:
    """Measure both packages with and without missing figures; return 1 when the goal is missed or answers differ."""
    print(f"{number_text(SIZE)} områdeår, {ROUNDS} runder på skift, median af processortid; {os.cpu_count()} kerner.")
    packages = {package.id: package for package in area_law().packages}
    verdicts: list[bool] = []
    for name, plain in PLAIN.items():
        national = national_limits(packages[name])
        for missing in MISSING_SHARES:
            columns = made_up(missing)
            verdicts.append(report(packages[name], plain, columns, national=national, missing=missing))
        columns = made_up(0)
        answers = evaluate_columns(packages[name], columns, national=national, size=SIZE)
        verdicts.append(agree(answers, plain(columns)))
        print(f"{name}: {'samme svar' if verdicts[-1] else 'IKKE samme svar'} som NumPy, hvor intet mangler")
    return 0 if all(verdicts) else 1


def report(
    package: CriteriaPackage,
    plain: Callable[[Columns], Flags],
    columns: Columns,
    *,
    national: Mapping[Criterion, float],
    missing: float,
) -> bool:
    """Measure one package on one set of columns, print one line, and say whether the goal is reached."""
    result = measured(lambda: evaluate_columns(package, columns, national=national, size=SIZE), lambda: plain(columns))
    is_reached = result.ratio <= GOAL
    print(
        f"{package.id}, {missing * 100:.0f} % mangler: {danish(result.ratio)} gange NumPy"
        f" (mål: højst {danish(GOAL, 0)}; {'nået' if is_reached else 'ikke nået'}),"
        f" {danish(statistics.median(result.vugge) * 1000)} ms mod {danish(statistics.median(result.plain) * 1000)} ms"
    )
    return is_reached


def measured(vugge: Callable[[], object], plain: Callable[[], object]) -> Result:
    """Time both in turn, after one round that nobody counts; every other round the other goes first."""
    vugge()
    plain()
    times: dict[Callable[[], object], list[float]] = {vugge: [], plain: []}
    for turn in range(ROUNDS):
        for one in (vugge, plain) if turn % 2 == 0 else (plain, vugge):
            began = time.process_time()
            one()
            times[one].append(time.process_time() - began)
    return Result(tuple(times[vugge]), tuple(times[plain]))


def made_up(missing: float) -> Columns:
    """Make a million area-years with figures as published, to two decimals, and a share of each column missing."""
    chance = np.random.default_rng(SEED)
    columns = {}
    for measure, (low, high) in RANGES.items():
        column = chance.uniform(low, high, SIZE).round(0 if measure is Measure.RESIDENTS else 2)
        column[chance.random(SIZE) < missing] = np.nan
        columns[measure] = column
    return columns


def national_limits(package: CriteriaPackage) -> dict[Criterion, float]:
    """Return the limit of each criterion that follows a national figure."""
    criteria = [one for rule in package.lists for one in (*rule.gates, *rule.criteria)]
    return {one: float(one.times_national) * NATIONAL_CONVICTED for one in criteria if one.times_national is not None}


def agree(answers: Mapping[AreaList, Answers], flags: Flags) -> bool:
    """Say whether both give the same answer to every row; only of the prevention list may some be undetermined."""
    return all(
        np.array_equal(answers[kind] == YES, flag)
        if kind is AreaList.PREVENTION
        else np.array_equal(answers[kind], np.where(flag, YES, NO))
        for kind, flag in flags.items()
    )


def danish(number: float, decimals: int = 1) -> str:
    """Write a measured number with few decimals and a comma."""
    return f"{number:.{decimals}f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
