"""Keeping the register: it works, it is refused, it is written down."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import a_passer_by, the_operator
from tests.organisations.sample import (
    A_CVR,
    AARHUS,
    LONG_AGO,
    ODENSE,
    Corner,
    a_unit,
    an_account,
    an_organisation,
    as_viewer,
    corner,
)

from vugge.audit.queries import events
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.organisations.actions.register import close_organisation, create_organisation, rename_organisation
from vugge.organisations.actions.units import close_unit, create_unit, move_unit, rename_unit
from vugge.organisations.models import Organisation, Unit
from vugge.organisations.queries.register import organisation, organisations, unit, units
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.register import NewOrganisation, NewUnit, Whereabouts, Wish

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def here() -> Corner:
    """The corner of the register."""
    return corner()


def an_association(name: str, municipality: str = AARHUS) -> NewOrganisation:
    return NewOrganisation(OrganisationKind.ASSOCIATION, name, LONG_AGO, municipality=municipality)


def test_a_municipalitys_administrator_registers_an_association_in_it_and_nowhere_else(here: Corner) -> None:
    viewer = as_viewer(an_account(here.department, Role.ADMINISTRATOR))
    made = create_organisation(viewer, new=an_association("Skakklubben"))
    assert organisation(viewer, organisation=made, on=TODAY).organisation.name == "Skakklubben"
    with pytest.raises(NotAllowed):
        create_organisation(viewer, new=an_association("Skakklubben", ODENSE))


@pytest.mark.parametrize("kind", [OrganisationKind.MUNICIPALITY, OrganisationKind.POLICE_DISTRICT])
def test_nobody_but_the_system_registers_a_public_authority(here: Corner, kind: OrganisationKind) -> None:
    viewer = as_viewer(an_account(here.department, Role.ADMINISTRATOR))
    with pytest.raises(NotAllowed):
        create_organisation(viewer, new=NewOrganisation(kind, "Ny", LONG_AGO, municipality=AARHUS))


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.REGISTRAR, Role.BOARD_MEMBER])
def test_other_roles_change_nothing_in_the_register(here: Corner, role: Role) -> None:
    viewer = as_viewer(an_account(here.department, role))
    with pytest.raises(NotAllowed):
        rename_unit(viewer, unit=here.school, name="Skolen", version=1)
    assert unit(viewer, unit=here.school).name == "Tovshøjskolen"


def test_nobody_unknown_changes_anything(here: Corner) -> None:
    with pytest.raises(NotAllowed):
        create_organisation(a_passer_by(), new=an_association("Skakklubben"))


def test_a_deed_on_the_register_is_written_down_with_the_role_it_rests_on(here: Corner) -> None:
    made = create_organisation(
        as_viewer(an_account(here.department, Role.ADMINISTRATOR)), new=an_association("Skakklubben")
    )
    entry = max(events(the_operator(), limit=100), key=lambda one: one.sequence)
    assert entry.verb == "organisations.organisation_created"
    assert entry.subject == f"organisation:{made}"
    assert entry.basis.startswith("administrator:")


def test_a_cvr_number_is_checked_and_belongs_to_one(here: Corner) -> None:
    made = an_organisation("Firmaet", OrganisationKind.COMPANY, cvr="13 58 56 28")
    assert organisation(the_operator(), organisation=made, on=TODAY).organisation.cvr == A_CVR
    with pytest.raises(BadInput, match="passer ikke sammen"):
        an_organisation("Firma 2", OrganisationKind.COMPANY, cvr="13585629")
    with pytest.raises(BadInput, match="Firmaet"):
        an_organisation("Firma 3", OrganisationKind.COMPANY, cvr=A_CVR)


def test_one_kind_and_place_has_a_name_once_however_it_is_spelt(here: Corner) -> None:
    with pytest.raises(BadInput, match="allerede"):
        an_organisation("FORENINGEN  LY", OrganisationKind.ASSOCIATION)
    an_organisation("Foreningen Ly", OrganisationKind.ASSOCIATION, municipality=ODENSE)
    with pytest.raises(BadInput, match="allerede"):
        a_unit(here.aarhus, "tovshøj skolen".replace(" ", ""), UnitKind.SCHOOL)


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "=SUM(A1)", "linje\nskift\x00"])
def test_a_name_that_is_none_is_refused(here: Corner, name: str) -> None:
    with pytest.raises(BadInput):
        an_organisation(name, OrganisationKind.ASSOCIATION)


def test_an_organisation_is_found_by_old_name_unit_and_number(here: Corner) -> None:
    made = an_organisation("Gammel Forening", OrganisationKind.ASSOCIATION, cvr=A_CVR)
    a_unit(made, "Sjakket", UnitKind.CLUB)
    rename_organisation(the_operator(), organisation=made, name="Ny Forening", version=1)
    for words in ("ny forening", "GAMMEL", "sjakket", "13585628", "13 58 56 28"):
        found = organisations(the_operator(), wish=Wish(words), on=TODAY)
        assert [one.name for one in found.organisations] == ["Ny Forening"], words
    assert organisations(the_operator(), wish=Wish("sjakket"), on=TODAY).matching == {made: ("Sjakket",)}
    assert organisations(the_operator(), wish=Wish("findes ikke"), on=TODAY).total == 0


def test_a_page_of_the_register_is_in_danish_order_and_goes_on(here: Corner) -> None:
    everything = organisations(the_operator(), wish=Wish(), on=TODAY)
    assert (everything.total, everything.pages) == (98 + 5 + 2, 3)
    last = organisations(the_operator(), wish=Wish(page=99), on=TODAY)
    assert last.page == 3
    assert last.organisations[-1].name == "Aarhus Kommune"


def test_a_municipality_lists_its_own(here: Corner) -> None:
    found = organisations(the_operator(), wish=Wish(municipality=AARHUS), on=TODAY)
    assert {one.name for one in found.organisations} == {"Aarhus Kommune", "Boligforeningen Vest", "Foreningen Ly"}
    only = Wish(kind=OrganisationKind.HOUSING_ORGANISATION, municipality=AARHUS)
    assert [one.units for one in organisations(the_operator(), wish=only, on=TODAY).organisations] == [1]


def test_a_closed_organisation_is_left_out_until_asked_for(here: Corner) -> None:
    made = an_organisation("Lukket", OrganisationKind.ASSOCIATION)
    close_organisation(the_operator(), organisation=made, valid_to=date(2024, 1, 1), version=1)
    assert organisations(the_operator(), wish=Wish("lukket"), on=TODAY).total == 0
    assert organisations(the_operator(), wish=Wish("lukket", includes_closed=True), on=TODAY).total == 1


def test_closing_never_closes_others_unseen(here: Corner) -> None:
    with pytest.raises(BadInput, match="Sekretariatet"):
        close_organisation(the_operator(), organisation=here.housing, valid_to=TODAY, version=1)
    with pytest.raises(BadInput, match="Tovshøjskolen"):
        close_unit(the_operator(), unit=here.department, valid_to=TODAY, version=1)
    an_account(here.secretariat, Role.COORDINATOR)
    with pytest.raises(BadInput, match="1 roller"):
        close_unit(the_operator(), unit=here.secretariat, valid_to=TODAY, version=1)
    close_unit(the_operator(), unit=here.school, valid_to=TODAY, version=1)
    assert unit(the_operator(), unit=here.school).valid_to == TODAY
    assert here.school not in {one.id for one in units(the_operator(), on=TODAY)}
    assert here.school in {one.id for one in units(the_operator(), on=TODAY - timedelta(days=1))}


def test_whoever_comes_second_is_told_and_nothing_is_lost(here: Corner) -> None:
    rename_unit(the_operator(), unit=here.school, name="Søskolen", version=1)
    with pytest.raises(BadInput, match="Søskolen"):
        rename_unit(the_operator(), unit=here.school, name="Bakkeskolen", version=1)
    assert unit(the_operator(), unit=here.school).name == "Søskolen"


def test_the_same_name_again_is_no_change(here: Corner) -> None:
    assert rename_unit(the_operator(), unit=here.school, name="Tovshøjskolen", version=1) == 1
    assert organisation(the_operator(), organisation=here.aarhus, on=TODAY).former_names == ()


def test_a_unit_moves_within_its_organisation_and_never_under_itself(here: Corner) -> None:
    viewer = the_operator()
    to = Whereabouts(area_key="gellerup", address="Skolevej 1", municipality=AARHUS)
    move_unit(viewer, unit=here.school, to=to, version=1)
    moved = unit(viewer, unit=here.school)
    assert (moved.parent, moved.area_key, moved.address) == (None, "gellerup", "Skolevej 1")
    assert [one.id for one in units(viewer, on=TODAY, area_key="gellerup")] == [here.school]
    for parent in (here.school, here.secretariat):
        with pytest.raises(BadInput):
            move_unit(viewer, unit=here.school, to=Whereabouts(parent=parent), version=2)


def test_a_unit_lies_only_where_its_kind_may(here: Corner) -> None:
    with pytest.raises(BadInput, match="Boligafdeling"):
        a_unit(here.housing, "Skolen", UnitKind.SCHOOL)
    new = NewUnit(here.housing, UnitKind.HOUSING_DEPARTMENT, "Afdeling 1", LONG_AGO - timedelta(days=1))
    with pytest.raises(BadInput, match="gælder først fra"):
        create_unit(the_operator(), new=new)


def test_what_is_not_there_is_not_found(here: Corner) -> None:
    with pytest.raises(NotFound):
        organisation(the_operator(), organisation=999_999, on=TODAY)
    with pytest.raises(NotFound):
        unit(the_operator(), unit=999_999)
    with pytest.raises(NotFound):
        close_organisation(the_operator(), organisation=999_999, valid_to=TODAY, version=1)


def test_the_database_itself_keeps_names_numbers_and_days_in_order(here: Corner) -> None:
    rows = (Organisation.objects.filter(pk=here.association), Unit.objects.filter(pk=here.school))
    before = LONG_AGO - timedelta(days=1)
    wrong: list[tuple[int, dict[str, object]]] = [
        (0, {"valid_to": before}),
        (0, {"cvr": "1"}),
        (0, {"kind": "guild"}),
        (1, {"parent_id": here.school}),
        (1, {"kind": "guild"}),
    ]
    for which, change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows[which].update(**change)
