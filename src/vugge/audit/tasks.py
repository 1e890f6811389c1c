"""What the log needs every minute: sealing, and the seal kept elsewhere. Run by `vugge work` and `vugge audit seal`.

Offers `seal_log` and `keep_checkpoint`.
"""

from pathlib import Path
from typing import Final

from vugge.audit.actions.keeping import keep_elsewhere
from vugge.audit.actions.sealing import Sealing, seal
from vugge.audit.rules import Purpose, system

SEALER: Final = system("sealer", Purpose.ADMINISTRATION)


def seal_log() -> Sealing:
    """Seal what is not sealed yet. May be run at any time and twice at once. Raises as `seal` does."""
    return seal(SEALER)


def keep_checkpoint() -> Path | None:
    """Keep the newest checkpoint elsewhere, where the settings name a place. Raises as `keep_elsewhere` does."""
    return keep_elsewhere(SEALER).file
