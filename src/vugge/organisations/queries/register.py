"""What can be asked about the register: organisations by search, one organisation with its units, units by id or place.

What the register says is public; who works in it is not, and is in `staff`.
"""

from collections.abc import Collection, Mapping
from datetime import date
from math import ceil
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from vugge.audit.rules import Viewer
from vugge.kit.danish import sort_key
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence
from vugge.organisations import models
from vugge.organisations.models.validity import holds_on
from vugge.organisations.queries.places import reference
from vugge.organisations.queries.rows import organisation_facts, unit_facts
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind
from vugge.organisations.rules.register import (
    FormerName,
    Found,
    OrganisationFacts,
    OrganisationPage,
    UnitFacts,
    Wish,
    folded,
)
from vugge.organisations.rules.register import (
    holds_on as holds,
)

PAGE_SIZE: Final = 50
CVR_LENGTH: Final = 8


def organisations(viewer: Viewer, *, wish: Wish, on: date) -> Found:
    """Return one page of the organisations that somebody looks for, in Danish order of name. Three statements."""
    matching = organisation_ids(viewer, wish=wish, on=on)
    pages = max(1, ceil(len(matching) / PAGE_SIZE))
    page = min(max(1, wish.page), pages)
    ids = matching[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    rows = models.Organisation.objects.annotate(open_units=Count("units", filter=holds_on(on, prefix="units__")))
    facts = {row.pk: organisation_facts(row, units=row.open_units) for row in rows.filter(pk__in=ids)}
    return Found(len(matching), page, pages, tuple(facts[pk] for pk in ids), _units_named(ids, folded(wish.words)))


def organisation_ids(viewer: Viewer, *, wish: Wish, on: date) -> tuple[int, ...]:
    """Return the ids of all that somebody looks for, whatever the page, in Danish order of name. One statement."""
    rows = _matching(wish, on).values_list("pk", "name")
    return tuple(pk for pk, _ in sorted(rows, key=lambda one: (sort_key(one[1]), one[0])))


def organisation(viewer: Viewer, *, organisation: int, on: date) -> OrganisationPage:
    """Return everything on file of one organisation. Three statements; raises `NotFound` when there is none."""
    row = models.Organisation.objects.filter(pk=organisation).first()
    if row is None:
        raise NotFound(sentence("Organisationen findes ikke i registeret. Søg efter den i listen."))
    units = tuple(unit_facts(one) for one in _in_order(models.Unit.objects.filter(organisation=row)))
    open_units = sum(holds(one.valid_from, one.valid_to, on) for one in units)
    names = row.former_names.order_by("-until", "-id").values_list("name", "until", "unit_id")
    return OrganisationPage(organisation_facts(row, units=open_units), units, tuple(FormerName(*one) for one in names))


def organisation_facts_of(viewer: Viewer, *, organisations: Collection[int]) -> Mapping[int, OrganisationFacts]:
    """Return organisations by id; those that are not on file are left out. One statement."""
    return {row.pk: organisation_facts(row) for row in models.Organisation.objects.filter(pk__in=organisations)}


def organisations_of_kind(viewer: Viewer, *, kind: OrganisationKind, on: date) -> tuple[OrganisationFacts, ...]:
    """Return all organisations of a kind on a day in Danish order of name. One statement."""
    rows = models.Organisation.objects.filter(holds_on(on), kind=kind.value)
    return tuple(organisation_facts(row) for row in sorted(rows, key=lambda row: (sort_key(row.name), row.pk)))


def units(
    viewer: Viewer,
    *,
    on: date,
    kinds: Collection[UnitKind] = tuple(UnitKind),
    municipality: str = "",
    area_key: str = "",
    organisation: int | None = None,
) -> tuple[UnitFacts, ...]:
    """Return the units of some kinds on a day, in one place or everywhere, in Danish order of name. One statement."""
    rows = models.Unit.objects.filter(holds_on(on), holds_on(on, prefix="organisation__"))
    narrowed = rows.filter(kind__in=[kind.value for kind in kinds])
    if municipality:
        narrowed = narrowed.filter(municipality=municipality)
    if area_key:
        narrowed = narrowed.filter(area_key=area_key)
    if organisation is not None:
        narrowed = narrowed.filter(organisation_id=organisation)
    return tuple(unit_facts(row) for row in _in_order(narrowed))


def units_by_id(viewer: Viewer, *, units: Collection[int]) -> Mapping[int, UnitFacts]:
    """Return units by id, also those that are closed; those that are not on file are left out. One statement."""
    rows = models.Unit.objects.filter(pk__in=units).select_related("parent")
    return {row.pk: unit_facts(row) for row in rows}


def unit(viewer: Viewer, *, unit: int) -> UnitFacts:
    """Return one unit, also one that is closed. One statement; raises `NotFound` when there is none."""
    found = units_by_id(viewer, units=(unit,)).get(unit)
    if found is None:
        raise NotFound(sentence("Enheden findes ikke i registeret. Søg efter dens organisation i listen."))
    return found


def municipality_organisation(viewer: Viewer, *, code: str) -> OrganisationFacts:
    """Return the organisation that a municipality is. One statement; raises `NotFound` before `vugge prepare`."""
    rows = models.Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY.value, code=code)
    row = rows.first()
    if row is None:
        raise NotFound(sentence("Kommunen {code} står ikke i registeret. Kør vugge prepare.", code=code))
    return organisation_facts(row)


def is_reference_loaded(viewer: Viewer) -> bool:
    """Say whether the catalogue's municipalities and regions are registered as they are now. One statement."""
    rows = models.Organisation.objects.exclude(code="").values_list("kind", "code", "name")
    return {(one.kind.value, one.code, one.name) for one in reference()} <= set(rows)


def _in_order(rows: QuerySet[models.Unit]) -> list[models.Unit]:
    return sorted(rows.select_related("parent"), key=lambda row: (sort_key(row.name), row.pk))


def _matching(wish: Wish, on: date) -> QuerySet[models.Organisation]:
    rows = models.Organisation.objects.all()
    if not wish.includes_closed:
        rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    if wish.kind is not None:
        rows = rows.filter(kind=wish.kind.value)
    if wish.municipality:
        rows = rows.filter(municipality=wish.municipality)
    return _with_words(rows, wish.words)


def _with_words(rows: QuerySet[models.Organisation], words: str) -> QuerySet[models.Organisation]:
    """Find the words in the name, a former name or a unit's name; eight digits are a CVR number."""
    looked_for, digits = folded(words), "".join(words.split())
    if not looked_for:
        return rows
    if digits.isascii() and digits.isdigit() and len(digits) == CVR_LENGTH:
        return rows.filter(cvr=digits)
    own = Q(folded__contains=looked_for)
    of_unit = Exists(models.Unit.objects.filter(own, organisation=OuterRef("pk")))
    former = Exists(models.FormerName.objects.filter(own, organisation=OuterRef("pk")))
    return rows.filter(own | Q(of_unit) | Q(former))


def _units_named(organisations: Collection[int], looked_for: str) -> Mapping[int, tuple[str, ...]]:
    """Return by organisation the names of its units in which the words stand."""
    wanted = models.Unit.objects.filter(organisation__in=organisations, folded__contains=looked_for)
    found: dict[int, list[str]] = {}
    for owner, name in wanted.values_list("organisation_id", "name") if looked_for else ():
        found.setdefault(owner, []).append(name)
    return {owner: tuple(sorted(names, key=sort_key)) for owner, names in found.items()}
