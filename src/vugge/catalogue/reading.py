"""Reads the catalogue from its files, once, and hands out its parts.

Offers `catalogue` and its parts (`regions`, `municipalities`, `area_identities`, `sources`, `flags`,
`figure_notes`, `inferred_memberships`, `combined_letting`), the file `lists_file`, and `read_catalogue`
for another folder.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from vugge.catalogue.checking import check
from vugge.catalogue.shapes import (
    AreaIdentity,
    AreasFile,
    Catalogue,
    CatalogueSource,
    CombinedLettingFigure,
    FigureNote,
    Flag,
    FlagsFile,
    InferredMembership,
    MunicipalitiesFile,
    Municipality,
    Region,
    RegionsFile,
    SourcesFile,
)
from vugge.catalogue.tables import Row, load_rows
from vugge.kit.law import load


@cache
def catalogue() -> Catalogue:
    """Return everything the catalogue holds; read and checked at the first call only."""
    return read_catalogue(_home())


def regions() -> tuple[Region, ...]:
    """Return the five regions in order of code."""
    return catalogue().regions


def municipalities() -> tuple[Municipality, ...]:
    """Return the 98 municipalities in order of code."""
    return catalogue().municipalities


@cache
def invented_municipalities() -> tuple[Municipality, ...]:
    """Return the demo's municipality, which exists nowhere and is none of the 98."""
    return load(_home() / "demo" / "municipalities.toml", MunicipalitiesFile).municipalities


def area_identities() -> tuple[AreaIdentity, ...]:
    """Return every area met on the lists, in order of municipality and name."""
    return catalogue().areas


def sources() -> tuple[CatalogueSource, ...]:
    """Return every source, law first and news last."""
    return catalogue().sources


def flags() -> tuple[Flag, ...]:
    """Return what each mark on a figure means."""
    return catalogue().flags


def figure_notes() -> tuple[FigureNote, ...]:
    """Return the marks on the published figures, in order of year."""
    return catalogue().figure_notes


def inferred_memberships() -> tuple[InferredMembership, ...]:
    """Return who was on the lists of October 2011 and February 2014, which nobody has transcribed."""
    return catalogue().inferred_memberships


def combined_letting() -> tuple[CombinedLettingFigure, ...]:
    """Return the list of combined letting of 1 December 2024: another measure than the law's area lists."""
    return catalogue().combined_letting


def areas_folder() -> Traversable:
    """Return the folder with everything published about areas."""
    return _home() / "areas"


def lists_file() -> Traversable:
    """Return the project's own table of published figures, in the format that is imported and checked."""
    return _home() / "areas" / "lists.csv"


def read_catalogue(folder: Traversable) -> Catalogue:
    """Read and check a catalogue folder.

    Raises `BadLaw` naming the file, the place in it and what is wrong there.
    """
    places, areas = folder / "places", folder / "areas"
    whole = Catalogue(
        regions=load(places / "regions.toml", RegionsFile).regions,
        municipalities=load(places / "municipalities.toml", MunicipalitiesFile).municipalities,
        areas=load(areas / "identities.toml", AreasFile).areas,
        sources=load(folder / "sources.toml", SourcesFile).sources,
        flags=load(areas / "flags.toml", FlagsFile).flags,
        figure_notes=_figure_notes(areas / "notes.csv"),
        inferred_memberships=_inferred_memberships(areas / "inferred_membership.csv"),
        combined_letting=_combined_letting(areas / "kombineret_2024.csv"),
    )
    check(whole)
    return whole


def _home() -> Traversable:
    return files(__package__)


def _figure_notes(file: Traversable) -> tuple[FigureNote, ...]:
    def fields(row: Row) -> object:
        return {
            "year": row["year"],
            "area": row["area"],
            "columns": row["field"].split(","),
            "flag": row["flag"],
            "text": {"da": row["note_da"], "en": row["note"]},
        }

    columns = ("year", "area", "field", "flag", "note", "note_da")
    return load_rows(file, FigureNote, columns=columns, fields=fields)


def _inferred_memberships(file: Traversable) -> tuple[InferredMembership, ...]:
    def fields(row: Row) -> object:
        return {
            "list_day": row["list_date"],
            "area": row["area"],
            "municipality": row["municipality"],
            "text": {"da": row["basis_da"], "en": row["basis"]},
        }

    columns = ("list_date", "area", "municipality", "basis", "basis_da")
    return load_rows(file, InferredMembership, columns=columns, fields=fields)


def _combined_letting(file: Traversable) -> tuple[CombinedLettingFigure, ...]:
    def fields(row: Row) -> object:
        return {
            "year": row["year"],
            "area": row["area"],
            "municipality": row["municipality"],
            "residents": row["residents_1jan2024"],
            "outside_labour_market": row["outside_labour_market_2023_pct"],
            "source_url": row["source_url"],
        }

    columns = (
        "year",
        "area",
        "municipality",
        "residents_1jan2024",
        "outside_labour_market_2023_pct",
        "source_url",
    )
    return load_rows(file, CombinedLettingFigure, columns=columns, fields=fields)
