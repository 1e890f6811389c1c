"""Every answer explains itself: criterion, value, limit, law, source, and how far off."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.areas.rules.strategies import UNKNOWN_PAST, package_and_day, some_figures
from tests.areas.sample import evaluated, figures

from vugge.areas.queries.law import area_law
from vugge.areas.rules.criterion import Surroundings
from vugge.areas.rules.evaluation import Evaluation, evaluate
from vugge.areas.rules.explanation import explained
from vugge.areas.rules.figures import Figure, decimals_of
from vugge.areas.rules.law import AreaList, CriteriaPackage, Measure
from vugge.areas.rules.limits import limits_over_time
from vugge.areas.rules.wording import shown_value
from vugge.kit.danish import Percent, percent_text
from vugge.kit.explained import Because, Certainty
from vugge.kit.text import Text, shown

SERIES = area_law().series
IN_2017 = date(2017, 12, 1)


def why(evaluation: Evaluation, kind: AreaList = AreaList.EXPOSED) -> Because:
    found = explained(evaluation, kind, SERIES)
    assert found is not None
    return found.because


def all_parts(because: Because) -> Iterator[Because]:
    yield because
    for part in because.parts:
        yield from all_parts(part)


def said(because: Because) -> list[str]:
    return [part.sentence.say().replace("\N{NO-BREAK SPACE}", " ") for part in all_parts(because)]


def inputs_of(because: Because, measure: str) -> dict[str, str]:
    [part] = [one for one in because.parts if one.sentence.say().startswith(measure)]
    return {shown(one.name): shown(one.value).replace("\N{NO-BREAK SPACE}", " ") for one in part.inputs}


@given(package_and_day(), st.data())
def test_every_answer_can_be_said_in_both_languages(where: tuple[CriteriaPackage, date], data: st.DataObject) -> None:
    package, day = where
    surroundings = Surroundings(day, area_law().national)
    evaluation = evaluate(package, data.draw(some_figures(package)), surroundings=surroundings, past=UNKNOWN_PAST)
    for result in evaluation.results:
        because = why(evaluation, result.rule.kind)
        for part in all_parts(because):
            assert part.sentence.say("da")
            assert part.sentence.say("en")
            assert "{" not in part.sentence.say("da")
        assert because.package == package.id
        assert because.legal_basis == package.legal_basis
        assert because.sources


def test_persons_behind_a_share_say_how_many_would_change_the_answer() -> None:
    """The sentence of the mission: so many more with an education would bring it below."""
    counted = Figure(Measure.BASIC_EDUCATION, Decimal("52.4"), 1, count=262, base=500)
    given_figures = {**figures(residents=1500), Measure.BASIC_EDUCATION: counted}
    texts = said(why(evaluated(given_figures, day=IN_2017)))
    assert "12 flere beboere på 30–59 år med en uddannelse ud over grundskolen ville ændre svaret." in texts


def counted(measure: Measure, value: str, count: int) -> dict[Measure, Figure]:
    number = Decimal(value)
    return {
        **figures(residents=12_000),
        measure: Figure(measure, number, decimals_of(number), count=count, base=10_000),
    }


def test_a_figure_is_shown_with_the_decimals_that_decide() -> None:
    """Published as 40.0 and over 40 all the same: nobody is told that 40.0 is over 40.0."""
    because = why(evaluated(counted(Measure.UNATTACHED, "40.0", 4003), day=IN_2017))
    assert "Uden tilknytning til job eller uddannelse: 40,03 % er over grænsen på 40,0 %." in said(because)
    assert inputs_of(because, "Uden tilknytning") == {
        "Uden tilknytning til job eller uddannelse": "40,03 %",
        "Antal": "4.003 ud af 10.000 personer",
        "Grænse": "over 40,0 %",
        "Afstand til grænsen": "0,03 procentpoint",
        "Regnet af": "beboere på 18–64 år",
        "Periode": "gennemsnit over 2 år",
    }


@given(st.integers(3990, 4010), st.sampled_from(["39.9", "40.0", "40.1"]))
def test_what_is_shown_never_contradicts_the_answer(count: int, published: str) -> None:
    figure = Figure(Measure.UNATTACHED, Decimal(published), 1, count=count, base=10_000)
    shown = shown_value(figure, Decimal(40), SERIES.words(Measure.UNATTACHED))
    assert isinstance(shown, Percent)
    written = Decimal(percent_text(shown, "en").rstrip("%"))
    assert (written > 40, written == 40) == (count > 4000, count == 4000)


def test_the_number_of_convicted_is_never_told() -> None:
    """Some twenty people in the smallest areas: neither their number nor the digits that would give it away."""
    far = why(evaluated({**figures(residents=1500), **_convicted(count=900, base=1100)}, day=IN_2017))
    near = why(evaluated({**figures(residents=1500), **_convicted(count=60, base=2200)}, day=IN_2017))
    for one in (far, near):
        assert "Antal" not in inputs_of(one, "Dømte")
        assert not any("dømte på 18 år" in text and "ville ændre" in text for text in said(one))
    on_the_limit = why(evaluated({**figures(residents=1500), **_convicted(count=2701, base=100_000)}, day=IN_2017))
    assert "Dømte: 2,70 % er over grænsen på 2,70 %." in said(on_the_limit)
    assert any(text.startswith("Det uafrundede tal afgør svaret. Det vises ikke") for text in said(on_the_limit))
    assert inputs_of(on_the_limit, "Dømte")["Afstand til grænsen"] == "0,00 procentpoint"


def _convicted(*, count: int, base: int) -> dict[Measure, Figure]:
    share = round(100 * Decimal(count) / base, 2)
    return {Measure.CONVICTED: Figure(Measure.CONVICTED, share, 2, count=count, base=base)}


def test_a_demanded_row_of_lists_says_what_is_doubtful_about_it() -> None:
    rows = [
        part
        for part in all_parts(why(evaluated(figures(), day=date(2020, 12, 1)), AreaList.TRANSFORMATION))
        if part.rule == "areas.lists_in_a_row"
    ]
    [note] = [one.value for part in rows for one in part.inputs if str(one.name) == "Bemærk"]
    assert isinstance(note, Text)
    assert "Trafikstyrelsens side" in note.da
    assert "Listerne afgør det" in note.da


def test_persons_from_a_rounded_share_are_said_to_be_about_so_many() -> None:
    texts = said(why(evaluated(figures(residents=1000, nonwestern="51.0"), day=IN_2017)))
    assert "Cirka 10 færre beboere i gruppen ved uændret beboertal ville ændre svaret." in texts


def test_residents_far_from_their_limit_get_no_distance() -> None:
    near = said(why(evaluated(figures(residents=1001), day=IN_2017)))
    far = said(why(evaluated(figures(residents=5000), day=IN_2017)))
    assert "2 færre beboere ville ændre svaret." in near
    assert not any("ville ændre svaret" in text for text in far)


def test_a_figure_on_its_limit_is_flagged_as_near_enough_for_rounding_to_decide() -> None:
    on_it, off_it = (evaluated(figures(residents=1200, income=income), day=IN_2017) for income in ("55.0", "54.9"))
    warning = "Tallet er afrundet og ligger så tæt på grænsen"
    assert any(text.startswith(warning) for text in said(why(on_it)))
    assert not any(text.startswith(warning) for text in said(why(off_it)))


def test_a_list_is_flagged_only_where_the_near_figures_could_turn_it() -> None:
    def near(**given_figures: str | int) -> bool:
        result = evaluated(figures(residents=1200, **given_figures), day=IN_2017).result(AreaList.EXPOSED)
        assert result is not None
        return result.rounding_could_decide

    assert near(income="55.0", unattached="41.0", nonwestern="51.0", convicted="1.0", basic_education="40.0")
    assert not near(income="55.0", unattached="39.0", nonwestern="51.0", convicted="1.0", basic_education="40.0")
    assert not near(income="55.0", unattached="41.0", nonwestern="51.0", convicted="3.0", basic_education="40.0")


def test_a_limit_derived_from_the_national_figure_carries_its_own_certainty_and_source() -> None:
    evaluation = evaluated(figures(residents=1200, convicted="2.00"), day=date(2018, 12, 1))
    [part] = [one for one in why(evaluation).parts if one.sentence.say().startswith("Dømte")]
    assert part.certainty is Certainty.ONE_SOURCE
    assert any("JydskeVestkysten" in source.title for source in part.sources)


def test_reasons_follow_the_law_gates_first() -> None:
    parts = why(evaluated(figures(), day=IN_2017)).parts
    measures = ("Beboere", "Indvandrere", "Uden tilknytning", "Dømte", "Kun grundskole", "Indkomst")
    assert all(part.sentence.say().startswith(measure) for part, measure in zip(parts, measures, strict=True))


def test_the_limit_of_a_measure_moves_with_the_law_and_is_empty_where_unknown() -> None:
    days = [date(year, 12, 1) for year in (2013, 2017, 2018, 2019, 2020)]
    found = limits_over_time(area_law(), Measure.CONVICTED, days)
    assert [one.limit for one in found] == [Decimal("2.7"), Decimal("2.7"), Decimal("1.98"), Decimal("2.03"), None]
    education = limits_over_time(area_law(), Measure.BASIC_EDUCATION, days)
    assert {one.list_day.year: one.limit for one in education} == dict.fromkeys((2018, 2019, 2020), Decimal(60)) | {
        2017: Decimal(50)
    }
