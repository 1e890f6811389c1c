"""What the page of the chain shows, ready to be shown, drawn and written to a file: all from released figures.

Offers `Choice`, `Shown`, `shown` and the parts of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from vugge.access.queries.statistics import Part, Released
from vugge.journey.rules.aggregate import STAND_NAMES, By, Stand, part_key
from vugge.journey.rules.chain import DECIDED, Share, Standing, losses, standing_of, together
from vugge.journey.rules.route import Line
from vugge.journey.rules.words import LINE_WORDS
from vugge.kit.disclosure import Grouping, Quarter, Release, explained
from vugge.kit.explained import Because, Input
from vugge.kit.text import Sentence, Text, sentence

TOO_FEW = sentence("ikke nok børn")
"""Stands where a share is not told; grey, and neither good nor bad."""


@dataclass(frozen=True)
class Choice:
    """What the reader asked for: a way to divide, one of its rows or all, and a line or all."""

    by: By = By.AREA
    row: str | None = None
    line: Line | None = None


@dataclass(frozen=True)
class StationLine:
    """One station: its figures as they are read, the share that is missed, and why."""

    key: str
    number: int
    name: Text
    standing: Standing
    figures: tuple[tuple[Text, Sentence], ...]
    missed: Sentence
    because: Because
    is_loss: bool

    @property
    def is_told(self) -> bool:
        """Say whether enough children are told of to give a share."""
        return self.standing.share(Stand.MISSED) is not None


@dataclass(frozen=True)
class LineShown:
    """One line with its stations, and what holds of them together."""

    line: Line
    name: Sentence
    stations: tuple[StationLine, ...]
    missed: Sentence
    because: Because


@dataclass(frozen=True)
class GroupShown:
    """One group of children: the shares of the stops that were reached in time, late and missed."""

    key: str
    name: Text
    shares: tuple[tuple[Text, Sentence], ...]
    is_chosen: bool


@dataclass(frozen=True)
class QuarterShown:
    """One quarter: the share that was missed on each line shown, in their order."""

    quarter: Quarter
    missed: tuple[tuple[Sentence, Sentence], ...]


@dataclass(frozen=True)
class Shown:
    """All of the page."""

    quarter: Quarter
    quarters: tuple[Quarter, ...]
    counted_on: date
    lines: tuple[LineShown, ...]
    groups: tuple[GroupShown, ...]
    over_time: tuple[QuarterShown, ...]
    found: str | Sentence
    divided: Grouping
    group: Text | None
    release: Release
    groupings: Mapping[By, Grouping]


def shown(part: Part, choice: Choice) -> Shown | None:
    """Return what the page shows; None where nothing is released."""
    tables = [one for one in part.tables if choice.line in (None, Line(one.declared.heading))]
    if not tables:
        return None
    first = tables[0]
    standings = {one.key: _standing(one, choice.row) for one in tables}
    worst = losses(standings)
    names = {one.key: one.declared.table.name for one in tables}
    grouping = first.release.table.rows
    return Shown(
        quarter=first.release.quarter,
        quarters=tuple(part.over_time),
        counted_on=first.counted_on,
        lines=tuple(_lines(tables, standings, choice, frozenset(key for key, _ in worst))),
        groups=tuple(_groups(tables, choice.row)),
        over_time=tuple(_over_time(part, tables, choice.row)),
        found=_told(worst, {key: _station(name) for key, name in names.items()}),
        divided=grouping,
        group=next((group.name for group in grouping.groups if group.key == choice.row), None),
        release=first.release,
        groupings={choice.by: grouping}
        | {by: part.beside[part_key(by)].release.table.rows for by in By if part_key(by) in part.beside},
    )


def share_said(share: Share | None) -> Sentence:
    """Say a share as wide as rounding leaves it.

    >>> share_said(Share(6, 15)).say(), share_said(None).say()
    ('6-15 af 100', 'ikke nok børn')
    """
    if share is None:
        return TOO_FEW
    if share.lowest == share.highest:
        return sentence("{some} af 100", some=share.lowest)
    return sentence("{lowest}-{highest} af 100", lowest=share.lowest, highest=share.highest)


def _standing(table: Released, row: str | None) -> Standing:
    return standing_of(table.release.figures, row, slack=table.release.policy.base - 1)


def _station(name: Text) -> Text:
    """Return the station's own name; a table's is followed by how it is divided."""
    return Text(da=name.da.rpartition(": ")[0], en=name.en.rpartition(": ")[0])


def _lines(
    tables: Iterable[Released], standings: Mapping[str, Standing], choice: Choice, worst: frozenset[str]
) -> Iterator[LineShown]:
    order = list(Line)
    for line, group in groupby(
        sorted(tables, key=lambda one: order.index(Line(one.declared.heading))), key=lambda one: one.declared.heading
    ):
        stations = tuple(
            _station_line(one, number, standings[one.key], row=choice.row, is_loss=one.key in worst)
            for number, one in enumerate(group, start=1)
        )
        whole = together(one.standing for one in stations)
        missed = share_said(whole.share(Stand.MISSED))
        yield LineShown(Line(line), LINE_WORDS[Line(line)], stations, missed, _because_of_all(stations))


def _station_line(table: Released, number: int, standing: Standing, *, row: str | None, is_loss: bool) -> StationLine:
    figures = tuple(
        (name, table.release.text(row, stand.value) if standing.figures[stand] is not None else sentence("skjult"))
        for stand, name in STAND_NAMES.items()
    )
    return StationLine(
        key=table.key,
        number=number,
        name=_station(table.declared.table.name),
        standing=standing,
        figures=figures,
        missed=share_said(standing.share(Stand.MISSED)),
        because=_because(table),
        is_loss=is_loss,
    )


def _because(table: Released) -> Because:
    """Say by which rule a station's figures are counted, for when, from what, and how they are protected."""
    declared = table.declared
    return Because(
        sentence(
            "{formula} Andelen er af de børn, som har nået stoppet eller ikke har nået det i tide.",
            formula=declared.formula,
        ),
        rule=declared.rule,
        package=", ".join(declared.packages),
        legal_basis=declared.legal_basis,
        certainty=declared.certainty,
        inputs=(
            Input(sentence("Talt op for"), table.counted_on),
            Input(sentence("Kilde"), declared.source),
            Input(sentence("Programmets udgave"), declared.code_version),
        ),
        sources=declared.sources,
        parts=(replace(explained(table.release).because, parts=()),),
    )


def _because_of_all(stations: Iterable[StationLine]) -> Because:
    """Say how a line's figures are counted: as each of its stations, whose own rules stand with them."""
    each = [one.because for one in stations]
    packages = sorted({one.package for one in each})
    return replace(each[0], package=", ".join(packages), legal_basis="", sources=())


def _groups(tables: Iterable[Released], chosen: str | None) -> Iterator[GroupShown]:
    """Yield the groups by name, years by age: the order says nothing about who does well. The rest come last."""
    every = list(tables)
    *named, rest = every[0].release.table.rows.groups
    if every[0].release.table.rows.is_place:
        named.sort(key=lambda group: group.name.da)
    for group in (*named, rest):
        whole = together(_standing(one, group.key) for one in every)
        shares = tuple((STAND_NAMES[stand], share_said(whole.share(stand))) for stand in DECIDED)
        yield GroupShown(group.key, group.name, shares, group.key == chosen)


def _over_time(part: Part, tables: Iterable[Released], row: str | None) -> Iterator[QuarterShown]:
    order = list(Line)
    every = sorted(tables, key=lambda one: order.index(Line(one.declared.heading)))
    slack = every[0].release.policy.base - 1
    for quarter, found in part.over_time.items():
        lines = (
            (line, together(standing_of(found[one.key], row, slack=slack) for one in group if one.key in found))
            for line, group in groupby(every, key=lambda one: one.declared.heading)
        )
        shares = tuple((LINE_WORDS[Line(line)], share_said(whole.share(Stand.MISSED))) for line, whole in lines)
        yield QuarterShown(quarter, shares)


def _told(worst: Iterable[tuple[str, Share]], names: Mapping[str, Text]) -> Sentence:
    found = list(worst)
    if not found:
        return sentence("Intet stop skiller sig ud i de tal, der kan vises.")
    (key, share), *others = found
    said = {"station": names[key], "share": share_said(share)}
    if not others:
        return sentence("Flest børn går tabt ved »{station}«: {share} har ikke nået det, så vidt vi ved.", **said)
    return sentence(
        "Flest børn går tabt ved »{station}«: {share} har ikke nået det, så vidt vi ved. Derefter kommer {others}.",
        **said,
        others=tuple(names[one] for one, _ in others),
    )
