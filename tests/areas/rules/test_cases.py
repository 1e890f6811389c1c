"""The boundary cases in `tests/cases/areas/`: what the law of a day says of figures on either side of a limit."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from tests.areas.sample import evaluated, figures

from vugge.areas.queries.law import area_law
from vugge.areas.rules.criterion import limit_in_percent
from vugge.areas.rules.explanation import explained
from vugge.areas.rules.history import AREA_LISTS
from vugge.areas.rules.law import AreaList, CriteriaPackage, Measure
from vugge.areas.rules.outcome import Outcome
from vugge.kit.explained import Because
from vugge.kit.law import STRICT_SHAPE

CASES = Path(__file__).parents[2] / "cases" / "areas"


@dataclass(frozen=True)
class Case:
    """One row of a table of cases. `why` is said of the list, `criterion` somewhere among the reasons."""

    __pydantic_config__ = STRICT_SHAPE

    title: str
    list_day: date
    list: AreaList
    figures: dict[Measure, Decimal]
    outcome: Outcome
    why: str
    criterion: str
    series: str = AREA_LISTS


@dataclass(frozen=True)
class Cases:
    """A whole file of cases."""

    __pydantic_config__ = STRICT_SHAPE

    cases: tuple[Case, ...]


def cases_of(file: Path) -> tuple[Case, ...]:
    content = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return TypeAdapter(Cases).validate_python(content).cases


def all_cases() -> Iterator[object]:
    for file in sorted(CASES.glob("*.toml")):
        for case in cases_of(file):
            yield pytest.param(case, id=f"{file.stem}: {case.title}")


def said(because: Because) -> str:
    """Return a sentence with ordinary spaces, as the tables of cases are written."""
    return because.sentence.say().replace("\N{NO-BREAK SPACE}", " ")


def sentences(because: Because) -> Iterator[str]:
    yield said(because)
    for part in because.parts:
        yield from sentences(part)


@pytest.mark.parametrize("case", list(all_cases()))
def test_the_law_of_the_day_says_what_the_table_says(case: Case) -> None:
    given = figures(**{measure.value: value for measure, value in case.figures.items()})
    evaluation = evaluated(given, day=case.list_day, series=case.series)
    found = explained(evaluation, case.list, area_law().series)
    assert found is not None
    assert found.value is case.outcome
    assert said(found.because) == case.why
    assert case.criterion in sentences(found.because)


def test_every_law_package_has_its_boundary_cases() -> None:
    tables = {f"areas/{file.stem}" for file in CASES.glob("*.toml")}
    assert tables == {package.id for package in area_law().packages}


def limits_of(package: CriteriaPackage) -> set[tuple[AreaList, Measure, Decimal]]:
    return {
        (rule.kind, criterion.measure, limit)
        for rule in package.lists
        for criterion in (*rule.gates, *rule.criteria)
        if (limit := limit_in_percent(criterion)) is not None
    }


@pytest.mark.parametrize("package", area_law().packages, ids=lambda package: package.id)
def test_every_fixed_limit_is_touched_exactly_by_some_case(package: CriteriaPackage) -> None:
    """A limit that no case touches could be moved by a hair without anybody noticing."""
    cases = cases_of(CASES / f"{package.id.removeprefix('areas/')}.toml")
    touched = {(case.list, measure, value) for case in cases for measure, value in case.figures.items()}
    assert limits_of(package) <= touched
