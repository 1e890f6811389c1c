"""Who lives together, who has custody, who is whose parent: from day to day, with nothing overwritten."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Level, Logged, Permit, Scope, Seen, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.actions.protecting import reason_given
from vugge.people.actions.storing import known, logged, note_suspicions
from vugge.people.queries import facts
from vugge.people.rules.duplicates import suspicions
from vugge.people.rules.kinds import CustodyKind, Origin, ParentKind


@action("people.household_joined")
def join_household(
    viewer: Viewer, *, permit: Permit, scope: Scope, household: UUID | None, begins: date, origin: Origin = Origin.STAFF
) -> Logged[UUID]:
    """Let a person belong to a household from a day on; None makes a new one. Returns the household's id.

    Raises `NotFound` for a household in which the viewer may know of nobody.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.ADD, person, Category.FAMILY)
    joined = _new_household() if household is None else _known_household(scope, household)
    mine = models.HouseholdMember.objects.covered_by(permit).filter(household=joined, ends__isnull=True)
    if not mine.exists():
        models.HouseholdMember(person_id=person, household_id=joined, begins=begins, origin=origin).save(
            force_insert=True
        )
    return logged(joined, permit, Category.FAMILY, fields=("household",))


def live_together(
    viewer: Viewer, *, permit: Permit, scope: Scope, other: UUID, leave: Callable[[], Permit], begins: date
) -> UUID:
    """Let a person and another belong to one household from a day; return its id. All of it or nothing.

    The person joins the other's; where the other has none, the other joins the person's, or both a new one: then
    `leave` gives the permit to write that of the other. Raises as `join_household` does.
    """
    person = permit.sight.person
    theirs, mine = (sorted(facts.households((one,)).get(one, ())) for one in (other, person))
    if theirs:
        return join_household(viewer, permit=permit, scope=scope, household=theirs[0], begins=begins)
    also = leave()
    with transaction.atomic():
        home = mine[0] if mine else join_household(viewer, permit=permit, scope=scope, household=None, begins=begins)
        return join_household(viewer, permit=also, scope=scope, household=home, begins=begins)


@action("people.household_left")
def leave_household(viewer: Viewer, *, permit: Permit, household: UUID, ends: date) -> Logged[UUID]:
    """Let a person belong to a household no longer, from a day on. Raises `NotFound` when they do not belong to it."""
    permit.must_cover(viewer, Act.CHANGE, permit.sight.person, Category.FAMILY)
    rows = models.HouseholdMember.objects.covered_by(permit).filter(household=household, ends__isnull=True)
    end(rows, ends)
    return logged(household, permit, Category.FAMILY, fields=("household",))


@action("people.custody_given")
def give_custody(
    viewer: Viewer,
    *,
    permit: Permit,
    scope: Scope,
    holder: UUID,
    kind: CustodyKind,
    begins: date,
    origin: Origin = Origin.STAFF,
) -> Logged[UUID]:
    """Write that somebody has custody of a child from local midnight of a day; return the custody's id.

    Where the child, the holder or another holder is protected, it opens nothing until a human has looked at it
    (`confirm_custody`). Raises `Hidden` for a holder of whom the viewer may not know.
    """
    child = permit.sight.person
    permit.must_cover(viewer, Act.CHANGE, child, Category.FAMILY)
    seen = known(scope, viewer, holder)
    if models.Custody.objects.covered_by(permit).filter(holder=holder, ends__isnull=True).exists():
        raise BadInput(sentence("Personen har allerede forældremyndighed over barnet."))
    row = models.Custody(
        child_id=child,
        holder_id=holder,
        kind=kind,
        begins=begins,
        origin=origin,
        needs_check=_is_delicate(permit, holder),
        registered_by=viewer.name,
    )
    row.save(force_insert=True)
    return logged(row.id, permit, Category.FAMILY, others=(seen,), fields=("custody",))


@action("people.custody_ended")
def end_custody(viewer: Viewer, *, permit: Permit, custody: UUID, ends: date) -> Logged[UUID]:
    """Write that a custody of the child ends at local midnight of a day: from that day it opens nothing."""
    permit.must_cover(viewer, Act.CHANGE, permit.sight.person, Category.FAMILY)
    with deciding():  # the holder may be nobody whom the viewer knows of; the custody is the child's own data
        end(models.Custody.objects.covered_by(permit).filter(goes_on(ends), id=custody), ends)
    return logged(custody, permit, Category.FAMILY, fields=("custody",))


@action("people.custody_confirmed")
def confirm_custody(viewer: Viewer, *, permit: Permit, custody: UUID) -> Logged[UUID]:
    """Say that a custody in a protected family is right, so that it opens to the holder what custody opens.

    Raises `NotAllowed` for the one who wrote it: a wrong one has given protected addresses away before.
    """
    child = permit.sight.person
    permit.must_cover(viewer, Act.DECIDE, child, Category.FAMILY)
    rows = models.Custody.objects.covered_by(permit).filter(id=custody, needs_check=True)
    with deciding():  # the holder may be nobody whom the viewer knows of; the custody is the child's own data
        registered_by = rows.values_list("registered_by", flat=True).first()
    if registered_by is None:
        raise NotFound(sentence("Forældremyndigheden findes ikke, eller der er allerede set på den."))
    if registered_by == viewer.name:
        raise NotAllowed(
            sentence("En anden end den, der skrev forældremyndigheden ind, skal se på den. Bed en kollega om det."),
            person=child,
        )
    with deciding():
        rows.update(needs_check=False, checked_by=viewer.name)
    return logged(custody, permit, Category.FAMILY, fields=("custody",))


@action("people.parent_added")
def add_parent(
    viewer: Viewer, *, permit: Permit, scope: Scope, parent: UUID, kind: ParentKind, origin: Origin = Origin.STAFF
) -> Logged[UUID]:
    """Write who is a child's parent; it opens nothing. Notes it when the mother awaited a child that this may be."""
    child = permit.sight.person
    permit.must_cover(viewer, Act.CHANGE, child, Category.FAMILY)
    seen = known(scope, viewer, parent)
    rows = models.Parenthood.objects.covered_by(permit)
    if not rows.filter(parent=parent).exists():
        models.Parenthood(child_id=child, parent_id=parent, kind=kind, origin=origin).save(force_insert=True)
    if kind is ParentKind.MOTHER:
        born = facts.born((child,)).get(child)
        found = suspicions(child, awaited=facts.expected_of((parent,)), born=born)
        note_suspicions(child, found, at=timezone.now())
    return logged(child, permit, Category.FAMILY, others=(seen,), fields=("parent",))


@action("people.parent_removed")
def remove_parent(viewer: Viewer, *, permit: Permit, parent: UUID, reason: str) -> Logged[UUID]:
    """Say that somebody was written as a child's parent by mistake; that it stood there is kept, with the reason.

    Raises `NotFound` when they are not written as one.
    """
    child = permit.sight.person
    permit.must_cover(viewer, Act.CHANGE, child, Category.FAMILY)
    why = reason_given(reason)
    with deciding():  # the parent may be nobody whom the viewer knows of; the child's own data is put right
        gone, _ = models.Parenthood.objects.covered_by(permit).filter(parent=parent).delete()
    other = Seen(parent, Level.EXISTS, frozenset({Category.FAMILY}), permit.sight.basis)
    if not gone:
        raise NotFound(sentence("Forælderen står ikke her. Åbn siden igen."))
    models.Correction(
        person_id=child,
        field="parent",
        old=str(parent),
        new="",
        reason=why,
        origin=Origin.STAFF,
        corrected_at=timezone.now(),
        corrected_by=viewer.name,
    ).save(force_insert=True)
    return logged(child, permit, Category.FAMILY, others=(other,), fields=("parent",))


def give_sole_custody(
    viewer: Viewer, *, permit: Permit, scope: Scope, holder: UUID, kind: CustodyKind, begins: date
) -> UUID:
    """Let one holder alone have custody of a child from a day: what the others have ends then. All of it or nothing.

    Whoever is to have it and has it already keeps theirs as it is. Returns the holder's custody. Raises as
    `give_custody` and `end_custody` do.
    """
    with transaction.atomic():
        with deciding():
            rows = models.Custody.objects.covered_by(permit).filter(goes_on(begins)).order_by("begins", "id")
            running = list(rows.values_list("id", "holder_id", "begins"))
        own = next(((custody, began) for custody, other, began in running if other == holder), None)
        if own is not None and own[1] > begins:
            raise BadInput(
                sentence("Forældremyndigheden begynder først {begins}. Vælg den dag eller en senere.", begins=own[1])
            )
        for custody, other, _began in running:
            if other != holder:
                end_custody(viewer, permit=permit, custody=custody, ends=begins)
        if own is not None:
            return own[0]
        return give_custody(viewer, permit=permit, scope=scope, holder=holder, kind=kind, begins=begins)


def goes_on(day: date) -> Q:
    """Return the condition that something is not over on a day, whether or not its end is known already."""
    return Q(ends__isnull=True) | Q(ends__gt=day)


def end(rows: QuerySet[models.HouseholdMember] | QuerySet[models.Custody], ends: date) -> None:
    """End what goes on; raises `NotFound` when nothing does, `BadInput` when it would have lasted no day."""
    begins = rows.values_list("begins", flat=True).first()
    if begins is None:
        raise NotFound(sentence("Det er ikke her, eller det er allerede afsluttet. Åbn siden igen."))
    if ends <= begins:
        raise BadInput(sentence("Det begyndte {begins} og kan ikke slutte {ends}.", begins=begins, ends=ends))
    rows.update(ends=ends)


def _new_household() -> UUID:
    row = models.Household(id=uuid4())
    row.save(force_insert=True)
    return row.id


def _known_household(scope: Scope, household: UUID) -> UUID:
    if not models.HouseholdMember.objects.within(scope).filter(household=household).exists():
        raise NotFound(sentence("Husstanden findes ikke her. Åbn siden igen, eller opret en ny husstand."))
    return household


def _is_delicate(permit: Permit, holder: UUID) -> bool:
    child = permit.sight.person
    others = (one.holder for one in facts.custodies(children=(child,)))
    return bool(facts.protected({child, holder, *others}))
