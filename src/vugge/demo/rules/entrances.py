"""The demo's ways in, as the catalogue gives them."""

from dataclasses import dataclass

from vugge.kit.law import STRICT_SHAPE
from vugge.kit.text import Text
from vugge.organisations.rules.accounts import AccountKind


@dataclass(frozen=True)
class Entrance:
    """One way in: the account's log-in name, whose it is, and what there is to try."""

    __pydantic_config__ = STRICT_SHAPE

    login_name: str
    kind: AccountKind
    title: Text
    description: Text


@dataclass(frozen=True)
class EntrancesFile:
    """`catalogue/demo/entrances.toml`."""

    __pydantic_config__ = STRICT_SHAPE

    entrances: tuple[Entrance, ...]
