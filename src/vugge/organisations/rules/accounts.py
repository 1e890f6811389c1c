"""What an account is: whose it is, how somebody came in through it, and what its log-in name may look like.

Offers `AccountKind`, `WayIn`, `Account` (the value that pages and other rooms receive), `LOGIN_NAME` and
`login_name_refusal`.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from vugge.kit.text import Sentence, sentence

# Python's re and PostgreSQL's ~ read it alike. A letter first: no CPR number, also not one without its dash.
LOGIN_NAME: Final = r"\A[a-z][a-z0-9._@-]{1,99}\Z"


class AccountKind(StrEnum):
    """Whose an account is: somebody at work, or a citizen in their own matter."""

    STAFF = "staff"
    CITIZEN = "citizen"


class WayIn(StrEnum):
    """How somebody proved who they are: at a provider outside, with two factors here, or as one of the demo's."""

    PROVIDER = "provider"
    TWO_FACTORS = "two_factors"
    PASSWORD = "password"  # noqa: S105  the name of a way, which opens nothing but the set-up of a second factor
    DEMO = "demo"


GIVEN_PASSWORD_LASTS: Final = timedelta(days=7)
"""How long a password that somebody else chose can be used to come in and choose one's own."""

STRONG: Final = frozenset({WayIn.PROVIDER, WayIn.TWO_FACTORS, WayIn.DEMO})
"""The ways in that open more than the set-up of a second factor."""


@dataclass(frozen=True)
class Account:
    """An account as others see it. `id` is our own; the log-in name is for logging in and nothing else.

    `password_given_at` is when somebody else chose its password (None once the owner has), and `out_before` a time
    that no session begun earlier outlives; both UTC.
    """

    id: UUID
    kind: AccountKind
    login_name: str
    display_name: str
    is_active: bool = True
    password_given_at: datetime | None = None
    out_before: datetime | None = None


def login_name_refusal(name: str) -> Sentence | None:
    """Say why a text cannot be a log-in name; None when it can.

    >>> login_name_refusal("mette.hansen"), bool(login_name_refusal("0102031234"))
    (None, True)
    """
    if re.match(LOGIN_NAME, name):
        return None
    return sentence(
        "Brugernavnet kan ikke bruges. Det begynder med et bogstav fra a til z og har kun små bogstaver, tal, punktum, "
        "bindestreg, understreg og @."
    )
