"""What the commands about areas say at the machine: previews, disagreements, and one year explained.

Offers `say_preview`, `say_problems`, `say_check` and `say_year`.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from vugge.areas.queries.files import Preview
from vugge.areas.queries.law import area_law
from vugge.areas.rules.agreement import Agreement
from vugge.areas.rules.checking import Check, CheckedList, CheckedRow
from vugge.areas.rules.explanation import explained_in
from vugge.areas.rules.facts import AreaHistory, JudgedYear
from vugge.areas.rules.rows import Newness
from vugge.areas.rules.table_columns import LIST_NAMES
from vugge.cli.command import mention, say
from vugge.kit.explained import Because, Certainty, Source
from vugge.kit.tables import Problem
from vugge.kit.text import Sentence, Text, sentence, shown
from vugge.organisations.queries import municipality

SHOWN_PROBLEMS: Final = 50
OUTCOME_WORDS: Final = {"yes": "ja", "no": "nej", "undetermined": "kan ikke afgøres"}
OFFICIAL_WORDS: Final = {True: "ja", False: "nej", None: "ikke oplyst"}
CERTAINTY_WORDS: Final[Mapping[Certainty, Sentence]] = {
    Certainty.CONFIRMED: sentence("Bekræftet"),
    Certainty.ONE_SOURCE: sentence("Kun én kilde"),
    Certainty.DERIVED: sentence("Beregnet eller udledt"),
    Certainty.UNCERTAIN: sentence("Usikker"),
    Certainty.NOT_FOUND: sentence("Ikke fundet"),
}
"""As the pages mark them."""
DEEPEST_MARKED: Final = 2
"""The verdict and its demands have sources and a mark of certainty; what stands beneath only remarks on them."""


def say_preview(seen: Preview) -> None:
    """Say what an import would do, what it would leave out, and everything that is wrong."""
    counts = seen.counts()
    wrong = len({problem.row for problem in seen.problems})
    say(
        sentence(
            "Rækker: {new} nye, {changed} ændrede, {unchanged} uændrede, {wrong} med fejl.",
            new=counts[Newness.NEW],
            changed=counts[Newness.CHANGED],
            unchanged=counts[Newness.UNCHANGED],
            wrong=wrong,
        )
    )
    if seen.new_areas:
        say(sentence("Områder, vi ikke kender i forvejen: {areas}.", areas=seen.new_areas))
    if seen.reading.ignored_headers:
        say(sentence("Kolonner, vi ikke bruger: {headers}.", headers=seen.reading.ignored_headers))
    if seen.reading.other_sheets:
        say(
            sentence(
                "Ark, der ikke er læst: {sheets}. Kun det første ark bliver læst.", sheets=seen.reading.other_sheets
            )
        )
    say_problems(seen.problems)


def say_problems(problems: tuple[Problem, ...]) -> None:
    """Say what is wrong with a file, a line for each problem."""
    for problem in problems[:SHOWN_PROBLEMS]:
        say(f"  {problem.say()}")
    if len(problems) > SHOWN_PROBLEMS:
        say(f"  {sentence('… og {count} fejl mere.', count=len(problems) - SHOWN_PROBLEMS)}")


def say_check(found: Check) -> None:
    """Say where a file, the law and the state disagree and why, and last how many rows agree."""
    say_problems(found.problems)
    for row in found.having(Agreement.DISAGREES):
        for one in row.lists:
            if one.agreement is Agreement.DISAGREES:
                _say_disagreement(row, one)
    agree, disagree = len(found.having(Agreement.AGREES)), len(found.having(Agreement.DISAGREES))
    skipped = len(found.having(Agreement.NOT_COMPARABLE))
    if skipped:
        say(
            sentence(
                "{count} rækker kan ikke sammenlignes: der mangler tal eller et officielt svar.",
                count=skipped,
            )
        )
    if not agree + disagree:
        mention(sentence("Intet kunne sammenlignes, så filen er ikke bekræftet."))
    say(f"{agree} of {agree + disagree} agree")


def _say_disagreement(row: CheckedRow, one: CheckedList) -> None:
    say(
        sentence(
            "Række {row}: {area}, listen {day}, {list}: {official} efter staten, {computed} efter beregningen.",
            row=str(row.row.number),
            area=row.row.name,
            day=row.row.list_day,
            list=LIST_NAMES[one.kind],
            official=OFFICIAL_WORDS[one.official],
            computed=OUTCOME_WORDS[one.computed.value],
        )
    )
    _say_because(one.computed.because, depth=1)


def say_year(history: AreaHistory, one: JudgedYear) -> None:
    """Say why an area was on the lists of one day, or was not."""
    place = municipality(history.municipality).name
    say(
        sentence(
            "{area} ({place}), listen {day}",
            area=one.facts.name,
            place=place,
            day=one.facts.list_day,
        )
    )
    if not one.evaluations:
        say(f"  {sentence('Der gjaldt ingen kriterier den dag.')}")
        return
    for kind in (result.rule.kind for evaluation in one.evaluations for result in evaluation.results):
        why = explained_in(one.evaluations, kind, area_law().series)
        if why is None:
            continue
        say(
            sentence(
                "{list}: {computed} efter beregningen, {official} efter staten.",
                list=LIST_NAMES[kind],
                computed=OUTCOME_WORDS[why.value],
                official=OFFICIAL_WORDS[one.facts.official.get(kind)],
            )
        )
        _say_because(why.because, depth=1)
    for note in one.facts.notes:
        say(f"  {sentence('Bemærk: {note}', note=note.text)}")


def _say_because(because: Because, *, depth: int) -> None:
    margin = "  " * depth
    say(f"{margin}{because.sentence}")
    for line in _details(because) if depth <= DEEPEST_MARKED else ():
        say(f"{margin}  {line}")
    for part in because.parts:
        _say_because(part, depth=depth + 1)


def _details(because: Because) -> Iterable[str]:
    """Return what a reason rests on in few lines: the law or the limit, how sure it is, and the sources."""
    certainty = CERTAINTY_WORDS[because.certainty]
    if because.legal_basis:
        yield f"({because.legal_basis}; {because.package}; {certainty})"
    else:
        given = (one for one in because.inputs if not isinstance(one.name, Text))  # the figure is in the sentence
        said = [f"{one.name}: {shown(one.value)}" for one in given]
        yield " · ".join([*said, str(sentence("Kravets sikkerhed: {certainty}", certainty=certainty))])
    for source in sources_of(because):
        yield str(sentence("Kilde: {source}", source=" ".join(filter(None, (source.title, source.url)))))


def sources_of(because: Because) -> tuple[Source, ...]:
    """Return where a reason and the figures in it come from, each source once."""
    given = (*(one.source for one in because.inputs), *because.sources)
    return tuple(dict.fromkeys(source for source in given if source is not None))
