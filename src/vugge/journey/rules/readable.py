"""How hard a text to families may be.

Offers `HARDEST` and `too_hard`.
"""

from typing import Final

from vugge.kit.reading import lix

HARDEST: Final = 30
"""LIX of what families read: as easy as light fiction."""


def too_hard(danish: str) -> int | None:
    """Return a text's LIX where it is above what families should have to read.

    >>> too_hard("Ring til lægen i dag. I kan få en tid.") is None
    True
    """
    found = lix(danish)
    return round(found) if found > HARDEST else None
