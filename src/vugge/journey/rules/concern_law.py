"""The shape of `law/journey/concerns_*.toml`: who receives concerns, by when, and the duty that a form reminds of.

Offers `ConcernLaw` with its parts, and `receives`.
"""

from dataclasses import dataclass
from datetime import date

from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE, Mistake
from vugge.kit.text import Text, sentence
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.staff import HeldRole


@dataclass(frozen=True)
class Receivers:
    """Who receives concerns: one role, in these kinds of units of these kinds of organisations."""

    __pydantic_config__ = STRICT_SHAPE

    role: Role
    units: frozenset[UnitKind]
    organisations: frozenset[OrganisationKind]
    certainty: Certainty
    legal_basis: str
    note: Text | None = None

    def __post_init__(self) -> None:
        if self.role is Role.CASEWORKER:
            raise Mistake(sentence("en sagsbehandler har myndighed og kan ikke modtage bekymringer"))


@dataclass(frozen=True)
class ContactTerms:
    """Within how many working days somebody has been in touch with the family."""

    __pydantic_config__ = STRICT_SHAPE

    working_days: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None

    def __post_init__(self) -> None:
        if self.working_days < 1:
            raise Mistake(sentence("working_days skal være mindst 1"))


@dataclass(frozen=True)
class FollowUpTerms:
    """How many days after the last contact one asks again."""

    __pydantic_config__ = STRICT_SHAPE

    days: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class Duty:
    """The statutory duty to notify in plain words, and where to call."""

    __pydantic_config__ = STRICT_SHAPE

    everybody: Text
    does_not_replace: Text
    danger: Text
    call: Text
    advice: Text
    certainty: Certainty
    legal_basis: str
    note: Text | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class ConcernLaw:
    """All that is said of concerns in one period."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    certainty: Certainty
    legal_basis: str
    receivers: Receivers
    first_contact: ContactTerms
    follow_up: FollowUpTerms
    duty: Duty
    sources: tuple[Source, ...] = ()
    note: Text | None = None
    valid_to: date | None = None


def receives(held: HeldRole, law: ConcernLaw) -> bool:
    """Say whether whoever holds a role receives concerns: a coordinator of the municipality's own, and nobody else."""
    who = law.receivers
    return held.role is who.role and held.unit_kind in who.units and held.organisation_kind in who.organisations
