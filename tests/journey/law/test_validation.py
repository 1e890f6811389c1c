"""Every damage to a file of the route is found when it is read, with file, place and what to do."""

from pathlib import Path

import pytest
from tests.journey.law.route_files import SOURCES, write_route

from vugge.journey.queries.law import read_network
from vugge.kit.errors import BadLaw


def said(place: Path, **damages: tuple[str, str]) -> str:
    """Return what reading a damaged route says."""
    folder, own = write_route(place, damages=damages)
    with pytest.raises(BadLaw) as mistakes:
        read_network(folder, own=[own], municipality="9001")
    return str(mistakes.value.sentence)


def test_the_route_is_fine_before_it_is_damaged(tmp_path: Path) -> None:
    folder, own = write_route(tmp_path)
    network = read_network(folder, own=[own], municipality="9001")
    assert [sorted(one.stations) for one in network.editions] == [
        ["first_visit", "reads", "school_start"],
        ["cafe", "first_visit", "reads", "school_start"],
        ["cafe", "first_visit", "school_start"],
    ]


SURE_WITH_SOURCE = f'certainty = "confirmed"\nlegal_basis = "sundhedsloven"\n{SOURCES}'

OWN_MEASURE = """title = {{ da = "Vores", en = "Ours" }}
measures = [
  {{ id = "{id}", name = {{ da = "A", en = "A" }}, kind="done", category = "support", sources = [{{ title = "" }}] }},
]
"""
BAD_IN_THE_FIRST_FILE = {
    'id = "first_visit"': {
        'id = "First-Visit"': "station First-Visit, felt id: skriv det med små engelske bogstaver, tal og _",
        'id = "reads"': "station reads står to gange i filen; slet den ene",
    },
    'da = "Første besøg"': {
        'da = " "': "station first_visit, felt name: teksten mangler; skriv den på både dansk (da)"
    },
    'en = "Call today."': {'en = ""': "station first_visit, felt if_missed: teksten mangler"},
    'da = "Hun ser, hvordan I har det."': {
        'da = "Sundhedsplejerskens forebyggende undersøgelser understøtter familiens forudsætninger."': (
            "station first_visit, felt purpose: teksten er for svær at læse: lix 106, og den må højst være 30"
        )
    },
    SURE_WITH_SOURCE: {
        'certainty = "confirmed"\nsources = []': "station first_visit, felt sources: der skal stå mindst én kilde",
        'certainty = "confirmed"\nsources = [{ title = "Loven" }]': (
            "station first_visit, felt certainty: confirmed kræver en kilde med url"
        ),
    },
    'legal_basis = "folkeskoleloven"': {
        "": "station school_start, felt legal_basis: en pligt skal have sin lov; skriv den, eller slet duty"
    },
    'opens = { anchor = "birth", days = 4 }': {
        'opens = { anchor = "birth", days = 8 }': "station first_visit, felt closes: vinduet lukker, før det åbner",
        'opens = { anchor = "birth", days = -4 }': (
            "station first_visit, felt opens: years, months, weeks og days kan ikke være under nul"
        ),
        'opens = { anchor = "birth", number = 4 }': "station first_visit, felt opens: birth har intet number; slet det",
        'opens = { anchor = "birth", month = 3, day = 1 }': (
            "station first_visit, felt opens: month og day kan kun stå ved grade og year_turning"
        ),
        'opens = { anchor = "grade", number = 3 }': "station first_visit, felt closes: vinduet lukker, før det åbner",
        'opens = { anchor = "moon" }': "stations.0.opens.anchor",
    },
    'opens = { anchor = "grade", number = 0 }': {
        'opens = { anchor = "grade" }': "station school_start, felt opens: grade skal have et number",
        'opens = { anchor = "grade", number = 40 }': (
            "station school_start, felt opens: number 40 er ikke en klasse eller alder, som ruten har"
        ),
    },
    'closes = { anchor = "grade", number = 0, month = 9, day = 1 }': {
        'closes = { anchor = "grade", number = 0, month = 9 }': (
            "station school_start, felt closes: month og day skal stå sammen"
        ),
        'closes = { anchor = "grade", number = 0, month = 2, day = 30 }': (
            "station school_start, felt closes: dag 30 i måned 2 findes ikke"
        ),
    },
    'still_until = { anchor = "birth", weeks = 4 }': {
        'still_until = { anchor = "birth", days = 5 }': (
            "station first_visit, felt still_until: den ligger før closes; skriv en senere dag, eller slet den"
        )
    },
    'reached_by = [{ kind = "evidence", measure = "visit" }]': {
        "reached_by = []": "station first_visit, felt reached_by: der skal stå mindst én ting, som viser",
        'reached_by = [{ kind = "evidence", measure = "vizit" }]': (
            "station first_visit, felt reached_by: vizit findes ikke i measures.toml eller i filen. Ret navnet"
        ),
        'reached_by = [{ kind = "evidence" }]': "station first_visit, felt reached_by: der mangler measure",
        'reached_by = [{ kind = "evidence", measure = "visit", spells = ["job"] }]': (
            "station first_visit, felt reached_by: en observation har ingen spells eller after_days"
        ),
        'reached_by = [{ kind = "evidence", measure = "reading" }]': (
            "observationen reading hører til education, men stationen til support. De skal være ens"
        ),
        'reached_by = [{ kind = "evidence", measure = "visit", at_most = 3 }]': (
            "station first_visit, felt reached_by: visit er ikke et tal; slet at_least og at_most"
        ),
        'reached_by = [{ kind = "evidence", measure = "visit", counts_from = { anchor = "birth", days = 9 } }]': (
            "station first_visit, felt reached_by: counts_from ligger efter, at vinduet er lukket"
        ),
    },
    'values = ["fine"]': {
        'values = ["superb"]': (
            "station reads, felt reached_by: reading kan ikke være superb. Den kan være: weak og fine"
        )
    },
    "at_most = 9.9": {
        "at_most = 101": "station reads, felt reached_by: absence ligger mellem 0 og 100; 101 er udenfor",
        "at_least = 9, at_most = 3": "station reads, felt reached_by: at_least er større end at_most; byt dem om",
    },
    'reached_by = [{ kind = "spell", spells = ["school"] }]': {
        'reached_by = [{ kind = "spell" }]': "station school_start, felt reached_by: et ophold skal have spells",
        'reached_by = [{ kind = "spell", spells = ["school"], measure = "visit" }]': (
            "station school_start, felt reached_by: et ophold har ingen measure"
        ),
        'reached_by = [{ kind = "spell", spells = ["school"], after_days = -1 }]': (
            "station school_start, felt reached_by: after_days kan ikke være under nul"
        ),
        'reached_by = [{ kind = "spell", spells = ["job"] }]': (
            "station school_start, felt category: education passer ikke til det, der viser stationen: work"
        ),
    },
    'applies = [{ kind = "not_in", spells = ["daycare"] }]': {
        'applies = [{ kind = "not_in" }]': "station reads, felt applies: not_in skal have spells",
        'applies = [{ kind = "lives_in_listed_area", spells = ["job"] }]': (
            "station reads, felt applies: lives_in_listed_area har ingen spells; slet dem"
        ),
        'applies = [{ kind = "arrived_later", measure = "visit" }]': (
            "station reads, felt applies: arrived_later har ingen measure; slet den"
        ),
        'applies = [{ kind = "evidence", measure = "nothing" }]': "station reads, felt applies: nothing findes ikke",
    },
    'after = ["first_visit"]': {
        'after = ["last_visit"]': "station school_start, felt after: last_visit findes ikke på ruten. Ret navnet",
        'after = ["reads"]': "station school_start, felt after: den venter på sig selv gennem reads og school_start",
        'after = ["school_start"]': "station school_start, felt after: den venter på sig selv gennem school_start",
    },
    "connection = true": {
        'after = ["far"]\n': "station first_visit, felt after: far findes ikke på ruten",
        "conection = true": "stations.0.conection",
    },
    "valid_to = 2024-08-01": {
        "valid_to = 2024-09-01": "felt valid_to: journey/national_second gælder allerede fra 01-08-2024",
        "valid_to = 2024-07-01": "felt valid_to: intet gælder fra 01-07-2024 til 01-08-2024. Luk hullet",
        f"valid_to = 2024-08-01\n{OWN_MEASURE.format(id='x').partition(chr(10))[2]}": (
            "observation x: den nationale rutes observationer står i measures.toml"
        ),
        "valid_to = 2020-08-01": "felt valid_to: den skal ligge efter valid_from",
        "": "felt valid_to: journey/national_second gælder allerede fra 01-08-2024",
    },
}


@pytest.mark.parametrize(
    ("whole", "broken", "message"),
    [(whole, broken, message) for whole, ways in BAD_IN_THE_FIRST_FILE.items() for broken, message in ways.items()],
)
def test_a_damaged_national_file_is_told_of(tmp_path: Path, whole: str, broken: str, message: str) -> None:
    found = said(tmp_path, national_1=(whole, broken))
    assert message in found
    assert found.startswith("Filen national_")


@pytest.mark.parametrize(
    ("whole", "broken", "message"),
    [
        ('without = ["reads"]', 'without = ["swims"]', "felt without: swims findes ikke i det, filen bygger på"),
        (
            'without = ["reads"]',
            'without = ["first_visit"]',
            "station school_start, felt after: first_visit findes ikke på ruten",
        ),
        (
            'based_on = "journey/national_first"',
            'based_on = "journey/national_zero"',
            "felt based_on: journey/national_zero findes ikke blandt de tidligere filer",
        ),
        (
            'id = "journey/national_second"',
            'id = "journey/national_first"',
            "felt id: to filer hedder journey/national_first; giv den ene et andet",
        ),
        (
            "valid_from = 2024-08-01",
            "valid_from = 2024-08-01\nvalid_to = 2030-08-01",
            "felt valid_to: ruten slutter 01-08-2030",
        ),
        ("stations = []", "stations = [", "kan ikke læses som TOML"),
    ],
)
def test_a_damaged_later_file_is_told_of(tmp_path: Path, whole: str, broken: str, message: str) -> None:
    assert message in said(tmp_path, national_2=(whole, broken))


@pytest.mark.parametrize(
    ("whole", "broken", "message"),
    [
        (
            'municipality = "9001"',
            'municipality = "gladsaxe"',
            "felt municipality: skriv kommunens kode med fire cifre",
        ),
        (
            'municipality = "9001"',
            'municipality = "9001"\nwithout = ["school_start"]',
            "felt without: school_start er en pligt efter loven og kan ikke tages af ruten",
        ),
        (
            'municipality = "9001"',
            'municipality = "9001"\nwithout = ["cafe"]',
            "felt without: cafe både slutter og står i filen; vælg det ene",
        ),
        (
            'title = { da = "Vores", en = "Ours" }',
            OWN_MEASURE.format(id="cafe_visit"),
            "observation cafe_visit, felt id: skriv k9001_ foran, så ingen anden kommune har den samme",
        ),
        (
            'id = "cafe"',
            'id = "school_start"',
            "station school_start, felt duty: den skal være som på den nationale rute",
        ),
        (
            'id = "cafe"',
            'id = "first_visit"',
            "station first_visit, felt line: den skal være som på den nationale rute",
        ),
    ],
)
def test_a_damaged_file_of_a_municipality_is_told_of(tmp_path: Path, whole: str, broken: str, message: str) -> None:
    found = said(tmp_path, own=(whole, broken))
    assert message in found
    assert found.startswith("Filen own.toml har fejl")


@pytest.mark.parametrize(
    ("whole", "broken", "message"),
    [
        ('id = "reading"', 'id = "visit"', "observation visit står to gange; slet den ene"),
        (
            'values = { weak = { da = "svag", en = "weak" }, fine = { da = "fin", en = "fine" } }',
            "",
            "observation reading, felt values: skriv de svar, der kan vælges",
        ),
        ("least = 0", "", "observation absence: et tal skal have least, most og unit"),
        (
            'kind = "done"',
            'kind = "done"\nvalues = { a = { da = "a", en = "a" } }',
            "observation visit, felt values: kun et valg (choice) har svar",
        ),
        (
            'sources = [{ title = "Loven", url = "https://example.dk/lov" }]',
            "sources = []",
            "observation visit, felt sources: der skal stå mindst én kilde",
        ),
    ],
)
def test_a_damaged_file_of_measures_is_told_of(tmp_path: Path, whole: str, broken: str, message: str) -> None:
    found = said(tmp_path, measures=(whole, broken))
    assert message in found
    assert found.startswith("Filen measures.toml har fejl")


def test_every_mistake_of_a_file_is_said_at_once(tmp_path: Path) -> None:
    two = ('measure = "reading", values = ["fine"]', 'measure = "reading", values = ["good"], at_most = 2')
    found = said(tmp_path, national_1=two)
    assert "kan ikke være good" in found
    assert "er ikke et tal" in found
