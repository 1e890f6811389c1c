"""Rounding that does not give itself away: to a multiple of a base, the same people always the same way.

Offers `rounded`. Where between two multiples a box of people goes up, is drawn once and for all from a secret key and
from who they are: not from the table, the day or the number. So

- asking again, in another table or another month, gives no new draw to take the mean of;
- on average over boxes nothing is added or taken away: 7 becomes 5 three times in five and 10 twice;
- a figure that is shown as p is p-4 … p+4 in truth (base 5); on average it is off by 1.6.
"""

from vugge.kit.disclosure.tables import Box
from vugge.kit.sealing import KeyedHash

_DRAWN_FROM = 16  # hexadecimal digits: enough that no draw is favoured


def rounded(count: int, box: Box, *, base: int, secret: KeyedHash) -> int:
    """Return the multiple of `base` just below or just above the count.

    >>> secret = KeyedHash(b"an example key of thirty-two bytes", use="example")
    >>> [rounded(count, Box("children", frozenset()), base=5, secret=secret) for count in (0, 4, 5, 8, 10)]
    [0, 5, 5, 10, 10]
    """
    lift = int(secret(box.identity())[:_DRAWN_FROM], 16) % base
    return (count + lift) // base * base
