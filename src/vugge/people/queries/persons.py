"""Who somebody is, as far as the viewer may see. A fixed number of statements, however many persons.

These questions answer within a scope and write nothing: they are asked inside a look of the room `access`, whose one
entry names everybody who was seen.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from vugge.audit.rules import Act, Category, Level, Permit, Scope
from vugge.kit.errors import Hidden, NotAllowed, NotFound
from vugge.kit.identifiers import Cpr
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.models.sealed import unseal
from vugge.people.queries.facts import protected
from vugge.people.rules.kinds import ContactKind, PersonState, ProtectionKind, SpellKind
from vugge.people.rules.values import ContactValue, Home, PersonLine, PersonValue
from vugge.people.rules.veil import Veil, veiled

LINE_FIELDS = ("id", "given_names", "surname", "born", "due", "state")
_FIELDS = (*LINE_FIELDS, "died", "language", "needs_interpreter", "version")
HOME_FIELDS = tuple(
    f"dwelling__{part}"
    for part in (
        "id", "street", "number", "floor", "door", "stairway", "postcode", "city", "municipality", "area_key",
        "unit_id",
    )
)  # fmt: skip


def persons(scope: Scope, ids: Collection[UUID]) -> tuple[PersonValue, ...]:
    """Return these persons in Danish order of name, those left out of whom the viewer may not know. Five statements."""
    rows = list(
        models.Person.objects.within(scope, only=ids)
        .exclude(state=PersonState.MERGED)
        .order_by("order_key", "id")
        .values(*_FIELDS)
    )
    found = [row["id"] for row in rows]
    hidden = protected(found)
    numbers, contacts, homes = _numbers(scope, found), _contacts(scope, found), _homes(scope, found)
    values = []
    for row in rows:
        person = row["id"]
        veil = veil_of(scope, person, hidden)
        value = PersonValue(
            **row | {"state": PersonState(row["state"])},
            level=veil.sight.level,
            hidden=veil.hidden,
            masked_number=numbers.get(person, ""),
            is_protected=person in hidden,
            protections=hidden.get(person, frozenset()),
            contacts=contacts.get(person, ()),
            home=homes.get(person),
        )
        values.append(veiled(value, veil))
    return tuple(values)


def person(scope: Scope, identity: UUID) -> PersonValue:
    """Return one person. Raises `Hidden` for somebody of whom the viewer may not know, as if nobody was there."""
    found = persons(scope, (identity,))
    if not found:
        raise Hidden(identity)
    return found[0]


def lines(scope: Scope, ids: Collection[UUID]) -> tuple[PersonLine, ...]:
    """Return these persons as lines of a list, in Danish order of name. One statement."""
    rows = models.Person.objects.within(scope, only=ids).exclude(state=PersonState.MERGED)
    return tuple(lines_from(scope, rows.order_by("order_key", "id")))


def lines_from(scope: Scope, rows: QuerySet[models.Person]) -> list[PersonLine]:
    """Read rows as lines, each behind its veil; a line holds nothing that locates."""
    found = []
    for row in rows.values(*LINE_FIELDS):
        veil = veil_of(scope, row["id"], {})
        line = PersonLine(**row | {"state": PersonState(row["state"])}, level=veil.sight.level)
        found.append(veiled(line, veil))
    return found


def whole_number(permit: Permit) -> Cpr:
    """Return the number in force of the person whom the permit is for, unmasked; the deed is written by who asks.

    Raises `NotAllowed` for a permit that does not let the viewer read all of the identity, and `NotFound` when the
    person has no number.
    """
    identity = permit.sight.person
    permit.must_cover(permit.viewer, Act.READ, identity, Category.IDENTITY)
    if permit.sight.level < Level.FULL:
        raise NotAllowed(sentence("Hele nummeret kan kun ses af den, der ser hele personen."), person=identity)
    rows = models.Identifier.objects.covered_by(permit).filter(_now())
    sealed = rows.order_by("-begins").values_list("sealed", flat=True).first()
    if sealed is None:
        raise NotFound(sentence("Personen har ikke noget nummer."))
    return unseal(sealed, person=identity)


def veil_of(scope: Scope, identity: UUID, hidden: Mapping[UUID, frozenset[ProtectionKind]]) -> Veil:
    """Return what stands between the viewer and one person; `hidden` says who is protected."""
    return Veil(scope.sight(identity), is_protected=identity in hidden)


def home_from(row: tuple[object, ...]) -> Home | None:
    """Read `HOME_FIELDS`; None when there is no dwelling."""
    return None if row[0] is None else Home(*row)  # type: ignore[arg-type]  # the columns' types, in their order


def _numbers(scope: Scope, ids: Collection[UUID]) -> Mapping[UUID, str]:
    rows = models.Identifier.objects.within(scope, only=ids).filter(_now()).order_by("begins")
    return {
        identity: unseal(sealed, person=identity).masked()
        for identity, sealed in rows.values_list("person_id", "sealed")
    }


def _contacts(scope: Scope, ids: Collection[UUID]) -> Mapping[UUID, tuple[ContactValue, ...]]:
    rows = models.Contact.objects.within(scope, only=ids).filter(_now()).order_by("kind", "begins", "id")
    found: defaultdict[UUID, tuple[ContactValue, ...]] = defaultdict(tuple)
    for identity, row, kind, value in rows.values_list("person_id", "id", "kind", "value"):
        found[identity] += (ContactValue(row, ContactKind(kind), value),)
    return found


def _homes(scope: Scope, ids: Collection[UUID]) -> Mapping[UUID, Home | None]:
    rows = models.Spell.objects.within(scope, only=ids).filter(_now(), kind=SpellKind.HOME, corrected_by__isnull=True)
    found = rows.order_by("begins").values_list("person_id", *HOME_FIELDS)
    return {row[0]: home_from(row[1:]) for row in found}


def _now() -> Q:
    day = timezone.localdate()
    return Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))
