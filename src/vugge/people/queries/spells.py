"""Where somebody is and was: the spells of the kinds that the viewer may see."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.audit.rules import Level, Scope
from vugge.people import models
from vugge.people.queries.facts import protected
from vugge.people.queries.persons import HOME_FIELDS, home_from, veil_of
from vugge.people.rules.kinds import SPELL_CATEGORY, Origin, SpellKind
from vugge.people.rules.values import Home, SpellValue
from vugge.people.rules.veil import veiled

_FIELDS = (
    "id", "person_id", "kind", "begins", "ends", "origin", "corrected_by_id", "version", "unit_id", "unit__name",
    "title",
)  # fmt: skip


def spells_of(scope: Scope, persons: Collection[UUID]) -> tuple[SpellValue, ...]:
    """Return these persons' spells, oldest first, with the corrected ones beside what corrects them. Two statements.

    In summary one sees those that go on or are to come; in full also those that are over and those that were wrong.
    """
    rows = models.Spell.objects.within(scope, only=persons).filter(_shown(scope, persons)).order_by("begins", "id")
    found = list(rows.values_list(*_FIELDS, *HOME_FIELDS))
    hidden = protected([row[1] for row in found])
    return tuple(veiled(_spell(row), veil_of(scope, row[1], hidden)) for row in found)


def dwellings(municipality: str, *, street: str) -> tuple[Home, ...]:
    """Return the dwellings in a street, by number. Addresses are public; who lives there is not said. One statement."""
    parts = [field.removeprefix("dwelling__") for field in HOME_FIELDS]
    rows = models.Dwelling.objects.filter(municipality=municipality, street=street)
    return tuple(Home(*row) for row in rows.order_by("number", "floor", "door").values_list(*parts))


def _shown(scope: Scope, persons: Collection[UUID]) -> Q:
    """Return which spells of which persons the viewer may see: by kind, and by level whether past ones too."""
    goes_on = Q(corrected_by__isnull=True) & (Q(ends__isnull=True) | Q(ends__gt=timezone.localdate()))
    wanted = Q(pk__in=())
    for kinds, is_full, those in _grouped(scope, persons):
        wanted |= Q(kind__in=kinds, person__in=those) & (Q() if is_full else goes_on)
    return wanted


def _grouped(scope: Scope, persons: Collection[UUID]) -> list[tuple[tuple[SpellKind, ...], bool, list[UUID]]]:
    """Gather persons of whom the viewer sees the same: a page's question has one part for each, not for each person."""
    groups: dict[tuple[tuple[SpellKind, ...], bool], list[UUID]] = {}
    for person in persons:
        sight = scope.sight(person)
        kinds = tuple(kind for kind, category in SPELL_CATEGORY.items() if sight.shows(category))
        groups.setdefault((kinds, sight.level >= Level.FULL), []).append(person)
    return [(kinds, is_full, those) for (kinds, is_full), those in groups.items() if kinds]


def _spell(row: tuple[Any, ...]) -> SpellValue:  # Any: a row of plain values as the database gives it
    named: Mapping[str, Any] = dict(zip(_FIELDS, row, strict=False))  # Any: likewise
    return SpellValue(
        id=named["id"],
        person=named["person_id"],
        kind=SpellKind(named["kind"]),
        begins=named["begins"],
        ends=named["ends"],
        origin=Origin(named["origin"]),
        corrected_by=named["corrected_by_id"],
        version=named["version"],
        unit=named["unit_id"],
        unit_name=named["unit__name"] or "",
        title=named["title"],
        home=home_from(row[len(_FIELDS) :]),
    )
