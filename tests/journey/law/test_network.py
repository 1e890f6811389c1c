"""The shipped route: enough stations, on every line, readable, and laid together right."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_django import Settings

from vugge.journey.queries.law import (
    DEMO,
    check_file,
    forget,
    measures,
    municipalities_with_own_route,
    national_network,
    network_for,
)
from vugge.journey.rules.placing import edition_in_force
from vugge.journey.rules.readable import HARDEST
from vugge.journey.rules.route import Anchor, ConditionKind, Line, Network, Station
from vugge.kit.errors import BadLaw
from vugge.kit.explained import Certainty
from vugge.kit.reading import lix

NOT_OURS = ("religio", "etnisk", "oprindelse", "statsborger", "herkomst", "ethnic", "origin", "citizen", "nationality")


def networks() -> Iterable[Network]:
    return national_network(), *(network_for(code) for code in municipalities_with_own_route())


def every_station() -> Iterable[Station]:
    return (one for network in networks() for edition in network.editions for one in edition.stations.values())


def test_each_national_edition_has_at_least_sixty_stations_and_touches_every_line() -> None:
    for edition in national_network().editions:
        assert len(edition.stations) >= 60
        assert {one.line for one in edition.stations.values()} == set(Line)


def test_the_editions_follow_each_other_without_gap_and_the_last_is_open() -> None:
    for network in networks():
        assert all(one.valid_to == following.valid_from for one, following in pairwise(network.editions))
        assert network.editions[-1].valid_to is None


def test_an_edition_begins_wherever_a_layer_changes() -> None:
    assert [one.valid_from for one in network_for("9001").editions] == [
        date(2022, 8, 1),
        date(2023, 8, 1),
        date(2024, 8, 1),
        date(2026, 8, 1),
    ]


def test_a_municipality_without_stations_of_its_own_has_the_national_route() -> None:
    assert network_for("0461") is national_network()
    assert network_for("") is national_network()


def test_a_municipal_edition_holds_every_national_station_beside_its_own() -> None:
    for own in network_for("9001").editions[1:]:
        national = edition_in_force(national_network(), own.valid_from)
        assert set(national.stations) < set(own.stations)
        assert len(own.stations) == len(national.stations) + 5


def test_readiness_for_education_was_assessed_until_the_summer_of_2024() -> None:
    before, after = (edition_in_force(national_network(), day) for day in (date(2024, 7, 31), date(2024, 8, 1)))
    assert {"readiness_8", "readiness_9"} <= set(before.stations)
    assert not {"readiness_8", "readiness_9"} & set(after.stations)


def test_the_national_tests_change_their_name_in_2026() -> None:
    before, after = (edition_in_force(national_network(), day) for day in (date(2026, 7, 31), date(2026, 8, 1)))
    notes = [edition.stations["reading_test_2"].note for edition in (before, after)]
    assert ["Overgangstest" in note.da for note in notes if note] == [True, False]


def test_application_is_open_until_and_with_the_first_of_march() -> None:
    closes = national_network().editions[-1].stations["application_1_march"].closes
    assert (closes.anchor, closes.number, closes.month, closes.day) == (Anchor.GRADE, 9, 3, 2)


def test_every_text_to_families_is_easy_to_read() -> None:
    hard = {
        (one.id, text.da) for one in every_station() for text in (one.purpose, one.if_missed) if lix(text.da) > HARDEST
    }
    assert not hard


def test_every_measure_is_used_by_a_station_or_sets_the_clock() -> None:
    clocks = {"arrived_in_denmark", "grade_repeated", "school_start"}
    used = {proof.measure for one in every_station() for proof in one.reached_by}
    used |= {condition.measure for one in every_station() for condition in one.applies}
    assert set(measures()) == (used - {""}) | clocks


def test_a_municipalitys_own_measures_are_known_where_evidence_is_written_but_not_on_the_national_route() -> None:
    assert "k9001_baby_cafe" in measures()
    assert "k9001_baby_cafe" in network_for("9001").measures
    assert "k9001_baby_cafe" not in national_network().measures


@pytest.mark.parametrize("word", NOT_OURS)
def test_nothing_can_be_written_about_origin_or_belief(word: str) -> None:
    for one in measures().values():
        told = f"{one.id} {one.name.da} {one.name.en} {one.values}".lower()
        assert word not in told


def test_the_obligatory_learning_offer_is_only_for_listed_areas_and_children_without_daycare() -> None:
    offer = national_network().editions[-1].stations["learning_offer"]
    assert [one.kind for one in offer.applies] == [ConditionKind.LIVES_IN_LISTED_AREA, ConditionKind.NOT_IN]
    assert offer.duty
    assert offer.certainty is Certainty.CONFIRMED


def test_a_station_with_a_duty_names_its_law() -> None:
    assert all(one.legal_basis for one in every_station() if one.duty)


def test_whoever_comes_later_has_stations_counted_from_the_day_they_came() -> None:
    arrival = [
        one.id for one in national_network().editions[-1].stations.values() if one.opens.anchor is Anchor.ARRIVAL
    ]
    assert len(arrival) == 4


def test_before_the_first_edition_the_first_holds() -> None:
    first = national_network().editions[0]
    assert edition_in_force(national_network(), first.valid_from - timedelta(days=4000)) is first


@pytest.fixture
def local_stations(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A municipality's two files in the folder that the installation names: the second uses what the first brought."""
    first = DEMO.read_text(encoding="utf-8").replace("9001", "0461").replace("vuggekoebing_2023", "odense_2023")
    first = first.replace("valid_from = 2023-08-01", "valid_from = 2023-08-01\nvalid_to = 2025-08-01")
    head = first.partition("[[measures]]")[0].replace("odense_2023", "odense_2025")
    head = head.replace("valid_from = 2023-08-01\nvalid_to = 2025-08-01", "valid_from = 2025-08-01")
    without = 'based_on = "journey/odense_2023"\nwithout = ["youth_mentor"]\n'
    cafe = first[
        first.index('[[stations]]\nid = "baby_cafe"') : first.index('[[stations]]\nid = "language_assessment_2"')
    ]
    (tmp_path / "a.toml").write_text(first, encoding="utf-8")
    (tmp_path / "b.toml").write_text(f"{without}{head}{cafe}", encoding="utf-8")
    settings.JOURNEY_FOLDER = str(tmp_path)
    forget()
    yield tmp_path
    forget()


def test_a_municipality_writes_its_own_stations_in_a_folder(local_stations: Path) -> None:
    assert municipalities_with_own_route() == ("0461", "9001")
    editions = network_for("0461").editions
    assert [one.valid_from.year for one in editions] == [2022, 2023, 2024, 2025, 2026]
    assert ["youth_mentor" in one.stations for one in editions] == [False, True, True, False, False]
    assert ["baby_cafe" in one.stations for one in editions] == [False, True, True, True, True]
    assert check_file(local_stations / "b.toml").id == "journey/odense_2025"


def test_a_folder_that_is_not_there_is_said(settings: Settings) -> None:
    settings.JOURNEY_FOLDER = "nowhere/at/all"
    forget()
    with pytest.raises(BadLaw, match="Ret VUGGE_JOURNEY_FOLDER"):
        network_for("0461")
    forget()


def test_an_installation_for_real_knows_nothing_of_the_demos_stations(settings: Settings) -> None:
    settings.IN_PRODUCTION = True
    forget()
    assert municipalities_with_own_route() == ()
    forget()
