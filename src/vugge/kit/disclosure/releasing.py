"""From counted people to a table that everybody may see, or to a no with its reason.

Offers `Counted`, `release` and `explained`. In order: what the register says of the table; rounding or withholding;
small places left out; figures left out until nobody can deduce a small number from the table; the table attacked
together with all that is already published about the same people. Every limit is in `Policy`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import inf

from vugge.kit.disclosure.attack import MOST_PARTS, TooMany
from vugge.kit.disclosure.register import Register, Release
from vugge.kit.disclosure.rounding import rounded
from vugge.kit.disclosure.simplex import Contradiction
from vugge.kit.disclosure.tables import Cell, Grouping, Method, Policy, Quarter, Table
from vugge.kit.disclosure.withholding import parts_of, protected, protected_beside
from vugge.kit.explained import Because, Explained, Input
from vugge.kit.sealing import KeyedHash
from vugge.kit.text import Sentence, Text, sentence

_USE = "disclosure.rounding"


@dataclass(frozen=True)
class Counted:
    """What was counted for a declared table: people per row and column; what is not there is zero.

    `residents`: how many live in each place, by the key of its group; a place without a number is too small to show.
    """

    table: Table
    quarter: Quarter
    people: Mapping[tuple[str, str], int]
    residents: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = set(product(*([group.key for group in part.groups] for part in (self.table.rows, self.table.columns))))
        if not known.issuperset(self.people) or min(self.people.values(), default=0) < 0:
            message = f"{self.table.key}: counts of zero or more, in the table's own rows and columns"
            raise ValueError(message)

    def total(self, row: str | None, column: str | None) -> int:
        """Return the people in a row and a column; None: in all of them."""
        return sum(
            count for (down, across), count in self.people.items() if row in (None, down) and column in (None, across)
        )


@dataclass(frozen=True)
class Refused:
    """A table that is not published."""

    table: Table
    quarter: Quarter


def release(counted: Counted, register: Register, *, key: bytes, policy: Policy) -> Explained[Release | Refused]:
    """Make a table fit to be seen by everybody, or refuse it. The caller puts the release in the register.

    `policy` holds the limits, as a package of law gives them. `key` is at least 32 secret bytes, the same for ever:
    with a new one the same people would be rounded anew, and whoever has both figures knows more than from one.
    """
    objection = register.objection(counted.table, counted.quarter)
    objection = objection or _too_small(counted, policy) or _too_many(counted, register)
    if objection is not None:
        return _refused(counted, objection, policy)
    proposed = protected(_first(counted, KeyedHash(key, use=_USE), policy=policy), hidden=_hidden(counted, policy))
    made = _together(proposed, register)
    return _refused(counted, made, policy) if isinstance(made, Sentence) else explained(made)


def _first(counted: Counted, secret: KeyedHash, *, policy: Policy) -> Release:
    figures: dict[Cell, int | None] = {}
    hidden = _hidden(counted, policy)
    for cell, box in counted.table.boxes().items():
        count = counted.total(*cell)
        if cell in hidden:
            figures[cell] = None
        elif counted.table.method is Method.ROUNDED:
            figures[cell] = rounded(count, box, base=policy.base, secret=secret)
        else:
            figures[cell] = count if count >= policy.threshold else None
    return Release(counted.table, counted.quarter, figures, policy)


def _hidden(counted: Counted, policy: Policy) -> frozenset[Cell]:
    """Return the cells of places with too few residents."""
    rows, columns = (_small(part, counted, policy) for part in (counted.table.rows, counted.table.columns))
    return frozenset(cell for cell in counted.table.boxes() if cell[0] in rows or cell[1] in columns)


def _small(grouping: Grouping, counted: Counted, policy: Policy) -> set[str | None]:
    if not grouping.is_place:
        return set()
    keys = (group.key for group in grouping.groups)
    smallest = policy.smallest_place if grouping.smallest is None else grouping.smallest
    return {key for key in keys if counted.residents.get(key, 0) < smallest}


def _too_small(counted: Counted, policy: Policy) -> Sentence | None:
    for part in (counted.table.rows, counted.table.columns):
        if len(_small(part, counted, policy)) == len(part.groups):
            return sentence(
                "Ingen af områderne i tabellen »{table}« har {limit} beboere eller flere. Tal om mindre områder "
                "vises ikke. Læg områder sammen, og beslut tabellen igen.",
                table=counted.table.name,
                limit=policy.smallest_place,
            )
    return None


def _too_many(counted: Counted, register: Register) -> Sentence | None:
    earlier = register.beside(counted.table, counted.quarter)
    if _parts([counted.table, *(one.table for one in earlier)]) <= MOST_PARTS:
        return None
    return sentence(
        "Tabellen »{table}« kan ikke prøves af, heller ikke sammen med det, der er udgivet: der er for mange "
        "kombinationer. Den udgives derfor ikke. Lav færre og større grupper, og beslut tabellen igen.",
        table=counted.table.name,
    )


def _parts(tables: Iterable[Table]) -> float:
    """Return how many kinds of people the tables tell apart; infinity where it takes too long to find out."""
    try:
        return len(parts_of(tables))
    except TooMany:
        return inf


def _together(proposed: Release, register: Register) -> Release | Sentence:
    """Attack the table together with everything published about the same people at the same time."""
    earlier = register.beside(proposed.table, proposed.quarter)
    names = tuple(one.table.name for one in earlier)
    try:
        made = protected_beside(proposed, earlier)
    except Contradiction:
        return sentence(
            "Tallene i tabellen »{table}« passer ikke sammen med {others}, som er udgivet. De er nok talt op på "
            "forskellige dage. Den udgives derfor ikke. Tæl alle kvartalets tabeller op på én gang.",
            table=proposed.table.name,
            others=names,
        )
    return made or sentence(
        "Sammen med {others} ville tabellen »{table}« gøre det muligt at regne sig til tal under {limit}, og for meget "
        "skulle skjules for at undgå det. Den udgives derfor ikke. Den kan udgives for et andet kvartal.",
        others=names,
        table=proposed.table.name,
        limit=proposed.policy.threshold,
    )


def _refused(counted: Counted, reason: Sentence, policy: Policy) -> Explained[Release | Refused]:
    return Explained(Refused(counted.table, counted.quarter), _because(reason, "refused", policy))


def explained(made: Release) -> Explained[Release | Refused]:
    """Return a release with the reasons for its figures, as when it was made."""
    limits = made.policy
    missing = sum(figure is None for figure in made.figures.values())
    if made.table.method is Method.ROUNDED:
        says = sentence(
            "Alle tal er afrundet op eller ned til et tal, som {base} går op i. De samme mennesker afrundes altid "
            "ens. Summer passer derfor ikke altid. {missing} tal er skjult.",
            base=limits.base,
            missing=missing,
        )
    else:
        says = sentence(
            "Tallene er nøjagtige, men tal under {limit} er skjult, og også de tal, man ellers kunne regne "
            "dem ud fra. I alt er {missing} tal skjult. Skjult betyder ikke nul.",
            limit=limits.threshold,
            missing=missing,
        )
    inputs = (
        Input(Text(da="Mindste tal", en="Smallest figure"), limits.threshold),
        Input(Text(da="Færrest beboere i et område", en="Fewest residents of a place"), limits.smallest_place),
    )
    return Explained(made, _because(says, made.table.method, limits, inputs=inputs))


def _because(says: Sentence, rule: str, policy: Policy, *, inputs: tuple[Input, ...] = ()) -> Because:
    return Because(
        says,
        rule=f"disclosure.{rule}",
        package=policy.package,
        legal_basis=policy.legal_basis,
        certainty=policy.certainty,
        inputs=inputs,
        sources=policy.sources,
    )
