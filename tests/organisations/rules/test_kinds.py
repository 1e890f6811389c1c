"""Which units lie under which organisations, and which roles are in them."""

import pytest

from vugge.organisations.rules.kinds import (
    ORGANISATION_NAMES,
    ROLE_NAMES,
    UNIT_NAMES,
    OrganisationKind,
    Role,
    UnitKind,
    role_refusal,
    unit_refusal,
    units_of,
    units_with,
)


def test_every_kind_and_role_has_a_name_in_both_languages() -> None:
    assert set(ORGANISATION_NAMES) == set(OrganisationKind)
    assert set(UNIT_NAMES) == set(UnitKind)
    assert set(ROLE_NAMES) == set(Role)
    names = (*ORGANISATION_NAMES.values(), *UNIT_NAMES.values(), *ROLE_NAMES.values())
    assert all(name.da and name.en for name in names)


@pytest.mark.parametrize("names", [ORGANISATION_NAMES, UNIT_NAMES, ROLE_NAMES])
def test_no_two_of_a_sort_share_a_name(names: dict[object, object]) -> None:
    assert len(set(names.values())) == len(names)


def test_every_unit_lies_under_some_organisation_and_every_role_is_found_somewhere() -> None:
    assert set().union(*(units_of(kind) for kind in OrganisationKind)) == set(UnitKind)
    assert all(units_with(role) for role in Role)


@pytest.mark.parametrize("kind", OrganisationKind)
def test_a_refusal_says_what_there_may_be_instead(kind: OrganisationKind) -> None:
    for unit in UnitKind:
        refusal = unit_refusal(unit, organisation=kind)
        assert (refusal is None) == (unit in units_of(kind))
        if refusal is not None:
            assert all(UNIT_NAMES[allowed].da in refusal.say() for allowed in units_of(kind))


@pytest.mark.parametrize("kind", OrganisationKind)
def test_only_a_municipality_has_caseworkers_and_health_visitors(kind: OrganisationKind) -> None:
    for role in (Role.CASEWORKER, Role.HEALTH_VISITOR):
        found = any(role_refusal(role, unit=unit, organisation=kind) is None for unit in units_of(kind))
        assert found == (kind is OrganisationKind.MUNICIPALITY)


def test_a_teacher_is_found_in_a_school_and_not_in_a_job_centre() -> None:
    assert role_refusal(Role.TEACHER, unit=UnitKind.SCHOOL, organisation=OrganisationKind.MUNICIPALITY) is None
    refusal = role_refusal(Role.TEACHER, unit=UnitKind.JOB_CENTRE, organisation=OrganisationKind.MUNICIPALITY)
    assert refusal is not None
    assert "Skole" in refusal.say()
