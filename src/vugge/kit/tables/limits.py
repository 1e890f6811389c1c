"""How much a table may hold: whoever gives us a file must not be able to stop the machine with it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The most that is read. Sizes are in bytes; `problems` is where reading gives up."""

    file_bytes: int = 20_000_000
    rows: int = 100_000
    columns: int = 200
    cell_characters: int = 10_000
    problems: int = 10_000
    unpacked_bytes: int = 100_000_000  # an XLSX of 100 000 rows and 15 columns unpacks to about 70 MB
    packing_ratio: int = 200  # Excel's own files pack 5 to 40 times; a bomb packs a thousand times
    packed_parts: int = 2_000


LIMITS = Limits()
"""What an ordinary import allows."""
