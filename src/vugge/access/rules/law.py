"""The shape of the law packages in `law/access/`.

Offers `Policy` and `PolicyRule`, `Terms`, `Ages`, `Retention`, and `AccessLaw`, which holds one of each.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vugge.access.rules.basis import BasisKind
from vugge.access.rules.errands import ErrandKind
from vugge.access.rules.statistics_law import StatisticsLaw
from vugge.audit.rules import Act, Category, Level, Purpose
from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE, Mistake
from vugge.kit.text import Text, sentence

LEVELS = {"exists": Level.EXISTS, "summary": Level.SUMMARY, "full": Level.FULL}
OUTLINE = frozenset({Category.IDENTITY, Category.SHARING})
"""All that a summary may hold: who it is, and who is around the family."""


@dataclass(frozen=True)
class PolicyRule:
    """What one role may do on one kind of basis, for which purposes."""

    __pydantic_config__ = STRICT_SHAPE

    role: str
    basis: BasisKind
    level: str
    categories: frozenset[Category]
    acts: frozenset[Act]
    purposes: frozenset[Purpose]

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise Mistake(sentence("level er {level}; skriv exists, summary eller full", level=self.level))
        if self.level == "exists" and self.categories:
            raise Mistake(sentence("{role}: exists giver ingen oplysninger; fjern categories", role=self.role))
        if self.level == "summary" and self.categories - OUTLINE:
            raise Mistake(sentence("{role}: summary giver kun identity og sharing", role=self.role))

    @property
    def sees(self) -> Level:
        """How much of the person it opens."""
        return LEVELS[self.level]


@dataclass(frozen=True)
class RoleOnBasis:
    """A role together with the kind of basis it acts on."""

    __pydantic_config__ = STRICT_SHAPE

    role: str
    basis: BasisKind


@dataclass(frozen=True)
class Policy:
    """Who may do what on which basis. What is not here is not allowed."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    certainty: Certainty
    legal_basis: str
    private_roles: frozenset[str]
    protected_seen_by: tuple[RoleOnBasis, ...]
    rules: tuple[PolicyRule, ...]
    valid_to: date | None = None
    note: Text | None = None
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if len({(one.role, one.basis) for one in self.rules}) != len(self.rules):
            raise Mistake(sentence("to regler gælder samme role og basis"))

    @cached_property
    def _by_role(self) -> dict[tuple[str, BasisKind], PolicyRule]:
        return {(one.role, one.basis): one for one in self.rules}

    @cached_property
    def _sees_protected(self) -> frozenset[tuple[str, BasisKind]]:
        return frozenset((one.role, one.basis) for one in self.protected_seen_by if one.role not in self.private_roles)

    def rule(self, role: str, basis: BasisKind) -> PolicyRule | None:
        """Return what a role may do on a kind of basis; None: nothing."""
        return self._by_role.get((role, basis))

    def purpose_of(self, role: str) -> Purpose | None:
        """Return what a role's daily work is for; None for a role that works with no persons."""
        for kind in (BasisKind.OWN, BasisKind.ASSIGNED, BasisKind.STATUTE):
            if rule := self.rule(role, kind):
                return min(rule.purposes)
        return None

    def sees_protected(self, role: str, basis: BasisKind) -> bool:
        """Say whether a role sees, on a basis, where a protected person is."""
        return (role, basis) in self._sees_protected


@dataclass(frozen=True)
class ConsentTerms:
    """How long a consent lasts at most, and when to remind of its end."""

    __pydantic_config__ = STRICT_SHAPE

    months_at_most: int
    remind_days_before: int
    certainty: Certainty
    legal_basis: str
    note: Text | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class MeetingMatter:
    """A kind of matter that a meeting can be about; the same kind around the same child is the same matter."""

    __pydantic_config__ = STRICT_SHAPE

    matter: str
    title: Text


@dataclass(frozen=True)
class MeetingTerms:
    """How often a private matter may be exchanged at a meeting without consent, and what counts as one matter.

    Within `same_matter_months` of its meeting a matter of the same kind is the same one. A meeting is called at most
    `days_ahead` before it is held.
    """

    __pydantic_config__ = STRICT_SHAPE

    meetings: int
    followups: int
    followup_within_months: int
    same_matter_months: int
    days_ahead: int
    matters: tuple[MeetingMatter, ...]
    certainty: Certainty
    legal_basis: str
    note: Text | None = None
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if len({one.matter for one in self.matters}) != len(self.matters):
            raise Mistake(sentence("to slags sager til et møde har samme navn"))

    def matter(self, name: str) -> MeetingMatter | None:
        """Return the kind of matter of that name."""
        return next((one for one in self.matters if one.matter == name), None)


@dataclass(frozen=True)
class EmergencyTerms:
    """How long emergency access lasts, what reason it demands, and when somebody else has reviewed it."""

    __pydantic_config__ = STRICT_SHAPE

    hours: int
    reason_letters_at_least: int
    review_working_days: int
    certainty: Certainty
    legal_basis: str
    note: Text | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class SupervisionTerms:
    """How often the log is sampled, how much of it, and how soon a citizen's question is answered."""

    __pydantic_config__ = STRICT_SHAPE

    sample_every_months: int
    sample_size: int
    answer_question_days: int
    certainty: Certainty
    legal_basis: str
    note: Text | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class ErrandTerms:
    """For how many days, and with which data, a matter of the register lets somebody look at whom it is about."""

    __pydantic_config__ = STRICT_SHAPE

    errand: ErrandKind
    days: int
    categories: frozenset[Category]
    legal_basis: str


@dataclass(frozen=True)
class RegistrationTerms:
    """What whoever keeps the register may look at to settle a matter about somebody they have no other basis for."""

    __pydantic_config__ = STRICT_SHAPE

    certainty: Certainty
    legal_basis: str
    errands: tuple[ErrandTerms, ...]
    note: Text | None = None
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if sorted(one.errand for one in self.errands) != sorted(ErrandKind):
            raise Mistake(sentence("errands skal nævne hver slags ærinde én gang"))

    def of(self, kind: ErrandKind) -> ErrandTerms:
        """Return the terms of one kind of matter."""
        return next(one for one in self.errands if one.errand is kind)


@dataclass(frozen=True)
class Terms:
    """What the bases demand and how long they last."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    consent: ConsentTerms
    meeting: MeetingTerms
    emergency: EmergencyTerms
    supervision: SupervisionTerms
    registration: RegistrationTerms
    valid_to: date | None = None


@dataclass(frozen=True)
class OwnFrom:
    """From an age these categories are the young person's own: custody no longer gives them."""

    __pydantic_config__ = STRICT_SHAPE

    from_age: int
    categories: frozenset[Category]
    certainty: Certainty
    legal_basis: str
    note: Text | None = None


@dataclass(frozen=True)
class CustodyAges:
    """Until which age custody gives access, and what becomes the young person's own before that."""

    __pydantic_config__ = STRICT_SHAPE

    until_age: int
    certainty: Certainty
    legal_basis: str
    own_from: tuple[OwnFrom, ...] = ()


@dataclass(frozen=True)
class Matter:
    """A kind of matter to share about: what it may hold, and who must say yes."""

    __pydantic_config__ = STRICT_SHAPE

    matter: str
    title: Text
    categories: frozenset[Category]
    both_custodians: bool
    child_heard: int
    child_signs: int
    certainty: Certainty
    legal_basis: str


@dataclass(frozen=True)
class Ages:
    """At which ages a child takes part and decides."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    custody: CustodyAges
    matters: tuple[Matter, ...]
    valid_to: date | None = None

    def matter(self, name: str) -> Matter | None:
        """Return the matter of that name."""
        return next((one for one in self.matters if one.matter == name), None)


@dataclass(frozen=True)
class RetentionRule:
    """How long a kind of data is kept after it ends, and whether the archive must have it first."""

    __pydantic_config__ = STRICT_SHAPE

    subject: str
    title: Text
    months_after_end: int
    needs_archive: bool
    certainty: Certainty
    legal_basis: str
    note: Text | None = None


@dataclass(frozen=True)
class Retention:
    """How long what is kept."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    rules: tuple[RetentionRule, ...] = field(default=())
    valid_to: date | None = None


@dataclass(frozen=True)
class AccessLaw:
    """The law on access that holds on one day."""

    policy: Policy
    terms: Terms
    ages: Ages
    retention: Retention
    statistics: StatisticsLaw
