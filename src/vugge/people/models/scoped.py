"""Tables about persons cannot be read without saying for whom: their managers refuse, and so do links between rows.

Offers `Unscoped`, `ScopedManager` (with `within`, `whole`, `covered_by`, `facts_of` and `adding`) and `PersonalKey`.
"""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from vugge.audit.actions.deciding import is_deciding
from vugge.audit.rules import Kind, Permit, Scope, Viewer

M = TypeVar("M", bound=models.Model)


class Unscoped(RuntimeError):
    """A table about persons was read without saying for whom: a mistake in the code, never the user's."""


class ScopedManager(models.Manager[M]):
    """The only way to rows about persons: within somebody's scope, or whole for the system itself.

    `columns` are the columns that name the persons a row is about; a row is within a scope when all of them are.
    """

    def __init__(self, *columns: str) -> None:
        super().__init__()
        self.columns = columns

    def get_queryset(self) -> models.QuerySet[M]:
        """Refuse. Raises `Unscoped`."""
        message = f"{self.model.__name__} holds persons: read it with within(scope) or whole(viewer)."
        raise Unscoped(message)

    def within(self, scope: Scope, *, only: Collection[UUID] | None = None) -> models.QuerySet[M]:
        """Return the rows that are about nobody else than those the viewer may know of.

        `only` narrows it to rows whose first person is one of these, which is quicker than a filter on top of the
        scope: the database then gets the few that are in both, not everybody in the scope.
        """
        rows = self.adding()
        first, *others = self.columns
        if scope.is_whole:
            return rows if only is None else rows.filter(**{f"{first}__in": only})
        known = scope.persons()
        wanted = known if only is None else known.intersection(only)
        return rows.filter(**{f"{first}__in": wanted}, **{f"{column}__in": known for column in others})

    def whole(self, viewer: Viewer) -> models.QuerySet[M]:
        """Return every row, to the system itself. Raises `Unscoped` for anybody else."""
        if viewer.kind is not Kind.SYSTEM:
            message = f"{viewer.name} is not the system and may not read all of {self.model.__name__}."
            raise Unscoped(message)
        return self.adding()

    def covered_by(self, *permits: Permit) -> models.QuerySet[M]:
        """Return the rows whose first person is one that the permits are for: what a deed may work on."""
        persons = {permit.sight.person for permit in permits}
        return self.adding().filter(**{f"{self.columns[0]}__in": persons})

    def naming(self, permit: Permit, column: str) -> models.QuerySet[M]:
        """Return the rows that name the person of a permit in this column: what moves when two records become one."""
        return self.adding().filter(**{column: permit.sight.person})

    def sent_as(self, request: str) -> models.QuerySet[M]:
        """Return the row that this very request of this very viewer has made before; only actions call this."""
        return self.adding().filter(request_key=request)

    def facts_of(self) -> models.QuerySet[M]:
        """Return every row, for plain facts that decide access. Raises `Unscoped` outside `deciding`."""
        if not is_deciding():
            message = f"Facts of {self.model.__name__} are asked inside deciding(), and nowhere else."
            raise Unscoped(message)
        return self.adding()

    def adding(self) -> models.QuerySet[M]:
        """Return the set that rows are added to: only actions may call this, and only to add."""
        return models.QuerySet(self.model, using=self._db)


class _Refusing(ForwardManyToOneDescriptor):  # type: ignore[type-arg]  # generic in the stubs only
    """A link that gives only the row it was set with, and the id beside it; it never reads the other table."""

    def get_queryset(self, **_hints: object) -> models.QuerySet[models.Model]:
        message = f"{self.field.name} was followed from row to row; ask a query with a scope for it."
        raise Unscoped(message)


class PersonalKey(models.ForeignKey[models.Model | None, models.Model | None]):
    """A foreign key to a table about persons. Following it from row to row is refused; its id is there."""

    forward_related_accessor_class = _Refusing
