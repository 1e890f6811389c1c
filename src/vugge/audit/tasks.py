"""What the log needs every minute: sealing. Run by `vugge audit seal`, from a timer of the machine.

Offers `seal_log`.
"""

from typing import Final

from vugge.audit.actions.sealing import Sealing, seal
from vugge.audit.rules import Purpose, system

SEALER: Final = system("sealer", Purpose.ADMINISTRATION)


def seal_log() -> Sealing:
    """Seal what is not sealed yet. May be run at any time and twice at once. Raises as `seal` does."""
    return seal(SEALER)
