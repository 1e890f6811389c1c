"""Who keeps the register and its staff: in every possible world of roles, only those whom the rules name."""

from hypothesis import given
from hypothesis import strategies as st

from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.staff import (
    PUBLIC_AUTHORITIES,
    HeldRole,
    Place,
    register_keeper,
    staff_keeper,
)

CODES = st.sampled_from(["0751", "0461", ""])
KINDS = st.sampled_from(OrganisationKind)
HELD = st.builds(
    HeldRole,
    role=st.sampled_from(Role),
    unit=st.integers(1, 9),
    unit_kind=st.sampled_from(UnitKind),
    organisation=st.integers(1, 4),
    organisation_kind=KINDS,
    unit_name=st.just("Enheden"),
    municipality=CODES,
    id=st.integers(1, 99),
)
PLACES = st.builds(Place, KINDS, CODES, st.one_of(st.none(), st.integers(1, 4)))


def is_own(one: HeldRole, place: Place) -> bool:
    return one.role is Role.ADMINISTRATOR and one.organisation == place.id


def is_around(one: HeldRole, place: Place) -> bool:
    municipal = one.role is Role.ADMINISTRATOR and one.organisation_kind is OrganisationKind.MUNICIPALITY
    return municipal and one.municipality == place.municipality != ""


@given(st.lists(HELD, max_size=4), PLACES)
def test_somebody_keeps_the_register_exactly_when_one_of_the_two_reasons_is_there(
    held: list[HeldRole], place: Place
) -> None:
    authority = place.kind in PUBLIC_AUTHORITIES
    wanted = any(is_own(one, place) or (is_around(one, place) and not authority) for one in held)
    found = register_keeper(held, place)
    assert (found is not None) == wanted
    assert found is None or found in held


@given(st.lists(HELD, max_size=4), PLACES)
def test_nobody_keeps_the_staff_who_may_not_keep_the_register(held: list[HeldRole], place: Place) -> None:
    if staff_keeper(held, place):
        assert register_keeper(held, place)


@given(st.lists(HELD, max_size=4), CODES, st.integers(1, 4))
def test_no_municipality_lets_people_into_a_housing_organisation(
    held: list[HeldRole], municipality: str, organisation: int
) -> None:
    place = Place(OrganisationKind.HOUSING_ORGANISATION, municipality, organisation)
    found = staff_keeper(held, place)
    assert found is None or found.organisation == organisation


@given(HELD, PLACES)
def test_no_other_role_than_administrator_opens_the_register(one: HeldRole, place: Place) -> None:
    if one.role is not Role.ADMINISTRATOR:
        assert register_keeper([one], place) is None
