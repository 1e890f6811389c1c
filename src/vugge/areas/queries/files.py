"""What a file of official lists holds, before anybody commits it: a preview, and a check against the law."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import as_file
from pathlib import Path

from vugge.areas import models
from vugge.areas.queries.law import area_law
from vugge.areas.queries.pages import identities_on_file
from vugge.areas.queries.rows import facts
from vugge.areas.rules.area_law import AreaLaw
from vugge.areas.rules.checking import Check, checked
from vugge.areas.rules.history import Flag, Membership, complete_lists, held_names, membership
from vugge.areas.rules.identity import Identities, KnownName, identities, new_key
from vugge.areas.rules.rows import AreaRow, Newness, completed, newness
from vugge.areas.rules.table import AreaTable, Setting, area_rows
from vugge.areas.rules.table_columns import columns
from vugge.audit.rules import Viewer
from vugge.catalogue.reading import area_identities, lists_file
from vugge.catalogue.shapes import AreaIdentity
from vugge.kit.errors import BadLaw
from vugge.kit.tables import Problem, Reading, read_table
from vugge.kit.text import sentence
from vugge.organisations.queries import municipalities, municipality, municipality_named


@dataclass(frozen=True)
class Preview:
    """A file as it would be committed: its rows by newness, areas nobody has named before, and all problems."""

    reading: Reading
    table: AreaTable
    newness: Mapping[int, Newness]
    new_areas: tuple[str, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong; with any, nothing is committed."""
        return self.table.problems

    def reading_with_all_problems(self) -> Reading:
        """Return the file as read, with also the problems that show only when rows are understood."""
        return replace(self.reading, problems=self.problems)

    def counts(self) -> dict[Newness, int]:
        """Return how many rows are new, changed and unchanged."""
        counted = Counter(self.newness.values())
        return {kind: counted[kind] for kind in Newness}


def preview(viewer: Viewer, *, file: Path, mapping: Mapping[str, str] | None, today: date) -> Preview:
    """Read a file as an import would, and change nothing. Seven statements at the most."""
    known = identities_on_file(viewer)
    reading, table = read_lists(file, mapping=mapping, today=today, known=known, source_needed=True)
    keys = {row.number: area_key(row, known) for row in table.rows}
    rows = facts(models.AreaYear.objects.filter(area__key__in=set(keys.values())))
    on_file = {(one.area, one.list_day): one for one in rows}
    known_keys = known.keys()
    before = {row.number: on_file.get((keys[row.number], row.list_day)) for row in table.rows}
    return Preview(
        reading,
        table,
        {row.number: newness(completed(row, before[row.number]), before[row.number]) for row in table.rows},
        tuple(dict.fromkeys(row.name for row in table.rows if keys[row.number] not in known_keys)),
    )


def read_lists(
    file: Path, *, mapping: Mapping[str, str] | None, today: date, known: Identities, source_needed: bool
) -> tuple[Reading, AreaTable]:
    """Read a table of official lists. No statement."""
    law = area_law()
    reading = read_table(file, columns(law.series.measures, source_needed=source_needed), mapping=mapping)
    names = tuple(one.name for one in municipalities())
    setting = Setting(law, lambda row: area_key(row, known), _municipality_code, names, today)
    return reading, area_rows(reading, setting)


def check(viewer: Viewer, *, file: Path, mapping: Mapping[str, str] | None, today: date) -> Check:
    """Hold every row with figures against the law of its day and the state's own answer.

    Earlier lists, where the law looks back on them, come from the file and from the published data that we
    ship; no database is asked.
    """
    law = area_law()
    known = _known_areas()
    asked = {field: header for field, header in (mapping or {}).items() if field != "source_url"}
    _, table = read_lists(file, mapping=asked, today=today, known=known, source_needed=False)
    member = _membership([*shipped_rows(), *table.rows], known, law)
    rows = (checked(row, area=area_key(row, known), law=law, member=member) for row in table.rows)
    return Check(tuple(rows), table.problems)


def shipped_rows() -> tuple[AreaRow, ...]:
    """Return the published data that we ship, as rows, whatever the machine's clock says. No statement.

    Raises `BadLaw` if the shipped table does not hold what it must.
    """
    with as_file(lists_file()) as path:
        _, table = read_lists(path, mapping=None, today=date.max, known=_known_areas(), source_needed=True)
    if table.problems:
        raise BadLaw(sentence("Områdelisten i kataloget har fejl. {first}", first=table.problems[0].located))
    return table.rows


def area_key(row: AreaRow, known: Identities) -> str:
    """Return the key of the area a row is about; an area that nobody has named before gets a new one."""
    found = known.find(row.name, row.municipality, row.list_day.year)
    return found or new_key(row.name, municipality(row.municipality).name)


def names_of(area: AreaIdentity) -> tuple[KnownName, ...]:
    """Return an area's names with their years, then its other spellings."""
    return (
        *(
            KnownName(area.key, area.municipality, one.name, first_year=one.first_year, last_year=one.last_year)
            for one in area.names
        ),
        *(KnownName(area.key, area.municipality, alias) for alias in area.aliases),
    )


def _membership(rows: list[AreaRow], known: Identities, law: AreaLaw) -> Membership:
    """Gather official flags; where the file and the shipped data both speak, the file goes last and counts."""
    flags = {
        (area_key(row, known), row.list_day, kind): on_list for row in rows for kind, on_list in row.official.items()
    }
    gathered = [Flag(area, day, kind, on_list) for (area, day, kind), on_list in flags.items()]
    return membership(gathered, complete_lists(held_names(gathered), law.calendar))


def _known_areas() -> Identities:
    return identities(one for area in area_identities() for one in names_of(area))


def _municipality_code(name: str) -> str | None:
    found = municipality_named(name)
    return found.code if found else None
