"""The picture of the chain tells its parts apart without colour, and draws a grey box where too little is told."""

import re
from xml.etree import ElementTree as ET

from vugge.web.pictures.chain import ChainWords, Stop, Track, draw_chain

WORDS = ChainWords("Titel", "Beskrivelse", ("til tiden", "for sent", "ikke nået"), "ikke nok børn", "flest")
TRACKS = (
    Track("Sundhed", (Stop(1, (50, 25, 25), "1. Besøg", is_loss=True), Stop(2, None, "2. Vaccine"))),
    Track("Job", tuple(Stop(number, (100, 0, 0), f"{number}.") for number in range(1, 31))),
)


def test_a_column_is_a_hundred_and_a_grey_box_no_column() -> None:
    drawn = draw_chain(TRACKS, words=WORDS, width=1120)
    root = ET.fromstring(drawn)
    assert 'role="img"' in drawn
    for said in ("Titel", "Beskrivelse", *WORDS.parts, "ikke nok børn", "Sundhed", "2. Vaccine"):
        assert said in drawn
    groups = [one for one in root if one.tag.endswith("g")]
    heights = [[float(part.get("height", "0")) for part in group if part.tag.endswith("rect")] for group in groups]
    assert heights[0] == [48, 24, 24]
    assert len(heights[1]) == 1
    assert "chain-few-1120" in str([part.get("fill") for part in groups[1]])


def test_a_long_line_goes_on_beneath_where_it_is_narrow() -> None:
    wide, narrow = (draw_chain(TRACKS, words=WORDS, width=width) for width in (1120, 288))
    across = [float(found) for found in re.findall(r'<text x="([0-9.]+)"', narrow)]
    assert max(across) < 288
    assert len(re.findall("<title>", wide)) == len(re.findall("<title>", narrow))


def test_without_a_station_there_is_nothing_to_draw() -> None:
    assert draw_chain((Track("Job", ()),), words=WORDS, width=288) == ""
