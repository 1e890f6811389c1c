"""How a paper reaches the files it names: through a function that decides what may be read."""

from collections.abc import Callable

Read = Callable[[str], tuple[bytes, str]]
"""Gives the content and the media type of an address, or raises if it may not be read."""
