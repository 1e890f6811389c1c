"""Facts for access: ids, kinds and days, never a name; one SQL statement each.

Access asks these to decide who may see whom, so they cannot themselves ask for a scope. They go past it by
`facts_of`, which answers only inside `deciding` (two short statements more on PostgreSQL) and which a test allows
here and in `relatives` alone. `on` is a local day; today when it is not given.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

from vugge.audit.actions.deciding import deciding
from vugge.people import models
from vugge.people.rules.facts import CustodyFact, LifeFact, PairFact, ParentFact, PlacedFact, PlaceFact, StayFact
from vugge.people.rules.kinds import CustodyKind, DuplicateState, ParentKind, PersonState, ProtectionKind, SpellKind

Persons = Collection[UUID] | None
"""The persons asked about; None: all of them."""

M = TypeVar("M", bound=Model)
P = ParamSpec("P")
T = TypeVar("T")


def fact(question: Callable[P, T]) -> Callable[P, T]:
    """Ask inside `deciding`, without which neither the tables' managers nor row-level security answer."""

    @wraps(question)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        with deciding():
            return question(*args, **kwargs)

    return asked


@fact
def custodies(children: Persons = None, holders: Persons = None) -> tuple[CustodyFact, ...]:
    """Return every custody, past, present and to come, of these children and by these holders."""
    rows = _about(models.Custody.objects.facts_of(), child=children, holder=holders).values_list(
        "child_id", "holder_id", "kind", "begins", "ends", "needs_check", "child__born"
    )
    return tuple(
        CustodyFact(child, holder, CustodyKind(kind), begins, ends, needs_check=unsure, child_born=born)
        for child, holder, kind, begins, ends, unsure, born in rows.order_by("begins", "id")
    )


@fact
def parents(children: Persons = None, parents: Persons = None) -> tuple[ParentFact, ...]:
    """Return who is a parent of whom, with or without custody. It opens nothing by itself."""
    rows = _about(models.Parenthood.objects.facts_of(), child=children, parent=parents)
    return tuple(
        ParentFact(child, parent, ParentKind(kind))
        for child, parent, kind in rows.order_by("id").values_list("child_id", "parent_id", "kind")
    )


@fact
def own_person(account: UUID) -> UUID | None:
    """Return the person whose log-in this is; None when it is nobody's."""
    rows = models.CitizenAccount.objects.facts_of().filter(account=account)
    return rows.values_list("person_id", flat=True).first()


@fact
def accounts_of(persons: Persons = None) -> Mapping[UUID, frozenset[UUID]]:
    """Return the log-ins of persons; who has none is left out."""
    rows = _about(models.CitizenAccount.objects.facts_of(), person=persons)
    return _gathered(rows.values_list("person_id", "account_id"))


@fact
def protected(persons: Persons = None, *, on: date | None = None) -> Mapping[UUID, frozenset[ProtectionKind]]:
    """Return what protects each person; who is not protected is left out.

    A protection protects from when it is known until a human lifts it, whatever its days say. Whoever shares a home
    or household with a protected person is protected too (`LIVES_WITH`): their address is the same.
    """
    in_force = models.ProtectedPerson.objects.facts_of().filter(until__gt=on or timezone.localdate())
    rows = _about(in_force, person=persons).values_list("person", "kind")
    found = _gathered((person, ProtectionKind(kind)) for person, kind in rows)
    return {person: _without_own_shadow(kinds) for person, kinds in found.items()}


@fact
def homes(persons: Persons = None, *, on: date | None = None) -> Mapping[UUID, UUID]:
    """Return the dwelling where each person lives; who has none is left out."""
    rows = _about(_in_force(models.Spell.objects.facts_of(), on), person=persons).filter(kind=SpellKind.HOME)
    return dict(rows.order_by("begins").values_list("person_id", "dwelling_id"))


@fact
def municipalities(persons: Persons = None, *, on: date | None = None) -> Mapping[UUID, frozenset[str]]:
    """Return the codes of the municipalities in which persons live; who has no home on file is left out."""
    rows = _about(_in_force(models.Spell.objects.facts_of(), on), person=persons).filter(kind=SpellKind.HOME)
    return _gathered(rows.values_list("person_id", "dwelling__municipality"))


@fact
def households(persons: Persons = None, *, on: date | None = None) -> Mapping[UUID, frozenset[UUID]]:
    """Return the households that each person belongs to; a child of two homes belongs to two."""
    rows = _about(models.HouseholdMember.objects.facts_of(), person=persons).filter(_on(on))
    return _gathered(rows.values_list("person_id", "household_id"))


@fact
def household_members(households: Collection[UUID], *, on: date | None = None) -> Mapping[UUID, frozenset[UUID]]:
    """Return who belongs to each household."""
    rows = models.HouseholdMember.objects.facts_of().filter(_on(on), household__in=households)
    return _gathered(rows.values_list("household_id", "person_id"))


@fact
def born(persons: Persons = None) -> Mapping[UUID, date | None]:
    """Return when each person was born; None when it is not known or not yet."""
    rows = _about(models.Person.objects.facts_of(), id=persons)
    return dict(rows.values_list("id", "born"))


@fact
def lives(persons: Persons = None) -> Mapping[UUID, LifeFact]:
    """Return where each person is in life, and into which record a merged one has gone."""
    rows = _about(models.Person.objects.facts_of(), id=persons)
    return {
        person: LifeFact(PersonState(state), birth, due, kept)
        for person, state, birth, due, kept in rows.values_list("id", "state", "born", "due", "merged_into_id")
    }


@fact
def places(persons: Persons = None, *, on: date | None = None) -> Mapping[UUID, PlaceFact]:
    """Return where each person is: the home with its area, stairway and department, and the units of other spells."""
    rows = _about(_in_force(models.Spell.objects.facts_of(), on), person=persons).order_by("begins", "id")
    found: dict[UUID, PlaceFact] = {}
    fields = ("person_id", "unit_id", "dwelling_id", *(f"dwelling__{one}" for one in ("area_key", "stairway", "unit")))
    for person, unit, dwelling, area, stairway, department in rows.values_list(*fields):
        known = found.get(person, PlaceFact())
        if dwelling is not None:
            found[person] = PlaceFact(dwelling, area, stairway, department, known.units)
        elif unit is not None:
            found[person] = known.with_unit(unit)
    return found


@fact
def at_units(units: Collection[int], *, on: date | None = None) -> tuple[PlacedFact, ...]:
    """Return who is at these units now, by any kind of spell: the children of a school, the course of a job centre."""
    rows = _in_force(models.Spell.objects.facts_of(), on).filter(unit__in=units)
    return _placed(rows, "unit_id")


@fact
def stays(person: UUID) -> tuple[StayFact, ...]:
    """Return where a person is and was, corrected places left out: which spells, at which units, until when."""
    rows = models.Spell.objects.facts_of().filter(person=person, corrected_by__isnull=True)
    return tuple(StayFact(*row) for row in rows.order_by("begins", "id").values_list("id", "unit_id", "ends"))


@fact
def open_suspicions() -> tuple[PairFact, ...]:
    """Return which records may be one person, the oldest first, for whoever settles it."""
    rows = models.PossibleDuplicate.objects.facts_of().filter(state=DuplicateState.OPEN).order_by("noted_at", "id")
    return tuple(PairFact(*row) for row in rows.values_list("id", "first_id", "second_id", "noted_at"))


@fact
def merges(persons: Persons = None) -> tuple[PairFact, ...]:
    """Return which records (`second`) were made part of these (`first`) and still are, the newest first."""
    rows = _about(models.Merge.objects.facts_of(), kept=persons).filter(gone__merged_into=F("kept"))
    found = rows.order_by("-merged_at", "id").values_list("id", "kept_id", "gone_id", "merged_at")
    return tuple(PairFact(*row) for row in found)


@fact
def in_areas(area_keys: Collection[str], *, on: date | None = None) -> frozenset[UUID]:
    """Return who lives in these housing areas now."""
    rows = _in_force(models.Spell.objects.facts_of(), on).filter(kind=SpellKind.HOME, dwelling__area_key__in=area_keys)
    return frozenset(rows.values_list("person_id", flat=True))


@fact
def in_departments(units: Collection[int], *, on: date | None = None) -> tuple[PlacedFact, ...]:
    """Return who lives in the dwellings of these housing departments now."""
    rows = _in_force(models.Spell.objects.facts_of(), on).filter(kind=SpellKind.HOME, dwelling__unit__in=units)
    return _placed(rows, "dwelling__unit_id")


@fact
def with_number(number_hash: str) -> tuple[UUID, ...]:
    """Return everybody who has or had the number with this keyed hash, to note a possible duplicate."""
    rows = models.Identifier.objects.facts_of().filter(hash=number_hash)
    return tuple(rows.order_by("person_id").values_list("person_id", flat=True).distinct())


@fact
def named_and_born(folded_name: str, birth: date) -> tuple[UUID, ...]:
    """Return everybody with this folded name and day of birth, to note a possible duplicate."""
    rows = models.Person.objects.facts_of().filter(folded=folded_name, born=birth)
    return tuple(rows.exclude(state=PersonState.MERGED).order_by("id").values_list("id", flat=True))


@fact
def expected_of(mothers: Collection[UUID]) -> Mapping[UUID, date | None]:
    """Return the due dates of the children whom these women expect, to note a possible duplicate."""
    rows = models.Parenthood.objects.facts_of().filter(
        parent__in=mothers, kind=ParentKind.MOTHER, child__state=PersonState.EXPECTED
    )
    return dict(rows.values_list("child_id", "child__due"))


def _placed(rows: QuerySet[models.Spell], unit: str) -> tuple[PlacedFact, ...]:
    found = rows.order_by("person_id", "begins").values_list("person_id", unit, "kind", "begins", "ends")
    return tuple(PlacedFact(person, at, SpellKind(kind), begins, ends) for person, at, kind, begins, ends in found)


def _in_force(rows: QuerySet[models.Spell], on: date | None) -> QuerySet[models.Spell]:
    return rows.filter(_on(on), corrected_by__isnull=True)


def _on(on: date | None) -> Q:
    return Q(begins__lte=on or timezone.localdate()) & _not_over(on)


def _not_over(on: date | None) -> Q:
    return Q(ends__isnull=True) | Q(ends__gt=on or timezone.localdate())


def _about(rows: QuerySet[M], **columns: Persons) -> QuerySet[M]:
    """Return the rows whose columns name one of the given persons; a column without persons limits nothing."""
    wanted: dict[str, Any] = {}  # Any: what Django's filter takes
    for column, persons in columns.items():
        if persons is not None:
            wanted[f"{column}__in"] = persons
    return rows.filter(**wanted)


def _gathered(pairs: Any) -> dict[UUID, frozenset[Any]]:  # Any: pairs of ids, as the database gives them
    found: defaultdict[UUID, set[Any]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}


def _without_own_shadow(kinds: frozenset[ProtectionKind]) -> frozenset[ProtectionKind]:
    """Take LIVES_WITH away from who is protected in their own right: everybody lives with themselves."""
    own = kinds - {ProtectionKind.LIVES_WITH}
    return own or kinds
