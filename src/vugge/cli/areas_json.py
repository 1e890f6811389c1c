"""What `vugge areas check --format json` writes, for programs. Offers `check_as_json`."""

from collections.abc import Iterable
from typing import Final

from vugge.areas.rules.agreement import Agreement
from vugge.areas.rules.checking import Check, CheckedList, CheckedRow
from vugge.areas.rules.table_columns import LIST_COLUMNS
from vugge.cli.areas_words import sources_of
from vugge.kit.danish import Percent, Points
from vugge.kit.explained import Because
from vugge.kit.text import Text, shown
from vugge.organisations.queries import municipality

CRITERION: Final = "areas.criterion"
LIMIT: Final = "Grænse"
DISTANCE: Final = "Afstand til grænsen"


def check_as_json(found: Check) -> dict[str, object]:
    """Return a check as JSON takes it: counts, problems, and each row's lists with every criterion."""
    agree, disagree = len(found.having(Agreement.AGREES)), len(found.having(Agreement.DISAGREES))
    return {
        "agree": agree,
        "compared": agree + disagree,
        "not_compared": len(found.having(Agreement.NOT_COMPARABLE)),
        "problems": [problem.say() for problem in found.problems],
        "rows": [_row_as_json(row) for row in found.rows],
    }


def _row_as_json(row: CheckedRow) -> dict[str, object]:
    return {
        "row": row.row.number,
        "list_day": row.row.list_day.isoformat(),
        "area": row.row.name,
        "municipality": municipality(row.row.municipality).name,
        "agreement": row.agreement,
        "lists": {LIST_COLUMNS[one.kind]: _list_as_json(one) for one in row.lists},
    }


def _list_as_json(one: CheckedList) -> dict[str, object]:
    whole = one.computed.because
    return {
        "official": one.official,
        "computed": one.computed.value,
        "agreement": one.agreement,
        "package": whole.package,
        "legal_basis": whole.legal_basis,
        "certainty": whole.certainty,
        "sources": _sources(whole),
        "because": list(_sentences(whole)),
        "criteria": [_criterion_as_json(part, whole) for part in whole.parts if part.rule == CRITERION],
    }


def _criterion_as_json(because: Because, whole: Because) -> dict[str, object]:
    """Return one criterion: the figure and its distance as numbers, the limit as it is said, with its operator."""
    given = {shown(one.name): one.value for one in because.inputs}
    figure = next((one for one in because.inputs if isinstance(one.name, Text)), None)
    limit = given.get(LIMIT)
    return {
        "measure": shown(figure.name) if figure else None,
        "value": _number(figure.value) if figure else None,
        "limit": shown(limit) if limit is not None else None,
        "distance": _number(given.get(DISTANCE)),
        "certainty": because.certainty,
        "package": because.package or whole.package,
        "legal_basis": because.legal_basis or whole.legal_basis,
        "sources": [*_sources(because), *_sources(whole)],
        "because": list(_sentences(because)),
    }


def _number(value: object) -> float | int | None:
    match value:
        case Percent() | Points():
            return float(value.value)
        case int():
            return value
        case _:
            return None


def _sources(because: Because) -> list[dict[str, str]]:
    return [{"title": source.title, "url": source.url} for source in sources_of(because)]


def _sentences(because: Because) -> Iterable[str]:
    yield str(because.sentence)
    for part in because.parts:
        yield from _sentences(part)
