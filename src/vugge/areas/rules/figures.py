"""Figures of an area on one list day: the published value, and the unrounded one where counts are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vugge.areas.rules.law import Measure
from vugge.kit.explained import Source
from vugge.kit.text import Text


@dataclass(frozen=True)
class Note:
    """A remark on a figure, or on the whole row when `measure` is None; `flag` is a key of the catalogue's flags."""

    flag: str
    text: Text
    measure: Measure | None = None


@dataclass(frozen=True)
class Figure:
    """One published value of one measure, in percent (residents: persons).

    `decimals` is the precision it was published with. `count` and `base` are the persons behind the share,
    where they are known; the exact share then decides, and the published one is only shown.

    >>> Figure(Measure.UNATTACHED, Decimal("40.0"), 1, count=401, base=1000).exact()
    Fraction(401, 10)
    """

    measure: Measure
    value: Decimal
    decimals: int
    count: int | None = None
    base: int | None = None
    source: Source | None = None

    def exact(self) -> Fraction:
        """Return the unrounded value where counts are known, else the published one."""
        if self.count is not None and self.base:
            return Fraction(100 * self.count, self.base)
        return Fraction(self.value)

    def is_unrounded(self) -> bool:
        """Say whether the value is known beyond its published decimals."""
        return (self.count is not None and bool(self.base)) or self.measure is Measure.RESIDENTS

    def rounding_reaches(self, limit: Fraction) -> bool:
        """Say whether the unrounded value could lie on the other side of the limit.

        >>> Figure(Measure.CONVICTED, Decimal("2.70"), 2).rounding_reaches(Fraction("2.7"))
        True
        """
        half_step = Fraction(1, 2 * 10**self.decimals)
        return not self.is_unrounded() and abs(Fraction(self.value) - limit) <= half_step


Figures = Mapping[Measure, Figure]
"""The figures known of one area on one list day; a measure that is absent was not published or not found."""


def as_decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal: exactly where it is one, else to more digits than anybody is shown.

    >>> as_decimal(Fraction(3, 100)), as_decimal(Fraction(1, 3)).quantize(Decimal("0.001"))
    (Decimal('0.03'), Decimal('0.333'))
    """
    return Decimal(number.numerator) / Decimal(number.denominator)


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number is written with.

    >>> decimals_of(Decimal("2.70")), decimals_of(Decimal("57"))
    (2, 0)
    """
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
