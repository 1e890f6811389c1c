"""What the kinds that people meet are called: one word for each, in the reader's language.

Offers `word`, `WORDS` for choices in forms, `ABOUT` and `LANGUAGES`. Citizens and staff read the same words.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vugge.access.rules.basis import BasisKind, ConflictKind
from vugge.access.rules.consent import ConsentState, SignedAs
from vugge.access.rules.errands import ErrandKind
from vugge.access.rules.requests import RequestKind, Verdict
from vugge.access.rules.telling import Teller
from vugge.audit.rules import Category, Purpose
from vugge.kit.text import Text
from vugge.organisations.rules.kinds import ROLE_NAMES, UNIT_NAMES, Role, UnitKind
from vugge.people.rules.kinds import (
    ContactKind,
    CustodyKind,
    DuplicateReason,
    Origin,
    ParentKind,
    PersonState,
    ProtectionKind,
    SpellKind,
)
from vugge.web.components.conference_words import CONFERENCE_WORDS
from vugge.web.components.journey_words import JOURNEY_WORDS
from vugge.web.components.transition_words import TRANSITION_WORDS

Word = Promise | Text

WORDS: Final[Mapping[type[Enum], Mapping[Enum, Word]]] = {
    Category: {
        Category.IDENTITY: _("navn, alder og sprog"),
        Category.LOCATION: _("adresse og kontakt"),
        Category.FAMILY: _("familie og forældremyndighed"),
        Category.EDUCATION: _("dagtilbud, skole og uddannelse"),
        Category.WORK: _("job"),
        Category.SUPPORT: _("støtte"),
        Category.SHARING: _("hvem der er omkring familien"),
        Category.LOG: _("hvem der har set hvad"),
    },
    SpellKind: {
        SpellKind.HOME: _("Hjem"),
        SpellKind.DAYCARE: _("Dagtilbud"),
        SpellKind.SCHOOL: _("Skole"),
        SpellKind.EDUCATION: _("Ungdomsuddannelse"),
        SpellKind.JOB: _("Job"),
        SpellKind.SUPPORT: _("Støtte"),
    },
    CustodyKind: {
        CustodyKind.MOTHER: _("mor"),
        CustodyKind.FATHER: _("far"),
        CustodyKind.CO_MOTHER: _("medmor"),
        CustodyKind.OTHER: _("anden med forældremyndighed"),
    },
    ParentKind: {
        ParentKind.MOTHER: _("mor"),
        ParentKind.FATHER: _("far"),
        ParentKind.CO_MOTHER: _("medmor"),
    },
    PersonState: {
        PersonState.EXPECTED: _("ventes"),
        PersonState.LIVING: _("lever"),
        PersonState.DEAD: _("død"),
        PersonState.MERGED: _("lagt sammen med en anden"),
    },
    ProtectionKind: {
        ProtectionKind.NAME_ADDRESS: _("Navne- og adressebeskyttelse"),
        ProtectionKind.SPECIAL: _("Særlig adressebeskyttelse"),
        ProtectionKind.LIVES_WITH: _("Bor sammen med en, der er beskyttet"),
    },
    ContactKind: {
        ContactKind.PHONE: _("Telefon"),
        ContactKind.EMAIL: _("E-mail"),
        ContactKind.MEETING_PLACE: _("Mødested"),
    },
    Origin: {
        Origin.SELF: _("borgeren selv"),
        Origin.STAFF: _("en medarbejder"),
        Origin.CPR: _("CPR-registeret"),
        Origin.AUTHORITY: _("en anden myndighed"),
        Origin.SYNTHETIC: _("demoens opdigtede register"),
    },
    BasisKind: {
        BasisKind.OWN: _("egne oplysninger"),
        BasisKind.CUSTODY: _("forældremyndighed"),
        BasisKind.ASSIGNED: _("opgave"),
        BasisKind.STATUTE: _("lovbestemmelse"),
        BasisKind.TEAM: _("team"),
        BasisKind.CONSENT: _("samtykke"),
        BasisKind.MEETING: _("møde"),
        BasisKind.EMERGENCY: _("akut adgang"),
    },
    ConsentState: {
        ConsentState.REQUESTED: _("Afventer svar"),
        ConsentState.GIVEN: _("Givet"),
        ConsentState.REFUSED: _("Afslået"),
        ConsentState.WITHDRAWN: _("Trukket tilbage"),
        ConsentState.EXPIRED: _("Udløbet"),
        ConsentState.LAPSED: _("Gælder ikke mere"),
    },
    SignedAs: {
        SignedAs.SELF: _("for sig selv"),
        SignedAs.CUSTODIAN: _("som forældremyndighedsindehaver"),
    },
    Purpose: {
        Purpose.CARE: _("Trivsel og udvikling"),
        Purpose.CASEWORK: _("Sagsbehandling"),
        Purpose.EMPLOYMENT: _("Job og beskæftigelse"),
        Purpose.MEETING: _("Et møde"),
        Purpose.OWN_INSIGHT: _("Egen indsigt"),
        Purpose.SUPERVISION: _("Tilsyn"),
        Purpose.EMERGENCY: _("En akut situation"),
        Purpose.REGISTRATION: _("Registrering"),
        Purpose.ADMINISTRATION: _("Administration"),
        Purpose.PUBLIC_INFORMATION: _("Offentlig information"),
        Purpose.OFFICIAL_STATISTICS: _("Offentlig statistik"),
        Purpose.STATISTICS: _("Statistik uden personer"),
    },
    Teller: {
        Teller.ME: _("Dig selv"),
        Teller.THE_PERSON: _("Den unge selv"),
        Teller.CUSTODIAN: _("En forælder"),
        Teller.STAFF: _("En medarbejder"),
        Teller.SYSTEM: _("Systemet selv"),
    },
    RequestKind: {RequestKind.CORRECTION: _("Ret noget"), RequestKind.DELETION: _("Slet noget")},
    Verdict: {
        Verdict.NOTHING: _("Intet at slette"),
        Verdict.IN_USE: _("Bliver brugt"),
        Verdict.KEPT: _("Gemmes til"),
        Verdict.ARCHIVE: _("Skal i arkivet først"),
        Verdict.DELETE: _("Kan slettes"),
    },
    DuplicateReason: {
        DuplicateReason.SAME_NUMBER: _("samme CPR-nummer"),
        DuplicateReason.SAME_NAME_AND_BIRTH: _("samme navn og fødselsdag"),
        DuplicateReason.EXPECTED_AND_BORN: _("et barn, der ventes, og et, der er født"),
        DuplicateReason.REPORTED: _("en medarbejder har sagt det"),
    },
    ConflictKind: {
        ConflictKind.FAMILY: _("egen familie"),
        ConflictKind.NEIGHBOUR: _("nabo eller bekendt"),
        ConflictKind.OTHER: _("en anden grund til ikke at være uvildig"),
    },
    ErrandKind: {
        ErrandKind.CORRECTION: _("ønske om at få noget rettet"),
        ErrandKind.DELETION: _("ønske om at få noget slettet"),
        ErrandKind.DUPLICATE: _("to kort, der kan være samme person"),
        ErrandKind.UNMERGE: _("to kort, der måske er lagt forkert sammen"),
    },
    Role: {role: name for role, name in ROLE_NAMES.items()},  # noqa: C416  the key's type is any kind's
    UnitKind: {kind: name for kind, name in UNIT_NAMES.items()},  # noqa: C416  likewise
    **JOURNEY_WORDS,
    **TRANSITION_WORDS,
    **CONFERENCE_WORDS,
}

ABOUT: Final[Mapping[str, Promise]] = {
    "given_names": _("Fornavne"),
    "surname": _("Efternavn"),
    "born": _("Fødselsdag"),
    "language": _("Sprog"),
    "address": _("Adresse"),
    "contact": _("Telefon eller e-mail"),
    "place": _("Dagtilbud, skole, job eller støtte"),
    "other": _("Noget andet"),
}
"""What a citizen can say is wrong."""

LANGUAGES: Final[Mapping[str, Word]] = {
    "ar": _("arabisk"),
    "bs": _("bosnisk"),
    "da": _("dansk"),
    "de": _("tysk"),
    "en": _("engelsk"),
    "fa": _("persisk"),
    "ku": _("kurdisk"),
    "lt": _("litauisk"),
    "pl": _("polsk"),
    "ps": _("pashto"),
    "ro": _("rumænsk"),
    "so": _("somali"),
    "ti": _("tigrinya"),
    "tr": _("tyrkisk"),
    "uk": _("ukrainsk"),
    "ur": _("urdu"),
    "vi": _("vietnamesisk"),
}
"""What a language is called, by its code in ISO 639-1."""


def word(value: object) -> object:
    """Return what a kind is called; anything else as it is."""
    return WORDS.get(type(value), {}).get(value, value) if isinstance(value, Enum) else value
