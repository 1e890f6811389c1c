"""What is known of areas, as values: the shapes that queries answer with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vugge.areas.rules.agreement import Agreement, compare, overall
from vugge.areas.rules.area_law import SeriesNotes
from vugge.areas.rules.evaluation import Evaluation, ListResult
from vugge.areas.rules.explanation import explained_in
from vugge.areas.rules.figures import Figure, Note
from vugge.areas.rules.history import AREA_LISTS
from vugge.areas.rules.law import AreaList, Measure
from vugge.areas.rules.outcome import Outcome
from vugge.kit.explained import Certainty, Explained, Source
from vugge.kit.text import Text


@dataclass(frozen=True)
class AreaYearFacts:
    """One area on one list day: figures, the state's answers, our answers, and remarks on quality."""

    area: str
    name: str
    municipality: str
    list_day: date
    figures: Mapping[Measure, Figure]
    official: Mapping[AreaList, bool]
    computed: Mapping[AreaList, Outcome]
    notes: tuple[Note, ...] = ()
    criteria_met: int | None = None
    source_url: str = ""

    def agreement(self, kind: AreaList) -> Agreement:
        """Say how our answer stands to the state's for one list."""
        return compare(self.official.get(kind), self.computed.get(kind))

    def agreements(self) -> Agreement:
        """Sum up the agreement over all lists."""
        return overall(self.agreement(kind) for kind in self.official)

    def lists(self) -> tuple[AreaList, ...]:
        """Return the lists the area was officially on that day."""
        return tuple(kind for kind, on_list in self.official.items() if on_list)

    def notes_on(self, measure: Measure | None) -> tuple[Note, ...]:
        """Return the remarks on one figure, or on the whole row."""
        return tuple(note for note in self.notes if note.measure is measure)


@dataclass(frozen=True)
class NameInYears:
    """A name an area bore, and in which years (both included; None where no end is known)."""

    name: str
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True)
class Change:
    """Something that happened to the area as such, so that years before and after may not compare."""

    kind: str
    year: int
    text: Text
    is_comparable: bool
    certainty: Certainty
    source: Source


@dataclass(frozen=True)
class AreaSummary:
    """One area as the list of areas shows it: the latest row on file, and in which years it was on which list.

    `residents` is the latest row that gives the number of residents.
    """

    area: str
    name: str
    municipality: str
    latest: AreaYearFacts
    listed_years: tuple[int, ...]
    listed: frozenset[tuple[int, AreaList]]
    spellings: tuple[str, ...]
    residents: AreaYearFacts | None


@dataclass(frozen=True)
class JudgedYear:
    """One area-year held against each series of the law of its day; `evaluations` is empty where no law held."""

    facts: AreaYearFacts
    evaluations: tuple[Evaluation, ...]

    @property
    def evaluation(self) -> Evaluation | None:
        """Return how the area stands to the area lists, or None where no law on them held."""
        return next((one for one in self.evaluations if one.package.series == AREA_LISTS), None)

    def result_for(self, kind: AreaList) -> ListResult | None:
        """Return what became of one list, or None if no law of that day that concerns the area knows it."""
        return next((found for one in self.evaluations if (found := one.result(kind))), None)

    def explained_for(self, kind: AreaList, series: SeriesNotes) -> Explained[Outcome] | None:
        """Return the outcome for one list with its reasons, or None as for `result_for`."""
        return explained_in(self.evaluations, kind, series)


@dataclass(frozen=True)
class AreaHistory:
    """Everything on file of one area, latest list first."""

    area: str
    name: str
    municipality: str
    names: tuple[NameInYears, ...]
    changes: tuple[Change, ...]
    years: tuple[JudgedYear, ...]


@dataclass(frozen=True)
class ListCount:
    """How many areas a list named by the state's count, and how many names we hold of it."""

    list_day: date
    kind: AreaList
    published: int | None
    held: int


@dataclass(frozen=True)
class YearOfLists:
    """The lists of one day, and who came and who left since the list before.

    `comparable` are the lists whose names we hold in full on both days; of the others somebody may be missing.
    `names` holds the name of every area that came or left; `days` are all list days, oldest first.
    """

    list_day: date
    previous_day: date | None
    areas: tuple[AreaYearFacts, ...]
    came: Mapping[AreaList, tuple[str, ...]]
    left: Mapping[AreaList, tuple[str, ...]]
    comparable: frozenset[AreaList]
    names: Mapping[str, str]
    days: tuple[date, ...]
    counts: tuple[ListCount, ...]
