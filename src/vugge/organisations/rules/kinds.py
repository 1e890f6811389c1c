"""The kinds of organisations, units and roles, and which may stand with which.

Offers `OrganisationKind`, `UnitKind`, `Role`, their Danish and English names, `units_of`, `units_with` and the refusals
`unit_refusal` and `role_refusal`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from vugge.kit.text import Sentence, Text, sentence


class OrganisationKind(StrEnum):
    """What sort of organisation acts."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    HOUSING_ORGANISATION = "housing_organisation"
    INSTITUTION_OWNER = "institution_owner"
    ASSOCIATION = "association"
    COMPANY = "company"
    POLICE_DISTRICT = "police_district"


class UnitKind(StrEnum):
    """What sort of work a unit does. DEPARTMENT is a municipal forvaltning, HOUSING_DEPARTMENT a boligafdeling."""

    DEPARTMENT = "department"
    HOUSING_DEPARTMENT = "housing_department"
    HEALTH_VISITING = "health_visiting"
    NURSERY = "nursery"
    KINDERGARTEN = "kindergarten"
    INTEGRATED_DAYCARE = "integrated_daycare"
    CHILDMINDING = "childminding"
    SCHOOL = "school"
    YOUTH_EDUCATION = "youth_education"
    JOB_CENTRE = "job_centre"
    GUIDANCE = "guidance"
    CLUB = "club"
    FAMILY_CENTRE = "family_centre"
    SECRETARIAT = "secretariat"
    SUPERVISION = "supervision"
    ASSOCIATION = "association"
    COMPANY = "company"
    POLICE = "police"


class Role(StrEnum):
    """What somebody on the staff of a unit is there for. Citizens have none: their relation decides."""

    HEALTH_VISITOR = "health_visitor"
    PEDAGOGUE = "pedagogue"
    TEACHER = "teacher"
    COORDINATOR = "coordinator"
    CASEWORKER = "caseworker"
    JOB_CONSULTANT = "job_consultant"
    VOLUNTEER = "volunteer"
    BOARD_MEMBER = "board_member"
    SUPERVISOR = "supervisor"
    REGISTRAR = "registrar"
    ADMINISTRATOR = "administrator"


ORGANISATION_NAMES: Final[Mapping[OrganisationKind, Text]] = MappingProxyType(
    {
        OrganisationKind.MUNICIPALITY: Text(da="Kommune", en="Municipality"),
        OrganisationKind.REGION: Text(da="Region", en="Region"),
        OrganisationKind.HOUSING_ORGANISATION: Text(da="Boligorganisation", en="Housing organisation"),
        OrganisationKind.INSTITUTION_OWNER: Text(da="Selvejende institution", en="Independent institution"),
        OrganisationKind.ASSOCIATION: Text(da="Forening", en="Association"),
        OrganisationKind.COMPANY: Text(da="Virksomhed", en="Company"),
        OrganisationKind.POLICE_DISTRICT: Text(da="Politikreds", en="Police district"),
    }
)

UNIT_NAMES: Final[Mapping[UnitKind, Text]] = MappingProxyType(
    {
        UnitKind.DEPARTMENT: Text(da="Forvaltning", en="Municipal department"),
        UnitKind.HOUSING_DEPARTMENT: Text(da="Boligafdeling", en="Housing department"),
        UnitKind.HEALTH_VISITING: Text(da="Sundhedspleje", en="Health visiting"),
        UnitKind.NURSERY: Text(da="Vuggestue", en="Nursery"),
        UnitKind.KINDERGARTEN: Text(da="Børnehave", en="Kindergarten"),
        UnitKind.INTEGRATED_DAYCARE: Text(da="Vuggestue og børnehave", en="Nursery and kindergarten"),
        UnitKind.CHILDMINDING: Text(da="Dagpleje", en="Childminding"),
        UnitKind.SCHOOL: Text(da="Skole", en="School"),
        UnitKind.YOUTH_EDUCATION: Text(da="Ungdomsuddannelse", en="Youth education"),
        UnitKind.JOB_CENTRE: Text(da="Jobcenter", en="Job centre"),
        UnitKind.GUIDANCE: Text(da="Ungevejledning", en="Guidance"),
        UnitKind.CLUB: Text(da="Klub", en="Club"),
        UnitKind.FAMILY_CENTRE: Text(da="Familiecenter", en="Family centre"),
        UnitKind.SECRETARIAT: Text(da="Boligsocialt sekretariat", en="Social-housing secretariat"),
        UnitKind.SUPERVISION: Text(da="Tilsyn og databeskyttelse", en="Supervision and data protection"),
        UnitKind.ASSOCIATION: Text(da="Forening", en="Association"),
        UnitKind.COMPANY: Text(da="Virksomhed", en="Company"),
        UnitKind.POLICE: Text(da="Politi", en="Police"),
    }
)

ROLE_NAMES: Final[Mapping[Role, Text]] = MappingProxyType(
    {
        Role.HEALTH_VISITOR: Text(da="Sundhedsplejerske", en="Health visitor"),
        Role.PEDAGOGUE: Text(da="Pædagog", en="Pedagogue"),
        Role.TEACHER: Text(da="Lærer", en="Teacher"),
        Role.COORDINATOR: Text(da="Boligsocial koordinator", en="Social-housing coordinator"),
        Role.CASEWORKER: Text(da="Sagsbehandler", en="Caseworker"),
        Role.JOB_CONSULTANT: Text(da="Jobkonsulent", en="Job consultant"),
        Role.VOLUNTEER: Text(da="Frivillig", en="Volunteer"),
        Role.BOARD_MEMBER: Text(da="Bestyrelsesmedlem", en="Board member"),
        Role.SUPERVISOR: Text(da="Tilsynsførende", en="Supervisor"),
        Role.REGISTRAR: Text(da="Registerfører", en="Registrar"),
        Role.ADMINISTRATOR: Text(da="Administrator", en="Administrator"),
    }
)

_DAYCARE: Final = frozenset(
    {UnitKind.NURSERY, UnitKind.KINDERGARTEN, UnitKind.INTEGRATED_DAYCARE, UnitKind.CHILDMINDING}
)
_OFFICES: Final = frozenset({UnitKind.DEPARTMENT, UnitKind.SECRETARIAT})

_UNITS_OF: Final[Mapping[OrganisationKind, frozenset[UnitKind]]] = MappingProxyType(
    {
        OrganisationKind.MUNICIPALITY: _OFFICES
        | _DAYCARE
        | {
            UnitKind.HEALTH_VISITING,
            UnitKind.SCHOOL,
            UnitKind.YOUTH_EDUCATION,
            UnitKind.JOB_CENTRE,
            UnitKind.GUIDANCE,
            UnitKind.CLUB,
            UnitKind.FAMILY_CENTRE,
            UnitKind.SUPERVISION,
        },
        OrganisationKind.REGION: frozenset({UnitKind.DEPARTMENT, UnitKind.SUPERVISION}),
        OrganisationKind.HOUSING_ORGANISATION: frozenset(
            {UnitKind.HOUSING_DEPARTMENT, UnitKind.SECRETARIAT, UnitKind.SUPERVISION}
        ),
        OrganisationKind.INSTITUTION_OWNER: _DAYCARE
        | {UnitKind.SCHOOL, UnitKind.YOUTH_EDUCATION, UnitKind.GUIDANCE, UnitKind.CLUB, UnitKind.FAMILY_CENTRE},
        OrganisationKind.ASSOCIATION: frozenset({UnitKind.ASSOCIATION, UnitKind.CLUB, UnitKind.GUIDANCE}),
        OrganisationKind.COMPANY: frozenset({UnitKind.COMPANY}),
        OrganisationKind.POLICE_DISTRICT: frozenset({UnitKind.POLICE}),
    }
)

_UNITS_WITH: Final[Mapping[Role, frozenset[UnitKind]]] = MappingProxyType(
    {
        Role.HEALTH_VISITOR: frozenset({UnitKind.HEALTH_VISITING}),
        Role.PEDAGOGUE: _DAYCARE | {UnitKind.SCHOOL, UnitKind.CLUB, UnitKind.FAMILY_CENTRE},
        Role.TEACHER: frozenset({UnitKind.SCHOOL, UnitKind.YOUTH_EDUCATION}),
        Role.COORDINATOR: frozenset({UnitKind.SECRETARIAT, UnitKind.FAMILY_CENTRE}),
        Role.CASEWORKER: frozenset({UnitKind.DEPARTMENT, UnitKind.FAMILY_CENTRE}),
        Role.JOB_CONSULTANT: frozenset({UnitKind.JOB_CENTRE, UnitKind.GUIDANCE, UnitKind.SECRETARIAT}),
        Role.VOLUNTEER: frozenset({UnitKind.ASSOCIATION, UnitKind.CLUB, UnitKind.GUIDANCE}),
        Role.BOARD_MEMBER: frozenset(UnitKind) - {UnitKind.HEALTH_VISITING, UnitKind.SUPERVISION},
        Role.SUPERVISOR: frozenset({UnitKind.SUPERVISION}),
        Role.REGISTRAR: _OFFICES,
        Role.ADMINISTRATOR: _OFFICES
        | {UnitKind.HOUSING_DEPARTMENT, UnitKind.ASSOCIATION, UnitKind.COMPANY, UnitKind.POLICE},
    }
)


def units_of(organisation: OrganisationKind) -> frozenset[UnitKind]:
    """Return the kinds of units that an organisation of a kind may have.

    >>> sorted(kind.value for kind in units_of(OrganisationKind.ASSOCIATION))
    ['association', 'club', 'guidance']
    """
    return _UNITS_OF[organisation]


def units_with(role: Role) -> frozenset[UnitKind]:
    """Return the kinds of units in which there is a role.

    >>> sorted(kind.value for kind in units_with(Role.TEACHER))
    ['school', 'youth_education']
    """
    return _UNITS_WITH[role]


def unit_refusal(unit: UnitKind, *, organisation: OrganisationKind) -> Sentence | None:
    """Say why a unit of a kind cannot lie under an organisation of a kind; None when it can."""
    if unit in units_of(organisation):
        return None
    allowed = sorted(units_of(organisation), key=list(UnitKind).index)
    return sentence(
        "En enhed af arten ”{unit}” kan ikke ligge under arten ”{organisation}”. Den kan have: {allowed}.",
        unit=UNIT_NAMES[unit],
        organisation=ORGANISATION_NAMES[organisation],
        allowed=tuple(UNIT_NAMES[kind] for kind in allowed),
    )


def role_refusal(role: Role, *, unit: UnitKind, organisation: OrganisationKind) -> Sentence | None:
    """Say why nobody can have a role in a unit of a kind; None when somebody can.

    Only a municipality decides in social cases, so only there are caseworkers, whatever the unit.
    """
    if role is Role.CASEWORKER and organisation is not OrganisationKind.MUNICIPALITY:
        return sentence("Sagsbehandlere findes kun i en kommune: kun den træffer afgørelser i sociale sager.")
    if unit in units_with(role):
        return None
    allowed = sorted(units_with(role), key=list(UnitKind).index)
    return sentence(
        "Rollen ”{role}” findes ikke i en enhed af arten ”{unit}”. Den findes i: {allowed}.",
        role=ROLE_NAMES[role],
        unit=UNIT_NAMES[unit],
        allowed=tuple(UNIT_NAMES[kind] for kind in allowed),
    )
