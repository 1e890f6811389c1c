"""The charts say what they show, in words too, whatever is missing."""

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.documents.charts import (
    Bar,
    BarGroup,
    BarWords,
    ChartPoint,
    CountMark,
    CountWords,
    CriterionWords,
    LimitPoint,
    Mark,
    SeriesBreak,
    Side,
    StripWords,
    YearMark,
    bars_chart,
    counts_chart,
    criterion_chart,
    year_strip,
)
from vugge.documents.charts.svg import text_width

SVG = "{http://www.w3.org/2000/svg}"
DAYS = [date(2010, 10, 1), date(2011, 1, 1), date(2011, 10, 1), *(date(year, 12, 1) for year in range(2012, 2025))]
KINDS = {"exposed": "Udsat boligområde", "parallel": "Parallelsamfund"}
MARK_WORDS = {Mark.LISTED: "på listen", Mark.NOT_LISTED: "ikke på listen", Mark.UNKNOWN: "ikke kendt"}
STRIP = StripWords("Lister", "Hvert år på listen", KINDS, MARK_WORDS)
WORDS = CriterionWords("Uden job", "Andelen over tid", "grænse", "opfyldt", "usikkert tal", "Aksen begynder ikke ved 0")
COUNTS = CountWords("Antal", "Antal områder", KINDS)


def drawn(svg: str) -> ET.Element:
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert all(name not in element.attrib for element in root.iter() for name in ("style", "id", "onclick"))
    return root


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def frame(root: ET.Element) -> tuple[float, float]:
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    return width, height


def assert_all_inside(root: ET.Element) -> None:
    width, height = frame(root)
    for element in root.iter():
        for name, most in (("x", width), ("cx", width), ("x2", width), ("y", height), ("cy", height), ("y2", height)):
            assert 0 <= float(element.get(name, "0")) <= most, (element.tag, element.attrib)


def point(day: date, value: str | None, *, uncertain: bool = False) -> ChartPoint:
    return ChartPoint(day, Decimal(value) if value else None, f"{value} %", uncertain)


def limit(day: date, value: str | None) -> LimitPoint:
    return LimitPoint(day, Decimal(value) if value else None, f"{value} %")


LIMITS = [limit(day, "40.0") for day in DAYS]


def strip(width: int = 720) -> ET.Element:
    marks = [
        YearMark(str(day), day, {"exposed": Mark.LISTED} if day.year < 2018 else {"parallel": Mark.UNKNOWN})
        for day in DAYS
    ]
    return drawn(year_strip(marks, words=STRIP, width=width))


@pytest.mark.parametrize("width", [288, 720, 1120])
def test_the_strip_names_its_rows_its_years_and_its_marks(width: int) -> None:
    root = strip(width)
    assert_all_inside(root)
    assert {"Udsat boligområde", "Parallelsamfund", "på listen", "ikke kendt"} <= set(texts(root))
    assert "ikke på listen" not in texts(root), "a mark that is not used needs no key"
    assert sum(text in {"2011", "11"} for text in texts(root)) == 1, "two lists of a year share its label"


def test_a_list_that_was_not_drawn_up_is_a_gap() -> None:
    cells = [title.text or "" for title in strip().iter(f"{SVG}title")][1:]
    assert len(cells) == len(DAYS)
    assert "Parallelsamfund, 2018-12-01: ikke kendt" in cells


def test_the_kinds_of_mark_differ_without_colour() -> None:
    def shapes(mark: Mark) -> tuple[str, int]:
        root = ET.fromstring(year_strip([YearMark("2017", DAYS[8], {"exposed": mark})], words=STRIP))
        cell = root.findall(f"{SVG}g")[0]
        return cell[1].attrib["fill"], len(cell.findall(f"{SVG}line"))

    assert len({shapes(mark) for mark in Mark}) == len(Mark)


def test_no_text_is_smaller_than_twelve() -> None:
    charts = [
        strip(288),
        drawn(criterion_chart([point(DAYS[0], "41.2")], LIMITS, side=Side.ABOVE, words=WORDS)),
        drawn(counts_chart([CountMark("2010", DAYS[0], {"exposed": 29})], words=COUNTS, width=288)),
    ]
    sizes = [float(text.attrib["font-size"]) for root in charts for text in root.iter(f"{SVG}text")]
    assert min(sizes) >= 12


def test_a_criterion_without_figures_is_not_drawn() -> None:
    assert criterion_chart([point(day, None) for day in DAYS], LIMITS, side=Side.ABOVE, words=WORDS) == ""
    assert criterion_chart([], LIMITS, side=Side.ABOVE, words=WORDS) == ""


def test_one_figure_is_a_dot_with_its_value() -> None:
    root = drawn(criterion_chart([point(DAYS[0], "41.2")], [], side=Side.ABOVE, words=WORDS))
    assert len(list(root.iter(f"{SVG}circle"))) == 1
    assert "41.2 %" in texts(root)
    assert_all_inside(root)


def test_the_line_is_broken_where_a_figure_is_missing() -> None:
    values = ["41", "42", None, "43", "44"]
    points = [point(day, value) for day, value in zip(DAYS, values, strict=False)]
    root = drawn(criterion_chart(points, LIMITS, side=Side.ABOVE, words=WORDS))
    assert len(list(root.iter(f"{SVG}polyline"))) == 2


def test_the_line_is_broken_and_marked_where_the_series_is() -> None:
    points = [point(day, "41") for day in DAYS]
    breaks = [SeriesBreak(date(2018, 12, 1), "2018: kun danske uddannelser tæller"), SeriesBreak(date(2030, 1, 1), "")]
    root = drawn(criterion_chart(points, LIMITS, side=Side.ABOVE, breaks=breaks, words=WORDS))
    assert len(list(root.iter(f"{SVG}polyline"))) == 2
    assert texts(root).count("a") == 2, "the letter stands at the mark and in the key"
    assert "b" not in texts(root), "a break outside the figures is not shown"
    assert "2018: kun danske" in " ".join(texts(root))


def test_an_uncertain_figure_is_a_hollow_dot_that_the_key_explains() -> None:
    points = [point(DAYS[0], "41"), point(DAYS[1], "42", uncertain=True)]
    root = drawn(criterion_chart(points, LIMITS, side=Side.ABOVE, words=WORDS))
    fills = [dot.attrib["fill"] for dot in root.iter(f"{SVG}circle")]
    assert fills[0] != fills[1]
    assert "usikkert tal" in texts(root)


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    def said(value: str) -> list[str]:
        return texts(drawn(criterion_chart([point(DAYS[0], value)], [], side=Side.ABOVE, words=WORDS)))

    assert "Aksen begynder ikke ved 0" in said("41")
    assert "Aksen begynder ikke ved 0" not in said("0.05")


def test_the_last_figure_stands_clear_of_the_line_that_marks_a_break() -> None:
    breaks = [SeriesBreak(DAYS[-1], "en ny måde")]
    points = [point(day, "59.5") for day in DAYS[:-1]] + [point(DAYS[-1], None)]
    root = drawn(criterion_chart(points, LIMITS, side=Side.ABOVE, breaks=breaks, words=WORDS))
    label = next(text for text in root.iter(f"{SVG}text") if text.text == "59.5 %")
    mark = next(each for each in root.iter(f"{SVG}line") if each.get("stroke-dasharray") == "1 3")
    left = float(label.attrib["x"])
    right = left + text_width("59.5 %", float(label.attrib["font-size"]))
    assert not left < float(mark.attrib["x1"]) < right


def test_the_limit_moves_in_steps_and_stops_where_it_is_unknown() -> None:
    limits = [limit(day, value) for day, value in zip(DAYS, ["50", "50", "60", None], strict=False)]
    points = [point(day, "55") for day in DAYS[:4]]
    root = drawn(criterion_chart(points, limits, side=Side.ABOVE, words=WORDS))
    shades = [box for box in root.iter(f"{SVG}rect") if box.get("shape-rendering")]
    assert len(shades) == 2
    end = float(shades[-1].attrib["x"]) + float(shades[-1].attrib["width"])
    assert end < max(float(dot.attrib["cx"]) for dot in root.iter(f"{SVG}circle"))


@pytest.mark.parametrize(("side", "at_top"), [(Side.ABOVE, True), (Side.BELOW, False)])
def test_the_side_that_meets_the_criterion_is_shaded(side: Side, *, at_top: bool) -> None:
    root = drawn(criterion_chart([point(day, "39") for day in DAYS], LIMITS, side=side, words=WORDS))
    shade = next(box for box in root.iter(f"{SVG}rect") if box.get("shape-rendering"))
    rule = next(each for each in root.iter(f"{SVG}line") if each.get("stroke-dasharray"))
    assert (float(shade.attrib["y"]) < float(rule.attrib["y1"])) is at_top


def test_bars_carry_their_numbers_and_share_one_scale() -> None:
    series = [CountMark("2021", date(2021, 12, 1), {"exposed": 20, "parallel": 10})]
    root = drawn(counts_chart(series, words=COUNTS))
    heights = [float(bar.attrib["height"]) for bar in root.iter(f"{SVG}rect")]
    assert heights[0] == pytest.approx(2 * heights[1])
    assert {"20", "10"} <= set(texts(root))


def test_without_counts_there_is_nothing_to_draw() -> None:
    assert counts_chart([], words=COUNTS) == ""
    assert counts_chart([CountMark("2025", date(2025, 12, 1), {})], words=COUNTS) == ""


def test_words_cannot_break_out_of_the_drawing() -> None:
    evil = "<script>alert('&')</script>"
    words = StripWords(evil, evil, {"exposed": evil}, dict.fromkeys(Mark, evil))
    svg = year_strip([YearMark(evil, DAYS[0], {"exposed": Mark.LISTED})], words=words)
    assert "<script" not in svg
    assert evil in texts(drawn(svg))


VALUES = st.none() | st.decimals(min_value=0, max_value=20_000, places=2, allow_nan=False)


@given(
    figures=st.lists(st.tuples(VALUES, st.booleans()), min_size=len(DAYS), max_size=len(DAYS)),
    limits=st.lists(VALUES, min_size=len(DAYS), max_size=len(DAYS)),
    side=st.sampled_from(Side),
    broken=st.lists(st.sampled_from(DAYS), unique=True, max_size=4).map(sorted),
)
def test_every_drawing_stays_inside_its_frame(
    figures: list[tuple[Decimal | None, bool]], limits: list[Decimal | None], side: Side, broken: list[date]
) -> None:
    points = [ChartPoint(day, value, f"{value}", doubt) for day, (value, doubt) in zip(DAYS, figures, strict=True)]
    lines = [LimitPoint(day, value, f"{value}") for day, value in zip(DAYS, limits, strict=True)]
    breaks = [SeriesBreak(day, "en ny måde at gøre tallet op på") for day in broken]
    svg = criterion_chart(points, lines, side=side, breaks=breaks, words=WORDS)
    if all(value is None for value, _ in figures):
        assert svg == ""
        return
    root = drawn(svg)
    assert_all_inside(root)
    dots = [dot for dot in root.iter(f"{SVG}circle") if dot.find(f"{SVG}title") is not None]
    assert len(dots) == sum(value is not None for value, _ in figures)


def bars_of(*figures: int | None) -> tuple[BarGroup, ...]:
    """Return two areas with these figures each."""
    bars = tuple(Bar(f"alder {place}", one, "·" if one is None else str(one)) for place, one in enumerate(figures))
    return BarGroup("Birkely", bars), BarGroup("Elmely", bars)


BAR_WORDS = BarWords("Beboere", "En bjælke for hvert tal.")


@given(
    figures=st.lists(st.none() | st.integers(0, 20_000), min_size=1, max_size=9),
    width=st.sampled_from((288, 680, 1120)),
)
def test_every_bar_stays_inside_and_what_is_not_shown_has_none(figures: list[int | None], width: int) -> None:
    svg = bars_chart(bars_of(*figures), words=BAR_WORDS, width=width)
    if all(figure is None for figure in figures):
        assert svg == ""
        return
    root = drawn(svg)
    assert_all_inside(root)
    drawn_bars = list(root.iter(f"{SVG}rect"))
    assert len(drawn_bars) == 2 * sum(bool(figure) for figure in figures)
    assert all(float(bar.get("width", "0")) <= width for bar in drawn_bars)
    assert texts(root).count("·") == 2 * figures.count(None)


def test_a_figure_told_as_below_the_least_is_an_open_box_and_a_hidden_one_is_none() -> None:
    words = BarWords("Beboere", "En bjælke for hvert tal.", least=5)
    root = drawn(bars_chart(bars_of(10, 0, None), words=words, width=680))
    boxes = list(root.iter(f"{SVG}path"))
    assert len(boxes) == 2  # one in each area
    assert {box.get("fill") for box in boxes} == {"none"}
    assert len(list(root.iter(f"{SVG}rect"))) == 2


def test_few_people_are_no_long_bar() -> None:
    root = drawn(bars_chart(bars_of(5, 0), words=BAR_WORDS, width=1120))
    assert max(float(bar.get("width", "0")) for bar in root.iter(f"{SVG}rect")) < 1120 / 3
