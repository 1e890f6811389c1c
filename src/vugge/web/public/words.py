"""Words and marks that several public pages share: lists, statuses, figures, quality flags."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import get_language, gettext

from vugge.areas.queries.law import area_law
from vugge.areas.rules.criterion import Judged
from vugge.areas.rules.evaluation import Evaluation
from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.figures import Note
from vugge.areas.rules.law import THE_FOUR_LISTS, AreaList, Criterion, Measure
from vugge.areas.rules.outcome import Outcome
from vugge.areas.rules.table_columns import LIST_NAMES
from vugge.areas.rules.wording import in_unit
from vugge.catalogue.finding import source_for, urls_in
from vugge.catalogue.reading import flags
from vugge.documents.charts import Mark
from vugge.kit.danish import Language
from vugge.kit.explained import Source
from vugge.kit.text import Sentence, Text, sentence, shown
from vugge.web.components.values import Figure, Flag, Status, StatusKind

STATUS_OF_OUTCOME = {
    Outcome.YES: StatusKind.LISTED,
    Outcome.NO: StatusKind.NOT_LISTED,
    Outcome.UNDETERMINED: StatusKind.UNDETERMINED,
}
MEETS_OF_OUTCOME = {
    Outcome.YES: sentence("Opfyldt"),
    Outcome.NO: sentence("Ikke opfyldt"),
    Outcome.UNDETERMINED: sentence("Kan ikke afgøres"),
}
CRITERIA_MEASURES = (
    Measure.UNATTACHED,
    Measure.NONWESTERN,
    Measure.CONVICTED,
    Measure.BASIC_EDUCATION,
    Measure.INCOME,
)


def language() -> Language:
    """Return the language of the page being made."""
    return "en" if get_language() == "en" else "da"


def said(value: object) -> str:
    """Return a value as the reader of this page writes it."""
    return shown(value, language(), lambda danish: gettext(danish) if danish else "")


def measure_name(measure: Measure) -> Text:
    """Return what people call a measure."""
    return area_law().series.words(measure).name


def measure_short(measure: Measure) -> Text:
    """Return the short name of a measure, for charts and table heads."""
    return area_law().series.words(measure).short


def official_status(official: bool | None) -> Status:
    """Show the state's own answer."""
    if official is None:
        return Status(StatusKind.NO_DATA, gettext("Ikke oplyst"))
    return Status(StatusKind.LISTED if official else StatusKind.NOT_LISTED)


def computed_status(outcome: Outcome | None) -> Status:
    """Show our answer; a list that the law of the day did not know is no data."""
    if outcome is None:
        return Status(StatusKind.NO_DATA, gettext("Fandtes ikke"))
    return Status(STATUS_OF_OUTCOME[outcome])


def shown_figure(row: AreaYearFacts, measure: Measure) -> Figure:
    """Show a figure with the remarks on its quality."""
    found = row.figures.get(measure)
    value = in_unit(measure, found.value, found.decimals) if found else None
    return Figure(value, quality_flags(row.notes_on(measure)))


def quality_flags(notes: Iterable[Note]) -> tuple[Flag, ...]:
    """Show remarks as flags: one word each, and the whole story."""
    words = {flag.key: flag for flag in flags()}
    return tuple(Flag(words[note.flag].name, note.text) for note in notes)


def is_doubtful(row: AreaYearFacts, measure: Measure) -> bool:
    """Say whether a figure carries a remark that warns."""
    warning = {flag.key for flag in flags() if flag.warns}
    return any(note.flag in warning for note in row.notes_on(measure))


def list_statuses(row: AreaYearFacts) -> tuple[Status, ...]:
    """Return a status for each list the area was on that day, or one that says it was on none."""
    listed = [Status(StatusKind.LISTED, LIST_NAMES[kind]) for kind in row.lists()]
    if listed:
        return tuple(listed)
    return (Status(StatusKind.NOT_LISTED) if row.official else Status(StatusKind.NO_DATA),)


def sources_of(addresses: str) -> tuple[Source, ...]:
    """Return the addresses of a row's source as links with the publisher's name, each publisher once."""
    found: dict[str, str] = {}
    for url in urls_in(addresses):
        known = source_for(url)
        found.setdefault(known.publisher if known else urlsplit(url).hostname or url, url)
    return tuple(Source(title, url) for title, url in found.items())


def judged_by_measure(evaluation: Evaluation) -> dict[tuple[Measure, AreaList | None], Judged]:
    """Return each criterion once, by its measure; one that a later list asks for otherwise also by that list."""
    found: dict[tuple[Measure, AreaList | None], Judged] = {}
    for result in evaluation.results:
        for one in (*result.gates, *result.criteria):
            first = found.setdefault((one.criterion.measure, None), one)
            if _asks_otherwise(one.criterion, first.criterion):
                found.setdefault((one.criterion.measure, result.rule.kind), one)
    return found


def _asks_otherwise(one: Criterion, other: Criterion) -> bool:
    return (one.operator, one.limit, one.times_national) != (other.operator, other.limit, other.times_national)


def judged_name(measure: Measure, kind: AreaList | None) -> Text | Sentence:
    """Return the name of a measure, with the list that asks for it otherwise than the first."""
    if kind is None:
        return measure_name(measure)
    return sentence("{measure}, {list}", measure=measure_name(measure), list=LIST_NAMES[kind])


def mark_of(official: bool | None) -> Mark:
    """Return the mark of a year strip for the state's answer."""
    if official is None:
        return Mark.UNKNOWN
    return Mark.LISTED if official else Mark.NOT_LISTED


def lists_held(day: date) -> tuple[AreaList, ...]:
    """Return which of the four lists the law knew on a day."""
    for package in area_law().of_series("area_lists"):
        if package.valid_from <= day and (package.valid_to is None or day < package.valid_to):
            return tuple(kind for kind in THE_FOUR_LISTS if package.rule_for(kind))
    return ()


def day_label(day: date) -> str:
    """Return a list day as charts and choices name it: the year, with the month where there are two a year."""
    days = [one.day for one in area_law().calendar.lists if one.day.year == day.year]
    if len(days) == 1:
        return str(day.year)
    return f"{day.month}/{day.year}"
