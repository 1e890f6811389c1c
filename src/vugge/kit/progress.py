"""How far long work is, told to whoever waits. Offers `Progress` and `nobody_waits`."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how many rows are gone through, and of how many; as often as the work likes."""


def nobody_waits(_done: int, _rows: int) -> None:
    """Tell nobody."""
