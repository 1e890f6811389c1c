"""The fixed tables of statistics about people: what each counts, decided before anybody counts.

Offers `Place`, `Declared` and `declared_tables`. A table is changed by deciding on a new one: the register refuses a
table that divides people otherwise than when it was released before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from vugge.kit.disclosure import Group, Grouping, Population, Selection, Table
from vugge.kit.explained import Certainty, Source
from vugge.kit.text import Text
from vugge.people.rules.counting import (
    AT_BOTH,
    AT_NEITHER,
    AT_SCHOOL,
    AT_WORK,
    CHOSEN,
    NO_PLACE,
    NOT_CHOSEN,
    OTHER_PLACE,
    Ages,
)

ELSEWHERE: Final = "elsewhere"

AGES: Final = (
    Ages("0_2", 0, 2),
    Ages("3_5", 3, 5),
    Ages("6_9", 6, 9),
    Ages("10_14", 10, 14),
    Ages("15_17", 15, 17),
    Ages("18_24", 18, 24),
    Ages("25_64", 25, 64),
    Ages("65_", 65, 130),
)
SMALL: Final = Ages("small", 0, 5)
YOUNG: Final = Ages("young", 15, 24)


@dataclass(frozen=True)
class Place:
    """A housing area as a row: `residents` is the number published about it, None where there is none."""

    key: str
    name: str
    residents: int | None = None


@dataclass(frozen=True)
class Declared:
    """A table that has been decided on, with where its figures come from and how they are made.

    A table of a series says besides: the `rule` that counts, in its version, the packages of law it read with their
    legal basis, sources and certainty, the version of the program, and the `heading` that it stands under.
    """

    table: Table
    source: Text
    formula: Text
    rule: str = ""
    packages: tuple[str, ...] = ()
    legal_basis: str = ""
    sources: tuple[Source, ...] = ()
    certainty: Certainty = Certainty.CONFIRMED
    code_version: str = ""
    heading: str = ""


def declared_tables(places: Iterable[Place]) -> tuple[Declared, ...]:
    """Return the fixed tables with these areas as rows, and one row for everywhere else; none without an area.

    All but the last are about the same residents and stand in one register: ages are cut alike in each of them.
    """
    areas = _areas(places)
    if areas is None:
        return ()
    return (*_about_ages(areas), _occupations(areas), _consents(areas), _families(areas))


_PEOPLE: Final = Text(da="de personer, Vugge har oplysninger om", en="the persons that Vugge has data about")
_HIDDEN: Final = Text(
    da="Den, der har beskyttet adresse, og den, der bor sammen med en, der har, er ikke talt med.",
    en="Whoever has a protected address, and whoever lives with somebody who has, is not counted.",
)
_HOMES: Final = Text(
    da="Vugges register: hjem og fødselsdag, som de var på kvartalets sidste dag",
    en="Vugge's register: home and day of birth as of the quarter's last day",
)


def _areas(places: Iterable[Place]) -> Grouping | None:
    groups = [Group(one.key, Text(da=one.name, en=one.name), frozenset({one.key})) for one in places]
    if not groups:
        return None
    elsewhere = Text(da="Uden for områderne", en="Outside the areas")
    rows = (*groups, Group(ELSEWHERE, elsewhere, frozenset({ELSEWHERE})))
    return Grouping("area", Text(da="område", en="area"), rows, is_place=True)


def _about_ages(areas: Grouping) -> tuple[Declared, Declared]:
    residents = Population("residents", _PEOPLE)
    small = Population(
        "residents",
        Text(da="børn på 0-5 år", en="children aged 0-5"),
        (_aged(SMALL, Text(da="0-5 år", en="aged 0-5")),),
    )
    groups = tuple(Group(one.key, _age_name(one), _members(one)) for one in AGES)
    ages = Grouping("age", Text(da="alder", en="age"), groups)
    care = _grouping(
        ("daycare", Text(da="dagtilbud", en="day-care")),
        ("nursery", Text(da="Vuggestue", en="Nursery")),
        ("kindergarten", Text(da="Børnehave", en="Kindergarten")),
        ("integrated_daycare", Text(da="Vuggestue og børnehave i ét", en="Nursery and kindergarten in one")),
        ("childminding", Text(da="Dagpleje", en="Childminding")),
        (OTHER_PLACE, Text(da="Et andet sted", en="Elsewhere")),
        (NO_PLACE, Text(da="Intet, vi kender", en="None that we know")),
    )
    by_age = Table(
        "age", Text(da="Beboere efter område og alder", en="Residents by area and age"), residents, areas, ages
    )
    by_care = Table(
        "daycare", Text(da="Børn på 0-5 år efter dagtilbud", en="Children aged 0-5 by day-care"), small, areas, care
    )
    places = Text(
        da="Vugges register: hjem og plads i dagtilbud på kvartalets sidste dag",
        en="Vugge's register: home and place in day-care on the quarter's last day",
    )
    everybody = Text(
        da="Hver person tælles én gang, der hvor hjemmet er, med alderen den dag.",
        en="Each person counts once, where the home is, at the age of that day.",
    )
    every_child = Text(
        da="Hvert barn tælles én gang. Har det to pladser, gælder den nyeste.",
        en="Each child counts once. With two places, the newest one holds.",
    )
    return _declared(by_age, _HOMES, everybody), _declared(by_care, places, every_child)


def _occupations(areas: Grouping) -> Declared:
    young = Population(
        "residents",
        Text(da="unge på 15-24 år", en="young people aged 15-24"),
        (_aged(YOUNG, Text(da="15-24 år", en="aged 15-24")),),
    )
    columns = _grouping(
        ("occupation", Text(da="skole, uddannelse og job", en="school, education and job")),
        (AT_SCHOOL, Text(da="Skole eller uddannelse", en="School or education")),
        (AT_WORK, Text(da="Job", en="Job")),
        (AT_BOTH, Text(da="Begge dele", en="Both")),
        (AT_NEITHER, Text(da="Ingen af delene, vi kender", en="Neither that we know")),
    )
    name = Text(da="Unge på 15-24 år efter uddannelse og job", en="Young people aged 15-24 by education and job")
    source = Text(
        da="Vugges register: hjem, skole, uddannelse og job på kvartalets sidste dag",
        en="Vugge's register: home, school, education and job on the quarter's last day",
    )
    return _declared(
        Table("occupation", name, young, areas, columns),
        source,
        Text(
            da="Hver ung tælles én gang. Et job kan være et fritidsjob. Vugge kender ikke alle job.",
            en="Each young person counts once. A job may be a leisure job. Vugge does not know every job.",
        ),
    )


def _consents(areas: Grouping) -> Declared:
    columns = replace(
        _grouping(
            ("consent", Text(da="samtykke", en="consent")),
            (CHOSEN, Text(da="Har et samtykke, der gælder", en="Has a consent that holds")),
            (NOT_CHOSEN, Text(da="Har ikke", en="Has none")),
        ),
        is_sensitive=True,
    )
    name = Text(da="Beboere efter område og samtykke", en="Residents by area and consent")
    return _declared(
        Table("consent", name, Population("residents", _PEOPLE), areas, columns),
        Text(
            da="Vugges samtykker: givet, ikke trukket tilbage og ikke udløbet på kvartalets sidste dag",
            en="Vugge's consents: given, not taken back and not expired on the quarter's last day",
        ),
        Text(
            da="Hver person tælles én gang, uanset hvor mange samtykker der er om den.",
            en="Each person counts once, however many consents there are about them.",
        ),
    )


def _families(areas: Grouping) -> Declared:
    columns = _grouping(
        ("household", Text(da="husstand", en="household")),
        ("one_few", Text(da="Én voksen, 1-2 børn", en="One adult, 1-2 children")),
        ("one_many", Text(da="Én voksen, 3 børn eller flere", en="One adult, 3 children or more")),
        ("two_few", Text(da="To voksne eller flere, 1-2 børn", en="Two adults or more, 1-2 children")),
        ("two_many", Text(da="To voksne eller flere, 3 børn eller flere", en="Two adults or more, 3 children or more")),
    )
    people = Text(da="husstande med børn under 18 år", en="households with children under 18")
    name = Text(da="Familier efter område og husstand", en="Families by area and household")
    return _declared(
        Table("families", name, Population("families", people), areas, columns),
        Text(
            da="Vugges register: husstande på kvartalets sidste dag",
            en="Vugge's register: households on the quarter's last day",
        ),
        Text(
            da="En husstand tælles, hvor de voksne bor. Et barn med to hjem tæller med i begge familier.",
            en="A household counts where its adults live. A child of two homes counts in both families.",
        ),
    )


def _declared(table: Table, source: Text, formula: Text) -> Declared:
    return Declared(table, source, Text(da=f"{formula.da} {_HIDDEN.da}", en=f"{formula.en} {_HIDDEN.en}"))


def _grouping(variable: tuple[str, Text], *groups: tuple[str, Text]) -> Grouping:
    key, name = variable
    return Grouping(key, name, tuple(Group(one, said, frozenset({one})) for one, said in groups))


def _aged(ages: Ages, name: Text) -> Selection:
    return Selection("age", name, _members(ages))


def _members(ages: Ages) -> frozenset[str]:
    return frozenset(str(age) for age in range(ages.first, ages.last + 1))


def _age_name(ages: Ages) -> Text:
    if ages is AGES[-1]:
        return Text(da=f"{ages.first} år og over", en=f"{ages.first} and over")
    return Text(da=f"{ages.first}-{ages.last} år", en=f"{ages.first}-{ages.last}")
