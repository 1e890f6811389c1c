"""The sources in the catalogue: every address used anywhere in the data has one."""

import csv
import io
from collections.abc import Iterator

import pytest

from vugge.catalogue.finding import source_for, sources_in, urls_in
from vugge.catalogue.reading import area_identities, combined_letting, lists_file, regions, sources


def addresses() -> Iterator[str]:
    """Yield every address in the catalogue's data."""
    for row in csv.DictReader(io.StringIO(lists_file().read_text(encoding="utf-8"), newline="")):
        yield from urls_in(row["source_url"])
    for figure in combined_letting():
        yield figure.source_url
    for area in area_identities():
        for change in area.changes:
            yield from (source.url for source in change.sources)
        for remark in area.remarks:
            yield from (source.url for source in remark.sources)
    for region in regions():
        for remark in region.remarks:
            yield from (source.url for source in remark.sources)


def test_every_address_in_the_data_has_a_source() -> None:
    assert {url for url in addresses() if source_for(url) is None} == set()


def test_every_row_names_at_least_one_source() -> None:
    for row in csv.DictReader(io.StringIO(lists_file().read_text(encoding="utf-8"), newline="")):
        assert sources_in(row["source_url"]), row


def test_every_source_covers_its_own_address() -> None:
    roots = {"bl_questions"}  # its own page is known by a part of its address only
    assert {one.key for one in sources() if source_for(one.url) != one} <= roots


def test_there_are_enough_sources_and_each_is_described_in_two_languages() -> None:
    assert len(sources()) >= 20
    for one in sources():
        assert one.used_for.da != one.used_for.en
        assert one.title.da
        assert one.title.en


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.ft.dk/samling/20131/lovforslag/l45/20131_l45_som_fremsat.htm", "bill_l45"),
        ("https://ft.dk/samling/20241/almdel/BOU/bilag/16/2946589/index.htm", "parliament_2024"),
        ("https://WWW.retsinformation.dk/Forms/R0710.aspx?id=135224", "law_2010"),
        ("https://nyheder.tv2.dk/2022-12-01-her-er-den-nye-liste-over-parallelsamfund", "tv2"),
        ("https://www.tv2fyn.dk/fyn/her-er-landets-socialt-udsatte-boligomrader", "tv2_fyn"),
        ("https://danskelove.dk/almenboligloven/61a", "act_61a"),
    ],
)
def test_the_closest_source_is_found_by_the_beginning_of_the_address(url: str, key: str) -> None:
    found = source_for(url)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://notdr.dk/nyheder",
        "https://dr.dk.example.org/",
        "https://danskelove.dk/almenboligloven/61ab",
        "https://www.ft.dk/samling/20131/lovforslag/l450",
        "not an address",
        "",
    ],
)
def test_an_unknown_address_has_no_source(url: str) -> None:
    assert source_for(url) is None


def test_each_source_of_a_cell_is_named_once() -> None:
    cell = "https://politiken.dk/a + https://www.dr.dk/b (2019 list) ; https://politiken.dk/c"
    assert [one.key for one in sources_in(cell)] == ["politiken", "dr"]
