"""The kinds that people, their relations and their spells come in, and which category of data each belongs to."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from vugge.audit.rules import Category


class PersonState(StrEnum):
    """Where a person is in life, and whether the record has become part of another."""

    EXPECTED = "expected"
    LIVING = "living"
    DEAD = "dead"
    MERGED = "merged"


class IdentifierKind(StrEnum):
    """What sort of number identifies a person; `FORMER` is one that CPR has replaced."""

    CPR = "cpr"
    REPLACEMENT = "replacement"
    ADMINISTRATIVE = "administrative"
    FORMER = "former"


class ProtectionKind(StrEnum):
    """What hides where a person is. `LIVES_WITH` is derived: somebody in the same home or household is protected."""

    NAME_ADDRESS = "name_address"
    SPECIAL = "special"
    LIVES_WITH = "lives_with"


class ContactKind(StrEnum):
    """A way to reach or meet a person. Each of them locates."""

    PHONE = "phone"
    EMAIL = "email"
    MEETING_PLACE = "meeting_place"


class CustodyKind(StrEnum):
    """Who the holder of custody is to the child; CPR's types 3, 4, and 5 or 6."""

    MOTHER = "mother"
    FATHER = "father"
    CO_MOTHER = "co_mother"
    OTHER = "other"


class ParentKind(StrEnum):
    """What sort of parent somebody is, with or without custody."""

    MOTHER = "mother"
    FATHER = "father"
    CO_MOTHER = "co_mother"


class SpellKind(StrEnum):
    """Where a person can be for a time."""

    HOME = "home"
    DAYCARE = "daycare"
    SCHOOL = "school"
    EDUCATION = "education"
    JOB = "job"
    SUPPORT = "support"


class DuplicateReason(StrEnum):
    """Why two records may be one person."""

    SAME_NUMBER = "same_number"
    SAME_NAME_AND_BIRTH = "same_name_and_birth"
    EXPECTED_AND_BORN = "expected_and_born"
    REPORTED = "reported"


class DuplicateState(StrEnum):
    """What has become of a suspicion that two records are one person."""

    OPEN = "open"
    MERGED = "merged"
    DIFFERENT = "different"


class Origin(StrEnum):
    """Where something we know comes from."""

    SELF = "self"
    STAFF = "staff"
    CPR = "cpr"
    AUTHORITY = "authority"
    SYNTHETIC = "synthetic"


SPELL_CATEGORY: Final[Mapping[SpellKind, Category]] = {
    SpellKind.HOME: Category.LOCATION,
    SpellKind.DAYCARE: Category.EDUCATION,
    SpellKind.SCHOOL: Category.EDUCATION,
    SpellKind.EDUCATION: Category.EDUCATION,
    SpellKind.JOB: Category.WORK,
    SpellKind.SUPPORT: Category.SUPPORT,
}
"""The category of data that each kind of spell belongs to: a job is no concern of a school's."""
