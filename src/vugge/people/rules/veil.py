"""The one place that takes away what a viewer may not see, whatever the question was.

Every value about a person marks each of its fields: which category of data it is, from which level it is shown, and
whether it locates (address, school, stairway, meeting place, phone, names of institutions). `veiled` blanks what the
sight does not show; of a protected person it also blanks everything that locates, unless the sight shows LOCATION.
Access never gives LOCATION of a protected person to whoever may not have it: a protection only takes away.

Offers `Veil`, `veiled` and, for the values, the marks `plain`, `shown_with` and `locating`.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, replace
from typing import Any, Final, TypeVar

from vugge.audit.rules import Category, Level, Sight

V = TypeVar("V")

MARK: Final = "vugge_shown_with"


@dataclass(frozen=True)
class Mark:
    """What a field of a value is: its category (None: whoever may know of the row may know it), level and nature."""

    category: Category | None
    level: Level
    locates: bool


def plain() -> Mapping[str, Mark]:
    """Mark a field that says nothing beyond what let the viewer know of the row: ids, kinds, days, states."""
    return {MARK: Mark(None, Level.EXISTS, locates=False)}


def shown_with(category: Category, *, level: Level = Level.SUMMARY) -> Mapping[str, Mark]:
    """Mark a field that is shown with a category, from a level."""
    return {MARK: Mark(category, level, locates=False)}


def locating(category: Category | None = Category.LOCATION, *, level: Level = Level.SUMMARY) -> Mapping[str, Mark]:
    """Mark a field that says where the person is or can be met, shown with a category.

    With None it is shown to whoever may see the row, as the place of a spell is: which spells those are, the question
    decides by their kind.
    """
    return {MARK: Mark(category, level, locates=True)}


@dataclass(frozen=True)
class Veil:
    """What stands between a viewer and one person: the viewer's sight, and whether the person is protected."""

    sight: Sight
    is_protected: bool

    def lets_through(self, mark: Mark) -> bool:
        """Say whether a field with this mark may be seen.

        >>> from uuid import UUID
        >>> from vugge.audit.rules import Act
        >>> sight = Sight(UUID(int=7), Level.FULL, frozenset({(Category.EDUCATION, Act.READ)}))
        >>> school = locating(None)[MARK]
        >>> Veil(sight, is_protected=False).lets_through(school), Veil(sight, is_protected=True).lets_through(school)
        (True, False)
        """
        if self.sight.level < mark.level:
            return False
        if mark.locates and self.is_protected and not self.sight.shows(Category.LOCATION):
            return False
        return mark.category is None or self.sight.shows(mark.category)

    @property
    def hidden(self) -> frozenset[Category]:
        """The categories that are withheld; whether there is anything in them it does not say."""
        return frozenset(category for category in Category if not self.sight.shows(category))


def veiled(value: V, veil: Veil) -> V:
    """Return the value with every field blanked that the veil does not let through."""
    given = fields(value)  # type: ignore[arg-type]  # every V is one of our dataclasses
    withheld = {field.name: _blank(field) for field in given if not veil.lets_through(mark_of(field))}
    return replace(value, **withheld)  # type: ignore[type-var]  # likewise


def mark_of(field: Field[Any]) -> Mark:  # Any: a field of any type
    """Return a field's mark; raises `TypeError` for a field that has none, so that none is forgotten."""
    mark = field.metadata.get(MARK)
    if not isinstance(mark, Mark):
        message = f"{field.name} does not say with which category it is shown."
        raise TypeError(message)
    return mark


def _blank(field: Field[Any]) -> Any:  # Any: a field of any type
    if field.default is MISSING:
        message = f"{field.name} can be withheld and needs a default that says nothing."
        raise TypeError(message)
    return field.default
