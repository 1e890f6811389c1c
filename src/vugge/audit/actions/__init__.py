"""How the other rooms write themselves down: a deed or a look and its log entry are one transaction.

Offers `action` (what changes something), `look` (what shows somebody), `acting` (one request, one transaction, one
viewer), `together` (several deeds, all or none), `deny`, `search_hash`, `after_commit` (letters and jobs), `declared`
(a page, command, export or job says what it is for), `declaration_of`, and `DECLARATIONS`, the register that tests
walk.
"""

from vugge.audit.actions.declaring import DECLARATIONS, declaration_of, declared
from vugge.audit.actions.deeds import action, deny, look
from vugge.audit.actions.sessions import acting, after_commit, together
from vugge.audit.actions.writing import search_hash

__all__ = [
    "DECLARATIONS",
    "acting",
    "action",
    "after_commit",
    "declaration_of",
    "declared",
    "deny",
    "look",
    "search_hash",
    "together",
]
