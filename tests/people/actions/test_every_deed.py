"""Every deed on a person works, is refused without leave that covers it, and is written down."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.apps import apps
from django.db import models as django_models
from tests.cast import BIRGIT, a_registrar, a_second_registrar, may, sight
from tests.people.actions.deeds import BY_THE_SYSTEM_ALONE, DEEDS, Deed
from tests.people.town import Town, entries

from vugge.audit.actions import DECLARATIONS
from vugge.audit.rules import Act, Category, Level, Permit, Result, Viewer
from vugge.kit.errors import NotAllowed, NotFound
from vugge.people.actions.loading import load_people

ON_A_ROW = {
    "people.custody_confirmed", "people.custody_ended", "people.household_left", "people.spell_corrected",
    "people.spell_ended", "people.protection_lifted", "people.contact_ended",
}  # fmt: skip
EVERY_DEED = pytest.mark.parametrize(("verb", "deed"), DEEDS.items(), ids=DEEDS.keys())


def leave_for(deed: Deed, viewer: Viewer) -> Permit:
    return may(viewer, deed.act, deed.who, deed.category)


def stored() -> Mapping[str, list[dict[str, Any]]]:
    """Return all that is stored of people."""
    tables = apps.get_app_config("people").get_models()
    return {table.__name__: list(django_models.QuerySet(table).order_by("pk").values()) for table in tables}


def test_no_deed_is_missing_here() -> None:
    declared = {one.verb for one in DECLARATIONS.actions() if one.room == "people"}
    assert callable(load_people)  # imported, so that it is declared
    assert declared == DEEDS.keys() | BY_THE_SYSTEM_ALONE


@EVERY_DEED
def test_it_works_and_is_written_down(town: Town, verb: str, deed: Deed) -> None:
    deed.before(town)
    already, before = len(entries(verb)), stored()
    deed.do(a_registrar(), leave_for(deed, a_registrar()), town)
    found = entries(verb)
    assert len(found) == already + 1
    entry = found[0]
    assert (entry.viewer, entry.result, entry.basis) == (a_registrar().name, Result.DONE, "assigned:4")
    assert entry.subject == f"person:{deed.who}"
    assert deed.who in {seen.person for seen in entry.persons}
    assert stored() != before


@EVERY_DEED
def test_without_leave_it_is_refused_and_nothing_changes(town: Town, verb: str, deed: Deed) -> None:
    deed.before(town)
    viewer = a_registrar()
    for permit in (
        Permit(viewer, deed.act, sight(deed.who, *Category, acts=(Act.READ,))),
        may(viewer, Act.READ, deed.who),
        may(viewer, deed.act, deed.who, *(set(Category) - {deed.category})),
        may(a_second_registrar(), deed.act, deed.who),
        Permit(viewer, deed.act, sight(deed.who, *Category, level=Level.UNKNOWN)),
    ):
        already, before = len(entries(verb)), stored()
        with pytest.raises(NotAllowed):
            deed.do(viewer, permit, town)
        assert stored() == before
        assert len(entries(verb)) == already + 1
        assert entries(verb)[0].result is Result.DENIED


@pytest.mark.parametrize("verb", sorted(ON_A_ROW))
def test_a_row_of_somebody_else_is_not_here(town: Town, verb: str) -> None:
    deed = DEEDS[verb]
    deed.before(town)
    before = stored()
    with pytest.raises(NotFound):
        deed.do(a_registrar(), may(a_registrar(), deed.act, BIRGIT.id), town)
    assert stored() == before


def test_no_log_holds_a_name_or_a_number(town: Town) -> None:
    for deed in DEEDS.values():
        deed.before(town)
    text = repr([entry for verb in DEEDS for entry in entries(verb)])
    assert "Mariam" not in text
    assert "Birkevej" not in text
    assert BIRGIT.number.digits not in text
