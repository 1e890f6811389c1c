"""Counting people for statistics: the only question about everybody that answers with numbers and nobody.

For the system alone, since it looks at all: `access` counts so, lets disclosure control decide what may be shown, and
stores that. One SQL statement each. `on` is a local day; what has been corrected since counts as corrected.

Who is protected, or lives with somebody who is, is left out everywhere: a number by area that moved with them would
tell where they are. So are those whose day of birth or home nobody knows.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, Min, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual

from vugge.audit.rules import Viewer
from vugge.people import models
from vugge.people.rules.counting import (
    AT_BOTH,
    AT_NEITHER,
    AT_SCHOOL,
    AT_WORK,
    CHOSEN,
    GROWN_UP,
    NO_PLACE,
    NOT_CHOSEN,
    OTHER_PLACE,
    Ages,
    Counts,
    household_kind,
    years_before,
)
from vugge.people.rules.kinds import PersonState, SpellKind


def dwelling_areas() -> tuple[str, ...]:
    """Return the keys of the areas that dwellings lie in, in order. Addresses are public."""
    rows = models.Dwelling.objects.exclude(area_key="").order_by("area_key").values_list("area_key", flat=True)
    return tuple(rows.distinct())


def by_age(viewer: Viewer, *, groups: Iterable[Ages], on: date) -> Counts:
    """Return how many live in each area, by groups of ages."""
    whens = [When(_aged(one, on), then=Value(one.key)) for one in groups]
    return _counted(residents(viewer, on).annotate(what=Case(*whens, output_field=CharField())))


def by_daycare(viewer: Viewer, *, ages: Ages, on: date) -> Counts:
    """Return how many of some ages live in each area, by the kind of day-care they go to."""
    places = _spells_of_the_same(viewer, on, SpellKind.DAYCARE).order_by("-begins", "id")
    kind = Subquery(places.annotate(what=Coalesce("unit__kind", Value(OTHER_PLACE))).values("what")[:1])
    rows = residents(viewer, on).filter(_aged(ages, on))
    return _counted(rows.annotate(what=Coalesce(kind, Value(NO_PLACE))))


def by_occupation(viewer: Viewer, *, ages: Ages, on: date) -> Counts:
    """Return how many of some ages live in each area, by whether they are in school or education, in a job or both."""
    learns = Exists(_spells_of_the_same(viewer, on, SpellKind.SCHOOL, SpellKind.EDUCATION))
    works = Exists(_spells_of_the_same(viewer, on, SpellKind.JOB))
    rows = residents(viewer, on).filter(_aged(ages, on)).annotate(learns=learns, works=works)
    what = Case(
        When(learns=True, works=True, then=Value(AT_BOTH)),
        When(learns=True, then=Value(AT_SCHOOL)),
        When(works=True, then=Value(AT_WORK)),
        default=Value(AT_NEITHER),
    )
    return _counted(rows.annotate(what=what))


def by_choice(viewer: Viewer, *, chosen: QuerySet[Model], on: date) -> Counts:
    """Return how many live in each area, by whether they are among those chosen (the ids that another table gives)."""
    what = Case(When(person_id__in=chosen, then=Value(CHOSEN)), default=Value(NOT_CHOSEN))
    return _counted(residents(viewer, on).annotate(what=what))


def families(viewer: Viewer, *, on: date) -> Counts:
    """Return how many households with children there are in each area, by grown-ups and children.

    A household is where its grown-ups live. A child of two homes is counted in both families.
    """
    grown = Q(person__born__lte=years_before(on, GROWN_UP))
    home = _spells_of_the_same(viewer, on, SpellKind.HOME).order_by("begins", "id").values("dwelling__area_key")[:1]
    members = models.HouseholdMember.objects.whole(viewer).filter(_on(on), _countable(viewer, on))
    rows = (
        members.annotate(area=Subquery(home))
        .values("household")
        .annotate(
            adults=Count("person", filter=grown, distinct=True),
            children=Count("person", filter=~grown, distinct=True),
            where=Min("area", filter=grown),
        )
        .filter(children__gt=0, adults__gt=0, where__isnull=False)
    )
    counts = Counter(
        (where, household_kind(adults, children))
        for where, adults, children in rows.values_list("where", "adults", "children")
    )
    return dict(counts)


def residents(viewer: Viewer, on: date) -> QuerySet[models.Spell]:
    """Return the homes that are somebody's on a day; of those who are counted, and of nobody else."""
    return models.Spell.objects.whole(viewer).filter(
        _on(on), _countable(viewer, on), kind=SpellKind.HOME, corrected_by__isnull=True
    )


def _countable(viewer: Viewer, on: date) -> Q:
    """Return who is counted: the living whose day of birth is known, and nobody who is hidden.

    The day stands inside a function, so that nobody looks for all the living by the index on it.
    """
    hidden = models.ProtectedPerson.objects.whole(viewer).filter(until__gt=on)
    is_born = LessThanOrEqual(Coalesce("person__born", Value(date.max)), on)
    return Q(is_born, person__state=PersonState.LIVING) & ~Q(person_id__in=hidden.values("person"))


def _spells_of_the_same(viewer: Viewer, on: date, *kinds: SpellKind) -> QuerySet[models.Spell]:
    rows = models.Spell.objects.whole(viewer).filter(_on(on), kind__in=kinds, corrected_by__isnull=True)
    return rows.filter(person_id=OuterRef("person_id"))


def _on(day: date) -> Q:
    return Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))


def _aged(ages: Ages, on: date) -> Q:
    after, until = ages.born(on)
    return Q(person__born__gt=after, person__born__lte=until)


def _counted(rows: QuerySet[Any]) -> Counts:  # Any: homes with `what` beside their own columns
    """Count the people of the rows by area and by `what`, in the database."""
    found = rows.filter(what__isnull=False).order_by().values("what", where=F("dwelling__area_key"))
    counted = found.annotate(people=Count("person", distinct=True))
    return {(where, what): people for where, what, people in counted.values_list("where", "what", "people")}
