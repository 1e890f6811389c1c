"""Money: whole øre, so that nothing is lost in adding up.

Offers `Kroner`, `kroner_text` and back again `parse_kroner`, which raises `vugge.kit.danish.Unreadable`.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from vugge.kit.danish import Language, Unreadable, number_text, parse_number, quoted

_OERE_DECIMALS = 2
# Exact before the one rounding, whatever context the caller computes in.
_EXACT = Context(prec=200)


@dataclass(frozen=True, order=True)
class Kroner:
    """An amount of Danish kroner, held as whole øre.

    >>> Kroner(oere=12_345) + Kroner(oere=55) - Kroner(oere=400)
    Kroner(oere=12000)
    """

    oere: int

    def __add__(self, other: "Kroner") -> "Kroner":
        return Kroner(self.oere + other.oere)

    def __sub__(self, other: "Kroner") -> "Kroner":
        return Kroner(self.oere - other.oere)

    def __neg__(self) -> "Kroner":
        return Kroner(-self.oere)

    def __mul__(self, factor: int | Decimal) -> "Kroner":
        """Multiply, rounded to the nearest øre; halves go to the even one, so that sums do not drift.

        >>> Kroner(oere=50) * Decimal("0.05"), 3 * Kroner(oere=50)
        (Kroner(oere=2), Kroner(oere=150))
        """
        product = _EXACT.multiply(self.oere, factor)
        return Kroner(int(product.to_integral_value(ROUND_HALF_EVEN)))

    __rmul__ = __mul__


def kroner_text(amount: Kroner, language: Language = "da") -> str:
    """Write an amount with its øre.

    >>> kroner_text(Kroner(oere=123_456)), kroner_text(Kroner(oere=123_456), "en")
    ('1.234,56 kr.', 'DKK 1,234.56')
    """
    number = number_text(_EXACT.scaleb(Decimal(amount.oere), -_OERE_DECIMALS), language=language)
    return f"DKK {number}" if language == "en" else f"{number} kr."


_CURRENCY_WORDS = ("kroner", "kr.", "kr", "dkk")


def parse_kroner(text: str, language: Language = "da") -> Kroner:
    """Read an amount: 1.234,56 kr., kr. 1.234,56, 1.234,- or the bare number; at most two decimals.

    Raises `vugge.kit.danish.Unreadable`.

    >>> parse_kroner("1.234,56 kr."), parse_kroner("DKK 1,234.56", "en")
    (Kroner(oere=123456), Kroner(oere=123456))
    """
    bare = text.strip().lower()
    for word in _CURRENCY_WORDS:
        bare = bare.removeprefix(word).removesuffix(word).strip()
    digits = bare.removesuffix(",-")
    decimals = _OERE_DECIMALS if digits == bare else 0
    try:
        number = parse_number(digits, decimals=decimals, language=language)
    except Unreadable:
        raise Unreadable(
            "”{written}” er ikke et beløb. Skriv det for eksempel sådan: {example}",
            written=quoted(text),
            example=kroner_text(Kroner(oere=123_456), language),
        ) from None
    return Kroner(int(_EXACT.scaleb(number, _OERE_DECIMALS)))
